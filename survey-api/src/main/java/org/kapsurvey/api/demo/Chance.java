package org.kapsurvey.api.demo;

import java.util.List;
import org.kapsurvey.questionnaire.chance.RandomStream;

/**
 * A source of chance that is fixed by a seed and the words it was split by, so that what is added to one never moves another.
 * Only {@link StrictMath} makes numbers of it: they are the same on every machine.
 */
final class Chance {
    private final RandomStream stream;

    private Chance(RandomStream stream) {
        this.stream = stream;
    }

    static Chance ofSeed(long seed) {
        return new Chance(RandomStream.of(seed));
    }

    /** The source of a word inside this one, whatever was drawn from this one before. */
    Chance of(String word) {
        return new Chance(stream.split(word));
    }

    /** The source of a number inside this one. */
    Chance of(long number) {
        return new Chance(stream.split(number));
    }

    /** A seed for chance that others make, such as the draw of persons. */
    String seed() {
        return Long.toHexString(stream.nextLong());
    }

    /** From 0 to below 1. */
    double uniform() {
        return stream.nextDouble();
    }

    boolean holds(double probability) {
        return uniform() < probability;
    }

    /** A number from 0 to {@code bound} − 1. */
    int below(int bound) {
        return stream.nextInt(bound);
    }

    /** A number of a range, both ends included. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** Of mean 0 and variance 1 (Box and Muller 1958). */
    double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - uniform())) * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** A positive factor of mean 1. */
    double factor(double sigma) {
        return StrictMath.exp(sigma * normal() - sigma * sigma / 2);
    }

    /** The place of one of some weights, each taken as often as it weighs; one at least is above 0. */
    int pick(List<Double> weights) {
        double left =
                uniform() * weights.stream().mapToDouble(Double::doubleValue).sum();
        int last = 0;
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i) > 0) {
                last = i;
                left -= weights.get(i);
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
