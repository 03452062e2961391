package org.kapsurvey.questionnaire.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;

class ReviewSchemaTest {
    @Test
    void theSchemaOfThresholdsAcceptsTheProjectsAndRefusesTheirFaults() {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Forms.read(Forms.MODULE.resolve("schema/review.schema.json")));
        String thresholds = Forms.read(Forms.MODULE.resolve("review/thresholds.json"));
        assertThat(schema.validate(thresholds, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(thresholds.replace("\"perDay\"", "\"perday\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(thresholds.replace("0.85", "1.5"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(thresholds.replace("\"forms\": {}", "\"forms\": {\"a\": -1}"), InputFormat.JSON))
                .isNotEmpty();
    }
}
