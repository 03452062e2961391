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

    /**
     * The covariance matrix of several sums by the frame and the policy of a design, as of one sample: the policy holds for the
     * strata of all their domains together. So under AVERAGE one factor is that of all, and the diagonal may differ from the
     * variance of a sum alone, whose domain has fewer strata. Of a sum that is {@link Rounding} alone all are 0.
     *
     * @throws DesignException under {@link SinglePsu#FAIL} if a stratum has one unit
     */
    public static double[][] covariance(SurveyDesign design, List<LinearisedSum> sums) {
        return covariance(design.psus(), design.singlePsu(), design.singlePsuInDomains(), sums);
    }

    private static double[][] covariance(
            PsuFrame frame, SinglePsu policy, boolean inDomains, List<LinearisedSum> sums) {
        double[][] covariance = new double[sums.size()][sums.size()];
        if (frame.hasWaves()) {
            covariance = new WaveVariance(frame)
                    .covariance(sums.stream().map(LinearisedSum::z).toArray(double[][]::new));
        } else {
            boolean[] unitsWithCases = unitsWithCases(frame, sums);
            for (Stage stage : frame.stages()) {
                add(new StagePolicy(stage, policy, inDomains, unitsWithCases), sums, covariance);
            }
        }
        removeRounding(sums, covariance);
        return covariance;
    }

    /** Whether the domain of any of the sums has a case in each unit. */
    private static boolean[] unitsWithCases(PsuFrame frame, List<LinearisedSum> sums) {
        boolean[] any = new boolean[frame.units()];
        for (LinearisedSum sum : sums) {
            if (sum.z().length != any.length) {
                throw new IllegalArgumentException("A sum has " + sum.z().length + " units, the design " + any.length);
            }
            for (int unit = 0; unit < any.length; unit++) {
                any[unit] |= sum.unitsWithCases()[unit];
            }
        }
        return any;
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

    private static void add(StagePolicy treated, List<LinearisedSum> sums, double[][] covariance) {
        int count = covariance.length;
        double[][] centred = sums.stream().map(sum -> treated.centred(sum.z())).toArray(double[][]::new);
        Stage stage = treated.stage;
        double[] scale = stage.scales();
        double[][] added = new double[count][count];
        for (int unit = 0; unit < stage.units(); unit++) {
            double weight = scale[stage.stratum(unit)];
            if (weight == 0) {
                continue;
            }
            for (int i = 0; i < count; i++) {
                for (int j = 0; j <= i; j++) {
                    added[i][j] += weight * centred[i][unit] * centred[j][unit];
                }
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] += treated.factor * added[i][j];
                covariance[j][i] = covariance[i][j];
            }
        }
    }

    /** What the policy says of a stage's strata that have one unit, of a domain with cases in some of the units. */
    private static final class StagePolicy {
        private final Stage stage;
        private final SinglePsu policy;
        private final boolean[] single;
        private final double factor;

        StagePolicy(Stage stage, SinglePsu policy, boolean inDomains, boolean[] casesOfLast) {
            this.stage = stage;
            this.policy = policy;
            this.single = new boolean[stage.strata()];
            boolean domainsToo = inDomains && treatsDomains(policy);
            // Which strata have cases matters only where a stratum may be single, or their number counts.
            int[] unitsWithCases = domainsToo || policy == SinglePsu.AVERAGE
                    ? unitsWithCases(stage, casesOfLast)
                    : new int[stage.strata()];
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
            factor = policy != SinglePsu.AVERAGE || singles == 0
                    ? 1
                    : singles == counted ? Double.NaN : (double) counted / (counted - singles);
        }

        /** The totals of the stage's units, each less the mean that it is compared with. */
        double[] centred(double[] z) {
            double[] totals = stage.sums(z).clone();
            double[] means = new double[stage.strata()];
            for (int unit = 0; unit < totals.length; unit++) {
                means[stage.stratum(unit)] += totals[unit];
            }
            double[] parentMeans = policy == SinglePsu.ADJUST ? parentMeans(means) : new double[0];
            for (int stratum = 0; stratum < means.length; stratum++) {
                means[stratum] = single[stratum] && policy == SinglePsu.ADJUST
                        ? parentMeans[stage.parent(stratum)]
                        : means[stratum] / stage.sampled(stratum);
            }
            for (int unit = 0; unit < totals.length; unit++) {
                int stratum = stage.stratum(unit);
                totals[unit] = single[stratum] && policy != SinglePsu.ADJUST ? 0 : totals[unit] - means[stratum];
            }
            return totals;
        }

        private double[] parentMeans(double[] stratumSums) {
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
