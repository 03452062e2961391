package org.kapsurvey.analysis.sampling;

import java.util.Arrays;
import org.kapsurvey.questionnaire.chance.RandomStream;

/**
 * Systematic sampling with probability proportional to size, in the order in which the units are given: with n units to be
 * drawn and the interval I = ΣM/n a unit of a size M ≥ I is self-representing; it is taken and the interval found anew for
 * the others, until there is none. Of the others the unit is drawn whose cumulated size first reaches r + kI, k = 0 … n − 1,
 * with a random start r in (0, I]. Its inclusion probability is nM/ΣM, n and ΣM without the self-representing ones.
 *
 * <p>Sizes are whole numbers, and everything is counted in units of 1/n of one: a unit covers nM of them, the interval is ΣM,
 * and the start is one of the numbers 1 … ΣM, each as likely. So probabilities hold exactly, whatever the sizes: there is no
 * rounding that could add up. Immutable.
 *
 * <p>Source: Madow 1949, On the theory of systematic sampling, II, Annals of Mathematical Statistics 20, 333–354.
 */
public final class SystematicPps {
    private final boolean[] selfRepresenting;
    private final int[] others;
    private final int[] certain;
    /** For each of the others in order: n times the cumulated size. */
    private final long[] reached;

    private final int count;
    private final long interval;

    private SystematicPps(
            boolean[] selfRepresenting, int[] certain, int[] others, long[] reached, int count, long interval) {
        this.selfRepresenting = selfRepresenting;
        this.certain = certain;
        this.others = others;
        this.reached = reached;
        this.count = count;
        this.interval = interval;
    }

    /**
     * The design of drawing {@code count} of the units.
     *
     * @param sizes of the units in their order, each 1 or more
     * @param count from 0 to the number of units
     * @throws IllegalArgumentException if a size is not above 0, the count is out of range, or count times the sum of the
     *     sizes exceeds 2^62
     */
    public static SystematicPps of(long[] sizes, int count) {
        if (count < 0 || count > sizes.length) {
            throw new IllegalArgumentException(
                    "Of " + sizes.length + " units " + count + " can't be drawn without drawing one twice.");
        }
        try {
            return new Taking(sizes, count).design();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "The sizes are too large: " + count + " times their sum exceeds 2^62.", e);
        }
    }

    /** All units with probability {@code count}/N, systematically in their order. */
    public static SystematicPps equal(int units, int count) {
        long[] sizes = new long[units];
        Arrays.fill(sizes, 1);
        return of(sizes, count);
    }

    /** Takes the self-representing units out, round after round. */
    private static final class Taking {
        private final long[] sizes;
        private final boolean[] taken;
        private int left;
        private long sum;

        Taking(long[] sizes, int count) {
            this.sizes = sizes;
            this.taken = new boolean[sizes.length];
            this.left = count;
            for (int i = 0; i < sizes.length; i++) {
                if (sizes[i] <= 0) {
                    throw new IllegalArgumentException(
                            "Unit " + (i + 1) + " has the size " + sizes[i] + "; it must be above 0.");
                }
                sum = Math.addExact(sum, sizes[i]);
            }
            Math.multiplyExact(sum, 2L * Math.max(count, 1));
        }

        SystematicPps design() {
            while (take()) {}
            int[] certain = indices(true);
            int[] others = indices(false);
            long[] reached = new long[others.length];
            long cumulated = 0;
            for (int i = 0; i < others.length; i++) {
                cumulated += sizes[others[i]] * left;
                reached[i] = cumulated;
            }
            return new SystematicPps(taken, certain, others, reached, left, sum);
        }

        /** All units that are at least as large as the interval of those left; whether there were any. */
        private boolean take() {
            int n = left;
            long ofAll = sum;
            for (int i = 0; i < sizes.length; i++) {
                if (!taken[i] && n > 0 && sizes[i] * n >= ofAll) {
                    taken[i] = true;
                    left--;
                    sum -= sizes[i];
                }
            }
            return left < n;
        }

        private int[] indices(boolean which) {
            int[] found = new int[sizes.length];
            int n = 0;
            for (int i = 0; i < sizes.length; i++) {
                if (taken[i] == which) {
                    found[n++] = i;
                }
            }
            return Arrays.copyOf(found, n);
        }
    }

    public int units() {
        return selfRepresenting.length;
    }

    /** How many units every sample has. */
    public int count() {
        return certain.length + count;
    }

    /** How many of them are drawn and not taken for their size: the places that the random start fills. */
    public int places() {
        return count;
    }

    /** The number of possible starts: ΣM of the units that are not self-representing; 0 if all are. */
    public long starts() {
        return count == 0 ? 0 : interval;
    }

    public boolean isSelfRepresenting(int unit) {
        return selfRepresenting[unit];
    }

    /** The inclusion probability of a unit, correctly rounded where nM and ΣM are below 2^53. */
    public double probability(int unit) {
        if (selfRepresenting[unit]) {
            return 1;
        }
        return count == 0 ? 0 : (double) covered(Arrays.binarySearch(others, unit)) / interval;
    }

    /** The largest probability of the units that are not self-representing, counted in starts; 0 if there are none. */
    long largest() {
        long largest = 0;
        for (int i = 0; i < others.length; i++) {
            largest = Math.max(largest, covered(i));
        }
        return largest;
    }

    /** How many of the starts reach a unit that is not self-representing: nM. */
    private long covered(int other) {
        return reached[other] - (other == 0 ? 0 : reached[other - 1]);
    }

    /** A sample: the numbers of its units from 0, ascending. */
    public int[] draw(RandomStream stream) {
        return drawAt(start(stream));
    }

    /** One of the starts 1 … {@link #starts}, each as likely; 0 if there is nothing to be drawn. */
    long start(RandomStream stream) {
        return count == 0 ? 0 : 1 + below(stream, interval);
    }

    /** The sample of a start. */
    public int[] drawAt(long start) {
        int[] sample = Arrays.copyOf(certain, certain.length + count);
        int unit = 0;
        for (int place = 0; place < count; place++) {
            long point = start + place * interval;
            while (reached[unit] < point) {
                unit++;
            }
            sample[certain.length + place] = others[unit];
        }
        Arrays.sort(sample);
        return sample;
    }

    /**
     * The unit that fills a place.
     *
     * @param place from 0
     * @param start of this place, 1 … {@link #starts}
     */
    int unitAt(int place, long start) {
        int found = Arrays.binarySearch(reached, start + place * interval);
        return others[found >= 0 ? found : -found - 1];
    }

    /** How much of the end of a place and the start of the next one unit covers, both counted in starts, if it covers both. */
    long straddling(int place) {
        long border = (place + 1) * interval;
        int found = Arrays.binarySearch(reached, border);
        return found >= 0 ? 0 : covered(-found - 1);
    }

    int[] selfRepresenting() {
        return certain.clone();
    }

    /** A number from 0 to {@code bound} − 1, each as likely. */
    static long below(RandomStream stream, long bound) {
        long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        long number = stream.nextLong() >>> 1;
        while (number >= limit) {
            number = stream.nextLong() >>> 1;
        }
        return number % bound;
    }
}
