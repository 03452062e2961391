package org.kapsurvey.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.disclosure.Shown;
import org.kapsurvey.analysis.estimate.RandomSurvey;
import org.kapsurvey.questionnaire.fault.Faults;

/** What a job with {@code confidentiality} writes of small groups, and what it refuses. */
class HeldBackTest {
    private static final String JOB = """
            "estimates": [
              {"id": "share", "statistic": "proportion", "variables": ["yes"], "by": [[], ["size"]]},
              {"id": "rows", "statistic": "count", "by": [[], ["size"]]}]
            """;

    private static final JobResult OPEN = RandomJob.run(table(), JOB);
    private static final JobResult GUARDED = RandomJob.run(table(), "\"confidentiality\": \"outside\", " + JOB);

    /** Six rows are few, the others two groups of many. */
    private static Table table() {
        Table table = RandomSurvey.of(5).table(1);
        return table.with(TextColumn.of(
                "size",
                IntStream.range(0, table.rows())
                        .mapToObj(row -> row < 6 ? "few" : row % 2 == 0 ? "even" : "odd")
                        .toList()));
    }

    private static Shown shown(JobResult result, String id, String domain) {
        return result.rows().stream()
                .filter(row -> row.id().equals(id) && row.estimate().domain().equals(domain))
                .findFirst()
                .orElseThrow()
                .shown();
    }

    @Test
    void aSmallGroupAndOneOfTheOthersAreHeldBackInAllBlocks() {
        assertThat(OPEN.rows()).allMatch(row -> row.shown() == Shown.EVERYTHING);
        for (String id : List.of("share", "rows")) {
            assertThat(shown(GUARDED, id, "size=few")).isEqualTo(Shown.NOTHING);
            assertThat(List.of(shown(GUARDED, id, "size=even"), shown(GUARDED, id, "size=odd")))
                    .contains(Shown.NOTHING);
        }
        assertThat(shown(GUARDED, "rows", "")).isEqualTo(Shown.EVERYTHING);
    }

    @Test
    void whatIsHeldBackIsEmptyInTheDataAndHasASignOfItsOwnOnThePage() {
        String csv = EstimatesCsv.estimates(GUARDED);
        assertThat(csv.lines()).contains("share,proportion,yes,,size=few,,,,,,,,,,,,,,held-back");
        assertThat(csv.lines().map(line -> line.chars().filter(c -> c == ',').count()))
                .containsOnly(18L);
        String page = TablesHtml.write(GUARDED);
        String few = page.lines()
                .filter(line -> line.contains("size=few") && line.contains("yes"))
                .findFirst()
                .orElseThrow();
        assertThat(few).contains("[c]", "held-back").doesNotContain("<svg").doesNotContain("%");
        assertThat(page).contains("Ghi chú held-back: [c] thay cho số không công bố", "Note held-back: [c] stands for");
        assertThat(TablesHtml.write(OPEN)).doesNotContain("[c]");
    }

    @Test
    void theRunTellsTheMinimumAndNoMissingCells() {
        String run = RunJson.write(GUARDED, "1", new RunJson.Input("job.json", "0"), List.of());
        assertThat(run).contains("\"confidentiality\"").doesNotContain("\"missing\"");
        assertThat(RunJson.write(OPEN, "1", new RunJson.Input("job.json", "0"), List.of()))
                .contains("\"missing\"")
                .doesNotContain("confidentiality");
    }

    @Test
    void whatIsNotGuardedIsRefusedAtOnce() {
        Faults faults = new Faults();
        AnalysisJob.parse("job.json", """
                {"data": {"file": "random.csv"}, "confidentiality": "outside", "explain": true,
                 "estimates": [{"id": "m", "statistic": "mean", "variables": ["score"]},
                               {"id": "p", "statistic": "proportion", "variables": ["yes"], "covariances": true}],
                 "targets": [{"id": "goal", "of": "p", "target": 0.9, "direction": "atLeast"}]}
                """, faults);
        assertThat(faults.list().stream().map(fault -> fault.message()))
                .containsExactlyInAnyOrder(
                        "\"confidentiality\" does not guard \"targets\" yet.",
                        "\"confidentiality\" does not guard \"explain\" yet.",
                        "\"confidentiality\" does not guard \"covariances\" yet.",
                        "\"confidentiality\" does not guard the statistic \"mean\" yet.");
    }
}
