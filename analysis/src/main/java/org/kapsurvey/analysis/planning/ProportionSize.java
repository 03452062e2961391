package org.kapsurvey.analysis.planning;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many interviews a proportion needs so that its interval reaches no further than a margin e to each side:
 * n₀ = z² p(1 − p) deff / e², z = z(1 − a/2), and of a population of N persons n = n₀ / (1 + (n₀ − 1)/N) (Cochran 1977,
 * Sampling Techniques, chapter 4). The margin of so many interviews is the same read backwards, with the correction (N − n)/(N − 1)
 * of Cochran 1977, chapter 3: a round trip gives the margin back.
 *
 * @param rate p, above 0 and below 1
 * @param level of the interval, above 0 and below 1
 * @param designEffect 1 or more as planned; any number above 0
 * @param population N, 1 or more; infinite where no correction is wanted
 */
public record ProportionSize(double rate, double level, double designEffect, double population) {
    /**
     * The size of such a proportion.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ProportionSize {
        Arguments.inside("A rate", rate);
        Arguments.inside("A confidence level", level);
        Arguments.positive("A design effect", designEffect);
        if (population != Double.POSITIVE_INFINITY) {
            Arguments.atLeast(1, "A population", population);
        }
    }

    /** The size in a population too large to matter. */
    public ProportionSize(double rate, double level, double designEffect) {
        this(rate, level, designEffect, Double.POSITIVE_INFINITY);
    }

    /** z(1 − a/2). */
    public double quantile() {
        return quantile(level);
    }

    static double quantile(double level) {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    }

    /**
     * n₀, as if the population were without end.
     *
     * @param margin e, above 0 and below 1
     * @throws IllegalArgumentException if the margin is out of its range
     */
    public double uncorrected(double margin) {
        Arguments.inside("A margin", margin);
        double z = quantile();
        return z * z * rate * (1 - rate) * designEffect / (margin * margin);
    }

    /**
     * n: interviews needed, not rounded; never more than N.
     *
     * @param margin e, above 0 and below 1
     * @throws IllegalArgumentException if the margin is out of its range
     */
    public double interviews(double margin) {
        double uncorrected = uncorrected(margin);
        // A census is the most that a margin can ask for; n₀ below 1 would exceed its own correction.
        return Math.min(population, uncorrected / (1 + (uncorrected - 1) / population));
    }

    /**
     * The margin of so many interviews; 0 where all N are interviewed.
     *
     * @param interviews above 0, at most N
     * @throws IllegalArgumentException if the number is out of its range
     */
    public double margin(double interviews) {
        Arguments.positive("A number of interviews", interviews);
        if (interviews > population) {
            throw new IllegalArgumentException("There can't be more interviews than persons.");
        }
        double correction = population == Double.POSITIVE_INFINITY || population == 1
                ? (interviews == population ? 0 : 1)
                : (population - interviews) / (population - 1);
        return quantile() * Math.sqrt(rate * (1 - rate) * designEffect * correction / interviews);
    }
}
