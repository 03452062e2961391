package org.kapsurvey.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of equal chi-squares have known tails, in the middle and far out. */
class ChiSquareSumTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 2, 3, 10, 40, 150})
    void equalWeightsGiveTheChiSquareAndWithAnEstimatedVarianceTheF(double x) {
        double[] effects = {1.7, 1.7, 1.7};
        double chi = ChiSquaredDistribution.of(3).survivalProbability(x / 1.7);
        double f = FDistribution.of(3, 25).survivalProbability(x / 1.7 / 3);
        ChiSquareSum known = ChiSquareSum.beyond(x, effects, Double.POSITIVE_INFINITY);
        ChiSquareSum estimated = ChiSquareSum.beyond(x, effects, 25);
        assertThat(known.exact()).isCloseTo(chi, within(1e-9 * chi));
        assertThat(estimated.exact()).isCloseTo(f, within(1e-9 * f));
        assertThat(known.saddlepoint()).isCloseTo(chi, within(0.05 * chi));
        assertThat(estimated.saddlepoint()).isCloseTo(f, within(0.05 * f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 4, 30})
    void twoPairsOfWeightsGiveTheMixtureOfExponentials(double x) {
        // Σ of 2λ times standard exponentials, λ 2 and 1.
        double tail = 2 * Math.exp(-x / 4) - Math.exp(-x / 2);
        assertThat(ChiSquareSum.beyond(x, new double[] {2, 2, 1, 1}, Double.POSITIVE_INFINITY)
                        .exact())
                .isCloseTo(tail, within(1e-10 * tail));
    }

    /** apiclus1 with fpc, stype and awards: R survey 4.5, svychisq(statistic = "saddlepoint"), whose ν is 23 of 23.968…. */
    @Test
    void theApproximationTakesWholeDegreesOfFreedomAsR() {
        double[] effects = {1.7348336742097088, 0.7256629542285415};
        ChiSquareSum sum = ChiSquareSum.beyond(12.366150062201948, effects, 23.9680396804879);
        assertThat(sum.saddlepoint()).isCloseTo(0.0224380978115878, within(1e-8));
        assertThat(sum.exact()).isCloseTo(0.019007192906654, within(1e-8));
    }
}
