package org.kapsurvey.analysis.replicates;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.Stage;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * The jackknife that drops a PSU at a time. In a stratum of n PSUs the others get n/(n − 1), PSUs of other strata 1, and the
 * square counts (1 − f)(n − 1)/n, f being the sampling fraction. For a total without fpc this is the linearised variance. A
 * stratum enumerated completely has no replicate. Nor has one of a single PSU; with {@link SinglePsu#AVERAGE} all squares then
 * count H/(H − L) for H strata of which L have a single PSU, as in the linearised variance (R's {@code as.svrepdesign} counts PSUs
 * there); with {@link SinglePsu#ADJUST} its PSU is dropped too, all others get H/(H − 1), and the square counts (1 − f)(H − 1)/H.
 *
 * <p>Sources: Wolter 2007, Introduction to Variance Estimation, 4.5; Rust 1985, Journal of Official Statistics 1, 381–397.
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
        Stage stage = frame.stages().get(0);
        double averaged = averaged(design);
        List<double[]> factors = new ArrayList<>();
        List<Double> coefficients = new ArrayList<>();
        for (int dropped = 0; dropped < frame.psus(); dropped++) {
            int stratum = frame.stratum(dropped);
            boolean adjusted = stage.isSingle(stratum) && design.singlePsu() == SinglePsu.ADJUST;
            if (stage.isComplete(stratum) || (frame.sampledPsus(stratum) < 2 && !adjusted)) {
                continue;
            }
            double of = adjusted ? frame.strata() : frame.sampledPsus(stratum);
            double[] factor = new double[frame.psus()];
            for (int psu = 0; psu < factor.length; psu++) {
                factor[psu] = adjusted || frame.stratum(psu) == stratum ? of / (of - 1) : 1;
            }
            factor[dropped] = 0;
            factors.add(factor);
            coefficients.add(averaged * (1 - stage.fraction(stratum)) * (of - 1) / of);
        }
        return new ReplicateFactors(
                factors.toArray(new double[0][]),
                design.psuOfRow(),
                coefficients.stream().mapToDouble(Double::doubleValue).toArray(),
                mse);
    }

    /** H/(H − L) where strata of a single PSU are taken to be as the others; else 1. */
    static double averaged(SurveyDesign design) {
        double single = 0;
        for (int stratum = 0; stratum < design.psus().strata(); stratum++) {
            single += design.psus().stages().get(0).isSingle(stratum) ? 1 : 0;
        }
        double strata = design.psus().strata();
        return design.singlePsu() == SinglePsu.AVERAGE ? strata / (strata - single) : 1;
    }
}
