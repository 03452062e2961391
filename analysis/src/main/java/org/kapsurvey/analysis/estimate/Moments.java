package org.kapsurvey.analysis.estimate;

/** The weighted variance of rows from their totals. */
final class Moments {
    /** Below this share of the mean square a variance is rounding: the rows are constant. */
    private static final double ROUNDING = 1e-14;

    /** So far below 0, as a share of the mean square, rounding brings no variance. */
    private static final double BELOW = 1e-9;

    private Moments() {}

    /**
     * Σw(y − ȳ)²/Σw; 0 where the rows are constant up to rounding, NaN where there are none. Negative weights can bring it
     * below 0.
     */
    static double variance(double weight, double sum, double sumOfSquares) {
        double mean = sum / weight;
        double meanSquare = sumOfSquares / weight;
        return withoutRounding(meanSquare - mean * mean, meanSquare);
    }

    /** A sum of squares about a mean, 0 where it is rounding beside {@code size}, the squares themselves. */
    static double withoutRounding(double variance, double size) {
        return variance < ROUNDING * size && variance > -BELOW * size ? 0 : variance;
    }

    /** s²/n with divisor n − 1, from the variance with divisor n; NaN where n &lt; 2. */
    static double simpleRandomVariance(double variance, double rows) {
        return rows < 2 ? Double.NaN : variance / (rows - 1);
    }
}
