package org.kapsurvey.analysis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.kapsurvey.analysis.estimate.RowFit;

/**
 * A generalised linear model of weighted rows, by quasi-likelihood: β where the weighted score U = Σ w(y − μ)x is 0, found by Newton's
 * method, which for canonical links is iteratively reweighted least squares. Linearised,
 *
 * <pre>β̂ − β ≈ A U,  A = (Σ w V(μ) x x')⁻¹,  z of a row = A x w(y − μ)</pre>
 *
 * <p>Rows of weight 0 count for nothing. Terms that are large beside their spread, as years, are turned into columns at right angles
 * first, so that no digits are lost. Refused: answers that don't differ, collinear terms, answers that terms separate, so that a
 * coefficient has no finite estimate, and fits that don't converge.
 *
 * <p>Sources: Binder 1983, International Statistical Review 51, 279–292; McCullagh and Nelder 1989, Generalized Linear Models, 2.5 and 9.2;
 * Albert and Anderson 1984, Biometrika 71, 1–10 (separation).
 */
public final class RegressionModel implements RowFit {
    private static final int MOST_STEPS = 60;
    private static final int HALVINGS = 30;

    /** Newton's method squares what is left, so that the step that is as short as this leaves nothing. */
    private static final double DONE = 1e-9;

    private static final double ROUNDING = 1e-12;

    /** Of a column at unit length what those before it leave, squared: below this it depends on them. */
    private static final double DEPENDENT = 1e-12;

    /** Below this digits would be lost. */
    private static final double NEARLY_DEPENDENT = 1e-5;

    /** A fit that has a mean at its end after so many steps is looked at: in a good one it would be done. */
    private static final int PATIENCE = 8;

    /** Rows that one processor adds up at a time: the sums don't depend on how many processors there are. */
    private static final int STRIP = 1 << 15;

    private final ModelMatrix matrix;
    private final Family family;
    private final double[] answers;
    private final double[] weights;
    private final double[] coefficients;
    private final double[][] inverse;
    private final double[] residuals;
    private final double[] means;
    private final int steps;
    private final boolean[] about;

    private RegressionModel(
            ModelMatrix matrix,
            Family family,
            double[] answers,
            double[] weights,
            double[] coefficients,
            double[][] inverse,
            int steps,
            int allRows) {
        this.matrix = matrix;
        this.family = family;
        this.answers = answers;
        this.weights = weights;
        this.coefficients = coefficients;
        this.inverse = inverse;
        this.steps = steps;
        this.means = new double[answers.length];
        this.residuals = new double[answers.length];
        strips(matrix, coefficients, (i, eta, at, x, count) -> {
            means[i] = family.mean(eta);
            residuals[i] = answers[i] - means[i];
        });
        this.about = new boolean[allRows];
        for (int row : matrix.rows()) {
            about[row] = true;
        }
    }

    /**
     * Fits a model.
     *
     * @param answers of each row of the matrix
     * @param weights of each row of the table, 0 or more
     * @throws ModelException if there is no estimate; its findings name the cause and the remedy
     */
    public static RegressionModel fit(ModelMatrix matrix, Family family, double[] answers, double[] weights) {
        double[] own = scaled(matrix, weights);
        refuseOneAnswer(family, answers, own);
        double[][] gram = pass(matrix, Family.GAUSSIAN, answers, own, new double[matrix.columns()], false).information;
        refuseDependent(matrix, gram);
        double[] lengths = lengths(gram);
        boolean turned = least(gram, lengths) < NEARLY_DEPENDENT;
        double[][] turn = turned ? turn(gram) : new double[0][];
        ModelMatrix fitted = turned ? matrix.times(turn) : matrix;
        Fit fit = new Fit(fitted, matrix, family, answers, own);
        fit.run(fit.start());
        double[] beta = turned ? product(turn, fit.beta) : fit.beta;
        double[][] inverse = fit.inverse();
        if (turned) {
            inverse = sandwiched(turn, inverse);
        }
        double times = scale(matrix, weights);
        double[] raw = new double[own.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = weights[matrix.rows()[i]];
        }
        // A of the weights that came in, not of those of mean 1.
        for (double[] row : inverse) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= times;
            }
        }
        return new RegressionModel(matrix, family, answers, raw, beta, inverse, fit.steps, weights.length);
    }

    private static double scale(ModelMatrix matrix, double[] weights) {
        double sum = 0;
        for (int row : matrix.rows()) {
            sum += weights[row];
        }
        return matrix.rows().length / sum;
    }

    private static double[] scaled(ModelMatrix matrix, double[] weights) {
        double times = scale(matrix, weights);
        return Arrays.stream(matrix.rows())
                .mapToDouble(row -> weights[row] * times)
                .toArray();
    }

    private static void refuseOneAnswer(Family family, double[] answers, double[] weights) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < answers.length; i++) {
            if (weights[i] != 0) {
                least = Math.min(least, answers[i]);
                most = Math.max(most, answers[i]);
            }
        }
        boolean ofNothing = family == Family.BINOMIAL ? least == most && (most == 0 || most == 1) : most == 0;
        if (!(least <= most) || (family != Family.GAUSSIAN && ofNothing)) {
            throw new ModelException(List.of(
                    least <= most
                            ? "All rows of the model have the same answer, so that there is nothing to explain. Name another"
                                    + " response, or a wider \"where\"."
                            : "No row with a weight has the response and every term. Leave terms out that nobody has, or widen"
                                    + " \"where\"."));
        }
    }

    private static double[] lengths(double[][] gram) {
        return IntStream.range(0, gram.length)
                .mapToDouble(i -> gram[i][i] > 0 ? Math.sqrt(gram[i][i]) : 1)
                .toArray();
    }

    private static double least(double[][] gram, double[] lengths) {
        return Arrays.stream(pivots(gram, lengths)).min().orElse(1);
    }

    /** What each column keeps of its squared length beside those before it; columns that keep nothing are passed over. */
    private static double[] pivots(double[][] gram, double[] lengths) {
        int size = gram.length;
        double[][] factor = new double[size][size];
        double[] pivots = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = gram[i][j] / (lengths[i] * lengths[j]);
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                if (i == j) {
                    pivots[i] = rest;
                    factor[i][i] = rest > DEPENDENT ? Math.sqrt(rest) : 0;
                } else {
                    factor[i][j] = factor[j][j] == 0 ? 0 : rest / factor[j][j];
                }
            }
        }
        return pivots;
    }

    private static void refuseDependent(ModelMatrix matrix, double[][] gram) {
        double[] pivots = pivots(gram, lengths(gram));
        List<String> findings = new ArrayList<>();
        for (int column = 0; column < pivots.length; column++) {
            if (!(pivots[column] > DEPENDENT)) {
                findings.add("The term " + matrix.told(column)
                        + " of the model is collinear with the terms before it, or has no row"
                        + " with a weight. Leave it out, or put groups together.");
            }
        }
        if (!findings.isEmpty()) {
            throw new ModelException(findings.stream().distinct().toList());
        }
    }

    /** R⁻¹ with R'R the products of the columns: times it they are at right angles. */
    private static double[][] turn(double[][] gram) {
        double[] lengths = lengths(gram);
        double[][] scaled = new double[gram.length][gram.length];
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                scaled[i][j] = gram[i][j] / (lengths[i] * lengths[j]);
            }
        }
        double[][] lower = new CholeskyDecomposition(new Array2DRowRealMatrix(scaled, false), 1e-12, DEPENDENT / 10)
                .getL()
                .getData();
        int size = gram.length;
        double[][] turn = new double[size][size];
        // Column k of R⁻¹ solves R x = e_k, R = L'.
        for (int k = 0; k < size; k++) {
            for (int i = k; i >= 0; i--) {
                double rest = i == k ? 1 : 0;
                for (int j = i + 1; j <= k; j++) {
                    rest -= lower[j][i] * turn[j][k];
                }
                turn[i][k] = rest / lower[i][i];
            }
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                turn[i][k] /= lengths[i];
            }
        }
        return turn;
    }

    private static double[] product(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    private static double[][] sandwiched(double[][] turn, double[][] middle) {
        Array2DRowRealMatrix outer = new Array2DRowRealMatrix(turn, false);
        return outer.multiply(new Array2DRowRealMatrix(middle, false))
                .multiply((Array2DRowRealMatrix) outer.transpose())
                .getData();
    }

    /** Newton's method on one set of rows. */
    private static final class Fit {
        private final ModelMatrix matrix;
        private final ModelMatrix named;
        private final Family family;
        private final double[] answers;
        private final double[] weights;
        private double[] beta = new double[0];
        private Pass at = new Pass(0);
        private int steps;

        /** @param named the matrix that messages are about */
        Fit(ModelMatrix matrix, ModelMatrix named, Family family, double[] answers, double[] weights) {
            this.matrix = matrix;
            this.named = named;
            this.family = family;
            this.answers = answers;
            this.weights = weights;
        }

        /** Least squares from means near the answers. */
        double[] start() {
            Pass pass = pass(matrix, family, answers, weights, new double[matrix.columns()], true);
            double[] start = solver(pass.information)
                    .solve(new ArrayRealVector(pass.score, false))
                    .toArray();
            return Arrays.stream(start).allMatch(Double::isFinite) ? start : new double[start.length];
        }

        void run(double[] start) {
            beta = start;
            at = pass(matrix, family, answers, weights, beta, false);
            if (!Double.isFinite(at.likelihood)) {
                beta = new double[start.length];
                at = pass(matrix, family, answers, weights, beta, false);
            }
            double[] lengths = lengths(
                    pass(matrix, Family.GAUSSIAN, answers, weights, new double[beta.length], false).information);
            for (steps = 1; steps <= MOST_STEPS; steps++) {
                double[] direction = solver(at.information)
                        .solve(new ArrayRealVector(at.score, false))
                        .toArray();
                // What rounding takes from a likelihood at its top is no step down.
                double least = at.likelihood - ROUNDING * Math.abs(at.likelihood);
                double length = 1;
                double[] next = moved(beta, direction, length);
                Pass there = pass(matrix, family, answers, weights, next, false);
                for (int halving = 0; halving < HALVINGS && !(there.likelihood >= least); halving++) {
                    length /= 2;
                    next = moved(beta, direction, length);
                    there = pass(matrix, family, answers, weights, next, false);
                }
                beta = next;
                at = there;
                double change = 0;
                double size = 0;
                for (int column = 0; column < beta.length; column++) {
                    change = Math.max(change, Math.abs(direction[column]) * lengths[column]);
                    size = Math.max(size, Math.abs(beta[column]) * lengths[column]);
                }
                if (change <= DONE * (Math.sqrt(answers.length) + size)) {
                    return;
                }
                if (steps > PATIENCE && at.atTheEnd > 0) {
                    throw separated(direction, lengths);
                }
            }
            throw new ModelException(List.of("The model did not converge in " + MOST_STEPS
                    + " steps. Leave terms out, put groups together, or choose another family."));
        }

        private ModelException separated(double[] direction, double[] lengths) {
            int largest = 0;
            for (int column = 1; column < direction.length; column++) {
                if (Math.abs(direction[column]) * lengths[column] > Math.abs(direction[largest]) * lengths[largest]) {
                    largest = column;
                }
            }
            return new ModelException(List.of("Terms of the model separate the answers: the mean of " + at.atTheEnd
                    + " rows tends to the end of its range, most of all by " + named.told(largest)
                    + ". Leave that term out, or put its groups together."));
        }

        private DecompositionSolver solver(double[][] information) {
            try {
                return new CholeskyDecomposition(new Array2DRowRealMatrix(information, false), 1e-12, 0).getSolver();
            } catch (NonPositiveDefiniteMatrixException e) {
                if (at.atTheEnd > 0) {
                    throw separated(beta, lengths(information));
                }
                throw new ModelException(
                        List.of("The model has no estimate: its terms are all but collinear. Leave one out, or put"
                                + " groups together."));
            }
        }

        double[][] inverse() {
            return solver(at.information).getInverse().getData();
        }

        private static double[] moved(double[] from, double[] direction, double length) {
            double[] to = from.clone();
            for (int i = 0; i < to.length; i++) {
                to[i] += length * direction[i];
            }
            return to;
        }
    }

    /** Sums over the rows at given coefficients. */
    private static final class Pass {
        private final double[][] information;
        private final double[] score;
        private double likelihood;
        private int atTheEnd;

        Pass(int columns) {
            information = new double[columns][columns];
            score = new double[columns];
        }

        void add(Pass other) {
            likelihood += other.likelihood;
            atTheEnd += other.atTheEnd;
            for (int i = 0; i < score.length; i++) {
                score[i] += other.score[i];
                for (int j = 0; j <= i; j++) {
                    information[i][j] += other.information[i][j];
                }
            }
        }

        Pass mirrored() {
            for (int i = 0; i < score.length; i++) {
                for (int j = 0; j < i; j++) {
                    information[j][i] = information[i][j];
                }
            }
            return this;
        }
    }

    /**
     * The sums at coefficients.
     *
     * @param starting in place of the score the products with the working answers of means near the answers
     */
    private static Pass pass(
            ModelMatrix matrix, Family family, double[] answers, double[] weights, double[] beta, boolean starting) {
        int strips = (answers.length + STRIP - 1) / STRIP;
        Pass[] parts = new Pass[strips];
        IntStream.range(0, strips).parallel().forEach(strip -> {
            Pass part = new Pass(beta.length);
            int[] at = new int[matrix.most()];
            double[] x = new double[matrix.most()];
            int end = Math.min(answers.length, (strip + 1) * STRIP);
            for (int i = strip * STRIP; i < end; i++) {
                double weight = weights[i];
                if (weight == 0) {
                    continue;
                }
                int count = matrix.gather(i, at, x);
                double eta = starting ? family.predictor(family.startMean(answers[i])) : predictor(beta, at, x, count);
                double mean = family.mean(eta);
                double slope = weight * family.variance(mean);
                double miss = starting ? slope * eta + weight * (answers[i] - mean) : weight * (answers[i] - mean);
                part.likelihood += weight * family.likelihood(answers[i], eta);
                part.atTheEnd += family.isAtTheEnd(eta) ? 1 : 0;
                for (int a = 0; a < count; a++) {
                    part.score[at[a]] += miss * x[a];
                    double times = slope * x[a];
                    double[] row = part.information[at[a]];
                    for (int b = 0; b <= a; b++) {
                        row[at[b]] += times * x[b];
                    }
                }
            }
            parts[strip] = part;
        });
        Pass all = new Pass(beta.length);
        for (Pass part : parts) {
            all.add(part);
        }
        return all.mirrored();
    }

    private static double predictor(double[] beta, int[] at, double[] x, int count) {
        double eta = 0;
        for (int c = 0; c < count; c++) {
            eta += beta[at[c]] * x[c];
        }
        return eta;
    }

    /** What is done with a row: its predictor, and its columns that are not 0. */
    private interface Visit {
        void row(int i, double eta, int[] at, double[] x, int count);
    }

    private static void strips(ModelMatrix matrix, double[] beta, Visit visit) {
        int rows = matrix.rows().length;
        IntStream.range(0, (rows + STRIP - 1) / STRIP).parallel().forEach(strip -> {
            int[] at = new int[matrix.most()];
            double[] x = new double[matrix.most()];
            for (int i = strip * STRIP; i < Math.min(rows, (strip + 1) * STRIP); i++) {
                int count = matrix.gather(i, at, x);
                visit.row(i, predictor(beta, at, x, count), at, x, count);
            }
        });
    }

    @Override
    public double[] values() {
        return coefficients;
    }

    @Override
    public boolean counts(int row) {
        return about[row];
    }

    @Override
    public Sums linearised(int[] unitOfRow, int units) {
        int size = coefficients.length;
        double[][] scores = new double[size][units];
        double[][] parts = new double[size][units];
        int[] at = new int[matrix.most()];
        double[] x = new double[matrix.most()];
        for (int i = 0; i < answers.length; i++) {
            int unit = unitOfRow[matrix.rows()[i]];
            double miss = weights[i] * residuals[i];
            int count = matrix.gather(i, at, x);
            for (int c = 0; c < count; c++) {
                scores[at[c]][unit] += miss * x[c];
                parts[at[c]][unit] += Math.abs(miss * x[c]);
            }
        }
        return times(inverse, scores, parts);
    }

    /** The linearised values of combinations of scores. */
    static Sums times(double[][] by, double[][] scores, double[][] parts) {
        int units = scores.length == 0 ? 0 : scores[0].length;
        double[][] z = new double[by.length][units];
        double[] sizes = new double[by.length];
        for (int k = 0; k < by.length; k++) {
            double[] whole = new double[units];
            for (int j = 0; j < scores.length; j++) {
                double times = by[k][j];
                for (int unit = 0; unit < units; unit++) {
                    z[k][unit] += times * scores[j][unit];
                    whole[unit] += Math.abs(times) * parts[j][unit];
                }
            }
            sizes[k] = Arrays.stream(whole).map(part -> part * part).sum();
        }
        return new Sums(z, sizes);
    }

    @Override
    public double[] again(double[] others) {
        try {
            return refitted(others).coefficients;
        } catch (ModelException e) {
            double[] undefined = new double[coefficients.length];
            Arrays.fill(undefined, Double.NaN);
            return undefined;
        }
    }

    /** The same model fitted with other weights. */
    RegressionModel refitted(double[] others) {
        return fit(matrix, family, answers, others);
    }

    /** A = (Σ w V(μ) x x')⁻¹; not to be changed. */
    double[][] inverse() {
        return inverse;
    }

    /** The same of weights whose mean over the model's rows is 1: what the covariances would be of a simple random sample. */
    double[][] ofSimpleSample() {
        double mean = Arrays.stream(weights).sum() / weights.length;
        return Arrays.stream(inverse)
                .map(row -> Arrays.stream(row).map(value -> value * mean).toArray())
                .toArray(double[][]::new);
    }

    /**
     * The variance of Pearson's residuals (y − μ)/√V(μ) over the model's n rows, n/(n − 1) · Σw(r − r̄)²/Σw; NaN of one row.
     */
    public double dispersion() {
        double weight = 0;
        double sum = 0;
        int n = 0;
        double[] pearson = new double[residuals.length];
        for (int i = 0; i < pearson.length; i++) {
            pearson[i] = residuals[i] == 0 ? 0 : residuals[i] / Math.sqrt(family.variance(means[i]));
            weight += weights[i];
            sum += weights[i] * pearson[i];
            n += weights[i] == 0 ? 0 : 1;
        }
        double mean = sum / weight;
        double squares = 0;
        for (int i = 0; i < pearson.length; i++) {
            squares += weights[i] * (pearson[i] - mean) * (pearson[i] - mean);
        }
        return n > 1 ? squares / weight * n / (n - 1) : Double.NaN;
    }

    /** The columns of the terms. */
    public ModelMatrix matrix() {
        return matrix;
    }

    /** How many steps the fit took. */
    public int steps() {
        return steps;
    }

    Family family() {
        return family;
    }

    /** w of each row of the matrix. */
    double[] weights() {
        return weights;
    }

    /** y − μ of each row of the matrix. */
    double[] residuals() {
        return residuals;
    }
}
