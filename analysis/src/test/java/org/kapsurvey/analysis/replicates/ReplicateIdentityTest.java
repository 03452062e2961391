package org.kapsurvey.analysis.replicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.estimate.RandomSurvey;
import org.kapsurvey.analysis.estimate.Total;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.analysis.weighting.CalibratedWeights;

/** What must hold of replicates on any sample. */
class ReplicateIdentityTest {
    private static final int DESIGNS = 100;

    @Test
    void theJackknifeOfATotalIsItsLinearisedVariance() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Table table = RandomSurvey.of(seed).table(1);
            SurveyDesign design = RandomSurvey.design(table);
            Estimate linearised = new Estimation(new TableTotals(table), design).whole(Total.of("score"));
            for (boolean mse : new boolean[] {true, false}) {
                ReplicateWeights replicates = ReplicateWeights.of(Jackknife.of(design, mse), design.weights());
                Estimate jackknifed = estimate(table, design, replicates);
                assertThat(jackknifed.standardError())
                        .isCloseTo(linearised.standardError(), within(1e-10 * (1 + linearised.standardError())));
            }
        }
    }

    @Test
    void inEachGroupTooAndForItsCovariancesWithTheOthers() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Table table = RandomSurvey.of(seed, 1 + (int) (seed % 6)).table(1);
            SurveyDesign design = RandomSurvey.design(table);
            Grouping groups = Grouping.of(table, List.of("group"));
            double[][] linearised = new Estimation(new TableTotals(table), design)
                    .each(Total.of("yes"), groups)
                    .covariances();
            double[][] jackknifed = estimation(
                            table, design, ReplicateWeights.of(Jackknife.of(design, false), design.weights()))
                    .each(Total.of("yes"), groups)
                    .covariances();
            for (int g = 0; g < linearised.length; g++) {
                for (int h = 0; h < linearised.length; h++) {
                    double size = Math.sqrt(linearised[g][g] * linearised[h][h]);
                    assertThat(jackknifed[g][h]).isCloseTo(linearised[g][h], within(1e-10 * (1 + size)));
                }
            }
        }
    }

    /**
     * R survey 4.1-1: {@code options(survey.lonely.psu = "adjust")}, {@code as.svrepdesign(svydesign(id = ~p, strata = ~h, weights =
     * ~w, data = d), type = "JKn")}, {@code SE(svytotal(~y, .))}, {@code SE(svymean(~y, .))}.
     */
    @Test
    void aStratumOfOnePsuIsDroppedLikeTheOthersIfItIsAdjusted() {
        Table table = lonely();
        SurveyDesign design = lonely(table, SinglePsu.ADJUST);
        Estimation jackknife =
                estimation(table, design, ReplicateWeights.of(Jackknife.of(design, false), design.weights()));
        assertThat(jackknife.whole(Total.of("y")).standardError()).isCloseTo(32.51139, within(1e-5));
        assertThat(jackknife.whole(Mean.of("y")).standardError()).isCloseTo(1.489117, within(1e-6));
    }

    @Test
    void averagedStrataOfOnePsuGiveTheLinearisedVarianceOfATotal() {
        Table table = lonely();
        for (SinglePsu policy : List.of(SinglePsu.AVERAGE, SinglePsu.REMOVE, SinglePsu.CERTAINTY)) {
            SurveyDesign design = lonely(table, policy);
            double linearised = new Estimation(new TableTotals(table), design)
                    .whole(Total.of("y"))
                    .standardError();
            assertThat(estimation(table, design, ReplicateWeights.of(Jackknife.of(design, false), design.weights()))
                            .whole(Total.of("y"))
                            .standardError())
                    .isCloseTo(linearised, within(1e-10));
        }
    }

    @Test
    void aDomainTakesNoMoreOfDeclaredDegreesOfFreedomThanItsPsusLessItsStrata() {
        Table table = lonely();
        SurveyDesign design = lonely(table, SinglePsu.AVERAGE);
        assertThat(declared(table, design, 3, Grouping.whole(6))).containsExactly(3);
        assertThat(declared(table, design, 3, Grouping.of(table, List.of("h")))).containsExactly(2, 1, 0);
        assertThat(declared(table, design, 1, Grouping.of(table, List.of("h")))).containsExactly(1, 1, 0);
        SurveyDesign each = SurveyDesign.of(table)
                .weights("w")
                .strata("row")
                .singlePsu(SinglePsu.CERTAINTY)
                .build();
        assertThat(declared(table, each, 5, Grouping.of(table, List.of("h"))))
                .as("no stratum has two PSUs")
                .containsExactly(5, 5, 5);
    }

    private static List<Integer> declared(Table table, SurveyDesign design, int degrees, Grouping grouping) {
        ReplicateWeights replicates =
                ReplicateWeights.of(Bootstrap.of(lonely(table, SinglePsu.AVERAGE), 5, 1, false), design.weights());
        return new Estimation(
                        new TableTotals(table),
                        design,
                        new ReplicateVariance(table, design, replicates, OptionalInt.of(degrees)))
                .each(Mean.of("y"), grouping).estimates().stream()
                        .map(Estimate::degreesOfFreedom)
                        .toList();
    }

    /** Strata of three, two and one PSU. */
    private static Table lonely() {
        return Table.of(
                6,
                List.of(
                        TextColumn.of("h", List.of("A", "A", "A", "B", "B", "C")),
                        TextColumn.of("row", List.of("1", "2", "3", "4", "5", "6")),
                        NumericColumn.of("w", 1, 2, 3, 4, 5, 6),
                        NumericColumn.of("y", 3, 1, 4, 1, 5, 9)));
    }

    private static SurveyDesign lonely(Table table, SinglePsu policy) {
        return SurveyDesign.of(table).weights("w").strata("h").singlePsu(policy).build();
    }

    @Test
    void whatTheWeightsAreScaledByDoesNotMatterToTheReplicatesOfAMean() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            double[] errors = new double[2];
            for (int i = 0; i < 2; i++) {
                Table table = RandomSurvey.of(seed).table(i == 0 ? 1 : 1234.567);
                SurveyDesign design = RandomSurvey.design(table);
                ReplicateWeights replicates =
                        ReplicateWeights.of(Bootstrap.of(design, 40, seed, true), design.weights());
                errors[i] = estimation(table, design, replicates)
                        .whole(Mean.of("score"))
                        .standardError();
            }
            assertThat(errors[1]).isCloseTo(errors[0], within(1e-12 * (1 + errors[0])));
        }
    }

    @Test
    void theMeanOfManyBootstrapTotalsComesNearTheTotal() {
        Table table = RandomSurvey.of(11).table(1);
        SurveyDesign design = RandomSurvey.design(table);
        int count = 4000;
        ReplicateWeights replicates = ReplicateWeights.of(Bootstrap.of(design, count, 5, false), design.weights());
        double[] score = table.numeric("score").values();
        double sum = 0;
        for (int replicate = 0; replicate < count; replicate++) {
            double[] weights = replicates.weights(replicate);
            for (int row = 0; row < score.length; row++) {
                sum += Double.isNaN(score[row]) ? 0 : weights[row] * score[row] / count;
            }
        }
        Estimate total = new Estimation(new TableTotals(table), design).whole(Total.of("score"));
        // Four standard errors of a mean of so many; the seed is fixed.
        assertThat(sum).isCloseTo(total.value(), within(4 * total.standardError() / Math.sqrt(count)));
    }

    @Test
    void totalsByPsuAndWeightsByRowGiveTheSameReplicates() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Table table = RandomSurvey.of(seed).table(1);
            SurveyDesign design = RandomSurvey.design(table);
            ReplicateFactors factors = Bootstrap.of(design, 30, seed, false);
            Estimate byPsu = estimate(table, design, ReplicateWeights.of(factors, design.weights()));
            CalibratedWeights noStep = CalibratedWeights.of(List.of(), design.weights());
            Estimate byRow = estimate(table, design, ReplicateWeights.of(factors, noStep));
            assertThat(byRow.standardError())
                    .isCloseTo(byPsu.standardError(), within(1e-10 * (1 + byPsu.standardError())));
            assertThat(byRow.degreesOfFreedom()).isEqualTo(byPsu.degreesOfFreedom());
        }
    }

    @Test
    void theBootstrapKeepsEachStratumsSizeAndDependsOnTheSeedAlone() {
        SurveyDesign design = RandomSurvey.design(RandomSurvey.of(3).table(1));
        ReplicateFactors fifty = Bootstrap.of(design, 50, 7, false);
        ReplicateFactors hundred = Bootstrap.of(design, 100, 7, false);
        ReplicateFactors other = Bootstrap.of(design, 50, 8, false);
        boolean differs = false;
        for (int replicate = 0; replicate < 50; replicate++) {
            double[] sums = new double[design.psus().strata()];
            for (int psu = 0; psu < design.psus().psus(); psu++) {
                assertThat(fifty.factor(replicate, psu)).isEqualTo(hundred.factor(replicate, psu));
                differs |= fifty.factor(replicate, psu) != other.factor(replicate, psu);
                sums[design.psus().stratum(psu)] += fifty.factor(replicate, psu);
            }
            for (int stratum = 0; stratum < sums.length; stratum++) {
                assertThat(sums[stratum]).isCloseTo(design.psus().sampledPsus(stratum), within(1e-12));
            }
        }
        assertThat(differs).isTrue();
    }

    @Test
    void manyBootstrapReplicatesComeNearTheLinearisedVariance() {
        Table table = RandomSurvey.of(11).table(1);
        SurveyDesign design = RandomSurvey.design(table);
        double linearised = new Estimation(new TableTotals(table), design)
                .whole(Total.of("score"))
                .standardError();
        ReplicateWeights replicates = ReplicateWeights.of(Bootstrap.of(design, 20_000, 5, false), design.weights());
        double spread = new Estimation(
                        new TableTotals(table),
                        design,
                        new ReplicateVariance(table, design, replicates, OptionalInt.of(9)))
                .whole(Total.of("score"))
                .standardError();
        assertThat(spread).isCloseTo(linearised, within(.03 * linearised));
    }

    @Test
    void halfSamplesOfATotalDoNotDependOnTheOrderOfStrata() {
        // 15 strata of two PSUs, and their last one first: other columns of the matrix for the same pairs.
        double[] errors = new double[2];
        for (int turned = 0; turned < 2; turned++) {
            List<String> strata = new ArrayList<>();
            List<String> psus = new ArrayList<>();
            double[] y = new double[60];
            double[] w = new double[60];
            for (int row = 0; row < 60; row++) {
                int stratum = row / 4;
                strata.add("%02d".formatted(turned == 0 ? stratum : 14 - stratum));
                psus.add(row / 2 % 2 == 0 ? "a" : "b");
                y[row] = 10 + row * 37 % 11;
                w[row] = 1 + row * 13 % 7;
            }
            Table table = Table.of(
                    60,
                    List.of(
                            TextColumn.of("h", strata),
                            TextColumn.of("p", psus),
                            NumericColumn.of("w", w),
                            NumericColumn.of("y", y)));
            SurveyDesign design = SurveyDesign.of(table)
                    .weights("w")
                    .strata("h")
                    .clusters("p")
                    .nested(true)
                    .build();
            Estimation linearised = new Estimation(new TableTotals(table), design);
            Estimation halves =
                    estimation(table, design, ReplicateWeights.of(HalfSamples.of(design, 0, false), design.weights()));
            double total = halves.whole(Total.of("y")).standardError();
            assertThat(total).isCloseTo(linearised.whole(Total.of("y")).standardError(), within(1e-10 * total));
            errors[turned] = total;
            assertThat(halves.whole(Mean.of("y")).degreesOfFreedom()).isEqualTo(15);
        }
        assertThat(errors[1]).isCloseTo(errors[0], within(1e-10 * errors[0]));
    }

    @Test
    void successiveDifferencesOfATotalAreHalfTheSquaresOfNeighboursInEachStratum() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Table table = RandomSurvey.of(seed).table(1);
            SurveyDesign design = RandomSurvey.design(table);
            double[] totals = new double[design.psus().psus()];
            double[] score = table.numeric("score").values();
            List<Integer> inOrder = new ArrayList<>();
            for (int row = 0; row < score.length; row++) {
                totals[design.psu(row)] += Double.isNaN(score[row]) ? 0 : design.weights()[row] * score[row];
                if (!inOrder.contains(design.psu(row))) {
                    inOrder.add(design.psu(row));
                }
            }
            double variance = 0;
            for (int stratum = 0; stratum < design.psus().strata(); stratum++) {
                int of = stratum;
                List<Integer> psus = inOrder.stream()
                        .filter(psu -> design.psus().stratum(psu) == of)
                        .toList();
                for (int i = 0; i < psus.size(); i++) {
                    double difference = totals[psus.get(i)] - totals[psus.get((i + 1) % psus.size())];
                    variance += difference * difference / 2;
                }
            }
            Estimate estimate =
                    estimate(table, design, ReplicateWeights.of(SuccessiveDifferences.of(design), design.weights()));
            assertThat(estimate.standardError())
                    .isCloseTo(Math.sqrt(variance), within(1e-10 * (1 + Math.sqrt(variance))));
        }
    }

    @Test
    void halfSamplesOfMoreThanTwoPsusAndARhoOfOneAreRefused() {
        Table table = lonely();
        SurveyDesign design = lonely(table, SinglePsu.CERTAINTY);
        assertThatThrownBy(() -> HalfSamples.of(design, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 PSUs");
        assertThatThrownBy(() -> HalfSamples.of(design, 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rho");
    }

    private static Estimate estimate(Table table, SurveyDesign design, ReplicateWeights replicates) {
        return estimation(table, design, replicates).whole(Total.of("score"));
    }

    private static Estimation estimation(Table table, SurveyDesign design, ReplicateWeights replicates) {
        return new Estimation(
                new TableTotals(table), design, new ReplicateVariance(table, design, replicates, OptionalInt.empty()));
    }
}
