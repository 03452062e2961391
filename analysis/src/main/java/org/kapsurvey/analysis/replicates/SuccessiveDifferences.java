package org.kapsurvey.analysis.replicates;

import java.util.Arrays;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * Replicates of successive differences, for PSUs drawn systematically from an ordered list. The PSUs of a stratum stand in the order in
 * which their first rows stand in the data, the first again after the last; PSU i has a column a_i of a Hadamard matrix of R rows of its own,
 * its factor in replicate r is
 *
 * <pre>1 + 2^(−3/2) (a_ir − a_(i+1)r)</pre>
 *
 * and squares about the full-sample estimate count 4/R. R is the smallest power of two above the number of PSUs. The variance of a total is then
 * ½ Σ_h Σ_i (t_hi − t_h(i+1))²: that of two PSUs is the linearised one, and so is that of more if their order tells
 * nothing. It takes no account of fpc. A stratum with one PSU keeps the factor 1; with {@link SinglePsu#AVERAGE} the squares count
 * H/(H − L) times, as in {@link Jackknife}.
 *
 * <p>Sources: Fay and Train 1995, Proceedings of the Section on Government Statistics, American Statistical Association, 154–159; Ash 2014, Survey
 * Methodology 40, 47–59.
 */
public final class SuccessiveDifferences {
    private static final double SHARE = Math.pow(2, -1.5);

    private SuccessiveDifferences() {}

    /** Factors of successive differences, to be squared about the full-sample estimate. */
    public static ReplicateFactors of(SurveyDesign design) {
        PsuFrame frame = design.psus();
        int[] next = next(design);
        int replicates = replicates(frame.psus());
        double[][] factors = new double[replicates][frame.psus()];
        for (int replicate = 0; replicate < replicates; replicate++) {
            for (int psu = 0; psu < next.length; psu++) {
                // Column 0 is of no PSU: it is the same in all replicates.
                int difference = BalancedSigns.sign(replicate, psu + 1) - BalancedSigns.sign(replicate, next[psu] + 1);
                factors[replicate][psu] = 1 + SHARE * difference;
            }
        }
        double[] coefficients = new double[replicates];
        Arrays.fill(coefficients, Jackknife.averaged(design) * 4 / replicates);
        return new ReplicateFactors(factors, design.psuOfRow(), coefficients, true);
    }

    /** R for a number of PSUs. */
    public static int replicates(int psus) {
        return BalancedSigns.rowsFor(psus);
    }

    /** For each PSU the one after it in its stratum, after the last the first. */
    private static int[] next(SurveyDesign design) {
        PsuFrame frame = design.psus();
        int[] next = new int[frame.psus()];
        Arrays.fill(next, -1);
        int[] first = new int[frame.strata()];
        int[] last = new int[frame.strata()];
        Arrays.fill(last, -1);
        for (int psu : design.psuOfRow()) {
            int stratum = frame.stratum(psu);
            if (next[psu] >= 0) {
                continue;
            }
            if (last[stratum] < 0) {
                first[stratum] = psu;
            } else {
                next[last[stratum]] = psu;
            }
            next[psu] = first[stratum];
            last[stratum] = psu;
        }
        for (int psu = 0; psu < next.length; psu++) {
            // One without a row has no place in the order.
            next[psu] = next[psu] < 0 ? psu : next[psu];
        }
        return next;
    }
}
