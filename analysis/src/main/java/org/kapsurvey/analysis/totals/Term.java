package org.kapsurvey.analysis.totals;

import java.io.Serializable;
import java.util.List;
import org.kapsurvey.analysis.codebook.NumericColumn;

/**
 * One thing that is summed over the rows of a PSU and domain. Only rows with a weight above 0 and a value in each column
 * of {@code observed} take part, so that item non-response is a domain of its own. Columns are named, not held, so that
 * the same term can be summed by another engine.
 *
 * @param observed columns that must not be missing
 * @param sum what is added for each row: 1, w, w·a, or w·a·b
 * @param factors the columns of {@code sum}
 * @param origins what is taken off each of the columns first to give a and b: 0, or a number near the mean of a column that
 *     is large beside its spread, whose squares would lose their last digits, and with them the variance
 */
public record Term(List<String> observed, Sum sum, List<String> factors, List<Double> origins) implements Serializable {
    /** What is added for each row; w is the row's weight. */
    public enum Sum {
        /** 1: the number of rows, unweighted. */
        ROWS(0),
        /** w */
        WEIGHT(0),
        /** w·a */
        VALUE(1),
        /** w·a·b */
        PRODUCT(2);

        private final int factors;

        Sum(int factors) {
            this.factors = factors;
        }
    }

    public Term {
        observed = List.copyOf(observed);
        factors = List.copyOf(factors);
        origins = List.copyOf(origins);
        if (factors.size() != sum.factors || origins.size() != sum.factors) {
            throw new IllegalArgumentException("A " + sum + " term has " + sum.factors + " columns, not " + factors);
        }
        if (!observed.containsAll(factors)) {
            throw new IllegalArgumentException("Columns " + factors + " are summed but not required: " + observed);
        }
    }

    // Written out, because those that a record comes with are put together when they are first called, which takes
    // longer than all the sums of a small survey.
    @Override
    public boolean equals(Object other) {
        return other instanceof Term term
                && sum == term.sum
                && factors.equals(term.factors)
                && origins.equals(term.origins)
                && observed.equals(term.observed);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * sum.hashCode() + factors.hashCode()) + origins.hashCode()) + observed.hashCode();
    }

    public static Term rows(List<String> observed) {
        return new Term(observed, Sum.ROWS, List.of(), List.of());
    }

    public static Term weight(List<String> observed) {
        return new Term(observed, Sum.WEIGHT, List.of(), List.of());
    }

    public static Term value(List<String> observed, Origin a) {
        return new Term(observed, Sum.VALUE, List.of(a.column()), List.of(a.value()));
    }

    public static Term product(List<String> observed, Origin a, Origin b) {
        return new Term(observed, Sum.PRODUCT, List.of(a.column(), b.column()), List.of(a.value(), b.value()));
    }

    /** A column and what is taken off it. */
    public record Origin(String column, double value) {
        /** Of a column of which nothing is taken off, as of 0 and 1. */
        public static Origin zero(String column) {
            return new Origin(column, 0);
        }

        /** Near the column's mean where that is large beside the spread, else 0. */
        public static Origin of(NumericColumn column) {
            return new Origin(column.name(), column.origin());
        }
    }
}
