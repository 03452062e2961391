package org.kapsurvey.analysis.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.totals.TableTotals;

/** What population sizes and later stages must do to the variance, over seeded random designs. */
class SeveralStagesTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** The random sample with population sizes of PSUs: as many as sampled and four times as many; and of 40 persons in each. */
    private static Table table(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        SurveyDesign design = RandomSurvey.design(table);
        double[] all = new double[table.rows()];
        double[] four = new double[table.rows()];
        double[] persons = new double[table.rows()];
        double[] person = new double[table.rows()];
        for (int row = 0; row < all.length; row++) {
            all[row] = design.psus().sampledPsus(design.psus().stratum(design.psu(row)));
            four[row] = 4 * all[row];
            persons[row] = 40;
            person[row] = row;
        }
        return table.with(NumericColumn.of("all", all))
                .with(NumericColumn.of("four", four))
                .with(NumericColumn.of("persons", persons))
                .with(NumericColumn.of("person", person));
    }

    private static double variance(Table table, SurveyDesign design, Estimator estimator) {
        return new Estimation(new TableTotals(table), design).whole(estimator).variance();
    }

    private static SurveyDesign.Builder design(Table table) {
        return SurveyDesign.of(table).weights("w").singlePsu(SinglePsu.REMOVE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFourthOfThePsusLeavesThreeFourthsOfTheVarianceAndAllOfThemNone(long seed) {
        Table table = table(seed);
        for (Estimator estimator : List.of(Mean.of("score"), Total.of("yes"), Ratio.of("yes", "score"))) {
            double infinite = variance(
                    table, design(table).strata("stratum").clusters("psu").build(), estimator);
            double fourth = variance(
                    table,
                    design(table).strata("stratum").clusters("psu").fpc("four").build(),
                    estimator);
            double complete = variance(
                    table,
                    design(table).strata("stratum").clusters("psu").fpc("all").build(),
                    estimator);
            assertThat(fourth).isCloseTo(0.75 * infinite, within(1e-12 * infinite));
            assertThat(complete).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withAllPsusSampledTheyAreTheStrataOfTheSecondStage(long seed) {
        Table table = table(seed);
        for (Estimator estimator : List.of(Mean.of("score"), Total.of("yes"), Ratio.of("yes", "score"))) {
            double twoStages = variance(
                    table,
                    design(table)
                            .strata("stratum")
                            .clusters("psu", "person")
                            .fpc("all", "persons")
                            .build(),
                    estimator);
            double oneStage =
                    variance(table, design(table).strata("psu").fpc("persons").build(), estimator);
            assertThat(twoStages).isCloseTo(oneStage, within(1e-11 * oneStage + 1e-15));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSecondStageCountsByTheShareOfPsusThatWasSampled(long seed) {
        Table table = table(seed);
        Estimator mean = Mean.of("score");
        double first = variance(
                table,
                design(table).strata("stratum").clusters("psu").fpc("four").build(),
                mean);
        double second =
                variance(table, design(table).strata("psu").fpc("persons").build(), mean);
        double both = variance(
                table,
                design(table)
                        .strata("stratum")
                        .clusters("psu", "person")
                        .fpc("four", "persons")
                        .build(),
                mean);
        assertThat(both).isCloseTo(first + 0.25 * second, within(1e-12 * both));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void degreesOfFreedomCountPsusWhateverIsSampledWithinThem(long seed) {
        Table table = table(seed);
        SurveyDesign twoStages = design(table)
                .strata("stratum")
                .clusters("psu", "person")
                .fpc("four", "persons")
                .build();
        Estimate ours = new Estimation(new TableTotals(table), twoStages).whole(Mean.of("score"));
        Estimate theirs = new Estimation(new TableTotals(table), RandomSurvey.design(table)).whole(Mean.of("score"));
        assertThat(ours.degreesOfFreedom()).isEqualTo(theirs.degreesOfFreedom());
        assertThat(ours.psus()).isEqualTo(theirs.psus());
        assertThat(ours.value()).isCloseTo(theirs.value(), within(1e-12));
    }
}
