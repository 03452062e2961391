package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Calibration: the weights w g that sum the terms to their population totals, Σ w g x = T, with g = F(x′λ/q) of the distance
 * and q = 1, or the value of a term to which the variance is taken to be proportional. λ by Newton's method; the linear
 * distance without bounds is there after one step.
 *
 * <p>With clusters every row of one gets the same weight: x, q and w of a row are replaced by their means over the cluster, by
 * which the totals stay what they are and g is one for all (integrated weighting).
 *
 * <p>Sources: Deville and Särndal 1992, Journal of the American Statistical Association 87, 376–382; Lemaître and Dufour 1987,
 * Survey Methodology 13, 199–207 (integrated weighting).
 */
public final class Calibration implements WeightingStep {
    private static final int MOST_STEPS = 200;
    private static final int HALVINGS = 30;
    /** A miss of |T − Σwgx|/size at which the totals are reached, see {@link #sizes}. */
    private static final double REACHED = 1e-13;

    /** A miss that rounding over many rows may leave. */
    private static final double GOOD_ENOUGH = 1e-9;

    /** Of Σw|x|, at the scale of the totals: a total below this share is one that large numbers of both signs sum to. */
    private static final double SMALL_TOTAL = 1e-3;

    private final CalibrationDistance distance;
    private final CalibrationTerms terms;
    private final double[] q;
    private final double lower;
    private final double upper;
    private final boolean rescale;
    private final @Nullable Grouping clusters;

    /**
     * A calibration.
     *
     * @param q the variance of each row up to a factor; empty if it is the same for all
     * @param lower least factor on a weight, {@code NEGATIVE_INFINITY} for none
     * @param upper largest factor on a weight, {@code POSITIVE_INFINITY} for none
     * @param rescale whether the weights are first brought to the size of the population
     * @throws IllegalArgumentException if the bounds don't hold lower &lt; 1 &lt; upper, or are missing for LOGIT
     */
    public Calibration(
            CalibrationDistance distance,
            CalibrationTerms terms,
            double[] q,
            double lower,
            double upper,
            boolean rescale) {
        this(distance, terms, q, lower, upper, rescale, null);
    }

    /**
     * A calibration that may give the rows of a cluster one weight.
     *
     * @param clusters null to let every row have its own
     */
    public Calibration(
            CalibrationDistance distance,
            CalibrationTerms terms,
            double[] q,
            double lower,
            double upper,
            boolean rescale,
            @Nullable Grouping clusters) {
        boolean infinite = Double.isInfinite(lower) || Double.isInfinite(upper);
        if (distance == CalibrationDistance.LOGIT && (infinite || !(lower < 1 && upper > 1))) {
            throw new IllegalArgumentException("Logit needs bounds below and above 1, not " + lower + ", " + upper);
        }
        if (!(lower < upper)) {
            throw new IllegalArgumentException("The lower bound must be below the upper, not " + lower + ", " + upper);
        }
        this.distance = distance;
        this.terms = terms;
        this.q = q;
        this.lower = lower;
        this.upper = upper;
        this.rescale = rescale;
        this.clusters = clusters;
    }

    @Override
    public String method() {
        return distance.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Weighted apply(double[] weights) {
        if (clusters != null) {
            ClusterMeans means = new ClusterMeans(clusters, weights);
            double[] ofClusters = q.length == 0 ? q : means.of(q);
            return new Calibration(distance, terms.averaged(means), ofClusters, lower, upper, rescale)
                    .apply(means.of(weights));
        }
        double[] scaled = checked(weights);
        List<Integer> dependent = RegressionResiduals.dependent(terms.columns(), scaled);
        if (!dependent.isEmpty()) {
            List<String> findings = new ArrayList<>();
            for (int term : dependent) {
                findings.add("The term " + terms.label(term) + " is collinear with the terms before it, or has no row"
                        + " with a weight. Leave it out, or put groups together.");
            }
            throw new WeightingException(findings);
        }
        double[] lambda = new double[terms.size()];
        double[] factors = factors(lambda);
        double[] misses = misses(scaled, factors);
        double[] sizes = sizes(scaled);
        double miss = largest(misses, sizes);
        int steps = 0;
        while (steps < MOST_STEPS && !(miss < REACHED)) {
            double[] direction = direction(scaled, lambda, misses);
            double length = 1;
            double[] next = moved(lambda, direction, length);
            double[] nextMisses = misses(scaled, factors(next));
            for (int i = 0; i < HALVINGS && !(largest(nextMisses, sizes) < miss); i++) {
                length /= 2;
                next = moved(lambda, direction, length);
                nextMisses = misses(scaled, factors(next));
            }
            if (!(largest(nextMisses, sizes) < miss)) {
                break;
            }
            lambda = next;
            misses = nextMisses;
            miss = largest(misses, sizes);
            steps++;
        }
        factors = factors(lambda);
        if (!(miss < GOOD_ENOUGH)) {
            throw new WeightingException(List.of(unreachable(misses)));
        }
        double[] after = new double[scaled.length];
        for (int row = 0; row < after.length; row++) {
            after[row] = scaled[row] == 0 ? 0 : scaled[row] * factors[row];
        }
        return new Weighted(
                after,
                new RegressionResiduals(terms::columns, perVariance(scaled), after),
                List.of(),
                Map.of(
                        "iterations",
                        (double) steps,
                        "smallestFactor",
                        least(factors, scaled),
                        "largestFactor",
                        -least(negated(factors), scaled)));
    }

    @Override
    public List<ReachedTotal> totals(double[] weights) {
        double[] ones = new double[weights.length];
        Arrays.fill(ones, 1);
        double[] misses = misses(weights, ones);
        List<ReachedTotal> totals = new ArrayList<>();
        for (int term = 0; term < misses.length; term++) {
            totals.add(new ReachedTotal(terms.label(term), terms.total(term), terms.total(term) - misses[term]));
        }
        return totals;
    }

    /** The weights of the regression, in which rows count less the more they vary. */
    private double[] perVariance(double[] weights) {
        double[] divided = weights.clone();
        for (int row = 0; row < q.length; row++) {
            divided[row] /= q[row];
        }
        return divided;
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    private static double least(double[] factors, double[] weights) {
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < factors.length; row++) {
            least = weights[row] == 0 ? least : Math.min(least, factors[row]);
        }
        return least;
    }

    private double[] checked(double[] weights) {
        double sum = 0;
        int negative = 0;
        for (double weight : weights) {
            sum += weight;
            negative += weight < 0 ? 1 : 0;
        }
        if (negative > 0) {
            throw new WeightingException(List.of("The step before left " + negative
                    + (negative == 1 ? " weight" : " weights")
                    + " below 0, which can't be calibrated again. Give that step bounds, or use raking."));
        }
        double times = rescale ? terms.population() / sum : 1;
        return Arrays.stream(weights).map(weight -> weight * times).toArray();
    }

    private double predictor(double[] lambda, int row) {
        double u = 0;
        double[][] columns = terms.columns();
        for (int term = 0; term < lambda.length; term++) {
            u += lambda[term] * columns[term][row];
        }
        return q.length == 0 ? u : u / q[row];
    }

    private double[] factors(double[] lambda) {
        double[] factors = new double[terms.rows()];
        for (int row = 0; row < factors.length; row++) {
            factors[row] = distance.factor(predictor(lambda, row), lower, upper);
        }
        return factors;
    }

    /** T − Σ w g x of each term. */
    private double[] misses(double[] weights, double[] factors) {
        double[] misses = new double[terms.size()];
        for (int term = 0; term < misses.length; term++) {
            double[] column = terms.columns()[term];
            double sum = 0;
            for (int row = 0; row < column.length; row++) {
                sum += weights[row] == 0 ? 0 : weights[row] * factors[row] * column[row];
            }
            misses[term] = terms.total(term) - sum;
        }
        return misses;
    }

    /**
     * What the miss of each total is measured by: |T|, but at least a thousandth of Σ w|x| brought to the scale of the totals, because
     * a sum of large numbers of both signs is no more exact than they are. The scale of the weights does not matter, nor whether the
     * totals are persons, millions of them or shares.
     */
    private double[] sizes(double[] weights) {
        double[] sizes = new double[terms.size()];
        double wanted = 0;
        double before = 0;
        for (int term = 0; term < sizes.length; term++) {
            double[] column = terms.columns()[term];
            for (int row = 0; row < column.length; row++) {
                sizes[term] += weights[row] == 0 ? 0 : weights[row] * Math.abs(column[row]);
            }
            wanted += Math.abs(terms.total(term));
            before += sizes[term];
        }
        // Totals that are all 0 have no scale but that of the weights.
        double scale = wanted == 0 ? 1 : wanted / before;
        for (int term = 0; term < sizes.length; term++) {
            sizes[term] = Math.max(Math.abs(terms.total(term)), SMALL_TOTAL * scale * sizes[term]);
        }
        return sizes;
    }

    private static double largest(double[] misses, double[] sizes) {
        double largest = 0;
        for (int term = 0; term < misses.length; term++) {
            double share = Math.abs(misses[term]) / sizes[term];
            largest = Double.isNaN(share) ? Double.POSITIVE_INFINITY : Math.max(largest, share);
        }
        return largest;
    }

    /** Newton's step, with terms scaled to one length; where bounds stop rows the least-squares one. */
    private double[] direction(double[] weights, double[] lambda, double[] misses) {
        int size = lambda.length;
        double[][] columns = terms.columns();
        double[][] slopes = new double[size][size];
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] == 0) {
                continue;
            }
            double slope =
                    distance.slope(predictor(lambda, row), lower, upper) * weights[row] / (q.length == 0 ? 1 : q[row]);
            for (int i = 0; slope != 0 && i < size; i++) {
                double part = slope * columns[i][row];
                for (int j = 0; part != 0 && j <= i; j++) {
                    slopes[i][j] += part * columns[j][row];
                }
            }
        }
        double[] scales = new double[size];
        for (int i = 0; i < size; i++) {
            scales[i] = slopes[i][i] > 0 ? 1 / Math.sqrt(slopes[i][i]) : 1;
        }
        double[] scaled = new double[size];
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            scaled[i] = misses[i] * scales[i];
            for (int j = 0; j < size; j++) {
                matrix[i][j] = slopes[Math.max(i, j)][Math.min(i, j)] * scales[i] * scales[j];
            }
        }
        double[] step = new SingularValueDecomposition(new Array2DRowRealMatrix(matrix, false))
                .getSolver()
                .solve(new ArrayRealVector(scaled, false))
                .toArray();
        for (int i = 0; i < size; i++) {
            step[i] *= scales[i];
        }
        return step;
    }

    private static double[] moved(double[] from, double[] direction, double length) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += length * direction[i];
        }
        return to;
    }

    private String unreachable(double[] misses) {
        List<ReachedTotal> totals = new ArrayList<>();
        for (int term = 0; term < misses.length; term++) {
            totals.add(new ReachedTotal(terms.label(term), terms.total(term), terms.total(term) - misses[term]));
        }
        StringBuilder text = new StringBuilder("The totals can't be reached");
        boolean bounded = !Double.isInfinite(lower) || !Double.isInfinite(upper);
        if (bounded) {
            text.append(" with factors from ")
                    .append(Numbers.print(lower))
                    .append(" to ")
                    .append(Numbers.print(upper));
        }
        return text.append(". Farthest: ")
                .append(ReachedTotal.farthest(totals))
                .append(
                        bounded
                                ? ". Widen the bounds, rescale the weights first, or leave terms out."
                                : ". Rescale the weights first, or leave terms out.")
                .toString();
    }
}
