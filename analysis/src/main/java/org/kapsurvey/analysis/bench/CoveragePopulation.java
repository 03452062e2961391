package org.kapsurvey.analysis.bench;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;

/**
 * A population of yes and no whose rate is known, and samples from it. Strata differ in their rate. Each has 400 PSUs whose
 * rates are the quantiles of a beta distribution with variance ICC · p(1 − p), so that answers within a PSU are
 * beta-binomial; the persons of a PSU are of four kinds. A sample draws PSUs with replacement and from each some persons,
 * whose weight is the product of a weight of the stratum, one of the PSU and one of the kind.
 */
final class CoveragePopulation {
    private static final int PSUS = 400;
    private static final double[] STRATUM_SHIFT = {-.4, -.2, 0, .2, .4};
    private static final double[] STRATUM_WEIGHT = {1, 1.5, 2, 2.5, 3};
    private static final double[] KIND_SHIFT = {-.3, -.1, .1, .3};
    private static final double[] KIND_WEIGHT = {1, 2, 3, 4};
    private static final double[] KIND_SHARE = {.4, .3, .2, .1};

    /** By this step through the PSUs, which has no factor in common with their number, weights know nothing of rates. */
    private static final int UNRELATED_STEP = 147;

    private final Sample plan;
    private final Coverage.Weights weights;
    private final double icc;

    /** By stratum level, PSU and kind. */
    private final double[][][] rates;

    /**
     * A population.
     *
     * @param rate about which the rates of strata and kinds lie, above 0 and below 1
     * @param icc intraclass correlation within strata and kinds, above 0 and below 1
     */
    CoveragePopulation(Sample plan, double rate, double icc, Coverage.Weights weights) {
        this.plan = plan;
        this.weights = weights;
        this.icc = icc;
        rates = new double[STRATUM_SHIFT.length][PSUS][KIND_SHIFT.length];
        double spread = rate * (1 - rate);
        for (int level = 0; level < rates.length; level++) {
            for (int kind = 0; kind < KIND_SHIFT.length; kind++) {
                double shift = plan.strata() == 1 ? 0 : STRATUM_SHIFT[level];
                double mean = rate + spread * (shift + (related() ? KIND_SHIFT[kind] : 0));
                double size = (1 - icc) / icc;
                BetaDistribution beta = BetaDistribution.of(mean * size, (1 - mean) * size);
                for (int psu = 0; psu < PSUS; psu++) {
                    rates[level][psu][kind] = beta.inverseCumulativeProbability((psu + .5) / PSUS);
                }
            }
        }
    }

    /**
     * What is drawn.
     *
     * @param psus in each stratum
     * @param fewest persons of a PSU
     * @param most persons of a PSU, as likely as any number from {@code fewest}
     */
    record Sample(int strata, int psus, int fewest, int most) {
        int degreesOfFreedom() {
            return strata * (psus - 1);
        }
    }

    private static int level(int stratum) {
        return stratum % STRATUM_SHIFT.length;
    }

    private boolean related() {
        return weights == Coverage.Weights.RELATED;
    }

    /** Whether strata and PSUs have weights of their own. */
    private boolean varies() {
        return weights == Coverage.Weights.UNRELATED || related();
    }

    private double kindWeight(int kind) {
        return weights == Coverage.Weights.EQUAL ? 1 : KIND_WEIGHT[kind];
    }

    private double stratumWeight(int level) {
        boolean equal = plan.strata() == 1 || !varies();
        // The levels beside each other in size lie apart in rate.
        return equal ? 1 : STRATUM_WEIGHT[related() ? level : 2 * level % STRATUM_WEIGHT.length];
    }

    private double psuWeight(int psu) {
        int place = related() ? psu : psu * UNRELATED_STEP % PSUS;
        return varies() ? .5 + (place + .5) / PSUS : 1;
    }

    /** The share of yes in the population that the weights of its samples stand for. */
    double rate() {
        double yes = 0;
        double all = 0;
        for (int stratum = 0; stratum < plan.strata(); stratum++) {
            int level = level(stratum);
            for (int psu = 0; psu < PSUS; psu++) {
                for (int kind = 0; kind < KIND_SHARE.length; kind++) {
                    double weight = stratumWeight(level) * psuWeight(psu) * KIND_SHARE[kind] * kindWeight(kind);
                    yes += weight * rates[level][psu][kind];
                    all += weight;
                }
            }
        }
        return yes / all;
    }

    /** The mean over strata and kinds of the variance of the PSUs' rates over p(1 − p). */
    double intraclassCorrelation() {
        double sum = 0;
        for (double[][] ofLevel : rates) {
            for (int kind = 0; kind < KIND_SHARE.length; kind++) {
                double mean = 0;
                double squares = 0;
                for (double[] ofPsu : ofLevel) {
                    mean += ofPsu[kind] / PSUS;
                    squares += ofPsu[kind] * ofPsu[kind] / PSUS;
                }
                sum += KIND_SHARE[kind] * (squares - mean * mean) / (mean * (1 - mean));
            }
        }
        return sum / rates.length;
    }

    /**
     * The design effect that a planner would assume: (1 + (m − 1)·ICC) times {@link #weightingEffect}, m the mean number of
     * persons of a PSU (Kish 1965, 8.2).
     */
    double planningEffect() {
        double persons = (plan.fewest() + plan.most()) / 2.0;
        return (1 + (persons - 1) * icc) * weightingEffect();
    }

    /** 1 + cv²(w) = nΣw²/(Σw)² (Kish 1992, Journal of Official Statistics 8, 183–200). */
    double weightingEffect() {
        double sum = 0;
        double squares = 0;
        for (int stratum = 0; stratum < plan.strata(); stratum++) {
            for (int psu = 0; psu < PSUS; psu++) {
                for (int kind = 0; kind < KIND_SHARE.length; kind++) {
                    double weight = stratumWeight(level(stratum)) * psuWeight(psu) * kindWeight(kind);
                    sum += KIND_SHARE[kind] * weight;
                    squares += KIND_SHARE[kind] * weight * weight;
                }
            }
        }
        return squares * plan.strata() * PSUS / (sum * sum);
    }

    /** A sample: columns {@code stratum}, {@code psu}, {@code weight}, {@code yes} and {@code few}, 1 for one in four. */
    Table sample(SplittableRandom random) {
        int psus = plan.strata() * plan.psus();
        int[] persons = new int[psus];
        int rows = 0;
        for (int psu = 0; psu < psus; psu++) {
            persons[psu] = random.nextInt(plan.fewest(), plan.most() + 1);
            rows += persons[psu];
        }
        double[] stratumOf = new double[rows];
        double[] psuOf = new double[rows];
        double[] weight = new double[rows];
        double[] yes = new double[rows];
        double[] few = new double[rows];
        int row = 0;
        for (int psu = 0; psu < psus; psu++) {
            int stratum = psu / plan.psus();
            int drawn = random.nextInt(PSUS);
            for (int person = 0; person < persons[psu]; person++, row++) {
                int kind = kind(random.nextDouble());
                stratumOf[row] = stratum;
                psuOf[row] = psu;
                weight[row] = stratumWeight(level(stratum)) * psuWeight(drawn) * kindWeight(kind);
                yes[row] = random.nextDouble() < rates[level(stratum)][drawn][kind] ? 1 : 0;
                few[row] = random.nextInt(4) == 0 ? 1 : 0;
            }
        }
        return Table.of(
                rows,
                List.of(
                        NumericColumn.of("stratum", stratumOf),
                        NumericColumn.of("psu", psuOf),
                        NumericColumn.of("weight", weight),
                        NumericColumn.of("yes", yes),
                        NumericColumn.of("few", few)));
    }

    private static int kind(double share) {
        double left = share;
        int kind = 0;
        while (kind < KIND_SHARE.length - 1 && left >= KIND_SHARE[kind]) {
            left -= KIND_SHARE[kind++];
        }
        return kind;
    }
}
