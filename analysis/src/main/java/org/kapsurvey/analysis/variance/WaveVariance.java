package org.kapsurvey.analysis.variance;

import java.util.Arrays;
import org.kapsurvey.analysis.design.PsuFrame;

/**
 * Variance of sums over waves that share some of their PSUs: V(x, y) = Σ_ab C_ab(x_a, y_b) over all pairs of waves a, b,
 *
 * <pre>C_ab(x_a, y_b) = Σ_h (1 − n_ha n_hb/(n_hab N_h)) n_hab/(n_hab−1) Σ_c (x_hca − x̄_ha)(y_hcb − ȳ_hb)</pre>
 *
 * with n_ha the PSUs of the wave and N_h those of the population (the first factor is 1 where it is not known), over the n_hab PSUs of the stratum that are in both waves, means over these; 0 where there are fewer than two. With
 * a = b it is the variance of the wave alone. Of a change it is V1 + V2 − 2C. Where all PSUs are shared it is the variance
 * of one design, where none are that of independent ones. Between these it may fall below 0, and the standard error is
 * then not defined.
 *
 * <p>With N_h it is without bias for a rotation of simple random samples: the covariance of two totals there is N²(n_ab/(n_a n_b) −
 * 1/N)S_ab. It falls below 0 where fewer PSUs are shared than independent samples would share.
 *
 * <p>Sources: Kish 1965, Survey Sampling, 12.4; Tam 1984, The American Statistician 38, 288–289 (the covariance with N); compare Berger and Priam 2016, JRSS A 179, 681–708.
 */
final class WaveVariance {
    private static final int NONE = -1;

    private final PsuFrame frame;
    private final int waves;
    private final int[][] unitOfPsu;

    WaveVariance(PsuFrame frame) {
        this.frame = frame;
        int most = 0;
        for (int unit = 0; unit < frame.units(); unit++) {
            most = Math.max(most, frame.wave(unit));
        }
        waves = most + 1;
        unitOfPsu = new int[waves][frame.psus()];
        for (int[] units : unitOfPsu) {
            Arrays.fill(units, NONE);
        }
        for (int unit = 0; unit < frame.units(); unit++) {
            unitOfPsu[frame.wave(unit)][frame.psuOfUnit(unit)] = unit;
        }
    }

    /** The covariance matrix of several sums; {@code z[i]} has a value for each unit of the frame. */
    double[][] covariance(double[][] z) {
        double[][] covariance = new double[z.length][z.length];
        for (int a = 0; a < waves; a++) {
            for (int b = 0; b < waves; b++) {
                add(unitOfPsu[a], unitOfPsu[b], z, covariance);
            }
        }
        return covariance;
    }

    private void add(int[] first, int[] second, double[][] z, double[][] covariance) {
        int[] shared = sharedBy(first, second);
        double[] scales = scales(first, second, shared);
        double[][] x = new double[z.length][];
        double[][] y = new double[z.length][];
        for (int i = 0; i < z.length; i++) {
            x[i] = centred(first, second, first, z[i], shared);
            y[i] = centred(first, second, second, z[i], shared);
        }
        for (int psu = 0; psu < first.length; psu++) {
            int n = shared[frame.stratum(psu)];
            if (n < 2 || !isShared(first, second, psu)) {
                continue;
            }
            double scale = scales[frame.stratum(psu)];
            for (int i = 0; i < z.length; i++) {
                for (int j = 0; j < z.length; j++) {
                    covariance[i][j] += scale * x[i][psu] * y[j][psu];
                }
            }
        }
    }

    /** For each stratum n_ab/(n_ab − 1) · (1 − n_a n_b/(n_ab N)); N from the share that all waves together sampled. */
    private double[] scales(int[] first, int[] second, int[] shared) {
        int[] ofFirst = sharedBy(first, first);
        int[] ofSecond = sharedBy(second, second);
        double[] scales = new double[shared.length];
        for (int h = 0; h < scales.length; h++) {
            double n = shared[h];
            double share = frame.stages().get(0).fraction(h) / frame.sampledPsus(h);
            scales[h] = n / (n - 1) * (1 - ofFirst[h] * ofSecond[h] / n * share);
        }
        return scales;
    }

    /** How many PSUs of each stratum are in both waves. */
    private int[] sharedBy(int[] first, int[] second) {
        int[] shared = new int[frame.strata()];
        for (int psu = 0; psu < first.length; psu++) {
            shared[frame.stratum(psu)] += isShared(first, second, psu) ? 1 : 0;
        }
        return shared;
    }

    private static boolean isShared(int[] first, int[] second, int psu) {
        return first[psu] != NONE && second[psu] != NONE;
    }

    /** For each PSU in both waves its sum in one of them, less the mean of these in the stratum. */
    private double[] centred(int[] first, int[] second, int[] units, double[] z, int[] shared) {
        double[] means = new double[shared.length];
        for (int psu = 0; psu < units.length; psu++) {
            if (isShared(first, second, psu)) {
                means[frame.stratum(psu)] += z[units[psu]] / shared[frame.stratum(psu)];
            }
        }
        double[] centred = new double[units.length];
        for (int psu = 0; psu < units.length; psu++) {
            if (isShared(first, second, psu)) {
                centred[psu] = z[units[psu]] - means[frame.stratum(psu)];
            }
        }
        return centred;
    }
}
