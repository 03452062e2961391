package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;

/** The columns that a calibration sums to population totals: a constant, numbers, indicators of groups. Immutable. */
public final class CalibrationTerms {
    private final double[][] columns;
    private final double[] totals;
    private final List<String> labels;
    private final double population;

    private CalibrationTerms(double[][] columns, double[] totals, List<String> labels, double population) {
        this.columns = columns;
        this.totals = totals;
        this.labels = labels;
        this.population = population;
    }

    public static Builder of(int rows) {
        return new Builder(rows);
    }

    /** The same terms, each row's own values replaced by the means of its cluster. */
    CalibrationTerms averaged(ClusterMeans means) {
        return new CalibrationTerms(
                Arrays.stream(columns).map(means::of).toArray(double[][]::new), totals, labels, population);
    }

    int size() {
        return columns.length;
    }

    int rows() {
        return columns[0].length;
    }

    double[][] columns() {
        return columns;
    }

    double total(int term) {
        return totals[term];
    }

    String label(int term) {
        return labels.get(term);
    }

    /** The population size; NaN if no term gives it. */
    public double population() {
        return population;
    }

    /** Collects terms. Not thread-safe. */
    public static final class Builder {
        private final int rows;
        private final List<double[]> columns = new ArrayList<>();
        private final List<Double> totals = new ArrayList<>();
        private final List<String> labels = new ArrayList<>();
        private double population = Double.NaN;

        private Builder(int rows) {
            this.rows = rows;
        }

        /** The constant term, whose total is the size of the population. */
        public Builder intercept(double size) {
            double[] ones = new double[rows];
            Arrays.fill(ones, 1);
            population = size;
            return add(ones, size, "the population");
        }

        public Builder number(NumericColumn column, double total) {
            return add(column.values(), total, column.name());
        }

        /** An indicator for each group but the first, which the constant term makes superfluous. */
        public Builder groups(Margin margin) {
            int[] codes = margin.codes();
            for (int group = 1; group < margin.groups(); group++) {
                double[] column = new double[rows];
                for (int row = 0; row < rows; row++) {
                    column[row] = codes[row] == group && codes[row] != Grouping.NONE ? 1 : 0;
                }
                add(column, margin.total(group), margin.label(group));
            }
            return this;
        }

        private Builder add(double[] column, double total, String label) {
            columns.add(column);
            totals.add(total);
            labels.add(label);
            return this;
        }

        /**
         * The terms.
         *
         * @throws IllegalStateException if there is none
         */
        public CalibrationTerms build() {
            if (columns.isEmpty()) {
                throw new IllegalStateException("A calibration needs a term");
            }
            return new CalibrationTerms(
                    columns.toArray(new double[0][]),
                    totals.stream().mapToDouble(Double::doubleValue).toArray(),
                    List.copyOf(labels),
                    population);
        }
    }
}
