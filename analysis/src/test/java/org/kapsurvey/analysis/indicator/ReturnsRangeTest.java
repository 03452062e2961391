package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class ReturnsRangeTest {
    private static final double LEVEL = 0.95;

    /** 20 agencies, 15 yes, 2 no, 3 did not answer: 15/20 to 18/20. */
    @Test
    void aCensusIsAsWideAsItsMissingReturns() {
        ReturnsRange range = ReturnsRange.of(20, 20, 15, 2, LEVEL);

        assertThat(range.missing()).isEqualTo(3);
        assertThat(range.least()).isEqualTo(0.75);
        assertThat(range.most()).isEqualTo(0.90);
        assertThat(range.lower()).isEqualTo(0.75);
        assertThat(range.upper()).isEqualTo(0.90);
        assertThat(range.standardErrorOfLeast()).isZero();
        assertThat(range.verdict(0.75, Direction.AT_LEAST)).isEqualTo(Verdict.MET);
        assertThat(range.verdict(0.80, Direction.AT_LEAST)).isEqualTo(Verdict.NOT_DISTINGUISHABLE);
        assertThat(range.verdict(0.95, Direction.AT_LEAST)).isEqualTo(Verdict.NOT_MET);
    }

    @Test
    void allUnitsIsMetOnlyByACensusInWhichEveryUnitSaysYes() {
        assertThat(ReturnsRange.of(213, 213, 213, 0, LEVEL).verdict(1, Direction.AT_LEAST))
                .isEqualTo(Verdict.MET);
        assertThat(ReturnsRange.of(213, 213, 212, 0, LEVEL).verdict(1, Direction.AT_LEAST))
                .as("one did not answer")
                .isEqualTo(Verdict.NOT_DISTINGUISHABLE);
        assertThat(ReturnsRange.of(213, 213, 212, 1, LEVEL).verdict(1, Direction.AT_LEAST))
                .as("one said no")
                .isEqualTo(Verdict.NOT_MET);
        assertThat(ReturnsRange.of(213, 212, 212, 0, LEVEL).verdict(1, Direction.AT_LEAST))
                .as("one was not asked")
                .isEqualTo(Verdict.NOT_DISTINGUISHABLE);
    }

    /**
     * N = 10, n = 4, all four say yes. P(Y ≥ 4 | K) = C(K,4)/C(10,4) = C(K,4)/210: 5/210 = 0.0238 for K = 5 and 15/210 = 0.0714
     * for K = 6, so that 6 of 10 is the least number above 0.025.
     */
    @Test
    void theLimitsOfASampleAreThoseWorkedOutByHand() {
        ReturnsRange range = ReturnsRange.of(10, 4, 4, 0, LEVEL);

        assertThat(range.lower()).isEqualTo(0.6);
        assertThat(range.upper()).isEqualTo(1);
        assertThat(range.standardErrorOfLeast()).isZero();
    }

    /** n = 4 of N = 10, two yes, one no, one missing: s² = p(1 − p)/3, times 1 − 4/10. */
    @Test
    void theStandardErrorHasTheFinitePopulationCorrection() {
        ReturnsRange range = ReturnsRange.of(10, 4, 2, 1, LEVEL);

        assertThat(range.standardErrorOfLeast()).isCloseTo(Math.sqrt(0.6 * 0.25 / 3), within(1e-15));
        assertThat(range.standardErrorOfMost()).isCloseTo(Math.sqrt(0.6 * 0.1875 / 3), within(1e-15));
        assertThat(ReturnsRange.of(10, 1, 1, 0, LEVEL).standardErrorOfLeast()).isNaN();
    }

    /** The limits against probabilities in exact whole numbers, for every outcome of every sample of 3 to 12 units. */
    @Test
    void theLimitsAreExactForEveryOutcomeOfSmallPopulations() {
        for (int population = 3; population <= 12; population++) {
            for (int sample = 1; sample <= population; sample++) {
                for (int yes = 0; yes <= sample; yes++) {
                    ReturnsRange range = ReturnsRange.of(population, sample, yes, sample - yes, 0.9);
                    assertThat(range.lower() * population).isCloseTo(fewest(population, sample, yes), within(1e-9));
                    ReturnsRange mirrored = ReturnsRange.of(population, sample, sample - yes, yes, 0.9);
                    assertThat(mirrored.upper()).isCloseTo(1 - range.lower(), within(1e-12));
                }
            }
        }
    }

    private static int fewest(int population, int sample, int yes) {
        for (int units = yes; ; units++) {
            BigInteger ways = BigInteger.ZERO;
            for (int y = yes; y <= sample; y++) {
                ways = ways.add(choose(units, y).multiply(choose(population - units, sample - y)));
            }
            BigDecimal probability =
                    new BigDecimal(ways).divide(new BigDecimal(choose(population, sample)), MathContext.DECIMAL64);
            if (probability.compareTo(new BigDecimal("0.05")) > 0) {
                return units;
            }
        }
    }

    private static BigInteger choose(int n, int k) {
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        BigInteger ways = BigInteger.ONE;
        for (int i = 0; i < k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return ways;
    }

    /** Over all populations of 30 units and all samples of 10 of them, the limits hold the truth in at least 95 % of samples. */
    @Test
    void theLimitsCoverInEveryPopulation() {
        int population = 30;
        int sample = 10;
        for (int units = 0; units <= population; units++) {
            BigInteger covered = BigInteger.ZERO;
            for (int yes = Math.max(0, sample - (population - units)); yes <= Math.min(sample, units); yes++) {
                ReturnsRange range = ReturnsRange.of(population, sample, yes, sample - yes, LEVEL);
                if (range.lower() * population <= units + 1e-9 && range.upper() * population >= units - 1e-9) {
                    covered = covered.add(choose(units, yes).multiply(choose(population - units, sample - yes)));
                }
            }
            double coverage = new BigDecimal(covered)
                    .divide(new BigDecimal(choose(population, sample)), MathContext.DECIMAL64)
                    .doubleValue();
            assertThat(coverage).as(units + " of 30").isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> ReturnsRange.of(10, 11, 1, 1, LEVEL)).hasMessageContaining("found 11");
        assertThatThrownBy(() -> ReturnsRange.of(10, 0, 0, 0, LEVEL)).hasMessageContaining("found 0");
        assertThatThrownBy(() -> ReturnsRange.of(10, 5, 3, 3, LEVEL)).hasMessageContaining("can't have said yes");
        assertThatThrownBy(() -> ReturnsRange.of(10, 5, 3, 1, 95)).hasMessageContaining("found 95.0");
    }
}
