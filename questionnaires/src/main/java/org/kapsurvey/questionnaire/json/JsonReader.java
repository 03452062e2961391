package org.kapsurvey.questionnaire.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Reads JSON (RFC 8259) with places. Refused: text after the value, duplicate keys (RFC 8259 section 4 leaves them
 * undefined), numbers beyond the range of a double, nesting deeper than 100. A byte order mark at the start is skipped.
 * A syntax fault ends the reading; duplicate keys found before it are reported with it.
 */
public final class JsonReader {
    private static final int DEEPEST = 100;

    private final String file;
    private final String text;
    private final int deepest;
    private final Faults faults = new Faults();
    private int index;
    private int line = 1;
    private int column = 1;

    private JsonReader(String file, String text, int deepest) {
        this.file = file;
        this.text = text;
        this.deepest = deepest;
    }

    /**
     * Reads one value.
     *
     * @param file the name that places carry
     * @throws FaultsException with every fault found
     */
    public static Json read(String file, String text) {
        return read(file, text, DEEPEST);
    }

    /** The same of what we wrote ourselves, with another bound on how deep lists and objects are nested. */
    public static Json read(String file, String text, int deepest) {
        JsonReader reader = new JsonReader(file, text, deepest);
        Json value = reader.document();
        reader.faults.throwIfAny();
        return value;
    }

    private Json document() {
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            index = 1;
        }
        skipBlanks();
        Json value = value(0);
        skipBlanks();
        if (index < text.length()) {
            throw fault("Text after the end of the JSON value: " + found() + ".", "Remove it.");
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > deepest) {
            throw fault(
                    "Lists and objects are nested deeper than " + String.valueOf(deepest) + ".", "Use fewer levels.");
        }
        Place place = place();
        int c = peek();
        if (c == '{') {
            return object(place, depth);
        }
        if (c == '[') {
            return array(place, depth);
        }
        if (c == '"') {
            return text(place);
        }
        if (c == '-' || isDigit(c)) {
            return number(place);
        }
        if (word("true")) {
            return new JsonBoolean(true, place);
        }
        if (word("false")) {
            return new JsonBoolean(false, place);
        }
        if (word("null")) {
            return new JsonNull(place);
        }
        throw fault(
                "A value must stand here, found " + found() + ".",
                "Write a text in double quotes, a number, " + "true, false, null, a list [ ] or an object { }.");
    }

    private JsonObject object(Place place, int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        Map<String, Place> keyPlaces = new LinkedHashMap<>();
        step();
        skipBlanks();
        if (peek() == '}') {
            step();
            return new JsonObject(members, keyPlaces, place);
        }
        while (true) {
            Place keyPlace = place();
            if (peek() != '"') {
                throw fault(
                        "A key in double quotes must stand here, found " + found() + ".",
                        peek() == '}' ? "Remove the comma before it." : "Write \"key\": value.");
            }
            String key = text(keyPlace).value();
            skipBlanks();
            if (peek() != ':') {
                throw fault(
                        "A colon must follow the key \"" + key + "\", found " + found() + ".",
                        "Write \"" + key + "\": value.");
            }
            step();
            skipBlanks();
            Json value = value(depth + 1);
            Place first = keyPlaces.get(key);
            if (first == null) {
                members.put(key, value);
                keyPlaces.put(key, keyPlace);
            } else {
                faults.add(
                        keyPlace,
                        "The key \"" + key + "\" stands twice in one object, first on line "
                                + String.valueOf(first.line()) + ".",
                        "Keep one of them.");
            }
            if (!more('}')) {
                return new JsonObject(members, keyPlaces, place);
            }
        }
    }

    private JsonArray array(Place place, int depth) {
        List<Json> items = new ArrayList<>();
        step();
        skipBlanks();
        if (peek() == ']') {
            step();
            return new JsonArray(items, place);
        }
        while (true) {
            items.add(value(depth + 1));
            if (!more(']')) {
                return new JsonArray(items, place);
            }
        }
    }

    /** After a member: true after a comma, false after the closing bracket. */
    private boolean more(char close) {
        skipBlanks();
        int c = peek();
        if (c == close) {
            step();
            return false;
        }
        if (c != ',') {
            throw fault(
                    "A comma or " + String.valueOf(close) + " must stand here, found " + found() + ".",
                    "A comma parts two members; the last has none.");
        }
        step();
        skipBlanks();
        if (close == ']' && peek() == ']') {
            throw fault("A value must stand here, found ].", "Remove the comma before it.");
        }
        return true;
    }

    private JsonText text(Place place) {
        step();
        StringBuilder value = new StringBuilder();
        boolean plain = true;
        while (true) {
            int c = peek();
            if (c < 0) {
                faults.add(place, "The text that begins here has no closing quote.", "Close it with \".");
                throw new FaultsException(faults.list());
            }
            if (c == '"') {
                step();
                return new JsonText(value.toString(), plain, place);
            }
            if (c < 0x20) {
                throw fault(
                        "A line break or control character can't stand inside a text.",
                        c == '\n' || c == '\r'
                                ? "Close the text with \", or write \\n."
                                : "Remove it, or write it as an escape such as \\t.");
            }
            if (c == '\\') {
                plain = false;
                escape(value);
            } else {
                value.append(text.charAt(index));
                step();
            }
        }
    }

    private void escape(StringBuilder value) {
        step();
        int c = peek();
        switch (c) {
            case '"', '\\', '/' -> value.append((char) c);
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'u' -> value.append(hexadecimal());
            default ->
                throw fault(
                        "Unknown escape \\" + (c < 0 ? "" : String.valueOf((char) c)) + ".",
                        "Use one of " + "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u and four hexadecimal digits.");
        }
        step();
    }

    /** Reads the four digits after {@code \}{@code u}, leaving the reader on the last of them. */
    private char hexadecimal() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            step();
            int c = peek();
            int digit = isDigit(c)
                    ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
            if (digit < 0) {
                throw fault("Four hexadecimal digits must follow \\u, found " + found() + ".", "For instance \\u1EA3.");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private JsonNumber number(Place place) {
        int start = index;
        while (isNumberPart(peek())) {
            step();
        }
        String written = text.substring(start, index);
        double value = Numbers.parse(written);
        if (Double.isNaN(value)) {
            faults.add(
                    place,
                    "Not a JSON number: " + written + ".",
                    "Write it like 15, -0.5 or 1.5e-9: no leading "
                            + "zero, no comma, digits on both sides of the point.");
            throw new FaultsException(faults.list());
        }
        if (Double.isInfinite(value)) {
            faults.add(place, "The number " + written + " is too large.", "The largest is about 1.797e308.");
            value = 0;
        }
        return new JsonNumber(value, written, place);
    }

    private boolean word(String word) {
        if (!text.startsWith(word, index)) {
            return false;
        }
        int end = index + word.length();
        if (end < text.length() && isWordPart(text.charAt(end))) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            step();
        }
        return true;
    }

    private void skipBlanks() {
        while (true) {
            int c = peek();
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                step();
            } else {
                return;
            }
        }
    }

    private int peek() {
        return index < text.length() ? text.charAt(index) : -1;
    }

    private void step() {
        if (index >= text.length()) {
            return;
        }
        char c = text.charAt(index);
        index++;
        if (c == '\n') {
            line++;
            column = 1;
        } else if (!isSecondHalf(c)) {
            column++;
        }
    }

    /** Whether the character just passed is the second of a surrogate pair, which is one code point with the first. */
    private boolean isSecondHalf(char c) {
        return Character.isLowSurrogate(c) && index >= 2 && Character.isHighSurrogate(text.charAt(index - 2));
    }

    private Place place() {
        return new Place(file, line, column);
    }

    private String found() {
        int c = peek();
        if (c < 0) {
            return "the end of the text";
        }
        if (c == '\'' || c == '\u2018' || c == '\u2019' || c == '\u201C' || c == '\u201D') {
            return String.valueOf((char) c) + " (JSON takes straight double quotes only)";
        }
        if (!isWordPart((char) c)) {
            return c < 0x20
                    ? "a control character"
                    : new StringBuilder()
                            .appendCodePoint(text.codePointAt(index))
                            .toString();
        }
        int end = index;
        while (end < text.length() && end < index + 30 && isWordPart(text.charAt(end))) {
            end++;
        }
        return text.substring(index, end);
    }

    private FaultsException fault(String message, String remedy) {
        faults.add(place(), message, remedy);
        return new FaultsException(faults.list());
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNumberPart(int c) {
        return isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private static boolean isWordPart(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
