package org.kapsurvey.api.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.Indicator.Counting;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.analysis.indicator.IndicatorEstimation;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.report.SummaryPage;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.web.Pages;

/** The whole chain: a made-up round for each plan through a real service and PostgreSQL, and the numbers that come out. */
class DemoTest {
    private static final int CLUSTERS = 24;
    private static final int PEOPLE = 8;

    @TempDir
    private static Path data;

    private static Service service;
    private static final Map<String, DemoRound> DEMOS = new LinkedHashMap<>();
    private static final Map<String, Demo.Outcome> OUTCOMES = new LinkedHashMap<>();
    private static final List<String> PROGRESS = new ArrayList<>();

    @BeforeAll
    static void run() {
        service = Service.start(data.resolve("kap"), null, InetAddress.getLoopbackAddress(), 0, database -> {});
        TestService.logIn(service);
        for (String plan : plans()) {
            DemoRound demo = DemoRounds.of(plan).resized(CLUSTERS, PEOPLE);
            DEMOS.put(plan, demo);
            OUTCOMES.put(plan, new Demo(service, "en", PROGRESS::add).run(demo, false));
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static List<String> plans() {
        return DemoRound.PLANS;
    }

    private static DemoRound demo(String plan) {
        return Objects.requireNonNull(DEMOS.get(plan));
    }

    private static Demo.Outcome outcome(String plan) {
        return Objects.requireNonNull(OUTCOMES.get(plan));
    }

    @Test
    void all52IndicatorsOfBothPlansAreComputed() {
        List<String> computed = new ArrayList<>();
        for (String plan : plans()) {
            for (IndicatorResult headline : outcome(plan).summary().headlines()) {
                Indicator indicator = headline.indicator();
                assertThat(headline.estimate().value()).as(indicator.id()).isBetween(0.0, 1.0);
                assertThat(headline.interval().lower()).as(indicator.id()).isNotNaN();
                IndicatorResult judged =
                        outcome(plan).summary().judged(headline).orElse(headline);
                assertThat(judged.verdict())
                        .as(indicator.id())
                        .isNotEqualTo(Optional.of(Verdict.NOT_MEASURED))
                        .matches(verdict ->
                                verdict.isEmpty() == indicator.judged().isNothing());
                computed.add(indicator.id());
            }
            assertThat(demo(plan).plan().indicators()).extracting(Indicator::id).allMatch(computed::contains);
        }
        assertThat(computed).hasSize(52).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theEstimatesOfPersonsLieNearTheTrueRates(String plan) {
        Map<String, Double> truth = demo(plan).truth().rates();
        for (IndicatorResult result : whole(plan, TrueRates::isOfPersons)) {
            String name =
                    result.part().map(Part::name).orElse(result.indicator().id());
            if (result.isMean()) {
                continue;
            }
            double error = result.estimate().standardError();
            double distance = Math.abs(result.estimate().value() - Objects.requireNonNull(truth.get(name)));
            // In small groups everybody may be alike, which leaves no error to measure with.
            double few = 3 / (double) result.estimate().rows();
            assertThat(distance).as(name).isLessThan(4 * error + few);
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theSharesOfUnitsAreTheirReturnsAndTheTrueRateLiesInTheRangeThatMissingOnesLeave(String plan) {
        DemoRound demo = demo(plan);
        List<Population.Unit> units = demo.population().units();
        int ranges = 0;
        for (IndicatorResult result : whole(plan, indicator -> indicator.counting() == Counting.UNITS)) {
            Indicator indicator = result.indicator();
            IndicatorColumns columns = IndicatorColumns.of(
                    indicator, demo.questionnaires(), demo.truth().units());
            NumericColumn value = result.part()
                    .map(part -> columns.parts().get(part.name()).value())
                    .orElse(columns.numerator());
            NumericColumn counted = columns.counted();
            int registered = 0;
            int yes = 0;
            int missing = 0;
            for (int unit = 0; unit < units.size(); unit++) {
                if (counted.value(unit) == 1) {
                    registered++;
                    yes += units.get(unit).returned() && value.value(unit) == 1 ? 1 : 0;
                    missing += units.get(unit).returned() && !value.isMissing(unit) ? 0 : 1;
                }
            }
            String name = result.part().map(Part::name).orElse(indicator.id());
            assertThat(result.estimate().value()).as(name).isEqualTo(yes / (double) registered);
            assertThat(result.interval().upper()).as(name).isEqualTo((yes + missing) / (double) registered);
            assertThat(demo.truth().rates().get(name))
                    .as(name)
                    .isBetween(result.interval().lower(), result.interval().upper());
            ranges += missing > 0 ? 1 : 0;
        }
        assertThat(ranges).isPositive();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void sumsThatEveryUnitReportsAreTheTrueOnes(String plan) {
        for (IndicatorResult result : whole(plan, indicator -> indicator.counting() == Counting.SUMS)) {
            String name =
                    result.part().map(Part::name).orElse(result.indicator().id());
            assertThat(result.estimate().value())
                    .as(name)
                    .isCloseTo(Objects.requireNonNull(demo(plan).truth().rates().get(name)), within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theEstimatesFromTheDatabaseAreThoseComputedFromTheAnswersThemselves(String plan) {
        DemoRound demo = demo(plan);
        Table table = DemoRounds.table(demo, demo.sample());
        IndicatorEstimation estimation =
                new IndicatorEstimation(demo.questionnaires(), table, DemoRounds.design(table), 2.5);
        Map<String, IndicatorResult> stored = new LinkedHashMap<>();
        outcome(plan).summary().results().forEach(result -> stored.put(key(result), result));
        int compared = 0;
        for (Indicator indicator : demo.plan().indicators()) {
            if (TrueRates.isOfPersons(indicator)) {
                for (IndicatorResult direct : estimation.results(indicator, List.of())) {
                    IndicatorResult of = Objects.requireNonNull(stored.get(key(direct)), key(direct));
                    assertThat(of.estimate().rows())
                            .as(key(direct))
                            .isEqualTo(direct.estimate().rows());
                    assertThat(of.estimate().value())
                            .as(key(direct))
                            .isCloseTo(direct.estimate().value(), within(1e-9));
                    assertThat(of.estimate().standardError())
                            .as(key(direct))
                            .isCloseTo(direct.estimate().standardError(), within(1e-9));
                    assertThat(of.verdict()).as(key(direct)).isEqualTo(direct.verdict());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(15);
    }

    private static String key(IndicatorResult result) {
        return result.indicator().id() + " " + result.part().map(Part::name).orElse("") + " " + result.domain();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theWeightsSumToTheDesignWeightsOfEverybodySelected(String plan) {
        double selected = demo(plan).sample().selected().stream()
                .mapToDouble(ClusterSample.Selected::designWeight)
                .sum();
        assertThat(outcome(plan).summary().design().weighted()).isCloseTo(selected, within(1e-6 * selected));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theTablePrintsEachIndicatorWithTargetIntervalVerdictAndTrueRateInBothLanguages(String plan) {
        for (String language : List.of("vi", "en")) {
            String table = DemoTable.of(outcome(plan), language);
            assertThat(table).contains(language.equals("vi") ? "SỐ LIỆU MÔ PHỎNG" : "MADE-UP DATA");
            for (IndicatorResult headline : outcome(plan).summary().headlines()) {
                IndicatorResult result =
                        outcome(plan).summary().judged(headline).orElse(headline);
                String verdict = result.verdict()
                        .map(one -> SummaryPage.words(one).in(language))
                        .orElse("–");
                assertThat(table.lines())
                        .anySatisfy(line -> assertThat(line)
                                .startsWith(result.indicator().id())
                                .containsAnyOf(verdict, "*"));
            }
        }
    }

    @Test
    void runningItAgainUsesTheRoundThatIsThereAndGivesTheSameNumbers() {
        Demo.Outcome first = outcome(DemoRounds.BAC_NINH);
        Demo.Outcome again = new Demo(service, "en", PROGRESS::add).run(demo(DemoRounds.BAC_NINH), false);
        assertThat(again.round()).isEqualTo(first.round());
        assertThat(again.summary().provenance()).isEqualTo(first.summary().provenance());
        assertThat(DemoTable.of(again, "vi")).isEqualTo(DemoTable.of(first, "vi"));
        assertThat(PROGRESS).anySatisfy(line -> assertThat(line).contains("complete already"));
    }

    @Test
    void aRoundThatWasCutShortIsCompleted() {
        DemoRound other = demo(DemoRounds.BAC_NINH).resized(10, 4);
        String engine = Optional.ofNullable(new Pages().hash("engine.js")).orElse("");
        Round round = other.round(engine, 1);
        new PlanStore(service.database()).publish(other.plan().id(), other.planBytes());
        new RoundStore(service.database()).open(round, other.selections());
        List<FieldWork.Posted> interviews = other.interviews(round, engine);
        try (FieldWork field =
                new FieldWork(service.uri(), new DemoAccounts(service.database()).fieldWork(service.uri()))) {
            field.submit(interviews.subList(0, 20), done -> {});
            field.approve(interviews.subList(0, 10), done -> {});
        }
        Demo.Outcome completed = new Demo(service, "en", PROGRESS::add).run(other, false);
        assertThat(completed.round()).isEqualTo(round);
        assertThat(completed.summary().design().interviewed()).isEqualTo((int) other.sample().selected().stream()
                .filter(ClusterSample.Selected::responds)
                .count());
        Demo.Outcome fresh = new Demo(service, "en", PROGRESS::add).run(other, true);
        assertThat(fresh.round().id()).isEqualTo(completed.round().id() + "-2");
        for (int i = 0; i < fresh.summary().results().size(); i++) {
            // As objects, so that what is not measured equals itself.
            assertThat((Double) fresh.summary().results().get(i).estimate().value())
                    .isEqualTo((Double)
                            completed.summary().results().get(i).estimate().value());
        }
    }

    @Test
    void theSummaryPageAndTheNumbersBehindItAreServed() throws IOException, InterruptedException {
        String round = outcome(DemoRounds.HAI_PHONG).round().id();
        HttpResponse<String> page = get("/summary/" + round);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("Số liệu mô phỏng", "HP-2.3", "số phiếu phỏng vấn ")
                .contains("lang=\"vi\"")
                .doesNotContain("Chưa đo")
                .containsPattern("trọng số: phiên bản [0-9]+ sha256 [0-9a-f]{64}");
        assertThat(get("/summary/" + round + "?lang=en").body())
                .contains("Made-up data")
                .doesNotContain("Not measured");
        assertThat(get("/summary.css").statusCode()).isEqualTo(200);
        HttpResponse<String> json = get("/api/rounds/" + round + "/indicators");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.body()).contains("\"indicator\":\"HP-6.3\"", "\"synthetic\":true", "\"verdict\":\"not_met\"");
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

    /** Of indicators of a kind, the indicators themselves and their parts, over the whole target group. */
    private static List<IndicatorResult> whole(String plan, Predicate<Indicator> kind) {
        return outcome(plan).summary().results().stream()
                .filter(result -> kind.test(result.indicator()))
                .filter(result -> result.group().isEmpty() && result.by().isEmpty())
                .toList();
    }
}
