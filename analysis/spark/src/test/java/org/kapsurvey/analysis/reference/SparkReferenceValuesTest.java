package org.kapsurvey.analysis.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.analysis.spark.SameFiles;
import org.kapsurvey.analysis.spark.SparkRun;
import org.kapsurvey.analysis.spark.TestSpark;

/** The golden cases that the engine spark takes: its files beside those of the same job in memory, and beside R's values. */
class SparkReferenceValuesTest {
    private final Report report = new Report();
    private long numbers;

    @TempDir
    private Path folder;

    @Test
    void syntheticSurveysGiveTheValuesOfRAndOfTheEngineInMemory() throws IOException {
        compare(
                GoldenRow.read(ProjectFiles.resource("reference").resolve("golden_kap.csv.gz")),
                new KapDesigns(folder).plain());
        report.print("synthetic KAP surveys on Spark");
        assertThat(report.wrong()).isEmpty();
        assertThat(report.passed()).isEqualTo(report.run()).isGreaterThan(9_000);
    }

    @Test
    void publicSurveysGiveTheValuesOfRAndOfTheEngineInMemory() throws IOException {
        Path shared = ProjectFiles.shared("reference");
        boolean present = Files.isRegularFile(shared.resolve("golden.csv"));
        if (!present) {
            System.out.println("Skipped: the reference data is not there: " + shared);
        }
        assumeTrue(present, "the reference data is not there: " + shared);
        List<GoldenRow> rows = GoldenRow.read(shared.resolve("golden.csv")).stream()
                .filter(row -> !row.design().startsWith("kap"))
                .toList();
        compare(rows, new PublicDesigns(shared, folder).all());
        report.print("schools and NHANES on Spark");
        assertThat(report.wrong()).isEmpty();
        assertThat(report.passed()).isEqualTo(report.run()).isGreaterThan(1_900);
    }

    private void compare(List<GoldenRow> golden, Map<String, GoldenDesign> designs) throws IOException {
        List<GoldenRow> taken = golden.stream()
                .filter(row -> {
                    String reason = refused(row, designs.get(row.design()));
                    if (!reason.isEmpty()) {
                        report.excluded(row, reason);
                    }
                    return reason.isEmpty();
                })
                .toList();
        new GoldenJobs(folder, report, this::run).compare(taken, designs);
        System.out.println(
                "Numbers of Spark's files compared with those of the same jobs in memory, not the same text: "
                        + numbers);
    }

    /** What the engine refuses (SparkRunTest), so that it is not asked. */
    private static String refused(GoldenRow row, GoldenDesign design) {
        if (!design.weighting().isEmpty()) {
            return "calibration and replicates are refused by the engine spark";
        }
        if (row.operation().equals("quantile")) {
            return "quantiles are refused by the engine spark";
        }
        if (row.operation().equals("alpha") || row.operation().equals("item")) {
            return "scales are refused by the engine spark";
        }
        if (row.operation().equals("glm")) {
            return "models are refused by the engine spark";
        }
        if (row.operation().equals("ranktest")) {
            return "rank tests are refused by the engine spark";
        }
        boolean clusters = design.design().contains("clusters");
        boolean stages = design.design().matches(".*clusters\": \\[[^]]*,.*");
        return clusters && !stages
                ? ""
                : "designs without clusters, or with several stages, are refused by the engine spark";
    }

    private void run(Path job, Path out) throws IOException {
        SparkRun.run(TestSpark.session(), job, out, stage -> {});
        Path inMemory = out.resolveSibling(out.getFileName() + " in memory");
        AnalyseRun.run(job, inMemory, stage -> {});
        numbers += SameFiles.of(inMemory, out);
    }
}
