package org.kapsurvey.analysis.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The values of some rows, ascending, with their weights, none of them 0, and the sums of these up to each. */
final class WeightedSample {
    private final double[] values;
    private final double[] weights;
    private final double[] cumulated;

    private WeightedSample(double[] values, double[] weights) {
        this.values = values;
        this.weights = weights;
        this.cumulated = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i];
            cumulated[i] = sum;
        }
    }

    /** The sample of values in any order, with a weight other than 0 for each; rows of equal value keep their order. */
    static WeightedSample of(double[] values, double[] weights) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new WeightedSample(
                IntStream.of(order).mapToDouble(i -> values[i]).toArray(),
                IntStream.of(order).mapToDouble(i -> weights[i]).toArray());
    }

    /** The same with one row for each value, of the weight of all its rows. */
    WeightedSample merged() {
        double[] distinct = new double[values.length];
        double[] sums = new double[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (count == 0 || distinct[count - 1] != values[i]) {
                distinct[count++] = values[i];
            }
            sums[count - 1] += weights[i];
        }
        return new WeightedSample(Arrays.copyOf(distinct, count), Arrays.copyOf(sums, count));
    }

    boolean hasNegativeWeights() {
        return Arrays.stream(weights).anyMatch(weight -> weight < 0);
    }

    int size() {
        return values.length;
    }

    double value(int place) {
        return values[place];
    }

    double weight(int place) {
        return weights[place];
    }

    /** The sum of the weights up to and with the place. */
    double cumulated(int place) {
        return cumulated[place];
    }

    double total() {
        return cumulated[cumulated.length - 1];
    }

    /** The last place whose cumulated weight is at most the share p of all; 0 if there is none. */
    int lastAtMost(double p) {
        double wanted = p * total();
        int below = 0;
        int above = cumulated.length;
        while (below < above) {
            int middle = (below + above) >>> 1;
            if (cumulated[middle] <= wanted) {
                below = middle + 1;
            } else {
                above = middle;
            }
        }
        return Math.max(0, below - 1);
    }
}
