package org.kapsurvey.analysis.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A term of a model: the product of its parts, {@code age} or {@code sex:edu}.
 *
 * @param text as its author wrote it
 * @param parts one or more
 */
public record ModelTerm(String text, List<Part> parts) {
    /** The term of all rows. */
    public static final ModelTerm INTERCEPT = new ModelTerm("(intercept)", List.of());

    public ModelTerm {
        parts = List.copyOf(parts);
    }

    /**
     * A column as a part of terms.
     *
     * @param text the column's name, or {@code factor(year)}
     * @param column its name
     * @param factor whether its values are levels and not numbers
     */
    public record Part(String text, String column, boolean factor) {}

    /** The parts without regard to their order. */
    Set<Part> set() {
        return Set.copyOf(parts);
    }

    /** The term without one of its parts, to be looked for among the others. */
    Set<Part> without(Part part) {
        return parts.stream().filter(other -> !other.equals(part)).collect(Collectors.toUnmodifiableSet());
    }
}
