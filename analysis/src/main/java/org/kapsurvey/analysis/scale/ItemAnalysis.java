package org.kapsurvey.analysis.scale;

import java.util.ArrayList;
import java.util.List;

/**
 * How the k items of a scale hang together, over the rows that have a weight and a value of every item. With weighted variances
 * s² of items and s²(T) of their sum T
 *
 * <pre>α = k/(k − 1) · (1 − Σ s²_i / s²(T))</pre>
 *
 * which of items of 0 and 1 is KR-20. Correlations are weighted product-moment correlations of an item with T, and with T less
 * the item (the corrected item-total correlation). All are NaN without a row or where nothing varies; α is NaN of one item, and
 * so is α without an item of two.
 *
 * <p>Source: Cronbach 1951, Psychometrika 16, 297–334, doi 10.1007/BF02310555; Kuder and Richardson 1937, Psychometrika 2,
 * 151–160, doi 10.1007/BF02288391. As R {@code survey::svycralpha}.
 *
 * @param rows n, unweighted
 * @param items in the order given
 */
public record ItemAnalysis(long rows, double alpha, List<Item> items) {
    public ItemAnalysis {
        items = List.copyOf(items);
    }

    /**
     * One item.
     *
     * @param mean weighted; of an item of 0 and 1 its difficulty, the share of right answers
     * @param withTotal correlation with the sum of all items
     * @param withRest correlation with the sum of the others
     * @param alphaWithout α of the others
     */
    public record Item(double mean, double withTotal, double withRest, double alphaWithout) {}

    /**
     * Analyses the items.
     *
     * @param weights of the rows; a row of weight 0, or outside the domain, doesn't count
     * @param values a row of values for each item, NaN where it has none
     * @param counts whether a row lies in the domain
     */
    public static ItemAnalysis of(double[] weights, List<double[]> values, boolean[] counts) {
        int k = values.size();
        double[] mean = new double[k];
        double sum = 0;
        long rows = 0;
        boolean[] complete = new boolean[weights.length];
        for (int row = 0; row < weights.length; row++) {
            int at = row;
            complete[row] =
                    counts[row] && weights[row] > 0 && values.stream().noneMatch(item -> Double.isNaN(item[at]));
            if (complete[row]) {
                rows++;
                sum += weights[row];
                for (int i = 0; i < k; i++) {
                    mean[i] += weights[row] * values.get(i)[row];
                }
            }
        }
        for (int i = 0; i < k; i++) {
            mean[i] /= sum;
        }
        // Means first, deviations then: sums of squares alone would lose digits.
        double[][] products = new double[k][k];
        double[] deviation = new double[k];
        for (int row = 0; row < weights.length; row++) {
            if (!complete[row]) {
                continue;
            }
            for (int i = 0; i < k; i++) {
                deviation[i] = values.get(i)[row] - mean[i];
            }
            for (int i = 0; i < k; i++) {
                for (int j = i; j < k; j++) {
                    products[i][j] += weights[row] * deviation[i] * deviation[j];
                }
            }
        }
        return new ItemAnalysis(rows, alpha(products, -1), items(products, mean));
    }

    private static List<Item> items(double[][] products, double[] mean) {
        int k = mean.length;
        double total = total(products, -1);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            double own = products[i][i];
            double withAll = 0;
            for (int j = 0; j < k; j++) {
                withAll += products[Math.min(i, j)][Math.max(i, j)];
            }
            items.add(new Item(
                    mean[i],
                    withAll / Math.sqrt(own * total),
                    k == 1 ? Double.NaN : (withAll - own) / Math.sqrt(own * total(products, i)),
                    k < 3 ? Double.NaN : alpha(products, i)));
        }
        return items;
    }

    /** α of the items but for one; of all with −1. */
    private static double alpha(double[][] products, int without) {
        double own = 0;
        int k = 0;
        for (int i = 0; i < products.length; i++) {
            if (i != without) {
                own += products[i][i];
                k++;
            }
        }
        return k < 2 ? Double.NaN : (double) k / (k - 1) * (1 - own / total(products, without));
    }

    /** The sum of squares of the sum of the items but for one. */
    private static double total(double[][] products, int without) {
        double total = 0;
        for (int i = 0; i < products.length; i++) {
            for (int j = i; j < products.length; j++) {
                if (i != without && j != without) {
                    total += (i == j ? 1 : 2) * products[i][j];
                }
            }
        }
        return total;
    }
}
