package org.kapsurvey.analysis.inference;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A test statistic, its degrees of freedom and p. NaN where not defined.
 *
 * @param df2 of the denominator; NaN of a statistic that has none
 */
public record TestOutcome(double statistic, double df1, double df2, double p) {
    /** An estimate against 0: t = estimate/se, two-sided. */
    public static TestOutcome ofT(double estimate, double standardError, int freedom) {
        double t = estimate / standardError;
        boolean defined = freedom > 0 && standardError > 0;
        double p = defined ? 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t)) : Double.NaN;
        return new TestOutcome(defined ? t : Double.NaN, freedom, Double.NaN, p);
    }

    /** The half-width of the interval of an estimate: t(1 − (1 − level)/2; df) · se; NaN without df. */
    public static double halfWidth(double standardError, int freedom, double level) {
        return freedom > 0
                ? TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2) * standardError
                : Double.NaN;
    }
}
