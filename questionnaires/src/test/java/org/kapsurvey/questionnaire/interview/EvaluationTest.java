package org.kapsurvey.questionnaire.interview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.jvm.JvmHost;

final class EvaluationTest {
    private static final String CHOICES = """
            {"list_name": "yn", "name": "yes", "label": {"en": "Yes"}},
            {"list_name": "yn", "name": "no", "label": {"en": "No"}},
            {"list_name": "ch", "name": "tv", "label": {"en": "TV"}},
            {"list_name": "ch", "name": "radio", "label": {"en": "Radio"}},
            {"list_name": "ch", "name": "none", "label": {"en": "None"}, "exclusive": true}""";

    private static final String ROWS = """
            {"type": "select_one yn", "name": "a", "label": {"en": "A"}},
            {"type": "select_multiple ch", "name": "m", "label": {"en": "M"}},
            {"type": "integer", "name": "i", "label": {"en": "I"}, "constraint": ". >= 0", "missing": ["dk"]},
            {"type": "decimal", "name": "d", "label": {"en": "D"}},
            {"type": "date", "name": "t", "label": {"en": "T"}},
            {"type": "text", "name": "x", "label": {"en": "X"}},
            {"type": "acknowledge", "name": "k", "label": {"en": "K"}},
            {"type": "hidden", "name": "h"},
            {"type": "calculate", "name": "c", "calculation": "${i} > 1"}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"i\":\"007\"}|i=7|",
                "{\"i\":\" 7 \"}|i=7|",
                "{\"i\":\"-0\"}|i=0|",
                "{\"i\":\"7.0\"}|i:not_answered|i type",
                "{\"i\":\"1e3\"}|i:not_answered|i type",
                "{\"i\":\"9999999999999999\"}|i:not_answered|i type",
                "{\"i\":\"NaN\"}|i:not_answered|i type",
                "{\"i\":\"\"}|i:not_answered|",
                "{\"i\":\"-1\"}|i=-1|i constraint",
                "{\"i\":7}|i:not_answered|i type",
                "{\"i\":null}|i:not_answered|",
                "{\"i\":{\"missing\":\"dk\"}}|i:dk|",
                "{\"i\":{\"missing\":\"refused\"}}|i:not_answered|i missing_code",
                "{\"i\":{\"missing\":\"zz\"}}|i:not_answered|i missing_code",
                "{\"i\":{\"missing\":\"not_asked\"}}|i:not_answered|",
                "{\"i\":{\"missing\":\"dk\",\"x\":1}}|i:not_answered|i type",
                "{\"i\":\"2\"}|c=1|",
                "{\"i\":\"1\"}|c=0|",
                "{\"d\":\"1,50\"}|d=1.5|",
                "{\"d\":\"1.50\"}|d=1.5|",
                "{\"d\":\"1.000,5\"}|d:not_answered|d type",
                "{\"d\":\"123456789012345678901234567890\"}|d=1.2345678901234568e29|",
                "{\"d\":\"1e999\"}|d:not_answered|d type",
                "{\"t\":\"2026-02-28\"}|t=2026-02-28|",
                "{\"t\":\"2026-02-29\"}|t:not_answered|t type",
                "{\"t\":\"28/02/2026\"}|t:not_answered|t type",
                "{\"a\":\"yes\"}|a=yes|",
                "{\"a\":\"YES\"}|a:not_answered|a unknown_choice",
                "{\"a\":\"yes no\"}|a:not_answered|a unknown_choice",
                "{\"m\":\"radio tv radio\"}|m=tv radio|",
                "{\"m\":\"radio zz\"}|m=radio|m unknown_choice",
                "{\"m\":\"zz\"}|m:not_answered|m unknown_choice",
                "{\"m\":\"none tv\"}|m=tv none|m exclusive",
                "{\"k\":\"OK\"}|k=OK|",
                "{\"k\":\"yes\"}|k:not_answered|k type",
                "{\"x\":\"Ha\u0309i\"}|x=Hải|",
                "{\"x\":\"  \"}|x:not_answered|",
                "{\"x\":\" a b\"}|x= a b|",
                "{\"x\":\"a\\u0000b\\u0007\"}|x=ab|x cleaned",
                "{\"x\":\"a\\ud83d\"}|x=a\uFFFD|x cleaned",
                "{\"x\":\"a\\r\\nb\"}|x=a\\nb|",
                "{\"h\":\"round 1\"}|h=round 1|",
                "{\"c\":\"1\"}|c=0|",
                "{\"zz\":\"1\"}|i:not_answered|zz unknown_question",
            })
    void everyAnswerHasOneRecordAndItsFindings(String answers, String recorded, String findings) {
        Evaluation evaluation = evaluate(ROWS, answers);
        int split = recorded.indexOf(':') == 1 ? 1 : recorded.indexOf('=');
        String name = recorded.substring(0, split);
        String value = recorded.substring(split + 1);
        assertThat(evaluation.canonicalRecord())
                .contains(
                        recorded.charAt(split) == ':'
                                ? "\"" + name + "\":{\"missing\":\"" + value + "\"}"
                                : "\"" + name + "\":\"" + value + "\"");
        assertThat(codes(evaluation)).isEqualTo(findings == null ? List.of() : List.of(findings));
    }

    @Test
    void aTextLongerThanFiveThousandCodePointsIsCutBetweenCharacters() {
        Evaluation evaluation = evaluate(ROWS, "{\"x\":\"" + "😀".repeat(5_001) + "\"}");
        assertThat(codes(evaluation)).containsExactly("x too_long");
        assertThat(evaluation.canonicalRecord()).contains("\"" + "😀".repeat(5_000) + "\"");
    }

    @Test
    void ofManyUnknownQuestionsAHundredAreListed() {
        StringBuilder answers = new StringBuilder("{\"i\":\"1\"");
        for (int i = 0; i < 1_000; i++) {
            answers.append(",\"u").append(i).append("\":\"\"");
        }
        assertThat(codes(evaluate(ROWS, answers.append('}').toString())))
                .hasSize(100)
                .startsWith("u0 unknown_question");
    }

    @Test
    void relevanceReachesThroughQuestionsGroupsAndCalculationsInAnyOrderOfTheForm() {
        String rows = """
                {"type": "calculate", "name": "late", "calculation": "${b} + 1"},
                {"type": "begin_group", "name": "g", "label": {"en": "G"}, "relevant": "${a} = 'yes'"},
                {"type": "begin_group", "name": "inner", "relevant": "${x} != 'off'"},
                {"type": "integer", "name": "b", "label": {"en": "B"}, "required": true},
                {"type": "end_group"},
                {"type": "end_group"},
                {"type": "text", "name": "end", "label": {"en": "E"}, "relevant": "${late} > 3"},
                {"type": "select_one yn", "name": "a", "label": {"en": "A"}},
                {"type": "select_multiple ch", "name": "m", "label": {"en": "M"}},
                {"type": "text", "name": "x", "label": {"en": "X"}}""";
        Evaluation shown = evaluate(rows, "{\"a\":\"yes\",\"b\":\"3\",\"end\":\"e\"}");
        assertThat(shown.canonicalRecord()).contains("\"late\":\"4\"", "\"b\":\"3\"", "\"end\":\"e\"");
        assertThat(shown.findings()).isEmpty();

        Evaluation hidden = evaluate(rows, "{\"a\":\"no\",\"b\":\"3\",\"end\":\"e\"}");
        assertThat(hidden.canonicalRecord())
                .startsWith("{\"answers\":{\"late\":{\"missing\":\"not_answered\"},\"b\":{\"missing\":\"not_asked\"},"
                        + "\"end\":{\"missing\":\"not_asked\"}");
        assertThat(codes(hidden)).containsExactly("b answer_to_irrelevant", "end answer_to_irrelevant");
        assertThat(hidden.isComplete()).isTrue();

        assertThat(evaluate(rows, "{\"a\":\"yes\",\"x\":\"off\"}").isComplete()).isTrue();
        assertThat(codes(evaluate(rows, "{\"a\":\"yes\"}"))).containsExactly("b required");
    }

    @Test
    void requiredMayDependOnAnswersAndAPermittedReasonSatisfiesIt() {
        String rows = """
                {"type": "select_one yn", "name": "a", "label": {"en": "A"}},
                {"type": "select_multiple ch", "name": "m", "label": {"en": "M"}, "required": "${a} = 'yes'",
                 "missing": ["dk"], "required_message": {"en": "Say which."}}""";
        assertThat(codes(evaluate(rows, "{\"a\":\"no\"}"))).isEmpty();
        assertThat(evaluate(rows, "{\"a\":\"yes\"}").findings())
                .extracting(finding -> finding.message("en"))
                .containsExactly("Say which.");
        assertThat(codes(evaluate(rows, "{\"a\":\"yes\",\"m\":{\"missing\":\"dk\"}}")))
                .isEmpty();
        assertThat(codes(evaluate(rows, "{\"a\":\"yes\",\"m\":{\"missing\":\"refused\"}}")))
                .containsExactly("m missing_code");
    }

    @Test
    void theStateHasWhatAPageDrawsInTheLanguageAskedFor() {
        Questionnaire form = Questionnaire.parse("v1.json", Forms.reproductiveAge());
        Evaluation evaluation = Evaluation.of(
                form,
                Answers.parse(
                        "{\"reached\":\"met\",\"minor\":\"yes\",\"guardian_consent\":\"yes\",\"consent\":\"yes\",\"age\":\"9\"}",
                        new JvmHost()),
                "2026-11-21");
        String vietnamese = FormState.of(evaluation, "vi");
        assertThat(vietnamese)
                .startsWith("{\"form\":\"reproductive-age\",\"version\":\"1\",\"title\":\"Phiếu hỏi")
                .contains(
                        "\"finding\":{\"code\":\"constraint\",\"blocking\":true,\"message\":\"Phiếu này dành cho người từ 15")
                .contains("\"choices\":[{\"name\":\"yes\",\"label\":\"Có\",\"exclusive\":false,\"selected\":true}")
                .contains("\"missingOptions\":[{\"code\":\"refused\",\"label\":\"Không muốn trả lời\"}]")
                .contains("\"group\":\"Hệ quả của mức sinh thấp\"")
                .endsWith(",\"record\":" + evaluation.canonicalRecord() + "}");
        assertThat(FormState.of(evaluation, "en"))
                .contains("\"language\":\"en\"", "This form is for people aged 15 to 49.");
        assertThat(FormState.of(evaluation, "fr")).isEqualTo(vietnamese);
    }

    private static Evaluation evaluate(String rows, String answers) {
        String used = rows.contains("\"m\"") ? rows : rows + ",\n{\"type\": \"select_multiple ch\", \"name\": \"m\"}";
        return Forms.evaluate(Forms.of(used, CHOICES), answers);
    }

    private static List<String> codes(Evaluation evaluation) {
        return evaluation.findings().stream()
                .map(finding -> finding.name() + " " + finding.code().code())
                .toList();
    }
}
