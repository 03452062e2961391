package org.kapsurvey.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.RandomSurvey;
import org.kapsurvey.analysis.totals.TableTotals;

class QuantileTest {
    @Test
    void theMedianOfFourEqualWeightsIsReadOffByTheRule() {
        WeightedSample four = WeightedSample.of(new double[] {4, 1, 3, 2}, new double[] {1, 1, 1, 1});
        assertThat(QuantileRule.HF1.of(four, 0.5)).isEqualTo(2);
        assertThat(QuantileRule.HF2.of(four, 0.5)).isEqualTo(2.5);
        assertThat(QuantileRule.HF3.of(four, 0.5)).isEqualTo(2);
        assertThat(QuantileRule.HF3.of(four, 0.25)).isEqualTo(2);
        assertThat(QuantileRule.HF4.of(four, 0.4)).isCloseTo(1.6, within(1e-15));
        assertThat(QuantileRule.HF7.of(four, 0.25)).isCloseTo(1.75, within(1e-15));
    }

    /** Hyndman and Fan's definition for equal weights: x at np + m, with m of each type. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void withEqualWeightsTheInterpolatingRulesAreThoseOfHyndmanAndFan(long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(7 + random.nextInt(30), -5, 5).sorted().toArray();
        double[] w = new double[x.length];
        Arrays.fill(w, 3.5);
        WeightedSample sample = WeightedSample.of(x, w);
        for (double p : new double[] {0.05, 0.21, 0.5, 0.77, 0.96}) {
            double n = x.length;
            assertThat(QuantileRule.HF5.of(sample, p)).isCloseTo(at(x, n * p + 0.5), within(1e-12));
            assertThat(QuantileRule.HF6.of(sample, p)).isCloseTo(at(x, (n + 1) * p), within(1e-12));
            assertThat(QuantileRule.HF7.of(sample, p)).isCloseTo(at(x, (n - 1) * p + 1), within(1e-12));
            assertThat(QuantileRule.HF8.of(sample, p)).isCloseTo(at(x, (n + 1.0 / 3) * p + 1.0 / 3), within(1e-12));
            assertThat(QuantileRule.HF9.of(sample, p)).isCloseTo(at(x, (n + 0.25) * p + 0.375), within(1e-12));
        }
    }

    private static double at(double[] sorted, double place) {
        double within = Math.max(1, Math.min(sorted.length, place));
        int below = (int) Math.min(sorted.length - 1, Math.floor(within));
        return sorted[below - 1] + (within - below) * (sorted[below] - sorted[below - 1]);
    }

    @ParameterizedTest
    @EnumSource(QuantileRule.class)
    void aQuantileRisesWithItsProbabilityAndDoesNotChangeWithTheScaleOfTheWeights(QuantileRule rule) {
        Random random = new Random(7);
        double[] x = random.doubles(60).map(u -> Math.floor(20 * u)).toArray();
        double[] w = random.doubles(60, 1, 9).toArray();
        WeightedSample sample = WeightedSample.of(x, w);
        WeightedSample scaled =
                WeightedSample.of(x, Arrays.stream(w).map(weight -> 4 * weight).toArray());
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 200; i++) {
            double quantile = rule.of(sample, i / 200.0);
            assertThat(quantile).isGreaterThanOrEqualTo(before).isBetween(0.0, 19.0);
            assertThat(rule.of(scaled, i / 200.0)).isCloseTo(quantile, within(1e-12));
            before = quantile;
        }
    }

    @ParameterizedTest
    @EnumSource(QuantileRule.class)
    void inAnotherUnitTheQuantileItsErrorAndItsLimitsAreThoseInThatUnit(QuantileRule rule) {
        for (long seed = 0; seed < 20; seed++) {
            Table table = RandomSurvey.of(seed).table(1);
            double[] fahrenheit = table.numeric("score").values().clone();
            for (int row = 0; row < fahrenheit.length; row++) {
                fahrenheit[row] = 32 + 1.8 * fahrenheit[row];
            }
            Table both = table.with(NumericColumn.of("fahrenheit", fahrenheit));
            List<Quantile.Result> ours = quantiles(both, "score", rule);
            List<Quantile.Result> theirs = quantiles(both, "fahrenheit", rule);
            for (int group = 0; group < ours.size(); group++) {
                Estimate one = ours.get(group).estimate();
                Estimate other = theirs.get(group).estimate();
                assertThat(other.value()).isCloseTo(32 + 1.8 * one.value(), within(1e-10));
                assertThat(Double.isNaN(other.standardError())).isEqualTo(Double.isNaN(one.standardError()));
                if (!Double.isNaN(one.standardError())) {
                    assertThat(other.standardError()).isCloseTo(1.8 * one.standardError(), within(1e-10));
                    Interval interval = ours.get(group).intervals().get(0);
                    assertThat(theirs.get(group).intervals().get(0).lower())
                            .isCloseTo(32 + 1.8 * interval.lower(), within(1e-10));
                }
            }
        }
    }

    private static List<Quantile.Result> quantiles(Table table, String variable, QuantileRule rule) {
        SurveyDesign design = RandomSurvey.design(table);
        return new Quantile(variable, 0.3, rule)
                .each(
                        table,
                        design,
                        more -> new Estimation(new TableTotals(more), design),
                        Grouping.of(table, List.of("group")),
                        ProportionInterval.T,
                        List.of(0.95));
    }

    @ParameterizedTest
    @EnumSource(QuantileRule.class)
    void theQuantileOfASingleRowIsItsValue(QuantileRule rule) {
        assertThat(rule.of(WeightedSample.of(new double[] {3}, new double[] {2}), 0.3))
                .isEqualTo(3);
    }

    @Test
    void theIntervalHoldsTheQuantileAndAGroupWithoutRowsHasNone() {
        for (long seed = 0; seed < 50; seed++) {
            Table table = RandomSurvey.of(seed).table(1);
            SurveyDesign design = RandomSurvey.design(table);
            Grouping grouping = Grouping.of(table, List.of("group"));
            List<Quantile.Result> results = new Quantile("score", 0.5, QuantileRule.HF1)
                    .each(
                            table,
                            design,
                            columns -> new Estimation(new TableTotals(columns), design),
                            grouping,
                            ProportionInterval.BETA,
                            List.of(0.95, 0.5));
            for (Quantile.Result result : results) {
                if (result.estimate().rows() == 0) {
                    assertThat(result.estimate().value()).isNaN();
                    continue;
                }
                Interval wide = result.intervals().get(0);
                Interval narrow = result.intervals().get(1);
                if (!Double.isNaN(wide.lower())) {
                    assertThat(wide.lower())
                            .isLessThanOrEqualTo(result.estimate().value());
                    assertThat(wide.upper())
                            .isGreaterThanOrEqualTo(result.estimate().value());
                    assertThat(wide.lower()).isLessThanOrEqualTo(narrow.lower());
                    assertThat(wide.upper()).isGreaterThanOrEqualTo(narrow.upper());
                }
            }
        }
    }

    @Test
    void aProbabilityOutsideZeroToOneIsRefused() {
        assertThatThrownBy(() -> new Quantile("score", 1, QuantileRule.HF1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 0 and 1");
    }
}
