package org.kapsurvey.questionnaire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;

final class JsonReaderTest {
    @Test
    void whatIsWrittenReadsBackAsTheSame() {
        String text = "{\"a\":[1,-0.5,1e-9,true,false,null,\"\\\"\\\\\\n\\u0001é😀\"],\"b\":{},\"c\":[]}";
        assertThat(JsonWriter.write(JsonReader.read("", text))).isEqualTo(text);
    }

    @Test
    void halfASurrogatePairIsWrittenAsAnEscapeBecauseUtf8CannotHoldIt() {
        String text = "[\"\\ud83d\",\"\\ude00\\ud83d\"]";
        assertThat(JsonWriter.write(JsonReader.read("", text))).isEqualTo(text);
        assertThat(JsonWriter.write(JsonReader.read("", "[\"\\uD83D\\uDE00\"]")))
                .isEqualTo("[\"😀\"]");
    }

    @Test
    void placesCountLinesAndCodePoints() {
        JsonObject object = (JsonObject) JsonReader.read("f.json", "{ \"😀ế\": 1,\r\n  \"b\": \"x\" }");
        assertThat(object.keyPlace("😀ế")).isEqualTo(new Place("f.json", 1, 3));
        assertThat(object.members().get("😀ế").place()).isEqualTo(new Place("f.json", 1, 9));
        assertThat(object.members().get("b").place()).isEqualTo(new Place("f.json", 2, 8));
    }

    @Test
    void aPlaceInsideATextIsKnownUnlessTheTextHasEscapes() {
        JsonArray array = (JsonArray) JsonReader.read("", "[\"abc\", \"a\\tc\"]");
        assertThat(((JsonText) array.items().get(0)).placeOf(2)).isEqualTo(new Place("", 1, 5));
        assertThat(((JsonText) array.items().get(1)).placeOf(2)).isEqualTo(new Place("", 1, 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\": 1,}|1:9: A key in double quotes must stand here, found }. Remove the comma before it.",
                "[1 2]|1:4: A comma or ] must stand here, found 2.",
                "[1,]|1:4: A value must stand here, found ].",
                "{\"a\" 1}|1:6: A colon must follow the key \"a\"",
                "[01]|1:2: Not a JSON number: 01.",
                "[NaN]|1:2: A value must stand here, found NaN.",
                "[1e999]|1:2: The number 1e999 is too large.",
                "[\"a|1:2: The text that begins here has no closing quote.",
                "[\"\\x\"]|1:4: Unknown escape \\x.",
                "[\"\\u12g4\"]|1:7: Four hexadecimal digits must follow \\u",
                "[1] x|1:5: Text after the end of the JSON value: x.",
                "['a']|1:2: A value must stand here, found ' (JSON takes straight double quotes only).",
                "|1:1: A value must stand here, found the end of the text.",
            })
    void saysWhatIsWrongAndWhere(String text, String fault) {
        assertThatThrownBy(() -> JsonReader.read("", text == null ? "" : text))
                .isInstanceOf(FaultsException.class)
                .hasMessageStartingWith(fault);
    }

    @Test
    void reportsEveryDuplicateKey() {
        FaultsException refused = catchThrowableOfType(
                FaultsException.class, () -> JsonReader.read("f", "{\"a\":1,\"a\":2,\n\"b\":{\"c\":1,\"c\":2}}"));
        assertThat(refused.faults()).hasSize(2);
        assertThat(refused.faults().get(1).place()).isEqualTo(new Place("f", 2, 12));
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 100_000})
    void nestingDeeperThanAHundredIsAFaultAndNoStackOverflow(int depth) {
        assertThatThrownBy(() -> JsonReader.read("", "[".repeat(depth + 1)))
                .isInstanceOf(FaultsException.class)
                .hasMessageContaining("deeper than 100");
    }

    @Test
    void anyTextEitherReadsOrIsRefusedWithAPlace() {
        SplittableRandom random = new SplittableRandom(5);
        String alphabet = "{}[],:\"\\ \n0123e-.truefalsn\u1ebf\ud83d\ude00u";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(20);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                String once = JsonWriter.write(JsonReader.read("", text.toString()));
                assertThat(JsonWriter.write(JsonReader.read("", once))).isEqualTo(once);
            } catch (FaultsException refused) {
                assertThat(refused.faults()).allMatch(fault -> fault.place().line() > 0);
            }
        }
    }
}
