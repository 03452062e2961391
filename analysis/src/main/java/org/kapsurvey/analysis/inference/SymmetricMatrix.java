package org.kapsurvey.analysis.inference;

import java.util.Arrays;
import java.util.Optional;

/** What tests need of small symmetric matrices: Cholesky's factor, solutions, eigenvalues. */
final class SymmetricMatrix {
    /** Below this share of the largest diagonal element a pivot is rounding: the matrix is singular. */
    private static final double ROUNDING = 1e-12;

    private static final int MOST_SWEEPS = 100;

    private SymmetricMatrix() {}

    /** L with LL' = a, lower triangular; nothing if the matrix is not positive definite. */
    static Optional<double[][]> cholesky(double[][] a) {
        int size = a.length;
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, a[i][i]);
        }
        double[][] factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                if (i == j && !(rest > ROUNDING * largest)) {
                    return Optional.empty();
                }
                factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
            }
        }
        return Optional.of(factor);
    }

    /** L⁻¹b. */
    static double[] forward(double[][] factor, double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] /= factor[i][i];
        }
        return x;
    }

    /** The eigenvalues of (LL')⁻¹b for a symmetric b, largest first. */
    static double[] generalisedEigenvalues(double[][] factor, double[][] b) {
        int size = b.length;
        double[][] half = new double[size][];
        for (int i = 0; i < size; i++) {
            half[i] = forward(factor, b[i]);
        }
        double[][] whole = new double[size][];
        for (int i = 0; i < size; i++) {
            double[] column = new double[size];
            for (int j = 0; j < size; j++) {
                column[j] = half[j][i];
            }
            whole[i] = forward(factor, column);
        }
        return eigenvalues(whole);
    }

    /** The eigenvalues, largest first, by Jacobi's rotations (Golub and Van Loan 2013, section 8.5). */
    static double[] eigenvalues(double[][] symmetric) {
        int size = symmetric.length;
        double[][] a = new double[size][];
        for (int i = 0; i < size; i++) {
            a[i] = symmetric[i].clone();
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a); sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(a, p, q);
                }
            }
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = -a[i][i];
        }
        Arrays.sort(values);
        for (int i = 0; i < size; i++) {
            values[i] = 0.0 - values[i];
        }
        return values;
    }

    private static boolean isDiagonal(double[][] a) {
        double off = 0;
        double all = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                all += a[i][j] * a[i][j];
                off += i == j ? 0 : a[i][j] * a[i][j];
            }
        }
        return !(off > 1e-32 * all);
    }

    /** Makes the element (p, q) 0. */
    private static void rotate(double[][] a, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(t, 1);
        double sine = t * cosine;
        for (int k = 0; k < a.length; k++) {
            double before = a[k][p];
            a[k][p] = cosine * before - sine * a[k][q];
            a[k][q] = sine * before + cosine * a[k][q];
        }
        for (int k = 0; k < a.length; k++) {
            double before = a[p][k];
            a[p][k] = cosine * before - sine * a[q][k];
            a[q][k] = sine * before + cosine * a[q][k];
        }
    }
}
