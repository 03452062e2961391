package org.kapsurvey.api.round;

/** A questionnaire that a round asks, in one of its versions. */
public record RoundForm(String form, String version) {
    /** As the column {@code _form} names it: {@code youth/1}. */
    String text() {
        return form + "/" + version;
    }
}
