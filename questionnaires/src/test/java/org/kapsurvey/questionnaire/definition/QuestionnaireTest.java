package org.kapsurvey.questionnaire.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.fault.Fault;

/** The publish gate: broken variants of a good form give the fault at its line and column, with a remedy. */
final class QuestionnaireTest {
    /** The first row is on line 3, the first choice on line 13. */
    private static final String ROWS = """
            {"type": "begin_group", "name": "page", "label": {"en": "Page"}},
            {"type": "select_one yn", "name": "heard", "label": {"en": "Heard?"}, "required": true},
            {"type": "select_multiple ch", "name": "channels", "label": {"en": "How?"}, "relevant": "${heard} = 'yes'"},
            {"type": "integer", "name": "age", "label": {"en": "Age?"}, "constraint": ". >= 15", "missing": ["refused"]},
            {"type": "calculate", "name": "adult", "calculation": "${age} >= 18"},
            {"type": "note", "name": "thanks", "label": {"en": "Thanks"}, "relevant": "selected(${channels}, 'tv')"},
            {"type": "text", "name": "more", "label": {"en": "More?"}, "kap": {"component": "attitude"}},
            {"type": "end_group"}""";

    private static final String CHOICES = """
            {"list_name": "yn", "name": "yes", "label": {"en": "Yes"}},
            {"list_name": "yn", "name": "no", "label": {"en": "No"}},
            {"list_name": "ch", "name": "tv", "label": {"en": "TV"}}""";

    @Test
    void theFormThatTheVariantsBreakIsGood() {
        assertThat(faults(Forms.of(ROWS, CHOICES))).isEmpty();
    }

    @Test
    void anExpressionWithTwoFaultsIsToldBoth() {
        String broken = Forms.of(ROWS, CHOICES).replace("${age} >= 18", "${agee} + frob(1)");
        assertThat(faults(broken))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("Unknown function frob."))
                .anyMatch(fault -> fault.contains("There is no question ${agee}.") && fault.contains("\"age\""));
    }

    @Test
    void aFormSaysWhichMembersOfItsTargetGroupItIsAskedOf() {
        String plain = Forms.of(ROWS, CHOICES);
        assertThat(Questionnaire.parse("", plain).targetGroup()).isEmpty();
        assertThat(Questionnaire.parse("", plain).askedOf()).isEqualTo(AskedOf.SELECTED);
        String settings = "\"default_language\"";
        Questionnaire drawn = Questionnaire.parse(
                "", plain.replace(settings, "\"target_group\": \"adult\", \"asked_of\": \"drawn\", " + settings));
        assertThat(drawn.targetGroup()).isEqualTo("adult");
        assertThat(drawn.askedOf()).isEqualTo(AskedOf.DRAWN);
        assertThat(faults(plain.replace(settings, "\"asked_of\": \"dawn\", " + settings)))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("Use one of selected, drawn."))
                .anyMatch(fault -> fault.contains("Write \"target_group\" too."));
        assertThat(faults(plain.replace(settings, "\"target_group\": \"a b\", " + settings)))
                .singleElement()
                .asString()
                .contains("\"target_group\" must be letters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"integer\"|\"integr\"|6:10: Unknown question type \"integr\". Use one of",
                "\"integer\"|\"geotrace\"|6:10: The question type geotrace is not supported yet.",
                "\"integer\"|\"begin group\"|6:10: Unknown question type \"begin group\". Write begin_group.",
                "\"integer\"|\"integer x\"|6:10: The type integer takes no further words.",
                "select_one yn|select_one|4:10: The type select_one must name its choice list.",
                "select_one yn|select_one ny|4:10: There is no choice list \"ny\".",
                "select_one yn|select_one yn or_other|4:10: or_other is not supported yet.",
                "${heard} = 'yes'|${herd} = 'yes'|5:90: There is no question ${herd}.",
                "${heard} = 'yes'|${heard} = 'yse'|5:101: The question heard has no choice 'yse'. Its choices are yes, no.",
                "${heard} = 'yes'|${heard} = |5:100: A value must stand here, found the end.",
                "${heard} = 'yes'|${page} = 'x'|5:90: There is no question ${page}.",
                "${heard} = 'yes'|. = 'yes'|5:90: The sign . stands for the answer only in a constraint.",
                "${heard} = 'yes'|${thanks} = 'yes'|5:90: The note thanks has no answer.",
                "${heard} = 'yes'|selectd(${heard}, 'yes')|5:90: Unknown function selectd.",
                "selected(${channels}, 'tv')|selected(${channels}, 'TV')|8:98: The question channels has no choice 'TV'.",
                "selected(${channels}, 'tv')|regex(${more}, 'a++')|8:91: Pattern 'a++':",
                "\"name\": \"age\"|\"name\": \"Heard\"|6:29: The name Heard is taken: heard on line 4.",
                "\"name\": \"age\"|\"name\": \"page\"|6:29: The name page is taken: page on line 3.",
                "\"name\": \"age\"|\"name\": \"2age\"|6:29: A name must begin with a letter",
                "\"name\": \"age\"|\"name\": \"heard_missing\"|6:29: The name heard_missing is that of the column",
                "\"name\": \"age\", |\"\"|6:24: A colon must follow the key \"\"",
                "{\"en\": \"Age?\"}|{\"en\": \" \"}|6:52: The label has no text in the language \"en\".",
                "{\"en\": \"Age?\"}|{\"vi\": \"Tuổi?\"}|6:45: The label has no text in the language \"en\".",
                "{\"en\": \"Age?\"}|{\"en\": \"Age?\", \"vi\": \"Tuổi?\"}|6:60: The language \"vi\" is not one of the form's: en.",
                "{\"en\": \"Age?\"}|\"Age?\"|6:45: \"label\" must be an object, found a text.",
                "{\"en\": \"Age?\"}|{\"en\": \"${herd}?\"}|6:53: There is no question ${herd}.",
                "\". >= 15\"|\". => 15\"|6:79: A value must stand here, found >.",
                "\". >= 15\"|\". > today() and . != 7 and today() > .\"|6:103: \". > today()\" and \"today() > .\" never hold at once.",
                "\". >= 15\"|\". > 60 and . < 20\"|6:75: No number meets this constraint.",
                "${heard} = 'yes'|${heard} = 'yes' and ${heard} = 'no'|5:111: \"${heard} = 'yes'\" and \"${heard} = 'no'\" never",
                "${heard} = 'yes'|${age} > 60 and ${heard} = 'yes' and 20 > ${age}|5:127: \"${age} > 60\" and \"20 > ${age}\" never",
                "\"missing\": [\"refused\"]|\"warning\": \". > 60 and . < 20\"|6:97: Every answer gives this warning.",
                "\"missing\": [\"refused\"]|\"warning\": \". < 20 or . >= 20\"|6:97: No answer gives this warning.",
                "\". >= 15\"|15|6:75: \"constraint\" must be a text, found a number.",
                "${heard} = 'yes'|${heard} = 'yes' or 'no'|5:110: Nothing is compared with 'no' here",
                "${heard} = 'yes'|'yes'|5:90: Nothing is compared with 'yes' here",
                "${heard} = 'yes'|${heard}|5:90: The question ${heard} stands as a condition of its own",
                "${heard} = 'yes'|${adult} and not(${heard})|5:107: The question ${heard} stands as a condition of its own",
                "[\"refused\"]|[\"refusd\"]|6:98: Unknown missing code \"refusd\".",
                "[\"refused\"]|[\"not_asked\"]|6:98: Unknown missing code \"not_asked\".",
                "[\"refused\"]|[\"dk\", \"dk\"]|6:104: The missing code \"dk\" stands twice.",
                "\"missing\"|\"mising\"|6:86: Unknown key \"mising\".",
                "\"missing\": [\"refused\"]|\"trigger\": \"1\"|6:86: The key \"trigger\" is not supported yet.",
                "\"missing\": [\"refused\"]|\"default\": \"x\"|6:97: The default \"x\" is no answer to a question of type integer.",
                "\"calculation\": \"${age} >= 18\"|\"relevant\": \"1\"|7:1: The key \"calculation\" is missing.",
                "${age} >= 18|${adult} >= 18|7:55: The question adult depends on itself: adult → adult.",
                "\"attitude\"|\"atitude\"|9:81: Unknown component \"atitude\".",
                "{\"component\": \"attitude\"}|{\"component\": \"attitude\", \"right\": \"x\"}|9:102: Only a select question has right answers.",
                "{\"type\": \"end_group\"}|{\"type\": \"end_group\", \"name\": \"pgae\"}|10:31: The open group is page",
                "{\"type\": \"end_group\"}|{\"type\": \"end_group\"}, {\"type\": \"end_group\"}|10:33: No group is open here.",
                "\"begin_group\"|\"begin_group\", \"required\": true|3:25: Unknown key \"required\".",
                "\"name\": \"no\"|\"name\": \"yes\"|14:29: The choice list \"yn\" has the choice \"yes\" twice.",
                "\"name\": \"no\"|\"name\": \"n o\"|14:29: A choice's name must be letters",
                "\"list_name\": \"ch\"|\"list_name\": \"hc\"|15:15: No question uses the choice list \"hc\".",
                "\"en\": \"TV\"|\"e\": \"TV\"|15:44: The label has no text in the language \"en\".",
                "{\"en\": \"Page\"}}|{\"en\": \"Page\"}, \"relevant\": \"${adult} = ${adult\"}|3:90: $ begins a reference",
                "\"required\": true|\"required\": \"yes\"|4:84: The word yes can't stand alone.",
                "\"required\": true|\"required\": true, \"kap\": {\"component\": \"exposure\", \"right\": \"yess\"}|4:131: The right answer \"yess\" is no choice of heard.",
                "\"required\": true|\"kap\": {\"component\": \"exposure\", \"right\": \"yes\", \"dk\": [\"no\", \"yes\"]}|4:126: The choice \"yes\" of heard is right and means",
                "\"required\": true|\"kap\": {\"component\": \"exposure\", \"right\": \"yes\", \"reverse\": true}|4:131: heard is reversed and has right answers.",
                "\"required\": true|\"kap\": {\"component\": \"exposure\", \"points\": {\"yes\": 1}}|4:114: The choice \"no\" of heard has no points.",
            })
    void aBrokenFormGivesItsFaultAtItsPlace(String good, String broken, String fault) {
        String form = Forms.of(ROWS, CHOICES);
        assertThat(form).contains(good);
        List<String> found = faults(form.replace(good, broken));
        assertThat(found).as(String.join("\n", found)).anyMatch(line -> line.startsWith("f.json:" + fault));
    }

    /** Of several choices the key says what they are worth together, and nothing that makes no sense. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'right': ['a', 'b']|People choose several of the choices of q, and nothing says how many of the right ones",
                "'points': {'a': 1, 'b': 0, 'c': -1, 'none': 0}|People choose several of the choices of q, and nothing says what",
                "'right': ['a', 'b'], 'rule': 3|\"rule\" must be all, any, share, sum, or how many",
                "'right': ['a', 'b'], 'rule': 1.5|\"rule\" must be all, any, share, sum, or how many",
                "'right': ['a', 'b'], 'rule': 'every'|\"rule\" must be all, any, share, sum, or how many",
                "'rule': 'all'|The rule is about right choices, and none is named.",
                "'right': ['a', 'a'], 'rule': 'all'|The right answer \"a\" stands twice.",
                "'right': ['a', 'none'], 'rule': 'all'|The choice \"none\" of q can't go together with others",
                "'right': ['a', 'b', 'c', 'none'], 'rule': 'any'|Every choice of q is right",
                "'right': ['a', 'b'], 'rule': 'all', 'minus': 0|\"minus\" must be more than 0, found 0.",
                "'right': ['a', 'b', 'c'], 'rule': 'all', 'minus': 1, 'dk': 'none'|No choice of q is wrong",
                "'right': ['a'], 'rule': 'sum'|The rule \"sum\" adds up the points of the chosen choices, and they have none.",
                "'right': ['a'], 'rule': 'sum', 'points': {'a': 1, 'b': 0, 'c': 0, 'none': 0}|q has right choices and points",
                "'rule': 'sum', 'points': {'a': 0, 'b': 0, 'c': -1, 'none': 0}|No choice of q has points above 0",
                "'rule': 'sum', 'minus': 1, 'points': {'a': 1, 'b': 0, 'c': 0, 'none': 0}|With the rule \"sum\" each choice has its own",
                "'right': 'a', 'rule': 'any', 'points': -1|A right answer must be worth more than 0 points, found -1.",
                "'right': 'a', 'rule': 'any', 'reverse': true|Choices of which people name several are no degrees",
            })
    void whatAKeySaysOfSeveralChoicesMustMakeSense(String key, String fault) {
        List<String> found = faults(several("select_multiple l", key));
        assertThat(found).as(String.join("\n", found)).anyMatch(line -> line.contains(fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'right': ['a', 'b'], 'rule': 'all', 'minus': 0.5",
                "'right': ['a', 'b', 'c'], 'rule': 2, 'points': 2, 'dk': 'none'",
                "'right': 'a', 'rule': 'any'",
                "'right': ['a', 'b'], 'rule': 'share'",
                "'rule': 'sum', 'points': {'a': 1, 'b': 0.5, 'c': -1}, 'dk': 'none'",
            })
    void aRuleForSeveralChoicesPassesAndIsOfNoQuestionWithOne(String key) {
        assertThat(faults(several("select_multiple l", key))).isEmpty();
        assertThat(faults(several("select_one l", key).replace(", \"exclusive\": true", "")))
                .isNotEmpty()
                .allMatch(fault -> fault.contains("is for a question of which people choose several answers."));
    }

    @Test
    void rightAnswersLeaveAWrongOne() {
        assertThat(faults(several("select_one l", "'right': ['a', 'b', 'c', 'none']")
                        .replace(", \"exclusive\": true", "")))
                .singleElement()
                .satisfies(fault -> assertThat(fault).contains("Every choice of q is right"));
    }

    private static String several(String type, String key) {
        String rows = "{'type': '" + type + "', 'name': 'q', 'label': {'en': 'Q'}, 'kap': {'component': 'knowledge', "
                + key + "}}";
        String choice = "{'list_name': 'l', 'name': '%s', 'label': {'en': 'A'}%s}";
        String choices = String.join(
                ",\n",
                choice.formatted("a", ""),
                choice.formatted("b", ""),
                choice.formatted("c", ""),
                choice.formatted("none", ", 'exclusive': true"));
        return Forms.of(rows.replace('\'', '"'), choices.replace('\'', '"'));
    }

    /** Where a number is computed, its limits are none of those that stand there. */
    @ParameterizedTest
    @ValueSource(
            strings = {". * 2 = 14", ". >= 10 + 5 and . <= 10 + 6", ". mod 10 = 7 and . > 100", ". > 60 and . < 62"})
    void aConditionThatSomeAnswerMeetsPasses(String condition) {
        String form = Forms.of(ROWS, CHOICES);
        assertThat(faults(form.replace(". >= 15", condition))).isEmpty();
        assertThat(faults(form.replace("\"missing\"", "\"warning\": \"" + condition + "\", \"missing\"")))
                .isEmpty();
    }

    @Test
    void aCycleOverGroupsIsNamedOnceWithItsPath() {
        String rows = """
                {"type": "integer", "name": "a", "label": {"en": "A"}, "relevant": "${c} = 1"},
                {"type": "begin_group", "name": "g", "label": {"en": "G"}, "relevant": "${a} = 1"},
                {"type": "integer", "name": "b", "label": {"en": "B"}},
                {"type": "end_group"},
                {"type": "calculate", "name": "c", "calculation": "${b}"},
                {"type": "calculate", "name": "d", "calculation": "${c}"}""";
        assertThat(faults(Forms.of(rows, "")))
                .containsExactly("f.json:3:68: The question a depends on itself: a → c → b → a."
                        + " Change the relevance or calculation of one of them.");
    }

    @Test
    void allFaultsComeAtOnceInTheOrderOfTheFile() {
        String form = Forms.of(ROWS, CHOICES)
                .replace("\"integer\"", "\"integr\"")
                .replace("'yes'\"", "'yse'\"")
                .replace("\"No\"", "\"\"")
                .replace("\"attitude\"", "\"x\"");
        List<String> found = faults(form);
        assertThat(found).hasSizeGreaterThanOrEqualTo(4);
        List<Integer> lines = found.stream()
                .map(fault -> Integer.parseInt(fault.split(":", 3)[1]))
                .toList();
        assertThat(lines).isSorted().contains(5, 6, 9, 14);
    }

    @Test
    void aFormThatAsksNothingIsRefused() {
        String text = "{\"settings\": {\"form_id\": \"empty\", \"version\": \"1\", \"default_language\": \"vi\","
                + " \"title\": {\"vi\": \"Phiếu\"}},\n \"survey\": [{\"type\": \"note\", \"name\": \"hello\","
                + " \"label\": {\"vi\": \"Xin chào\"}}]}";
        assertThat(Questionnaire.faults("empty.json", text)).singleElement().satisfies(fault -> {
            assertThat(fault.message()).isEqualTo("The form asks nothing.");
            assertThat(fault.place().line()).isEqualTo(2);
        });
    }

    @Test
    void groupsNestedDeeperThanTenAreRefused() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            rows.append("{\"type\": \"begin_group\", \"name\": \"g").append(i).append("\"},\n");
        }
        rows.append("{\"type\": \"text\", \"name\": \"t\", \"label\": {\"en\": \"T\"}}");
        rows.append(",\n{\"type\": \"end_group\"}".repeat(11));
        assertThat(faults(Forms.of(rows.toString(), "")))
                .containsExactly("f.json:13:10: Groups are nested deeper than 10. Use fewer levels.");
    }

    @Test
    void breakingAnyOneMemberOfTheRealFormIsFoundOnItsLine() {
        String good = Forms.reproductiveAge();
        List<String> lines = good.lines().toList();
        Set<String> tried = new LinkedHashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            for (String key :
                    List.of("type", "name", "label", "relevant", "constraint", "kap", "missing", "list_name")) {
                String quoted = "\"" + key + "\":";
                if (lines.get(i).contains(quoted)) {
                    List<String> broken = new ArrayList<>(lines);
                    broken.set(i, lines.get(i).replaceFirst(quoted, "\"x" + key + "\":"));
                    int line = i + 1;
                    List<Fault> faults = Questionnaire.faults("f.json", String.join("\n", broken));
                    assertThat(faults)
                            .as(lines.get(i))
                            .anyMatch(fault -> fault.place().line() == line);
                    tried.add(key);
                }
            }
        }
        assertThat(tried).hasSize(8);
    }

    @Test
    void faultsAsJsonHaveEveryPart() {
        assertThat(Questionnaire.faultsJson("f.json", "{"))
                .isEqualTo(
                        "[{\"file\":\"f.json\",\"line\":1,\"column\":2,\"message\":\"A key in double quotes must stand here,"
                                + " found the end of the text.\",\"remedy\":\"Write \\\"key\\\": value.\"}]");
    }

    private static List<String> faults(String form) {
        return Questionnaire.faults("f.json", form).stream()
                .map(Fault::toString)
                .toList();
    }
}
