package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What authors do wrong, done to good forms. Each says which places must be named for it, and by which words. */
final class BrokenForms {
    /** Where an expression stands in every row that has it; in the order in which they are drawn from. */
    /** A number that is the code of no choice. */
    private static final String NO_CODE = "987654";

    private static final List<String> EXPRESSIONS =
            List.of("relevant", "constraint", "warning", "calculation", "repeat_count");

    private static final List<String> TEXTS =
            List.of("label", "hint", "constraint_message", "warning_message", "required_message");

    private final DraftForm form;
    private final SplittableRandom random;

    private BrokenForms(DraftForm form, SplittableRandom random) {
        this.form = form;
        this.random = random;
    }

    /**
     * A place that must be named.
     *
     * @param path in the row, as {@link DraftForm#span} takes it
     * @param offset of the fault in a text, in code points; −1 if it may be anywhere in it
     * @param words that the message must hold
     */
    record Named(Object row, String path, int offset, String words) {}

    /** One thing that may go wrong. */
    record Slip(String name, Breaking breaking) {
        /** Breaks the form; the places that must be named, nothing if the form has nothing to break in this way. */
        Optional<List<Named>> in(DraftForm form, SplittableRandom random) {
            return breaking.in(new BrokenForms(form, random));
        }
    }

    private interface Breaking {
        Optional<List<Named>> in(BrokenForms forms);
    }

    static List<Slip> all() {
        List<Slip> slips = new ArrayList<>();
        references(slips);
        names(slips);
        types(slips);
        groups(slips);
        settings(slips);
        slips.addAll(inside());
        return slips;
    }

    /** Those that leave the names and types of all rows as they are, so that several go together. */
    static List<Slip> inside() {
        List<Slip> slips = new ArrayList<>();
        expressions(slips);
        texts(slips);
        choices(slips);
        details(slips);
        constraints(slips);
        unseen(slips);
        return slips;
    }

    /** What touches other rows too. */
    private static void references(List<Slip> slips) {
        add(
                slips,
                "a question is deleted to which others refer",
                forms -> forms.referred(row -> forms.form.survey.remove(row)));
        add(
                slips,
                "a question is renamed to which others refer",
                forms -> forms.referred(row -> row.put("name", row.get("name") + "_x")));
        add(
                slips,
                "a question stands twice",
                forms -> forms.question(row -> true).map(row -> {
                    Map<String, Object> copy = new LinkedHashMap<>(row);
                    forms.form.survey.add(at(forms.form.survey, row) + 1, copy);
                    return named(copy, "name", 0, "The name " + row.get("name") + " is taken");
                }));
        add(
                slips,
                "two questions depend on each other",
                forms -> forms.question(row -> true).map(row -> {
                    Map<String, Object> one = calculation("cycle_one", "${cycle_two}");
                    Map<String, Object> other = calculation("cycle_two", "${cycle_one}");
                    int at = at(forms.form.survey, row);
                    forms.form.survey.add(at, one);
                    forms.form.survey.add(at, other);
                    return named(other, "calculation", -1, "depends on itself: cycle_two → cycle_one → cycle_two");
                }));
        add(
                slips,
                "a group depends on a question inside it",
                forms -> forms.question(row -> !type(row).equals("note")
                                && !forms.isInRepeat(row)
                                && forms.before(row).map(BrokenForms::opens).orElse(false))
                        .map(row -> {
                            Map<String, Object> group = forms.before(row).orElseThrow();
                            group.put("relevant", "${" + row.get("name") + "} != ''");
                            row.remove("relevant");
                            row.remove("calculation");
                            if (type(row).equals("calculate")) {
                                row.put("calculation", "1");
                            }
                            // The question has no condition of its own that could be named, but for what stays of it.
                            return List.of(new Named(null, "", -1, "depends on itself: "));
                        }));
        add(
                slips,
                "a question is told outside of its repeat",
                forms -> forms.inRepeat().map(inner -> {
                    Map<String, Object> row = calculation("outside", "${" + inner.get("name") + "} != ''");
                    forms.form.survey.add(row);
                    return named(row, "calculation", 0, "is asked in every row of the repeat");
                }));
    }

    private static void constraints(List<Slip> slips) {
        for (String[] slip : List.of(
                new String[] {"integer", ". > 5 and . < 3", "No number meets this constraint."},
                new String[] {"integer", ". > 1 and . < 2", "No number meets this constraint."},
                new String[] {"decimal", ". >= 10 and . <= -10", "No number meets this constraint."},
                new String[] {"range", "not(. = . or . != .)", "No number meets this constraint."},
                new String[] {"select_one", ". = '' and . != ''", "No choice meets this constraint."})) {
            add(
                    slips,
                    "the constraint of a " + slip[0] + " is \"" + slip[1] + "\"",
                    forms -> forms.question(row -> type(row).equals(slip[0])).map(row -> {
                        row.put("constraint", slip[1]);
                        return named(row, "constraint", 0, slip[2]);
                    }));
        }
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

    private static void names(List<Slip> slips) {
        add(
                slips,
                "a name differs from another in case alone",
                forms -> forms.unreferred()
                        .flatMap(row -> forms.question(other ->
                                        other != row && at(forms.form.survey, other) < at(forms.form.survey, row))
                                .map(other -> {
                                    String twin = swapped((String) other.get("name"));
                                    row.put("name", twin);
                                    return named(
                                            row, "name", 0, "The name " + twin + " is taken: " + other.get("name"));
                                })));
        for (String bad : List.of("2nd", "a-b", "tuổi", "", "a".repeat(65), "a b", "_a")) {
            add(
                    slips,
                    "a name is \"" + bad + "\"",
                    forms -> forms.unreferred().map(row -> {
                        row.put("name", bad);
                        return named(row, "name", 0, "A name must begin with a letter");
                    }));
        }
        add(
                slips,
                "a name is that of a column of the data",
                forms -> forms.unreferred()
                        .flatMap(row -> forms.question(other -> other != row
                                        && !type(other).equals("note")
                                        && !type(row).equals("note"))
                                .map(other -> {
                                    row.put("name", other.get("name") + "_missing");
                                    return named(row, "name", 0, "is that of the column which says why");
                                })));
        add(
                slips,
                "a name is that of a column of the data in other letters",
                forms -> forms.unreferred()
                        .flatMap(row -> forms.question(other -> other != row
                                        && !type(other).equals("note")
                                        && !type(row).equals("note"))
                                .map(other -> {
                                    row.put("name", swapped((String) other.get("name")) + "_Missing");
                                    return named(row, "name", 0, "is that of the column which says why");
                                })));
        add(
                slips,
                "a row has no name",
                forms -> forms.unreferred().map(row -> {
                    row.remove("name");
                    return named(row, "", 0, "The key \"name\" is missing.");
                }));
        add(
                slips,
                "a name is a number",
                forms -> forms.unreferred().map(row -> {
                    row.put("name", 5.0);
                    return named(row, "name", 0, "\"name\" must be a text, found a number.");
                }));
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
                    forms -> forms.row(row -> row.get(key) instanceof String).map(row -> {
                        String before = (String) row.get(key);
                        row.put(key, before + " and . != ''");
                        return named(row, key, offset(before) + 5, "The sign . stands for the answer only in a");
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
        code(slips, " and '18 tuổi' > ${q}", "date", "is a day and never compares with '18 tuổi'.");
        code(slips, " and ${q} = " + NO_CODE, "select_one", "is that number.");
        code(slips, " and ${q} = " + NO_CODE, "select_multiple", "is that number.");
        code(slips, " and ${q} = 1", "note", "has no answer.");
    }

    private static void types(List<Slip> slips) {
        for (String[] type : List.of(
                new String[] {"integr", "Unknown question type \"integr\"."},
                new String[] {"", "Unknown question type \"\"."},
                new String[] {"geotrace", "The question type geotrace is not supported yet."},
                new String[] {"begin group", "Unknown question type \"begin group\"."},
                new String[] {"integer 2", "The type integer takes no further words."},
                new String[] {"select_one", "The type select_one must name its choice list."},
                new String[] {"select_one no_such_list", "There is no choice list \"no_such_list\"."},
                new String[] {"block", "A block must be replaced by its rows"})) {
            add(
                    slips,
                    "a type is \"" + type[0] + "\"",
                    forms -> forms.question(row -> forms.isPlain(row)).map(row -> {
                        row.put("type", type[0]);
                        return named(row, "type", 0, type[1]);
                    }));
        }
        add(
                slips,
                "or_other follows a list",
                forms -> forms.question(row -> type(row).equals("select_one")).map(row -> {
                    row.put("type", row.get("type") + " or_other");
                    return named(row, "type", 0, "or_other is not supported yet.");
                }));
        add(
                slips,
                "a type is missing",
                forms -> forms.question(row -> forms.isPlain(row)).map(row -> {
                    row.remove("type");
                    return named(row, "", 0, "The key \"type\" is missing.");
                }));
        add(
                slips,
                "a group has further words",
                forms -> forms.row(BrokenForms::opens).map(row -> {
                    row.put("type", row.get("type") + " page");
                    return named(row, "type", 0, "takes no further words.");
                }));
        for (String key : List.of("trigger", "image", "guidance_hint", "relevent", "Label", "x")) {
            add(
                    slips,
                    "there is a key \"" + key + "\"",
                    forms -> forms.row(row -> row.containsKey("name")).map(row -> {
                        row.put(key, "a");
                        return named(row, key + "#", 0, "key \"" + key + "\"");
                    }));
        }
        for (String key : List.of("calculation", "repeat_count", "choice_filter", "parameters", "self_fill")) {
            add(
                    slips,
                    "a " + key + " stands with another type",
                    forms -> forms.question(
                                    row -> List.of("integer", "text", "note").contains(type(row)))
                            .map(row -> {
                                row.put(key, "1");
                                return named(row, key + "#", 0, "Unknown key \"" + key + "\".");
                            }));
        }
        for (String key :
                List.of("label", "required", "relevant", "constraint", "missing", "kap", "appearance", "hint")) {
            for (Object value : List.of(5.0, List.of(5.0))) {
                add(
                        slips,
                        "the " + key + " is " + value,
                        forms -> forms.question(row -> row.containsKey(key)).map(row -> {
                            row.put(key, value);
                            String inside = key.equals("missing") && value instanceof List ? "/0" : "";
                            return named(row, key + inside, 0, "must ");
                        }));
            }
        }
        add(
                slips,
                "an appearance is unknown",
                forms -> forms.row(row -> row.containsKey("label")).map(row -> {
                    row.put("appearance", "fancy");
                    return named(row, "appearance", 0, "Unknown appearance \"fancy\".");
                }));
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

    private static void groups(List<Slip> slips) {
        add(
                slips,
                "a group is not closed",
                forms -> forms.row(row -> type(row).equals("end_group")).map(row -> {
                    forms.form.survey.remove(row);
                    return List.of(new Named(null, "", -1, ""));
                }));
        add(slips, "a group is closed twice", forms -> {
            Map<String, Object> row = new LinkedHashMap<>(Map.of("type", "end_group"));
            forms.form.survey.add(row);
            return Optional.of(named(row, "type", 0, "No group is open here."));
        });
        add(
                slips,
                "a group is closed by another name",
                forms -> forms.row(row -> type(row).equals("end_group")).map(row -> {
                    row.put("name", "no_such_group");
                    return named(row, "name", 0, "found end_group of no_such_group.");
                }));
        add(
                slips,
                "a group is closed as a repeat",
                forms -> forms.row(row -> type(row).equals("end_group")).map(row -> {
                    row.put("type", "end_repeat");
                    return named(row, "type", 0, "What is open here is the group");
                }));
        add(
                slips,
                "groups are nested deeper than ten",
                forms -> forms.row(BrokenForms::opens).map(row -> {
                    int at = at(forms.form.survey, row);
                    int outside = forms.depth(row);
                    for (int i = 0; i < 11; i++) {
                        forms.form.survey.add(at, new LinkedHashMap<>(Map.of("type", "end_group")));
                    }
                    for (int i = 10; i >= 0; i--) {
                        forms.form.survey.add(
                                at, new LinkedHashMap<>(Map.of("type", "begin_group", "name", "deep_" + i)));
                    }
                    return named(
                            forms.form.survey.get(at + 10 - outside), "type", 0, "Groups are nested deeper than 10.");
                }));
        add(slips, "repeats are nested deeper than three", forms -> {
            int at = forms.form.survey.size();
            for (int i = 0; i < 4; i++) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("type", "begin_repeat");
                row.put("name", "deep_" + i);
                row.put("label", forms.inAllLanguages("Deep"));
                forms.form.survey.add(row);
            }
            for (int i = 0; i < 4; i++) {
                forms.form.survey.add(new LinkedHashMap<>(Map.of("type", "end_repeat")));
            }
            return Optional.of(named(forms.form.survey.get(at + 3), "type", 0, "Repeats are nested deeper than 3."));
        });
        add(
                slips,
                "a note stands in a table",
                forms -> forms.row(row -> "table-list".equals(row.get("appearance")))
                        .map(group -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("type", "note");
                            row.put("name", "note_in_table");
                            row.put("label", forms.inAllLanguages("Note"));
                            forms.form.survey.add(at(forms.form.survey, group) + 1, row);
                            return named(row, "type", 0, "every row must be a select_one of one list");
                        }));
        add(
                slips,
                "a group inside a group is handed over",
                forms -> forms.row(row -> type(row).equals("begin_group") && forms.depth(row) > 0)
                        .map(row -> {
                            row.put("self_fill", true);
                            return named(row, "self_fill", 0, "Only a group at the top of the form");
                        }));
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
                    row.put("missing", List.of("dk", "dk"));
                    return named(row, "missing/1", 0, "The missing code \"dk\" stands twice.");
                }));
        for (String[] answer : List.of(
                new String[] {"integer", "x"},
                new String[] {"decimal", "1,5"},
                new String[] {"date", "2026-02-30"},
                new String[] {"select_one", "no_such_code"},
                new String[] {"select_multiple", "no_such_code"},
                new String[] {"text", ""})) {
            add(
                    slips,
                    "a default of " + answer[0] + " is \"" + answer[1] + "\"",
                    forms -> forms.question(row -> type(row).equals(answer[0])).map(row -> {
                        row.put("default", answer[1]);
                        return named(row, "default", 0, "is no answer to a question of type " + answer[0]);
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

    private static void settings(List<Slip> slips) {
        for (String key : List.of("form_id", "version", "default_language", "title")) {
            add(slips, "the settings have no " + key, forms -> {
                forms.form.settings.remove(key);
                return Optional.of(named(forms.form.settings, "", 0, "The key \"" + key + "\" is missing."));
            });
        }
        Map<String, List<String>> bad = Map.of(
                "form_id", List.of("a b", "", ".x", "phiếu", "Youth", "2youth", "a.b", "a".repeat(41)),
                "version", List.of("a b", "", ".x", "phiếu", "-1", "_1", "1".repeat(21)),
                "default_language", List.of("a b", "", ".x", "phiếu"));
        bad.forEach((key, values) -> values.forEach(value -> {
            add(slips, "the " + key + " is \"" + value + "\"", forms -> {
                forms.form.settings.put(key, value);
                return Optional.of(named(forms.form.settings, key, 0, "\"" + key + "\" must be "));
            });
        }));
        add(slips, "the title lacks a language", forms -> {
            Map<String, Object> title = DraftForm.map(forms.form.settings.get("title"));
            if (title.size() < 2 || !forms.form.settings.containsKey("languages")) {
                return Optional.empty();
            }
            String language = forms.one(List.copyOf(title.keySet()));
            title.remove(language);
            return Optional.of(named(
                    forms.form.settings, "title", 0, "The title has no text in the language \"" + language + "\"."));
        });
        add(slips, "the title holds an answer", forms -> {
            Map<String, Object> title = DraftForm.map(forms.form.settings.get("title"));
            String language = forms.one(List.copyOf(title.keySet()));
            title.put(language, "${age}");
            return Optional.of(named(forms.form.settings, "title/" + language, 0, "The title can't hold a reference"));
        });
        add(slips, "a language stands twice", forms -> {
            forms.form.settings.put("languages", List.of("vi", "en", "vi"));
            return Optional.of(named(forms.form.settings, "languages/2", 0, "The language \"vi\" stands twice."));
        });
        add(slips, "asked_of is unknown", forms -> {
            forms.form.settings.put("target_group", "adult");
            forms.form.settings.put("asked_of", "all");
            return Optional.of(named(forms.form.settings, "asked_of", 0, "Unknown asked_of \"all\"."));
        });
        add(slips, "the settings have a key too many", forms -> {
            forms.form.settings.put("style", "pages");
            return Optional.of(named(forms.form.settings, "style#", 0, "Unknown key \"style\"."));
        });
        add(slips, "the refusal names an unknown question", forms -> {
            forms.form.settings.put("refused", "${no_such_question} = 'no'");
            return Optional.of(named(forms.form.settings, "refused", 0, "There is no question ${no_such_question}."));
        });
        add(
                slips,
                "the refusal names an unknown choice",
                forms -> forms.question(row -> type(row).equals("select_one") && !forms.isInRepeat(row))
                        .map(row -> {
                            String reference = "${" + row.get("name") + "} = ";
                            forms.form.settings.put("refused", reference + "'no_such_code'");
                            return named(
                                    forms.form.settings,
                                    "refused",
                                    reference.length(),
                                    "has no choice 'no_such_code'.");
                        }));
    }

    private static void add(List<Slip> slips, String name, Breaking breaking) {
        slips.add(new Slip(name, breaking));
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
                    if (row.get(key) instanceof String) {
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

    /** @param offset of the fault from the end of what the text was; 0 for its begin */
    private static void wording(List<Slip> slips, String key, UnaryOperator<String> change, int offset, String words) {
        add(
                slips,
                "a " + key + " becomes \"" + change.apply("…") + "\"",
                forms -> forms.text(key).map(row -> {
                    Map<String, Object> texts = DraftForm.map(row.get(key));
                    String language = forms.one(List.copyOf(texts.keySet()));
                    String before = (String) texts.get(language);
                    texts.put(language, change.apply(before));
                    return named(row, key + "/" + language, offset == 0 ? 0 : offset(before) + offset, words);
                }));
    }

    private static List<Named> named(Object row, String path, int offset, String words) {
        return List.of(new Named(row, path, offset, words));
    }

    /** Breaks a question to which others refer; they must be named. */
    private Optional<List<Named>> referred(Consumer<Map<String, Object>> breaking) {
        // Without the filter that looks at it a choice's column would be a fault of its own.
        return question(row -> !references((String) row.get("name"), row).isEmpty()
                        && sharesList(row)
                        && !row.containsKey("choice_filter"))
                .map(row -> {
                    List<Named> named = references((String) row.get("name"), row);
                    breaking.accept(row);
                    return named;
                });
    }

    /** Every text and expression, but for those of the row itself, that holds a reference. */
    private List<Named> references(String name, Map<String, Object> own) {
        List<Named> found = new ArrayList<>();
        String words = "There is no question ${" + name + "}.";
        Pattern pattern = Pattern.compile("\\$\\{ *" + name + " *}");
        List<Map<String, Object>> rows = new ArrayList<>(form.survey);
        rows.addAll(form.choices);
        rows.add(form.settings);
        for (Map<String, Object> row : rows) {
            if (row == own) {
                continue;
            }
            row.forEach((key, value) -> {
                if (value instanceof String text && pattern.matcher(text).find()) {
                    found.add(new Named(row, key, -1, words));
                } else if (value instanceof Map<?, ?> texts) {
                    texts.forEach((language, text) -> {
                        if (text instanceof String word && pattern.matcher(word).find()) {
                            found.add(new Named(row, key + "/" + language, -1, words));
                        }
                    });
                }
            });
        }
        return found;
    }

    private boolean sharesList(Map<String, Object> row) {
        String list = ((String) row.get("type")).replaceFirst("^\\S+ ?", "");
        return list.isEmpty()
                || form.survey.stream()
                        .anyMatch(other -> other != row && ((String) other.get("type")).endsWith(" " + list));
    }

    private Optional<List<Named>> namedChoice() {
        List<Map<String, Object>> named = form.choices.stream()
                .filter(choice -> !comparisons(choice).isEmpty())
                .toList();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> choice = one(named);
        List<Named> comparisons = comparisons(choice);
        choice.put("name", choice.get("name") + "_x");
        return Optional.of(comparisons);
    }

    /** Expressions that compare a question of the choice's list with the choice: only those of one plain form are found. */
    private List<Named> comparisons(Map<String, Object> choice) {
        List<Named> found = new ArrayList<>();
        for (Map<String, Object> question : form.survey) {
            String type = (String) question.get("type");
            if (!type.startsWith("select_") || !type.endsWith(" " + choice.get("list_name"))) {
                continue;
            }
            if (question.containsKey("kap") || question.containsKey("default")) {
                return List.of();
            }
            List<Map<String, Object>> rows = new ArrayList<>(form.survey);
            rows.add(form.settings);
            for (Map<String, Object> row : rows) {
                for (String key : List.of("relevant", "constraint", "warning", "calculation", "refused")) {
                    String code = "'" + choice.get("name") + "'";
                    if (row.get(key) instanceof String text
                            && (text.contains("${" + question.get("name") + "} = " + code)
                                    || text.contains("selected(${" + question.get("name") + "}, " + code + ")"))) {
                        found.add(new Named(row, key, -1, "has no choice " + code));
                    }
                }
            }
        }
        return found;
    }

    private Optional<Map<String, Object>> choice() {
        return Optional.of(one(form.choices));
    }

    /** A choice whose code stands nowhere else. */
    private Optional<Map<String, Object>> unreferredChoice() {
        String survey = form.survey + " " + form.settings;
        return any(form.choices, choice -> !survey.contains((String) choice.get("name")));
    }

    /** A question that nothing refers to. */
    private Optional<Map<String, Object>> unreferred() {
        return question(row -> references((String) row.get("name"), row).isEmpty()
                && !row.toString().contains("${" + row.get("name") + "}"));
    }

    private Optional<Map<String, Object>> question(Predicate<Map<String, Object>> which) {
        return row(row -> row.containsKey("name")
                && !type(row).startsWith("begin_")
                && !type(row).startsWith("end_")
                && which.test(row));
    }

    private Optional<Map<String, Object>> row(Predicate<Map<String, Object>> which) {
        return any(form.survey, which);
    }

    private Optional<Map<String, Object>> text(String key) {
        return row(row -> row.get(key) instanceof Map);
    }

    /** A question of which nothing depends on its type: no choices, no table, nothing that only some types have. */
    private boolean isPlain(Map<String, Object> row) {
        return List.of("integer", "text", "decimal", "date").contains(type(row)) && !isInTable(row);
    }

    private boolean isAsked(Map<String, Object> row) {
        return !List.of("note", "calculate", "hidden").contains(type(row));
    }

    private Optional<Map<String, Object>> inRepeat() {
        return question(row -> isInRepeat(row) && !type(row).equals("note"));
    }

    private boolean isInRepeat(Map<String, Object> row) {
        return around(row).stream().anyMatch(group -> type(group).equals("begin_repeat"));
    }

    private boolean isInTable(Map<String, Object> row) {
        return around(row).stream().anyMatch(group -> "table-list".equals(group.get("appearance")));
    }

    private int depth(Map<String, Object> row) {
        return around(row).size();
    }

    private List<Map<String, Object>> around(Map<String, Object> row) {
        List<Map<String, Object>> open = new ArrayList<>();
        for (Map<String, Object> other : form.survey) {
            if (other == row) {
                return open;
            }
            if (opens(other)) {
                open.add(other);
            } else if (type(other).startsWith("end_")) {
                open.remove(open.size() - 1);
            }
        }
        return open;
    }

    private Optional<Map<String, Object>> before(Map<String, Object> row) {
        int at = at(form.survey, row);
        return at == 0 ? Optional.empty() : Optional.of(form.survey.get(at - 1));
    }

    /** Whether what a question depends on may include the other: a reference between them would be a cycle. */
    private boolean leadsTo(Map<String, Object> question, Map<String, Object> other) {
        List<Map<String, Object>> reached = new ArrayList<>(List.of(question));
        for (int i = 0; i < reached.size(); i++) {
            List<Map<String, Object>> next = new ArrayList<>(around(reached.get(i)));
            String words = String.valueOf(reached.get(i).get("relevant"))
                    + reached.get(i).get("calculation")
                    + reached.get(i).get("repeat_count")
                    + reached.get(i).get("choice_filter")
                    + reached.get(i).get("default");
            for (Map<String, Object> row : form.survey) {
                if (words.contains("${" + row.get("name") + "}")) {
                    next.add(row);
                }
            }
            for (Map<String, Object> row : next) {
                if (reached.stream().noneMatch(known -> known == row)) {
                    reached.add(row);
                }
            }
        }
        return reached.stream().anyMatch(row -> row == other);
    }

    private Optional<Map<String, Object>> any(List<Map<String, Object>> rows, Predicate<Map<String, Object>> which) {
        List<Map<String, Object>> found = rows.stream().filter(which).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(one(found));
    }

    private <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    private Map<String, Object> inAllLanguages(String text) {
        Map<String, Object> texts = new LinkedHashMap<>();
        DraftForm.map(form.settings.get("title")).keySet().forEach(language -> texts.put(language, text));
        return texts;
    }

    private static Map<String, Object> calculation(String name, String calculation) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", "calculate");
        row.put("name", name);
        row.put("calculation", calculation);
        return row;
    }

    /** The first word of the type. */
    private static String type(@Nullable Map<String, Object> row) {
        Object type = row == null ? null : row.get("type");
        return type instanceof String text ? text.split(" ", 2)[0] : "";
    }

    private static boolean opens(Map<String, Object> row) {
        return type(row).startsWith("begin_");
    }

    private static int at(List<Map<String, Object>> rows, Map<String, Object> row) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) == row) {
                return i;
            }
        }
        return -1;
    }

    private static int offset(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String swapped(String name) {
        return Character.isUpperCase(name.charAt(0))
                ? name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1)
                : name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }
}
