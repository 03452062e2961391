package org.kapsurvey.analysis.totals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * Totals of a table in memory: for each grouping one pass for the terms that ask for the same columns. Where rows are
 * their own PSUs the totals are as large as the rows times domains and terms; ask for a grouping at a time.
 */
public final class TableTotals implements PsuTotalsSource {
    private final Table table;

    public TableTotals(Table table) {
        this.table = table;
    }

    @Override
    public PsuTotals totals(SurveyDesign design, List<Domain> domains, List<Term> terms) {
        return totals(design, domains, terms, 0, design.rows());
    }

    /** The totals of the rows from {@code firstRow} up to but not including {@code endRow}: a part to combine. */
    PsuTotals totals(SurveyDesign design, List<Domain> domains, List<Term> terms, int firstRow, int endRow) {
        int psus = design.psus().units();
        double[] sums = new double[Math.multiplyExact(Math.multiplyExact(psus, domains.size()), terms.size())];
        Map<List<String>, List<Integer>> passes = new LinkedHashMap<>();
        for (int term = 0; term < terms.size(); term++) {
            passes.computeIfAbsent(terms.get(term).observed(), key -> new ArrayList<>())
                    .add(term);
        }
        for (Map.Entry<Grouping, int[]> grouping : byGrouping(domains).entrySet()) {
            int[] cells = cells(design, grouping.getKey(), grouping.getValue(), domains.size(), firstRow, endRow);
            for (Map.Entry<List<String>, List<Integer>> pass : passes.entrySet()) {
                new Pass(design.weights(), cells, firstRow, pass.getKey(), pass.getValue(), terms).add(sums);
            }
        }
        return new PsuTotals(psus, domains.size(), terms.size(), sums);
    }

    /** For each grouping among the domains: the domain that each of its groups is, or -1. */
    private static Map<Grouping, int[]> byGrouping(List<Domain> domains) {
        Map<Grouping, int[]> groupings = new LinkedHashMap<>();
        for (int domain = 0; domain < domains.size(); domain++) {
            Grouping grouping = domains.get(domain).grouping();
            int[] domainOfGroup = groupings.computeIfAbsent(grouping, key -> {
                int[] none = new int[key.size()];
                Arrays.fill(none, Grouping.NONE);
                return none;
            });
            if (domainOfGroup[domains.get(domain).group()] != Grouping.NONE) {
                throw new IllegalArgumentException(
                        "The domain \"" + domains.get(domain).label() + "\" is asked for twice");
            }
            domainOfGroup[domains.get(domain).group()] = domain;
        }
        return groupings;
    }

    /** The cell unit × domains + domain of each row, -1 for a row of no domain or of weight 0. */
    private static int[] cells(
            SurveyDesign design, Grouping grouping, int[] domainOfGroup, int domains, int firstRow, int endRow) {
        int[] groups = grouping.codes();
        int[] unitOfRow = design.unitOfRow();
        double[] weights = design.weights();
        int[] cells = new int[endRow - firstRow];
        for (int row = firstRow; row < endRow; row++) {
            int domain = groups[row] == Grouping.NONE ? Grouping.NONE : domainOfGroup[groups[row]];
            boolean counts = domain != Grouping.NONE && weights[row] != 0;
            cells[row - firstRow] = counts ? unitOfRow[row] * domains + domain : -1;
        }
        return cells;
    }

    /** The terms over one set of observed columns, summed for the rows of one grouping. */
    private final class Pass {
        private final double[] weights;
        private final int[] cells;
        private final int firstRow;
        private final List<Column> observed;
        private final int[] at;
        private final double[][] a;
        private final double[][] b;
        private final boolean[] weighted;
        private final int termCount;

        Pass(double[] weights, int[] cells, int firstRow, List<String> observed, List<Integer> at, List<Term> terms) {
            this.weights = weights;
            this.cells = cells;
            this.firstRow = firstRow;
            this.observed = observed.stream().map(table::column).toList();
            this.at = at.stream().mapToInt(Integer::intValue).toArray();
            this.termCount = terms.size();
            this.a = new double[this.at.length][];
            this.b = new double[this.at.length][];
            this.weighted = new boolean[this.at.length];
            for (int i = 0; i < this.at.length; i++) {
                Term term = terms.get(this.at[i]);
                weighted[i] = term.sum() != Term.Sum.ROWS;
                a[i] = factor(term, 0);
                b[i] = factor(term, 1);
            }
        }

        private double[] factor(Term term, int which) {
            return which < term.factors().size()
                    ? table.numeric(term.factors().get(which)).values()
                    : new double[0];
        }

        /**
         * Adds every row's part to the totals of its cell. The terms of a cell lie side by side, so that a row touches one
         * place of the memory however many terms it adds to.
         */
        void add(double[] sums) {
            double[][] numbers = observed.stream()
                    .filter(NumericColumn.class::isInstance)
                    .map(column -> ((NumericColumn) column).values())
                    .toArray(double[][]::new);
            List<Column> texts = observed.stream()
                    .filter(column -> !(column instanceof NumericColumn))
                    .toList();
            for (int i = 0; i < cells.length; i++) {
                int row = firstRow + i;
                if (cells[i] >= 0 && isPresent(numbers, texts, row)) {
                    addRow(sums, cells[i] * termCount, row);
                }
            }
        }

        private static boolean isPresent(double[][] numbers, List<Column> texts, int row) {
            for (double[] values : numbers) {
                if (Double.isNaN(values[row])) {
                    return false;
                }
            }
            for (Column text : texts) {
                if (text.isMissing(row)) {
                    return false;
                }
            }
            return true;
        }

        private void addRow(double[] sums, int cell, int row) {
            double weight = weights[row];
            for (int i = 0; i < at.length; i++) {
                double part = weighted[i] ? weight : 1;
                if (a[i].length > 0) {
                    part *= a[i][row];
                }
                if (b[i].length > 0) {
                    part *= b[i][row];
                }
                sums[cell + at[i]] += part;
            }
        }
    }
}
