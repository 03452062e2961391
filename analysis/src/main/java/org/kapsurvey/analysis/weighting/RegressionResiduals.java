package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Residuals about a regression on calibration terms: w′(u − x′b) with u = z/w′ and b the least-squares fit of u on x weighted
 * by w, w before (over the variance of the row, if
 * that is not the same for all) and w′ after the calibration. The same for every distance, to which calibrated weights are alike in the
 * limit.
 *
 * <p>The fit is a projection on an orthonormal basis of the columns √w·x, made on first use by Gram and Schmidt with each
 * column projected twice, which keeps it orthogonal to rounding (Giraud, Langou and Rozložník 2005, Computers &amp;
 * Mathematics with Applications 50, 1069–1075). Columns that depend on those before them add nothing.
 *
 * <p>Source: Deville and Särndal 1992, Journal of the American Statistical Association 87, 376–382.
 */
final class RegressionResiduals implements Residuals {
    /** A column that keeps less of its length than this depends on the ones before it. */
    private static final double DEPENDENT = 1e-9;

    private final Supplier<double[][]> columns;
    private final double[] before;
    private final double[] after;
    private double @Nullable [][] basis;

    /** @param columns the terms, made when a variance is asked for */
    RegressionResiduals(Supplier<double[][]> columns, double[] before, double[] after) {
        this.columns = columns;
        this.before = before;
        this.after = after;
    }

    /** The places of columns that depend on the ones before them, weighted by w. */
    static List<Integer> dependent(double[][] columns, double[] weights) {
        List<Integer> dependent = new ArrayList<>();
        basis(columns, weights, dependent);
        return dependent;
    }

    private static double[][] basis(double[][] columns, double[] weights, List<Integer> dependent) {
        List<double[]> basis = new ArrayList<>();
        for (int at = 0; at < columns.length; at++) {
            double[] column = new double[weights.length];
            for (int row = 0; row < column.length; row++) {
                // Of a row without weight a term may be missing.
                column[row] = weights[row] == 0 ? 0 : Math.sqrt(weights[row]) * columns[at][row];
            }
            double length = Math.sqrt(dot(column, column));
            for (int pass = 0; pass < 2; pass++) {
                for (double[] one : basis) {
                    subtract(column, one, dot(column, one));
                }
            }
            double left = Math.sqrt(dot(column, column));
            if (!(left > DEPENDENT * length)) {
                dependent.add(at);
                continue;
            }
            for (int row = 0; row < column.length; row++) {
                column[row] /= left;
            }
            basis.add(column);
        }
        return basis.toArray(new double[0][]);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void subtract(double[] from, double[] direction, double times) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= times * direction[i];
        }
    }

    @Override
    public synchronized void carry(double[] z) {
        if (basis == null) {
            basis = basis(columns.get(), before, new ArrayList<>());
        }
        double[] scaled = new double[z.length];
        for (int row = 0; row < z.length; row++) {
            scaled[row] = z[row] == 0 ? 0 : z[row] / after[row] * Math.sqrt(before[row]);
        }
        for (double[] one : basis) {
            subtract(scaled, one, dot(scaled, one));
        }
        for (int row = 0; row < z.length; row++) {
            z[row] = before[row] == 0 ? 0 : scaled[row] / Math.sqrt(before[row]) * after[row];
        }
    }
}
