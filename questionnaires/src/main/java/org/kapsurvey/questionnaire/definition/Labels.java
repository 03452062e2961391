package org.kapsurvey.questionnaire.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;

/** One text in the languages of the form; in none if the form has no such text. Answers may be filled in at its references. */
public final class Labels {
    static final Labels NONE = new Labels(new LinkedHashMap<>());

    /** What stands for a reference where no answer is known. */
    private static final String GAP = "…";

    /** A text, or a list of texts and of the slots of the questions whose answers stand between them. */
    private final Map<String, Json> texts;

    private Labels(Map<String, Json> texts) {
        this.texts = texts;
    }

    static Labels of(JsonObject texts) {
        return new Labels(texts.members());
    }

    /** The text for the answer to a question. */
    public interface Filling {
        String answer(int slot, String language);
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** The text in a language; in the first language of the form if it doesn't have that one; empty if there is none. */
    public String in(String language) {
        return in(language, null);
    }

    /** The same with answers in the places of references; without answers {@code …} stands there. */
    public String in(String language, @Nullable Filling filling) {
        Json text = texts.get(language);
        if (text == null) {
            if (texts.isEmpty()) {
                return "";
            }
            text = texts.values().iterator().next();
        }
        return text instanceof JsonArray parts ? filled(parts.items(), language, filling) : ((JsonText) text).value();
    }

    private static String filled(List<Json> parts, String language, @Nullable Filling filling) {
        StringBuilder filled = new StringBuilder();
        for (Json part : parts) {
            if (part instanceof JsonNumber slot) {
                filled.append(filling == null ? GAP : filling.answer((int) slot.value(), language));
            } else {
                filled.append(((JsonText) part).value());
            }
        }
        return filled.toString();
    }
}
