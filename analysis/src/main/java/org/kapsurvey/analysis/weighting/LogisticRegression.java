package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Logistic regression of a yes-or-no answer: log(p/(1 − p)) = x′β, β where the weighted score Σ w (y − p) x is 0, found by
 * Newton's method (for this model the same as iteratively reweighted least squares). Rows of weight 0 count for nothing.
 *
 * <p>Refused: nobody or everybody answers yes; terms that depend on others; responses that terms separate, so that some
 * coefficient has no finite estimate.
 *
 * <p>Source: McCullagh and Nelder 1989, Generalized Linear Models, 4.4; Albert and Anderson 1984, Biometrika 71, 1–10
 * (separation).
 */
final class LogisticRegression {
    private static final int MOST_STEPS = 60;
    private static final int HALVINGS = 30;
    private static final double DONE = 1e-11;
    private static final double ROUNDING = 1e-12;

    /** Beyond this predictor a probability is 0 or 1 to eleven digits: of a response rate that is no finding but separation. */
    private static final double SEPARATED = 25;

    private final double[] coefficients;
    private final double[] probabilities;
    private final int steps;

    private LogisticRegression(double[] coefficients, double[] probabilities, int steps) {
        this.coefficients = coefficients;
        this.probabilities = probabilities;
        this.steps = steps;
    }

    /**
     * Fits the model.
     *
     * @param columns the terms, a constant among them
     * @param labels of the terms, for messages
     * @param answers whether each row says yes
     * @param weights 0 or more
     * @throws WeightingException if there is no estimate
     */
    static LogisticRegression fit(double[][] columns, List<String> labels, boolean[] answers, double[] weights) {
        refuseOneAnswer(answers, weights);
        List<Integer> dependent = RegressionResiduals.dependent(columns, weights);
        if (!dependent.isEmpty()) {
            throw new WeightingException(dependent.stream()
                    .map(term -> "The term " + labels.get(term) + " of the response model is collinear with the terms"
                            + " before it, or has no row with a weight. Leave it out, or put groups together.")
                    .toList());
        }
        double[] scaled = ofMeanOne(weights);
        double[] scales = scales(columns, scaled);
        double[] beta = new double[columns.length];
        double[] predictors = predictors(columns, beta);
        double likelihood = likelihood(predictors, answers, scaled);
        for (int step = 1; step <= MOST_STEPS; step++) {
            double[] direction = direction(columns, scales, predictors, answers, scaled, labels);
            double[] next = beta;
            double[] nextPredictors = predictors;
            double nextLikelihood = Double.NEGATIVE_INFINITY;
            double length = 1;
            // What rounding takes from a likelihood at its top is no step down.
            double least = likelihood - ROUNDING * Math.abs(likelihood);
            for (int halving = 0; halving <= HALVINGS && !(nextLikelihood >= least); halving++) {
                next = moved(beta, direction, length);
                nextPredictors = predictors(columns, next);
                nextLikelihood = likelihood(nextPredictors, answers, scaled);
                length /= 2;
            }
            beta = next;
            predictors = nextPredictors;
            likelihood = nextLikelihood;
            refuseSeparation(beta, scales, predictors, scaled, labels);
            double change = 0;
            double size = 0;
            for (int term = 0; term < beta.length; term++) {
                change = Math.max(change, Math.abs(direction[term]) * scales[term]);
                size = Math.max(size, Math.abs(beta[term]) * scales[term]);
            }
            if (change <= DONE * (1 + size)) {
                return new LogisticRegression(beta, probabilities(predictors), step);
            }
        }
        throw new WeightingException(List.of("The response model did not converge in " + MOST_STEPS
                + " steps. Leave terms out, or put groups together."));
    }

    private static void refuseOneAnswer(boolean[] answers, double[] weights) {
        boolean yes = false;
        boolean no = false;
        for (int row = 0; row < weights.length; row++) {
            yes |= weights[row] != 0 && answers[row];
            no |= weights[row] != 0 && !answers[row];
        }
        if (!yes || !no) {
            throw new WeightingException(
                    List.of(
                            yes
                                    ? "Everybody responded: there is no response to model. Leave the step out."
                                    : "Nobody responded, so that nobody can carry the weight. Check the column of respondents."));
        }
    }

    /** Coefficients of columns as long as they are wide, so that one tolerance fits all of them. */
    private static double[] scales(double[][] columns, double[] weights) {
        double sum = Arrays.stream(weights).sum();
        double[] scales = new double[columns.length];
        for (int term = 0; term < scales.length; term++) {
            double squares = 0;
            for (int row = 0; row < weights.length; row++) {
                squares += weights[row] == 0 ? 0 : weights[row] * columns[term][row] * columns[term][row];
            }
            scales[term] = Math.sqrt(squares / sum);
        }
        return scales;
    }

    private static double[] ofMeanOne(double[] weights) {
        double sum = 0;
        int rows = 0;
        for (double weight : weights) {
            sum += weight;
            rows += weight == 0 ? 0 : 1;
        }
        double times = rows / sum;
        return Arrays.stream(weights).map(weight -> weight * times).toArray();
    }

    private static double[] predictors(double[][] columns, double[] beta) {
        double[] predictors = new double[columns[0].length];
        for (int term = 0; term < beta.length; term++) {
            for (int row = 0; row < predictors.length; row++) {
                predictors[row] += beta[term] * columns[term][row];
            }
        }
        return predictors;
    }

    private static double[] probabilities(double[] predictors) {
        return Arrays.stream(predictors).map(LogisticRegression::probability).toArray();
    }

    private static double probability(double predictor) {
        return 1 / (1 + Math.exp(-predictor));
    }

    private static double likelihood(double[] predictors, boolean[] answers, double[] weights) {
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] != 0) {
                double towards = answers[row] ? predictors[row] : -predictors[row];
                // log p = −log(1 + e^−u), without the overflow of e^−u.
                sum -= weights[row] * (Math.max(0, -towards) + Math.log1p(Math.exp(-Math.abs(towards))));
            }
        }
        return sum;
    }

    private static double[] direction(
            double[][] columns,
            double[] scales,
            double[] predictors,
            boolean[] answers,
            double[] weights,
            List<String> labels) {
        int size = columns.length;
        double[][] information = new double[size][size];
        double[] score = new double[size];
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] == 0) {
                continue;
            }
            double p = probability(predictors[row]);
            double slope = weights[row] * p * (1 - p);
            double miss = weights[row] * ((answers[row] ? 1 : 0) - p);
            for (int i = 0; i < size; i++) {
                double x = columns[i][row] / scales[i];
                score[i] += miss * x;
                for (int j = 0; x != 0 && j <= i; j++) {
                    information[i][j] += slope * x * columns[j][row] / scales[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                information[i][j] = information[j][i];
            }
        }
        try {
            double[] direction = new CholeskyDecomposition(new Array2DRowRealMatrix(information, false))
                    .getSolver()
                    .solve(new ArrayRealVector(score, false))
                    .toArray();
            for (int i = 0; i < size; i++) {
                direction[i] /= scales[i];
            }
            return direction;
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new WeightingException(List.of("The response model has no estimate: its terms "
                    + String.join(", ", labels) + " are all but collinear. Leave one out, or put groups together."));
        }
    }

    private static void refuseSeparation(
            double[] beta, double[] scales, double[] predictors, double[] weights, List<String> labels) {
        int rows = 0;
        for (int row = 0; row < weights.length; row++) {
            rows += weights[row] != 0 && Math.abs(predictors[row]) > SEPARATED ? 1 : 0;
        }
        if (rows == 0) {
            return;
        }
        List<Integer> terms = new ArrayList<>();
        for (int term = 0; term < beta.length; term++) {
            terms.add(term);
        }
        terms.sort((a, b) -> Double.compare(Math.abs(beta[b]) * scales[b], Math.abs(beta[a]) * scales[a]));
        throw new WeightingException(List.of("Terms of the response model separate those who responded from those who"
                + " did not: the propensity of " + rows + (rows == 1 ? " row" : " rows")
                + " tends to 0 or 1, with the largest coefficient at "
                + labels.get(terms.get(0)) + ". Leave that term out, or put its groups together."));
    }

    private static double[] moved(double[] from, double[] direction, double length) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += length * direction[i];
        }
        return to;
    }

    /** β, in the order of the columns. */
    double[] coefficients() {
        return coefficients;
    }

    /** p of each row; of a row of weight 0 too, NaN where it lacks a term. */
    double[] probabilities() {
        return probabilities;
    }

    int steps() {
        return steps;
    }
}
