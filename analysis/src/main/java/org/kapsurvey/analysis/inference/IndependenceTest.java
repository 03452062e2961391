package org.kapsurvey.analysis.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Whether the rows of a two-way table tell anything about its columns. With p the R × C shares of a table of n rows, V
 * their design covariances, D = diag(p) and Z the contrasts that are orthogonal to both margins, the generalised design
 * effects are the eigenvalues δ of Δ = (Z'D⁻¹Z/n)⁻¹ Z'D⁻¹VD⁻¹Z, with 1/p taken as 0 in an empty cell.
 *
 * <p>Sources: Rao and Scott 1984, Annals of Statistics 12, 46–60; Koch, Freeman and Freeman 1975, International
 * Statistical Review 43, 59–78 (Wald).
 */
public final class IndependenceTest {
    private final double[][] shares;
    private final double[][] ofTotals;
    private final double[][] covariances;
    private final double rows;
    private final double freedom;
    private final double[] effects;

    /** What is compared with which distribution. */
    public enum Statistic {
        /** X²/tr Δ on ((tr Δ)²/tr Δ², the same times the design's df): second order, the default. */
        F,
        /** X²; p from X²/mean δ on (R−1)(C−1): first order. */
        CHISQ,
        /**
         * Y'V⁻¹Y/k on (k, df), k = (R−1)(C−1): Y is the mean over the rows of w(row i or not, less its share)·(column j or
         * not, less its share), V the variance of that as a total.
         */
        WALD,
        /** Y'V⁻¹Y(df − k + 1)/(k·df) on (k, df − k + 1). */
        ADJUSTED_WALD,
        /** X²; p the exact tail of Σδχ²(1) less X²/ν times χ²(ν), ν the second degrees of freedom of F ({@link ChiSquareSum#exact}). */
        LINCOM,
        /** The same with the closed approximation of that tail ({@link ChiSquareSum#saddlepoint}). */
        SADDLEPOINT;

        /** The name in a job. */
        public String text() {
            return this == F ? "F" : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static List<String> names() {
            return Arrays.stream(values()).map(Statistic::text).toList();
        }

        public static Optional<Statistic> parse(String text) {
            return Arrays.stream(values())
                    .filter(statistic -> statistic.text().equals(text))
                    .findFirst();
        }
    }

    /**
     * A test of a table whose shares have linearised covariances.
     *
     * @param totals R rows of C weighted totals; R and C 2 or more for a test
     * @param covariances of the totals, cells row by row
     * @param rows n, of a weight above 0
     * @param freedom degrees of freedom of the covariances
     */
    public IndependenceTest(double[][] totals, double[][] covariances, long rows, int freedom) {
        this(totals, covariances, TableShares.linearised(totals, covariances), rows, freedom);
    }

    /**
     * A test of a table.
     *
     * @param totals R rows of C weighted totals; R and C 2 or more for a test
     * @param ofTotals covariances of the totals, cells row by row
     * @param ofShares covariances of the cells' shares of the table, likewise
     * @param rows n, of a weight above 0
     * @param freedom degrees of freedom of the covariances
     */
    public IndependenceTest(double[][] totals, double[][] ofTotals, double[][] ofShares, long rows, int freedom) {
        double weight = 0;
        for (double[] row : totals) {
            weight += Arrays.stream(row).sum();
        }
        this.shares = scaled(totals, weight);
        this.ofTotals = scaled(ofTotals, weight * weight);
        this.covariances = ofShares;
        this.rows = (double) rows;
        this.freedom = freedom;
        this.effects = effects();
    }

    /** The generalised design effects, largest first; empty where empty cells leave Δ undefined. */
    public double[] designEffects() {
        return effects.clone();
    }

    /** The test; NaN where Δ or V can't be inverted or no degrees of freedom are left. */
    public TestOutcome outcome(Statistic statistic) {
        return switch (statistic) {
            case F -> secondOrder();
            case CHISQ -> firstOrder();
            case WALD -> wald(false);
            case ADJUSTED_WALD -> wald(true);
            case LINCOM -> mixture(ChiSquareSum::exact);
            case SADDLEPOINT -> mixture(ChiSquareSum::saddlepoint);
        };
    }

    private static double[][] scaled(double[][] matrix, double by) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).map(value -> value / by).toArray())
                .toArray(double[][]::new);
    }

    private int contrasts() {
        return (shares.length - 1) * (shares[0].length - 1);
    }

    private TestOutcome secondOrder() {
        double trace = Arrays.stream(effects).sum();
        double squares = Arrays.stream(effects).map(effect -> effect * effect).sum();
        double df1 = trace * trace / squares;
        return ofF(pearson() / trace, df1, df1 * freedom);
    }

    private TestOutcome firstOrder() {
        double pearson = pearson();
        double scaled = pearson / Arrays.stream(effects).average().orElse(Double.NaN);
        double p = Double.isNaN(scaled)
                ? Double.NaN
                : ChiSquaredDistribution.of(contrasts()).survivalProbability(scaled);
        return new TestOutcome(pearson, contrasts(), Double.NaN, p);
    }

    private TestOutcome mixture(ToDoubleFunction<ChiSquareSum> tail) {
        double pearson = pearson();
        double df2 = secondOrder().df2();
        double p = Double.isNaN(df2) ? Double.NaN : tail.applyAsDouble(ChiSquareSum.beyond(pearson, effects, df2));
        return new TestOutcome(pearson, contrasts(), Double.NaN, p);
    }

    private TestOutcome wald(boolean adjusted) {
        int k = contrasts();
        double[][] jacobian = new double[k][];
        double[] y = new double[k];
        double[] rowShares = margin(true);
        double[] columnShares = margin(false);
        int columns = shares[0].length;
        for (int i = 0; i < shares.length - 1; i++) {
            for (int j = 0; j < columns - 1; j++) {
                // The residual (row i or not, less its share) × (column j or not, less its share), summed over the
                // rows.
                double[] gradient = new double[shares.length * columns];
                Arrays.fill(gradient, rowShares[i] * columnShares[j]);
                for (int other = 0; other < columns; other++) {
                    gradient[i * columns + other] -= columnShares[j];
                }
                for (int other = 0; other < shares.length; other++) {
                    gradient[other * columns + j] -= rowShares[i];
                }
                gradient[i * columns + j] += 1;
                jacobian[i * (columns - 1) + j] = gradient;
                y[i * (columns - 1) + j] = shares[i][j] - rowShares[i] * columnShares[j];
            }
        }
        double square = SymmetricMatrix.cholesky(quadratic(jacobian, ofTotals))
                .map(factor -> SymmetricMatrix.forward(factor, y))
                .map(half -> Arrays.stream(half).map(part -> part * part).sum())
                .orElse(Double.NaN);
        return adjusted
                ? ofF(square * (freedom - k + 1) / (k * freedom), k, freedom - k + 1)
                : ofF(square / k, k, freedom);
    }

    private static TestOutcome ofF(double statistic, double df1, double df2) {
        boolean defined = statistic >= 0 && df1 > 0 && df2 > 0;
        double p = defined ? FDistribution.of(df1, df2).survivalProbability(statistic) : Double.NaN;
        return new TestOutcome(defined ? statistic : Double.NaN, df1, df2, p);
    }

    private double pearson() {
        double[] rowShares = margin(true);
        double[] columnShares = margin(false);
        double sum = 0;
        for (int i = 0; i < rowShares.length; i++) {
            for (int j = 0; j < columnShares.length; j++) {
                double expected = rowShares[i] * columnShares[j];
                sum += (shares[i][j] - expected) * (shares[i][j] - expected) / expected;
            }
        }
        return rows * sum;
    }

    private double[] margin(boolean ofRows) {
        double[] margin = new double[ofRows ? shares.length : shares[0].length];
        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < shares[i].length; j++) {
                margin[ofRows ? i : j] += shares[i][j];
            }
        }
        return margin;
    }

    private double[] effects() {
        int columns = shares[0].length;
        double[][] contrasts = new double[contrasts()][shares.length * columns];
        double[][] scaled = new double[contrasts.length][];
        for (int i = 0; i < shares.length - 1; i++) {
            for (int j = 0; j < columns - 1; j++) {
                double[] contrast = contrasts[i * (columns - 1) + j];
                contrast[i * columns + j] = 1;
                contrast[i * columns + columns - 1] = -1;
                contrast[(shares.length - 1) * columns + j] = -1;
                contrast[shares.length * columns - 1] = 1;
            }
        }
        double[][] underSimple = new double[shares.length * columns][shares.length * columns];
        for (int cell = 0; cell < underSimple.length; cell++) {
            underSimple[cell][cell] = inverse(cell) / rows;
        }
        for (int c = 0; c < contrasts.length; c++) {
            scaled[c] = contrasts[c].clone();
            for (int cell = 0; cell < scaled[c].length; cell++) {
                scaled[c][cell] *= inverse(cell);
            }
        }
        return SymmetricMatrix.cholesky(quadratic(contrasts, underSimple))
                .map(factor -> SymmetricMatrix.generalisedEigenvalues(factor, quadratic(scaled, covariances)))
                .orElse(new double[0]);
    }

    private double inverse(int cell) {
        double share = shares[cell / shares[0].length][cell % shares[0].length];
        return share == 0 ? 0 : 1 / share;
    }

    /** rows · middle · rows'. */
    private static double[][] quadratic(double[][] rows, double[][] middle) {
        double[][] product = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] left = new double[middle.length];
            for (int a = 0; a < middle.length; a++) {
                for (int b = 0; b < middle.length; b++) {
                    left[b] += rows[i][a] * middle[a][b];
                }
            }
            for (int j = 0; j < rows.length; j++) {
                for (int b = 0; b < middle.length; b++) {
                    product[i][j] += left[b] * rows[j][b];
                }
            }
        }
        return product;
    }
}
