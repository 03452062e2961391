package org.kapsurvey.questionnaire.definition;

import static org.kapsurvey.questionnaire.definition.BreakableForm.at;
import static org.kapsurvey.questionnaire.definition.BreakableForm.named;
import static org.kapsurvey.questionnaire.definition.BreakableForm.offset;
import static org.kapsurvey.questionnaire.definition.BreakableForm.type;
import static org.kapsurvey.questionnaire.definition.BrokenForms.add;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.kapsurvey.questionnaire.RandomForms;
import org.kapsurvey.questionnaire.definition.BrokenForms.Slip;

/** Slips that leave the names and types of all rows as they are, so that several go together. */
final class SlipsInside {
    /** A number that is the code of no choice. */
    private static final String NO_CODE = "987654";

    /** Where an expression stands in every row that has it; in the order in which they are drawn from. */
    private static final List<String> EXPRESSIONS =
            List.of("relevant", "constraint", "warning", "calculation", "repeat_count");

    private static final List<String> TEXTS =
            List.of("label", "hint", "constraint_message", "warning_message", "required_message");

    private SlipsInside() {}

    static List<Slip> all() {
        List<Slip> slips = new ArrayList<>();
        expressions(slips);
        texts(slips);
        choices(slips);
        details(slips);
        constraints(slips);
        warnings(slips);
        unanswerable(slips);
        unseen(slips);
        return slips;
    }

    private static void expressions(List<Slip> slips) {
        appended(slips, " and", 4, "A value must stand here, found the end.");
        appended(slips, ")", 0, "This closing bracket has no opening one.");
        appended(slips, " and (1 = 1", 5, "This opening bracket has no closing one.");
        appended(slips, " and 1 == 1", 8, "A value must stand here, found =.");
        appended(slips, " and true() and yes", 16, "The word yes can't stand alone.");
        appended(slips, " and selectd(1, 2)", 5, "Unknown function selectd.");
        appended(slips, " and random() > 1", 5, "The function random gives another result");
        appended(slips, " and sqrt(2) > 1", 5, "The function sqrt is not supported yet.");
        appended(slips, " and not(1, 2)", 5, "The function not takes 1 argument, found 2.");
        appended(slips, " and if(1, 2)", 5, "The function if takes 3 arguments, found 2.");
        appended(slips, " and ‘a’ = 1", 5, "Unexpected character ‘.");
        appended(slips, " and 1 % 2", 7, "Unexpected character %.");
        appended(slips, " & true()", 1, "Unexpected character &.");
        appended(slips, " and /data/age = 1", 5, "Unexpected character /.");
        appended(slips, " and $age = 1", 5, "$ begins a reference that has no end.");
        appended(slips, " and ${ } = 1", 5, "The reference ${} has no name.");
        appended(slips, " and ${no_such_question} = 1", 5, "There is no question ${no_such_question}.");
        appended(slips, " and 'never closed", 5, "The text that begins here has no closing quote.");
        appended(slips, " and 1.2.3 > 1", 5, "Not a number: 1.2.");
        appended(slips, " and " + "9".repeat(400) + " > 1", 5, "The number is too large.");
        appended(slips, " and 'a\u0301' = ''", 7, "has an accent apart from its letter");
        appended(slips, " and regex('a', 'a++')", 16, "Pattern 'a++'");
        appended(slips, " and regex('a', '(a{1000}){3}')", 16, "Pattern '(a{1000}){3}'");
        appended(slips, " and regex('a', string(1))", 16, "The pattern of regex must be a text in quotes.");
        appended(slips, " and date('2026-02-30') > 1", 10, "There is no day '2026-02-30'.");
        appended(slips, " and format-date(today(), '%H') = ''", 26, "Unknown code %H");
        appended(slips, " and position(1) = 1", 14, "position takes the row: two points.");
        appended(slips, " and count(1) = 1", 11, "count takes a repeat or a question.");
        appended(slips, " and count-non-empty(1) = 1", 21, "count-non-empty takes a question.");
        appended(slips, " and missing-code(1) = ''", 18, "missing-code takes a question.");
        appended(slips, " and jr:choice-name('a', 'b') = ''", 25, "jr:choice-name takes the question");
        appended(slips, " and indexed-repeat(1, 2, 3) = 1", 23, "indexed-repeat takes a repeat as its argument 2.");
        appended(slips, " and " + "(".repeat(70) + "1" + ")".repeat(70), 69, "Brackets are nested deeper than 64.");
        appended(slips, " and 1" + " + 1".repeat(501), -1, "More than 500 operators");
        appended(slips, " ".repeat(10_001), -1, "The expression is longer than 10,000 characters.");
        expression(slips, "an expression is empty", any -> "", -1, "The expression is empty.");
        expression(slips, "an expression is blank", any -> "  ", -1, "The expression is empty.");
        for (String key : List.of("relevant", "calculation", "repeat_count")) {
            add(
                    slips,
                    "a point stands in a " + key,
                    forms -> forms.row(row -> row.get(key) instanceof String text && isJoinable(text))
                            .map(row -> {
                                String before = (String) row.get(key);
                                row.put(key, before + " and . != ''");
                                return named(
                                        row, key, offset(before) + 5, "The sign . stands for the answer only in a");
                            }));
        }
        code(slips, " and ${q} = 'no_such_code'", "select_one", "has no choice 'no_such_code'.");
        code(slips, " and 'no_such_code' != ${q}", "select_one", "has no choice 'no_such_code'.");
        code(slips, " and selected(${q}, 'no_such_code')", "select_one", "has no choice 'no_such_code'.");
        code(slips, " and selected(${q}, 'no_such_code')", "select_multiple", "has no choice 'no_such_code'.");
        code(slips, " and ${q} = 'no_such_code'", "select_multiple", "has no choice 'no_such_code'.");
        code(slips, " and missing-code(${q}) = 'dont_know'", "select_one", "There is no missing code 'dont_know'.");
        code(slips, " and missing-code(${q}) = 'no_such_code'", "integer", "There is no missing code 'no_such_code'.");
        code(slips, " and ${q} = 'yes'", "integer", "is a number and never compares with 'yes'.");
        code(slips, " and ${q} >= 'ten'", "integer", "is a number and never compares with 'ten'.");
        code(slips, " and selected(${q}, 'yes')", "integer", "of type integer has no choices for selected().");
        code(slips, " and selected(${q}, 'yes')", "text", "of type text has no choices for selected().");
        for (String type : List.of("integer", "decimal", "date", "time", "text", "geopoint")) {
            appendedOf(slips, " and count-selected(${q}) > 1", type, 20, "has no choices for count-selected().");
        }
        severalCodes(slips, " and ${q} = '§'");
        severalCodes(slips, " and '§' != ${q}");
        severalCodes(slips, " and selected(${q}, '§')");
        neverAtOnce(slips, " and (selected(${q}, '§1') and selected(${q}, '§2'))", "select_one");
        neverAtOnce(slips, " and ('§1' = ${q} and selected(${q}, '§2'))", "select_one");
        ofCodes(
                slips,
                " and ${q} = '§'",
                "select_multiple",
                codes -> " and ${q} = '" + codes.get(0) + "'",
                true,
                "may hold more choices than '");
        appended(slips, " or 'dk'", 4, "Nothing is compared with 'dk' here");
        for (String part : List.of("1 = 2", "not(true())", "if('a' = 'b', 1, 0) = 1", "false()")) {
            comparison(slips, " and " + part, "integer", "This never holds, whatever is answered.");
        }
        comparison(slips, " and 2 > 1", "integer", "This always holds, whatever is answered.");
        comparison(slips, " and 'yes' = (${q} > 1)", "integer", "Beside a truth 'yes' counts as true");
        comparison(slips, " and 7 != (${q} > 1)", "integer", "Beside a truth 7 counts as true");
        appended(slips, " and not(7)", 9, "Nothing is compared with 7 here");
        for (String type : List.of("select_one", "select_multiple", "rank")) {
            appendedOf(slips, " or ${q}", type, 4, "stands as a condition of its own, which every choice meets");
            appendedOf(
                    slips, " and if(${q}, 1, 0) = 1", type, 8, "stands as a condition of its own, which every choice");
        }
        code(slips, " and '18 tuổi' > ${q}", "date", "is a day and never compares with '18 tuổi'.");
        code(slips, " and ${q} = " + NO_CODE, "select_one", "is that number.");
        code(slips, " and ${q} = " + NO_CODE, "select_multiple", "is that number.");
        code(slips, " and ${q} = 1", "note", "has no answer.");
        appendedOf(slips, " and (${q} > 17 and ${q} < 18)", "integer", -1, "never hold at once.");
        code(slips, " and ${q} < '25:00'", "time", "is a time and never compares with '25:00'.");
        comparison(slips, " and ${q} > 7", "time", "A time is compared here with what is no time");
        code(slips, " and ${q} = '7h30'", "time", "is a time and never compares with '7h30'.");
        comparison(slips, " and ${q} < today()", "time", "A time is compared here with what is no time");
        comparison(slips, " and ${q} > 'c'", "select_one", "compare numbers, days and times, and this is none");
        comparison(slips, " and ${q} > 0", "geopoint", "compare numbers, days and times, and this is none");
        comparison(slips, " and ${q} > 'abc'", "text", "compare numbers, days and times, and this is none");
        comparison(slips, " and ${q} + 1 > 2", "select_one", "This is never a number");
        comparison(slips, " and -${q} < 2", "time", "This is never a number");
        comparison(slips, " and ${q} + 1 = '2026-01-01'", "date", "A number is compared here with a text that is none");
        comparison(slips, " and ${q} * 2 = 'abc'", "integer", "A number is compared here with a text that is none");
        comparison(slips, " and string-length(${q}) = ${q}", "select_one", "A number is compared here with a code");
        code(slips, " and missing-code(${q}) = 'not_applicable'", "integer", "never has the missing code");
    }

    private static void texts(List<Slip> slips) {
        add(
                slips,
                "a label is missing",
                forms -> forms.question(row -> row.containsKey("label")).map(row -> {
                    row.remove("label");
                    return named(row, "", 0, "The key \"label\" is missing.");
                }));
        for (String key : TEXTS) {
            add(
                    slips,
                    "a " + key + " lacks a language",
                    forms -> forms.text(key).map(row -> {
                        Map<String, Object> texts = DraftForm.map(row.get(key));
                        String language = forms.one(List.copyOf(texts.keySet()));
                        texts.remove(language);
                        return named(row, key, 0, "has no text in the language \"" + language + "\".");
                    }));
            wording(slips, key, text -> " ", 0, "has no text in the language");
            wording(slips, key, text -> text + " ${no_such_question}", 1, "There is no question ${no_such_question}.");
            wording(slips, key, text -> text + " ${", 1, "${ begins a reference that has no name or no end.");
            wording(slips, key, text -> text + " ${}", 1, "${ begins a reference that has no name or no end.");
            add(
                    slips,
                    "a " + key + " has a language too many",
                    forms -> forms.text(key).map(row -> {
                        DraftForm.map(row.get(key)).put("fr", "x");
                        return named(row, key + "/fr#", 0, "The language \"fr\" is not one of the form's");
                    }));
            add(
                    slips,
                    "a " + key + " is a number",
                    forms -> forms.text(key).map(row -> {
                        Map<String, Object> texts = DraftForm.map(row.get(key));
                        String language = forms.one(List.copyOf(texts.keySet()));
                        texts.put(language, 5.0);
                        return named(row, key + "/" + language, 0, "must be a text, found a number.");
                    }));
        }
    }

    private static void choices(List<Slip> slips) {
        add(
                slips,
                "a choice stands twice",
                forms -> forms.choice().map(choice -> {
                    Map<String, Object> copy = new LinkedHashMap<>(choice);
                    forms.form.choices.add(at(forms.form.choices, choice) + 1, copy);
                    return named(copy, "name", 0, "has the choice \"" + choice.get("name") + "\" twice.");
                }));
        for (String bad : List.of("a b", "", "ô", "a".repeat(65), "a/b")) {
            add(
                    slips,
                    "a choice is \"" + bad + "\"",
                    forms -> forms.unreferredChoice().map(choice -> {
                        choice.put("name", bad);
                        return named(choice, "name", 0, "A choice's name must be letters");
                    }));
        }
        add(slips, "a choice is renamed that expressions name", forms -> forms.namedChoice());
        add(
                slips,
                "a choice has no label",
                forms -> forms.choice().map(choice -> {
                    choice.remove("label");
                    return named(choice, "", 0, "The key \"label\" is missing.");
                }));
        add(
                slips,
                "a choice's label lacks a language",
                forms -> forms.choice().map(choice -> {
                    Map<String, Object> label = DraftForm.map(choice.get("label"));
                    String language = forms.one(List.copyOf(label.keySet()));
                    label.remove(language);
                    return named(choice, "label", 0, "has no text in the language \"" + language + "\".");
                }));
        add(
                slips,
                "a choice has a column at which no filter looks",
                forms -> forms.choice().map(choice -> {
                    choice.put("colour", "red");
                    return named(choice, "colour#", 0, "Unknown key \"colour\".");
                }));
        add(
                slips,
                "exclusive is a text",
                forms -> forms.choice().map(choice -> {
                    choice.put("exclusive", "yes");
                    return named(choice, "exclusive", 0, "\"exclusive\" must be true or false, found a text.");
                }));
        add(
                slips,
                "a list is used by no question",
                forms -> forms.choice().map(choice -> {
                    Map<String, Object> copy = new LinkedHashMap<>(choice);
                    String list = "no_such_use_" + forms.form.choices.size();
                    copy.put("list_name", list);
                    copy.keySet().retainAll(List.of("list_name", "name", "label"));
                    copy.put("label", new LinkedHashMap<>(DraftForm.map(choice.get("label"))));
                    forms.form.choices.add(copy);
                    return named(copy, "list_name", 0, "No question uses the choice list \"" + list + "\".");
                }));
        add(
                slips,
                "a choice has no list",
                forms -> forms.choice().map(choice -> {
                    Map<String, Object> copy = new LinkedHashMap<>(choice);
                    copy.remove("list_name");
                    copy.put("name", "without_list");
                    forms.form.choices.add(copy);
                    return named(copy, "", 0, "The key \"list_name\" is missing.");
                }));
        for (String[] filter : List.of(
                new String[] {"no_such_column = 1", "0", "has a column \"no_such_column\"."},
                new String[] {"name = 'no_such_code'", "7", "has 'no_such_code' in the column \"name\"."},
                new String[] {"name = ", "7", "A value must stand here, found the end."},
                new String[] {"name = ${no_such_question}", "7", "There is no question ${no_such_question}."})) {
            add(
                    slips,
                    "a filter is \"" + filter[0] + "\"",
                    forms -> forms.question(row -> type(row).startsWith("select_")
                                    && !forms.isInTable(row)
                                    && (filter[2].startsWith("A value") || !row.containsKey("choice_filter")))
                            .map(row -> {
                                row.put("choice_filter", filter[0]);
                                return named(row, "choice_filter", Integer.parseInt(filter[1]), filter[2]);
                            }));
        }
    }

    private static void details(List<Slip> slips) {
        for (List<Object> missing : List.<List<Object>>of(List.of("dont_know"), List.of("not_asked"), List.of(""))) {
            add(
                    slips,
                    "missing codes are " + missing,
                    forms -> forms.question(forms::isAsked).map(row -> {
                        row.put("missing", missing);
                        return named(row, "missing/0", 0, "Unknown missing code");
                    }));
        }
        add(
                slips,
                "a missing code stands twice",
                forms -> forms.question(forms::isAsked).map(row -> {
                    List<Object> codes = new ArrayList<>(List.of("dk"));
                    if (row.get("missing") instanceof List<?> offered) {
                        offered.stream().filter(code -> !code.equals("dk")).forEach(codes::add);
                    }
                    codes.add("dk");
                    row.put("missing", codes);
                    return named(row, "missing/" + (codes.size() - 1), 0, "The missing code \"dk\" stands twice.");
                }));
        for (String[] answer : List.of(
                new String[] {"integer", "x"},
                new String[] {"decimal", "1,5"},
                new String[] {"date", "2026-02-30"},
                new String[] {"select_one", "no_such_code"},
                new String[] {"select_multiple", "no_such_code"},
                new String[] {"integer", "2.5"},
                new String[] {"integer", "=2.5"},
                new String[] {"integer", "='x'"},
                new String[] {"decimal", "='1,5'"},
                new String[] {"date", "=7"},
                new String[] {"range", "1000000"},
                new String[] {"time", "25:00"},
                new String[] {"select_one", "='no_such_code'"},
                new String[] {"rank", "no_such_code"},
                new String[] {"acknowledge", "yes"},
                new String[] {"geopoint", "Hải Phòng"},
                new String[] {"geopoint", "95.5 106"},
                new String[] {"text", ""})) {
            add(
                    slips,
                    "a default of " + answer[0] + " is \"" + answer[1] + "\"",
                    forms -> forms.question(row -> type(row).equals(answer[0])).map(row -> {
                        row.put("default", answer[1]);
                        // What breaks the default too is told only once it is an answer.
                        row.computeIfPresent("constraint", (key, before) -> "(. != .) or " + before);
                        int offset = answer[1].startsWith("=") ? 1 : 0;
                        return named(row, "default", offset, "is no answer to a question of type " + answer[0]);
                    }));
        }
        for (String[] computed : List.of(
                new String[] {"integer", "=today()"},
                new String[] {"decimal", "=1 = 1"},
                new String[] {"range", "=today()"},
                new String[] {"date", "=3 + 4"},
                new String[] {"time", "=3 + 4"},
                new String[] {"select_one", "=3 + 4"},
                new String[] {"select_multiple", "=today()"},
                new String[] {"geopoint", "=3 + 4"},
                new String[] {"acknowledge", "=true()"})) {
            add(
                    slips,
                    "a default of " + computed[0] + " is \"" + computed[1] + "\"",
                    forms -> forms.question(row -> type(row).equals(computed[0]))
                            .map(row -> {
                                row.put("default", computed[1]);
                                return named(row, "default", 1, "never an answer to a question of type " + computed[0]);
                            }));
        }
        for (String count : List.of("-3", "2.5", "0", "101", "'-1'")) {
            add(
                    slips,
                    "a repeat has " + count + " rows",
                    forms -> forms.row(row -> type(row).equals("begin_repeat")).map(row -> {
                        row.put("repeat_count", count);
                        return named(
                                row,
                                "repeat_count",
                                0,
                                "must be a whole number from 1 to " + (forms.isInRepeat(row) ? 20 : 100) + ", found");
                    }));
        }
        add(
                slips,
                "a default is a broken expression",
                forms -> forms.question(forms::isAsked).map(row -> {
                    row.put("default", "=1 +");
                    return named(row, "default", 4, "A value must stand here, found the end.");
                }));
        add(
                slips,
                "a component is unknown",
                forms -> forms.question(row -> row.containsKey("kap")).map(row -> {
                    DraftForm.map(row.get("kap")).put("component", "knowlege");
                    return named(row, "kap/component", 0, "Unknown component \"knowlege\".");
                }));
        add(
                slips,
                "a right answer is no choice",
                forms -> forms.question(
                                row -> row.containsKey("kap") && type(row).startsWith("select_"))
                        .map(row -> {
                            DraftForm.map(row.get("kap")).put("right", "no_such_code");
                            putRule(row, "all");
                            return named(row, "kap/right", 0, "\"no_such_code\" is no choice of " + row.get("name"));
                        }));
        add(
                slips,
                "kap has a key too many",
                forms -> forms.question(row -> row.containsKey("kap")).map(row -> {
                    DraftForm.map(row.get("kap")).put("weight", 1.0);
                    return named(row, "kap/weight#", 0, "Unknown key \"weight\".");
                }));
        add(
                slips,
                "there are points for no choice",
                forms -> forms.question(
                                row -> row.containsKey("kap") && type(row).startsWith("select_"))
                        .map(row -> {
                            Map<String, Object> points = new LinkedHashMap<>();
                            for (Map<String, Object> choice : forms.form.choices) {
                                if (((String) row.get("type")).endsWith(" " + choice.get("list_name"))) {
                                    points.put((String) choice.get("name"), 0.0);
                                }
                            }
                            points.put("no_such_code", 1.0);
                            Map<String, Object> kap = new LinkedHashMap<>();
                            kap.put("component", "knowledge");
                            kap.put("points", points);
                            row.put("kap", kap);
                            putRule(row, "sum");
                            return named(row, "kap/points/no_such_code#", 0, "which is no choice of");
                        }));
        for (String parameters : List.of("start=0 end=10 step=3", "begin=1", "start=5 end=5", "start=0 end=9999")) {
            add(
                    slips,
                    "a range is " + parameters,
                    forms -> forms.question(row -> true).map(after -> {
                        Map<String, Object> row = new LinkedHashMap<>();
                        row.put("type", "range");
                        row.put("name", "made_range_" + forms.form.survey.size());
                        row.put("label", forms.inAllLanguages("Range"));
                        row.put("parameters", parameters);
                        forms.form.survey.add(row);
                        return named(
                                row, "parameters", 0, parameters.startsWith("begin") ? "of a range" : "The range must");
                    }));
        }
    }

    /** Of several choices a key without a rule is a fault of its own. */
    private static void putRule(Map<String, Object> row, String rule) {
        if (type(row).equals("select_multiple")) {
            DraftForm.map(row.get("kap")).put("rule", rule);
        }
    }

    private static void constraints(List<Slip> slips) {
        for (String[] slip : List.of(
                new String[] {"time", ". < 25", "A time is compared here with what is no time"},
                new String[] {"integer", ". > 5 and . < 3", "No number meets this constraint."},
                new String[] {"integer", ". > 1 and . < 2", "No number meets this constraint."},
                new String[] {"integer", ". >= 59 and 1 = 1 and . <= 13 and today() > '2026-01-01'", "No number meets"},
                new String[] {"text", ". != 'x' and string-length(.) > 5 and string-length(.) < 3", "No text meets"},
                new String[] {"decimal", ". >= 10 and . <= -10", "No number meets this constraint."},
                new String[] {"range", "not(. = . or . != .)", "No number meets this constraint."},
                new String[] {"date", ". < '2020-01-01' and . > '2021-01-01'", "No day meets this constraint."},
                new String[] {"text", "string-length(.) < 0", "No text meets this constraint."},
                new String[] {"text", "string-length(.) > 5 and string-length(.) < 6", "No text meets this constraint."
                },
                new String[] {"range", ". = 0.123", "No number meets this constraint."},
                new String[] {"time", ". >= '21:00' and . <= '07:00'", "No time meets this constraint."},
                new String[] {"select_multiple", "count-selected(.) > 99", "No answer meets this constraint."},
                new String[] {"select_multiple", "count-selected(.) = 0", "No answer meets this constraint."},
                new String[] {"rank", "count-selected(.) = 1", "No answer meets this constraint."},
                new String[] {"text", "string-length(.) > 5000", "No text meets this constraint."},
                new String[] {"select_one", ". = '' and . != ''", "No choice meets this constraint."})) {
            add(
                    slips,
                    "the constraint of a " + slip[0] + " is \"" + slip[1] + "\"",
                    forms -> forms.question(row -> type(row).equals(slip[0]) && fewChoices(forms, row))
                            .map(row -> {
                                row.put("constraint", slip[1]);
                                return named(row, "constraint", 0, slip[2]);
                            }));
        }
    }

    /** Whether all answers are tried: of a long list they are not. */
    private static boolean fewChoices(BreakableForm forms, Map<String, Object> row) {
        return forms.form.choices.stream()
                        .filter(choice -> ((String) row.get("type")).endsWith(" " + choice.get("list_name")))
                        .count()
                <= 6;
    }

    /** Warnings about answers that the constraint refuses, or of all that it takes. */
    private static void warnings(List<Slip> slips) {
        for (String[] slip : List.of(
                new String[] {"integer", ". < 100", ". <= 120", "No answer that the constraint takes"},
                new String[] {
                    "integer", ". < 100 and today() > '2026-01-01'", ". > 120", "Every answer that the constraint"
                },
                new String[] {"decimal", ". >= 0 and . <= 10", ". < 10.5", "No answer that the constraint takes"},
                new String[] {"date", ". > '2020-01-01'", ". != '2019-05-05'", "No answer that the constraint takes"},
                new String[] {"time", ". >= '07:00'", ". > '06:30'", "No answer that the constraint takes"},
                new String[] {"text", "string-length(.) > 3", "string-length(.) != 2", "No answer that the constraint"
                })) {
            add(
                    slips,
                    "the constraint of a " + slip[0] + " is \"" + slip[1] + "\", its warning \"" + slip[2] + "\"",
                    forms -> forms.question(row -> type(row).equals(slip[0]) && !row.containsKey("default"))
                            .map(row -> {
                                row.put("constraint", slip[1]);
                                row.put("warning", slip[2]);
                                return named(row, "warning", 0, slip[3]);
                            }));
        }
    }

    /** At these nobody could go on, or what was written never has a meaning. */
    private static void unanswerable(List<Slip> slips) {
        add(
                slips,
                "a question must be answered and is read-only",
                forms -> forms.question(row -> forms.isAsked(row) && !row.containsKey("default"))
                        .map(row -> {
                            row.put("required", true);
                            row.put("read_only", true);
                            return named(row, "read_only", 0, "must be answered and can't be");
                        }));
        add(
                slips,
                "a default breaks the constraint",
                forms -> forms.question(row -> type(row).equals("integer")).map(row -> {
                    row.put("constraint", ". >= 15 and . <= 49");
                    row.remove("warning");
                    row.put("default", "150");
                    return named(row, "default", 0, "does not meet the question's own constraint.");
                }));
        add(
                slips,
                "a missing code is a choice too",
                forms -> forms.question(row -> type(row).equals("select_one")
                                && !row.containsKey("choice_filter")
                                && !forms.sharesList(row))
                        .map(row -> {
                            Map<String, Object> choice = new LinkedHashMap<>();
                            choice.put("list_name", ((String) row.get("type")).replaceFirst("^\\S+ ", ""));
                            choice.put("name", "dk");
                            choice.put("label", forms.inAllLanguages("Don't know"));
                            forms.form.choices.add(choice);
                            row.put("missing", List.of("dk"));
                            row.remove("kap");
                            return named(row, "missing/0", 0, "\"dk\" is a missing code and a choice of");
                        }));
        add(
                slips,
                "a choice of a select_one is exclusive",
                forms -> forms.question(row -> type(row).equals("select_one") && !forms.sharesList(row))
                        .flatMap(row -> forms.any(
                                        forms.form.choices,
                                        choice -> ((String) row.get("type")).endsWith(" " + choice.get("list_name")))
                                .map(choice -> {
                                    choice.put("exclusive", true);
                                    return named(choice, "exclusive", 0, "no question lets people choose several of");
                                })));
        for (String key : List.of("constraint", "warning")) {
            add(
                    slips,
                    "there is a " + key + "_message of nothing",
                    forms -> forms.question(row -> forms.isAsked(row) && !row.containsKey(key))
                            .map(row -> {
                                row.put(key + "_message", forms.inAllLanguages("Message"));
                                return named(row, key + "_message", 0, "is never shown");
                            }));
        }
        add(
                slips,
                "a filter leaves nothing to choose",
                forms -> forms.question(row -> type(row).equals("select_one")
                                && !row.containsKey("relevant")
                                && forms.around(row).stream().noneMatch(group -> group.containsKey("relevant"))
                                && !forms.isInTable(row)
                                && !forms.isInRepeat(row))
                        .map(row -> {
                            Map<String, Object> filtered = new LinkedHashMap<>();
                            filtered.put("type", row.get("type"));
                            filtered.put("name", "made_filtered_" + forms.form.survey.size());
                            filtered.put("label", forms.inAllLanguages("Filtered"));
                            filtered.put("required", true);
                            filtered.put(
                                    "choice_filter",
                                    "name != ${" + row.get("name") + "} and ${" + row.get("name") + "} = ''");
                            forms.form.survey.add(filtered);
                            return named(
                                    filtered,
                                    "choice_filter",
                                    0,
                                    "its filter leaves no choice where " + row.get("name") + " is ");
                        }));
    }

    private static void unseen(List<Slip> slips) {
        for (String sign : List.of("\u202e", "\u200b", "\ufeff", "\u007f")) {
            String told = "U+" + String.format("%04X", (int) sign.charAt(0)) + ".";
            add(
                    slips,
                    "a label holds " + told,
                    forms -> forms.text("label").map(row -> {
                        Map<String, Object> texts = DraftForm.map(row.get("label"));
                        String language = forms.one(List.copyOf(texts.keySet()));
                        texts.put(language, texts.get(language) + sign);
                        return named(row, "label/" + language, 0, "holds the unseen character " + told);
                    }));
        }
    }

    private static void appended(List<Slip> slips, String suffix, int offset, String words) {
        String shown = suffix.length() > 40 ? suffix.substring(0, 20) + "… of " + suffix.length() : suffix;
        expression(slips, "an expression ends with \"" + shown + "\"", before -> before + suffix, offset, words);
    }

    /** @param offset of the fault from the end of what the expression was; −1 for anywhere */
    private static void expression(
            List<Slip> slips, String name, UnaryOperator<String> change, int offset, String words) {
        add(slips, name, forms -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            List<String> keys = new ArrayList<>();
            for (Map<String, Object> row : forms.form.survey) {
                for (String key : EXPRESSIONS) {
                    if (row.get(key) instanceof String text && isJoinable(text)) {
                        rows.add(row);
                        keys.add(key);
                    }
                }
            }
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            int drawn = forms.random.nextInt(rows.size());
            String before = (String) rows.get(drawn).get(keys.get(drawn));
            rows.get(drawn).put(keys.get(drawn), change.apply(before));
            return Optional.of(
                    named(rows.get(drawn), keys.get(drawn), offset < 0 ? -1 : offset(before) + offset, words));
        });
    }

    /** A literal alone, and an {@code if} of texts, becomes a condition by what is joined to it. */
    private static boolean isJoinable(String expression) {
        return !RandomForms.isUndecided(expression) && !expression.matches("if\\(.*'\\)");
    }

    private static void code(List<Slip> slips, String suffix, String type, String words) {
        add(
                slips,
                "a condition of a " + type + " ends with \"" + suffix + "\"",
                forms -> forms.row(row -> row.get("relevant") instanceof String && !forms.isInRepeat(row))
                        .flatMap(row -> forms.question(other -> type(other).equals(type)
                                        && !forms.isInRepeat(other)
                                        && at(forms.form.survey, other) < at(forms.form.survey, row)
                                        && !forms.leadsTo(other, row))
                                .map(other -> {
                                    String before = (String) row.get("relevant");
                                    String added = suffix.replace("${q}", "${" + other.get("name") + "}");
                                    row.put("relevant", before + added);
                                    int literal = Math.max(added.indexOf('\''), added.indexOf(NO_CODE));
                                    return named(row, "relevant", offset(before) + (literal < 0 ? 5 : literal), words);
                                })));
    }

    /** In place of {@code §} come two codes of the question's list. */
    private static void severalCodes(List<Slip> slips, String suffix) {
        ofCodes(
                slips,
                suffix,
                "select_multiple",
                codes -> suffix.replace("§", codes.get(1) + " " + codes.get(0)),
                true,
                "holds several choices, and '");
    }

    private static void neverAtOnce(List<Slip> slips, String suffix, String type) {
        ofCodes(
                slips,
                suffix,
                type,
                codes -> suffix.replace("§1", codes.get(0)).replace("§2", codes.get(1)),
                false,
                "never hold at once.");
    }

    private static void ofCodes(
            List<Slip> slips,
            String name,
            String type,
            Function<List<String>, String> suffix,
            boolean atLiteral,
            String words) {
        add(
                slips,
                "a condition of a " + type + " ends with \"" + name + "\"",
                forms -> forms.row(row -> row.get("relevant") instanceof String && !forms.isInRepeat(row))
                        .flatMap(row -> forms.question(other -> type(other).equals(type)
                                        && !forms.isInRepeat(other)
                                        && at(forms.form.survey, other) < at(forms.form.survey, row)
                                        && !forms.leadsTo(other, row))
                                .flatMap(other -> {
                                    List<String> codes = forms.form.choices.stream()
                                            .filter(choice -> ((String) other.get("type"))
                                                    .endsWith(" " + choice.get("list_name")))
                                            .map(choice -> (String) choice.get("name"))
                                            .toList();
                                    if (codes.size() < 2) {
                                        return Optional.empty();
                                    }
                                    String added = suffix.apply(codes).replace("${q}", "${" + other.get("name") + "}");
                                    row.put("relevant", "1 = 1" + added);
                                    return Optional.of(
                                            named(row, "relevant", atLiteral ? 5 + added.indexOf('\'') : -1, words));
                                })));
    }

    /** @param offset of the fault from the end of what the condition was; −1 for anywhere */
    private static void appendedOf(List<Slip> slips, String suffix, String type, int offset, String words) {
        add(
                slips,
                "a condition of a " + type + " ends with \"" + suffix + "\"",
                forms -> forms.row(row -> row.get("relevant") instanceof String && !forms.isInRepeat(row))
                        .flatMap(row -> forms.question(other -> type(other).equals(type)
                                        && !forms.isInRepeat(other)
                                        && at(forms.form.survey, other) < at(forms.form.survey, row)
                                        && !forms.leadsTo(other, row))
                                .map(other -> {
                                    row.put(
                                            "relevant",
                                            "1 = 1" + suffix.replace("${q}", "${" + other.get("name") + "}"));
                                    return named(row, "relevant", offset < 0 ? -1 : 5 + offset, words);
                                })));
    }

    /** A condition gets a part whose two sides never compare; the fault is at the left one, or at what is computed with. */
    private static void comparison(List<Slip> slips, String suffix, String type, String words) {
        add(
                slips,
                "a condition of a " + type + " ends with \"" + suffix + "\"",
                forms -> forms.row(row -> row.get("relevant") instanceof String && !forms.isInRepeat(row))
                        .flatMap(row -> forms.question(other -> type(other).matches(type + "( .*)?")
                                        && !forms.isInRepeat(other)
                                        && at(forms.form.survey, other) < at(forms.form.survey, row)
                                        && !forms.leadsTo(other, row))
                                .map(other -> {
                                    String before = (String) row.get("relevant");
                                    row.put(
                                            "relevant",
                                            before + suffix.replace("${q}", "${" + other.get("name") + "}"));
                                    return named(
                                            row, "relevant", offset(before) + (suffix.contains("-${") ? 6 : 5), words);
                                })));
    }

    /** @param offset of the fault from the end of what the text was; 0 for its begin */
    private static void wording(List<Slip> slips, String key, UnaryOperator<String> change, int offset, String words) {
        add(
                slips,
                "a " + key + " becomes \"" + change.apply("…") + "\"",
                forms -> forms.text(key).map(row -> {
                    Map<String, Object> texts = DraftForm.map(row.get(key));
                    String language = forms.one(List.copyOf(texts.keySet()));
                    String before = String.valueOf(texts.get(language));
                    texts.put(language, change.apply(before));
                    return named(row, key + "/" + language, offset == 0 ? 0 : offset(before) + offset, words);
                }));
    }
}
