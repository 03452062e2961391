package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.List;

/**
 * Non-response adjustment in weighting classes: within a class the respondents stand for the non-respondents, each
 * weight times f = Σd of the selected / Σd of the respondents. A class with fewer than 30 respondents or f above 3 is
 * collapsed with its neighbour, because a factor on few people is itself mostly chance.
 *
 * <p>Source: Kalton and Flores-Cervantes 2003, Journal of Official Statistics 19, 81–97 (weighting class adjustments and the
 * collapsing of small classes).
 */
public final class WeightingClasses {
    private static final int FEWEST_RESPONDENTS = 30;
    private static final double LARGEST_FACTOR = 3;

    private final double[] weights;
    private final double[] factors;
    private final List<List<Integer>> collapsed;

    private WeightingClasses(double[] weights, double[] factors, List<List<Integer>> collapsed) {
        this.weights = weights;
        this.factors = factors;
        this.collapsed = collapsed;
    }

    /**
     * Adjusts design weights.
     *
     * @param classes number of classes; neighbours in this order are collapsed, a class with the next one, the last with
     *     the one before
     * @param classOf the class of each selected person, from 0
     * @param designWeights of each selected person, above 0
     * @param responds whether each selected person was interviewed
     * @throws IllegalArgumentException if the arrays differ in length or a class is out of range
     */
    public static WeightingClasses adjust(int classes, int[] classOf, double[] designWeights, boolean[] responds) {
        int rows = classOf.length;
        if (designWeights.length != rows || responds.length != rows) {
            throw new IllegalArgumentException("Classes, weights and responses must be of one length, not " + rows
                    + ", " + designWeights.length + " and " + responds.length + ".");
        }
        double[] selected = new double[classes];
        double[] responded = new double[classes];
        int[] respondents = new int[classes];
        for (int row = 0; row < rows; row++) {
            if (classOf[row] < 0 || classOf[row] >= classes) {
                throw new IllegalArgumentException(
                        "Row " + (row + 1) + " is in class " + classOf[row] + " of " + classes + ".");
            }
            selected[classOf[row]] += designWeights[row];
            if (responds[row]) {
                responded[classOf[row]] += designWeights[row];
                respondents[classOf[row]]++;
            }
        }
        List<List<Integer>> groups = groups(selected, responded, respondents);
        double[] factors = new double[classes];
        for (List<Integer> group : groups) {
            double factor = sum(selected, group) / sum(responded, group);
            group.forEach(c -> factors[c] = Double.isFinite(factor) ? factor : Double.NaN);
        }
        double[] weights = new double[rows];
        for (int row = 0; row < rows; row++) {
            weights[row] = responds[row] ? designWeights[row] * factors[classOf[row]] : 0;
        }
        return new WeightingClasses(
                weights, factors, groups.stream().filter(g -> g.size() > 1).toList());
    }

    private static List<List<Integer>> groups(double[] selected, double[] responded, int[] respondents) {
        List<List<Integer>> groups = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int c = 0; c < selected.length; c++) {
            open.add(c);
            if (isLargeEnough(open, selected, responded, respondents)) {
                groups.add(List.copyOf(open));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            List<Integer> last = new ArrayList<>(groups.isEmpty() ? List.of() : groups.remove(groups.size() - 1));
            last.addAll(open);
            groups.add(List.copyOf(last));
        }
        return groups;
    }

    private static boolean isLargeEnough(
            List<Integer> group, double[] selected, double[] responded, int[] respondents) {
        return group.stream().mapToInt(c -> respondents[c]).sum() >= FEWEST_RESPONDENTS
                && sum(selected, group) <= LARGEST_FACTOR * sum(responded, group);
    }

    private static double sum(double[] values, List<Integer> group) {
        return group.stream().mapToDouble(c -> values[c]).sum();
    }

    /** The adjusted weight of each selected person; 0 for non-respondents. */
    public double[] weights() {
        return weights.clone();
    }

    /** f of a class, after collapsing; NaN if nobody of the classes put together responded. */
    public double factor(int ofClass) {
        return factors[ofClass];
    }

    /** The classes that were put together, each group in order; empty if none were. */
    public List<List<Integer>> collapsed() {
        return collapsed;
    }
}
