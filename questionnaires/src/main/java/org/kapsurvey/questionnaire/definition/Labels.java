package org.kapsurvey.questionnaire.definition;

import java.util.LinkedHashMap;
import java.util.Map;

/** One text in the languages of the form; in none if the form has no such text. */
public final class Labels {
    static final Labels NONE = new Labels(new LinkedHashMap<>());

    private final Map<String, String> texts;

    Labels(Map<String, String> texts) {
        this.texts = new LinkedHashMap<>(texts);
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** The text in a language; in the first language of the form if it doesn't have that one; empty if there is none. */
    public String in(String language) {
        String text = texts.get(language);
        if (text != null) {
            return text;
        }
        return texts.isEmpty() ? "" : texts.values().iterator().next();
    }
}
