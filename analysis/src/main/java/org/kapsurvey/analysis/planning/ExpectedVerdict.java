package org.kapsurvey.analysis.planning;

import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.kapsurvey.analysis.indicator.Direction;

/**
 * What a sample will be able to say about a target T. The verdict comes from the interval korn-graubard alone
 * ({@link org.kapsurvey.analysis.indicator.Verdict}), so "met" comes where the estimate p̂ is so large that L ≥ T, which is where
 * I_T(n* p̂, n*(1 − p̂) + 1) ≤ a/2. With a true rate p that has the probability I_p(k + ½, n/deff − k + ½), k = p̂ n/deff, of a
 * binomial share of n/deff draws, midway between k or more and more than k, for the shares of a sample lie closer. n* follows from the variance that the sample finds, of which the same values are taken, and
 * the mean of the probabilities, as {@link ExpectedInterval} says. "Not met" is the same of the complement. I is the
 * regularised incomplete beta function, which goes on between whole numbers.
 *
 * @param met the probability of "met" at the expected rate
 * @param notMet the probability of "not met" at the expected rate
 * @param surelyMet the true rate nearest to the target at which "met" has the wanted power; none where no rate has, as for a
 *     target of 100 %
 * @param surelyNotMet the same of "not met"
 */
public record ExpectedVerdict(double met, double notMet, OptionalDouble surelyMet, OptionalDouble surelyNotMet) {
    private static final int HALVINGS = 60;

    /**
     * The verdict to be expected; probabilities of 0 and no rates where there will be no interval.
     *
     * @param target from 0 to 1
     * @param power wanted, above 0 and below 1
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static ExpectedVerdict of(ExpectedInterval interval, double target, Direction direction, double power) {
        Arguments.share("A target", target);
        Arguments.inside("A power", power);
        if (!interval.defined()) {
            return new ExpectedVerdict(0, 0, OptionalDouble.empty(), OptionalDouble.empty());
        }
        boolean least = direction == Direction.AT_LEAST;
        // An upper limit is a lower limit of the complement.
        double goal = least ? target : 1 - target;
        double rate = least ? interval.rate() : 1 - interval.rate();
        Samples samples = Samples.of(interval);
        double[] met = samples.least(goal, goal < 1);
        double[] refuted = samples.least(1 - goal, goal > 0);
        OptionalDouble surelyMet = samples.sure(met, goal, power);
        OptionalDouble surelyNotMet = samples.sure(refuted, 1 - goal, power);
        return new ExpectedVerdict(
                samples.chance(met, rate),
                samples.chance(refuted, 1 - rate),
                least ? surelyMet : complement(surelyMet),
                least ? complement(surelyNotMet) : surelyNotMet);
    }

    /** The probability that the sample can't tell, at the expected rate. */
    public double open() {
        return Math.max(0, 1 - met - notMet);
    }

    private static OptionalDouble complement(OptionalDouble rate) {
        return rate.isPresent() ? OptionalDouble.of(1 - rate.getAsDouble()) : rate;
    }

    /** The samples that may come, by the variance that they find. */
    private static final class Samples {
        /** n* of each variance. */
        private final double[] effective;

        /** n/deff. */
        private final double draws;

        private final double tail;

        private Samples(double[] effective, double draws, double tail) {
            this.effective = effective;
            this.draws = draws;
            this.tail = tail;
        }

        static Samples of(ExpectedInterval interval) {
            double tail = (1 - interval.level()) / 2;
            double rows = Math.max(1, Math.round(interval.interviews()));
            double draws = interval.effectiveInterviews();
            double[] effective =
                    ExpectedInterval.effectiveSizes(rows, draws, interval.degreesOfFreedom(), interval.level());
            return new Samples(effective, draws, tail);
        }

        /** For each variance the least share whose lower limit reaches the goal; NaN if even a share of 1 does not. */
        double[] least(double goal, boolean possible) {
            double[] least = new double[effective.length];
            for (int j = 0; j < least.length; j++) {
                least[j] = possible ? least(goal, effective[j]) : Double.NaN;
            }
            return least;
        }

        private double least(double goal, double size) {
            if (goal == 0) {
                // Any yes at all has a lower limit above 0.
                return Math.min(1, .5 / draws);
            }
            if (!reaches(1, goal, size)) {
                return Double.NaN;
            }
            double below = goal;
            double above = 1;
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (below + above) / 2;
                if (reaches(middle, goal, size)) {
                    above = middle;
                } else {
                    below = middle;
                }
            }
            return above;
        }

        private boolean reaches(double share, double goal, double size) {
            return BetaDistribution.of(size * share, size * (1 - share) + 1).cumulativeProbability(goal) <= tail;
        }

        /** The probability of a share of {@code least} or more, over all variances. */
        double chance(double[] least, double rate) {
            double chance = 0;
            for (double share : least) {
                if (Double.isNaN(share)) {
                    continue;
                }
                double yes = share * draws;
                double reached = rate >= 1
                        ? 1
                        : rate <= 0
                                ? 0
                                : BetaDistribution.of(yes + .5, draws - yes + .5)
                                        .cumulativeProbability(rate);
                chance += reached / least.length;
            }
            return chance;
        }

        /** The rate from {@code goal} upwards at which the chance reaches the power; none if no rate does. */
        OptionalDouble sure(double[] least, double goal, double power) {
            double below = goal;
            double above = 1;
            if (chance(least, above) < power) {
                return OptionalDouble.empty();
            }
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (below + above) / 2;
                if (chance(least, middle) >= power) {
                    above = middle;
                } else {
                    below = middle;
                }
            }
            return OptionalDouble.of(above);
        }
    }
}
