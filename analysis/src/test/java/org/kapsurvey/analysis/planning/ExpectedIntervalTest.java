package org.kapsurvey.analysis.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.indicator.Direction;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.questionnaire.chance.RandomStream;

/** What is expected of intervals and verdicts, against samples that are drawn. */
class ExpectedIntervalTest {
    private static final int SAMPLES = 4_000;

    @Test
    void theHalfOfTheIntervalTIsThatOfTheHand() {
        // se = √(.8 · .2 · 1.5 / 600) = .02; t(.975; 24) = 2.0638985616.
        ExpectedInterval interval = ExpectedInterval.of(.8, 600, 1.5, 24, .95);
        assertThat(interval.standardError()).isCloseTo(.02, within(1e-15));
        assertThat(interval.half()).isCloseTo(.041277971232, within(1e-9));
        assertThat(interval.effectiveInterviews()).isCloseTo(400, within(1e-12));
    }

    @Test
    void aRateOfOneHalfHasEqualSidesAndAHighRateTheLongerOneBelow() {
        ExpectedInterval middle = ExpectedInterval.of(.5, 600, 1.5, 60, .95);
        assertThat(middle.lower()).isCloseTo(middle.upper(), within(1e-3));
        ExpectedInterval high = ExpectedInterval.of(.95, 600, 1.5, 60, .95);
        assertThat(high.lower()).isGreaterThan(1.15 * high.upper());
        ExpectedInterval low = ExpectedInterval.of(.05, 600, 1.5, 60, .95);
        assertThat(low.upper()).as("the mirror").isCloseTo(high.lower(), within(1e-3));
    }

    @Test
    void manyInterviewsMakeBothIntervalsTheSame() {
        ExpectedInterval interval = ExpectedInterval.of(.7, 60_000, 2, 5_000, .95);
        assertThat(interval.printedHalf()).isCloseTo(interval.half(), within(.01 * interval.half()));
    }

    @Test
    void withoutADegreeOfFreedomThereIsNoIntervalAndNoVerdict() {
        ExpectedInterval interval = ExpectedInterval.of(.9, 40, 1, .4, .95);
        assertThat(interval.defined()).isFalse();
        ExpectedVerdict verdict = ExpectedVerdict.of(interval, .8, Direction.AT_LEAST, .8);
        assertThat(verdict.met()).isZero();
        assertThat(verdict.notMet()).isZero();
        assertThat(verdict.surelyMet()).isEmpty();
        assertThat(verdict.surelyNotMet()).isEmpty();
        ExpectedInterval nearlyOne = ExpectedInterval.of(.9, 40, 1, .5, .95);
        assertThat(nearlyOne.half()).isGreaterThan(1);
        assertThat(nearlyOne.lower()).isBetween(.5, .9);
        assertThat(nearlyOne.upper()).isBetween(0., .1);
    }

    /** Beta-binomial clusters in strata; the means of p̂ − L and U − p̂ within 3 %, the chances of verdicts within .04. */
    @ParameterizedTest
    @CsvSource({
        "0.95, 0.95, 4, 10, 20, 0.05",
        "0.90, 0.95, 4, 10, 20, 0.05",
        "0.97, 0.95, 4, 15, 20, 0.03",
        "0.80, 0.85, 2, 8, 12, 0.10",
        "0.50, 0.60, 3, 10, 10, 0.02",
        "0.96, 0.90, 2, 10, 10, 0.05"
    })
    void expectedSidesAndVerdictsAreThoseOfDrawnSamples(
            double rate, double target, int strata, int clusters, int take, double correlation) {
        double effect = new DesignEffect(take, correlation, 0).value();
        int rows = strata * clusters * take;
        ExpectedInterval expected = ExpectedInterval.of(rate, rows, effect, strata * (clusters - 1), .95);
        ExpectedVerdict verdict = ExpectedVerdict.of(expected, target, Direction.AT_LEAST, .8);
        double size = (1 - correlation) / correlation;
        BetaDistribution rates = BetaDistribution.of(rate * size, (1 - rate) * size);
        RandomStream random = RandomStream.of("expected interval", rate + " " + correlation);
        double[] quantiles = new double[1_000];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = rates.inverseCumulativeProbability((i + .5) / quantiles.length);
        }
        double lower = 0;
        double upper = 0;
        int met = 0;
        int notMet = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            Estimate estimate = drawn(quantiles, strata, clusters, take, random);
            Interval interval = ProportionInterval.KORN_GRAUBARD.of(estimate, .95, effect);
            lower += (estimate.value() - interval.lower()) / SAMPLES;
            upper += (interval.upper() - estimate.value()) / SAMPLES;
            Verdict said = Verdict.ofSample(interval.lower(), interval.upper(), target);
            met += said == Verdict.MET ? 1 : 0;
            notMet += said == Verdict.NOT_MET ? 1 : 0;
        }
        assertThat(expected.lower()).as("below").isCloseTo(lower, within(.03 * lower));
        assertThat(expected.upper()).as("above").isCloseTo(upper, within(.03 * upper));
        assertThat(verdict.met()).as("met").isCloseTo((double) met / SAMPLES, within(.04));
        assertThat(verdict.notMet()).as("not met").isCloseTo((double) notMet / SAMPLES, within(.04));
    }

    private static Estimate drawn(double[] rates, int strata, int clusters, int take, RandomStream random) {
        double sum = 0;
        double variance = 0;
        int rows = strata * clusters * take;
        for (int h = 0; h < strata; h++) {
            double[] yes = new double[clusters];
            double mean = 0;
            for (int c = 0; c < clusters; c++) {
                double rate = rates[random.nextInt(rates.length)];
                for (int i = 0; i < take; i++) {
                    yes[c] += random.nextDouble() < rate ? 1 : 0;
                }
                mean += yes[c] / clusters;
                sum += yes[c];
            }
            for (double of : yes) {
                variance += clusters / (clusters - 1.0) * (of - mean) * (of - mean);
            }
        }
        return estimate(sum / rows, Math.sqrt(variance) / rows, rows, strata * (clusters - 1));
    }

    /** As a sample would give it; the interval asks for no more of it than share, error, rows and degrees of freedom. */
    private static Estimate estimate(double share, double error, long rows, int df) {
        return new Estimate(
                "",
                share,
                error,
                rows,
                rows,
                df + 1,
                df + 1,
                1,
                df,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Explanation.of(""));
    }

    @Test
    void aHairBelowAWholeNumberOfDegreesOfFreedomIsNoDegreeLess() {
        for (int df : new int[] {1, 4, 169}) {
            ExpectedInterval whole = ExpectedInterval.of(.8, 300, 1.5, df, .95);
            ExpectedInterval below = ExpectedInterval.of(.8, 300, 1.5, df - 5e-5, .95);
            assertThat(below.half()).as("t with %s", df).isCloseTo(whole.half(), within(2e-4 * whole.half()));
            assertThat(below.printedHalf()).isCloseTo(whole.printedHalf(), within(2e-4 * whole.printedHalf()));
            assertThat(ExpectedVerdict.of(below, .6, Direction.AT_LEAST, .8).met())
                    .isCloseTo(
                            ExpectedVerdict.of(whole, .6, Direction.AT_LEAST, .8)
                                    .met(),
                            within(1e-4));
            assertThat(below.printedDegreesOfFreedom()).isEqualTo(df);
        }
    }

    @Test
    void betweenWholeDegreesOfFreedomTheWidthsLieBetween() {
        // R: qt(.975, 2.5) = 3.574654842.
        ExpectedInterval interval = ExpectedInterval.of(.8, 600, 1.5, 2.5, .95);
        assertThat(interval.half()).isCloseTo(.02 * 3.574654842, within(1e-9));
        assertThat(interval.printedHalf())
                .isBetween(
                        ExpectedInterval.of(.8, 600, 1.5, 3, .95).printedHalf(),
                        ExpectedInterval.of(.8, 600, 1.5, 2, .95).printedHalf());
    }

    @Test
    void theSureRatesAreWhereTheVerdictHasItsPower() {
        ExpectedVerdict verdict = at(.93);
        double high = verdict.surelyMet().orElseThrow();
        double low = verdict.surelyNotMet().orElseThrow();
        assertThat(high).isBetween(.955, .985);
        assertThat(low).isBetween(.90, .945);
        // The chance is that of the same design effect and size, whatever rate was expected.
        assertThat(at(high).met()).isCloseTo(.8, within(1e-6));
        assertThat(at(low).notMet()).isCloseTo(.8, within(1e-6));
        assertThat(verdict.open()).isCloseTo(1 - verdict.met() - verdict.notMet(), within(1e-12));
    }

    private static ExpectedVerdict at(double rate) {
        return ExpectedVerdict.of(ExpectedInterval.of(rate, 1_200, 1.8, 50, .95), .95, Direction.AT_LEAST, .8);
    }

    @Test
    void anUpperLimitIsALowerLimitOfTheComplement() {
        ExpectedVerdict least =
                ExpectedVerdict.of(ExpectedInterval.of(.9, 800, 1.5, 40, .95), .95, Direction.AT_LEAST, .8);
        ExpectedVerdict most =
                ExpectedVerdict.of(ExpectedInterval.of(.1, 800, 1.5, 40, .95), .05, Direction.AT_MOST, .8);
        assertThat(most.met()).isCloseTo(least.met(), within(1e-9));
        assertThat(most.notMet()).isCloseTo(least.notMet(), within(1e-9));
        assertThat(most.surelyMet().orElseThrow())
                .isCloseTo(1 - least.surelyMet().orElseThrow(), within(1e-9));
        assertThat(most.surelyNotMet().orElseThrow())
                .isCloseTo(1 - least.surelyNotMet().orElseThrow(), within(1e-9));
    }

    @Test
    void aTargetOfAHundredPerCentCanOnlyBeRefuted() {
        ExpectedVerdict verdict =
                ExpectedVerdict.of(ExpectedInterval.of(.98, 400, 1.2, 40, .95), 1, Direction.AT_LEAST, .8);
        assertThat(verdict.met()).isZero();
        assertThat(verdict.surelyMet()).isEmpty();
        // One "no" among n/deff refutes it.
        assertThat(verdict.notMet()).isCloseTo(1 - Math.pow(.98, 400 / 1.2), within(1e-9));
    }

    @Test
    void aSampleTooSmallToConfirmSaysSo() {
        ExpectedVerdict verdict =
                ExpectedVerdict.of(ExpectedInterval.of(.9, 30, 1, 20, .95), .95, Direction.AT_LEAST, .8);
        assertThat(verdict.met()).as("30 of 30 have a lower limit of 88 %").isZero();
        assertThat(verdict.surelyMet()).isEmpty();
        assertThat(verdict.surelyNotMet()).isPresent();
    }
}
