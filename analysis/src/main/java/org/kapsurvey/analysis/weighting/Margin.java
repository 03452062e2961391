package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.questionnaire.number.Numbers;

/** The known population totals of the groups of some columns. Immutable. */
public final class Margin {
    private static final int LISTED = 5;

    private final Grouping grouping;
    private final double[] totals;

    private Margin(Grouping grouping, double[] totals) {
        this.grouping = grouping;
        this.totals = totals;
    }

    /**
     * The totals of the groups of a grouping.
     *
     * @param totals by the levels of a group, in the order of the grouping's columns; a group of total 0 may be absent
     *     from the data
     * @param weights rows of weight 0 need no group
     * @throws WeightingException with every finding: a total that is no number above 0 or of a group that is not in the
     *     data; a group without a total; rows without a value
     */
    public static Margin of(Grouping grouping, Map<List<String>, Double> totals, double[] weights) {
        List<String> findings = new ArrayList<>();
        Map<List<String>, Integer> groups = new HashMap<>();
        for (int group = 0; group < grouping.size(); group++) {
            groups.put(grouping.levels(group), group);
        }
        boolean[] counts = withRows(grouping, weights, findings);
        double[] ofGroup = new double[grouping.size()];
        totals.forEach((levels, total) -> {
            Integer group = groups.get(levels);
            if (Double.isNaN(total)) {
                findings.add("The total of " + grouping.named(levels) + " is missing. Give it, or leave its row out.");
            } else if (!(total >= 0) || total == Double.POSITIVE_INFINITY) {
                findings.add("The total of " + grouping.named(levels) + " must be 0 or more, not "
                        + Numbers.print(total) + ".");
            } else if (total > 0 && (group == null || !counts[group])) {
                // Its rows may be there, but without a weight: of persons who were not interviewed.
                findings.add((group == null ? "No row of the data" : "No row with a weight left") + " is in "
                        + grouping.named(levels) + ", which has a total of "
                        + Numbers.print(total)
                        + ". Put it together with another group, in the data and in the totals.");
            }
            if (group != null) {
                ofGroup[group] = total;
            }
        });
        for (int group = 0; group < ofGroup.length; group++) {
            if (counts[group] && ofGroup[group] == 0) {
                findings.add("There is no total above 0 for " + grouping.told(group)
                        + ", which the data has. Add it to the totals, or correct the data.");
            }
        }
        if (!findings.isEmpty()) {
            throw new WeightingException(findings);
        }
        return new Margin(grouping, ofGroup);
    }

    /** Whether each group has a row with a weight. */
    private static boolean[] withRows(Grouping grouping, double[] weights, List<String> findings) {
        boolean[] counts = new boolean[grouping.size()];
        int[] missing = IntStream.range(0, weights.length)
                .filter(row -> weights[row] != 0 && grouping.code(row) == Grouping.NONE)
                .toArray();
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] != 0 && grouping.code(row) != Grouping.NONE) {
                counts[grouping.code(row)] = true;
            }
        }
        if (missing.length > 0) {
            findings.add("%s without a value of %s: %s%s. Every row with a weight needs one."
                    .formatted(
                            missing.length == 1 ? "There is 1 row" : "There are " + missing.length + " rows",
                            String.join(", ", grouping.by()),
                            IntStream.of(missing)
                                    .limit(LISTED)
                                    .mapToObj(row -> "row " + (row + 1))
                                    .collect(Collectors.joining(", ")),
                            missing.length > LISTED ? ", …" : ""));
        }
        return counts;
    }

    public int groups() {
        return totals.length;
    }

    /** The group of each row, -1 for none; not to be changed. */
    int[] codes() {
        return grouping.codes();
    }

    /** The population total of a group. */
    public double total(int group) {
        return totals[group];
    }

    /** The population: the sum of the totals. */
    public double population() {
        double sum = 0;
        for (double total : totals) {
            sum += total;
        }
        return sum;
    }

    /** {@code sex=F;age=20-39}. */
    public String label(int group) {
        return grouping.named(grouping.levels(group));
    }

    public List<String> by() {
        return grouping.by();
    }

    /** The sum of weights in each group. */
    double[] sums(double[] weights) {
        double[] sums = new double[totals.length];
        int[] codes = grouping.codes();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] != Grouping.NONE) {
                sums[codes[row]] += weights[row];
            }
        }
        return sums;
    }

    /** The total of each group that has one beside the sum of its weights. */
    List<ReachedTotal> reached(double[] weights) {
        double[] sums = sums(weights);
        return IntStream.range(0, totals.length)
                .filter(group -> totals[group] != 0 || sums[group] != 0)
                .mapToObj(group -> new ReachedTotal(label(group), totals[group], sums[group]))
                .toList();
    }

    /** The same margin of a population so many times as large. */
    public Margin times(double factor) {
        return new Margin(
                grouping, Arrays.stream(totals).map(total -> total * factor).toArray());
    }
}
