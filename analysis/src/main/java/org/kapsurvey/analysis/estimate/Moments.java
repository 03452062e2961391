package org.kapsurvey.analysis.estimate;

/** The weighted variance of rows from their totals. */
final class Moments {
    /** Below this share of the mean square a variance is rounding: the rows are constant. */
    private static final double ROUNDING = 1e-14;

    private Moments() {}

    /** Σw(y − ȳ)²/Σw; 0 where the rows are constant up to rounding, NaN where there are none. */
    static double variance(double weight, double sum, double sumOfSquares) {
        double mean = sum / weight;
        double meanSquare = sumOfSquares / weight;
        double variance = meanSquare - mean * mean;
        return variance < ROUNDING * meanSquare ? 0 : variance;
    }

    /** s²/n with divisor n − 1, from the variance with divisor n; NaN where n &lt; 2. */
    static double simpleRandomVariance(double variance, double rows) {
        return rows < 2 ? Double.NaN : variance / (rows - 1);
    }
}
