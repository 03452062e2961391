package org.kapsurvey.questionnaire.interview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNull;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.value.Words;

/**
 * The answers of one interview, or of one row of a repeat, as they were given:
 * {@code {"age":"27","wants":{"missing":"dk"},"roster":[{"name":"…"},{}]}}. Texts are brought into one form on the way in:
 * normalisation form C, line breaks as {@code \n}, no other control characters, no halves of surrogate pairs (they become
 * U+FFFD), 5,000 code points at most. Only an {@link Interview} changes them.
 */
public final class Answers {
    private static final int LONGEST = 5_000;

    private final Map<String, Answer> byQuestion;

    /** False of a row that was something else; it has no answers then. */
    private boolean object;

    private Answers(Map<String, Answer> byQuestion, boolean object) {
        this.byQuestion = byQuestion;
        this.object = object;
    }

    /**
     * Reads answers.
     *
     * @throws FaultsException if the text is no JSON object; what stands inside it never is a reason
     */
    public static Answers parse(String json, Host host) {
        Json value = JsonReader.read("", json);
        if (value instanceof JsonObject object) {
            return of(object, host);
        }
        Faults faults = new Faults();
        JsonFields.of(value, "The answers", faults);
        throw new FaultsException(faults.list());
    }

    /** The answers of an object that has been read already, such as a part of a payload. */
    public static Answers of(JsonObject object, Host host) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            answers.put(member.getKey(), answer(member.getValue(), host));
        }
        return new Answers(answers, true);
    }

    /** The answers of an interview that has just been opened. */
    public static Answers none() {
        return new Answers(new LinkedHashMap<>(), true);
    }

    /** The answer of a repeat that has no row yet. */
    static Answer noRows() {
        return new Answer.Rows(new ArrayList<>());
    }

    static Answer answer(Json value, Host host) {
        if (value instanceof JsonText text) {
            return given(text.value(), host);
        }
        if (value instanceof JsonObject reason
                && reason.members().size() == 1
                && reason.get("missing") instanceof JsonText code) {
            return new Answer.Missing(code.value());
        }
        if (value instanceof JsonArray list) {
            List<Answers> rows = new ArrayList<>();
            for (Json item : list.items()) {
                rows.add(item instanceof JsonObject row ? of(row, host) : new Answers(new LinkedHashMap<>(), false));
            }
            return new Answer.Rows(rows);
        }
        return value instanceof JsonNull ? new Answer.Nothing() : new Answer.Malformed(value);
    }

    /** The answer of a question; null if there is none. */
    @Nullable
    Answer answer(String question) {
        Answer answer = byQuestion.get(question);
        return answer instanceof Answer.Nothing ? null : answer;
    }

    /** Whether the question was dealt with, be it that its answer was taken back. */
    boolean isDealtWith(String question) {
        return byQuestion.containsKey(question);
    }

    boolean isObject() {
        return object;
    }

    /** Takes rows that are no objects as rows without answers: here they are about to be filled in. */
    void mend() {
        object = true;
        for (Answer answer : byQuestion.values()) {
            if (answer instanceof Answer.Rows rows) {
                for (Answers row : rows.rows()) {
                    row.mend();
                }
            }
        }
    }

    void put(String question, Answer answer) {
        byQuestion.put(question, answer);
    }

    /** Whether any question has an answer or a reason for having none. */
    boolean isAnswered() {
        for (Answer answer : byQuestion.values()) {
            if (isAnswered(answer)) {
                return true;
            }
        }
        return false;
    }

    static boolean isAnswered(@Nullable Answer answer) {
        if (answer instanceof Answer.Given given) {
            return !Words.trim(given.text()).isEmpty();
        }
        if (answer instanceof Answer.Missing reason) {
            MissingCode code = MissingCode.of(reason.code());
            return code == null || code.isOffered();
        }
        if (answer instanceof Answer.Rows rows) {
            for (Answers row : rows.rows()) {
                if (row.isAnswered()) {
                    return true;
                }
            }
            return !rows.isWhole();
        }
        return answer instanceof Answer.Malformed;
    }

    /** The names of questions with an answer, in the order of their UTF-16 units: every machine has this order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Answer> entry : byQuestion.entrySet()) {
            if (!(entry.getValue() instanceof Answer.Nothing)) {
                int at = names.size();
                while (at > 0 && names.get(at - 1).compareTo(entry.getKey()) > 0) {
                    at--;
                }
                names.add(at, entry.getKey());
            }
        }
        return names;
    }

    /** Writes them as they came. */
    void write(JsonWriter out) {
        if (!object) {
            out.nullValue();
            return;
        }
        out.beginObject();
        for (Map.Entry<String, Answer> entry : byQuestion.entrySet()) {
            out.name(entry.getKey());
            write(out, entry.getValue());
        }
        out.endObject();
    }

    static void write(JsonWriter out, Answer answer) {
        if (answer instanceof Answer.Given given) {
            out.value(given.written());
        } else if (answer instanceof Answer.Missing reason) {
            out.beginObject().name("missing").value(reason.code()).endObject();
        } else if (answer instanceof Answer.Rows rows) {
            out.beginArray();
            for (Answers row : rows.rows()) {
                row.write(out);
            }
            out.endArray();
        } else if (answer instanceof Answer.Malformed malformed) {
            out.value(malformed.written());
        } else {
            out.nullValue();
        }
    }

    private static Answer given(String text, Host host) {
        if (isPlain(text)) {
            return new Answer.Given(text, false, false, text);
        }
        StringBuilder kept = new StringBuilder();
        boolean cleaned = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 >= text.length() || text.charAt(i + 1) != '\n') {
                    kept.append('\n');
                }
            } else if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0)) {
                cleaned = true;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                kept.append(c).append(text.charAt(i + 1));
                i++;
            } else if (Character.isHighSurrogate(c) || Character.isLowSurrogate(c)) {
                kept.append('\uFFFD');
                cleaned = true;
            } else {
                kept.append(c);
            }
        }
        String normal = host.nfc(kept.toString());
        boolean cut = normal.codePointCount(0, normal.length()) > LONGEST;
        return new Answer.Given(
                cut ? normal.substring(0, normal.offsetByCodePoints(0, LONGEST)) : normal, cleaned, cut, text);
    }

    /** Whether nothing needs to be done: printable ASCII, not too long. */
    private static boolean isPlain(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
