package org.kapsurvey.analysis.totals;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One term's total in one domain, by unit, and what every estimate that shares it asks again: computed once. */
final class UnitTotals {
    private final double[] byUnit;
    private volatile @Nullable Double sum;
    private volatile @Nullable Double length;
    private volatile boolean @Nullable [] above0;

    /** @param byUnit taken over: not to be changed afterwards */
    UnitTotals(double[] byUnit) {
        this.byUnit = byUnit;
    }

    static UnitTotals[] each(double[][] byUnit) {
        return Arrays.stream(byUnit).map(UnitTotals::new).toArray(UnitTotals[]::new);
    }

    /** Not to be changed. */
    double[] byUnit() {
        return byUnit;
    }

    double sum() {
        Double known = sum;
        if (known == null) {
            known = sum(byUnit);
            sum = known;
        }
        return known;
    }

    /** √ of the sum of the squares. */
    double length() {
        Double known = length;
        if (known == null) {
            double squares = 0;
            for (double total : byUnit) {
                squares += total * total;
            }
            known = Math.sqrt(squares);
            length = known;
        }
        return known;
    }

    /** For each unit whether its total is above 0; not to be changed. */
    boolean[] above0() {
        boolean[] known = above0;
        if (known == null) {
            known = new boolean[byUnit.length];
            for (int unit = 0; unit < known.length; unit++) {
                known[unit] = byUnit[unit] > 0;
            }
            above0 = known;
        }
        return known;
    }

    /** In four running sums, so that no addition waits for the one before. */
    private static double sum(double[] numbers) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < numbers.length; i += 4) {
            a += numbers[i];
            b += numbers[i + 1];
            c += numbers[i + 2];
            d += numbers[i + 3];
        }
        for (; i < numbers.length; i++) {
            a += numbers[i];
        }
        return (a + b) + (c + d);
    }
}
