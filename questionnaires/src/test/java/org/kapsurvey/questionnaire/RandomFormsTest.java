package org.kapsurvey.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.FormState;
import org.kapsurvey.questionnaire.interview.Interview;
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
                    if (question.repeat() != null) {
                        continue;
                    }
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

    /** What a phone shows after any number of changes is what the server finds in the answers. */
    @Test
    void anInterviewChangedStepByStepIsWhatWholeEvaluationMakesOfItsAnswers() {
        int shown = 0;
        int rows = 0;
        for (long seed = 0; seed < FORMS; seed++) {
            Questionnaire form = Questionnaire.parse("random.json", RandomForms.form(seed));
            String today = RandomForms.today(seed, 0);
            String language = seed % 2 == 0 ? "vi" : "en";
            JsonObject begun = (JsonObject) JsonReader.read("", seed % 3 == 0 ? RandomForms.answers(seed, 0) : "{}");
            Interview interview = Interview.of(form, begun, today, host);
            Drawing drawing = new Drawing(FormState.of(interview.evaluation(), language));
            for (List<String> action : RandomForms.actions(seed, 25)) {
                String path = action.get(0);
                String changes = action.get(1).equals("+")
                        ? interview.addRow(path, language)
                        : action.get(1).equals("-")
                                ? interview.removeRow(path, language)
                                : interview.change(path, JsonReader.read("", action.get(1)), language);
                drawing.change(changes);
                String state = FormState.of(interview.evaluation(), language);
                Evaluation whole = Evaluation.of(form, Answers.parse(interview.answers(), host), today);
                assertThat(state).as("seed %d, %s", seed, action).isEqualTo(FormState.of(whole, language));
                assertThat(drawing.drawn()).as("seed %d, %s", seed, action).isEqualTo(Drawing.withoutRecord(state));
                shown += changes.contains("\"changed\":[{") ? 1 : 0;
                rows += changes.contains("\"type\":\"repeat\"") ? 1 : 0;
            }
            Evaluation sent = Evaluation.of(form, Answers.parse(interview.relevantAnswers(), host), today);
            assertThat(answersOf(sent)).isEqualTo(answersOf(interview.evaluation()));
        }
        assertThat(shown).as("changes that were seen").isGreaterThan(10_000);
        assertThat(rows).as("changes of rows").isGreaterThan(500);
    }

    private static String answersOf(Evaluation evaluation) {
        JsonObject record = (JsonObject) JsonReader.read("", evaluation.canonicalRecord());
        return JsonWriter.write(record.members().get("answers"));
    }
}
