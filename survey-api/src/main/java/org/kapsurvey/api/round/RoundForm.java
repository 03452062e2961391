package org.kapsurvey.api.round;

import java.util.List;

/**
 * A questionnaire that a round asks, in one of its versions.
 *
 * @param kinds the kinds of registered units that return it; empty of a form that persons answer
 */
public record RoundForm(String form, String version, List<String> kinds) {
    public RoundForm {
        kinds = List.copyOf(kinds);
    }

    /** A form that persons answer. */
    public RoundForm(String form, String version) {
        this(form, version, List.of());
    }

    /** Whether units of a register return it, and not persons. */
    public boolean isOfUnits() {
        return !kinds.isEmpty();
    }

    /** As the column {@code _form} names it: {@code youth/1}. */
    String text() {
        return form + "/" + version;
    }
}
