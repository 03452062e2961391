package org.kapsurvey.questionnaire.definition;

import java.util.Optional;

/** Where the blocks that a form names are found. */
@FunctionalInterface
public interface Blocks {
    /** No blocks at all. */
    Blocks NONE = (name, version) -> Optional.empty();

    /**
     * A block as it is written.
     *
     * @param file the name that faults carry
     */
    record Source(String file, String text) {}

    /** The block of a name and version, both letters, digits, {@code - . _}; empty if there is none. */
    Optional<Source> find(String name, String version);
}
