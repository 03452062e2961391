package org.kapsurvey.analysis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;

/**
 * The columns of a model's terms over the rows that the model is about. Of each term a row has at most one column that is not 0 (the
 * one of its levels), and only that is kept: its place and its number. So a row costs the number of terms and not of columns.
 *
 * <p>A factor has a column for each level but its reference, unless the model lacks the term that its term is without it: then it has
 * one for every level (Chambers and Hastie 1992, Statistical Models in S, 2.4.1). Of several factors in a term the first varies
 * fastest. Levels are those that occur in the rows. Immutable.
 */
public final class ModelMatrix {
    private static final int NONE = -1;

    private final int[] rows;
    private final List<ModelTerm> terms;
    private final int[] first;
    private final int @Nullable [][] places;
    private final double @Nullable [][] numbers;
    private final List<String> labels;
    private final List<String> told;
    private final Map<String, Factor> factors;

    /** A factor's levels that occur, its reference first, and the place of each row's among them. */
    private static final class Factor {
        private final List<String> levels;
        private final int[] codes;
        private final boolean quoted;

        Factor(List<String> levels, int[] codes, boolean quoted) {
            this.levels = levels;
            this.codes = codes;
            this.quoted = quoted;
        }

        List<String> levels() {
            return levels;
        }

        int[] codes() {
            return codes;
        }

        boolean quoted() {
            return quoted;
        }
    }

    private ModelMatrix(
            int[] rows,
            List<ModelTerm> terms,
            int[] first,
            int @Nullable [][] places,
            double @Nullable [][] numbers,
            List<String> labels,
            List<String> told,
            Map<String, Factor> factors) {
        this.rows = rows;
        this.terms = terms;
        this.first = first;
        this.places = places;
        this.numbers = numbers;
        this.labels = List.copyOf(labels);
        this.told = List.copyOf(told);
        this.factors = factors;
    }

    /**
     * The columns of terms.
     *
     * @param terms with the intercept, if the model has one
     * @param references of a factor's column the level that others are compared with; the first level of those that are not named
     * @param rows of the table, none with a missing value in a term
     */
    public static ModelMatrix of(Table table, List<ModelTerm> terms, Map<String, String> references, int[] rows) {
        Map<String, Factor> factors = new LinkedHashMap<>();
        for (ModelTerm term : terms) {
            for (ModelTerm.Part part : term.parts()) {
                if (part.factor()) {
                    factors.computeIfAbsent(
                            part.text(), text -> factor(table, part.column(), references.get(part.column()), rows));
                }
            }
        }
        Set<Set<ModelTerm.Part>> present = terms.stream().map(ModelTerm::set).collect(Collectors.toSet());
        int[] first = new int[terms.size() + 1];
        int[][] places = new int[terms.size()][];
        double[][] numbers = new double[terms.size()][];
        List<String> labels = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            ModelTerm term = terms.get(t);
            int @Nullable [] place = null;
            double @Nullable [] number = null;
            int columns = 1;
            List<String> names = List.of("");
            boolean quoted = true;
            for (ModelTerm.Part part : term.parts()) {
                Factor factor = factors.get(part.text());
                if (factor == null) {
                    number = times(number, table.numeric(part.column()), rows);
                    names = joined(names, List.of(part.text()));
                    continue;
                }
                boolean contrasts = present.contains(term.without(part));
                place = crossed(place, columns, factor.codes(), contrasts ? 1 : 0);
                List<String> levels = factor.levels()
                        .subList(contrasts ? 1 : 0, factor.levels().size());
                columns *= levels.size();
                quoted &= factor.quoted();
                names = joined(
                        names,
                        levels.stream().map(level -> part.text() + "=" + level).toList());
            }
            places[t] = place;
            numbers[t] = number;
            first[t + 1] = first[t] + columns;
            for (String name : names) {
                String label = name.isEmpty() ? ModelTerm.INTERCEPT.text() : name;
                labels.add(label);
                told.add(quoted ? label : "a level of " + term.text());
            }
        }
        return new ModelMatrix(rows, List.copyOf(terms), first, places, numbers, labels, told, factors);
    }

    private static Factor factor(Table table, String column, @Nullable String reference, int[] rows) {
        Grouping grouping = Grouping.of(table, List.of(column));
        boolean[] occurs = new boolean[grouping.size()];
        for (int row : rows) {
            occurs[grouping.code(row)] = true;
        }
        int[] rank = new int[occurs.length];
        List<String> levels = new ArrayList<>();
        for (int code = 0; code < occurs.length; code++) {
            if (occurs[code] && grouping.levels(code).get(0).equals(reference)) {
                levels.add(reference);
            }
        }
        for (int code = 0; code < occurs.length; code++) {
            String level = grouping.levels(code).get(0);
            if (occurs[code] && !levels.contains(level)) {
                rank[code] = levels.size();
                levels.add(level);
            }
        }
        int[] codes = new int[rows.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = rank[grouping.code(rows[i])];
        }
        return new Factor(List.copyOf(levels), codes, table.quotes(column));
    }

    private static double[] times(double @Nullable [] number, NumericColumn column, int[] rows) {
        double[] product = new double[rows.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = (number == null ? 1 : number[i]) * column.value(rows[i]);
        }
        return product;
    }

    private static int[] crossed(int @Nullable [] place, int columns, int[] codes, int from) {
        int[] crossed = new int[codes.length];
        for (int i = 0; i < crossed.length; i++) {
            int before = place == null ? 0 : place[i];
            crossed[i] = before == NONE || codes[i] < from ? NONE : before + columns * (codes[i] - from);
        }
        return crossed;
    }

    private static List<String> joined(List<String> names, List<String> more) {
        List<String> joined = new ArrayList<>();
        for (String last : more) {
            for (String name : names) {
                joined.add(name.isEmpty() ? last : name + ":" + last);
            }
        }
        return joined;
    }

    /** How many columns there are. */
    public int columns() {
        return first[first.length - 1];
    }

    /** The rows of the table that the model is about; not to be changed. */
    int[] rows() {
        return rows;
    }

    /** The name of each column: {@code (intercept)}, {@code age}, {@code sex=F:edu=none}. */
    public List<String> labels() {
        return labels;
    }

    /** The name of a column in a message: without a level that is somebody's answer. */
    String told(int column) {
        return told.get(column);
    }

    /** The terms, in order. */
    public List<ModelTerm> terms() {
        return terms;
    }

    /** The columns of the terms of these texts, ascending. */
    public int[] columnsOf(List<String> texts) {
        List<Integer> columns = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            for (int column = first[t]; texts.contains(terms.get(t).text()) && column < first[t + 1]; column++) {
                columns.add(column);
            }
        }
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The levels of a factor that occur, its reference first; empty if the model has no such factor. */
    public List<String> levels(String factor) {
        Factor of = factors.get(factor);
        return of == null ? List.of() : of.levels();
    }

    /** The most columns of a row that are not 0. */
    int most() {
        return terms.size();
    }

    /**
     * Writes the columns of the i-th row that are not 0, ascending, and their numbers.
     *
     * @return how many there are
     */
    int gather(int i, int[] columns, double[] values) {
        int count = 0;
        for (int t = 0; t < places.length; t++) {
            int[] place = places[t];
            int at = place == null ? 0 : place[i];
            if (at != NONE) {
                double[] number = numbers[t];
                columns[count] = first[t] + at;
                values[count++] = number == null ? 1 : number[i];
            }
        }
        return count;
    }

    /** The same columns, had every row that level of the factor. */
    ModelMatrix withEverybodyAt(String factor, String level) {
        Factor of = factors.get(factor);
        if (of == null || !of.levels().contains(level)) {
            throw new IllegalArgumentException("No level of a factor of this model: " + factor);
        }
        int[] codes = new int[rows.length];
        Arrays.fill(codes, of.levels().indexOf(level));
        Map<String, Factor> others = new HashMap<>(factors);
        others.put(factor, new Factor(of.levels(), codes, of.quoted()));
        Set<Set<ModelTerm.Part>> present = terms.stream().map(ModelTerm::set).collect(Collectors.toSet());
        int[][] moved = places.clone();
        for (int t = 0; t < moved.length; t++) {
            ModelTerm term = terms.get(t);
            if (term.parts().stream().noneMatch(part -> part.text().equals(factor))) {
                continue;
            }
            int @Nullable [] place = null;
            int columns = 1;
            for (ModelTerm.Part part : term.parts()) {
                Factor other = others.get(part.text());
                if (other != null) {
                    int from = present.contains(term.without(part)) ? 1 : 0;
                    place = crossed(place, columns, other.codes(), from);
                    columns *= other.levels().size() - from;
                }
            }
            moved[t] = place;
        }
        return new ModelMatrix(rows, terms, first, moved, numbers, labels, told, others);
    }

    /** The columns times an upper triangular matrix, each written out for every row. */
    ModelMatrix times(double[][] triangle) {
        int size = columns();
        double[][] columns = new double[size][rows.length];
        int[] at = new int[most()];
        double[] x = new double[most()];
        for (int i = 0; i < rows.length; i++) {
            int count = gather(i, at, x);
            for (int c = 0; c < count; c++) {
                for (int column = at[c]; column < size; column++) {
                    columns[column][i] += x[c] * triangle[at[c]][column];
                }
            }
        }
        List<ModelTerm> alone = new ArrayList<>();
        int[] ofEach = new int[size + 1];
        for (int column = 0; column < size; column++) {
            alone.add(new ModelTerm(labels.get(column), List.of()));
            ofEach[column + 1] = column + 1;
        }
        return new ModelMatrix(rows, alone, ofEach, new int[size][], columns, labels, told, Map.of());
    }
}
