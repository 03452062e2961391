package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;

/**
 * Adjustment in weighting classes: within a class some rows carry the weight of all, each weight times
 *
 * <pre>f = Σd of all rows of the class / Σd of those that carry.</pre>
 *
 * For non-response the respondents carry the weight of the persons selected; for unknown eligibility the persons whose
 * eligibility is known carry that of all, and those found ineligible then leave with theirs. A class with fewer carriers or a larger factor
 * than the {@link ClassRules} let pass is collapsed with its neighbour: with the next one in the order of the classes, the
 * last with the one before. Which classes are collapsed is decided on the full sample; f is that of each replicate.
 *
 * <p>Edge results: where everybody carries, f is 1 and no weight changes; a class of weight 0 is left out. If nothing is left
 * to collapse a class with, it stays as it is. Refused: classes in which nobody carries.
 *
 * <p>Source: Kalton and Flores-Cervantes 2003, Journal of Official Statistics 19, 81–97 (weighting class adjustments and the
 * collapsing of small classes).
 */
public final class WeightingClasses implements WeightingStep {
    private static final int NAMED = 5;

    /** What a row does in its class. */
    public enum Part {
        /** Carries the weight of the class. */
        CARRIES,
        /** Gives its weight to those that carry, and is left with 0. */
        GIVES,
        /** Carries its part of the weight and takes it out of the sample: what is found not to belong to the population. */
        LEAVES
    }

    private final String method;
    private final int[] classOf;
    private final List<String> labels;

    /** What the classes are called in messages. */
    private final List<String> told;

    private final Part[] parts;
    private final ClassRules rules;
    private final @Nullable List<List<Integer>> groups;

    private WeightingClasses(
            String method,
            int[] classOf,
            List<String> labels,
            List<String> told,
            Part[] parts,
            ClassRules rules,
            @Nullable List<List<Integer>> groups) {
        this.method = method;
        this.classOf = classOf;
        this.labels = labels;
        this.told = told;
        this.parts = parts;
        this.rules = rules;
        this.groups = groups;
    }

    /**
     * An adjustment.
     *
     * @param method the name of the step in a job
     * @param classOf the class of each row, from 0; rows of weight 0 need none
     * @param labels of the classes; neighbours in this order are collapsed
     * @param parts of each row; those of rows of weight 0 don't count
     * @throws IllegalArgumentException if the arrays differ in length or a class is out of range
     */
    public static WeightingClasses of(
            String method, int[] classOf, List<String> labels, Part[] parts, ClassRules rules) {
        if (parts.length != classOf.length) {
            throw new IllegalArgumentException(
                    "Classes and parts must be of one length, not " + classOf.length + " and " + parts.length + ".");
        }
        for (int row = 0; row < classOf.length; row++) {
            if (classOf[row] < Grouping.NONE || classOf[row] >= labels.size()) {
                throw new IllegalArgumentException(
                        "Row " + (row + 1) + " is in class " + classOf[row] + " of " + labels.size() + ".");
            }
        }
        List<String> copied = List.copyOf(labels);
        return new WeightingClasses(method, classOf.clone(), copied, copied, parts.clone(), rules, null);
    }

    /** The same, with other names of the classes in messages: for labels that are answers of people. */
    public WeightingClasses told(List<String> names) {
        return new WeightingClasses(method, classOf, labels, List.copyOf(names), parts, rules, groups);
    }

    /**
     * Adjustment for non-response: the respondents stand for everybody in their class.
     *
     * @param responds whether each row of weight above 0 was interviewed
     */
    public static WeightingClasses forResponse(
            String method, int[] classOf, List<String> labels, boolean[] responds, ClassRules rules) {
        Part[] parts = new Part[responds.length];
        for (int row = 0; row < parts.length; row++) {
            parts[row] = responds[row] ? Part.CARRIES : Part.GIVES;
        }
        return of(method, classOf, labels, parts, rules);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public WeightingClasses settled(double[] weights) {
        return new WeightingClasses(method, classOf, labels, told, parts, rules, groups(new Sums(weights)));
    }

    /** Sums of each class. */
    private final class Sums {
        private final double[] all = new double[labels.size()];
        private final double[] carried = new double[labels.size()];
        private final int[] rows = new int[labels.size()];
        private final int[] carriers = new int[labels.size()];

        Sums(double[] weights) {
            for (int row = 0; row < weights.length; row++) {
                if (weights[row] == 0) {
                    continue;
                }
                int c = classOf[row];
                if (c == Grouping.NONE) {
                    throw new WeightingException(List.of("Row " + (row + 1) + " has a weight and no class."));
                }
                all[c] += weights[row];
                rows[c]++;
                if (parts[row] != Part.GIVES) {
                    carried[c] += weights[row];
                    carriers[c]++;
                }
            }
        }

        boolean isLargeEnough(List<Integer> group) {
            return sum(carriers, group) >= rules.fewest() && sum(all, group) <= rules.largest() * sum(carried, group);
        }
    }

    private List<List<Integer>> groups(Sums sums) {
        List<List<Integer>> made = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int c = 0; c < labels.size(); c++) {
            // A class that nobody is in is nobody's neighbour.
            if (sums.rows[c] == 0) {
                continue;
            }
            open.add(c);
            if (sums.isLargeEnough(open)) {
                made.add(List.copyOf(open));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            List<Integer> last = new ArrayList<>(made.isEmpty() ? List.of() : made.remove(made.size() - 1));
            last.addAll(open);
            made.add(List.copyOf(last));
        }
        return made;
    }

    @Override
    public Weighted apply(double[] weights) {
        Sums sums = new Sums(weights);
        List<List<Integer>> together = groups == null ? groups(sums) : groups;
        double[] factors = new double[labels.size()];
        Arrays.fill(factors, 1);
        List<Weighted.ClassFactor> classes = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        for (List<Integer> group : together) {
            double all = sum(sums.all, group);
            double carried = sum(sums.carried, group);
            if (all > 0 && !(carried > 0)) {
                group.forEach(c -> empty.add(told.get(c)));
                continue;
            }
            double factor = all > 0 ? all / carried : 1;
            group.forEach(c -> factors[c] = factor);
            classes.add(new Weighted.ClassFactor(
                    group.stream().map(labels::get).toList(),
                    sum(sums.rows, group),
                    sum(sums.carriers, group),
                    factor,
                    sums.isLargeEnough(group)));
        }
        if (!empty.isEmpty()) {
            throw new WeightingException(List.of(nobody(empty)));
        }
        double[] after = new double[weights.length];
        for (int row = 0; row < after.length; row++) {
            boolean carries = weights[row] != 0 && parts[row] == Part.CARRIES;
            after[row] = carries ? weights[row] * factors[classOf[row]] : 0;
        }
        return new Weighted(after, Residuals.NONE, List.of(), facts(classes)).withClasses(classes);
    }

    private String nobody(List<String> empty) {
        boolean response = !Arrays.asList(parts).contains(Part.LEAVES);
        String what = response ? "Nobody responded in " : "Nobody's eligibility is known in ";
        return what + String.join(", ", empty.subList(0, Math.min(NAMED, empty.size())))
                + (empty.size() > NAMED ? ", … (" + empty.size() + " classes)" : "")
                + ", so that nobody can carry the weight. Use classes with more people.";
    }

    private static Map<String, Double> facts(List<Weighted.ClassFactor> classes) {
        double least =
                classes.stream().mapToDouble(Weighted.ClassFactor::factor).min().orElse(1);
        double most =
                classes.stream().mapToDouble(Weighted.ClassFactor::factor).max().orElse(1);
        return Map.of("smallestFactor", least, "largestFactor", most);
    }

    private static double sum(double[] values, List<Integer> group) {
        return group.stream().mapToDouble(c -> values[c]).sum();
    }

    private static int sum(int[] values, List<Integer> group) {
        return group.stream().mapToInt(c -> values[c]).sum();
    }
}
