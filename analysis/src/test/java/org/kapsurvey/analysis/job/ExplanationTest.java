package org.kapsurvey.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.estimate.RandomSurvey;

/** Every number of a job says how it came about. */
class ExplanationTest {
    private static final String ESTIMATES = """
            "estimates": [
              {"id": "mean", "statistic": "mean", "variables": ["score"], "by": [["side"]], "intervals": ["t"],
               "contrasts": [{"name": "apart", "plus": {"1": 1}, "minus": {"0": 1}, "scale": "logratio"}]},
              {"id": "total", "statistic": "total", "variables": ["score"]},
              {"id": "share", "statistic": "proportion", "variables": ["yes"], "by": [[], ["side"]]},
              {"id": "shares", "statistic": "proportions", "variables": ["group"]},
              {"id": "ratio", "statistic": "ratio", "numerator": "yes", "denominator": "score"},
              {"id": "spread", "statistic": "variance", "variables": ["score"]},
              {"id": "rows", "statistic": "count"},
              {"id": "median", "statistic": "quantile", "variables": ["score"], "probabilities": [0.5]}]
            """;

    private static final String CALIBRATION = """
            "calibration": [{"method": "poststratify", "by": ["side"], "totals": {"0": 900, "1": 800}}],
            """;

    private static JobResult run(String middle, String end) {
        Table random = RandomSurvey.of(5).table(1);
        Table table = random.with(NumericColumn.indicator("side", random.rows(), row -> row % 2 == 0));
        return RandomJob.run(table, middle + ESTIMATES + end);
    }

    private static List<String> lines(Explanation explanation) {
        List<String> lines = new ArrayList<>(List.of(explanation.text()));
        explanation.parts().forEach(part -> lines.addAll(lines(part)));
        return lines;
    }

    private static void everyRowTellsItsErrorBy(JobResult result, String method) {
        assertThat(result.rows()).extracting(JobResult.Row::id).contains("mean", "total", "share", "shares", "ratio");
        for (JobResult.Row row : result.rows()) {
            assertThat(lines(row.explain()))
                    .as(row.id())
                    .anyMatch(line -> line.contains("Σw") || line.contains("weighted distribution"))
                    .anyMatch(line -> line.startsWith("strata "))
                    .anyMatch(line -> line.startsWith("standard error ") && line.contains("by " + method));
        }
    }

    @Test
    void estimatesTellTheirTotalsTheirPlaceInTheDesignAndWhereTheirErrorComesFrom() {
        everyRowTellsItsErrorBy(run("", ""), "linearisation");
        everyRowTellsItsErrorBy(run(CALIBRATION, ""), "linearisation of what the calibration leaves");
        everyRowTellsItsErrorBy(
                run("\"replicates\": {\"method\": \"jkn\"},", ""),
                "the spread of "
                        + RandomSurvey.design(RandomSurvey.of(5).table(1))
                                .psus()
                                .psus() + " replicates");
    }

    @Test
    void designEffectsHaveTheNamesAndNumbersOfTheEstimatesFile() {
        JobResult result = run("\"explain\": true,", "");
        String[] lines = files(result).getOrDefault("estimates.csv", "").split("\n", -1);
        List<String> names = List.of(lines[0].split(",", -1));
        List<String> mean = List.of(lines[1].split(",", -1));
        String deff = mean.get(names.indexOf("deff"));
        String withReplacement = mean.get(names.indexOf("deff_wr"));
        assertThat(deff).isNotEqualTo(withReplacement).isNotEqualTo("NaN");
        assertThat(result.rows().get(0).explain().toString())
                .endsWith(", deff " + deff + ", deff_wr " + withReplacement);
    }

    @Test
    void contrastsTargetsAndTestsRestOnTheEstimatesThatTheyCompare() {
        JobResult result = run("", """
                , "targets": [{"id": "goal", "of": "share", "target": 0.9, "direction": "atLeast"}],
                "tests": [{"id": "table", "test": "independence", "rows": "side", "columns": "yes"},
                          {"id": "apart", "test": "t", "variable": "score", "groups": "side"},
                          {"id": "agree", "test": "kappa", "rows": "side", "columns": "yes"},
                          {"id": "above", "test": "rank", "variable": "score", "groups": "side"}]
                """);
        assertThat(lines(result.contrasts().get(0).explain()))
                .anyMatch(line -> line.contains("1 · log ") && line.contains("-1 · log "))
                .anyMatch(line -> line.endsWith(" in side=0"))
                .anyMatch(line -> line.endsWith(" in side=1"))
                .anyMatch(line -> line.contains("√(c'Vc)"));
        JobResult.TargetRow target = result.targets().get(0);
        assertThat(lines(target.explain()))
                .anyMatch(line ->
                        line.startsWith("goal: yes is " + target.verdict().code() + " against T = 0.9"))
                .anyMatch(line -> line.startsWith("korn-graubard interval at level 0.95"))
                .anyMatch(line -> line.startsWith("n* = "))
                .anyMatch(line -> line.startsWith("Σwy / Σw = "));
        assertThat(lines(result.tests().get(0).explain()))
                .anyMatch(line -> line.startsWith("table: side and yes, F = "))
                .anyMatch(line -> line.startsWith("generalised design effects "));
        assertThat(lines(result.tests().get(1).explain()))
                .anyMatch(line -> line.startsWith("apart: score and side, t = "))
                .anyMatch(line -> line.endsWith(" in side=1"));
        assertThat(lines(result.tests().get(2).explain()))
                .anyMatch(line -> line.startsWith("agree: side and yes, t = "))
                .anyMatch(line -> line.startsWith("κ = "))
                .anyMatch(line -> line.startsWith("by chance "));
        assertThat(lines(result.tests().get(3).explain()))
                .anyMatch(line -> line.startsWith("above: score and side, t = "))
                .anyMatch(line -> line.startsWith("mean score ") && line.contains(" of 1, n "))
                .anyMatch(line -> line.endsWith(" of 1 less 0 by linearisation, the scores taken as known"));
    }

    @Test
    void aJobThatAsksForThemWritesThemAllAndNoOtherDoes() {
        JobResult result = run("\"explain\": true,", """
                , "targets": [{"id": "goal", "of": "share", "target": 0.9, "direction": "atLeast"}],
                "tests": [{"id": "apart", "test": "t", "variable": "score", "groups": "side"}]
                """);
        String text = files(result).get("explanations.txt");
        assertThat(text)
                .startsWith("mean: mean of score\n  "
                        + result.rows().get(0).explain().text() + "\n")
                .contains("Σwy / Σw = ", ", PSUs ")
                .contains(
                        "\n\nmedian: quantile of score 0.5\n",
                        "\n\nrows: count\n",
                        "\n\ncontrast of mean\n  score, apart")
                .contains("\n\ntarget\n  goal: yes is ", "\n\ntest\n  apart: score and side, t = ");
        assertThat(text.split("\n\n"))
                .hasSize(result.rows().size()
                        + result.contrasts().size()
                        + result.targets().size()
                        + 1);
        assertThat(files(run("", ""))).doesNotContainKey("explanations.txt");
    }

    private static Map<String, String> files(JobResult result) {
        return JobFiles.of(result, "0", new RunJson.Input("job.json", ""), List.of());
    }

    @Test
    void nothingIsPutIntoWordsBeforeItIsRead() {
        List<String> read = new ArrayList<>();
        Explanation explanation = Explanation.when(() -> {
            read.add("read");
            return Explanation.of("a", Explanation.of("b"));
        });
        assertThat(read).isEmpty();
        assertThat(explanation).hasToString("a\n  b").isEqualTo(Explanation.of("a", Explanation.of("b")));
        assertThat(read).isNotEmpty();
    }
}
