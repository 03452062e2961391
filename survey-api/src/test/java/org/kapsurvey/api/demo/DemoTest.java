package org.kapsurvey.api.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.indicator.IndicatorEstimation;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.weighting.ClassRules;
import org.kapsurvey.analysis.weighting.WeightingClasses;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.web.Pages;

/** The whole chain: a made-up round through a real service and PostgreSQL, and the numbers that come out. */
class DemoTest {
    private static final DemoRound.Size SMALL = new DemoRound.Size(11, 30, 8);

    @TempDir
    private static Path data;

    private static Service service;
    private static DemoRound demo;
    private static Demo.Outcome outcome;
    private static final List<String> PROGRESS = new ArrayList<>();

    @BeforeAll
    static void run() throws IOException {
        service = Service.start(data.resolve("kap"), null, InetAddress.getLoopbackAddress(), 0, database -> {});
        demo = DemoRound.of(questionnaires(), SMALL);
        outcome = new Demo(service, "en", PROGRESS::add).run(demo, false);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theEstimatesFromTheDatabaseAreThoseComputedFromTheAnswersThemselves() {
        Table table = answers();
        SurveyDesign design = SurveyDesign.of(table)
                .weights("w")
                .strata("stratum")
                .clusters("psu")
                .build();
        List<IndicatorResult> direct = modelled(new IndicatorEstimation(List.of(demo.form()), table, design, 2.5)
                .results(demo.plan(), List.of(List.of("sex"))));
        List<IndicatorResult> stored = modelled(outcome.summary().results());
        assertThat(stored).hasSameSizeAs(direct);
        for (int i = 0; i < direct.size(); i++) {
            assertThat(stored.get(i).domain()).isEqualTo(direct.get(i).domain());
            assertThat(stored.get(i).estimate().rows())
                    .isEqualTo(direct.get(i).estimate().rows());
            assertThat(stored.get(i).estimate().value())
                    .isCloseTo(direct.get(i).estimate().value(), within(1e-12));
            assertThat(stored.get(i).estimate().standardError())
                    .isCloseTo(direct.get(i).estimate().standardError(), within(1e-12));
            assertThat(stored.get(i).verdict()).isEqualTo(direct.get(i).verdict());
        }
    }

    @Test
    void theWeightsSumToTheDesignWeightsOfEverybodySelected() {
        double selected = demo.sample().selected().stream()
                .mapToDouble(ClusterSample.Selected::designWeight)
                .sum();
        assertThat(outcome.summary().design().weighted()).isCloseTo(selected, within(1e-6 * selected));
        assertThat(selected / demo.population().people()).isBetween(0.9, 1.1);
        assertThat(outcome.summary().design().psus()).isEqualTo(30);
    }

    @Test
    void theTablePrintsEachIndicatorWithTargetIntervalVerdictAndTrueRateInBothLanguages() {
        for (String language : List.of("vi", "en")) {
            String table = DemoTable.of(outcome, language);
            assertThat(table)
                    .contains("HP-2.1", "HP-2.2", "HP-2.3", "≥ 95%", "≥ 90%")
                    .contains(language.equals("vi") ? "SỐ LIỆU MÔ PHỎNG" : "MADE-UP DATA");
            for (IndicatorResult result : modelled(outcome.summary().results())) {
                if (result.isHeadline()) {
                    String verdict = org.kapsurvey.analysis.report.SummaryPage.words(
                                    result.verdict().orElseThrow())
                            .in(language);
                    assertThat(table.lines())
                            .anySatisfy(line -> assertThat(line)
                                    .startsWith(result.indicator().id())
                                    .contains(verdict, " – "));
                }
            }
        }
    }

    @Test
    void runningItAgainUsesTheRoundThatIsThereAndGivesTheSameNumbers() {
        Demo.Outcome again = new Demo(service, "en", PROGRESS::add).run(demo, false);
        assertThat(again.round()).isEqualTo(outcome.round());
        assertThat(again.summary().provenance()).isEqualTo(outcome.summary().provenance());
        assertThat(DemoTable.of(again, "vi")).isEqualTo(DemoTable.of(outcome, "vi"));
        assertThat(PROGRESS).anySatisfy(line -> assertThat(line).contains("complete already"));
    }

    @Test
    void aRoundThatWasCutShortIsCompleted() throws IOException {
        DemoRound other = DemoRound.of(questionnaires(), new DemoRound.Size(12, 10, 4));
        String engine = Optional.ofNullable(new Pages().hash("engine.js")).orElse("");
        Round round = other.round(engine, 1);
        new PlanStore(service.database()).publish(other.plan().id(), other.planBytes());
        new RoundStore(service.database()).open(round, other.selections());
        List<FieldWork.Posted> interviews = other.interviews(round, engine);
        try (FieldWork field = new FieldWork(service.uri())) {
            field.submit(interviews.subList(0, 20), done -> {});
            field.approve(interviews.subList(0, 10), done -> {});
        }
        Demo.Outcome completed = new Demo(service, "en", PROGRESS::add).run(other, false);
        assertThat(completed.round()).isEqualTo(round);
        assertThat(completed.summary().design().interviewed()).isEqualTo(interviews.size());
    }

    @Test
    void aFreshRoundHasAnIdOfItsOwnAndTheSameRates() {
        Demo.Outcome fresh = new Demo(service, "en", PROGRESS::add).run(demo, true);
        assertThat(fresh.round().id()).isEqualTo(outcome.round().id() + "-2");
        for (int i = 0; i < fresh.summary().results().size(); i++) {
            // As objects, so that what is not measured equals itself.
            assertThat((Double) fresh.summary().results().get(i).estimate().value())
                    .isEqualTo((Double)
                            outcome.summary().results().get(i).estimate().value());
        }
    }

    @Test
    void theSummaryPageAndTheNumbersBehindItAreServed() throws IOException, InterruptedException {
        HttpResponse<String> page = get("/summary/" + outcome.round().id());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("Số liệu mô phỏng", "HP-2.3", "số phiếu phỏng vấn ")
                .contains("lang=\"vi\"")
                .containsPattern("trọng số: phiên bản [0-9]+ sha256 [0-9a-f]{64}");
        assertThat(get("/summary/" + outcome.round().id() + "?lang=en").body()).contains("Made-up data");
        assertThat(get("/summary.css").statusCode()).isEqualTo(200);
        HttpResponse<String> json = get("/api/rounds/" + outcome.round().id() + "/indicators");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.body()).contains("\"indicator\":\"HP-2.2\"", "\"synthetic\":true", "\"verdict\":\"not_met\"");
    }

    @Test
    void aRoundThatIsNotThereIsAProblem() throws IOException, InterruptedException {
        for (String path : List.of("/summary/nowhere", "/api/rounds/nowhere/indicators")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("\"404.4\"");
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return TestService.send(TestService.request(service.uri(), path).build());
    }

    /** The table of the round, made from the population and the sample without form, service or database. */
    /** Of the indicators whose every question the model of the population answers. */
    private static List<IndicatorResult> modelled(List<IndicatorResult> results) {
        return results.stream()
                .filter(result ->
                        demo.trueRates().containsKey(result.indicator().id()))
                .toList();
    }

    private static Table answers() {
        Population population = demo.population();
        List<ClusterSample.Selected> selected = demo.sample().selected();
        int rows = selected.size();
        int[] strata = new int[rows];
        double[] weights = new double[rows];
        boolean[] responds = new boolean[rows];
        List<String> stratumOf = new ArrayList<>();
        List<String> psuOf = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            Province.Group group =
                    population.province().groups().get(selected.get(row).group());
            strata[row] = group.stratum();
            weights[row] = selected.get(row).designWeight();
            responds[row] = selected.get(row).responds();
            stratumOf.add(Integer.toString(group.stratum()));
            psuOf.add(group.code());
        }
        List<Column> columns = new ArrayList<>();
        for (Population.Item item : population.items()) {
            List<String> codes = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                String code = item.code(population.person(selected.get(row)));
                boolean answered = responds[row] && !code.isEmpty() && code.charAt(0) != Population.MISSING;
                codes.add(answered ? code : "");
            }
            columns.add(
                    item.name().equals("age")
                            ? NumericColumn.of(
                                    "age",
                                    codes.stream()
                                            .mapToDouble(c -> c.isEmpty() ? Double.NaN : Double.parseDouble(c))
                                            .toArray())
                            : TextColumn.of(item.name(), codes));
        }
        columns.add(NumericColumn.of(
                "w",
                WeightingClasses.forResponse("by stratum", strata, List.of("1", "2", "3"), responds, ClassRules.USUAL)
                        .apply(weights)
                        .weights()));
        columns.add(TextColumn.of("stratum", stratumOf));
        columns.add(TextColumn.of("psu", psuOf));
        return Table.of(rows, columns);
    }

    static Path questionnaires() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("kap"))) {
                return folder.resolve("questionnaires");
            }
        }
        throw new IllegalStateException("No folder above this one holds the launcher kap");
    }
}
