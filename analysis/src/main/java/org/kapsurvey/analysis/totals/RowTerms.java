package org.kapsurvey.analysis.totals;

import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;

/**
 * The terms of an estimator row by row, before they are weighted and summed: what the methods of variance need that look
 * at rows or at other weights. Immutable.
 */
public final class RowTerms {
    private final List<Term> terms;
    private final double[][] values;

    private RowTerms(List<Term> terms, double[][] values) {
        this.terms = terms;
        this.values = values;
    }

    /**
     * The terms of the table's rows.
     *
     * @throws IllegalArgumentException if a term names a column that is absent or text
     */
    public static RowTerms of(Table table, List<Term> terms) {
        double[][] values = new double[terms.size()][];
        for (int t = 0; t < values.length; t++) {
            Term term = terms.get(t);
            double[] of = new double[table.rows()];
            Arrays.fill(of, 1);
            for (int factor = 0; factor < term.factors().size(); factor++) {
                double[] column = table.numeric(term.factors().get(factor)).values();
                double origin = term.origins().get(factor);
                for (int row = 0; row < of.length; row++) {
                    of[row] *= column[row] - origin;
                }
            }
            for (String name : term.observed()) {
                Column column = table.column(name);
                for (int row = 0; row < of.length; row++) {
                    of[row] = column.isMissing(row) ? 0 : of[row];
                }
            }
            values[t] = of;
        }
        return new RowTerms(terms, values);
    }

    /** Σ over the terms of gradient · term, weighted, of each row; 0 outside the domain. */
    public double[] linearised(double[] weights, Domain domain, double[] gradient) {
        return linearised(weights, domain, gradient, new double[weights.length]);
    }

    /**
     * The same.
     *
     * @param parts what each row's is added up from, without signs, is added to this
     */
    public double[] linearised(double[] weights, Domain domain, double[] gradient, double[] parts) {
        double[] z = new double[weights.length];
        int[] groups = domain.grouping().codes();
        for (int row = 0; row < z.length; row++) {
            if (groups[row] == domain.group() && weights[row] != 0) {
                double sum = 0;
                double unweighted = 0;
                double sumOfParts = 0;
                for (int t = 0; t < values.length; t++) {
                    double part = gradient[t] * values[t][row];
                    if (terms.get(t).sum() == Term.Sum.ROWS) {
                        unweighted += part;
                        parts[row] += Math.abs(part);
                    } else {
                        sum += part;
                        sumOfParts += Math.abs(part);
                    }
                }
                parts[row] += Math.abs(weights[row]) * sumOfParts;
                z[row] = weights[row] * sum + unweighted;
            }
        }
        return z;
    }

    /** The total of each term in each group of the grouping, with the weights given. */
    public double[][] totals(double[] weights, Grouping grouping) {
        return totals(weights, grouping.codes(), grouping.size());
    }

    /** The total of each term in each of some cells, with the weights given; rows of cell {@link Grouping#NONE} are in none. */
    public double[][] totals(double[] weights, int[] groups, int cells) {
        double[][] totals = new double[cells][values.length];
        for (int t = 0; t < values.length; t++) {
            boolean weighted = terms.get(t).sum() != Term.Sum.ROWS;
            for (int row = 0; row < groups.length; row++) {
                if (groups[row] != Grouping.NONE && weights[row] != 0) {
                    totals[groups[row]][t] += weighted ? weights[row] * values[t][row] : values[t][row];
                }
            }
        }
        return totals;
    }
}
