package org.kapsurvey.analysis.replicates;

/**
 * What replicates do to the weights: for each replicate a factor for each unit, and the coefficient of its square in
 *
 * <pre>V = Σ_r c_r (θ_r − centre)²,   centre the mean of the θ_r with c_r &gt; 0, with mse the full-sample θ.</pre>
 *
 * Units are PSUs, or the rows of a file of factors. Immutable; its arrays are not to be changed.
 *
 * <p>Source: Wolter 2007, Introduction to Variance Estimation, ch. 3 to 5; Rust and Rao 1996, Statistical Methods in Medical
 * Research 5, 283–310.
 */
public final class ReplicateFactors {
    private final double[][] factors;
    private final int[] unitOfRow;
    private final double[] coefficients;
    private final boolean mse;

    /**
     * Factors of replicates.
     *
     * @param factors for each replicate, of each unit
     * @param unitOfRow the unit of each row
     * @param coefficients of each replicate
     * @throws IllegalArgumentException if there is not a coefficient for each replicate, or no replicate
     */
    public ReplicateFactors(double[][] factors, int[] unitOfRow, double[] coefficients, boolean mse) {
        if (factors.length == 0 || factors.length != coefficients.length) {
            throw new IllegalArgumentException(factors.length + " replicates with " + coefficients.length + " scales");
        }
        this.factors = factors;
        this.unitOfRow = unitOfRow;
        this.coefficients = coefficients;
        this.mse = mse;
    }

    public int replicates() {
        return factors.length;
    }

    /** How many units there are. */
    int units() {
        return factors[0].length;
    }

    double factor(int replicate, int unit) {
        return factors[replicate][unit];
    }

    int[] unitOfRow() {
        return unitOfRow;
    }

    /** c_r: the scale of all replicates times that of this one. */
    public double coefficient(int replicate) {
        return coefficients[replicate];
    }

    /** Whether the spread is about the full-sample estimate. */
    public boolean mse() {
        return mse;
    }

    /** The weights of a replicate, from the full weights of the rows. */
    public double[] weights(int replicate, double[] full) {
        double[] weights = new double[full.length];
        for (int row = 0; row < full.length; row++) {
            weights[row] = full[row] * factors[replicate][unitOfRow[row]];
        }
        return weights;
    }
}
