package org.kapsurvey.questionnaire.json;

import java.util.Map;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * The characters that JSON can hold and a text may not: U+0000, which databases refuse, and halves of surrogate pairs, which no
 * encoding knows; in a form also those that nobody sees.
 */
public final class Characters {
    private Characters() {}

    /** Adds a fault at the place of each text and key of a value that holds U+0000 or half of a pair. */
    public static void refuse(Json json, Faults faults) {
        refuse(json, false, faults);
    }

    /**
     * The same, and of each that holds a control character other than a tab or line break, a blank without width or a mark that
     * turns the direction of writing: a name that holds one looks like another. The joiners U+200C and U+200D belong to scripts
     * and emoji and stay.
     */
    public static void refuseUnseen(Json json, Faults faults) {
        refuse(json, true, faults);
    }

    private static void refuse(Json json, boolean unseen, Faults faults) {
        if (json instanceof JsonText text) {
            refuse(text, unseen, faults);
        } else if (json instanceof JsonArray array) {
            for (Json item : array.items()) {
                refuse(item, unseen, faults);
            }
        } else if (json instanceof JsonObject object) {
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                refuse(new JsonText(member.getKey(), false, object.keyPlace(member.getKey())), unseen, faults);
                refuse(member.getValue(), unseen, faults);
            }
        }
    }

    private static void refuse(JsonText text, boolean unseen, Faults faults) {
        refuseUnkept(text, faults);
        if (unseen) {
            refuseUnseen(text, faults);
        }
    }

    private static void refuseUnseen(JsonText text, Faults faults) {
        String value = text.value();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isUnseen(c)) {
                faults.add(text.place(), "The text holds the unseen character U+" + hexadecimal(c) + ".", "Remove it.");
                return;
            }
        }
    }

    private static boolean isUnseen(char c) {
        boolean control = (c < ' ' && c != '\0' && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0);
        return control
                || c == '\u200b'
                || c == '\u200e'
                || c == '\u200f'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2060' && c <= '\u2069')
                || c == '\ufeff';
    }

    private static String hexadecimal(char c) {
        StringBuilder digits = new StringBuilder();
        for (int shift = 12; shift >= 0; shift -= 4) {
            digits.append("0123456789ABCDEF".charAt((c >> shift) & 15));
        }
        return digits.toString();
    }

    private static void refuseUnkept(JsonText text, Faults faults) {
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
