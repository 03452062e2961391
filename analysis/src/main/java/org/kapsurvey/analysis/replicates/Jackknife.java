package org.kapsurvey.analysis.replicates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * The jackknife that drops a PSU at a time. In a stratum of n PSUs the others get n/(n − 1), PSUs of other strata 1, and the
 * square counts (1 − f)(n − 1)/n, f being the sampling fraction. A stratum with one PSU, or enumerated completely, has no
 * replicate. For a total without fpc this is the linearised variance.
 *
 * <p>Source: Wolter 2007, Introduction to Variance Estimation, 4.5; Rust 1985, Journal of Official Statistics 1, 381–397.
 */
public final class Jackknife {
    private Jackknife() {}

    /**
     * A replicate for each PSU (JKn; of one stratum JK1).
     *
     * @throws IllegalArgumentException if no stratum has two PSUs
     */
    public static ReplicateFactors of(SurveyDesign design, boolean mse) {
        PsuFrame frame = design.psus();
        List<double[]> factors = new ArrayList<>();
        List<Double> coefficients = new ArrayList<>();
        for (int dropped = 0; dropped < frame.psus(); dropped++) {
            int stratum = frame.stratum(dropped);
            double sampled = frame.sampledPsus(stratum);
            double fraction = frame.stages().get(0).fraction(stratum);
            if (sampled < 2 || frame.stages().get(0).isComplete(stratum)) {
                continue;
            }
            double[] factor = new double[frame.psus()];
            Arrays.fill(factor, 1);
            for (int psu = 0; psu < factor.length; psu++) {
                if (frame.stratum(psu) == stratum) {
                    factor[psu] = psu == dropped ? 0 : sampled / (sampled - 1);
                }
            }
            factors.add(factor);
            coefficients.add((1 - fraction) * (sampled - 1) / sampled);
        }
        return new ReplicateFactors(
                factors.toArray(new double[0][]),
                design.psuOfRow(),
                coefficients.stream().mapToDouble(Double::doubleValue).toArray(),
                mse);
    }
}
