package org.kapsurvey.questionnaire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;

final class JsonFieldsTest {
    private final Faults faults = new Faults();

    @Test
    void aMisspeltKeyIsReportedWithTheKeyThatWasMeant() {
        JsonFields fields = fields("{\"name\": \"a\", \"wieghts\": \"w\"}");
        fields.text("name");
        fields.optionalText("weights");
        fields.refuseUnknown();
        assertThat(lines())
                .containsExactly(
                        "j.json:1:15: Unknown key \"wieghts\". Known keys: name, weights. Did you mean \"weights\"?");
    }

    @Test
    void everyFaultIsReportedAndTheWalkGoesOn() {
        JsonFields fields = fields("{\"count\": 1.5, \"kind\": \"linaer\", \"list\": 3, \"flag\": \"yes\"}");
        assertThat(fields.text("name")).isEmpty();
        assertThat(fields.integer("count", 1, 9)).isEqualTo(1);
        assertThat(fields.oneOf("kind", List.of("linear", "logit"))).isEqualTo("linear");
        assertThat(fields.items("list")).isEmpty();
        assertThat(fields.flag("flag", true)).isTrue();
        assertThat(lines())
                .containsExactly(
                        "j.json:1:1: The key \"name\" is missing. Write \"name\": a text.",
                        "j.json:1:11: \"count\" must be a whole number from 1 to 9, found 1.5.",
                        "j.json:1:24: Unknown kind \"linaer\". Use one of linear, logit. Did you mean \"linear\"?",
                        "j.json:1:42: \"list\" must be a list, found a number.",
                        "j.json:1:53: \"flag\" must be true or false, found a text.");
    }

    private JsonFields fields(String text) {
        return JsonFields.of(JsonReader.read("j.json", text), "The job", faults);
    }

    private List<String> lines() {
        return faults.list().stream().map(Fault::toString).toList();
    }
}
