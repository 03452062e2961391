package org.kapsurvey.analysis.estimate;

/**
 * Some functions of the estimates of several domains together, as the shares of a table from the totals of its cells. Their
 * variance is linearised by the Jacobian; a method that estimates again in every replicate needs the values alone.
 */
public interface SmoothFunction {
    /** The functions' values at some estimates; NaN where one is not defined. */
    double[] values(double[] estimates);

    /** For each function its derivative by each estimate. */
    double[][] jacobian(double[] estimates);

    /** J V J′: the covariances of the functions by the delta method, from those of the estimates. */
    default double[][] linearised(double[] estimates, double[][] covariances) {
        double[][] jacobian = jacobian(estimates);
        double[][] product = new double[jacobian.length][jacobian.length];
        for (int i = 0; i < jacobian.length; i++) {
            double[] left = new double[estimates.length];
            for (int a = 0; a < left.length; a++) {
                for (int b = 0; jacobian[i][a] != 0 && b < left.length; b++) {
                    left[b] += jacobian[i][a] * covariances[a][b];
                }
            }
            for (int j = 0; j < jacobian.length; j++) {
                for (int b = 0; b < left.length; b++) {
                    product[i][j] += jacobian[j][b] == 0 ? 0 : left[b] * jacobian[j][b];
                }
            }
        }
        return product;
    }
}
