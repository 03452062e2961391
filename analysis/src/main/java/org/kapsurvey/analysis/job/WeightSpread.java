package org.kapsurvey.analysis.job;

/**
 * Weights in a few figures, over the rows whose weight is not 0.
 *
 * @param coefficientOfVariation with divisor n − 1; NaN with fewer than two rows
 * @param kishEffect nΣw²/(Σw)² (Kish 1992, Journal of Official Statistics 8, 183–200)
 */
record WeightSpread(
        long rows,
        double sum,
        double least,
        double mean,
        double most,
        double coefficientOfVariation,
        double kishEffect) {
    static WeightSpread of(double[] weights) {
        long rows = 0;
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double weight : weights) {
            if (weight != 0) {
                rows++;
                sum += weight;
                squares += weight * weight;
                least = Math.min(least, weight);
                most = Math.max(most, weight);
            }
        }
        double mean = sum / rows;
        double cv = rows < 2 ? Double.NaN : Math.sqrt(Math.max(0, squares - rows * mean * mean) / (rows - 1)) / mean;
        return new WeightSpread(rows, sum, least, mean, most, cv, rows * squares / (sum * sum));
    }
}
