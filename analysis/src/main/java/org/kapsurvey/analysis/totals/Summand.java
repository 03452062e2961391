package org.kapsurvey.analysis.totals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;

/**
 * A term as it is summed in a table. Terms that are the same in this table are one summand: a column without missing
 * values need not be asked for, and the square of a 0 or 1 is itself; so a hundred items without gaps share their n and
 * Σw.
 *
 * @param gaps the columns with missing values that must be observed, sorted
 */
record Summand(List<String> gaps, boolean weighted, List<String> factors, List<Double> origins) {
    static Summand of(Term term, Table table) {
        TreeSet<String> gaps = new TreeSet<>();
        for (String name : term.observed()) {
            if (table.column(name).hasMissing()) {
                gaps.add(name);
            }
        }
        List<String> factors = term.factors();
        List<Double> origins = term.origins();
        factors.forEach(table::numeric);
        if (factors.size() == 2
                && factors.get(0).equals(factors.get(1))
                && origins.stream().allMatch(origin -> origin == 0)
                && table.numeric(factors.get(0)).isBinary()) {
            factors = factors.subList(0, 1);
            origins = origins.subList(0, 1);
        }
        return new Summand(List.copyOf(gaps), term.sum() != Term.Sum.ROWS, List.copyOf(factors), List.copyOf(origins));
    }

    // Written out for the reason given at Term.
    @Override
    public boolean equals(Object other) {
        return other instanceof Summand summand
                && weighted == summand.weighted
                && factors.equals(summand.factors)
                && origins.equals(summand.origins)
                && gaps.equals(summand.gaps);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * Boolean.hashCode(weighted) + factors.hashCode()) + origins.hashCode())
                + gaps.hashCode();
    }

    /** The summand's columns, looked up once. */
    Values in(Table table) {
        List<Column> missing = new ArrayList<>();
        gaps.forEach(name -> missing.add(table.column(name)));
        List<NumericColumn> numbers = factors.stream().map(table::numeric).toList();
        return new Values(
                weighted,
                missing,
                numbers,
                origins.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** What the summand adds for each row. */
    static final class Values {
        private final boolean weighted;
        private final List<Column> gaps;
        private final List<NumericColumn> factors;
        private final double[] origins;

        private Values(boolean weighted, List<Column> gaps, List<NumericColumn> factors, double[] origins) {
            this.weighted = weighted;
            this.gaps = gaps;
            this.factors = factors;
            this.origins = origins;
        }

        /** The bytes that the weights are multiplied by, if that is all there is to it. */
        byte @Nullable [] weightedBytes() {
            return weighted && factors.size() == 1 && origins[0] == 0 && gaps.isEmpty()
                    ? factors.get(0).bytes()
                    : null;
        }

        /**
         * Writes what some rows add, 0 where a column is missing, to {@code place} in the values of each.
         *
         * @param rows the rows, of which those from {@code first} up to but not including {@code end} are meant
         * @param weights of these rows
         * @param column of as many numbers, to compute in
         */
        void write(int[] rows, int first, int end, double[] weights, double[] column, double[][] values, int place) {
            int count = end - first;
            if (weighted) {
                System.arraycopy(weights, 0, column, 0, count);
            } else {
                Arrays.fill(column, 0, count, 1);
            }
            for (int factor = 0; factor < origins.length; factor++) {
                factors.get(factor).multiply(column, rows, first, end, origins[factor]);
            }
            for (Column gap : gaps) {
                for (int i = 0; i < count; i++) {
                    column[i] = gap.isMissing(rows[first + i]) ? 0 : column[i];
                }
            }
            for (int i = 0; i < count; i++) {
                values[i][place] = column[i];
            }
        }
    }
}
