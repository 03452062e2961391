package org.kapsurvey.analysis.replicates;

/**
 * A stream of random numbers that is fixed by a seed and the place where it is used: SplitMix64, its start mixed from the
 * seed and the places one after the other. Written here and not taken from the Java library, whose generators may change
 * with its version; these numbers never do.
 *
 * <p>Source: Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators, OOPSLA, figure 17 (mix64, variant 13
 * of Stafford); Lemire 2019, ACM Transactions on Modeling and Computer Simulation 29, 3 (unbiased numbers below a bound).
 */
final class SplitStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private SplitStream(long state) {
        this.state = state;
    }

    /** The stream of a seed at a place, as of a replicate and a stratum. */
    static SplitStream of(long seed, long... places) {
        long state = mix(seed + GOLDEN);
        for (long place : places) {
            state = mix(state + (place + 1) * GOLDEN);
        }
        return new SplitStream(state);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** A number from 0 to {@code bound} − 1, each as likely. */
    int below(int bound) {
        long product = (next() >>> 32) * bound;
        long low = product & 0xFFFFFFFFL;
        // The first 2^32 mod bound values of the low half would make some numbers more likely than others.
        long uneven = (1L << 32) % bound;
        while (low < uneven) {
            product = (next() >>> 32) * bound;
            low = product & 0xFFFFFFFFL;
        }
        return (int) (product >>> 32);
    }
}
