package org.kapsurvey.questionnaire.interview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.jvm.JvmHost;

final class RepeatsTest {
    private static final String LABEL = ", \"label\": {\"en\": \"L\"}}";

    private static final String ROWS = """
            {"type": "begin_group", "name": "page", "label": {"en": "Page"}},
            {"type": "integer", "name": "n", "label": {"en": "N"}},
            {"type": "begin_repeat", "name": "roster", "label": {"en": "Roster"}, "relevant": "${n} != 9"},
            {"type": "calculate", "name": "no", "calculation": "position(..)"},
            {"type": "integer", "name": "age", "label": {"en": "Age of ${no}, of ${n}?"}, "constraint": ". <= ${n} * 10"},
            {"type": "begin_repeat", "name": "child", "label": {"en": "Child"}, "repeat_count": "${age} - 17"},
            {"type": "integer", "name": "weight", "label": {"en": "Weight"}, "required": true},
            {"type": "calculate", "name": "own", "calculation": "concat(${no}, '/', position(..), '/', ${age})"},
            {"type": "end_repeat"},
            {"type": "calculate", "name": "kilos", "calculation": "sum(${weight})"},
            {"type": "end_repeat"},
            {"type": "calculate", "name": "result", "calculation": "%s"},
            {"type": "end_group"}""";

    private static final String ANSWERS =
            "{\"n\": \"4\", \"roster\": [{\"age\": \"19\", \"child\": [{\"weight\": \"3\"},"
                    + " {\"weight\": \"5\"}]}, {\"age\": {\"missing\": \"not_answered\"}}, {\"age\": \"18\", \"child\":"
                    + " [{\"weight\": \"7\"}]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "count(${roster})|3",
                "count(${child})|3",
                "count(${age})|3",
                "count-non-empty(${age})|2",
                "sum(${age})|37",
                "sum(${weight}, 1)|16",
                "max(${weight})|7",
                "min(${age}, 30)|18",
                "sum(${kilos})|15",
                "join(' ', ${own})|1/1/19 1/2/19 3/1/18",
                "join(',', ${age})|19,,18",
                "indexed-repeat(${age}, ${roster}, 3)|18",
                "indexed-repeat(${age}, ${roster}, ${n})|",
                "indexed-repeat(${age}, ${roster}, 1.5)|",
                "indexed-repeat(${weight}, ${roster}, 1, ${child}, 2)|5",
                "indexed-repeat(${weight}, ${roster}, 2, ${child}, 1)|",
                "sum(${n})|4",
            })
    void rowsAreGoneThrough(String expression, String expected) {
        Evaluation evaluation = Forms.evaluate(form(expression), ANSWERS);
        assertThat(evaluation.recorded(
                        evaluation.questionnaire().question("result").orElseThrow()))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "${age}|The question age is asked in every row of the repeat roster, and this stands outside of it.",
                "${age} + 1 > sum(${age})|The question age is asked in every row",
                "sum(${age} + 1)|The question age is asked in every row",
                "${roster}|The repeat roster has no answer. Write count(${roster})",
                "position(..)|position(..) has a meaning only inside a repeat.",
                "position(1)|position takes the row: two points.",
                "count(3)|count takes a repeat or a question.",
                "indexed-repeat(${weight}, ${child}, 1)|indexed-repeat must name every repeat between",
                "indexed-repeat(${n}, ${roster}, 1)|indexed-repeat must name every repeat between",
                "indexed-repeat(${age}, ${page}, 1)|indexed-repeat takes a repeat as its argument 2.",
                "indexed-repeat(${age}, ${roster}, 1, ${child})|indexed-repeat takes a question, and then",
                "once(1)|The function once depends on when it is computed",
            })
    void whatRowsCanNotMeanIsRefused(String expression, String fault) {
        assertThat(Questionnaire.faults("f.json", form(expression)))
                .extracting(Fault::toString)
                .anyMatch(found -> found.contains(fault));
    }

    @Test
    void theRecordHasEveryRowAndFindingsNameTheirs() {
        Evaluation evaluation =
                Forms.evaluate(form("1"), "{\"n\":\"1\",\"roster\":[{\"age\":\"18\"},{\"age\":\"3\",\"x\":\"1\"}]}");
        assertThat(evaluation.canonicalRecord())
                .isEqualTo("{\"answers\":{\"n\":\"1\",\"roster\":[{\"no\":\"1\",\"age\":\"18\",\"child\":"
                        + "[{\"weight\":{\"missing\":\"not_answered\"},\"own\":\"1/1/18\"}],\"kilos\":\"0\"},"
                        + "{\"no\":\"2\",\"age\":\"3\",\"child\":[],\"kilos\":\"0\"}],\"result\":\"1\"},\"findings\":"
                        + "[{\"question\":\"age\",\"rows\":[1],\"code\":\"constraint\",\"message\":\"The answer is"
                        + " outside the range that is allowed.\"},{\"question\":\"weight\",\"rows\":[1,1],\"code\":"
                        + "\"required\",\"message\":\"This question needs an answer.\"},{\"question\":\"x\",\"rows\":[2],"
                        + "\"code\":\"unknown_question\",\"message\":\"The form has no such question; the answer is not"
                        + " kept.\"}]}");
    }

    @Test
    void whatARepeatCanNotTakeIsAFindingAndTheRestIsKept() {
        assertThat(codes("{\"roster\":\"x\"}")).containsExactly("roster type");
        assertThat(codes("{\"roster\":{\"missing\":\"dk\"}}")).containsExactly("roster type");
        assertThat(codes("{\"n\":[]}")).containsExactly("n type");
        assertThat(codes("{\"roster\":[1,{}]}")).containsExactly("roster type");
        assertThat(codes("{\"n\":\"9\",\"roster\":[{\"age\":\"1\"}]}")).containsExactly("roster answer_to_irrelevant");
        assertThat(codes("{\"n\":\"9\",\"roster\":[{}]}")).isEmpty();
        assertThat(codes("{\"roster\":[" + "{},".repeat(100) + "{}]}")).containsExactly("roster too_many_rows");
        assertThat(codes("{\"age\":\"3\"}")).containsExactly("age unknown_question");
        assertThat(codes("{\"n\":\"30\",\"roster\":[{\"age\":\"117\"}]}"))
                .hasSize(21)
                .contains("child too_many_rows", "weight required");
        assertThat(codes("{\"n\":\"9\",\"roster\":null}")).isEmpty();
    }

    @Test
    void aRowGoesWithItsAnswersAndTheOthersMoveUp() {
        Questionnaire form = Forms.parse(form("sum(${age})"));
        JsonObject answers = (JsonObject) JsonReader.read("", ANSWERS);
        Interview interview = Interview.of(form, answers, "2026-11-21", new JvmHost());
        interview.removeRow("roster-0", "en");
        assertThat(interview.answers())
                .isEqualTo("{\"n\":\"4\",\"roster\":[{\"age\":{\"missing\":\"not_answered\"}},"
                        + "{\"age\":\"18\",\"child\":[{\"weight\":\"7\"}]}]}");
        assertThat(interview.addRow("roster", "en")).contains("\"path\":\"roster-2-age\"", "Age of 3, of 4?");
        // A formula gives the number of these rows.
        interview.addRow("roster-1-child", "en");
        interview.removeRow("roster-1-child-0", "en");
        assertThat(interview.evaluation().canonicalRecord())
                .contains("\"child\":[{\"weight\":\"7\",\"own\":\"2/1/18\"}]");
    }

    @Test
    void repeatsNestedDeeperThanThreeAreRefused() {
        String begin = "{\"type\": \"begin_repeat\", \"name\": \"r%d\"" + LABEL + ",\n";
        String rows = begin.formatted(1) + begin.formatted(2) + begin.formatted(3) + begin.formatted(4)
                + "{\"type\": \"text\", \"name\": \"t\"" + LABEL + ",\n{\"type\": \"end_repeat\"}".repeat(4);
        assertThat(Questionnaire.faults("f.json", Forms.of(rows, "")))
                .extracting(Fault::toString)
                .containsExactly("f.json:6:10: Repeats are nested deeper than 3. Use fewer levels.");
    }

    @Test
    void aGroupIsNotClosedAsARepeat() {
        assertThat(Questionnaire.faults("f.json", form("1").replace("\"end_group\"", "\"end_repeat\"")))
                .extracting(Fault::toString)
                .anyMatch(fault -> fault.contains("What is open here is the group page. Write end_group"));
    }

    private static List<String> codes(String answers) {
        return Forms.evaluate(form("1"), answers).findings().stream()
                .map(finding -> finding.name() + " " + finding.code().code())
                .toList();
    }

    private static String form(String calculation) {
        return Forms.of(ROWS.formatted(calculation), "");
    }
}
