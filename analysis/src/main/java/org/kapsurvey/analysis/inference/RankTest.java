package org.kapsurvey.analysis.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.estimate.RowFit;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Whether a variable ranks higher in some groups than in others. A row's estimated rank in the population, r/N, is half its own weight and the
 * weights of all rows before it in the order of the values, over the sum of weights; rows of one value have the mean of theirs. With g(r/N) the score of
 * a row, the estimates are δ_k = Σ_k w g/Σ_k w − Σ_1 w g/Σ_1 w, of each group k after the first. The scores taken as known, linearised
 *
 * <pre>z of a row = w(g − its group's mean)/(its group's weight), in the first group with the other sign, in other groups than k and 1: 0</pre>
 *
 * <p>As the mean within a value is one of rows and not of weights (R survey's), a value that many share with differing weights has a rank that hangs, a
 * little, on the order of the rows. Replicates reweight the z, they don't rank again.
 *
 * <p>Source: Lumley and Scott 2013, Biometrika 100, 831–842, where the ranks' own error is shown not to count under the hypothesis.
 */
public final class RankTest implements RowFit {
    private final int[] rows;
    private final int[] groups;
    private final double[] weights;
    private final double[] scores;
    private final double[] groupWeights;
    private final double[] means;
    private final double[] differences;
    private final boolean[] about;

    /** What a rank is turned into. */
    public enum Scores {
        /** r/N itself: Wilcoxon's test, of more than two groups that of Kruskal and Wallis. */
        WILCOXON,
        /** The standard normal quantile of r/N. */
        VANDERWAERDEN,
        /** 1 above one half, else 0: Mood's test. */
        MEDIAN;

        /** The name in a job. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private double of(double rank) {
            return switch (this) {
                case WILCOXON -> rank;
                case VANDERWAERDEN -> NormalDistribution.of(0, 1).inverseCumulativeProbability(rank);
                case MEDIAN -> rank > 0.5 ? 1 : 0;
            };
        }

        public static List<String> names() {
            return Arrays.stream(values()).map(Scores::text).toList();
        }

        public static Optional<Scores> parse(String text) {
            return Arrays.stream(values())
                    .filter(scores -> scores.text().equals(text))
                    .findFirst();
        }
    }

    /**
     * Ranks the rows.
     *
     * @param values of each row; NaN of one that is not about it
     * @param groupOfRow from 0; below 0 of a row that is not about it
     * @param groups how many there are, each with a row that has a weight; 2 or more
     * @param weights of each row, 0 or more; rows of weight 0 have no rank
     */
    public RankTest(double[] values, int[] groupOfRow, int groups, double[] weights, Scores scores) {
        this.about = new boolean[values.length];
        for (int row = 0; row < about.length; row++) {
            about[row] = weights[row] != 0 && groupOfRow[row] >= 0 && !Double.isNaN(values[row]);
        }
        this.rows = IntStream.range(0, about.length)
                .filter(row -> about[row])
                .boxed()
                .sorted(Comparator.comparingDouble(row -> values[row])) // keeps the order of equal values
                .mapToInt(Integer::intValue)
                .toArray();
        this.groups = Arrays.stream(rows).map(row -> groupOfRow[row]).toArray();
        this.weights = Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
        this.scores = scores(Arrays.stream(rows).mapToDouble(row -> values[row]).toArray(), this.weights, scores);
        this.groupWeights = new double[groups];
        this.means = new double[groups];
        for (int i = 0; i < rows.length; i++) {
            groupWeights[this.groups[i]] += this.weights[i];
            means[this.groups[i]] += this.weights[i] * this.scores[i];
        }
        for (int group = 0; group < groups; group++) {
            means[group] /= groupWeights[group];
        }
        this.differences = new double[groups - 1];
        for (int k = 1; k < groups; k++) {
            differences[k - 1] = means[k] - means[0];
        }
    }

    /** Of rows in the order of their values. */
    private static double[] scores(double[] sorted, double[] weights, Scores of) {
        double total = Arrays.stream(weights).sum();
        double[] scores = new double[sorted.length];
        double before = 0;
        for (int first = 0; first < sorted.length; ) {
            int end = first;
            double sum = 0;
            while (end < sorted.length && sorted[end] == sorted[first]) {
                sum += before + weights[end] / 2;
                before += weights[end];
                end++;
            }
            Arrays.fill(scores, first, end, of.of(sum / (end - first) / total));
            first = end;
        }
        return scores;
    }

    @Override
    public double[] values() {
        return differences;
    }

    @Override
    public boolean counts(int row) {
        return about[row];
    }

    @Override
    public Sums linearised(int[] unitOfRow, int units) {
        double[][] z = new double[differences.length][units];
        double[][] parts = new double[differences.length][units];
        for (int i = 0; i < rows.length; i++) {
            int unit = unitOfRow[rows[i]];
            double share = weights[i] / groupWeights[groups[i]];
            double part = share * (Math.abs(scores[i]) + Math.abs(means[groups[i]]));
            for (int k = 0; k < z.length; k++) {
                double sign = sign(i, k);
                z[k][unit] += sign * share * (scores[i] - means[groups[i]]);
                parts[k][unit] += Math.abs(sign) * part;
            }
        }
        double[] sizes = Arrays.stream(parts)
                .mapToDouble(of -> Arrays.stream(of).map(part -> part * part).sum())
                .toArray();
        return new Sums(z, sizes);
    }

    /** 1 of a row in the group that estimate k compares, −1 of one in the first, 0 of another. */
    private double sign(int i, int k) {
        return groups[i] == k + 1 ? 1 : groups[i] == 0 ? -1 : 0;
    }

    @Override
    public double[] again(double[] others) {
        double[] again = differences.clone();
        for (int i = 0; i < rows.length; i++) {
            double z = others[rows[i]] / groupWeights[groups[i]] * (scores[i] - means[groups[i]]);
            for (int k = 0; k < again.length; k++) {
                again[k] += sign(i, k) * z;
            }
        }
        return again;
    }

    /**
     * Of more than two groups: whether all δ are 0, F = δ'V⁻¹δ/k on (k, df − k), k one less than the groups. NaN where V has no inverse or no degrees of freedom
     * are left.
     *
     * @param covariances of the differences, V
     * @param freedom df, PSUs with cases less strata with cases
     */
    public TestOutcome wald(double[][] covariances, int freedom) {
        int k = differences.length;
        double df2 = freedom - k;
        double f = SymmetricMatrix.cholesky(covariances)
                .map(factor -> SymmetricMatrix.forward(factor, differences))
                .map(half -> Arrays.stream(half).map(part -> part * part).sum() / k)
                .orElse(Double.NaN);
        boolean defined = f >= 0 && df2 > 0;
        double p = defined ? FDistribution.of(k, df2).survivalProbability(f) : Double.NaN;
        return new TestOutcome(defined ? f : Double.NaN, k, df2, p);
    }

    /**
     * The tree of numbers that the differences rest on.
     *
     * @param levels of the groups
     * @param method that the errors come from
     */
    public Explanation explain(List<String> levels, double[][] covariances, String method) {
        List<Explanation> parts = new ArrayList<>();
        for (int group = 0; group < means.length; group++) {
            int of = group;
            parts.add(Explanation.of("mean score " + Numbers.print(means[group]) + " of " + levels.get(group) + ", n "
                    + Arrays.stream(groups).filter(one -> one == of).count() + ", weighted n "
                    + Numbers.print(groupWeights[group])));
        }
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < differences.length; k++) {
            text.append(k == 0 ? "" : "; ")
                    .append(Numbers.print(differences[k]))
                    .append(" = ")
                    .append(levels.get(k + 1))
                    .append(" less ")
                    .append(levels.get(0));
            parts.add(Explanation.of("standard error " + Numbers.print(Math.sqrt(covariances[k][k])) + " of "
                    + levels.get(k + 1) + " less " + levels.get(0) + " by " + method + ", the scores taken as known"));
        }
        return Explanation.of("differences of mean scores: " + text, parts.toArray(Explanation[]::new));
    }
}
