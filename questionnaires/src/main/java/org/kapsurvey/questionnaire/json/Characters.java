package org.kapsurvey.questionnaire.json;

import java.util.Map;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * The characters that JSON can write as escapes and no text may hold: U+0000, which databases refuse, and halves of surrogate
 * pairs, which no encoding knows.
 */
public final class Characters {
    private Characters() {}

    /** Adds a fault at the place of each text and key of a value that holds such a character. */
    public static void refuse(Json json, Faults faults) {
        if (json instanceof JsonText text) {
            refuse(text, faults);
        } else if (json instanceof JsonArray array) {
            for (Json item : array.items()) {
                refuse(item, faults);
            }
        } else if (json instanceof JsonObject object) {
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                refuse(new JsonText(member.getKey(), false, object.keyPlace(member.getKey())), faults);
                refuse(member.getValue(), faults);
            }
        }
    }

    private static void refuse(JsonText text, Faults faults) {
        String value = text.value();
        if (value.indexOf('\0') >= 0) {
            faults.add(text.place(), "The text holds the character U+0000, which can't be kept.", "Remove \\u0000.");
        }
        for (int i = 0; i < value.length(); i++) {
            if (JsonWriter.isLoneSurrogate(value, i)) {
                faults.add(
                        text.place(),
                        "The text holds half of a character, an escape \\u of a surrogate alone.",
                        "Write the character itself, or both of its escapes.");
                return;
            }
        }
    }
}
