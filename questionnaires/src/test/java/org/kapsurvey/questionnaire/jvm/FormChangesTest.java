package org.kapsurvey.questionnaire.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.jvm.FormChange.Comparability;

/** What a new version of a form changes. */
final class FormChangesTest {
    private static final String ROWS = """
            {"type": "begin_group", "name": "page", "label": {"en": "Page"}, "relevant": "today() > 0"},
            {"type": "select_one yn", "name": "heard", "label": {"en": "Heard?"}, "required": true},
            {"type": "select_multiple ch", "name": "channels", "label": {"en": "How?"}, "relevant": "${heard} = 'yes'"},
            {"type": "integer", "name": "age", "label": {"en": "Age?"}, "hint": {"en": "Years"}, "constraint": ". >= 15", "missing": ["refused"]},
            {"type": "calculate", "name": "adult", "calculation": "${age} >= 18"},
            {"type": "text", "name": "more", "label": {"en": "More?"}, "kap": {"component": "attitude"}},
            {"type": "note", "name": "thanks", "label": {"en": "Thanks"}},
            {"type": "end_group"}""";

    private static final String CHOICES = """
            {"list_name": "yn", "name": "yes", "label": {"en": "Yes"}},
            {"list_name": "yn", "name": "no", "label": {"en": "No"}},
            {"list_name": "ch", "name": "tv", "label": {"en": "TV"}},
            {"list_name": "ch", "name": "radio", "label": {"en": "Radio"}}""";

    private final String before = Forms.of(ROWS, CHOICES);

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "{\"en\": \"Age?\"}#{\"en\": \"Your age?\"}#WORDING age Age? Your age?",
                "{\"en\": \"Years\"}#{\"en\": \"In years\"}#HINT age",
                "\"integer\"#\"decimal\"#TYPE_WIDER age integer decimal",
                "\"integer\"#\"date\"#TYPE age integer date",
                "\". >= 15\"#\". >= 16\"#LIMITS age . >= 15 . >= 16",
                "\". >= 15\"#\" . >= 15 \"#",
                "[\"refused\"]#[\"dk\"]#MISSING age [\"refused\"] [\"dk\"]",
                "\"required\": true#\"required\": false#MISSING heard true false",
                "${heard} = 'yes'#${heard} = 'no'#RELEVANCE channels ${heard} = 'yes' ${heard} = 'no'",
                "today() > 0#today() > 1#RELEVANCE page today() > 0 today() > 1",
                "${age} >= 18#${age} >= 19#CALCULATION adult ${age} >= 18 ${age} >= 19",
                "\"attitude\"#\"practice\"#SCORING more",
                "\"name\": \"more\"#\"name\": \"further\"#QUESTION_RENAMED further more further",
                "{\"en\": \"TV\"}#{\"en\": \"Television\"}#CHOICE_WORDING ch/tv TV Television",
                "\"name\": \"radio\"#\"name\": \"newspaper\"#CHOICE_ADDED ch/newspaper channels CHOICE_REMOVED ch/radio channels",
                "{\"en\": \"Thanks\"}#{\"en\": \"Thank you\"}#TEXT thanks Thanks Thank you",
                "{\"en\": \"Page\"}#{\"en\": \"Your life\"}#TEXT page Page Your life",
                "\"name\": \"thanks\"#\"name\": \"bye\"#TEXT bye Thanks TEXT thanks Thanks",
                "\"required\": true#\"required\": true, \"default\": \"yes\"#DEFAULT heard yes",
                "\"required\": true#\"required\": true, \"read_only\": \"${adult} and ${age} < 5\"#READ_ONLY heard ${adult} and ${age} < 5",
                "\"required\": true#\"required\": true, \"read_only\": false#",
                "\"required\": true#\"required\": true, \"appearance\": \"likert\"#APPEARANCE heard likert",
                "\"relevant\": \"today() > 0\"#\"relevant\": \"today() > 0\", \"self_fill\": true#SELF_FILL page true",
                "{\"en\": \"Radio\"}#{\"en\": \"Radio\"}, \"exclusive\": true#EXCLUSIVE ch/radio true",
            })
    void aChangeIsToldByItsKindWithWhatWasAndWhatIs(String was, String is, String told) {
        assertThat(before).contains(was);
        String changes = String.join(
                " ",
                changes(before.replace(was, is)).list().stream()
                        .map(change -> String.join(
                                        " ", change.kind().name(), change.name(), change.before(), change.after())
                                .strip()
                                .replaceAll(" +", " "))
                        .toList());
        assertThat(changes).isEqualTo(told == null ? "" : told);
    }

    @Test
    void questionsThatComeGoAndMoveAreTold() {
        List<String> lines = ROWS.lines().toList();
        String rows = String.join(
                "\n",
                lines.get(0),
                lines.get(1),
                lines.get(3),
                lines.get(4),
                lines.get(2),
                "{\"type\": \"date\", \"name\": \"born\", \"label\": {\"en\": \"Born?\"}},",
                lines.get(7));
        FormChanges changes = changes(Forms.of(rows, CHOICES));
        assertThat(changes.list().stream().map(change -> change.in("en")))
                .containsExactly(
                        "The text thanks, read beside questions, is worded otherwise: “Thanks” became “”.",
                        "The question channels stands at another place: what is asked before a question may change its answers.",
                        "The question born (Born?) is new.",
                        "The question more (More?) is gone: its series ends.");
        assertThat(changes.list(Comparability.NO))
                .singleElement()
                .satisfies(change -> assertThat(change.in("vi"))
                        .isEqualTo("Câu more (More?) không còn: chuỗi số liệu của câu này kết thúc."));
        assertThat(changes.unchanged()).isEqualTo(3);
        assertThat(changes.questions()).isEqualTo(5);
    }

    /** Whoever renames a question renames it wherever it is named: that alone changes neither who is asked nor what is counted. */
    @Test
    void referencesToWhatIsOnlyCalledOtherwiseAreNoChange() {
        String rows = ROWS.replace("\"More?\"", "\"More than ${age}?\"")
                .replace(
                        "\"name\": \"more\",",
                        "\"name\": \"more\", \"relevant\": \"${adult} and count-selected(${channels}) > 1\",");
        String first = Forms.of(rows, CHOICES)
                .replace("\"version\": \"1\"", "\"version\": \"1\", \"refused\": \"${heard} = 'no'\"");
        String renamed = second(first)
                .replace("\"heard\"", "\"was_told\"")
                .replace("${heard}", "${ was_told }")
                .replace("\"age\"", "\"years\"")
                .replace("${age}", "${years}")
                .replace("\"adult\"", "\"grown\"")
                .replace("${adult}", "${grown}");
        assertThat(FormChanges.between(first, renamed).list())
                .extracting(change -> change.kind() + " " + change.name())
                .containsExactly("QUESTION_RENAMED was_told", "QUESTION_RENAMED years", "QUESTION_RENAMED grown");
        // What is otherwise besides is told, of the renamed question too.
        assertThat(FormChanges.between(
                                first,
                                renamed.replace("= 'yes'", "!= 'yes'")
                                        .replace("\". >= 15\"", "\". >= 16\"")
                                        .replace(">= 18", ">= 19"))
                        .list())
                .extracting(change -> change.kind() + " " + change.name())
                .containsExactly(
                        "QUESTION_RENAMED was_told",
                        "RELEVANCE channels",
                        "QUESTION_RENAMED years",
                        "LIMITS years",
                        "QUESTION_ADDED grown",
                        "RELEVANCE more",
                        "QUESTION_REMOVED adult");
        assertThat(FormChanges.between(first, renamed.replace("${grown} and", "not(${grown}) and"))
                        .list())
                .extracting(change -> change.kind() + " " + change.name())
                .contains("RELEVANCE more")
                .hasSize(4);
    }

    @Test
    void aChoiceOrAGroupTouchesEveryQuestionThatHasIt() {
        assertThat(changes(before).unchanged()).isEqualTo(5);
        assertThat(changes(before.replace("\"TV\"", "\"Television\"")).unchanged())
                .isEqualTo(4);
        assertThat(changes(before.replace("today() > 0", "today() > 2")).unchanged())
                .isZero();
    }

    @Test
    void scoringThatIsWrittenOtherwiseIsTheSame() {
        String one = before.replace(
                "\"name\": \"heard\",",
                "\"name\": \"heard\", \"kap\": {\"component\": \"knowledge\", \"right\": \"yes\"},");
        String other = one.replace("\"right\": \"yes\"", "\"right\": [\"yes\"], \"points\": 1")
                .replace("\"version\": \"1\"", "\"version\": \"2\"");
        assertThat(one).isNotEqualTo(before);
        assertThat(FormChanges.between(one, other).list()).isEmpty();
        assertThat(FormChanges.between(one, other.replace("[\"yes\"]", "[\"no\"]"))
                        .list())
                .singleElement()
                .satisfies(change -> assertThat(change.kind()).isEqualTo(FormChange.Kind.SCORING));
    }

    @Test
    void anotherRuleForSeveralRightChoicesIsAnotherScoring() {
        String all = before.replace(
                "\"name\": \"channels\",",
                "\"name\": \"channels\", \"kap\": {\"component\": \"knowledge\", \"right\": \"tv\", \"rule\": \"all\"},");
        String share = all.replace("\"all\"", "\"share\"").replace("\"version\": \"1\"", "\"version\": \"2\"");
        assertThat(all).isNotEqualTo(before);
        assertThat(FormChanges.between(all, share).list())
                .extracting(FormChange::kind)
                .containsExactly(FormChange.Kind.SCORING);
    }

    @Test
    void anotherOrderOfChoicesIsToldAndTurnsRoundADegreeOfAnAttitude() {
        String turned = CHOICES.replace("\"yes\"", "\"?\"")
                .replace("\"no\"", "\"yes\"")
                .replace("\"?\"", "\"no\"")
                .replace("{\"en\": \"Yes\"}", "{\"en\": \"?\"}")
                .replace("{\"en\": \"No\"}", "{\"en\": \"Yes\"}")
                .replace("{\"en\": \"?\"}", "{\"en\": \"No\"}");
        assertThat(changes(Forms.of(ROWS, turned)).list())
                .extracting(change -> change.in("en"))
                .containsExactly(
                        "The choices of yn (heard) stand in another order: those read first are chosen more often.");
        assertThat(changes(Forms.of(ROWS, turned)).unchanged()).isEqualTo(4);

        String attitude =
                ROWS.replace("\"name\": \"heard\",", "\"name\": \"heard\", \"kap\": {\"component\": \"attitude\"},");
        assertThat(FormChanges.between(Forms.of(attitude, CHOICES), second(Forms.of(attitude, turned)))
                        .list())
                .extracting(FormChange::kind)
                .containsExactly(FormChange.Kind.SCORING, FormChange.Kind.CHOICE_ORDER);
        // A longer list makes the first choice worth more.
        String longer = CHOICES.replaceFirst(
                "\\{\"list_name\": \"ch\"",
                "{\"list_name\": \"yn\", \"name\": \"so\", \"label\": {\"en\": \"So-so\"}},\n$0");
        assertThat(FormChanges.between(Forms.of(attitude, CHOICES), second(Forms.of(attitude, longer)))
                        .list())
                .extracting(FormChange::kind)
                .containsExactly(FormChange.Kind.SCORING, FormChange.Kind.CHOICE_ADDED);
    }

    @Test
    void settingsThatDecideWhoIsCountedAreTold() {
        String first = before.replace(
                "\"version\": \"1\"",
                "\"version\": \"1\", \"refused\": \"${heard} = 'no'\", \"target_group\": \"all\"");
        String then = second(first)
                .replace("${heard} = 'no'", "${heard} = 'yes'")
                .replace("\"target_group\": \"all\"", "\"target_group\": \"youth\", \"not_met\": \"${heard} = 'no'\"");
        FormChanges changes = FormChanges.between(first, then);
        assertThat(changes.list())
                .extracting(change -> change.in("en"))
                .containsExactly(
                        "It is said otherwise which visits are refused: “${heard} = 'no'” became “${heard} = 'yes'”. Response"
                                + " rates, weights and who is counted differ.",
                        "It is said otherwise which visits are not_met: “” became “${heard} = 'no'”. Response rates, weights"
                                + " and who is counted differ.",
                        "The form is for others: target_group was “all” and is “youth”.");
        assertThat(changes.list(Comparability.NO)).hasSize(3);
        assertThat(changes.unchanged()).isEqualTo(5);
    }

    @Test
    void theSameVersionWithOtherContentAndAnotherFormAreNotComparable() {
        assertThat(FormChanges.between(before, before).list())
                .singleElement()
                .satisfies(change -> assertThat(change.kind()).isEqualTo(FormChange.Kind.SAME_VERSION));
        assertThat(FormChanges.between(before, before.replace("\"form_id\": \"f\"", "\"form_id\": \"g\""))
                        .list())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.in("vi")).isEqualTo("Đây là phiên bản của hai phiếu khác nhau, f và g."));
    }

    @Test
    void ourFormsAreUnchangedAgainstThemselves() {
        for (String form : Forms.ours()) {
            String text = Forms.composed(form);
            FormChanges changes =
                    FormChanges.between(text, text.replaceFirst("\"version\": ?\"1\"", "\"version\":\"2\""));
            assertThat(changes.list()).as(form).isEmpty();
            assertThat(changes.unchanged()).isEqualTo(changes.questions()).isPositive();
        }
    }

    private FormChanges changes(String after) {
        return FormChanges.between(before, second(after));
    }

    private static String second(String form) {
        return form.replace("\"version\": \"1\"", "\"version\": \"2\"");
    }
}
