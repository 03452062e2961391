package org.kapsurvey.analysis.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * The rows of a job as Spark sees them: texts of CSV, texts and numbers of Parquet, and with waves the column that tells them
 * apart. Columns of Parquet that are neither text, number, truth nor date are not seen.
 */
final class SparkData {
    private static final String CORRUPT = "_corrupt";

    private final SparkSession spark;
    private final List<DataFiles.Input> inputs;
    private final List<String> columns;
    private final boolean waves;

    private SparkData(SparkSession spark, List<DataFiles.Input> inputs, List<String> columns) {
        this.spark = spark;
        this.inputs = inputs;
        this.columns = columns;
        this.waves = !inputs.get(0).wave().isEmpty();
    }

    /** The data; nothing, and faults, if it can't be read. */
    static Optional<SparkData> of(SparkSession spark, List<DataFiles.Input> inputs, DataFiles files, Faults faults) {
        int before = faults.size();
        if (inputs.isEmpty()) {
            return Optional.empty();
        }
        boolean parquet = inputs.get(0).parquet();
        List<String> columns = parquet ? fields(spark, inputs, faults) : files.header(inputs);
        SparkData data = new SparkData(spark, inputs, columns);
        if (data.waves && columns.contains(AnalysisJob.Data.WAVE)) {
            faults.add(
                    Place.ofFile(data.name()),
                    "The data has a column \"" + AnalysisJob.Data.WAVE + "\" already.",
                    "Rename it: the column tells the waves apart.");
        }
        return faults.size() > before ? Optional.empty() : Optional.of(data);
    }

    private static List<String> fields(SparkSession spark, List<DataFiles.Input> inputs, Faults faults) {
        List<String> first = List.of();
        for (DataFiles.Input input : inputs) {
            List<String> names = new ArrayList<>();
            for (StructField field : spark.read().parquet(input.root()).schema().fields()) {
                if (isSeen(field.dataType())) {
                    names.add(field.name());
                }
            }
            if (first.isEmpty()) {
                first = names;
            } else if (!first.equals(names)) {
                faults.add(
                        Place.ofFile(input.root()),
                        "The columns differ from those of the first file.",
                        "Stacked files need the same columns in the same order: " + String.join(",", first) + ".");
            }
        }
        return first;
    }

    private static boolean isSeen(DataType type) {
        return type instanceof NumericType
                || type.equals(DataTypes.StringType)
                || type.equals(DataTypes.BooleanType)
                || type.equals(DataTypes.DateType);
    }

    /** What the data is called in faults. */
    String name() {
        DataFiles.File first = inputs.get(0).files().get(0);
        return inputs.size() == 1 ? first.name() : first.name() + " and " + (inputs.size() - 1) + " more";
    }

    /** Every column, with waves {@code _wave} as the last. */
    List<String> names() {
        return Stream.concat(columns.stream(), waves ? Stream.of(AnalysisJob.Data.WAVE) : Stream.empty())
                .toList();
    }

    /** How many columns the files have. */
    int dataColumns() {
        return columns.size();
    }

    /** Every row: each of {@link #names}, then what a ragged row held or null, then the name of its file. */
    Dataset<Row> checked() {
        List<Column> wanted = new ArrayList<>();
        for (int i = 0; i < names().size(); i++) {
            wanted.add(col("c" + i));
        }
        wanted.add(col(CORRUPT));
        wanted.add(col("_metadata.file_name"));
        return read(wanted, true);
    }

    /** Every row with some of {@link #names}, in the order given. */
    Dataset<Row> rows(List<String> some) {
        List<Column> wanted =
                some.stream().map(name -> col("c" + names().indexOf(name))).toList();
        return read(wanted, false);
    }

    /** All inputs, those of a wave together; columns are called c0, c1, … for the time, whatever they are called. */
    private Dataset<Row> read(List<Column> wanted, boolean checked) {
        Map<String, List<String>> byWave = new LinkedHashMap<>();
        for (DataFiles.Input input : inputs) {
            byWave.computeIfAbsent(input.wave(), wave -> new ArrayList<>()).add(input.root());
        }
        return byWave.entrySet().stream()
                .map(wave -> {
                    Dataset<Row> rows =
                            inputs.get(0).parquet() ? parquet(wave.getValue(), checked) : csv(wave.getValue(), checked);
                    Dataset<Row> named = waves ? rows.withColumn("c" + columns.size(), lit(wave.getKey())) : rows;
                    return named.select(wanted.toArray(Column[]::new));
                })
                .reduce(Dataset::unionAll)
                .orElseThrow();
    }

    private Dataset<Row> csv(List<String> paths, boolean checked) {
        StructType schema = new StructType();
        for (int i = 0; i < columns.size(); i++) {
            schema = schema.add("c" + i, DataTypes.StringType);
        }
        if (checked) {
            schema = schema.add(CORRUPT, DataTypes.StringType);
        }
        DataFrameReader reader = spark.read()
                .schema(schema)
                .option("header", true)
                .option("quote", "\"")
                .option("escape", "\"")
                .option("encoding", "UTF-8")
                .option("ignoreLeadingWhiteSpace", false)
                .option("ignoreTrailingWhiteSpace", false)
                .option("columnNameOfCorruptRecord", CORRUPT)
                .option("columnPruning", !checked);
        return reader.csv(paths.toArray(String[]::new));
    }

    private Dataset<Row> parquet(List<String> paths, boolean checked) {
        Dataset<Row> rows = spark.read().parquet(paths.toArray(String[]::new));
        List<Column> renamed = new ArrayList<>();
        Map<String, DataType> types =
                Stream.of(rows.schema().fields()).collect(Collectors.toMap(StructField::name, StructField::dataType));
        for (int i = 0; i < columns.size(); i++) {
            Column column = col("`" + columns.get(i).replace("`", "``") + "`");
            boolean date = DataTypes.DateType.equals(types.get(columns.get(i)));
            renamed.add((date ? column.cast(DataTypes.StringType) : column).as("c" + i));
        }
        if (checked) {
            renamed.add(lit(null).cast(DataTypes.StringType).as(CORRUPT));
            renamed.add(col("_metadata"));
        }
        return rows.select(renamed.toArray(Column[]::new));
    }
}
