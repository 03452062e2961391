package org.kapsurvey.analysis.report;

import java.util.Optional;

/**
 * What a reader must know of the sample behind a page.
 *
 * @param strata number of strata
 * @param psus number of sampled PSUs, those without an interview included
 * @param selected number of selected persons
 * @param interviewed number of approved interviews among them
 * @param weighted sum of the weights used: the size of the population that the interviews stand for
 * @param planningDeff the design effect that the sample size was planned with
 * @param version of the weights, where some were made beforehand; empty for design weights adjusted for non-response in the strata
 */
public record DesignFacts(
        int strata,
        int psus,
        int selected,
        int interviewed,
        double weighted,
        double planningDeff,
        Optional<VersionFacts> version) {

    /** Interviews per selected person; NaN if nobody was selected. */
    public double responseRate() {
        return selected == 0 ? Double.NaN : (double) interviewed / selected;
    }
}
