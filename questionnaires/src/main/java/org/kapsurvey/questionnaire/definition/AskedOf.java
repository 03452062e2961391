package org.kapsurvey.questionnaire.definition;

import java.util.List;

/** Which of the selected members of a household a form is asked of, and so what their weight in its data is. */
public enum AskedOf {
    /** Every selected person who belongs to the form's target group, for whichever group he was drawn: weight 1/P. */
    SELECTED("selected"),
    /** Only the one who was drawn for the form's target group: weight m, the number of its members in the household. */
    DRAWN("drawn");

    private final String written;

    AskedOf(String written) {
        this.written = written;
    }

    /** As written in a form. */
    public String written() {
        return written;
    }

    static List<String> names() {
        return List.of(SELECTED.written, DRAWN.written);
    }

    static AskedOf of(String written) {
        return DRAWN.written.equals(written) ? DRAWN : SELECTED;
    }
}
