package org.kapsurvey.analysis.inference;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Quantiles of the distributions that intervals need by the thousand: a close start by an asymptotic formula, then Halley's
 * steps on the library's probabilities, one or two of them where the library's own search takes tens. Where there is no such
 * start, or the steps don't settle, they begin where the library's search ends. Those of Student's distribution, which all
 * items of a table share, are remembered.
 */
final class DistributionQuantile {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int MOST_STEPS = 8;

    /** The step from where the probability is off by this share of itself, or less, is the last: its error is the cube. */
    private static final double CLOSE = 1e-5;

    /** Below this the asymptotic formulas are no start. */
    private static final double FEW_DEGREES = 3;

    /** The last quantiles of Student's distribution, each in the place that its arguments give it. */
    private static final AtomicReferenceArray<Known> KNOWN = new AtomicReferenceArray<>(1 << 10);

    private record Known(double degreesOfFreedom, double tail, double quantile) {}

    private DistributionQuantile() {}

    /**
     * t above which Student's distribution has the probability {@code tail}. Start: Abramowitz and Stegun 1964, 26.7.5.
     *
     * @param degreesOfFreedom above 0, infinite for the normal distribution
     * @param tail above 0, below 1/2
     */
    static double t(double degreesOfFreedom, double tail) {
        int place = Math.floorMod(31 * Double.hashCode(degreesOfFreedom) + Double.hashCode(tail), KNOWN.length());
        Known known = KNOWN.get(place);
        if (known == null || known.degreesOfFreedom() != degreesOfFreedom || known.tail() != tail) {
            known = new Known(degreesOfFreedom, tail, computed(degreesOfFreedom, tail));
            KNOWN.set(place, known);
        }
        return known.quantile();
    }

    private static double computed(double degreesOfFreedom, double tail) {
        if (degreesOfFreedom == Double.POSITIVE_INFINITY) {
            return NORMAL.inverseSurvivalProbability(tail);
        }
        TDistribution t = TDistribution.of(degreesOfFreedom);
        double n = degreesOfFreedom;
        double z = normal(tail);
        double s = z * z;
        double start = z
                + z * (s + 1) / (4 * n)
                + z * ((5 * s + 16) * s + 3) / (96 * n * n)
                + z * (((3 * s + 19) * s + 17) * s - 15) / (384 * n * n * n)
                + z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / (92160 * n * n * n * n);
        return upper(t, n < FEW_DEGREES ? Double.NaN : start, tail, x -> -(n + 1) * x / (n + x * x));
    }

    private static double normal(double tail) {
        return t(Double.POSITIVE_INFINITY, tail);
    }

    /**
     * x below which the beta distribution has the probability {@code tail}. Start: Abramowitz and Stegun 1964, 26.5.22.
     *
     * @param a above 0
     * @param b above 0
     * @param tail above 0, below 1/2
     */
    static double betaLower(double a, double b, double tail) {
        BetaDistribution beta = BetaDistribution.of(a, b);
        return lower(beta, betaStart(a, b, tail), tail, x -> (a - 1) / x - (b - 1) / (1 - x));
    }

    /** x above which the beta distribution has the probability {@code tail}; see {@link #betaLower}. */
    static double betaUpper(double a, double b, double tail) {
        BetaDistribution beta = BetaDistribution.of(a, b);
        return upper(beta, 1 - betaStart(b, a, tail), tail, x -> (a - 1) / x - (b - 1) / (1 - x));
    }

    /** NaN where a or b is too small for the formula. */
    private static double betaStart(double a, double b, double tail) {
        double z = normal(tail);
        double lambda = (z * z - 3) / 6;
        double ofA = 1 / (2 * a - 1);
        double ofB = 1 / (2 * b - 1);
        double h = 2 / (ofA + ofB);
        double w = z * Math.sqrt(h + lambda) / h - (ofB - ofA) * (lambda + 5.0 / 6 - 2 / (3 * h));
        return a <= 1 || b <= 1 ? Double.NaN : a / (a + b * Math.exp(2 * w));
    }

    private static double lower(ContinuousDistribution of, double start, double tail, DoubleUnaryOperator slope) {
        DoubleUnaryOperator excess = x -> of.cumulativeProbability(x) - tail;
        double close = settled(of, excess, slope, tail, start);
        return Double.isNaN(close) ? searched(of, excess, slope, tail, of.inverseCumulativeProbability(tail)) : close;
    }

    private static double upper(ContinuousDistribution of, double start, double tail, DoubleUnaryOperator slope) {
        DoubleUnaryOperator excess = x -> tail - of.survivalProbability(x);
        double close = settled(of, excess, slope, tail, start);
        return Double.isNaN(close) ? searched(of, excess, slope, tail, of.inverseSurvivalProbability(tail)) : close;
    }

    /** What the library found, nearer. */
    private static double searched(
            ContinuousDistribution of,
            DoubleUnaryOperator excess,
            DoubleUnaryOperator slope,
            double tail,
            double found) {
        double closer = settled(of, excess, slope, tail, found);
        return Double.isNaN(closer) ? found : closer;
    }

    /** Where the steps from x end; NaN if they don't. */
    private static double settled(
            ContinuousDistribution of,
            DoubleUnaryOperator excess,
            DoubleUnaryOperator slope,
            double tail,
            double start) {
        double x = start;
        for (int step = 0; step < MOST_STEPS && !Double.isNaN(x); step++) {
            double off = excess.applyAsDouble(x);
            x -= change(off, of.density(x), slope.applyAsDouble(x));
            if (Math.abs(off) <= CLOSE * tail) {
                return x;
            }
        }
        return Double.NaN;
    }

    /** Halley's step. */
    private static double change(double excess, double density, double slope) {
        double newton = excess / density;
        return newton / (1 - newton * slope / 2);
    }
}
