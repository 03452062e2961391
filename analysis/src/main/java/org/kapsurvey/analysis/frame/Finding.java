package org.kapsurvey.analysis.frame;

import java.util.Optional;
import org.kapsurvey.questionnaire.fault.Fault;

/**
 * A fault or a warning in both languages.
 *
 * @param kind empty for a fault of the form of {@code frame.json}, which is in English alone
 */
public record Finding(Optional<FrameFinding> kind, Fault english, Fault vietnamese) {
    /** A fault in English alone. */
    public static Finding of(Fault fault) {
        return new Finding(Optional.empty(), fault, fault);
    }

    /** The finding in a language: English for {@code en}, Vietnamese for every other. */
    public Fault in(String language) {
        return "en".equals(language) ? english : vietnamese;
    }
}
