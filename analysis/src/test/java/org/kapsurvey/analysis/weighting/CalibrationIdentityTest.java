package org.kapsurvey.analysis.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.estimate.RandomSurvey;
import org.kapsurvey.analysis.estimate.ResidualVariance;
import org.kapsurvey.analysis.estimate.Total;
import org.kapsurvey.analysis.totals.TableTotals;

/** What must hold of calibrated weights on any sample. */
class CalibrationIdentityTest {
    private static final int DESIGNS = 100;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** A random sample with two text columns of known margins. */
    private record Sample(Table table, SurveyDesign design, Margin first, Margin second) {
        static Sample of(long seed) {
            Table table = RandomSurvey.of(seed).table(1);
            Random random = new Random(seed);
            String[] sex = new String[table.rows()];
            String[] age = new String[table.rows()];
            for (int row = 0; row < sex.length; row++) {
                // The first rows hold every crossing, so that no cell is empty.
                sex[row] = row < 24 ? (row % 2 == 0 ? "F" : "M") : random.nextInt(3) == 0 ? "F" : "M";
                age[row] = row < 24 ? "a" + row % 3 : "a" + random.nextInt(3);
            }
            double[] weights = table.numeric("w").values().clone();
            for (int row = 0; row < Math.min(24, weights.length); row++) {
                weights[row] = weights[row] == 0 ? 7 : weights[row];
            }
            table = table.with(NumericColumn.of("w", weights))
                    .with(TextColumn.of("sex", Arrays.asList(sex)))
                    .with(TextColumn.of("age", Arrays.asList(age)));
            SurveyDesign design = RandomSurvey.design(table);
            double population = 3 * Arrays.stream(weights).sum();
            Map<List<String>, Double> first = Map.of(List.of("F"), .52 * population, List.of("M"), .48 * population);
            Map<List<String>, Double> second = Map.of(
                    List.of("a0"), .3 * population, List.of("a1"), .33 * population, List.of("a2"), .37 * population);
            return new Sample(
                    table,
                    design,
                    Margin.of(Grouping.of(table, List.of("sex")), first, weights),
                    Margin.of(Grouping.of(table, List.of("age")), second, weights));
        }

        /** The same sample of a population so many times as large. */
        Sample scaled(double times) {
            return new Sample(table, design, first.times(times), second.times(times));
        }

        CalibratedWeights apply(WeightingStep... steps) {
            return CalibratedWeights.of(List.of(steps), design.weights());
        }

        Estimate estimate(CalibratedWeights weights, Estimator estimator) {
            SurveyDesign calibrated = design.withWeights(weights.calibrated());
            return new Estimation(new TableTotals(table), calibrated, new ResidualVariance(table, calibrated, weights))
                    .whole(estimator);
        }
    }

    private static Sample sample(long seed) {
        // A sample of fewer rows than the crossings need says nothing here.
        return RandomSurvey.of(seed).table(1).rows() < 40 ? sample(seed + DESIGNS) : Sample.of(seed);
    }

    @Test
    void rakingMarginByMarginIsCalibrationWithTheRakingDistance() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Sample sample = sample(seed);
            CalibratedWeights raked = sample.apply(new Raking(
                    List.of(sample.first(), sample.second()), 1e-15, 5000, false, Raking.Variance.REGRESSION));
            CalibratedWeights calibrated = sample.apply(new Calibration(
                    CalibrationDistance.RAKING, bothMargins(sample), new double[0], -INFINITY, INFINITY, false));
            assertThat(raked.calibrated()).containsExactly(calibrated.calibrated(), within(1e-7));
            Estimate one = sample.estimate(raked, Mean.of("score"));
            Estimate other = sample.estimate(calibrated, Mean.of("score"));
            assertThat(one.value()).isCloseTo(other.value(), within(1e-10));
            assertThat(one.standardError()).isCloseTo(other.standardError(), within(1e-9 * (1 + one.standardError())));
        }
    }

    /** Shares, persons or persons in billions as totals, design weights in millionths: one fit. */
    @Test
    void theScalesOfTotalsAndWeightsDoNotMatterToRakingNorToCalibration() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Sample sample = sample(seed);
            double population = sample.first().population();
            CalibratedWeights persons = sample.apply(rake(sample, 1e-10, 100, true));
            for (double size : new double[] {1, population * 1e-9, population * 1e6}) {
                Sample scaled = sample.scaled(size / population);
                for (double times : new double[] {1e-6, 1, 1e9}) {
                    double[] weights = Arrays.stream(sample.design().weights())
                            .map(weight -> weight * times)
                            .toArray();
                    CalibratedWeights raked = CalibratedWeights.of(List.of(rake(scaled, 1e-10, 100, true)), weights);
                    CalibratedWeights calibrated = CalibratedWeights.of(
                            List.of(new Calibration(
                                    CalibrationDistance.RAKING,
                                    bothMargins(scaled),
                                    new double[0],
                                    -INFINITY,
                                    INFINITY,
                                    true)),
                            weights);
                    for (int row = 0; row < weights.length; row++) {
                        double expected = persons.calibrated()[row] * (size / population);
                        assertThat(raked.calibrated()[row]).isCloseTo(expected, within(1e-8 * expected));
                        assertThat(calibrated.calibrated()[row]).isCloseTo(expected, within(1e-7 * expected));
                    }
                    Estimate one = sample.estimate(persons, Mean.of("score"));
                    Estimate other = sample.estimate(raked, Mean.of("score"));
                    assertThat(other.value()).isCloseTo(one.value(), within(1e-8 * (1 + Math.abs(one.value()))));
                    assertThat(other.standardError())
                            .isCloseTo(one.standardError(), within(1e-7 * (1 + one.standardError())));
                }
            }
        }
    }

    @Test
    void rakingThatStopsShortOfSharesIsToldHoweverLargeTheWeightsAre() {
        Sample sample = sample(1);
        Sample shares = sample.scaled(1 / sample.first().population());
        double[] weights = Arrays.stream(sample.design().weights())
                .map(weight -> weight * 1e9)
                .toArray();
        assertThatThrownBy(() -> rake(shares, 1e-10, 2, true).apply(weights))
                .isInstanceOf(WeightingException.class)
                .hasMessageContaining("Raking did not converge in 2 rounds")
                .hasMessageContaining("Farthest from their totals: sex=");
        assertThat(rake(shares, 1e-10, 2, false).apply(weights).warnings())
                .singleElement()
                .asString()
                .contains("Raking did not converge in 2 rounds", "Farthest from their totals: sex=");
        // A weight that is let pass lets no group be off by more than a hundredth of its total.
        for (double epsilon : new double[] {.5, 5, 1e9}) {
            Raking loose = rake(shares, epsilon, 100, true);
            assertThat(loose.totals(loose.apply(weights).weights()))
                    .allSatisfy(total -> assertThat(total.relativeMiss()).isLessThanOrEqualTo(.01));
        }
    }

    @Test
    void totalsInTheLargestOfUnitsCanBeOutOfReachToo() {
        Sample sample = sample(1);
        Sample tiny = sample.scaled(1e-12);
        for (CalibrationDistance distance : CalibrationDistance.values()) {
            assertThatThrownBy(() -> tiny.apply(
                            new Calibration(distance, bothMargins(tiny), new double[0], .9999, 1.0001, true)))
                    .as(distance.name())
                    .isInstanceOf(WeightingException.class)
                    .hasMessageContaining("can't be reached with factors from 0.9999 to 1.0001");
        }
    }

    @Test
    void aMissIsToldWithTheDecimalsThatItTakesAndAsAShare() {
        assertThat(ReachedTotal.farthest(List.of(
                        new ReachedTotal("sex=F", .55, .4469),
                        new ReachedTotal("sex=M", .5, .49999998),
                        new ReachedTotal("sex=X", .5, .5),
                        new ReachedTotal("age", 1e-9, 1.5e-9),
                        new ReachedTotal("all", 0, 3))))
                .isEqualTo("all 3.0 of 0.0, age 0.0000000015 of 0.0000000010 (+50 %), sex=F 0.4 of 0.6 (-18.7 %)");
        assertThat(ReachedTotal.farthest(List.of(new ReachedTotal("sex=M", .5, .49999998))))
                .isEqualTo("sex=M 0.49999998 of 0.50000000 (-0.000004 %)");
    }

    private static Raking rake(Sample sample, double epsilon, int most, boolean mustConverge) {
        return new Raking(
                List.of(sample.first(), sample.second()), epsilon, most, mustConverge, Raking.Variance.REGRESSION);
    }

    @Test
    void rakingToOneMarginIsPostStratification() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Sample sample = sample(seed);
            CalibratedWeights raked =
                    sample.apply(new Raking(List.of(sample.second()), 1e-15, 100, true, Raking.Variance.REGRESSION));
            CalibratedWeights cells = sample.apply(new PostStratification(sample.second()));
            assertThat(raked.calibrated()).containsExactly(cells.calibrated(), within(1e-9));
            for (Estimator estimator : List.of(Mean.of("score"), Total.of("yes"))) {
                double se = sample.estimate(cells, estimator).standardError();
                assertThat(sample.estimate(raked, estimator).standardError()).isCloseTo(se, within(1e-9 * (1 + se)));
            }
        }
    }

    @Test
    void theScaleOfTheDesignWeightsDoesNotMatterToCalibratedOnes() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Sample sample = sample(seed);
            double[] scaled = Arrays.stream(sample.design().weights())
                    .map(weight -> 123.4 * weight)
                    .toArray();
            CalibrationTerms terms = bothMargins(sample);
            List<WeightingStep> steps = List.of(
                    new PostStratification(sample.first()),
                    new Raking(
                            List.of(sample.first(), sample.second()), 1e-15, 5000, false, Raking.Variance.REGRESSION),
                    new Calibration(CalibrationDistance.LINEAR, terms, new double[0], -INFINITY, INFINITY, false),
                    new Calibration(CalibrationDistance.RAKING, terms, new double[0], -INFINITY, INFINITY, false));
            for (WeightingStep step : steps) {
                assertThat(CalibratedWeights.of(List.of(step), scaled).calibrated())
                        .as(step.method())
                        .containsExactly(sample.apply(step).calibrated(), within(1e-7));
            }
        }
    }

    @Test
    void postStratificationIsLinearCalibrationToTheSameCells() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Sample sample = sample(seed);
            CalibratedWeights cells = sample.apply(new PostStratification(sample.second()));
            CalibratedWeights linear = sample.apply(new Calibration(
                    CalibrationDistance.LINEAR,
                    CalibrationTerms.of(sample.table().rows())
                            .intercept(sample.second().population())
                            .groups(sample.second())
                            .build(),
                    new double[0],
                    -INFINITY,
                    INFINITY,
                    false));
            assertThat(cells.calibrated()).containsExactly(linear.calibrated(), within(1e-7));
            for (Estimator estimator : List.of(Mean.of("score"), Total.of("yes"))) {
                double se = sample.estimate(cells, estimator).standardError();
                assertThat(sample.estimate(linear, estimator).standardError()).isCloseTo(se, within(1e-9 * (1 + se)));
            }
        }
    }

    @Test
    void whatIsCalibratedToIsKnownWithoutError() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Sample sample = sample(seed);
            Table table = sample.table()
                    .with(NumericColumn.indicator(
                            "is a1",
                            sample.table().rows(),
                            row -> sample.table().column("age") instanceof TextColumn age
                                    && age.levels().get(age.code(row)).equals("a1")));
            Sample with = new Sample(table, sample.design(), sample.first(), sample.second());
            for (CalibrationDistance distance : CalibrationDistance.values()) {
                CalibratedWeights weights =
                        with.apply(new Calibration(distance, bothMargins(with), new double[0], .05, 20, false));
                Estimate total = with.estimate(weights, Total.of("is a1"));
                assertThat(total.value()).isCloseTo(with.second().total(1), within(1e-9 * total.value()));
                assertThat(total.standardError()).isLessThan(1e-9 * total.value());
            }
        }
    }

    @Test
    void aStepAfterAnotherThatAlreadyReachedItsTotalsChangesNothing() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Sample sample = sample(seed);
            PostStratification step = new PostStratification(sample.second());
            CalibratedWeights once = sample.apply(step);
            CalibratedWeights twice = once.with(step);
            assertThat(twice.calibrated()).containsExactly(once.calibrated(), within(1e-9));
            double se = sample.estimate(once, Mean.of("yes")).standardError();
            assertThat(sample.estimate(twice, Mean.of("yes")).standardError()).isCloseTo(se, within(1e-12));
        }
    }

    @Test
    void trimmedWeightsKeepTheirSumAndAStrictTrimmingItsBounds() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Sample sample = sample(seed);
            double[] weights = sample.design().weights();
            double[] trimmed = sample.apply(
                            new Trimming(new Trimming.Bound(.1, true), new Trimming.Bound(45, false), true))
                    .calibrated();
            assertThat(Arrays.stream(trimmed).sum())
                    .isCloseTo(Arrays.stream(weights).sum(), within(1e-7));
            assertThat(Arrays.stream(trimmed).max().orElseThrow()).isLessThanOrEqualTo(45);
            for (int row = 0; row < weights.length; row++) {
                assertThat(trimmed[row] == 0).isEqualTo(weights[row] == 0);
            }
        }
    }

    @Test
    void standardisedGroupsHaveTheSharesOfTheStandardAndKeepTheirWeight() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Sample sample = sample(seed);
            Grouping sex = Grouping.of(sample.table(), List.of("sex"));
            double[] weights =
                    sample.apply(new Standardization(sample.second(), sex)).calibrated();
            Grouping both = Grouping.of(sample.table(), List.of("sex", "age"));
            Map<String, Double> sums = new HashMap<>();
            for (int row = 0; row < weights.length; row++) {
                sums.merge(both.label(both.code(row)), weights[row], Double::sum);
                sums.merge(sex.label(sex.code(row)), weights[row], Double::sum);
                sums.merge("before " + sex.label(sex.code(row)), sample.design().weight(row), Double::sum);
            }
            for (String group : List.of("sex=F", "sex=M")) {
                assertThat(sums.get(group)).isCloseTo(sums.get("before " + group), within(1e-8));
                assertThat(sums.get(group + ";age=a2") / sums.get(group)).isCloseTo(.37, within(1e-12));
            }
        }
    }

    @Test
    void collinearTermsAndTotalsOutOfReachAreNamed() {
        Sample sample = sample(1);
        CalibrationTerms.Builder twice = CalibrationTerms.of(sample.table().rows())
                .intercept(sample.second().population())
                .groups(sample.second())
                .groups(sample.second());
        assertThatThrownBy(() -> sample.apply(new Calibration(
                        CalibrationDistance.LINEAR, twice.build(), new double[0], -INFINITY, INFINITY, false)))
                .isInstanceOf(WeightingException.class)
                .hasMessageContaining("The term age=a1 is collinear");
        assertThatThrownBy(() -> sample.apply(new Calibration(
                        CalibrationDistance.LINEAR, bothMargins(sample), new double[0], .9, 1.1, false)))
                .isInstanceOf(WeightingException.class)
                .hasMessageContaining("can't be reached with factors from 0.9 to 1.1")
                .hasMessageContaining("the population");
    }

    @Test
    void rescalingFirstMakesBoundsFactorsOnTheShareOfARow() {
        Sample sample = sample(2);
        CalibratedWeights weights = sample.apply(
                new Calibration(CalibrationDistance.LOGIT, bothMargins(sample), new double[0], .2, 5, true));
        double sum = Arrays.stream(weights.calibrated()).sum();
        assertThat(sum).isCloseTo(sample.first().population(), within(1e-6));
        assertThat(weights.outcomes().get(0).facts().get("smallestFactor")).isGreaterThan(.2);
        assertThat(weights.outcomes().get(0).facts().get("largestFactor")).isLessThan(5);
    }

    private static CalibrationTerms bothMargins(Sample sample) {
        return CalibrationTerms.of(sample.table().rows())
                .intercept(sample.first().population())
                .groups(sample.first())
                .groups(sample.second())
                .build();
    }
}
