package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.TextColumn;

/**
 * The terms that response is modelled by: a constant, numbers, and of each text column an indicator for every level that a row
 * with a weight has but the first by code point. Immutable.
 */
public final class ResponseModel {
    private final double[][] columns;
    private final List<String> labels;
    private final List<String> told;

    private ResponseModel(double[][] columns, List<String> labels, List<String> told) {
        this.columns = columns;
        this.labels = List.copyOf(labels);
        this.told = List.copyOf(told);
    }

    /**
     * A model of columns.
     *
     * @param weights rows of weight 0 may lack a value
     * @param quotes whether messages may quote the values of a column
     */
    public static ResponseModel of(List<Column> terms, double[] weights, Predicate<String> quotes) {
        List<double[]> columns = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<String> told = new ArrayList<>();
        double[] ones = new double[weights.length];
        Arrays.fill(ones, 1);
        columns.add(ones);
        labels.add("(intercept)");
        told.add("(intercept)");
        for (Column term : terms) {
            if (term instanceof NumericColumn number) {
                columns.add(number.values());
                labels.add(term.name());
                told.add(term.name());
            } else if (term instanceof TextColumn text) {
                for (int code : levels(text, weights)) {
                    columns.add(indicator(text, code));
                    labels.add(text.name() + "=" + text.levels().get(code));
                    told.add(quotes.test(text.name()) ? labels.get(labels.size() - 1) : asInFirstRow(text, code));
                }
            }
        }
        return new ResponseModel(columns.toArray(new double[0][]), labels, told);
    }

    /** The codes that a row with a weight has, but for the first. */
    private static List<Integer> levels(TextColumn text, double[] weights) {
        boolean[] occurs = new boolean[text.levels().size()];
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] != 0 && !text.isMissing(row)) {
                occurs[text.code(row)] = true;
            }
        }
        List<Integer> codes = new ArrayList<>();
        for (int code = 0; code < occurs.length; code++) {
            if (occurs[code]) {
                codes.add(code);
            }
        }
        codes.sort((a, b) ->
                Grouping.compareCodePoints(text.levels().get(a), text.levels().get(b)));
        return codes.subList(Math.min(1, codes.size()), codes.size());
    }

    private static double[] indicator(TextColumn text, int code) {
        double[] column = new double[text.rows()];
        for (int row = 0; row < column.length; row++) {
            column[row] = text.code(row) == code ? 1 : 0;
        }
        return column;
    }

    private static String asInFirstRow(TextColumn text, int code) {
        int row = 0;
        while (text.code(row) != code) {
            row++;
        }
        return text.name() + " as in row " + (row + 1);
    }

    double[][] columns() {
        return columns;
    }

    List<String> labels() {
        return labels;
    }

    /** What the terms are called in messages. */
    List<String> told() {
        return told;
    }
}
