package org.kapsurvey.analysis.spark;

import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.job.JobColumns;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.number.Numbers;

/** One pass over all rows: the answers to the questions, and the keys of the design with their numbers of rows. */
final class Occurring {
    /** More combinations than this for one question are refused: somebody grouped by an identifier. */
    private static final int MOST = 500_000;

    private static final int DESIGN = -1;
    private static final StructType FOUND = new StructType()
            .add("question", DataTypes.IntegerType)
            .add("levels", DataTypes.createArrayType(DataTypes.StringType))
            .add("rows", DataTypes.LongType);

    private final List<Question> questions;
    private final List<Row> found;

    private Occurring(List<Question> questions, List<Row> found) {
        this.questions = questions;
        this.found = found;
    }

    /** What occurs; a question with too many answers is a fault. */
    static Occurring in(
            Dataset<Row> rows, JobRows job, List<Question> questions, Optional<DesignColumns> design, Faults faults) {
        DesignColumns columns = design.orElse(null);
        List<Question> asked = List.copyOf(questions);
        MapPartitionsFunction<Row, Row> parts = partition -> job.inBatches(partition, new Combinations(asked, columns));
        List<Row> found = rows.mapPartitions(parts, Encoders.row(FOUND))
                .groupBy("question", "levels")
                .agg(sum("rows"))
                .collectAsList();
        Map<Integer, Integer> counts = new HashMap<>();
        found.forEach(row -> counts.merge(row.getInt(0), 1, Integer::sum));
        counts.forEach((question, count) -> {
            if (question != DESIGN && count >= MOST) {
                faults.add(
                        questions.get(question).place().place(),
                        String.format(Locale.ROOT, "This makes %,d or more groups, more than can be tabulated.", MOST),
                        "Group by columns with fewer values.");
            }
        });
        return new Occurring(questions, found);
    }

    private static final class Combinations implements JobRows.Task {
        private final List<Question> questions;
        private final @Nullable DesignColumns design;
        /** For each question the combinations, each with the value of the observed column in one of its rows. */
        private final List<Map<List<String>, String>> levels = new ArrayList<>();

        private final Map<List<@Nullable String>, long[]> keys = new LinkedHashMap<>();

        Combinations(List<Question> questions, @Nullable DesignColumns design) {
            this.questions = questions;
            this.design = design;
            questions.forEach(question -> levels.add(new HashMap<>()));
        }

        @Override
        public List<Row> batch(JobColumns columns) {
            for (int i = 0; i < questions.size(); i++) {
                if (levels.get(i).size() < MOST) {
                    answer(questions.get(i), columns, design, levels.get(i));
                }
            }
            if (design != null) {
                design.count(columns.table(), keys);
            }
            return List.of();
        }

        private static void answer(
                Question question,
                JobColumns columns,
                @Nullable DesignColumns design,
                Map<List<String>, String> levels) {
            Table table = columns.table();
            @Nullable NumericColumn domain = columns.domain(question.owner()).orElse(null);
            if (question.kind() == Question.Kind.BINARY) {
                binary(table.numeric(question.columns().get(0)), levels);
                return;
            }
            if (question.kind() == Question.Kind.ORIGIN) {
                double origin = table.numeric(question.columns().get(0)).origin();
                if (levels.isEmpty() && origin != 0) {
                    levels.put(List.of(Numbers.print(origin), "1"), "");
                }
                return;
            }
            if (question.columns().isEmpty()) {
                for (int row = 0; levels.isEmpty() && row < table.rows(); row++) {
                    if ((domain == null || domain.value(row) == 1) && (design == null || design.counts(table, row))) {
                        levels.put(List.of("1"), "");
                    }
                }
                return;
            }
            Grouping groups = Grouping.of(table, question.columns());
            @Nullable Column observed = question.observed().isEmpty() ? null : table.column(question.observed());
            // The first row with a value, inside the domain and outside.
            int[] rows = new int[groups.size() * 2];
            Arrays.fill(rows, -1);
            for (int row = 0; row < table.rows(); row++) {
                int code = groups.code(row);
                if (code != Grouping.NONE && (observed == null || !observed.isMissing(row))) {
                    int place = code * 2 + (domain == null || domain.value(row) == 1 ? 1 : 0);
                    rows[place] = rows[place] < 0 ? row : rows[place];
                }
            }
            for (int place = 0; place < rows.length; place++) {
                if (rows[place] >= 0) {
                    List<String> found = new ArrayList<>(groups.levels(place / 2));
                    found.add(Integer.toString(place % 2));
                    levels.putIfAbsent(
                            List.copyOf(found),
                            observed instanceof NumericColumn numeric ? Numbers.print(numeric.value(rows[place])) : "");
                }
            }
        }

        private static void binary(NumericColumn column, Map<List<String>, String> levels) {
            for (int row = 0; levels.isEmpty() && row < column.rows(); row++) {
                double value = column.value(row);
                if (!Double.isNaN(value) && value != 0 && value != 1) {
                    levels.put(List.of(Numbers.print(value), "1"), "");
                }
            }
        }

        @Override
        public List<Row> end() {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                int question = i;
                levels.get(i).forEach((combination, observed) -> {
                    List<String> found = new ArrayList<>(combination);
                    found.add(observed);
                    rows.add(RowFactory.create(question, found.toArray(String[]::new), 1L));
                });
            }
            keys.forEach((key, count) -> rows.add(RowFactory.create(DESIGN, key.toArray(String[]::new), count[0])));
            return rows;
        }
    }

    /** A key of the design and the number of its rows. */
    record DesignKey(List<@Nullable String> values, long rows) {}

    /** The keys of the design, in an order that does not depend on the machines. */
    List<DesignKey> designKeys() {
        List<DesignKey> keys = new ArrayList<>();
        for (Row row : found) {
            if (row.getInt(0) == DESIGN) {
                keys.add(new DesignKey(row.<@Nullable String>getList(1), row.getLong(2)));
            }
        }
        keys.sort((a, b) -> String.valueOf(a.values()).compareTo(String.valueOf(b.values())));
        return keys;
    }

    /**
     * The job's columns of a few rows that hold every combination asked for: a row for each, missing in all other columns.
     *
     * @param types the job's columns of no row
     * @param examples of columns that are text, a cell that makes them so
     */
    JobColumns rows(JobColumns types, Map<String, String> examples) {
        List<Map<String, String>> rows = new ArrayList<>();
        Set<String> met = new HashSet<>();
        for (Row row : found) {
            boolean asked = row.getInt(0) != DESIGN;
            if (asked && questions.get(row.getInt(0)).columns().isEmpty()) {
                types.domain(questions.get(row.getInt(0)).owner()).ifPresent(domain -> met.add(domain.name()));
            } else if (asked) {
                rows.add(cells(questions.get(row.getInt(0)), row.getList(1), types));
            }
        }
        examples.forEach((column, example) -> rows.add(Map.of(column, example)));
        List<Column> columns = new ArrayList<>();
        for (Column type : types.table().columns()) {
            List<@Nullable String> values = new ArrayList<>();
            rows.forEach(row -> values.add(row.get(type.name())));
            columns.add(
                    type instanceof NumericColumn
                            ? NumericColumn.of(type.name(), DesignColumns.numbers(values))
                            : TextColumn.of(type.name(), values));
        }
        Map<String, NumericColumn> domains = new HashMap<>();
        for (NumericColumn domain : types.domains()) {
            domains.put(
                    domain.name(),
                    NumericColumn.indicator(
                            domain.name(),
                            rows.size(),
                            row -> "1".equals(rows.get(row).get(inside(domain.name())))));
        }
        return types.withRows(Table.of(rows.size(), columns), domains, met);
    }

    private static Map<String, String> cells(Question question, List<String> levels, JobColumns types) {
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < question.columns().size(); i++) {
            cells.put(question.columns().get(i), levels.get(i));
        }
        if (!question.observed().isEmpty()) {
            cells.putIfAbsent(question.observed(), levels.get(levels.size() - 1));
        }
        types.domain(question.owner())
                .ifPresent(domain -> cells.put(inside(domain.name()), levels.get(levels.size() - 2)));
        return cells;
    }

    /** No column of the data is called so: a name without quotes would be. */
    private static String inside(String domain) {
        return "\u0000" + domain;
    }
}
