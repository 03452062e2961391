package org.kapsurvey.analysis.replicates;

import java.util.Arrays;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.questionnaire.chance.RandomStream;

/**
 * The bootstrap of Rao and Wu: in each stratum n − 1 of the n PSUs are drawn with replacement, and a PSU's factor is how often
 * it was drawn times n/(n − 1); the squares count 1/(R − 1). It takes no account of fpc. A stratum with one PSU keeps the
 * factor 1; with {@link SinglePsu#AVERAGE} the squares count H/(H − L) times, as in {@link Jackknife}.
 *
 * <p>The draws come from a {@link RandomStream} of seed, replicate and stratum: the same seed gives the same factors
 * whatever the order of the rows, and replicate 7 is the same in 50 replicates and in 500.
 *
 * <p>Source: Rao and Wu 1988, Journal of the American Statistical Association 83, 231–241; Rao, Wu and Yue 1992, Survey
 * Methodology 18, 209–217.
 */
public final class Bootstrap {
    private Bootstrap() {}

    /**
     * Factors of a rescaled bootstrap.
     *
     * @param replicates 2 or more
     */
    public static ReplicateFactors of(SurveyDesign design, int replicates, long seed, boolean mse) {
        if (replicates < 2) {
            throw new IllegalArgumentException("A bootstrap needs 2 replicates or more, not " + replicates);
        }
        PsuFrame frame = design.psus();
        int[][] psusOf = new int[frame.strata()][];
        int[] filled = new int[frame.strata()];
        for (int stratum = 0; stratum < psusOf.length; stratum++) {
            psusOf[stratum] = new int[frame.sampledPsus(stratum)];
        }
        for (int psu = 0; psu < frame.psus(); psu++) {
            int stratum = frame.stratum(psu);
            psusOf[stratum][filled[stratum]++] = psu;
        }
        double[][] factors = new double[replicates][frame.psus()];
        for (int replicate = 0; replicate < replicates; replicate++) {
            for (int stratum = 0; stratum < psusOf.length; stratum++) {
                int[] psus = psusOf[stratum];
                if (psus.length == 1) {
                    factors[replicate][psus[0]] = 1;
                    continue;
                }
                RandomStream stream = RandomStream.of(seed, replicate, stratum);
                double each = (double) psus.length / (psus.length - 1);
                for (int draw = 0; draw < psus.length - 1; draw++) {
                    factors[replicate][psus[stream.nextInt(psus.length)]] += each;
                }
            }
        }
        double[] coefficients = new double[replicates];
        Arrays.fill(coefficients, Jackknife.averaged(design) / (replicates - 1));
        return new ReplicateFactors(factors, design.psuOfRow(), coefficients, mse);
    }
}
