package org.kapsurvey.analysis.planning;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Explanation;
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
 * <p>There is no interval without a degree of freedom; then all widths are NaN and {@link #defined} says so.
 *
 * @param rate p, above 0 and below 1
 * @param interviews n expected, above 0
 * @param designEffect of the rate, weights and strata included
 * @param degreesOfFreedom df expected, as {@link Estimate#degreesOfFreedom} counts them
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
        // An interval knows whole degrees of freedom; less than one gives none.
        int df = (int) degreesOfFreedom;
        if (df < 1) {
            return new ExpectedInterval(
                    rate, interviews, designEffect, degreesOfFreedom, level, error, Double.NaN, Double.NaN, Double.NaN);
        }
        double half = error * TDistribution.of(df).inverseSurvivalProbability((1 - level) / 2);
        double[] printed = printed(rate, rows, designEffect, df, level);
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

    private static double[] printed(double rate, long rows, double designEffect, int df, double level) {
        int draws = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(rows / designEffect)));
        BinomialDistribution shares = BinomialDistribution.of(draws, rate);
        double[] spreads = spreads(df);
        double lower = 0;
        double upper = 0;
        int before = -1;
        double[] sides = {0, 0};
        for (int i = 0; i < RATES; i++) {
            int yes = shares.inverseCumulativeProbability((i + .5) / RATES);
            if (yes != before) {
                sides = sides((double) yes / draws, rows, designEffect, df, level, spreads);
                before = yes;
            }
            lower += sides[0] / RATES;
            upper += sides[1] / RATES;
        }
        return new double[] {lower, upper};
    }

    /** Variances that samples find, over the true one: quantiles of χ²(df)/df, each as likely. */
    static double[] spreads(int degreesOfFreedom) {
        double[] spreads = new double[VARIANCES];
        ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(degreesOfFreedom);
        for (int j = 0; j < VARIANCES; j++) {
            spreads[j] = chiSquared.inverseCumulativeProbability((j + .5) / VARIANCES) / degreesOfFreedom;
        }
        return spreads;
    }

    /** The mean of p̂ − L and U − p̂ at one p̂ over the variances. */
    private static double[] sides(
            double share, long rows, double designEffect, int df, double level, double[] spreads) {
        double lower = 0;
        double upper = 0;
        for (double spread : spreads) {
            double variance = share * (1 - share) * designEffect / rows * spread;
            Interval interval = ProportionInterval.KORN_GRAUBARD.of(
                    estimate(share, Math.sqrt(variance), rows, df), level, designEffect);
            lower += (share - interval.lower()) / spreads.length;
            upper += (interval.upper() - share) / spreads.length;
        }
        return new double[] {lower, upper};
    }

    /** As a sample would give it; the interval asks for no more of it than share, error, rows and degrees of freedom. */
    static Estimate estimate(double share, double error, long rows, int df) {
        return new Estimate(
                "",
                share,
                error,
                rows,
                rows,
                df + 1,
                df + 1,
                1,
                df,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Explanation.of(""));
    }
}
