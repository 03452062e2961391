package org.kapsurvey.analysis.tablesaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.EstimatesCsv;
import org.kapsurvey.analysis.job.JobResult;
import org.kapsurvey.analysis.job.JobRun;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesawTest {
    private static final String JOB = """
            {"data": {"file": "people.csv"}, "design": {"weights": "w", "clusters": ["psu"]},
             "estimates": [{"id": "knows", "statistic": "proportion", "variables": ["knows"],
                            "by": [[], ["place"]], "intervals": ["korn-graubard"]}]}
            """;

    private static Table people() {
        return Table.create(
                "people",
                IntColumn.create("psu", 1, 1, 2, 2, 3, 3),
                DoubleColumn.create("w", 10, 12.5, 9, 11, 10, 8),
                BooleanColumn.create("knows", true, false, true, true, false, true),
                StringColumn.create("place", "a", "a", "b", "b", "a", ""));
    }

    private static JobResult run(Table people) {
        // tag::run[]
        Faults faults = new Faults();
        AnalysisJob job =
                AnalysisJob.parse("job.json", JOB, faults).orElseThrow(() -> new FaultsException(faults.list()));
        JobResult result = JobRun.bind(job, TablesawData.of(people), faults)
                .orElseThrow(() -> new FaultsException(faults.list()))
                .result();
        Table estimates = TablesawEstimates.of(result);
        // end::run[]
        assertThat(estimates.rowCount()).isEqualTo(result.rows().size());
        return result;
    }

    @Test
    void theEstimatesAreThoseOfTheFileColumnForColumn() {
        JobResult result = run(people());
        Table estimates = TablesawEstimates.of(result);
        List<String> lines = EstimatesCsv.estimates(result).lines().toList();
        assertThat(String.join(",", estimates.columnNames())).isEqualTo(lines.get(0));
        assertThat(estimates.stringColumn("domain").asList()).containsExactly("", "place=a", "place=b");
        assertThat(estimates.longColumn("n").get(0)).isEqualTo(6);
        for (int row = 0; row < estimates.rowCount(); row++) {
            assertThat(estimates.doubleColumn("estimate").getDouble(row))
                    .isEqualTo(result.rows().get(row).estimate().value());
            assertThat(estimates.doubleColumn("lower").getDouble(row))
                    .isEqualTo(result.rows().get(row).interval().orElseThrow().lower());
        }
    }

    @Test
    void everyTypeHasItsPlaceAndWhatIsMissingStaysMissing() {
        Table source = Table.create(
                "types",
                IntColumn.create("int", new Integer[] {1, null}),
                LongColumn.create("long", 5L, 6L),
                DoubleColumn.create("double", 1.5, Double.NaN),
                BooleanColumn.create("boolean", new Boolean[] {true, null}),
                StringColumn.create("string", "Ha\u0309i Pho\u0300ng", ""),
                DateColumn.create("date", LocalDate.of(2026, 3, 9), null));
        org.kapsurvey.analysis.codebook.Table table = TablesawData.of(source);
        assertThat(table.names()).containsExactlyElementsOf(source.columnNames());
        assertThat(table.numeric("int").values()).containsExactly(1, Double.NaN);
        assertThat(table.numeric("long").values()).containsExactly(5, 6);
        assertThat(table.numeric("double").values()).containsExactly(1.5, Double.NaN);
        assertThat(table.numeric("boolean").values()).containsExactly(1, Double.NaN);
        TextColumn string = (TextColumn) table.column("string");
        assertThat(string.value(0)).isEqualTo("H\u1ea3i Ph\u00f2ng");
        assertThat(string.isMissing(1)).isTrue();
        TextColumn date = (TextColumn) table.column("date");
        assertThat(date.value(0)).isEqualTo("2026-03-09");
        assertThat(date.isMissing(1)).isTrue();
    }

    @Test
    void anIdentifierTooLongForANumberIsNamedWithItsRow() {
        Table source = Table.create("ids", LongColumn.create("household", 1L, 9_007_199_254_740_993L));
        assertThatThrownBy(() -> TablesawData.of(source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"household\"")
                .hasMessageContaining("row 2")
                .hasMessageContaining("StringColumn");
    }

    @Test
    void theDocumentationShowsTheCodeThatRunsHere() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path root = here.endsWith("tablesaw") ? here.getParent().getParent() : here;
        String source = Files.readString(
                root.resolve("analysis/tablesaw/src/test/java/org/kapsurvey/analysis/tablesaw/TablesawTest.java"));
        int start = source.indexOf("// tag::run[]\n") + "// tag::run[]\n".length();
        String snippet = source.substring(start, source.indexOf("// end::run[]", start))
                .stripIndent()
                .strip();
        assertThat(snippet).contains("TablesawEstimates.of(result)");
        assertThat(Files.readString(root.resolve("docs/tablesaw.md"))).contains(snippet);
    }
}
