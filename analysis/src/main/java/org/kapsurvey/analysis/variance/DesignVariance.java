package org.kapsurvey.analysis.variance;

import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.Stage;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * Variance of sums over a stratified sample in one or more stages:
 *
 * <pre>V(x, y) = Σ_k Σ_h F_kh (1−f_kh) n_kh/(n_kh−1) Σ_c (x_khc − x̄_kh)(y_khc − ȳ_kh)</pre>
 *
 * with k the stages, h the strata of a stage, c their sampled units (all n of the full sample: one without a case is 0,
 * not absent), f the share of the stratum's population that was sampled, F the product of f over the stages before, and
 * x, y the linearised totals of a unit, gradient · t. Without population sizes f is 0 and stage 1 is all there is: PSUs
 * taken as drawn with replacement. A stratum that was sampled completely adds nothing.
 *
 * <p>A stratum with one unit, not sampled completely, contributes by the policy: nothing (REMOVE, CERTAINTY); (1 − f)
 * times the square about the mean over all units of all strata of the stage in the same parent (ADJUST); the mean of what
 * the other strata of the stage with cases contribute (AVERAGE), NaN where none of them has two units. Where the policy
 * holds in domains too, ADJUST and AVERAGE treat a stratum with several units of which one has cases alike.
 *
 * <p>A variance that is nothing but the {@link Rounding} of its parts is 0.
 *
 * <p>Waves that share some of their PSUs have a formula of their own, {@link WaveVariance}.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, ch. 4.3, 4.6 and 5.5; Binder 1983,
 * International Statistical Review 51, 279–292.
 */
public final class DesignVariance {
    private DesignVariance() {}

    /** The variance of one sum over the whole sample; {@code z} has a value for each unit of the frame. */
    public static double of(PsuFrame frame, SinglePsu policy, double[] z) {
        boolean[] everywhere = new boolean[frame.units()];
        Arrays.fill(everywhere, true);
        double size = Arrays.stream(z).map(part -> part * part).sum();
        return covariance(frame, policy, false, List.of(new LinearisedSum(z, size, everywhere)))[0][0];
    }

    /** The variance of one sum over a domain with cases in some of the units. */
    public static double of(SurveyDesign design, LinearisedSum sum) {
        PsuFrame frame = design.psus();
        boolean general = frame.hasWaves() || (design.singlePsuInDomains() && treatsDomains(design.singlePsu()));
        for (Stage stage : frame.stages()) {
            general |= stage.hasSingle();
        }
        if (general) {
            return covariance(design, List.of(sum))[0][0];
        }
        double variance = 0;
        for (Stage stage : frame.stages()) {
            variance += withoutSingles(stage, sum.z());
        }
        return Rounding.removed(variance, sum.size());
    }

    private static boolean treatsDomains(SinglePsu policy) {
        return policy == SinglePsu.ADJUST || policy == SinglePsu.AVERAGE;
    }

    /** What a stage adds to the variance of one sum where no stratum is single: the policy has no say. */
    private static double withoutSingles(Stage stage, double[] z) {
        double[] totals = stage.sums(z);
        int[] strata = stage.stratumOfUnit();
        double[] scales = stage.scales();
        double[] means = new double[scales.length];
        addUp(totals, strata, means);
        divide(means, stage.sampled());
        return squares(totals, strata, means, scales);
    }

    private static void addUp(double[] totals, int[] strata, double[] into) {
        for (int unit = 0; unit < totals.length; unit++) {
            into[strata[unit]] += totals[unit];
        }
    }

    private static void divide(double[] sums, int[] by) {
        for (int stratum = 0; stratum < sums.length; stratum++) {
            sums[stratum] /= by[stratum];
        }
    }

    private static double squares(double[] totals, int[] strata, double[] means, double[] scales) {
        double sum = 0;
        for (int unit = 0; unit < totals.length; unit++) {
            int stratum = strata[unit];
            double centred = totals[unit] - means[stratum];
            sum += scales[stratum] == 0 ? 0 : scales[stratum] * centred * centred;
        }
        return sum;
    }

    /** The covariance matrix of several sums by the frame and the policy of a design. */
    public static double[][] covariance(SurveyDesign design, List<LinearisedSum> sums) {
        return covariance(design.psus(), design.singlePsu(), design.singlePsuInDomains(), sums);
    }

    /**
     * The covariance matrix of several sums, each over a domain of its own; of one that is rounding alone all are 0. Under AVERAGE each sum keeps the factor of its own strata, so that the diagonal holds the variances.
     *
     * @param inDomains whether the policy holds for strata of which a domain keeps one unit
     * @throws DesignException under {@link SinglePsu#FAIL} if a stratum has one unit
     */
    static double[][] covariance(PsuFrame frame, SinglePsu policy, boolean inDomains, List<LinearisedSum> sums) {
        double[][] covariance = new double[sums.size()][sums.size()];
        if (frame.hasWaves()) {
            covariance = new WaveVariance(frame)
                    .covariance(sums.stream().map(LinearisedSum::z).toArray(double[][]::new));
        } else {
            for (Stage stage : frame.stages()) {
                StageSum[] parts = new StageSum[covariance.length];
                for (int i = 0; i < parts.length; i++) {
                    LinearisedSum sum = sums.get(i);
                    if (sum.z().length != frame.units()) {
                        throw new IllegalArgumentException(
                                "A sum has " + sum.z().length + " units, the design " + frame.units());
                    }
                    parts[i] = new StageSum(stage, policy, inDomains, sum.z(), sum.unitsWithCases());
                }
                add(stage, parts, covariance);
            }
        }
        removeRounding(sums, covariance);
        return covariance;
    }

    private static void removeRounding(List<LinearisedSum> sums, double[][] covariance) {
        for (int i = 0; i < covariance.length; i++) {
            if (Rounding.isAll(covariance[i][i], sums.get(i).size())) {
                for (int j = 0; j < covariance.length; j++) {
                    covariance[i][j] = 0;
                    covariance[j][i] = 0;
                }
            }
        }
    }

    private static void add(Stage stage, StageSum[] parts, double[][] covariance) {
        int sums = parts.length;
        double[] scale = stage.scales();
        double[][] added = new double[sums][sums];
        for (int unit = 0; unit < stage.units(); unit++) {
            double weight = scale[stage.stratum(unit)];
            if (weight == 0) {
                continue;
            }
            for (int i = 0; i < sums; i++) {
                double centred = parts[i].centred[unit];
                for (int j = 0; j <= i; j++) {
                    added[i][j] += weight * centred * parts[j].centred[unit];
                }
            }
        }
        for (int i = 0; i < sums; i++) {
            for (int j = 0; j <= i; j++) {
                double factor = i == j ? parts[i].factor : Math.sqrt(parts[i].factor * parts[j].factor);
                covariance[i][j] += factor * added[i][j];
                covariance[j][i] = covariance[i][j];
            }
        }
    }

    /** One sum at one stage: its totals by unit, each less the mean that it is compared with. */
    private static final class StageSum {
        private final double[] centred;
        private final double factor;

        StageSum(Stage stage, SinglePsu policy, boolean inDomains, double[] z, boolean[] casesOfLast) {
            boolean domainsToo = inDomains && treatsDomains(policy);
            // Which strata have cases matters only where a stratum may be single, or their number counts.
            int[] unitsWithCases = domainsToo || policy == SinglePsu.AVERAGE
                    ? unitsWithCases(stage, casesOfLast)
                    : new int[stage.strata()];
            boolean[] single = new boolean[stage.strata()];
            int counted = 0;
            int singles = 0;
            for (int stratum = 0; stratum < single.length; stratum++) {
                boolean inDomain = domainsToo && unitsWithCases[stratum] == 1 && !stage.isComplete(stratum);
                single[stratum] = stage.isSingle(stratum) || inDomain;
                if (policy == SinglePsu.FAIL && stage.isSingle(stratum)) {
                    throw new DesignException(
                            List.of(
                                    "Stratum " + stage.told(stratum)
                                            + " has 1 sampled PSU; variance needs 2. Choose singlePsu = certainty, adjust or average."));
                }
                if (unitsWithCases[stratum] > 0) {
                    counted++;
                    singles += single[stratum] ? 1 : 0;
                }
            }
            double[] totals = stage.sums(z).clone();
            double[] means = new double[stage.strata()];
            for (int unit = 0; unit < totals.length; unit++) {
                means[stage.stratum(unit)] += totals[unit];
            }
            double[] parentMeans = policy == SinglePsu.ADJUST ? parentMeans(stage, means) : new double[0];
            for (int stratum = 0; stratum < means.length; stratum++) {
                means[stratum] = single[stratum] && policy == SinglePsu.ADJUST
                        ? parentMeans[stage.parent(stratum)]
                        : means[stratum] / stage.sampled(stratum);
            }
            for (int unit = 0; unit < totals.length; unit++) {
                int stratum = stage.stratum(unit);
                totals[unit] = single[stratum] && policy != SinglePsu.ADJUST ? 0 : totals[unit] - means[stratum];
            }
            centred = totals;
            factor = policy != SinglePsu.AVERAGE || singles == 0
                    ? 1
                    : singles == counted ? Double.NaN : (double) counted / (counted - singles);
        }

        private static double[] parentMeans(Stage stage, double[] stratumSums) {
            double[] means = new double[stage.parents()];
            for (int stratum = 0; stratum < stratumSums.length; stratum++) {
                means[stage.parent(stratum)] += stratumSums[stratum];
            }
            for (int parent = 0; parent < means.length; parent++) {
                means[parent] /= stage.unitsOfParent(parent);
            }
            return means;
        }

        private static int[] unitsWithCases(Stage stage, boolean[] casesOfLast) {
            boolean[] cases = new boolean[stage.units()];
            for (int last = 0; last < casesOfLast.length; last++) {
                cases[stage.unitOfLast(last)] |= casesOfLast[last];
            }
            int[] units = new int[stage.strata()];
            for (int unit = 0; unit < cases.length; unit++) {
                units[stage.stratum(unit)] += cases[unit] ? 1 : 0;
            }
            return units;
        }
    }
}
