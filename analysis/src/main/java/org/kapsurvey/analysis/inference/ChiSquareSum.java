package org.kapsurvey.analysis.inference;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Upper tails of Q = Σ λ_i χ²(h_i), sums of independent chi-squares with weights of either sign, as Rao and Scott's tests compare
 * with: P(Σ δ_i χ²(1) &gt; x), and with an estimated variance on ν degrees of freedom P(Σ δ_i χ²(1) − (x/ν) χ²(ν) &gt; 0).
 *
 * <p>With K(ζ) = −½ Σ h_i log(1 − 2ζλ_i) − ζx, the tail is the integral of e^K/(2πiζ) along a path from −i∞ to i∞ that leaves 0 on its left
 * and the singularities of positive weights on its right. {@link #exact} takes the integral along a parabola through a point near the
 * saddle of e^K, on which the integrand falls off without turning round, by the trapezoidal rule, halving its step until nothing changes;
 * {@link #saddlepoint} is the closed approximation in that point.
 *
 * <p>Sources: Helstrom 1996, IEEE Transactions on Aerospace and Electronic Systems 32, 1290–1303 (the path); Kuonen 1999, Biometrika 86,
 * 929–935 (the approximation); Rao and Scott 1984, Annals of Statistics 12, 46–60. Against Imhof 1961, Biometrika 48, 419–426, in tests.
 */
public final class ChiSquareSum {
    private static final double TOLERANCE = 1e-13;
    private static final int MOST_HALVINGS = 14;

    /** Degrees of freedom that are whole but for so much are whole. */
    private static final double ROUNDING = 1e-12;

    private final double[] weights;
    private final double[] freedoms;
    private final double x;

    private ChiSquareSum(double[] weights, double[] freedoms, double x) {
        this.weights = weights;
        this.freedoms = freedoms;
        this.x = x;
    }

    /**
     * The event that Σ δ_i χ²(1) reaches x.
     *
     * @param effects δ, one or more, above 0
     * @param x 0 or more
     * @param freedom ν of an estimated variance; infinity of one that is known
     */
    public static ChiSquareSum beyond(double x, double[] effects, double freedom) {
        boolean known = Double.isInfinite(freedom);
        // As shares of the largest, so that no scale is left.
        double largest = Arrays.stream(effects).max().orElse(Double.NaN);
        double[] weights = new double[effects.length + (known ? 0 : 1)];
        double[] freedoms = new double[weights.length];
        for (int i = 0; i < effects.length; i++) {
            weights[i] = effects[i] / largest;
            freedoms[i] = 1;
        }
        if (!known) {
            weights[effects.length] = -x / largest / freedom;
            freedoms[effects.length] = freedom;
        }
        return new ChiSquareSum(weights, freedoms, known ? x / largest : 0);
    }

    /** Whether there is a tail: weights that are numbers, of which one is above 0, and degrees of freedom above 0. */
    private boolean isDefined() {
        boolean numbers = x >= 0 && x < Double.POSITIVE_INFINITY && weights.length > 0;
        boolean positive = false;
        for (int i = 0; i < weights.length; i++) {
            numbers &= Double.isFinite(weights[i]) && freedoms[i] > 0;
            positive |= weights[i] > 0;
        }
        return numbers && positive;
    }

    private double largest() {
        return Arrays.stream(weights).max().orElse(Double.NaN);
    }

    private double cumulant(double zeta) {
        double sum = -zeta * x;
        for (int i = 0; i < weights.length; i++) {
            sum -= 0.5 * freedoms[i] * Math.log1p(-2 * zeta * weights[i]);
        }
        return sum;
    }

    private double slope(double zeta) {
        double sum = -x;
        for (int i = 0; i < weights.length; i++) {
            sum += freedoms[i] * weights[i] / (1 - 2 * zeta * weights[i]);
        }
        return sum;
    }

    private double curvature(double zeta) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double share = weights[i] / (1 - 2 * zeta * weights[i]);
            sum += 2 * freedoms[i] * share * share;
        }
        return sum;
    }

    /** Where K' is 0, by halving the range that the weights leave: K' rises through all of it. */
    private double saddle() {
        double high = 0.5 / largest();
        double smallest = Arrays.stream(weights).min().orElse(0);
        double low = smallest < 0 ? 0.5 / smallest : -1;
        while (smallest >= 0 && slope(low) > 0) {
            low *= 2;
        }
        for (int halving = 0; halving < 200; halving++) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (slope(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /**
     * P(N &gt; w + log(v/w)/w) of a standard normal N, w = ±√(−2K(ζ)), v = ζ√K''(ζ), in the saddle ζ of e^K; near the mean, where w
     * vanishes, {@link #exact}. Degrees of freedom above 1 count as the whole number below them, as in R survey. NaN where nothing is
     * defined; 1 at x = 0.
     */
    public double saddlepoint() {
        if (!isDefined()) {
            return Double.NaN;
        }
        if (isCertain()) {
            return 1;
        }
        double[] whole = Arrays.stream(freedoms)
                .map(freedom -> Math.max(1, Math.floor(freedom * (1 + ROUNDING))))
                .toArray();
        return new ChiSquareSum(weights, whole, x).approximate();
    }

    private double approximate() {
        double zeta = saddle();
        double w = Math.copySign(Math.sqrt(Math.max(0, -2 * cumulant(zeta))), zeta);
        double v = zeta * Math.sqrt(curvature(zeta));
        if (Math.abs(w) < 1e-4 || !(v / w > 0)) {
            return exact();
        }
        return NormalDistribution.of(0, 1).survivalProbability(w + Math.log(v / w) / w);
    }

    /** Nothing is negative and x is 0. */
    private boolean isCertain() {
        return x == 0 && Arrays.stream(weights).noneMatch(weight -> weight < 0);
    }

    /** The tail, to twelve digits of it. NaN where nothing is defined; 1 at x = 0. */
    public double exact() {
        if (!isDefined()) {
            return Double.NaN;
        }
        if (isCertain()) {
            return 1;
        }
        double edge = 0.5 / largest();
        // Below the mean the saddle lies left of 0, where the path must not go.
        double centre = Math.max(saddle(), 0.1 * edge);
        double width = Math.min(1 / Math.sqrt(curvature(centre)), edge);
        double bend = 0.5 / edge;
        double step = 0.5;
        double before = Double.NaN;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double sum = trapezoid(centre, width, bend, step);
            if (Math.abs(sum - before) <= TOLERANCE * Math.abs(sum)) {
                return Math.min(1, Math.max(0, sum));
            }
            before = sum;
            step /= 2;
        }
        return Math.min(1, Math.max(0, before));
    }

    /** The integral over y = width · sinh t, of which the other half is the conjugate. */
    private double trapezoid(double centre, double width, double bend, double step) {
        double sum = 0.5 * integrand(centre, width, bend, 0);
        double largest = Math.abs(sum);
        for (double t = step; t < 60; t += step) {
            double value = integrand(centre, width, bend, t);
            sum += value;
            largest = Math.max(largest, Math.abs(value));
            if (t > 3 && Math.abs(value) < 1e-18 * largest) {
                break;
            }
        }
        return step * sum / Math.PI;
    }

    /** The imaginary part of e^K(ζ)/ζ · dζ/dt at ζ = centre + bend · y² + iy. */
    private double integrand(double centre, double width, double bend, double t) {
        double y = width * Math.sinh(t);
        double re = centre + bend * y * y;
        double logSize = -re * x;
        double angle = -y * x;
        for (int i = 0; i < weights.length; i++) {
            double a = 1 - 2 * weights[i] * re;
            double b = -2 * weights[i] * y;
            logSize -= 0.5 * freedoms[i] * Math.log(Math.hypot(a, b));
            angle -= 0.5 * freedoms[i] * Math.atan2(b, a);
        }
        double size = Math.exp(logSize - 0.5 * Math.log(re * re + y * y));
        angle -= Math.atan2(y, re);
        // dζ/dt = (2·bend·y + i) · width · cosh t.
        double real = size * Math.cos(angle);
        double imaginary = size * Math.sin(angle);
        return (real + 2 * bend * y * imaginary) * width * Math.cosh(t);
    }
}
