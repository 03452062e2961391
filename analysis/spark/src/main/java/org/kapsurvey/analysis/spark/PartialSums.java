package org.kapsurvey.analysis.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.CategoryColumn;
import org.kapsurvey.analysis.job.JobColumns;
import org.kapsurvey.analysis.totals.RowTerms;
import org.kapsurvey.analysis.totals.Term;

/** The sums of a partition's rows by grouping, unit and group; given away when they are many, for Spark adds up the rest. */
final class PartialSums implements JobRows.Task {
    /** So many sums are kept before they are given away: 16 MB. */
    private static final long MOST_KEPT = 1 << 21;

    private final List<SparkTotals.Wanted> wanted;
    private final List<CategoryColumn> categories;
    private final Units units;
    private final List<Map<List<String>, Integer>> groups = new ArrayList<>();
    private final Map<Cell, double[]> sums = new HashMap<>();
    private long kept;

    PartialSums(List<SparkTotals.Wanted> wanted, List<CategoryColumn> categories, Units units) {
        this.wanted = wanted;
        this.categories = categories;
        this.units = units;
        for (SparkTotals.Wanted one : wanted) {
            Map<List<String>, Integer> places = new HashMap<>();
            one.groups().forEach(group -> places.put(group, places.size()));
            groups.add(places);
        }
    }

    private record Cell(int grouping, int unit, int group) {}

    @Override
    public List<Row> batch(JobColumns columns) {
        Table table = columns.table();
        Map<String, Grouping> levels = new HashMap<>();
        for (CategoryColumn category : categories) {
            Table before = table;
            Grouping of =
                    levels.computeIfAbsent(category.variable(), variable -> Grouping.of(before, List.of(variable)));
            table = table.with(category.of(of));
        }
        Grouping byUnit = Grouping.of(table, units.labels());
        double[] weights = weights(table, byUnit);
        int[] units = new int[byUnit.size()];
        Arrays.setAll(units, unit -> this.units.unit(byUnit.levels(unit)));
        int[] unitOfRow = new int[table.rows()];
        Arrays.setAll(unitOfRow, row -> units[byUnit.code(row)]);
        Map<List<Term>, RowTerms> terms = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            SparkTotals.Wanted one = wanted.get(i);
            Table all = table;
            RowTerms ofRows = terms.computeIfAbsent(one.terms(), some -> RowTerms.of(all, some));
            add(i, unitOfRow, groups(i, one.rule(), columns, table), ofRows, weights);
        }
        return kept > MOST_KEPT ? end() : List.of();
    }

    private double[] weights(Table table, Grouping byUnit) {
        String column = units.weights();
        if (column != null) {
            return table.numeric(column).values();
        }
        double[] ofUnits = new double[byUnit.size()];
        Arrays.setAll(ofUnits, unit -> units.weight(byUnit.levels(unit)));
        double[] weights = new double[table.rows()];
        Arrays.setAll(weights, row -> ofUnits[byUnit.code(row)]);
        return weights;
    }

    /** The group of each row among those of the rule, {@link Grouping#NONE} for a row of none. */
    private int[] groups(int wanted, SparkTotals.Rule rule, JobColumns columns, Table table) {
        Grouping here = Grouping.of(table, rule.by());
        for (String name : rule.known()) {
            Column known = table.column(name);
            here = here.within(NumericColumn.indicator(name, table.rows(), row -> !known.isMissing(row)));
        }
        for (NumericColumn domain : columns.domains()) {
            if (rule.within().contains(domain.name())) {
                here = here.within(domain);
            }
        }
        int[] places = new int[here.size()];
        for (int group = 0; group < places.length; group++) {
            places[group] = groups.get(wanted).getOrDefault(here.levels(group), Grouping.NONE);
        }
        int[] codes = here.codes().clone();
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codes[row] == Grouping.NONE ? Grouping.NONE : places[codes[row]];
        }
        return codes;
    }

    /** Sums by unit and group; cells are numbered as they occur, for few of the possible ones do. */
    private void add(int grouping, int[] unitOfRow, int[] groupOfRow, RowTerms terms, double[] weights) {
        Map<Long, Integer> numbers = new HashMap<>();
        List<Cell> cells = new ArrayList<>();
        int[] cellOfRow = new int[unitOfRow.length];
        for (int row = 0; row < cellOfRow.length; row++) {
            if (groupOfRow[row] == Grouping.NONE || weights[row] == 0) {
                cellOfRow[row] = Grouping.NONE;
                continue;
            }
            long key = (long) unitOfRow[row] << Integer.SIZE | groupOfRow[row];
            Integer number = numbers.get(key);
            if (number == null) {
                number = cells.size();
                numbers.put(key, number);
                cells.add(new Cell(grouping, unitOfRow[row], groupOfRow[row]));
            }
            cellOfRow[row] = number;
        }
        double[][] totals = terms.totals(weights, cellOfRow, cells.size());
        for (int cell = 0; cell < totals.length; cell++) {
            double[] own = totals[cell];
            double[] before = sums.putIfAbsent(cells.get(cell), own);
            if (before == null) {
                kept += own.length;
            } else {
                for (int i = 0; i < own.length; i++) {
                    before[i] += own[i];
                }
            }
        }
    }

    @Override
    public List<Row> end() {
        List<Row> rows = new ArrayList<>();
        sums.forEach((cell, totals) -> {
            for (int first = 0; first < totals.length; first += SparkTotals.WIDTH) {
                Object[] row = new Object[SparkTotals.SUMS.size()];
                row[0] = cell.grouping();
                row[1] = cell.unit();
                row[2] = cell.group();
                row[3] = first / SparkTotals.WIDTH;
                for (int i = 0; i < SparkTotals.WIDTH; i++) {
                    row[SparkTotals.CELL.size() + i] = first + i < totals.length ? totals[first + i] : 0.0;
                }
                rows.add(RowFactory.create(row));
            }
        });
        sums.clear();
        kept = 0;
        return rows;
    }
}
