package org.kapsurvey.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionQuantileTest {
    private static final double[] SIZES = {0.3, 1, 1.5, 4, 30, 700, 20_000, 1e6};

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.1, 0.025, 0.005, 0.0005})
    void belowTheQuantileOfABetaDistributionLiesTheTail(double tail) {
        for (double a : SIZES) {
            for (double b : SIZES) {
                BetaDistribution beta = BetaDistribution.of(a, b);
                double lower = DistributionQuantile.betaLower(a, b, tail);
                assertThat(lower).isBetween(0.0, 1.0);
                assertIsQuantile(beta.cumulativeProbability(lower), tail, beta.density(lower));
                double upper = DistributionQuantile.betaUpper(a, b, tail);
                assertThat(upper).isBetween(0.0, 1.0);
                assertIsQuantile(beta.survivalProbability(upper), tail, beta.density(upper));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.1, 0.025, 0.005, 0.0005})
    void aboveTheQuantileOfStudentsDistributionLiesTheTail(double tail) {
        for (double freedom : new double[] {0.5, 1, 2, 3, 3.5, 7, 26, 1_500, 250_000, 1e12}) {
            TDistribution t = TDistribution.of(freedom);
            double quantile = DistributionQuantile.t(freedom, tail);
            assertIsQuantile(t.survivalProbability(quantile), tail, t.density(quantile) * quantile);
        }
    }

    /** R 4.2.2: qt(.975, c(5, 30, 1500)); qbeta(.025, 12.5, 80.25); qbeta(.975, 13.5, 79.25). */
    @Test
    void quantilesAreThoseOfR() {
        assertThat(DistributionQuantile.t(5, 0.025)).isCloseTo(2.570581835636314, within(1e-13));
        assertThat(DistributionQuantile.t(30, 0.025)).isCloseTo(2.0422724563012378, within(1e-13));
        assertThat(DistributionQuantile.t(1500, 0.025)).isCloseTo(1.961546753895018, within(1e-13));
        assertThat(DistributionQuantile.betaLower(12.5, 80.25, 0.025)).isCloseTo(0.0735329737196715, within(1e-14));
        assertThat(DistributionQuantile.betaUpper(13.5, 79.25, 0.025)).isCloseTo(0.22372768681911448, within(1e-14));
    }

    /** The probability may miss the tail by what some last digits of x or 1 − x change, and by the library's rounding. */
    private static void assertIsQuantile(double probability, double tail, double density) {
        assertThat(probability).isCloseTo(tail, within(2e-10 * tail + 16 * density * Math.ulp(1.0)));
    }
}
