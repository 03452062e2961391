package org.kapsurvey.analysis.indicator;

import org.apache.commons.statistics.distribution.TDistribution;
import org.kapsurvey.analysis.estimate.Estimate;

/**
 * A rate p (or another estimate, without the logits) against a target T: t = (p − T)/se with the degrees of freedom of the estimate, and the same on the logit scale,
 * t = (logit p − logit T)/(se/(p(1 − p))). Small {@code lower} is evidence that the rate is below the target, small
 * {@code upper} that it is above; neither is a probability that the target is met, and the verdict does not use them.
 *
 * @param t NaN where se is 0 or there are no degrees of freedom
 * @param lower P(T_df ≤ t)
 * @param upper P(T_df ≥ t)
 * @param two twice the smaller of these
 * @param logitT NaN where p or the target is 0 or 1, or is no share
 * @param logitLower P(T_df ≤ logitT)
 * @param logitUpper P(T_df ≥ logitT)
 */
public record TargetTest(
        double t, double lower, double upper, double two, double logitT, double logitLower, double logitUpper) {

    /**
     * Compares an estimated share with a target.
     *
     * @param target a share in [0, 1]
     */
    public static TargetTest of(Estimate estimate, double target) {
        return of(estimate, target, true);
    }

    /** The same of an estimate that is no share: nothing is compared on the logit scale. */
    public static TargetTest ofAny(Estimate estimate, double target) {
        return of(estimate, target, false);
    }

    private static TargetTest of(Estimate estimate, double target, boolean share) {
        double p = estimate.value();
        double se = estimate.standardError();
        int df = estimate.degreesOfFreedom();
        double plain = se > 0 ? (p - target) / se : Double.NaN;
        double onLogits = share && se > 0 && inside(p) && inside(target)
                ? (logit(p) - logit(target)) / (se / (p * (1 - p)))
                : Double.NaN;
        double lower = atMost(plain, df);
        double upper = atLeast(plain, df);
        return new TargetTest(
                plain,
                lower,
                upper,
                Math.min(1, 2 * Math.min(lower, upper)),
                onLogits,
                atMost(onLogits, df),
                atLeast(onLogits, df));
    }

    private static double atMost(double t, int df) {
        return df > 0 && !Double.isNaN(t) ? TDistribution.of(df).cumulativeProbability(t) : Double.NaN;
    }

    private static double atLeast(double t, int df) {
        return df > 0 && !Double.isNaN(t) ? TDistribution.of(df).survivalProbability(t) : Double.NaN;
    }

    private static boolean inside(double share) {
        return share > 0 && share < 1;
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }
}
