package org.kapsurvey.questionnaire.interview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/**
 * {@code golden.jsonl}: a case a line with form, answers, day, language and the state that must come out, byte for byte, here
 * and in the browser. A line changes only when docs/formats.md does.
 */
final class GoldenVectorsTest {
    @TestFactory
    List<DynamicTest> eachVectorGivesItsState() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (var in = GoldenVectorsTest.class.getResourceAsStream("/golden.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonFields vector = JsonFields.of(JsonReader.read("golden.jsonl", line), "A vector", new Faults());
                tests.add(DynamicTest.dynamicTest(vector.text("name"), () -> {
                    Questionnaire form = Questionnaire.parse("golden.json", json(vector, "form"));
                    Answers answers = Answers.parse(json(vector, "answers"), new JvmHost());
                    Evaluation evaluation = Evaluation.of(form, answers, vector.text("today"));
                    assertThat(FormState.of(evaluation, vector.text("language")))
                            .isEqualTo(json(vector, "state"));
                }));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(65);
        return tests;
    }

    private static String json(JsonFields vector, String key) {
        return JsonWriter.write(vector.fields(key).object());
    }
}
