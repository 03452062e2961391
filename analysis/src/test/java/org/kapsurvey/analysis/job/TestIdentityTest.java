package org.kapsurvey.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.estimate.RandomSurvey;
import org.kapsurvey.analysis.inference.Contrast;

/** What must hold of the tests of a job on any sample, over seeded random ones. */
class TestIdentityTest {
    private static final List<String> STATISTICS =
            List.of("F", "chisq", "wald", "adjusted-wald", "lincom", "saddlepoint");

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** A random sample with a score cut in three, {@code band}, and every row in one of two groups, {@code side}. */
    private static Table table(long seed, double weightFactor) {
        Table table = RandomSurvey.of(seed).table(weightFactor);
        NumericColumn score = table.numeric("score");
        double[] band = new double[table.rows()];
        for (int row = 0; row < band.length; row++) {
            double value = score.value(row);
            band[row] = Double.isNaN(value) ? Double.NaN : value < 9 ? 1 : value < 11 ? 2 : 3;
        }
        return table.with(NumericColumn.of("band", band))
                .with(NumericColumn.indicator("side", table.rows(), row -> row % 2 == 0));
    }

    private static List<JobResult.Test> independence(Table table, String rows, String columns) {
        StringBuilder tests = new StringBuilder();
        for (String statistic : STATISTICS) {
            tests.append(tests.isEmpty() ? "" : ", ").append("""
                    {"id": "%s", "test": "independence", "rows": "%s", "columns": "%s", "statistic": "%s"}
                    """.formatted(statistic, rows, columns, statistic));
        }
        return RandomJob.run(table, "\"tests\": [" + tests + "]").tests();
    }

    private static void assertSame(List<JobResult.Test> ours, List<JobResult.Test> theirs) {
        assertThat(theirs).hasSameSizeAs(ours).isNotEmpty();
        for (int i = 0; i < ours.size(); i++) {
            double expected = ours.get(i).outcome().statistic();
            double actual = theirs.get(i).outcome().statistic();
            String name = ours.get(i).block().id();
            if (Double.isNaN(expected)) {
                assertThat(actual).as(name).isNaN();
            } else {
                assertThat(actual).as(name).isCloseTo(expected, within(1e-8 * (1 + expected)));
                assertThat(theirs.get(i).outcome().p())
                        .as(name)
                        .isCloseTo(ours.get(i).outcome().p(), within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsAndColumnsOfATableMayChangePlaces(long seed) {
        Table table = table(seed, 1);
        assertSame(independence(table, "band", "yes"), independence(table, "yes", "band"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatTheLevelsAreCalledAndTheirOrderDoNotMatterToATable(long seed) {
        Table table = table(seed, 1);
        Map<Double, String> names = Map.of(1.0, "zeta", 2.0, "alpha", 3.0, "mu");
        NumericColumn band = table.numeric("band");
        TextColumn renamed = TextColumn.of(
                "named",
                IntStream.range(0, table.rows())
                        .mapToObj(row -> names.getOrDefault(band.value(row), ""))
                        .toList());
        assertSame(independence(table, "band", "yes"), independence(table.with(renamed), "named", "yes"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theScaleOfTheWeightsDoesNotMatterToATable(long seed) {
        assertSame(independence(table(seed, 1), "band", "yes"), independence(table(seed, 1234.567), "band", "yes"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDifferenceOfTwoMeansIsTheirContrastAndTheirTrend(long seed) {
        JobResult result = RandomJob.run(table(seed, 1), """
                "estimates": [{"id": "means", "statistic": "mean", "variables": ["score"], "by": [["side"]],
                               "contrasts": [{"name": "one less nought", "plus": {"1": 1}, "minus": {"0": 1}}]}],
                "tests": [{"id": "t", "test": "t", "variable": "score", "groups": "side"},
                          {"id": "trend", "test": "trend", "variable": "score", "over": "side"}]
                """);
        JobResult.Test difference = result.tests().get(0);
        JobResult.Test trend = result.tests().get(1);
        Contrast contrast = result.contrasts().get(0).contrast();
        assertThat(difference.estimate()).isCloseTo(contrast.value(), within(1e-12));
        assertThat(difference.standardError()).isCloseTo(contrast.standardError(), within(1e-12));
        assertThat(difference.outcome().statistic()).isCloseTo(contrast.t(), within(1e-9));
        assertThat(trend.outcome().statistic()).isCloseTo(difference.outcome().statistic(), within(1e-9));
        // The difference spends a degree of freedom on the other group's mean, as R's svyttest does.
        assertThat(difference.outcome().df1()).isEqualTo(trend.outcome().df1() - 1);
        assertThat(contrast.degreesOfFreedom()).isEqualTo((int) trend.outcome().df1());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aConstantHasATrendOfExactlyNought(long seed) {
        Table table = table(seed, 1);
        double[] same = new double[table.rows()];
        Arrays.fill(same, 7.3);
        JobResult.Test trend = RandomJob.run(
                        table.with(NumericColumn.of("same", same)),
                        "\"tests\": [{\"id\": \"trend\", \"test\": \"trend\", \"variable\": \"same\", \"over\": \"band\"}]")
                .tests()
                .get(0);
        assertThat(trend.estimate()).isZero();
        assertThat(trend.standardError()).isZero();
        assertThat(trend.outcome().p()).isNaN();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theGroupsTurnedRoundTurnTheSignOfADifference(long seed) {
        Table table = table(seed, 1);
        NumericColumn side = table.numeric("side");
        Table turned = table.with(NumericColumn.indicator("side", table.rows(), row -> side.value(row) == 0));
        String test = "\"tests\": [{\"id\": \"t\", \"test\": \"t\", \"variable\": \"score\", \"groups\": \"side\"}]";
        JobResult.Test ours = RandomJob.run(table, test).tests().get(0);
        JobResult.Test theirs = RandomJob.run(turned, test).tests().get(0);
        assertThat(theirs.estimate()).isCloseTo(-ours.estimate(), within(1e-12));
        assertThat(theirs.outcome().p()).isCloseTo(ours.outcome().p(), within(1e-12));
        assertThat(theirs.upper()).isCloseTo(-ours.lower(), within(1e-10));
    }

    private static JobResult.Test kappa(Table table, String rows, String columns) {
        String test = "\"tests\": [{\"id\": \"k\", \"test\": \"kappa\", \"rows\": \"%s\", \"columns\": \"%s\"}]";
        return RandomJob.run(table, test.formatted(rows, columns)).tests().get(0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatAgreesWithItselfHasKappa1WithoutAnError(long seed) {
        Table table = table(seed, 1);
        NumericColumn band = table.numeric("band");
        double[] copied =
                IntStream.range(0, table.rows()).mapToDouble(band::value).toArray();
        JobResult.Test test = kappa(table.with(NumericColumn.of("copy", copied)), "band", "copy");
        assertThat(test.estimate()).isCloseTo(1, within(1e-12));
        assertThat(test.standardError()).isZero();
        assertThat(test.outcome().p()).isNaN();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void kappaIsTheSameWithTheTwoVariablesInEachOthersPlace(long seed) {
        Table table = table(seed, 1);
        JobResult.Test ours = kappa(table, "yes", "side");
        JobResult.Test theirs = kappa(table, "side", "yes");
        assertThat(theirs.estimate()).isCloseTo(ours.estimate(), within(1e-12));
        assertThat(theirs.standardError()).isCloseTo(ours.standardError(), within(1e-12));
        assertThat(ours.lower()).isLessThan(ours.estimate());
    }

    private static JobResult.Test ranks(Table table, String variable, String groups, String scores) {
        String test =
                "\"tests\": [{\"id\": \"r\", \"test\": \"rank\", \"variable\": \"%s\", \"groups\": \"%s\", \"scores\": \"%s\"}]";
        return RandomJob.run(table, test.formatted(variable, groups, scores))
                .tests()
                .get(0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ranksDoNotChangeWhereValuesKeepTheirOrder(long seed) {
        Table table = table(seed, 1);
        NumericColumn score = table.numeric("score");
        double[] stretched = IntStream.range(0, table.rows())
                .mapToDouble(row -> Math.exp(score.value(row)) - 5)
                .toArray();
        Table both = table.with(NumericColumn.of("stretched", stretched));
        for (String scores : List.of("wilcoxon", "vanderwaerden", "median")) {
            JobResult.Test ours = ranks(both, "score", "side", scores);
            JobResult.Test theirs = ranks(both, "stretched", "side", scores);
            assertThat(theirs.estimate()).isEqualTo(ours.estimate());
            assertThat(theirs.outcome()).isEqualTo(ours.outcome());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theScaleOfTheWeightsDoesNotMatterToRanks(long seed) {
        JobResult.Test ours = ranks(table(seed, 1), "score", "side", "wilcoxon");
        JobResult.Test theirs = ranks(table(seed, 1234.567), "score", "side", "wilcoxon");
        assertThat(theirs.estimate()).isCloseTo(ours.estimate(), within(1e-12));
        assertThat(theirs.standardError()).isCloseTo(ours.standardError(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aConstantRanksAlikeEverywhere(long seed) {
        Table table = table(seed, 1);
        double[] same = new double[table.rows()];
        Arrays.fill(same, 7.3);
        JobResult.Test test = ranks(table.with(NumericColumn.of("same", same)), "same", "side", "wilcoxon");
        assertThat(test.estimate()).isCloseTo(0, within(1e-15));
        assertThat(test.standardError()).isZero();
        assertThat(test.outcome().p()).isNaN();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ranksInThreeGroupsAreComparedByOneFWhicheverGroupComesFirst(long seed) {
        Table table = table(seed, 1);
        NumericColumn band = table.numeric("band");
        double[] turned = IntStream.range(0, table.rows())
                .mapToDouble(row -> 4 - band.value(row))
                .toArray();
        NumericColumn score = table.numeric("score");
        double[] folded = IntStream.range(0, table.rows())
                .mapToDouble(row -> Math.sin(7 * score.value(row)))
                .toArray();
        Table more = table.with(NumericColumn.of("turned", turned)).with(NumericColumn.of("folded", folded));
        JobResult.Test ours = ranks(more, "folded", "band", "wilcoxon");
        JobResult.Test theirs = ranks(more, "folded", "turned", "wilcoxon");
        // One of the samples has two bands alone.
        boolean three = Grouping.of(table, List.of("band")).size() == 3;
        assertThat(ours.name()).isEqualTo(three ? "F" : "t");
        if (three) {
            assertThat(ours.outcome().df1()).isEqualTo(2);
            assertThat(theirs.outcome().df2()).isEqualTo(ours.outcome().df2());
        }
        if (Double.isNaN(ours.outcome().p())) {
            assertThat(theirs.outcome().p()).isNaN();
        } else {
            assertThat(theirs.outcome().p()).isCloseTo(ours.outcome().p(), within(1e-8));
        }
    }
}
