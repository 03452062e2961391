package org.kapsurvey.api.interview;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where an interview stands in its review. Which may follow which is said in the table interview_transition. */
public enum State {
    SUBMITTED,
    RETURNED,
    APPROVED,
    REJECTED,
    VOID;

    public static final List<String> TEXTS =
            Arrays.stream(values()).map(State::text).toList();

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
