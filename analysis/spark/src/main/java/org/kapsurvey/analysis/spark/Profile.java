package org.kapsurvey.analysis.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.DataSummary;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * One pass over all rows: the type of every column (numeric only if each cell that is not missing is a number), how many of its
 * cells are missing, and what the files hold that no table can.
 */
final class Profile implements DataSummary {
    private static final int LISTED = 5;
    private static final StructType PART = new StructType()
            .add("column", DataTypes.IntegerType)
            .add("missing", DataTypes.LongType)
            .add("texts", DataTypes.LongType)
            .add("example", DataTypes.StringType)
            .add("file", DataTypes.StringType);

    /** Stand for a column where a part tells of something else. */
    private static final int ROWS = -1;

    private static final int RAGGED = -2;
    private static final int NOT_UTF8 = -3;

    private final List<String> names;
    private final long[] missing;
    private final long[] texts;
    private final @Nullable String[] examples;
    private final AnalysisJob.Data wanted;
    private final Map<String, Long> ragged = new TreeMap<>();
    private final Set<String> otherEncodings = new TreeSet<>();
    private long rows;

    private Profile(List<String> names, AnalysisJob.Data wanted) {
        this.names = names;
        this.wanted = wanted;
        this.missing = new long[names.size()];
        this.texts = new long[names.size()];
        this.examples = new String[names.size()];
    }

    /** The profile of the rows; with what is wrong with them among the faults. */
    static Profile of(SparkData data, AnalysisJob.Data wanted, Faults faults) {
        Profile profile = new Profile(data.names(), wanted);
        int columns = data.names().size();
        Cells cells = new Cells(wanted.missing());
        MapPartitionsFunction<Row, Row> parts = rows -> parts(rows, cells, columns);
        Dataset<Row> summaries = data.checked().mapPartitions(parts, Encoders.row(PART));
        summaries.collectAsList().forEach(profile::add);
        profile.report(data, faults);
        return profile;
    }

    private static Iterator<Row> parts(Iterator<Row> rows, Cells cells, int columns) {
        long[] missing = new long[columns];
        long[] texts = new long[columns];
        String[] examples = new String[columns];
        long count = 0;
        List<Row> parts = new ArrayList<>();
        Map<String, Long> ragged = new TreeMap<>();
        Set<String> otherEncodings = new TreeSet<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            count++;
            if (!row.isNullAt(columns)) {
                ragged.merge(row.getString(columns + 1), 1L, Long::sum);
            }
            for (int i = 0; i < columns; i++) {
                String text = row.get(i) instanceof String ? cells.text(row, i) : null;
                if (text == null) {
                    missing[i] += row.get(i) instanceof String || Double.isNaN(cells.number(row, i)) ? 1 : 0;
                } else if (Double.isNaN(Cells.parse(text))) {
                    texts[i]++;
                    examples[i] = examples[i] == null ? cells.composed(row, i) : examples[i];
                    if (text.indexOf('\uFFFD') >= 0) {
                        otherEncodings.add(row.getString(columns + 1));
                    }
                }
            }
        }
        for (int i = 0; i < columns; i++) {
            parts.add(RowFactory.create(i, missing[i], texts[i], examples[i], null));
        }
        parts.add(RowFactory.create(ROWS, count, 0L, null, null));
        ragged.forEach((file, found) -> parts.add(RowFactory.create(RAGGED, found, 0L, null, file)));
        otherEncodings.forEach(file -> parts.add(RowFactory.create(NOT_UTF8, 1L, 0L, null, file)));
        return parts.iterator();
    }

    private void add(Row part) {
        int column = part.getInt(0);
        switch (column) {
            case ROWS -> rows += part.getLong(1);
            case RAGGED -> ragged.merge(part.getString(4), part.getLong(1), Long::sum);
            case NOT_UTF8 -> otherEncodings.add(part.getString(4));
            default -> {
                missing[column] += part.getLong(1);
                texts[column] += part.getLong(2);
                examples[column] = examples[column] == null ? part.getString(3) : examples[column];
            }
        }
    }

    private void report(SparkData data, Faults faults) {
        String files = data.name();
        long count = ragged.values().stream().mapToLong(Long::longValue).sum();
        if (count > 0) {
            faults.add(
                    Place.ofFile(files),
                    count + (count == 1 ? " row has" : " rows have") + " another number of cells than the header's "
                            + data.dataColumns() + ": in " + listed(ragged.keySet()) + ".",
                    "Quote cells that hold a comma. A cell with a line break in it can't be read from CSV by the engine spark; Parquet"
                            + " holds it.");
        }
        if (!otherEncodings.isEmpty()) {
            faults.add(
                    Place.ofFile(files),
                    "Not UTF-8: " + listed(otherEncodings) + ".",
                    "Save the file as \"CSV UTF-8\"; other encodings lose Vietnamese letters.");
        }
        for (JsonText column : wanted.numeric()) {
            int i = names.indexOf(column.value());
            if (i >= 0 && texts[i] > 0) {
                faults.add(
                        Place.ofFile(files),
                        texts[i] + (texts[i] == 1 ? " cell" : " cells") + " of the column \"" + column.value()
                                + "\", which must be numeric, " + (texts[i] == 1 ? "is no number" : "are no numbers")
                                + ": \""
                                + examples[i] + "\"" + (texts[i] > 1 ? ", …" : "") + ".",
                        "Correct them, list them under \"missing\", or leave the column out of \"numeric\".");
            }
        }
    }

    private static String listed(Set<String> files) {
        return String.join(", ", files.stream().limit(LISTED).toList()) + (files.size() > LISTED ? ", …" : "");
    }

    /** Whether the column is numeric in the job: it may be called text, or numeric, there. */
    boolean isNumeric(int column) {
        String name = names.get(column);
        if (name.equals(AnalysisJob.Data.WAVE) || names(wanted.text()).contains(name)) {
            return false;
        }
        return texts[column] == 0 || names(wanted.numeric()).contains(name);
    }

    private static List<String> names(List<JsonText> columns) {
        return columns.stream().map(JsonText::value).toList();
    }

    /** A cell that makes the column text; null if there is none. */
    @Nullable
    String example(int column) {
        return examples[column];
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < missing.length; i++) {
            columns.add(new Column(names.get(i), isNumeric(i), missing[i]));
        }
        return columns;
    }
}
