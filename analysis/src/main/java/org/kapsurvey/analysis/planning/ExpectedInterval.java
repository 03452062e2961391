package org.kapsurvey.analysis.planning;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;

/**
 * How wide the interval of a rate will be. Two widths stand beside each other:
 *
 * <ul>
 *   <li>t: t(1 − a/2; df) · √(p(1 − p) deff/n), which is the same on both sides;
 *   <li>korn-graubard, the interval that is printed and judged ({@link ProportionInterval#KORN_GRAUBARD}): the mean of p̂ − L and of
 *       U − p̂ over the samples that may come. Their p̂ is taken as a binomial share of n/deff draws and their variance as
 *       p̂(1 − p̂) deff/n · χ²(df)/df, of which each interval takes its n*, no larger than n. Of both, quantiles of equal
 *       probability are taken.
 * </ul>
 *
 * <p>Degrees of freedom that are expected are a real number, a hair below the whole one where a cluster may be without a case;
 * t and χ² are taken at it. Where it rounds to 0 there is no interval; then all widths are NaN and {@link #defined} says so.
 *
 * @param rate p, above 0 and below 1
 * @param interviews n expected, above 0
 * @param designEffect of the rate, weights and strata included
 * @param degreesOfFreedom df expected, clusters with a case less strata with a case
 * @param level of the interval
 * @param standardError √(p(1 − p) deff/n)
 * @param half of the interval t
 * @param lower expected p̂ − L of the interval korn-graubard
 * @param upper expected U − p̂
 */
public record ExpectedInterval(
        double rate,
        double interviews,
        double designEffect,
        double degreesOfFreedom,
        double level,
        double standardError,
        double half,
        double lower,
        double upper) {
    private static final int RATES = 32;
    private static final int VARIANCES = 8;

    /**
     * The interval to be expected.
     *
     * @param degreesOfFreedom 0 or more
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static ExpectedInterval of(
            double rate, double interviews, double designEffect, double degreesOfFreedom, double level) {
        Arguments.inside("A rate", rate);
        Arguments.positive("A number of interviews", interviews);
        Arguments.positive("A design effect", designEffect);
        Arguments.notNegative("The number of degrees of freedom", degreesOfFreedom);
        Arguments.inside("A confidence level", level);
        double error = Math.sqrt(rate * (1 - rate) * designEffect / interviews);
        long rows = Math.max(1, Math.round(interviews));
        if (Math.round(degreesOfFreedom) < 1) {
            return new ExpectedInterval(
                    rate, interviews, designEffect, degreesOfFreedom, level, error, Double.NaN, Double.NaN, Double.NaN);
        }
        double half = error * TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - level) / 2);
        double[] printed = printed(rate, rows, designEffect, degreesOfFreedom, level);
        return new ExpectedInterval(
                rate, interviews, designEffect, degreesOfFreedom, level, error, half, printed[0], printed[1]);
    }

    /** Whether there will be an interval. */
    public boolean defined() {
        return !Double.isNaN(half);
    }

    /** Half of the expected width of the interval korn-graubard. */
    public double printedHalf() {
        return (lower + upper) / 2;
    }

    /** n/deff: the simple random sample that says as much. */
    public double effectiveInterviews() {
        return interviews / designEffect;
    }

    /** df to one decimal, as it is printed: 3.99995 is 4. */
    public double printedDegreesOfFreedom() {
        return Math.round(degreesOfFreedom * 10) / 10.0;
    }

    private static double[] printed(
            double rate, long rows, double designEffect, double degreesOfFreedom, double level) {
        int draws = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(rows / designEffect)));
        BinomialDistribution shares = BinomialDistribution.of(draws, rate);
        double[] sizes = effectiveSizes((double) rows, rows / designEffect, degreesOfFreedom, level);
        double lower = 0;
        double upper = 0;
        int before = -1;
        double[] sides = {0, 0};
        for (int i = 0; i < RATES; i++) {
            int yes = shares.inverseCumulativeProbability((i + .5) / RATES);
            if (yes != before) {
                boolean either = yes > 0 && yes < draws;
                sides = sides(
                        (double) yes / draws, either ? sizes : new double[] {rows / Math.max(1, designEffect)}, level);
                before = yes;
            }
            lower += sides[0] / RATES;
            upper += sides[1] / RATES;
        }
        return new double[] {lower, upper};
    }

    /**
     * n* = n/deff / (χ²(df)/df) · (t(1 − a/2; n − 1)/t(1 − a/2; df))², no larger than n, of each variance that samples may find:
     * quantiles of χ²(df)/df, each as likely.
     *
     * @param rows n, 1 or more
     * @param draws n/deff
     */
    static double[] effectiveSizes(double rows, double draws, double degreesOfFreedom, double level) {
        double tail = (1 - level) / 2;
        double ratio = rows > 1
                ? TDistribution.of(rows - 1).inverseSurvivalProbability(tail)
                        / TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(tail)
                : 1;
        ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(degreesOfFreedom);
        double[] sizes = new double[VARIANCES];
        for (int j = 0; j < VARIANCES; j++) {
            double spread = chiSquared.inverseCumulativeProbability((j + .5) / VARIANCES) / degreesOfFreedom;
            sizes[j] = Math.min(rows, draws / spread * ratio * ratio);
        }
        return sizes;
    }

    /** The mean of p̂ − L and U − p̂ at one p̂ over the effective sizes. */
    private static double[] sides(double share, double[] sizes, double level) {
        double lower = 0;
        double upper = 0;
        for (double size : sizes) {
            Interval interval = ProportionInterval.ofDraws(share, size, level);
            lower += (share - interval.lower()) / sizes.length;
            upper += (interval.upper() - share) / sizes.length;
        }
        return new double[] {lower, upper};
    }
}
