package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;

/** What a question measures. */
public enum KapComponent {
    EXPOSURE("exposure"),
    KNOWLEDGE("knowledge"),
    ATTITUDE("attitude"),
    PRACTICE("practice"),
    INSTITUTIONAL("institutional");

    private final String written;

    KapComponent(String written) {
        this.written = written;
    }

    /** As written in a form. */
    public String written() {
        return written;
    }

    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (KapComponent component : values()) {
            names.add(component.written);
        }
        return names;
    }

    static KapComponent of(String written) {
        for (KapComponent component : values()) {
            if (component.written.equals(written)) {
                return component;
            }
        }
        throw new IllegalArgumentException("Unknown component " + written);
    }
}
