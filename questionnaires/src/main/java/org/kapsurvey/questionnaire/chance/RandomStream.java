package org.kapsurvey.questionnaire.chance;

/**
 * A stream of random numbers that is fixed by the keys it is made of: SplitMix64, its start mixed from the keys one after the
 * other. Written here and not taken from a class library, whose generators may change with its version and differ in a
 * browser; these numbers never do. Not for secrets: whoever sees a number can tell the next.
 *
 * <p>Not safe for use by several threads; each takes a stream of its own by {@link #split}.
 *
 * <p>Source: Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators, OOPSLA, figure 17 (mix64, variant 13
 * of Stafford); Fowler, Noll and Vo, FNV hash, isthe.com/chongo/tech/comp/fnv (FNV-1a of 64 bits); Lemire 2019, ACM Transactions on Modeling and Computer Simulation 29, 3 (unbiased numbers below a bound).
 */
public final class RandomStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    /** 2^-53, the distance of neighbouring results of {@link #nextDouble}. */
    private static final double STEP = 1.0 / 9007199254740992.0;

    private final long start;
    private long state;

    private RandomStream(long start) {
        this.start = start;
        this.state = start;
    }

    /**
     * The stream of some keys, as of a round's seed, a stratum and a household. Their order counts, and {@code ("a", "b")} is
     * not {@code ("ab")}. Keys are taken as they are: who needs "ế" of one character and of two to be the same brings them
     * into normalisation form C first.
     *
     * @throws IllegalArgumentException if there is no key
     */
    public static RandomStream of(String... keys) {
        if (keys.length == 0) {
            throw new IllegalArgumentException("A stream of random numbers needs a key.");
        }
        RandomStream stream = of(0);
        for (String key : keys) {
            stream = stream.split(key);
        }
        return stream;
    }

    /** The stream of a seed at a place, as of a replicate and a stratum. */
    public static RandomStream of(long seed, long... places) {
        RandomStream stream = new RandomStream(mix(seed + GOLDEN));
        for (long place : places) {
            stream = stream.split(place);
        }
        return stream;
    }

    /** The stream of this one's keys and one more, whatever has been taken from this one. */
    public RandomStream split(String key) {
        return split(hash(key));
    }

    /** The stream of this one's keys and a number, whatever has been taken from this one. */
    public RandomStream split(long place) {
        return new RandomStream(mix(start + (place + 1) * GOLDEN));
    }

    /** Any of the 2^64 numbers, each as likely. */
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** A number from 0 to below 1: one of 2^53 at equal distances, each as likely. */
    public double nextDouble() {
        // Less than 2^53, so the conversion is exact on either class library.
        return (double) (nextLong() >>> 11) * STEP;
    }

    /**
     * A number from 0 to {@code bound} − 1, each exactly as likely as the others.
     *
     * @throws IllegalArgumentException if the bound is below 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("A number below " + bound + " and not below 0 can't be drawn.");
        }
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xFFFFFFFFL;
        // The first 2^32 mod bound values of the low half would make some numbers more likely than others.
        long uneven = (1L << 32) % bound;
        while (low < uneven) {
            product = (nextLong() >>> 32) * bound;
            low = product & 0xFFFFFFFFL;
        }
        return (int) (product >>> 32);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** FNV-1a over the key in UTF-8; half a surrogate pair, which no text should hold, counts as its three bytes. */
    private static long hash(String key) {
        long hash = FNV_BASIS;
        for (int at = 0; at < key.length(); ) {
            int point = key.codePointAt(at);
            at += Character.charCount(point);
            if (point < 0x80) {
                hash = taken(hash, point);
            } else if (point < 0x800) {
                hash = taken(hash, 0xC0 | (point >> 6));
                hash = taken(hash, 0x80 | (point & 0x3F));
            } else if (point < 0x10000) {
                hash = taken(hash, 0xE0 | (point >> 12));
                hash = taken(hash, 0x80 | ((point >> 6) & 0x3F));
                hash = taken(hash, 0x80 | (point & 0x3F));
            } else {
                hash = taken(hash, 0xF0 | (point >> 18));
                hash = taken(hash, 0x80 | ((point >> 12) & 0x3F));
                hash = taken(hash, 0x80 | ((point >> 6) & 0x3F));
                hash = taken(hash, 0x80 | (point & 0x3F));
            }
        }
        return hash;
    }

    private static long taken(long hash, int octet) {
        return (hash ^ octet) * FNV_PRIME;
    }
}
