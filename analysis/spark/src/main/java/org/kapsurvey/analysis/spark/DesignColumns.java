package org.kapsurvey.analysis.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The columns that a design rests on. What rows have in common there, a <em>key</em>, is all that the frame of PSUs and the checks
 * of a design need to know of them: the labels of wave, stratum and PSU, the fpc, whether labels of later stages are there,
 * and of the weight its kind.
 *
 * @param labels of wave, stratum and PSU
 * @param later columns of later stages: without fpc they decide nothing, but must be there
 * @param weights empty where every row has the same
 */
record DesignColumns(List<String> labels, List<String> fpc, List<String> later, List<String> weights)
        implements Serializable {
    private static final String THERE = "1";

    /** Weights that stand for all that a check treats alike; null for a missing one. */
    private static final List<@Nullable String> KINDS = Arrays.asList("1", "0", "-1", "Infinity", null);

    /** The columns of the job's design; empty if one is not there or not of its type, which the binding reports. */
    static Optional<DesignColumns> of(AnalysisJob job, Table types) {
        AnalysisJob.Design design = job.design();
        List<String> labels = new ArrayList<>();
        List<String> later = new ArrayList<>();
        if (!job.data().waves().isEmpty()) {
            labels.add(AnalysisJob.Data.WAVE);
        }
        for (List<JsonText> stages : List.of(design.strata(), design.clusters())) {
            for (int stage = 0; stage < stages.size(); stage++) {
                (stage == 0 ? labels : later).add(stages.get(stage).value());
            }
        }
        List<String> fpc = design.fpc().stream().map(JsonText::value).toList();
        List<String> weights =
                design.weights() == null ? List.of() : List.of(design.weights().value());
        boolean known = labels.stream().allMatch(name -> types.find(name).isPresent())
                && later.stream().allMatch(name -> types.find(name).isPresent())
                && fpc.stream().allMatch(name -> types.find(name).orElse(null) instanceof NumericColumn)
                && weights.stream().allMatch(name -> types.find(name).orElse(null) instanceof NumericColumn);
        return known ? Optional.of(new DesignColumns(labels, fpc, later, weights)) : Optional.empty();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(labels);
        names.addAll(fpc);
        names.addAll(later);
        names.addAll(weights);
        return names;
    }

    /** Counts the rows of each key: for each column a text, null where it is missing. */
    void count(Table table, Map<List<@Nullable String>, long[]> counts) {
        List<String> grouped = new ArrayList<>(labels);
        grouped.addAll(fpc);
        Grouping groups = Grouping.of(table, grouped);
        long[] ofKinds = new long[groups.size() * KINDS.size()];
        for (int row = 0; row < table.rows(); row++) {
            int kind =
                    weights.isEmpty() ? 0 : kind(table.numeric(weights.get(0)).value(row));
            if (groups.code(row) != Grouping.NONE && !lacksLater(table, row)) {
                ofKinds[groups.code(row) * KINDS.size() + kind]++;
            } else {
                int one = row;
                List<@Nullable String> key = new ArrayList<>();
                grouped.forEach(name -> key.add(text(table.column(name), one)));
                add(key, name -> table.column(name).isMissing(one) ? null : THERE, kind, 1, counts);
            }
        }
        for (int i = 0; i < ofKinds.length; i++) {
            if (ofKinds[i] > 0) {
                List<@Nullable String> key = new ArrayList<>(groups.levels(i / KINDS.size()));
                add(key, name -> THERE, i % KINDS.size(), ofKinds[i], counts);
            }
        }
    }

    /** Whether the row counts in estimates. */
    boolean counts(Table table, int row) {
        return weights.isEmpty() || table.numeric(weights.get(0)).value(row) != 0;
    }

    private boolean lacksLater(Table table, int row) {
        for (String name : later) {
            if (table.column(name).isMissing(row)) {
                return true;
            }
        }
        return false;
    }

    private void add(
            List<@Nullable String> key,
            Function<String, @Nullable String> ofLater,
            int kind,
            long rows,
            Map<List<@Nullable String>, long[]> counts) {
        later.forEach(name -> key.add(ofLater.apply(name)));
        if (!weights.isEmpty()) {
            key.add(KINDS.get(kind));
        }
        counts.computeIfAbsent(key, any -> new long[1])[0] += rows;
    }

    private static int kind(double weight) {
        if (Double.isNaN(weight)) {
            return KINDS.indexOf(null);
        }
        return KINDS.indexOf(weight == 0 ? "0" : weight < 0 ? "-1" : Double.isInfinite(weight) ? "Infinity" : "1");
    }

    private static @Nullable String text(Column column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        return column instanceof NumericColumn numeric
                ? Numbers.print(numeric.value(row) + 0.0)
                : String.valueOf(((TextColumn) column).value(row));
    }

    /** A table of the keys, for the design; labels have the types that they have in the data. */
    Table table(List<? extends List<@Nullable String>> keys, Table types) {
        Map<String, Column> columns = new LinkedHashMap<>();
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean isLater = later.contains(name) && !labels.contains(name);
            List<@Nullable String> values = new ArrayList<>();
            for (List<@Nullable String> key : keys) {
                values.add(key.get(i));
            }
            boolean numeric = !isLater && types.column(name) instanceof NumericColumn;
            columns.putIfAbsent(name, numeric ? NumericColumn.of(name, numbers(values)) : TextColumn.of(name, values));
        }
        return Table.of(keys.size(), List.copyOf(columns.values()));
    }

    static double[] numbers(List<@Nullable String> values) {
        double[] numbers = new double[values.size()];
        Arrays.setAll(numbers, i -> {
            String value = values.get(i);
            return value == null ? Double.NaN : Double.parseDouble(value);
        });
        return numbers;
    }
}
