package org.kapsurvey.analysis.weighting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A population total that weights were calibrated to, and what they sum to.
 *
 * @param label what it is the total of: {@code sex=F}, a term, {@code the population}
 */
public record ReachedTotal(String label, double wanted, double reached) {
    private static final int NAMED = 5;
    private static final int MOST_DECIMALS = 20;

    /** Of the largest miss: a total below this share of it is reached but for rounding. */
    private static final double ROUNDING = 1e-6;

    /** |reached − wanted| as a share of the total; of a total of 0 the difference itself. */
    public double relativeMiss() {
        double miss = Math.abs(reached - wanted);
        return wanted == 0 ? miss : miss / Math.abs(wanted);
    }

    /** Those that are missed by the largest share of themselves, the farthest first, for a message; never those reached. */
    static String farthest(List<ReachedTotal> totals) {
        double worst =
                totals.stream().mapToDouble(ReachedTotal::relativeMiss).max().orElse(0);
        return totals.stream()
                .filter(total -> !(total.relativeMiss() < ROUNDING * worst))
                .sorted(Comparator.comparingDouble(ReachedTotal::relativeMiss).reversed())
                .limit(NAMED)
                .map(ReachedTotal::told)
                .collect(Collectors.joining(", "));
    }

    /** {@code sex=F 0.4469 of 0.5500 (-18.7 %)}: with so many decimals that the miss is seen, one at least. */
    private String told() {
        if (!Double.isFinite(reached)) {
            return label + " " + reached + " of " + wanted;
        }
        double miss = Math.abs(reached - wanted);
        int decimals = 1;
        for (double last = 0.1; miss < last && decimals < MOST_DECIMALS; last /= 10) {
            decimals++;
        }
        String figures = label + " " + rounded(reached, decimals) + " of " + rounded(wanted, decimals);
        return wanted == 0
                ? figures
                : figures + " ("
                        + (reached < wanted ? "-" : "+")
                        + new BigDecimal(100 * relativeMiss())
                                .round(new MathContext(3))
                                .stripTrailingZeros()
                                .toPlainString()
                        + " %)";
    }

    private static String rounded(double number, int decimals) {
        return new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
