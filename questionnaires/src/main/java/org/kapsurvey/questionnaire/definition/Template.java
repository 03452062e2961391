package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Words;

/** A text that people read, cut at its references {@code ${name}}. */
final class Template {
    /**
     * A part.
     *
     * @param reference null for a text that stands as it is
     */
    record Part(String text, @Nullable Reference reference) {}

    private Template() {}

    /** The parts of a text; a fault if a reference has no end or no name. */
    static List<Part> parts(JsonText text, Faults faults) {
        List<Part> parts = new ArrayList<>();
        String value = text.value();
        int from = 0;
        while (true) {
            int open = value.indexOf("${", from);
            if (open < 0) {
                parts.add(new Part(value.substring(from), null));
                return parts;
            }
            int close = value.indexOf("}", open);
            String name = close < 0 ? "" : Words.trim(value.substring(open + 2, close));
            if (name.isEmpty()) {
                faults.add(
                        text.placeOf(value.codePointCount(0, open)),
                        "${ begins a reference that has no name or no end.",
                        "Write ${name}.");
                return parts;
            }
            parts.add(new Part(value.substring(from, open), null));
            parts.add(new Part("", new Reference(name, text.placeOf(value.codePointCount(0, open)))));
            from = close + 1;
        }
    }

    static List<Reference> references(JsonText text) {
        List<Reference> references = new ArrayList<>();
        for (Part part : parts(text, new Faults())) {
            if (part.reference() != null) {
                references.add(part.reference());
            }
        }
        return references;
    }
}
