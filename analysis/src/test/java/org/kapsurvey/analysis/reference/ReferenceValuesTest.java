package org.kapsurvey.analysis.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.io.AnalyseRun;

/**
 * Values of R survey 4.5, each asked of a real job: a job is written for each design, run, and its files compared with the
 * golden rows. Prints for each operation how many rows were asked, run and passed; a row of a design that is not known here
 * fails, and what is not run is excluded by name, with the reason.
 */
class ReferenceValuesTest {
    private final Path resources = ProjectFiles.resource("reference");
    private final Path shared = ProjectFiles.shared("reference");
    private final Report report = new Report();

    @TempDir
    private Path folder;

    @Test
    void syntheticSurveysGiveTheValuesOfR() throws IOException {
        compare(GoldenRow.read(resources.resolve("golden_kap.csv.gz")), new KapDesigns(folder).plain());
        report.print("synthetic KAP surveys");
        assertThat(report.wrong()).isEmpty();
        assertThat(report.passed()).isEqualTo(report.run()).isGreaterThan(11_500);
    }

    @Test
    void weightedSyntheticSurveysGiveTheValuesOfR() throws IOException {
        Map<String, GoldenDesign> designs = new KapDesigns(folder).weighted();
        compare(GoldenRow.read(resources.resolve("golden_kap_weights.csv.gz")), designs);
        List<Map<String, String>> weights = CsvRows.of(resources.resolve("cal_kap26.csv.gz"));
        for (String design : weights.get(0).keySet()) {
            if (!design.equals("pid")) {
                compareWeights(
                        design, weights.stream().map(row -> row.get(design)).toList());
            }
        }
        report.print("weighted synthetic KAP surveys");
        assertThat(report.wrong()).isEmpty();
        assertThat(report.passed()).isEqualTo(report.run()).isGreaterThan(74_000);
    }

    @Test
    void publicSurveysGiveTheValuesOfR() throws IOException {
        assumeReference();
        List<GoldenRow> rows = GoldenRow.read(shared.resolve("golden.csv")).stream()
                .filter(row -> !row.design().startsWith("kap"))
                .toList();
        Map<String, GoldenDesign> designs = new PublicDesigns(shared, folder).all();
        compare(rows, designs);
        int ofWeights = 0;
        for (String design : designs.keySet()) {
            Path weights = shared.resolve("weights/cal_" + design + ".csv");
            if (Files.isRegularFile(weights)) {
                compareWeights(
                        design,
                        CsvRows.of(weights).stream().map(row -> row.get("w")).toList());
                ofWeights++;
            }
        }
        report.print("schools and NHANES");
        assertThat(report.wrong()).isEmpty();
        assertThat(ofWeights).isEqualTo(15);
        assertThat(report.passed()).isEqualTo(report.run()).isGreaterThan(10_000);
    }

    /** R survey 4.1-1: {@code svyranktest(api00 ~ stype, design)}: {@code parameter/statistic}, {@code p.value}, {@code ddf}. */
    @Test
    void ranksInThreeGroupsHaveTheFOfR() throws IOException {
        assumeReference();
        GoldenDesign design = new PublicDesigns(shared, folder).all().get("apiclus1_fpc");
        String test = "{\"id\": \"r\", \"test\": \"rank\", \"variable\": \"api00\", \"groups\": \"stype\"}";
        Path job = Files.writeString(folder.resolve("ranks.json"), design.job("", "", test, "", ""));
        AnalyseRun.run(job, folder.resolve("ranks"), stage -> {});
        Map<String, String> row = CsvRows.of(folder.resolve("ranks/tests.csv")).get(0);
        assertThat(row).containsEntry("statistic_name", "F").containsEntry("df1", "2");
        assertThat(row).containsEntry("df2", "12").containsEntry("estimate", "");
        assertThat(Double.parseDouble(row.get("statistic"))).isCloseTo(1.11198741068776, within(1e-12));
        assertThat(Double.parseDouble(row.get("p"))).isCloseTo(0.360546784857326, within(1e-12));
    }

    @Test
    void nonResponseOfTheSyntheticSurveyHasTheFactorsAndPropensitiesOfR() throws IOException {
        ResponseAnswers answers = new ResponseAnswers(folder);
        for (GoldenRow row : GoldenRow.read(resources.resolve("golden_kap_frame.csv.gz"))) {
            report.compare(row, answers.value(row), Math.abs(row.number()));
        }
        List<Map<String, String>> persons = CsvRows.of(resources.resolve("kap_2026_frame.csv.gz"));
        double[] ours = answers.classWeights();
        for (int row = 0; row < ours.length; row++) {
            GoldenRow asked =
                    GoldenRow.weight("kap26_frame", row + 1, persons.get(row).get("w"));
            report.compare(asked, ours[row], Math.abs(asked.number()));
        }
        report.print("non-response");
        assertThat(report.wrong()).isEmpty();
        assertThat(report.passed()).isEqualTo(report.run()).isEqualTo(26 + persons.size());
    }

    /** The KAP rows in the project are those of the whole reference, so that the tests above ask every golden row. */
    @Test
    void everyRowOfTheReferenceIsAsked() throws IOException {
        assumeReference();
        Set<GoldenRow> here = new HashSet<>(GoldenRow.read(resources.resolve("golden_kap.csv.gz")));
        here.addAll(GoldenRow.read(resources.resolve("golden_kap_weights.csv.gz")));
        here.addAll(GoldenRow.read(resources.resolve("golden_kap_frame.csv.gz")));
        List<GoldenRow> elsewhere = GoldenRow.read(shared.resolve("golden.csv")).stream()
                .filter(row -> row.design().startsWith("kap") && !here.contains(row))
                .toList();
        assertThat(elsewhere).isEmpty();
    }

    private void assumeReference() {
        boolean present = Files.isRegularFile(shared.resolve("golden.csv"));
        if (!present) {
            System.out.println("Skipped: the reference data is not there: " + shared);
        }
        assumeTrue(present, "the reference data is not there: " + shared);
    }

    private void compare(List<GoldenRow> golden, Map<String, GoldenDesign> designs) throws IOException {
        new GoldenJobs(folder, report, (job, out) -> AnalyseRun.run(job, out, stage -> {})).compare(golden, designs);
    }

    private void compareWeights(String design, List<String> golden) throws IOException {
        double[] ours = new Answers(folder.resolve(design)).weights();
        assertThat(ours).hasSize(golden.size());
        for (int row = 0; row < ours.length; row++) {
            GoldenRow asked = GoldenRow.weight(design, row + 1, golden.get(row));
            report.compare(asked, ours[row], Math.abs(asked.number()));
        }
    }
}
