package org.kapsurvey.analysis.variance;

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
 * contribute (AVERAGE), NaN where no stratum has two.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, ch. 4.6 and 5.5; Binder 1983,
 * International Statistical Review 51, 279–292.
 */
public final class DesignVariance {
    private DesignVariance() {}

    /** The variance of one sum; {@code z} has a value for each PSU of the frame. */
    public static double of(PsuFrame frame, SinglePsu policy, double[] z) {
        return covariance(frame, policy, new double[][] {z})[0][0];
    }

    /**
     * The covariance matrix of several sums; {@code z[i]} has a value for each PSU of the frame.
     *
     * @throws DesignException under {@link SinglePsu#FAIL} if a stratum has one PSU
     */
    public static double[][] covariance(PsuFrame frame, SinglePsu policy, double[][] z) {
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
        double factor = singlePsuFactor(frame, policy);
        for (int i = 0; i < sums; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] *= factor;
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

    /** H / (H − strata with one PSU) under AVERAGE, else 1. */
    private static double singlePsuFactor(PsuFrame frame, SinglePsu policy) {
        int single = 0;
        for (int stratum = 0; stratum < frame.strata(); stratum++) {
            if (frame.sampledPsus(stratum) == 1) {
                single++;
            }
        }
        if (single > 0 && policy == SinglePsu.FAIL) {
            throw new DesignException(List.of(
                    single + " strata have 1 sampled PSU; variance needs 2. Choose certainty, adjust or average."));
        }
        if (policy != SinglePsu.AVERAGE) {
            return 1;
        }
        return single == frame.strata() ? Double.NaN : (double) frame.strata() / (frame.strata() - single);
    }
}
