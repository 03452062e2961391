package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Raking: the weights are post-stratified to one margin after the other, round after round, until a round changes no
 * margin's cell by more than epsilon and every cell has its total to a hundredth of it, or the rounds settle away from the
 * totals. What is let pass is measured by the totals alone, whatever the weights sum to before. Only the sums of the cells of all margins crossed are needed for it, so that a round
 * costs no pass over the rows.
 *
 * <p>The variance is that of the regression on all margins ({@link RegressionResiduals}), which calibration with the raking
 * distance has; or, to compare with R's {@code rake}, ten sweeps over the margins, each taking from z/w its unweighted mean
 * in the margin's groups, w being the weight right after that margin in the last round.
 *
 * <p>Source: Deming and Stephan 1940, Annals of Mathematical Statistics 11, 427–444; Deville, Särndal and Sautory 1993,
 * Journal of the American Statistical Association 88, 1013–1020.
 */
public final class Raking implements WeightingStep {
    private static final int SWEEPS = 10;
    /** Sums of which the larger is so many times the smaller leave no digit of a double for the smaller. */
    private static final double MOST_APART = 1e15;

    private static final double FAR_OFF = 1e-6;

    /** However large epsilon is, a group that misses its total by more than this share of it has not reached it. */
    private static final double MOST_OFF = 0.01;

    /** How the variance of raked weights comes about. */
    public enum Variance {
        REGRESSION,
        RAKE
    }

    private final List<Margin> margins;
    private final double epsilon;
    private final int maxIterations;
    private final boolean mustConverge;
    private final Variance variance;
    private final int[] crossed;
    private final List<int[]> marginsOfCell;

    /**
     * A raking.
     *
     * @param epsilon the change of a margin's cell that is let pass: below 1 a share of the population that the last margin sums to,
     *     which is Σw after each round; else a weight
     * @param mustConverge whether rounds that run out, or settle away from the totals, are a fault, not a warning
     */
    public Raking(List<Margin> margins, double epsilon, int maxIterations, boolean mustConverge, Variance variance) {
        this.margins = List.copyOf(margins);
        this.epsilon = epsilon;
        this.maxIterations = maxIterations;
        this.mustConverge = mustConverge;
        this.variance = variance;
        int rows = margins.get(0).codes().length;
        crossed = new int[rows];
        marginsOfCell = new ArrayList<>();
        cross(rows);
    }

    /** Numbers the crossings of the margins that occur; a row without a group in one of them is in none. */
    private void cross(int rows) {
        List<int[]> cells = new ArrayList<>();
        cells.add(new int[0]);
        for (Margin margin : margins) {
            CellNumbers numbers = new CellNumbers((long) cells.size() * margin.groups());
            List<int[]> finer = new ArrayList<>();
            int[] codes = margin.codes();
            for (int row = 0; row < rows; row++) {
                if (crossed[row] == Grouping.NONE || codes[row] == Grouping.NONE) {
                    crossed[row] = Grouping.NONE;
                    continue;
                }
                int number = numbers.of((long) crossed[row] * margin.groups() + codes[row]);
                if (number == finer.size()) {
                    int[] outer = cells.get(crossed[row]);
                    int[] inner = Arrays.copyOf(outer, outer.length + 1);
                    inner[outer.length] = codes[row];
                    finer.add(inner);
                }
                crossed[row] = number;
            }
            cells = finer;
        }
        marginsOfCell.addAll(cells);
    }

    /** Numbers cells in the order in which they are met: with a place for each where they are few. */
    private static final class CellNumbers {
        private static final int FEW = 1 << 20;

        private final int[] places;
        private final Map<Long, Integer> numbers = new HashMap<>();
        private int next;

        CellNumbers(long possible) {
            places = new int[possible <= FEW ? (int) possible : 0];
        }

        int of(long cell) {
            if (places.length == 0) {
                return numbers.computeIfAbsent(cell, any -> next++);
            }
            if (places[(int) cell] == 0) {
                places[(int) cell] = ++next;
            }
            return places[(int) cell] - 1;
        }
    }

    @Override
    public String method() {
        return "rake";
    }

    @Override
    public Weighted apply(double[] weights) {
        double[] start = new double[cells()];
        for (int row = 0; row < weights.length; row++) {
            if (crossed[row] != Grouping.NONE) {
                start[crossed[row]] += weights[row];
            }
        }
        Fit fit = fit(start);
        double[] after = weights.clone();
        for (int row = 0; row < after.length; row++) {
            if (crossed[row] != Grouping.NONE && after[row] != 0) {
                after[row] *= fit.factor(crossed[row]);
            }
        }
        Residuals residuals = variance == Variance.RAKE
                ? new Sweeps(weights, start, fit.afterMargin, after)
                : new RegressionResiduals(this::indicators, weights, after);
        return new Weighted(
                after,
                residuals,
                fit.warnings(),
                Map.of("iterations", (double) fit.rounds, "largestChange", fit.largestChange));
    }

    /** How many cells of the crossed margins have a row. */
    public int cells() {
        return marginsOfCell.size();
    }

    /** The cell of a row; -1 for a row without a group in one of the margins, whose weight stays. */
    public int cell(int row) {
        return crossed[row];
    }

    /** What raking does to the cells: all that it needs to know of the weights is their sums. */
    public static final class Fit {
        private final double[] factors;
        private final List<String> warnings;
        private final double[][] afterMargin;
        private final int rounds;
        private final double largestChange;

        private Fit(double[] factors, List<String> warnings, double[][] afterMargin, int rounds, double largestChange) {
            this.factors = factors;
            this.warnings = warnings;
            this.afterMargin = afterMargin;
            this.rounds = rounds;
            this.largestChange = largestChange;
        }

        /** The factor on the weights of a cell's rows; not finite for a cell whose weights sum to 0. */
        public double factor(int cell) {
            return factors[cell];
        }

        /** What was let pass, a sentence each. */
        public List<String> warnings() {
            return warnings;
        }
    }

    /**
     * Rakes the sums of the weights in the cells.
     *
     * @param start of each cell, 0 or more; not changed
     * @throws WeightingException with every finding, if they can't be raked
     */
    public Fit fit(double[] start) {
        refuseEmpty(start);
        double population = margins.get(margins.size() - 1).population();
        double allowed = epsilon < 1 ? epsilon * population : epsilon;
        // A change so small will not bring a group that is far off to its total.
        double settled = FAR_OFF * population;
        double[] cells = start.clone();
        double[][] afterMargin = new double[margins.size()][];
        double[][] reached = margins(cells);
        double change = Double.POSITIVE_INFINITY;
        int round = 0;
        boolean done = false;
        while (round < maxIterations && !done) {
            for (int m = 0; m < margins.size(); m++) {
                fit(cells, m);
                afterMargin[m] = cells.clone();
            }
            double[][] now = margins(cells);
            change = largestChange(reached, now);
            reached = now;
            round++;
            done = change < allowed && (change < settled || !isFarOff(reached, allowed));
        }
        List<String> warnings = new ArrayList<>();
        if (!done || isFarOff(reached, allowed)) {
            boolean ran = !done;
            String message = !done
                    ? String.format(
                                    Locale.ROOT,
                                    "Raking did not converge in %,d %s",
                                    round,
                                    round == 1 ? "round" : "rounds")
                            + ": the last changed a margin by " + Numbers.print(change) + ", more than "
                            + Numbers.print(change < allowed ? settled : allowed) + ". " + worst(reached)
                    : (slip(start).isPresent()
                                    ? "Raking settled beside the totals. "
                                    : "Raking settled where the margins contradict one another. ")
                            + worst(reached);
            message += " " + slip(start).orElseGet(() -> help(start, ran));
            if (mustConverge) {
                throw new WeightingException(List.of(message));
            }
            warnings.add(message);
        }
        double[] factors = new double[cells.length];
        for (int cell = 0; cell < factors.length; cell++) {
            factors[cell] = cells[cell] / start[cell];
        }
        return new Fit(factors, List.copyOf(warnings), afterMargin, round, change);
    }

    @Override
    public List<ReachedTotal> totals(double[] weights) {
        return margins.stream()
                .flatMap(margin -> margin.reached(weights).stream())
                .toList();
    }

    private void refuseEmpty(double[] cells) {
        List<String> findings = new ArrayList<>();
        double[][] sums = margins(cells);
        for (int m = 0; m < sums.length; m++) {
            for (int group = 0; group < sums[m].length; group++) {
                if (margins.get(m).total(group) > 0 && !(sums[m][group] > 0)) {
                    findings.add("The weights of " + margins.get(m).label(group) + " don't sum to more than 0.");
                }
            }
        }
        if (!findings.isEmpty()) {
            throw new WeightingException(findings);
        }
    }

    private void fit(double[] cells, int m) {
        double[] factors = margin(cells, m);
        for (int group = 0; group < factors.length; group++) {
            factors[group] = factors[group] == 0 ? 0 : margins.get(m).total(group) / factors[group];
        }
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] *= factors[marginsOfCell.get(cell)[m]];
        }
    }

    private double[] margin(double[] cells, int m) {
        double[] sums = new double[margins.get(m).groups()];
        for (int cell = 0; cell < cells.length; cell++) {
            sums[marginsOfCell.get(cell)[m]] += cells[cell];
        }
        return sums;
    }

    private double[][] margins(double[] cells) {
        double[][] all = new double[margins.size()][];
        for (int m = 0; m < all.length; m++) {
            all[m] = margin(cells, m);
        }
        return all;
    }

    private static double largestChange(double[][] before, double[][] now) {
        double largest = 0;
        for (int m = 0; m < now.length; m++) {
            for (int group = 0; group < now[m].length; group++) {
                largest = Math.max(largest, Math.abs(now[m][group] - before[m][group]));
            }
        }
        return largest;
    }

    /**
     * Whether a group misses its total. Rounds may settle away from totals that no weights can have, as when margins sum to different
     * populations.
     */
    private boolean isFarOff(double[][] reached, double allowed) {
        for (int m = 0; m < reached.length; m++) {
            for (int group = 0; group < reached[m].length; group++) {
                double wanted = margins.get(m).total(group);
                double passes = Math.min(Math.max(allowed, FAR_OFF * wanted), MOST_OFF * wanted);
                if (!(Math.abs(reached[m][group] - wanted) <= passes)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is said of weights of which the smaller vanish beside the larger, as no sampling makes them. */
    private static Optional<String> slip(double[] start) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (double sum : start) {
            least = sum > 0 ? Math.min(least, sum) : least;
            most = Math.max(most, sum);
        }
        return most > MOST_APART * least
                ? Optional.of("Before it the weights of the groups crossed sum to between " + Numbers.print(least)
                        + " and " + Numbers.print(most) + ", too far apart to be right: check the weights for a slip.")
                : Optional.empty();
    }

    /** What can help: totals that contradict one another, where these are found, else what is left to try. */
    private String help(double[] start, boolean roundsRanOut) {
        double population = margins.get(0).population();
        if (margins.stream().anyMatch(margin -> Math.abs(margin.population() - population) > FAR_OFF * population)) {
            return "The margins sum to different populations: "
                    + margins.stream()
                            .map(margin -> String.join(", ", margin.by()) + " " + Numbers.print(margin.population()))
                            .collect(Collectors.joining("; "))
                    + ".";
        }
        return contradiction(start)
                .orElse(
                        roundsRanOut
                                ? "Allow more rounds or a larger epsilon."
                                : "The margins sum to the same population, but no weights of these rows meet them together: correct the totals"
                                        + " of these groups, join groups, or leave a margin out.");
    }

    /**
     * The groups of one margin that lie wholly within a group of another one whose total is less than theirs, or that are the same rows
     * and have another total; of several the farthest.
     */
    private Optional<String> contradiction(double[] start) {
        Optional<String> found = Optional.empty();
        double farthest = FAR_OFF;
        for (int outer = 0; outer < margins.size(); outer++) {
            for (int inner = 0; inner < margins.size(); inner++) {
                for (int group = 0; inner != outer && group < margins.get(outer).groups(); group++) {
                    boolean[] within = new boolean[margins.get(inner).groups()];
                    boolean[] outside = new boolean[within.length];
                    for (int cell = 0; cell < start.length; cell++) {
                        if (start[cell] > 0) {
                            boolean lies = marginsOfCell.get(cell)[outer] == group;
                            (lies ? within : outside)[marginsOfCell.get(cell)[inner]] = true;
                        }
                    }
                    List<String> names = new ArrayList<>();
                    double sum = 0;
                    boolean same = true;
                    for (int other = 0; other < within.length; other++) {
                        if (within[other] && !outside[other]) {
                            names.add(margins.get(inner).label(other));
                            sum += margins.get(inner).total(other);
                        }
                        same &= !(within[other] && outside[other]);
                    }
                    double total = margins.get(outer).total(group);
                    double miss = (same ? Math.abs(sum - total) : sum - total) / total;
                    if (!names.isEmpty() && miss > farthest) {
                        farthest = miss;
                        found = Optional.of("In the data " + String.join(" + ", names) + " and "
                                + margins.get(outer).label(group)
                                + (same
                                        ? " are the same rows, so that their totals, " + Numbers.print(sum) + " and "
                                                + Numbers.print(total) + ", must be equal"
                                        : " are one within the other, so that the total of the first, "
                                                + Numbers.print(sum) + ", can't be above that of the second, "
                                                + Numbers.print(total))
                                + ": correct one of them, or leave a margin out.");
                    }
                }
            }
        }
        return found;
    }

    /** The groups that are farthest from their totals; the margin that a round ends with is reached but for rounding. */
    private String worst(double[][] reached) {
        List<ReachedTotal> totals = new ArrayList<>();
        for (int m = 0; m < reached.length; m++) {
            for (int group = 0; group < reached[m].length; group++) {
                if (margins.get(m).total(group) > 0) {
                    totals.add(new ReachedTotal(
                            margins.get(m).label(group), margins.get(m).total(group), reached[m][group]));
                }
            }
        }
        return "Farthest from their totals: " + ReachedTotal.farthest(totals) + ".";
    }

    /** An indicator of each group of each margin. */
    private double[][] indicators() {
        List<double[]> columns = new ArrayList<>();
        for (Margin margin : margins) {
            int[] codes = margin.codes();
            for (int group = 0; group < margin.groups(); group++) {
                double[] column = new double[codes.length];
                for (int row = 0; row < column.length; row++) {
                    column[row] = codes[row] == group ? 1 : 0;
                }
                columns.add(column);
            }
        }
        return columns.toArray(new double[0][]);
    }

    /** R's residuals of a raked design. */
    private final class Sweeps implements Residuals {
        private final double[] before;
        private final double[] start;
        private final double[][] afterMargin;
        private final double[] after;

        Sweeps(double[] before, double[] start, double[][] afterMargin, double[] after) {
            this.before = before;
            this.start = start;
            this.afterMargin = afterMargin;
            this.after = after;
        }

        @Override
        public void carry(double[] z) {
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                for (int m = 0; m < margins.size(); m++) {
                    sweep(z, m);
                }
            }
        }

        private void sweep(double[] z, int m) {
            int[] codes = margins.get(m).codes();
            double[] sums = new double[margins.get(m).groups()];
            int[] rows = new int[sums.length];
            for (int row = 0; row < z.length; row++) {
                if (after[row] != 0 && codes[row] != Grouping.NONE) {
                    sums[codes[row]] += z[row] / weight(row, m);
                    rows[codes[row]]++;
                }
            }
            for (int row = 0; row < z.length; row++) {
                if (after[row] != 0 && codes[row] != Grouping.NONE) {
                    z[row] -= weight(row, m) * sums[codes[row]] / rows[codes[row]];
                }
            }
        }

        private double weight(int row, int m) {
            int cell = crossed[row];
            return before[row] * afterMargin[m][cell] / start[cell];
        }
    }
}
