package org.kapsurvey.analysis.estimate;

import org.kapsurvey.questionnaire.number.Numbers;

/**
 * An estimate in one domain. NaN stands where something is not defined: a mean of no rows, the design effect of a
 * constant, {@link #designEffect} where the weights do not sum to more than n.
 *
 * @param domain label of the domain, {@code mv024=2;mv025=1}, empty for the whole
 * @param value the estimate
 * @param standardError square root of the design variance
 * @param rows n: rows of the domain with a weight above 0 and a value of the variables
 * @param weightedRows Σw of these rows; of rows that count other than 1, as answers about a couple that both spouses can give, Σw of what
 *     they count
 * @param simpleRandomVariance s²/n, what the variance would be of a simple random sample with replacement: 0 where the
 *     (linearised) rows do not vary, below 0 only under negative weights, NaN where it is not defined
 * @param psus sampled PSUs of the design
 * @param psusWithCases of these, PSUs with at least one of the rows
 * @param strataWithCases strata with at least one of the rows
 * @param degreesOfFreedom of the standard error: PSUs with cases less strata with cases, or what the
 *     replicates of the design have; may be 0
 * @param designEffect variance over that of a simple random sample without replacement of the same n (deff)
 * @param designEffectWithReplacement the same with replacement (deff_wr; DEFT is its root)
 * @param designFactorDhs DEFT as DHS prints it: se/√((s² + se²)/n), s² with divisor Σw
 * @param logitError standard error of log(p/(1 − p)) of a share p: se/(p(1 − p)), of replicates the spread of the
 *     replicates' logits where it was asked for
 * @param explanation how it came about
 */
public record Estimate(
        String domain,
        double value,
        double standardError,
        long rows,
        double weightedRows,
        double simpleRandomVariance,
        int psus,
        int psusWithCases,
        int strataWithCases,
        int degreesOfFreedom,
        double designEffect,
        double designEffectWithReplacement,
        double designFactorDhs,
        double logitError,
        Explanation explanation) {

    /** An estimate whose logit has the linearised error, and of which no simple random variance is known. */
    public Estimate(
            String domain,
            double value,
            double standardError,
            long rows,
            double weightedRows,
            int psus,
            int psusWithCases,
            int strataWithCases,
            int degreesOfFreedom,
            double designEffect,
            double designEffectWithReplacement,
            double designFactorDhs,
            Explanation explanation) {
        this(
                domain,
                value,
                standardError,
                rows,
                weightedRows,
                Double.NaN,
                psus,
                psusWithCases,
                strataWithCases,
                degreesOfFreedom,
                designEffect,
                designEffectWithReplacement,
                designFactorDhs,
                standardError / (value * (1 - value)),
                explanation);
    }

    Estimate withLogitError(double error) {
        return new Estimate(
                domain,
                value,
                standardError,
                rows,
                weightedRows,
                simpleRandomVariance,
                psus,
                psusWithCases,
                strataWithCases,
                degreesOfFreedom,
                designEffect,
                designEffectWithReplacement,
                designFactorDhs,
                error,
                explanation);
    }

    public double variance() {
        return standardError * standardError;
    }

    /** se/|value|; NaN or infinite where the value is 0. */
    public double coefficientOfVariation() {
        return standardError / Math.abs(value);
    }

    /** The tree of numbers that a reviewer recomputes the estimate from. */
    public Explanation explain() {
        return explanation;
    }

    /** The tree of an estimate; {@code error} says its standard error and where it came from. */
    static Explanation explained(
            String domain,
            double value,
            Explanation formula,
            long rows,
            double weightedRows,
            Frame frame,
            String error) {
        return Explanation.of(
                Numbers.print(value) + (domain.isEmpty() ? "" : " in " + domain),
                formula,
                Explanation.of("n " + rows + ", weighted " + Numbers.print(weightedRows)),
                Explanation.of("strata " + frame.strataWithCases() + ", PSUs " + frame.psus() + " ("
                        + (frame.psus() - frame.psusWithCases()) + " without cases), df "
                        + frame.degreesOfFreedom()),
                Explanation.of(error));
    }

    /** How the domain lies in the design. */
    record Frame(int psus, int psusWithCases, int strataWithCases, int degreesOfFreedom) {}
}
