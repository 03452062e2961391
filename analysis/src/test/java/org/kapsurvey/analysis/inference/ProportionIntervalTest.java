package org.kapsurvey.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Explanation;

class ProportionIntervalTest {
    /** 10 PSUs of 10, all answers yes, design effect 1 + 9·0.3: the limit is .872, not .964. */
    @Test
    void atOneTheEnclosingDesignEffectCutsTheSampleSize() {
        Estimate all = estimate(1, 0, 100, 10, 1);
        assertThat(ProportionInterval.KORN_GRAUBARD.of(all, 0.95, 3.7).lower()).isCloseTo(0.8724, within(5e-5));
        assertThat(ProportionInterval.KORN_GRAUBARD.of(all, 0.95, 1).lower()).isCloseTo(0.9638, within(5e-5));
        assertThat(ProportionInterval.KORN_GRAUBARD.of(all, 0.95, 3.7).upper()).isEqualTo(1);
    }

    @Test
    void aDesignEffectBelowOneDoesNotLengthenTheSample() {
        Estimate none = estimate(0, 0, 100, 10, 1);
        assertThat(ProportionInterval.KORN_GRAUBARD.of(none, 0.95, 0.4).upper())
                .isEqualTo(ProportionInterval.KORN_GRAUBARD.of(none, 0.95, 1).upper());
    }

    @Test
    void atOneWithoutAnyDesignEffectEachPsuCountsAsOneAnswer() {
        Estimate all = estimate(1, 0, 100, 10, 1);
        assertThat(ProportionInterval.KORN_GRAUBARD.of(all, 0.95).lower())
                .isCloseTo(Math.pow(0.025, 0.1), within(1e-12));
    }

    @Test
    void kornGraubardIsBetaWithTheSampleSizeCapped() {
        Estimate clustered = estimate(0.3, 0.05, 400, 40, 4);
        assertThat(ProportionInterval.KORN_GRAUBARD.of(clustered, 0.95).lower())
                .isEqualTo(ProportionInterval.BETA.of(clustered, 0.95).lower());
        Estimate precise = estimate(0.3, 0.005, 400, 40, 4);
        assertThat(ProportionInterval.KORN_GRAUBARD.of(precise, 0.95).lower())
                .isLessThan(ProportionInterval.BETA.of(precise, 0.95).lower());
    }

    @Test
    void theEffectiveSampleSizeIsToldSoThatTheLimitsCanBeComputedAgain() {
        Estimate clustered = estimate(0.3, 0.05, 400, 40, 4);
        double ratio = TDistribution.of(399).inverseSurvivalProbability(0.025)
                / TDistribution.of(36).inverseSurvivalProbability(0.025);
        double size = 0.3 * 0.7 / (0.05 * 0.05) * ratio * ratio;
        Interval interval = ProportionInterval.KORN_GRAUBARD.of(clustered, 0.95);
        String told = interval.explain().parts().get(0).text();
        assertThat(told).startsWith("n* = p(1 − p)/V · (t(n − 1)/t(df))² = ");
        double read = Double.parseDouble(told.substring(told.lastIndexOf(' ') + 1));
        assertThat(read).isCloseTo(size, within(1e-9));
        assertThat(BetaDistribution.of(read * 0.3, read * 0.7 + 1).inverseCumulativeProbability(0.025))
                .isCloseTo(interval.lower(), within(1e-12));
        Estimate precise = estimate(0.3, 0.005, 400, 40, 4);
        assertThat(ProportionInterval.KORN_GRAUBARD
                        .of(precise, 0.95)
                        .explain()
                        .parts()
                        .get(0)
                        .text())
                .startsWith("n* = 400, the rows, fewer than p(1 − p)/V");
        Estimate all = estimate(1, 0, 100, 10, 1);
        assertThat(ProportionInterval.KORN_GRAUBARD
                        .of(all, 0.95, new BorrowedEffect(4, "region=N"))
                        .explain()
                        .parts()
                        .get(0)
                        .text())
                .isEqualTo("n* = 25 = n/max(1, deff_wr), deff_wr 4 of region=N");
        assertThat(ProportionInterval.KORN_GRAUBARD
                        .of(all, 0.95)
                        .explain()
                        .parts()
                        .get(0)
                        .text())
                .isEqualTo("n* = 10, the PSUs with cases, for no design effect is known");
        assertThat(ProportionInterval.LOGIT.of(clustered, 0.95).explain().parts())
                .isEmpty();
    }

    /** Clopper and Pearson 1934: at the lower limit the count or more has probability a/2. */
    @Test
    void betaOfASimpleRandomSampleIsClopperPearson() {
        int n = 80;
        double p = 20.0 / n;
        Estimate simple = estimate(p, Math.sqrt(p * (1 - p) / n), n, n, 1);
        Interval interval = ProportionInterval.BETA.of(simple, 0.9);
        assertThat(BinomialDistribution.of(n, interval.lower()).survivalProbability(19))
                .isCloseTo(0.05, within(1e-10));
        assertThat(BinomialDistribution.of(n, interval.upper()).cumulativeProbability(20))
                .isCloseTo(0.05, within(1e-10));
    }

    @Test
    void betaOfAVarianceThatIsNextToNothingIsAsNarrow() {
        Estimate fixed = estimate(0.3, 0, 400, 40, 4);
        assertThat(ProportionInterval.BETA.of(fixed, 0.95).lower()).isEqualTo(0.3);
        assertThat(ProportionInterval.BETA.of(fixed, 0.95).upper()).isEqualTo(0.3);
        // n* runs through 1e10 between the last two.
        for (double se : new double[] {1e-17, 1e-12, 4.3e-6, 4.6e-6}) {
            Interval beta = ProportionInterval.BETA.of(estimate(0.3, se, 400, 40, 4), 0.95);
            double half = 1.959963984540054 * se * 2.028094000980452 / 1.965927295920828;
            assertThat(beta.lower()).isCloseTo(0.3 - half, within(1e-9));
            assertThat(beta.upper()).isCloseTo(0.3 + half, within(1e-9));
        }
        assertThat(ProportionInterval.BETA
                        .of(estimate(1e-13, 1e-12, 400, 40, 4), 0.95)
                        .lower())
                .isGreaterThanOrEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource(ProportionInterval.class)
    void withoutAnErrorEveryMethodButTheOneThatCapsTheSampleHasNoWidth(ProportionInterval method) {
        Interval interval = method.of(estimate(0.62, 0, 800, 60, 6), 0.95);
        assertThat(interval.lower())
                .isCloseTo(interval.upper(), within(method == ProportionInterval.KORN_GRAUBARD ? 0.1 : 1e-12));
        assertThat(interval.lower()).isCloseTo(0.62, within(method == ProportionInterval.KORN_GRAUBARD ? 0.1 : 1e-12));
    }

    @ParameterizedTest
    @EnumSource(ProportionInterval.class)
    void everyMethodHoldsItsEstimateAndWidensWithTheLevel(ProportionInterval method) {
        Estimate estimate = estimate(0.62, 0.03, 800, 60, 6);
        Interval narrow = method.of(estimate, 0.8);
        Interval wide = method.of(estimate, 0.99);
        assertThat(narrow.lower()).isLessThan(0.62).isGreaterThan(wide.lower());
        assertThat(narrow.upper()).isGreaterThan(0.62).isLessThan(wide.upper());
        assertThat(ProportionInterval.parse(method.text())).contains(method);
    }

    @ParameterizedTest
    @EnumSource(ProportionInterval.class)
    void withoutDegreesOfFreedomOnlyTheNormalIntervalIsDefined(ProportionInterval method) {
        Interval interval = method.of(estimate(0.4, 0.1, 10, 1, 1), 0.95);
        assertThat(Double.isNaN(interval.lower())).isEqualTo(method != ProportionInterval.NORMAL);
    }

    @Test
    void theLogitIntervalStaysBetweenZeroAndOne() {
        Interval interval = ProportionInterval.LOGIT.of(estimate(0.98, 0.03, 60, 20, 2), 0.95);
        assertThat(interval.upper()).isLessThan(1);
        assertThat(ProportionInterval.T
                        .of(estimate(0.98, 0.03, 60, 20, 2), 0.95)
                        .upper())
                .isGreaterThan(1);
    }

    @ParameterizedTest
    @EnumSource(ProportionInterval.class)
    void whatIsNoShareHasOnlyTheIntervalsOfEveryEstimate(ProportionInterval method) {
        for (double value : new double[] {-0.0105, 1.2}) {
            Interval interval = method.of(estimate(value, 0.2, 60, 20, 2), 0.95, 2);
            assertThat(Double.isNaN(interval.lower())).isEqualTo(!method.forEveryEstimate());
            assertThat(Double.isNaN(interval.upper())).isEqualTo(!method.forEveryEstimate());
        }
        assertThat(ProportionInterval.KORN_GRAUBARD.of(estimate(Math.nextUp(1.0), 0, 60, 20, 2), 0.95, 2))
                .isEqualTo(ProportionInterval.KORN_GRAUBARD.of(estimate(1, 0, 60, 20, 2), 0.95, 2));
    }

    @Test
    void aLevelOutOfRangeIsRefused() {
        assertThatThrownBy(() -> ProportionInterval.T.of(estimate(5.1, 0.2, 60, 20, 2), 95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 0 and 1");
    }

    private static Estimate estimate(double value, double se, int rows, int psus, int strata) {
        return new Estimate(
                "", value, se, rows, rows, psus, psus, strata, psus - strata, 1, 1, 1, Explanation.of("made up"));
    }
}
