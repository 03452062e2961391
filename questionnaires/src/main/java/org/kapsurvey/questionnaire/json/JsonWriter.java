package org.kapsurvey.questionnaire.json;

import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Writes compact JSON: no blanks, members in the order of the calls, numbers by {@link Numbers#print}, and only those
 * characters escaped that must be: quote, backslash, controls and surrogates without their other half, which no UTF-8
 * can hold. So equal values give equal bytes everywhere.
 */
public final class JsonWriter {
    private static final String HEXADECIMAL = "0123456789abcdef";

    /** As much as most texts need: in a browser every growth costs as much as writing what is there. */
    private static final int CAPACITY = 2048;

    private final StringBuilder out = new StringBuilder(CAPACITY);
    private boolean comma;

    /** A value as compact JSON. */
    public static String write(Json value) {
        return new JsonWriter().value(value).toString();
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    public JsonWriter name(String key) {
        separate();
        quote(key);
        out.append(':');
        comma = false;
        return this;
    }

    public JsonWriter value(String text) {
        separate();
        quote(text);
        comma = true;
        return this;
    }

    /** A list of {@code {"file","line","column","message","remedy"}}. */
    public JsonWriter value(List<Fault> faults) {
        beginArray();
        for (Fault fault : faults) {
            beginObject().name("file").value(fault.place().file());
            name("line").value(fault.place().line());
            name("column").value(fault.place().column());
            name("message").value(fault.message());
            name("remedy").value(fault.remedy()).endObject();
        }
        return endArray();
    }

    public JsonWriter value(boolean truth) {
        return raw(truth ? "true" : "false");
    }

    public JsonWriter value(int number) {
        return raw(String.valueOf(number));
    }

    /**
     * Writes a number.
     *
     * @throws IllegalArgumentException if it is not finite: JSON has no word for it
     */
    public JsonWriter value(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("JSON can't hold " + Numbers.print(number));
        }
        return raw(Numbers.print(number));
    }

    public JsonWriter nullValue() {
        return raw("null");
    }

    /** Text that is JSON already. */
    public JsonWriter raw(String json) {
        separate();
        out.append(json);
        comma = true;
        return this;
    }

    public JsonWriter value(Json json) {
        if (json instanceof JsonObject object) {
            beginObject();
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                name(member.getKey()).value(member.getValue());
            }
            return endObject();
        }
        if (json instanceof JsonArray array) {
            beginArray();
            for (Json item : array.items()) {
                value(item);
            }
            return endArray();
        }
        if (json instanceof JsonText text) {
            return value(text.value());
        }
        if (json instanceof JsonNumber number) {
            return value(number.value());
        }
        if (json instanceof JsonBoolean truth) {
            return value(truth.value());
        }
        return nullValue();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private JsonWriter open(char bracket) {
        separate();
        out.append(bracket);
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
    }

    private void quote(String text) {
        if (isPlain(text)) {
            out.append('"').append(text).append('"');
            return;
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < 0x20 || isLoneSurrogate(text, i)) {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEXADECIMAL.charAt((c >> shift) & 15));
                }
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Whether nothing has to be escaped, as in nearly every text. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || (c >= 0xd800 && c <= 0xdfff)) {
                return false;
            }
        }
        return true;
    }

    static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
