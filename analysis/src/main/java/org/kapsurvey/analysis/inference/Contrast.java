package org.kapsurvey.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.estimate.GroupEstimates;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * A comparison of groups: Σcθ, or Σc log θ, with the variance c'Vc of the groups' covariances V (of the logarithms
 * V_gh/(θ_g θ_h), the delta method). t = estimate/se.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, section 5.5; Satterthwaite 1946, Biometrics Bulletin 2, 110–114.
 *
 * @param value NaN where a group has no rows, or of logarithms where an estimate is not above 0
 * @param degreesOfFreedom of all groups of the grouping together
 * @param satterthwaite (Σv)²/Σ(v²/df) with v the part of each group in the variance; NaN where groups share a stratum or
 *     have no degrees of freedom
 * @param t value/se; NaN where se is 0, as of groups that answer alike in every PSU
 * @param p of the two-sided test that the value is 0
 * @param lower value − t(1 − a/2; df)·se; NaN without degrees of freedom, as are {@code upper} and {@code p}
 * @param explanation how it came about
 */
public record Contrast(
        double value,
        double standardError,
        int degreesOfFreedom,
        double satterthwaite,
        double t,
        double p,
        double lower,
        double upper,
        Explanation explanation) {

    private static final double ROUNDING = 1e-14;

    /** What is compared. */
    public enum Scale {
        /** Σcθ: with 1 and −1 a difference. */
        DIFFERENCE,
        /** Σc log θ: with 1 and −1 the logarithm of a ratio. */
        LOGRATIO
    }

    /**
     * The contrast of the groups' estimates.
     *
     * @param coefficients one for each group, 0 for those that are not compared
     * @param degreesOfFreedom of all groups together
     * @param level of the limits, between 0 and 1
     */
    public static Contrast of(
            GroupEstimates groups, double[] coefficients, Scale scale, int degreesOfFreedom, double level) {
        List<Estimate> estimates = groups.estimates();
        double[][] covariances = groups.covariances();
        List<Integer> compared = new ArrayList<>();
        double sum = 0;
        double sumOfParts = 0;
        double[] gradient = new double[coefficients.length];
        for (int group = 0; group < gradient.length; group++) {
            if (coefficients[group] == 0) {
                continue;
            }
            compared.add(group);
            double theta = estimates.get(group).value();
            boolean logs = scale == Scale.LOGRATIO;
            double term = coefficients[group] * (logs ? theta > 0 ? Math.log(theta) : Double.NaN : theta);
            sum += term;
            sumOfParts += Math.abs(term);
            gradient[group] = coefficients[group] / (logs ? theta : 1);
        }
        double variance = 0;
        double size = 0;
        for (int g : compared) {
            for (int h : compared) {
                double part = gradient[g] * gradient[h] * covariances[g][h];
                variance += part;
                size += Math.abs(part);
            }
        }
        // What is left of parts that cancel is rounding, and may fall below 0.
        variance = Math.abs(variance) < ROUNDING * size ? 0 : variance;
        // Of estimates without any error, as the means of a constant, so is what is left of parts that cancel.
        double value = variance == 0 && Math.abs(sum) < ROUNDING * sumOfParts ? 0 : sum;
        double standardError = Double.isNaN(value) ? Double.NaN : Math.sqrt(variance);
        double satterthwaite = Double.NaN;
        if (groups.shareNoStratum(compared)) {
            double denominator = 0;
            for (int group : compared) {
                double part = gradient[group] * gradient[group] * covariances[group][group];
                denominator += part * part / estimates.get(group).degreesOfFreedom();
            }
            satterthwaite =
                    Double.isFinite(denominator) && denominator > 0 ? variance * variance / denominator : Double.NaN;
        }
        Explanation explanation = Explanation.when(() -> explained(
                value,
                compared.stream().map(estimates::get).toList(),
                compared.stream().map(group -> coefficients[group]).toList(),
                scale,
                "standard error " + Numbers.print(standardError) + " = √(c'Vc) of their covariances, df "
                        + degreesOfFreedom));
        double t = standardError > 0 ? value / standardError : Double.NaN;
        TestOutcome test = TestOutcome.ofT(value, standardError, degreesOfFreedom);
        if (degreesOfFreedom < 1) {
            return new Contrast(
                    value,
                    standardError,
                    degreesOfFreedom,
                    satterthwaite,
                    t,
                    test.p(),
                    Double.NaN,
                    Double.NaN,
                    explanation);
        }
        double half = DistributionQuantile.t(degreesOfFreedom, (1 - level) / 2) * standardError;
        return new Contrast(
                value,
                standardError,
                degreesOfFreedom,
                satterthwaite,
                t,
                test.p(),
                value - half,
                value + half,
                explanation);
    }

    /** The tree of numbers that a reviewer recomputes the contrast from, down to those of the groups. */
    public Explanation explain() {
        return explanation;
    }

    private static Explanation explained(
            double value, List<Estimate> compared, List<Double> coefficients, Scale scale, String error) {
        List<Explanation> parts = new ArrayList<>();
        StringBuilder sum = new StringBuilder();
        for (int i = 0; i < compared.size(); i++) {
            String theta = Numbers.print(compared.get(i).value());
            sum.append(i == 0 ? "" : " + ")
                    .append(Numbers.print(coefficients.get(i)))
                    .append(" · ")
                    .append(scale == Scale.LOGRATIO ? "log " + theta : theta);
            parts.add(compared.get(i).explain());
        }
        parts.add(Explanation.of(error));
        return Explanation.of(Numbers.print(value) + " = " + sum, parts.toArray(Explanation[]::new));
    }
}
