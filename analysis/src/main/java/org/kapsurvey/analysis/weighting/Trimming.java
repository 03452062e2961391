package org.kapsurvey.analysis.weighting;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Trimming: weights are cut at bounds, and what that takes away (or adds) is spread equally over the rows that were not
 * cut. That may carry some of them over a bound: a strict trimming repeats, never giving to a row once cut. Sums stay,
 * calibrated totals do not: calibrate again, or calibrate with bounds. Rows of weight 0 keep it.
 *
 * <p>Source: Potter 1990, Proceedings of the Section on Survey Research Methods, American Statistical Association, 225–230.
 */
public final class Trimming implements WeightingStep {
    private final Bound lower;
    private final Bound upper;
    private final boolean strict;

    /** A bound on weights: a weight, or a quantile of the weights above 0 (type 7, each row counted once). */
    public record Bound(double value, boolean quantile) {
        /** No lower bound. */
        public static final Bound NO_LOWER = new Bound(Double.NEGATIVE_INFINITY, false);

        /** No upper bound. */
        public static final Bound NO_UPPER = new Bound(Double.POSITIVE_INFINITY, false);

        double of(double[] sorted) {
            if (!quantile) {
                return value;
            }
            // Hyndman and Fan 1996, The American Statistician 50, 361–365, definition 7.
            double at = (sorted.length - 1) * value;
            int below = (int) Math.floor(at);
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
        }
    }

    public Trimming(Bound lower, Bound upper, boolean strict) {
        this.lower = lower;
        this.upper = upper;
        this.strict = strict;
    }

    @Override
    public String method() {
        return "trim";
    }

    @Override
    public Weighted apply(double[] weights) {
        double[] sorted =
                Arrays.stream(weights).filter(weight -> weight != 0).sorted().toArray();
        double least = lower.of(sorted);
        double most = upper.of(sorted);
        if (!(least < most)) {
            throw new WeightingException(List.of("The lower bound " + Numbers.print(least)
                    + " must be below the upper bound " + Numbers.print(most) + "."));
        }
        double[] after = weights.clone();
        boolean[] cut = new boolean[after.length];
        boolean more = true;
        while (more) {
            more = cutOnce(after, cut, least, most) && strict;
        }
        return new Weighted(after, Residuals.NONE, List.of(), facts(cut, least, most));
    }

    /** What a fault calls the bounds that there are. */
    static String bounds(double least, double most) {
        if (least == Double.NEGATIVE_INFINITY) {
            return "the upper bound " + Numbers.print(most);
        }
        return most == Double.POSITIVE_INFINITY
                ? "the lower bound " + Numbers.print(least)
                : "the bounds " + Numbers.print(least) + " and " + Numbers.print(most);
    }

    private static Map<String, Double> facts(boolean[] cut, double least, double most) {
        double rows = 0;
        for (boolean one : cut) {
            rows += one ? 1 : 0;
        }
        return Map.of("lower", least, "upper", most, "cutRows", rows);
    }

    /** Cuts and spreads; whether there was anything to cut. */
    private static boolean cutOnce(double[] weights, boolean[] cut, double least, double most) {
        double excess = 0;
        int uncut = 0;
        boolean any = false;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] == 0) {
                continue;
            }
            double within = Math.min(most, Math.max(least, weights[row]));
            if (within != weights[row]) {
                excess += weights[row] - within;
                weights[row] = within;
                cut[row] = true;
                any = true;
            }
            uncut += cut[row] ? 0 : 1;
        }
        if (any && excess != 0) {
            if (uncut == 0) {
                throw new WeightingException(List.of("Every weight is cut by " + bounds(least, most)
                        + ", so that none is left to take what they cut off. Widen them."));
            }
            for (int row = 0; row < weights.length; row++) {
                weights[row] += weights[row] == 0 || cut[row] ? 0 : excess / uncut;
            }
        }
        return any;
    }
}
