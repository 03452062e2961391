package org.kapsurvey.analysis.scale;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

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
 * <p>The discrimination D of an item is its weighted mean among the 27 % of the weight with the highest T less that among the 27 %
 * with the lowest; rows that share the T at such a border count in part, so that no order of rows decides.
 *
 * <p>Source: Kelley 1939, Journal of Educational Psychology 30, 17–24, doi 10.1037/h0057123; Cronbach 1951, Psychometrika 16, 297–334, doi 10.1007/BF02310555; Kuder and Richardson 1937, Psychometrika 2,
 * 151–160, doi 10.1007/BF02288391. As R {@code survey::svycralpha}.
 *
 * @param rows n, unweighted
 * @param items in the order given
 */
public record ItemAnalysis(long rows, double alpha, List<Item> items) {
    /** The part of the weight in each of the two groups that D compares. */
    private static final double KELLEY = 0.27;

    private static final double POOR = 0.6;
    private static final double ACCEPTABLE = 0.7;
    private static final double REDUNDANT = 0.95;
    private static final double HARD = 0.2;
    private static final double EASY = 0.9;
    private static final double WEAK = 0.2;

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
     * @param discrimination D
     * @param dichotomous whether its values are 0 and 1 alone
     */
    public record Item(
            double mean,
            double withTotal,
            double withRest,
            double alphaWithout,
            double discrimination,
            boolean dichotomous) {
        /** What an author should look at; empty where nothing stands out. */
        public List<ScaleFlag> flags() {
            List<ScaleFlag> flags = new ArrayList<>();
            if (dichotomous && mean < HARD) {
                flags.add(ScaleFlag.TOO_HARD);
            } else if (dichotomous && mean > EASY) {
                flags.add(ScaleFlag.TOO_EASY);
            }
            if (withRest < 0) {
                flags.add(ScaleFlag.KEY_ERROR);
            } else if (withRest < WEAK) {
                flags.add(ScaleFlag.WEAK_ITEM);
            }
            return flags;
        }
    }

    /** What an author should look at in the whole scale; empty where nothing stands out. */
    public List<ScaleFlag> flags() {
        return alpha < POOR
                ? List.of(ScaleFlag.ALPHA_POOR)
                : alpha < ACCEPTABLE
                        ? List.of(ScaleFlag.ALPHA_LOW)
                        : alpha > REDUNDANT ? List.of(ScaleFlag.ALPHA_REDUNDANT) : List.of();
    }

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
        return new ItemAnalysis(
                rows,
                alpha(products, -1),
                items(products, mean, discrimination(weights, values, complete), values, complete));
    }

    /** D of each item. */
    private static double[] discrimination(double[] weights, List<double[]> values, boolean[] complete) {
        int k = values.size();
        // The weight of the rows with a sum of all items, and their weighted sums of each item.
        TreeMap<Double, double[]> byTotal = new TreeMap<>();
        double all = 0;
        for (int row = 0; row < weights.length; row++) {
            if (!complete[row]) {
                continue;
            }
            double total = 0;
            for (double[] item : values) {
                total += item[row];
            }
            double[] sums = byTotal.computeIfAbsent(total, absent -> new double[k + 1]);
            for (int i = 0; i < k; i++) {
                sums[i] += weights[row] * values.get(i)[row];
            }
            sums[k] += weights[row];
            all += weights[row];
        }
        double[] low = means(byTotal.values(), KELLEY * all, k);
        double[] high = means(byTotal.descendingMap().values(), KELLEY * all, k);
        double[] result = new double[k];
        for (int i = 0; i < k; i++) {
            result[i] = byTotal.size() < 2 ? Double.NaN : high[i] - low[i];
        }
        return result;
    }

    /** The weighted mean of each item in the first so much weight. */
    private static double[] means(Collection<double[]> groups, double wanted, int k) {
        double[] means = new double[k];
        double left = wanted;
        for (double[] sums : groups) {
            double part = Math.min(1, left / sums[k]);
            for (int i = 0; i < k; i++) {
                means[i] += part * sums[i] / wanted;
            }
            left -= part * sums[k];
            if (part < 1) {
                break;
            }
        }
        return means;
    }

    private static boolean isDichotomous(double[] values, boolean[] complete) {
        for (int row = 0; row < values.length; row++) {
            if (complete[row] && values[row] != 0 && values[row] != 1) {
                return false;
            }
        }
        return true;
    }

    private static List<Item> items(
            double[][] products, double[] mean, double[] discrimination, List<double[]> values, boolean[] complete) {
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
                    k < 3 ? Double.NaN : alpha(products, i),
                    discrimination[i],
                    isDichotomous(values.get(i), complete)));
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
