package org.kapsurvey.analysis.weighting;

/**
 * How a calibration measures the way from a weight to the calibrated one, by its factor g = F(u) of the linear predictor u:
 * F(0) = F′(0) = 1.
 *
 * <p>Source: Deville and Särndal 1992, Journal of the American Statistical Association 87, 376–382, table 1.
 */
public enum CalibrationDistance {
    /** g = 1 + u, cut at the bounds. */
    LINEAR {
        @Override
        double factor(double u, double lower, double upper) {
            return Math.min(upper, Math.max(lower, 1 + u));
        }

        @Override
        double slope(double u, double lower, double upper) {
            return 1 + u < lower || 1 + u > upper ? 0 : 1;
        }
    },

    /** g = exp u, cut at the bounds. */
    RAKING {
        @Override
        double factor(double u, double lower, double upper) {
            return Math.min(upper, Math.max(lower, Math.exp(u)));
        }

        @Override
        double slope(double u, double lower, double upper) {
            double g = Math.exp(u);
            return g < lower || g > upper ? 0 : g;
        }
    },

    /** g = (L(U−1) + U(1−L)e^Au) / (U−1 + (1−L)e^Au), A = (U−L)/((U−1)(1−L)): always between the bounds L &lt; 1 &lt; U. */
    LOGIT {
        @Override
        double factor(double u, double lower, double upper) {
            double e = Math.exp(scale(lower, upper) * u);
            return Double.isInfinite(e)
                    ? upper
                    : (lower * (upper - 1) + upper * (1 - lower) * e) / (upper - 1 + (1 - lower) * e);
        }

        @Override
        double slope(double u, double lower, double upper) {
            double a = scale(lower, upper);
            double e = Math.exp(a * u);
            double below = upper - 1 + (1 - lower) * e;
            return Double.isInfinite(below * below)
                    ? 0
                    : a * e * (1 - lower) * (upper - 1) * (upper - lower) / (below * below);
        }
    };

    private static double scale(double lower, double upper) {
        return (upper - lower) / ((upper - 1) * (1 - lower));
    }

    abstract double factor(double u, double lower, double upper);

    abstract double slope(double u, double lower, double upper);
}
