package org.kapsurvey.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.interview.FindingCode;
import org.kapsurvey.questionnaire.interview.FormState;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;

/** docs/formats.md, section "Questionnaire", is complete and its example works. */
final class FormatsDocTest {
    private final String section = section();

    @Test
    void theExampleIsAGoodForm() {
        int start = section.indexOf("```json\n") + 8;
        String example = section.substring(start, section.indexOf("```", start));
        assertThat(Questionnaire.faults("docs/formats.md", example)).isEmpty();
    }

    @Test
    void everyTypeFunctionOperatorAndCodeIsDescribed() {
        assertThat(QuestionType.names()).allSatisfy(name -> assertThat(section).containsPattern("`" + name + "[` ]"));
        assertThat(Function.names()).allSatisfy(name -> assertThat(section).contains("`" + name + "("));
        for (Operator operator : Operator.values()) {
            assertThat(section).contains(operator.sign());
        }
        for (FindingCode code : FindingCode.values()) {
            assertThat(section).contains("`" + code.code() + "`");
        }
        for (MissingCode code : MissingCode.values()) {
            assertThat(section).contains(code.code());
        }
    }

    @Test
    void everyMemberOfTheStateIsDescribed() {
        String state = FormState.of(Forms.evaluate(Forms.reproductiveAge(), "{}"), "vi");
        JsonFields fields = JsonFields.of(JsonReader.read("", state), "The state", new Faults());
        JsonFields page = fields.objects("pages").get(0);
        String described = section.substring(section.indexOf("**State**"));
        for (JsonFields object :
                new JsonFields[] {fields, page, page.objects("questions").get(1)}) {
            assertThat(object.object().members().keySet())
                    .allSatisfy(member -> assertThat(described).containsPattern("\\b" + member + "\\b"));
        }
    }

    private static String section() {
        String formats = Forms.read(Forms.MODULE.resolveSibling("docs/formats.md"));
        int start = formats.indexOf("\n## Questionnaire\n");
        int end = formats.indexOf("\n## ", start + 1);
        return formats.substring(start, end < 0 ? formats.length() : end);
    }
}
