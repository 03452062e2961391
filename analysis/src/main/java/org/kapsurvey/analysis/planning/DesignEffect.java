package org.kapsurvey.analysis.planning;

/**
 * How many times larger the variance of a mean is than in a simple random sample of as many interviews:
 * [1 + (m − 1)ρ] · [1 + cv²(w)]. The first factor comes of clusters (Kish 1965, Survey Sampling, section 5.4), the second of
 * weights that vary without regard to the answers (Kish 1992, Journal of Official Statistics 8, 183–200).
 *
 * @param interviewsPerCluster m, 1 or more; where clusters differ, the size of the cluster of an average person, Σm²/Σm
 * @param intraclassCorrelation ρ of the answers within clusters, from 0 to 1; a negative one is not planned on
 * @param weightVariation cv(w), the coefficient of variation of the weights, 0 or more
 */
public record DesignEffect(double interviewsPerCluster, double intraclassCorrelation, double weightVariation) {
    /**
     * The effect of these clusters and weights.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public DesignEffect {
        Arguments.atLeast(1, "The number of interviews per cluster", interviewsPerCluster);
        Arguments.share("An intraclass correlation", intraclassCorrelation);
        Arguments.notNegative("A coefficient of variation", weightVariation);
    }

    /**
     * The effect on a group of which each unit selected in a cluster gives an interview with the probability {@code yield}.
     * A cluster then has a binomial number of interviews with mean {@code take · yield}, and Σm²/Σm tends to
     * 1 + (take − 1) · yield; with yield 1 that is Kish's m.
     *
     * @param take units selected in each cluster, 1 or more
     * @param yield above 0, at most 1
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static DesignEffect ofGroup(
            double take, double yield, double intraclassCorrelation, double weightVariation) {
        Arguments.atLeast(1, "The number of units per cluster", take);
        Arguments.positiveShare("A yield", yield);
        return new DesignEffect(1 + (take - 1) * yield, intraclassCorrelation, weightVariation);
    }

    /** 1 + (m − 1)ρ. */
    public double clustering() {
        return 1 + (interviewsPerCluster - 1) * intraclassCorrelation;
    }

    /** 1 + cv²(w). */
    public double weighting() {
        return 1 + weightVariation * weightVariation;
    }

    /** The product of both; 1 or more. */
    public double value() {
        return clustering() * weighting();
    }

    /**
     * ρ that a design effect found in an earlier survey speaks of: (deff / (1 + cv²(w)) − 1) / (m − 1). Not below 0, which
     * chance alone may bring about, and not above 1.
     *
     * @param designEffect with replacement, above 0
     * @param interviewsPerCluster m of that survey, above 1
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static double intraclassCorrelation(
            double designEffect, double interviewsPerCluster, double weightVariation) {
        Arguments.positive("A design effect", designEffect);
        Arguments.atLeast(Math.nextUp(1.0), "The number of interviews per cluster", interviewsPerCluster);
        double weighting = new DesignEffect(1, 0, weightVariation).weighting();
        return Math.min(1, Math.max(0, (designEffect / weighting - 1) / (interviewsPerCluster - 1)));
    }
}
