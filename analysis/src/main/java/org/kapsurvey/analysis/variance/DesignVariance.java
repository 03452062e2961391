package org.kapsurvey.analysis.variance;

import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SinglePsu;

/**
 * Variance of sums over a stratified sample of PSUs, taken as drawn with replacement:
 *
 * <pre>V(x, y) = Σ_h n_h/(n_h−1) Σ_c (x_hc − x̄_h)(y_hc − ȳ_h)</pre>
 *
 * with h the strata, c the sampled PSUs of a stratum (all n_h of the full sample: one without a case is 0, not absent),
 * and x, y the linearised totals of a PSU, gradient · t. A stratum with one PSU contributes by the policy: nothing
 * (REMOVE, CERTAINTY); the square about the mean over all PSUs of all strata (ADJUST); the mean of what the other strata
 * with cases contribute (AVERAGE), NaN where none of them has two PSUs.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, ch. 4.6 and 5.5; Binder 1983,
 * International Statistical Review 51, 279–292.
 */
public final class DesignVariance {
    private DesignVariance() {}

    /** The variance of one sum over the whole sample; {@code z} has a value for each PSU of the frame. */
    public static double of(PsuFrame frame, SinglePsu policy, double[] z) {
        boolean[] everywhere = new boolean[frame.strata()];
        Arrays.fill(everywhere, true);
        return of(frame, policy, z, everywhere);
    }

    /** The variance of one sum over a domain with cases in some of the strata. */
    public static double of(PsuFrame frame, SinglePsu policy, double[] z, boolean[] strataWithCases) {
        return covariance(frame, policy, new double[][] {z}, new boolean[][] {strataWithCases})[0][0];
    }

    /**
     * The covariance matrix of several sums, each over a domain of its own; {@code z[i]} has a value for each PSU of the
     * frame. Under AVERAGE each sum keeps the factor of its own strata, so that the diagonal holds the variances.
     *
     * @param strataWithCases for each sum, whether its domain has a case in each stratum
     * @throws DesignException under {@link SinglePsu#FAIL} if a stratum has one PSU
     */
    public static double[][] covariance(PsuFrame frame, SinglePsu policy, double[][] z, boolean[][] strataWithCases) {
        int sums = z.length;
        double[][] stratumMeans = new double[sums][];
        double[] grandMeans = new double[sums];
        for (int i = 0; i < sums; i++) {
            stratumMeans[i] = stratumMeans(frame, z[i]);
            double total = 0;
            for (double value : z[i]) {
                total += value;
            }
            grandMeans[i] = total / frame.psus();
        }
        double[][] covariance = new double[sums][sums];
        double[] centred = new double[sums];
        for (int psu = 0; psu < frame.psus(); psu++) {
            int stratum = frame.stratum(psu);
            int sampled = frame.sampledPsus(stratum);
            if (sampled == 1 && policy != SinglePsu.ADJUST) {
                continue;
            }
            for (int i = 0; i < sums; i++) {
                centred[i] = z[i][psu] - (sampled == 1 ? grandMeans[i] : stratumMeans[i][stratum]);
            }
            double scale = sampled == 1 ? 1 : (double) sampled / (sampled - 1);
            for (int i = 0; i < sums; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += scale * centred[i] * centred[j];
                }
            }
        }
        double[] factors = new double[sums];
        for (int i = 0; i < sums; i++) {
            factors[i] = singlePsuFactor(frame, policy, strataWithCases[i]);
        }
        for (int i = 0; i < sums; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] *= i == j ? factors[i] : Math.sqrt(factors[i] * factors[j]);
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    private static double[] stratumMeans(PsuFrame frame, double[] z) {
        if (z.length != frame.psus()) {
            throw new IllegalArgumentException("A sum has " + z.length + " PSUs, the design " + frame.psus());
        }
        double[] means = new double[frame.strata()];
        for (int psu = 0; psu < z.length; psu++) {
            means[frame.stratum(psu)] += z[psu];
        }
        for (int stratum = 0; stratum < means.length; stratum++) {
            means[stratum] /= frame.sampledPsus(stratum);
        }
        return means;
    }

    /** H / (H − strata with one PSU) under AVERAGE, over the H strata with cases; else 1. */
    private static double singlePsuFactor(PsuFrame frame, SinglePsu policy, boolean[] strataWithCases) {
        int single = 0;
        int counted = 0;
        for (int stratum = 0; stratum < frame.strata(); stratum++) {
            if (policy == SinglePsu.FAIL && frame.sampledPsus(stratum) == 1) {
                throw new DesignException(List.of("Stratum \"" + frame.stratumLabel(stratum)
                        + "\" has 1 sampled PSU; variance needs 2. Choose singlePsu = certainty, adjust or average."));
            }
            if (strataWithCases[stratum]) {
                counted++;
                single += frame.sampledPsus(stratum) == 1 ? 1 : 0;
            }
        }
        if (policy != SinglePsu.AVERAGE) {
            return 1;
        }
        return single == counted ? Double.NaN : (double) counted / (counted - single);
    }
}
