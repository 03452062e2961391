package org.kapsurvey.analysis.report;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.indicator.Wording;

/**
 * What a reader must know of weights that were made beforehand and kept as a version.
 *
 * @param version its number
 * @param steps what was done to the design weights, in order, each a part of a sentence; empty if nobody knows any more
 * @param calibrated whether they were brought to totals of the population, or cut
 * @param replicates of the weights, from whose spread the errors come
 */
public record VersionFacts(int version, List<Wording> steps, boolean calibrated, Optional<Replicates> replicates) {
    public VersionFacts {
        steps = List.copyOf(steps);
    }

    /**
     * The replicates of a version.
     *
     * @param how they were made, a part of a sentence
     * @param withReplacement whether they take the PSUs as drawn with replacement
     * @param trimmed whether the weights were cut, which each replicate repeats as it was done to each row of the full sample
     */
    public record Replicates(int count, Wording how, boolean withReplacement, boolean trimmed) {}
}
