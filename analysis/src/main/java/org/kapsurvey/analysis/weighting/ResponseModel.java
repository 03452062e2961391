package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private ResponseModel(double[][] columns, List<String> labels) {
        this.columns = columns;
        this.labels = List.copyOf(labels);
    }

    /**
     * A model of columns.
     *
     * @param weights rows of weight 0 may lack a value
     */
    public static ResponseModel of(List<Column> terms, double[] weights) {
        List<double[]> columns = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        double[] ones = new double[weights.length];
        Arrays.fill(ones, 1);
        columns.add(ones);
        labels.add("(intercept)");
        for (Column term : terms) {
            if (term instanceof NumericColumn number) {
                columns.add(number.values());
                labels.add(term.name());
            } else if (term instanceof TextColumn text) {
                levels(text, weights, columns, labels);
            }
        }
        return new ResponseModel(columns.toArray(new double[0][]), labels);
    }

    private static void levels(TextColumn text, double[] weights, List<double[]> columns, List<String> labels) {
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
        for (int code : codes.subList(Math.min(1, codes.size()), codes.size())) {
            double[] column = new double[weights.length];
            for (int row = 0; row < column.length; row++) {
                column[row] = text.code(row) == code ? 1 : 0;
            }
            columns.add(column);
            labels.add(text.name() + "=" + text.levels().get(code));
        }
    }

    double[][] columns() {
        return columns;
    }

    List<String> labels() {
        return labels;
    }
}
