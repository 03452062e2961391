package org.kapsurvey.questionnaire.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.RandomForms;

/** The schema helps editors; it must accept what the engine accepts and name what the engine names. */
final class QuestionnaireSchemaTest {
    private final ObjectMapper json = new ObjectMapper();
    private final String text = Forms.read(Forms.MODULE.resolve("schema/questionnaire.schema.json"));
    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);

    @Test
    void everyFormThatPassesThePublishGateIsValid() throws Exception {
        for (String form : Forms.ours()) {
            assertThat(schema.validate(json.readTree(Forms.source(form))))
                    .as(form)
                    .isEmpty();
            assertThat(schema.validate(json.readTree(Forms.composed(form))))
                    .as(form)
                    .isEmpty();
        }
        for (long seed = 0; seed < 100; seed++) {
            assertThat(schema.validate(json.readTree(RandomForms.form(seed)))).isEmpty();
        }
    }

    @Test
    void aFormWithAnUnknownTypeKeyOrCodeIsNotValid() throws Exception {
        String form = Forms.reproductiveAge();
        for (String[] change : List.of(
                new String[] {"\"integer\"", "\"integr\""},
                new String[] {"\"relevant\"", "\"relevent\""},
                new String[] {"[\"refused\"]", "[\"refusd\"]"},
                new String[] {"\"component\":\"exposure\"", "\"component\":\"exposed\""},
                new String[] {"\"form_id\"", "\"id\""})) {
            assertThat(form).contains(change[0]);
            assertThat(schema.validate(json.readTree(form.replace(change[0], change[1]))))
                    .isNotEmpty();
        }
    }

    @Test
    void theSchemasWordsAreTheEngines() throws Exception {
        JsonNode definitions = json.readTree(text).get("$defs");
        JsonNode row = definitions.get("row").get("properties");
        List<String> types =
                new ArrayList<>(words(row.get("type").get("anyOf").get(0).get("enum")));
        types.addAll(List.of("select_one", "select_multiple", "rank"));
        assertThat(types).containsExactlyInAnyOrderElementsOf(QuestionType.names());
        assertThat(words(row.get("missing").get("items").get("enum"))).isEqualTo(MissingCode.offered());
        assertThat(words(definitions
                        .get("kap")
                        .get("properties")
                        .get("component")
                        .get("enum")))
                .isEqualTo(KapComponent.names());
        assertThat(words(json.readTree(text).at("/properties/settings/properties/asked_of/enum")))
                .isEqualTo(AskedOf.names());
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.textValue()));
        return words;
    }
}
