package org.kapsurvey.analysis.design;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.questionnaire.number.Numbers;

/** The columns of population sizes, or of sampling fractions, one for each stage. */
final class Populations {
    private final Table table;
    private final List<String> columns;
    private final InterviewRows rows;

    Populations(Table table, List<String> columns, InterviewRows rows) {
        this.table = table;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * For each stage and row N, the size of the row's stratum in the population, negative where the sampling fraction
     * −f is given instead; with every missing or impossible value, and a mixture of the two, among the findings.
     */
    double[][] checked(List<String> findings) {
        double[][] values = new double[columns.size()][];
        boolean sizes = false;
        boolean fractions = false;
        for (int stage = 0; stage < values.length; stage++) {
            double[] column = table.numeric(columns.get(stage)).values();
            list(stage, "missing", "Every row must have one.", row -> Double.isNaN(column[row]), findings);
            list(
                    stage,
                    "not above 0",
                    "Write population sizes (1 or more) or sampling fractions (1 or less).",
                    row -> column[row] <= 0,
                    findings);
            for (double value : column) {
                sizes |= value > 1;
                fractions |= isFraction(value);
            }
            values[stage] = column;
        }
        if (sizes && fractions) {
            int stage = IntStream.range(0, values.length)
                    .filter(k -> IntStream.range(0, values[k].length).anyMatch(row -> isFraction(values[k][row])))
                    .findFirst()
                    .orElseThrow();
            list(
                    stage,
                    "below 1, a sampling fraction, where others are population sizes above 1,",
                    "Write sizes everywhere or fractions everywhere.",
                    row -> isFraction(values[stage][row]),
                    findings);
        }
        return sizes ? values : negated(values);
    }

    /** What is not above 0 is neither a fraction nor a size, and told as such. */
    private static boolean isFraction(double value) {
        return value > 0 && value < 1;
    }

    private static double[][] negated(double[][] values) {
        double[][] negated = new double[values.length][];
        for (int stage = 0; stage < values.length; stage++) {
            negated[stage] = new double[values[stage].length];
            for (int row = 0; row < negated[stage].length; row++) {
                negated[stage][row] = -values[stage][row];
            }
        }
        return negated;
    }

    private void list(int stage, String what, String remedy, IntPredicate wrong, List<String> findings) {
        double[] values = table.numeric(columns.get(stage)).values();
        String found = rows.list(
                wrong,
                row -> Double.isNaN(values[row]) || !table.quotes(columns.get(stage))
                        ? ""
                        : " (" + Numbers.print(values[row]) + ")");
        if (!found.isEmpty()) {
            findings.add("The fpc \"%s\" is %s in %s. %s".formatted(columns.get(stage), what, found, remedy));
        }
    }
}
