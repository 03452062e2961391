package org.kapsurvey.analysis.frame;

import java.util.Optional;
import org.kapsurvey.analysis.fault.VietnameseFaults;
import org.kapsurvey.questionnaire.fault.Fault;

/**
 * A fault or a warning in both languages.
 *
 * @param kind empty for a fault that is not of a frame's tables: of the form of a file, of a register or of returns
 */
public record Finding(Optional<FrameFinding> kind, Fault english, Fault vietnamese) {
    /** A fault that was found in English; what has no Vietnamese wording stays so. */
    public static Finding of(Fault fault) {
        return new Finding(Optional.empty(), fault, VietnameseFaults.of(fault));
    }

    /** The finding in a language: English for {@code en}, Vietnamese for every other. */
    public Fault in(String language) {
        return "en".equals(language) ? english : vietnamese;
    }
}
