package org.kapsurvey.analysis.planning;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many interviews each of two rounds needs so that a change from p₁ to p₂ is found with a given power by a two-sided test:
 * n = (z(1 − a/2) + z(1 − b))² · B / (p₁ − p₂)², with B/n the variance of the difference (Cochran 1977, Sampling Techniques, chapter 4; Kish 1965,
 * Survey Sampling, chapter 12, for rounds that overlap).
 *
 * <p>B = [p₁(1 − p₁) + p₂(1 − p₂)] · deff − 2 π κ m ρ (1 + cv²) √(p₁(1 − p₁) p₂(1 − p₂)). The last term is the covariance that
 * shared clusters bring: of the variance of a round's mean the part ρ p(1 − p)/(number of clusters) comes of the clusters' own
 * rates; a share π of the clusters is in both rounds, and their rates correlate by κ. Persons are taken as drawn anew.
 *
 * @param before p₁, above 0 and below 1
 * @param after p₂, above 0 and below 1, not p₁
 * @param level 1 − a, above 0 and below 1
 * @param power 1 − b, above 0 and below 1
 * @param effect of either round
 * @param overlap π, from 0 to 1
 * @param clusterCorrelation κ, from 0 to 1
 */
public record ChangeSize(
        double before,
        double after,
        double level,
        double power,
        DesignEffect effect,
        double overlap,
        double clusterCorrelation) {
    /**
     * The size for such a change.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ChangeSize {
        Arguments.inside("A rate", before);
        Arguments.inside("A rate", after);
        Arguments.inside("A confidence level", level);
        Arguments.inside("A power", power);
        Arguments.share("An overlap", overlap);
        Arguments.share("A correlation", clusterCorrelation);
        if (before == after) {
            throw new IllegalArgumentException("A change needs two different rates.");
        }
    }

    /** B of rounds without a cluster in common. */
    public double independent() {
        return (spread(before) + spread(after)) * effect.value();
    }

    /** What the shared clusters take off B; 0 or more, and never all of it. */
    public double covariance() {
        return 2
                * overlap
                * clusterCorrelation
                * effect.interviewsPerCluster()
                * effect.intraclassCorrelation()
                * effect.weighting()
                * Math.sqrt(spread(before) * spread(after));
    }

    /** z(1 − a/2) + z(1 − b). */
    public double quantiles() {
        return ProportionSize.quantile(level) + NormalDistribution.of(0, 1).inverseCumulativeProbability(power);
    }

    /** n of each round, not rounded. */
    public double interviews() {
        double change = after - before;
        double sum = quantiles();
        return sum * sum * (independent() - covariance()) / (change * change);
    }

    /**
     * Standard error of the difference at so many interviews in each round.
     *
     * @param interviews above 0
     * @throws IllegalArgumentException if the number is out of its range
     */
    public double standardError(double interviews) {
        Arguments.positive("A number of interviews", interviews);
        return Math.sqrt((independent() - covariance()) / interviews);
    }

    /**
     * The probability that so many interviews in each round find the change, in its direction.
     *
     * @param interviews above 0
     * @throws IllegalArgumentException if the number is out of its range
     */
    public double power(double interviews) {
        double reached = Math.abs(after - before) / standardError(interviews) - ProportionSize.quantile(level);
        return NormalDistribution.of(0, 1).cumulativeProbability(reached);
    }

    private static double spread(double rate) {
        return rate * (1 - rate);
    }
}
