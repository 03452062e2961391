package org.kapsurvey.analysis.indicator;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * The share of registered units that say yes, as far as their returns tell: a unit that did not answer may be either, so that
 * the share lies between {@link #least}, all of them no, and {@link #most}, all of them yes. Nobody is weighted up for them.
 *
 * <p>Where every registered unit was asked, the two are the share's bounds and the limits are the same. Where a simple random
 * sample of n of the N units was asked, without replacement, the lower limit is that of the least share and the upper limit
 * that of the greatest one, so that they hold the population's share with at least their confidence whatever the missing units
 * would have said. The limits count whole units: with Y the number of units that say yes in a sample from a population of which
 * K do, the lower one is the least K with P(Y ≥ yes | K) &gt; α/2, the upper one the greatest K with P(Y ≤ yes + missing | K)
 * &gt; α/2, Y being hypergeometric; that is the finite population correction without approximation. Source: Buonaccorsi 1987,
 * A note on confidence intervals for proportions in finite populations, The American Statistician 41, 215–218.
 *
 * @param registered N, at least 1
 * @param asked n, from 1 to N; N in a census
 * @param yes how many said yes
 * @param no how many said no; the others of those asked are missing
 * @param level confidence of the limits, between 0 and 1
 * @param lower lower limit as a share of the registered units
 * @param upper upper limit as a share of the registered units
 */
public record ReturnsRange(int registered, int asked, int yes, int no, double level, double lower, double upper) {
    /** A probability that is α/2 exactly counts as too small, whatever its last digits are rounded to. */
    private static final double TIE = 1 + 1e-9;

    /**
     * The range of some returns.
     *
     * @throws IllegalArgumentException if there are more answers than units asked, more units asked than registered, none at
     *     all, or if the level is no confidence
     */
    public static ReturnsRange of(int registered, int asked, int yes, int no, double level) {
        if (asked < 1 || asked > registered) {
            throw new IllegalArgumentException(
                    "Of " + registered + " registered units from 1 to all must be asked, found " + asked + ".");
        }
        if (yes < 0 || no < 0 || yes + no > asked) {
            throw new IllegalArgumentException(
                    "Of " + asked + " units asked " + yes + " can't have said yes and " + no + " no.");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("A confidence must be between 0 and 1, found " + level + ".");
        }
        double tail = (1 - level) / 2;
        int most = asked - no;
        return new ReturnsRange(
                registered,
                asked,
                yes,
                no,
                level,
                (double) fewest(registered, asked, yes, tail) / registered,
                (double) greatest(registered, asked, most, tail) / registered);
    }

    /** Units asked that did not answer. */
    public int missing() {
        return asked - yes - no;
    }

    public boolean isCensus() {
        return asked == registered;
    }

    /** The share of those asked if every missing unit were a no: yes / n. */
    public double least() {
        return (double) yes / asked;
    }

    /** The share of those asked if every missing unit were a yes: (yes + missing) / n. */
    public double most() {
        return (double) (yes + missing()) / asked;
    }

    /**
     * The standard error of {@link #least} under simple random sampling without replacement, √((1 − n/N) p(1 − p)/(n − 1)): 0 in
     * a census, NaN for a sample of one unit (Cochran 1977, chapter 3).
     */
    public double standardErrorOfLeast() {
        return standardError(least());
    }

    /** The standard error of {@link #most}, in the same way. */
    public double standardErrorOfMost() {
        return standardError(most());
    }

    private double standardError(double share) {
        if (isCensus()) {
            return 0;
        }
        double sampled = (double) asked / registered;
        return asked == 1 ? Double.NaN : Math.sqrt((1 - sampled) * share * (1 - share) / (asked - 1));
    }

    /**
     * What the limits say about a target. A target of all units is met only by a census in which every registered unit says yes;
     * of none, only by one in which every unit says no.
     *
     * @param target a share from 0 to 1
     */
    public Verdict verdict(double target, Direction direction) {
        return isCensus()
                ? Verdict.of(lower, upper, target, direction)
                : Verdict.ofSample(lower, upper, target, direction);
    }

    /** The least number of units of the population that makes so many in the sample not too unlikely. */
    private static int fewest(int population, int sample, int seen, double tail) {
        int low = seen;
        int high = population - (sample - seen);
        // P(Y >= seen | K) grows with K, so the least K is found by halving.
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (atLeast(population, middle, sample, seen) > tail * TIE) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static int greatest(int population, int sample, int seen, double tail) {
        // Units that say no are counted in the same way.
        return population - fewest(population, sample, sample - seen, tail);
    }

    private static double atLeast(int population, int units, int sample, int seen) {
        return seen == 0
                ? 1
                : HypergeometricDistribution.of(population, units, sample).survivalProbability(seen - 1);
    }
}
