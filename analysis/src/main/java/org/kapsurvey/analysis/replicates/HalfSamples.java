package org.kapsurvey.analysis.replicates;

import java.util.Arrays;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * Balanced half-samples (BRR) for strata of two PSUs, and Fay's form of them. In each of R replicates one PSU of a stratum gets the factor
 * 2 − ρ, the other ρ, by the signs of a Hadamard matrix; the square counts 1/(R (1 − ρ)²). ρ = 0 is BRR, which leaves one PSU out; with
 * ρ &gt; 0 every row stays in every replicate. R is the smallest power of two above the number of strata. Over the replicates the choices of two
 * strata are in full balance, so that the variance of a total is its linearised variance without fpc, of which this takes no account.
 * A stratum with one PSU keeps the factor 1; with {@link SinglePsu#AVERAGE} the squares count H/(H − L) times, as in {@link Jackknife}.
 *
 * <p>Sources: McCarthy 1969, Review of the International Statistical Institute 37, 239–264; Judkins 1990, Journal of Official Statistics
 * 6, 223–239.
 */
public final class HalfSamples {
    private HalfSamples() {}

    /**
     * Factors of balanced half-samples.
     *
     * @param rho ρ, from 0 to less than 1
     * @throws IllegalArgumentException if ρ is outside, or a stratum has more than two PSUs
     */
    public static ReplicateFactors of(SurveyDesign design, double rho, boolean mse) {
        if (!(rho >= 0 && rho < 1)) {
            throw new IllegalArgumentException("rho must be 0 or more and less than 1, not " + rho);
        }
        PsuFrame frame = design.psus();
        int replicates = replicates(frame.strata());
        double[][] factors = new double[replicates][frame.psus()];
        for (int replicate = 0; replicate < replicates; replicate++) {
            boolean[] hasFirst = new boolean[frame.strata()];
            for (int psu = 0; psu < frame.psus(); psu++) {
                int stratum = frame.stratum(psu);
                int sampled = frame.sampledPsus(stratum);
                if (sampled > 2) {
                    throw new IllegalArgumentException("A stratum has " + sampled + " PSUs; half-samples are of two");
                }
                int side = (hasFirst[stratum] ? -1 : 1) * BalancedSigns.sign(replicate, stratum + 1);
                factors[replicate][psu] = sampled == 1 ? 1 : 1 + side * (1 - rho);
                hasFirst[stratum] = true;
            }
        }
        double[] coefficients = new double[replicates];
        Arrays.fill(coefficients, Jackknife.averaged(design) / (replicates * (1 - rho) * (1 - rho)));
        return new ReplicateFactors(factors, design.psuOfRow(), coefficients, mse);
    }

    /** R for a number of strata. */
    public static int replicates(int strata) {
        return BalancedSigns.rowsFor(strata);
    }
}
