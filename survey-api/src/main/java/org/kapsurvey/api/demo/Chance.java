package org.kapsurvey.api.demo;

import java.util.Random;

/**
 * Independent sources of chance from one seed. {@link Random} is specified to the last bit, so that a seed means the same
 * on every machine; but its first draws of neighbouring seeds are nearly equal, which would make samples of seeds 1, 2, 3 …
 * the same sample. So the seed is mixed first.
 */
final class Chance {
    private Chance() {}

    /** The source numbered {@code stream} of a seed. */
    static Random of(long seed, long stream) {
        return new Random(mixed(seed + mixed(stream)));
    }

    /** Finaliser of SplitMix64 (Steele, Lea and Flood 2014, OOPSLA, figure 16). */
    private static long mixed(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
