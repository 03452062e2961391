package org.kapsurvey.analysis.indicator;

import java.util.List;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The same words in Vietnamese and in English. */
public record Wording(String vi, String en) {

    /** The words in a language: English for {@code en}, Vietnamese for every other. */
    public String in(String language) {
        return "en".equals(language) ? en : vi;
    }

    /** The words of an object that may hold more; a fault where one is missing or empty, and for each key not asked for before. */
    public static Wording read(JsonFields fields) {
        Wording wording = new Wording(fields.text("vi"), fields.text("en"));
        for (String language : List.of("vi", "en")) {
            boolean isText =
                    fields.value(language).filter(JsonText.class::isInstance).isPresent();
            if (isText && wording.in(language).isBlank()) {
                fields.fault(language, "The text \"" + language + "\" is empty.", "Write it, in that language.");
            }
        }
        fields.refuseUnknown();
        return wording;
    }

    /** Writes the words as {@link #read} reads them. */
    public void write(JsonWriter json) {
        json.beginObject().name("vi").value(vi).name("en").value(en).endObject();
    }
}
