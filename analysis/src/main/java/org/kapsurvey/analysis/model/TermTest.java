package org.kapsurvey.analysis.model;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.statistics.distribution.FDistribution;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.inference.ChiSquareSum;
import org.kapsurvey.analysis.inference.TestOutcome;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Whether the k coefficients b of some terms are all 0. Wald: b'V⁻¹b/k on (k, df) with V their design covariances. Working Wald (Rao
 * and Scott): X² = b'V₀⁻¹b with V₀ their part of (Σ w V(μ)xx')⁻¹, w of mean 1, as if the sample were simple random; p is the tail of Σδχ²(1), δ
 * the eigenvalues of V₀⁻¹V, with a variance on df degrees of freedom, by the saddlepoint approximation.
 *
 * <p>Sources: Rao and Scott 1984, Annals of Statistics 12, 46–60; Lumley and Scott 2014, Australian &amp; New Zealand Journal of Statistics 56,
 * 1–14; Kuonen 1999, Biometrika 86, 929–935.
 *
 * @param wald NaN where V has no inverse
 * @param working X²
 * @param workingP NaN where df is not above 0
 */
public record TermTest(TestOutcome wald, double working, double workingP, List<Double> effects) {
    public TermTest {
        effects = List.copyOf(effects);
    }

    /**
     * The test of some columns of a model.
     *
     * @param covariances of all coefficients
     * @param columns one or more
     * @param freedom of the model
     */
    public static TermTest of(RegressionModel model, double[][] covariances, int[] columns, int freedom) {
        ArrayRealVector b = new ArrayRealVector(
                Arrays.stream(columns)
                        .mapToDouble(column -> model.values()[column])
                        .toArray(),
                false);
        RealMatrix v = part(covariances, columns);
        RealMatrix simple = part(model.ofSimpleSample(), columns);
        CholeskyDecomposition factor = new CholeskyDecomposition(simple, 1e-9, 0);
        double working = b.dotProduct(factor.getSolver().solve(b));
        double f;
        try {
            f = b.dotProduct(new CholeskyDecomposition(v, 1e-9, 1e-300)
                            .getSolver()
                            .solve(b))
                    / columns.length;
        } catch (NonPositiveDefiniteMatrixException e) {
            f = Double.NaN;
        }
        boolean defined = f >= 0 && freedom > 0;
        double p = defined ? FDistribution.of(columns.length, freedom).survivalProbability(f) : Double.NaN;
        double[] effects = effects(factor.getL(), v);
        double workingP =
                freedom > 0 ? ChiSquareSum.beyond(working, effects, freedom).saddlepoint() : Double.NaN;
        return new TermTest(
                new TestOutcome(defined ? f : Double.NaN, columns.length, freedom, p),
                working,
                workingP,
                Arrays.stream(effects).boxed().toList());
    }

    private static RealMatrix part(double[][] of, int[] columns) {
        return new Array2DRowRealMatrix(of, false).getSubMatrix(columns, columns);
    }

    /** The eigenvalues of (LL')⁻¹V, those of L⁻¹V L'⁻¹, largest first. */
    private static double[] effects(RealMatrix lower, RealMatrix v) {
        int size = v.getRowDimension();
        double[][] half = new double[size][size];
        for (int j = 0; j < size; j++) {
            half[j] = forward(lower, v.getColumn(j));
        }
        double[][] whole = new double[size][size];
        for (int j = 0; j < size; j++) {
            double[] column = new double[size];
            for (int i = 0; i < size; i++) {
                column[i] = half[i][j];
            }
            whole[j] = forward(lower, column);
        }
        if (!Arrays.stream(whole).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            return new double[0];
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                whole[i][j] = whole[j][i];
            }
        }
        return new EigenDecomposition(new Array2DRowRealMatrix(whole, false)).getRealEigenvalues();
    }

    private static double[] forward(RealMatrix lower, double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower.getEntry(i, k) * x[k];
            }
            x[i] /= lower.getEntry(i, i);
        }
        return x;
    }

    /** The tree of numbers that the test rests on. */
    public Explanation explain(String term) {
        return Explanation.of(
                term + ": " + wald.explain("F").text(),
                Explanation.of("working Wald X² = " + Numbers.print(working) + ", p = " + Numbers.print(workingP)
                        + ", design effects "
                        + String.join(", ", effects.stream().map(Numbers::print).toList())));
    }
}
