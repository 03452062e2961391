package org.kapsurvey.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.FormState;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.value.Value;

/** What holds of every form and every answer. */
final class RandomFormsTest {
    private static final int FORMS = 1_500;
    private final JvmHost host = new JvmHost();

    @Test
    void everyRandomFormPassesThePublishGate() {
        for (long seed = 0; seed < FORMS; seed++) {
            String form = RandomForms.form(seed);
            assertThat(Questionnaire.faults("random.json", form)).as(form).isEmpty();
        }
    }

    @Test
    void theRecordIsJsonWithoutNaNAndItsOwnAnswersGiveItAgain() {
        int complete = 0;
        int relevantAnswers = 0;
        for (long seed = 0; seed < FORMS; seed++) {
            Questionnaire form = Questionnaire.parse("random.json", RandomForms.form(seed));
            for (int i = 0; i < 4; i++) {
                String given = RandomForms.answers(seed, i);
                String today = RandomForms.today(seed, i);
                Evaluation evaluation = Evaluation.of(form, Answers.parse(given, host), today);
                String record = evaluation.canonicalRecord();
                JsonObject read = (JsonObject) JsonReader.read("", record);
                assertThat(JsonWriter.write(read)).isEqualTo(record);
                for (Question question : form.questions()) {
                    assertThat(evaluation.value(question).isEmpty())
                            .isEqualTo(evaluation.missing(question).isPresent()
                                    || !question.type().hasAnswer());
                    if (evaluation.value(question) instanceof Value.Quantity quantity) {
                        assertThat(quantity.number()).isFinite();
                    }
                }
                assertThat(record.chars().noneMatch(c -> c < 0x20)).isTrue();
                JsonObject answers = (JsonObject) read.members().get("answers");
                Evaluation again = Evaluation.of(form, Answers.of(answers, host), today);
                assertThat(answersOf(again))
                        .as("seed %d, %d: %s", seed, i, given)
                        .isEqualTo(JsonWriter.write(answers));
                String state = FormState.of(evaluation, i % 2 == 0 ? "vi" : "en");
                assertThat(JsonWriter.write(JsonReader.read("", state))).isEqualTo(state);
                complete += evaluation.isComplete() ? 1 : 0;
                relevantAnswers += record.length() > 400 ? 1 : 0;
            }
        }
        assertThat(complete)
                .as("complete interviews, so that both outcomes are tried")
                .isBetween(200, 5_000);
        assertThat(relevantAnswers).isGreaterThan(1_000);
    }

    private static String answersOf(Evaluation evaluation) {
        JsonObject record = (JsonObject) JsonReader.read("", evaluation.canonicalRecord());
        return JsonWriter.write(record.members().get("answers"));
    }
}
