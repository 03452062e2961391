package org.kapsurvey.analysis.replicates;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable RowFactors ofRows;
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
        this(factors, null, factors.length, unitOfRow, coefficients, mse);
    }

    /**
     * Factors of which every row has its own.
     *
     * @param coefficients of each replicate
     * @throws IllegalArgumentException if there is not a coefficient for each replicate, or no replicate
     */
    public static ReplicateFactors of(RowFactors factors, double[] coefficients, boolean mse) {
        int[] rows = IntStream.range(0, factors.rows()).toArray();
        return new ReplicateFactors(new double[0][], factors, factors.replicates(), rows, coefficients, mse);
    }

    private ReplicateFactors(
            double[][] factors,
            @Nullable RowFactors ofRows,
            int replicates,
            int[] unitOfRow,
            double[] coefficients,
            boolean mse) {
        if (replicates == 0 || replicates != coefficients.length) {
            throw new IllegalArgumentException(replicates + " replicates with " + coefficients.length + " scales");
        }
        this.factors = factors;
        this.ofRows = ofRows;
        this.unitOfRow = unitOfRow;
        this.coefficients = coefficients;
        this.mse = mse;
    }

    public int replicates() {
        return coefficients.length;
    }

    /** How many units there are. */
    int units() {
        return ofRows == null ? factors[0].length : ofRows.rows();
    }

    double factor(int replicate, int unit) {
        return ofRows == null ? factors[replicate][unit] : ofRows.factor(replicate, unit);
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
            weights[row] = full[row] * factor(replicate, unitOfRow[row]);
        }
        return weights;
    }
}
