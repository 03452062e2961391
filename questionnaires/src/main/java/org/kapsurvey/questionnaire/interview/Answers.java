package org.kapsurvey.questionnaire.interview;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNull;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * The answers of one interview as they were given: {@code {"age":"27","channels":"tv radio","wants":{"missing":"dk"}}}.
 * Texts are brought into one form on the way in: normalisation form C, line breaks as {@code \n}, no other control
 * characters, no halves of surrogate pairs (they become U+FFFD), 5,000 code points at most. Immutable.
 */
public final class Answers {
    private static final int LONGEST = 5_000;

    private final Map<String, Answer> byQuestion;

    private Answers(Map<String, Answer> byQuestion) {
        this.byQuestion = byQuestion;
    }

    /**
     * Reads answers.
     *
     * @throws FaultsException if the text is no JSON object; what stands inside it never is a reason
     */
    public static Answers parse(String json, Host host) {
        Json value = JsonReader.read("", json);
        Faults faults = new Faults();
        JsonObject object = JsonFields.of(value, "The answers", faults).object();
        faults.throwIfAny();
        return of(object, host);
    }

    /** The answers of an object that has been read already, such as a part of a payload. */
    public static Answers of(JsonObject object, Host host) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            Json value = member.getValue();
            if (value instanceof JsonText text) {
                answers.put(member.getKey(), given(text.value(), host));
            } else if (value instanceof JsonObject reason
                    && reason.members().size() == 1
                    && reason.get("missing") instanceof JsonText code) {
                answers.put(member.getKey(), new Answer.Missing(code.value()));
            } else if (!(value instanceof JsonNull)) {
                answers.put(member.getKey(), new Answer.Malformed());
            }
        }
        return new Answers(answers);
    }

    /** The answers of an interview that has just been opened. */
    public static Answers none() {
        return new Answers(new LinkedHashMap<>());
    }

    /** The answer of a question; null if there is none. */
    @Nullable
    Answer answer(String question) {
        return byQuestion.get(question);
    }

    Iterable<String> questions() {
        return byQuestion.keySet();
    }

    private static Answer given(String text, Host host) {
        if (isPlain(text)) {
            return new Answer.Given(text, false, false);
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
                cut ? normal.substring(0, normal.offsetByCodePoints(0, LONGEST)) : normal, cleaned, cut);
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
