package org.kapsurvey.analysis.totals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
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
record Summand(List<String> gaps, boolean weighted, List<String> factors) {
    static Summand of(Term term, Table table) {
        TreeSet<String> gaps = new TreeSet<>();
        for (String name : term.observed()) {
            if (table.column(name).hasMissing()) {
                gaps.add(name);
            }
        }
        List<String> factors = term.factors();
        factors.forEach(table::numeric);
        if (factors.size() == 2
                && factors.get(0).equals(factors.get(1))
                && table.numeric(factors.get(0)).isBinary()) {
            factors = factors.subList(0, 1);
        }
        return new Summand(List.copyOf(gaps), term.sum() != Term.Sum.ROWS, List.copyOf(factors));
    }

    /** The summand's columns, looked up once. */
    Values in(Table table, double[] weights) {
        List<Column> missing = new ArrayList<>();
        gaps.forEach(name -> missing.add(table.column(name)));
        List<NumericColumn> numbers = factors.stream().map(table::numeric).toList();
        return new Values(weighted, weights, missing, numbers);
    }

    /** What the summand adds for each row. */
    static final class Values {
        private final boolean weighted;
        private final double[] weights;
        private final List<Column> gaps;
        private final List<NumericColumn> factors;

        private Values(boolean weighted, double[] weights, List<Column> gaps, List<NumericColumn> factors) {
            this.weighted = weighted;
            this.weights = weights;
            this.gaps = gaps;
            this.factors = factors;
        }

        /**
         * Writes what the rows from {@code first} on add: 0 where a column is missing.
         *
         * @param values of as many rows as it is long
         * @param scratch as long
         */
        void write(int first, int rows, double[] values, double[] scratch) {
            if (weighted) {
                System.arraycopy(weights, first, values, 0, rows);
            } else {
                Arrays.fill(values, 0, rows, 1);
            }
            for (NumericColumn factor : factors) {
                factor.copy(first, rows, scratch);
                for (int i = 0; i < rows; i++) {
                    values[i] *= scratch[i];
                }
            }
            for (Column column : gaps) {
                for (int i = 0; i < rows; i++) {
                    if (column.isMissing(first + i)) {
                        values[i] = 0;
                    }
                }
            }
        }
    }
}
