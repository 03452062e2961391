package org.kapsurvey.analysis.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;

/** How often each unit was in a sample, beside how often it should have been. */
final class Frequencies {
    private final long[] units;
    private final long[][] pairs;
    private final int draws;

    private Frequencies(long[] units, long[][] pairs, int draws) {
        this.units = units;
        this.pairs = pairs;
        this.draws = draws;
    }

    /** Counts the units of many samples. */
    static Frequencies of(int units, int draws, IntFunction<int[]> sample) {
        long[] counted = new long[units];
        long[][] together = new long[units][units];
        for (int draw = 0; draw < draws; draw++) {
            int[] drawn = sample.apply(draw);
            for (int a = 0; a < drawn.length; a++) {
                counted[drawn[a]]++;
                for (int b = a + 1; b < drawn.length; b++) {
                    together[drawn[a]][drawn[b]]++;
                }
            }
        }
        return new Frequencies(counted, together, draws);
    }

    /** Within 4 binomial standard errors; exact where the probability is 0 or 1. */
    void assertUnit(int unit, double probability) {
        assertWithin4("unit " + unit, units[unit], probability);
    }

    void assertPair(int first, int second, double probability) {
        assertWithin4("units " + first + " and " + second, pairs[first][second], probability);
    }

    private void assertWithin4(String what, long found, double probability) {
        double error = Math.sqrt(draws * probability * (1 - probability));
        assertThat(Math.abs(found - draws * probability))
                .as("%s: %d times of %d, probability %s", what, found, draws, probability)
                .isLessThanOrEqualTo(4 * error + 1e-6);
    }
}
