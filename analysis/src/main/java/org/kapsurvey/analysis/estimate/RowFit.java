package org.kapsurvey.analysis.estimate;

/**
 * Estimates that are found by going over the rows, as the coefficients of a model, and are no functions of a few totals. A
 * {@link VarianceMethod} needs of them what each row adds when they are linearised, or the same estimates from other weights.
 */
public interface RowFit {
    /** The estimates of the full sample; not to be changed. */
    double[] values();

    /** Whether the estimates are about the row. */
    boolean counts(int row);

    /**
     * The linearised estimates, summed over the rows of each unit, with the weights of the full sample.
     *
     * @param unitOfRow from 0
     * @param units how many there are
     */
    Sums linearised(int[] unitOfRow, int units);

    /** The same estimates with another weight for each row; NaN where they are not defined. */
    double[] again(double[] weights);

    /** Linearised estimates; the arrays are taken over and not copied. */
    final class Sums {
        private final double[][] z;
        private final double[] sizes;

        /**
         * The sums.
         *
         * @param z of each estimate for each unit
         * @param sizes of each estimate what Σz² would be if no part of z took anything from another; see
         *     {@link org.kapsurvey.analysis.variance.Rounding}
         */
        public Sums(double[][] z, double[] sizes) {
            this.z = z;
            this.sizes = sizes;
        }

        /** Of each estimate for each unit. */
        public double[][] z() {
            return z;
        }

        /** Of each estimate. */
        public double[] sizes() {
            return sizes;
        }
    }
}
