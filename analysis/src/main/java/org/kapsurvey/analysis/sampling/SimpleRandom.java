package org.kapsurvey.analysis.sampling;

import java.util.Arrays;
import org.kapsurvey.questionnaire.chance.RandomStream;

/**
 * Simple random sampling without replacement: the first units of a random order. A panel moves on in the same order, round
 * its end, so that each of its samples is a simple random one and shares all but the renewed units with the one before.
 */
final class SimpleRandom {
    private SimpleRandom() {}

    /** The numbers 0 … {@code units} − 1 in a random order, each order as likely (Fisher and Yates; Durstenfeld 1964). */
    static int[] permutation(int units, RandomStream stream) {
        int[] order = new int[units];
        for (int i = 0; i < units; i++) {
            order[i] = i;
        }
        for (int i = units - 1; i > 0; i--) {
            int j = stream.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /**
     * The units of a round of a panel, ascending.
     *
     * @param renewed how many are left behind from round to round
     * @param round from 1
     */
    static int[] sample(int units, int count, int renewed, int round, RandomStream stream) {
        int[] order = permutation(units, stream);
        int[] sample = new int[count];
        long first = (long) (round - 1) * renewed;
        for (int i = 0; i < count; i++) {
            sample[i] = order[(int) ((first + i) % units)];
        }
        Arrays.sort(sample);
        return sample;
    }
}
