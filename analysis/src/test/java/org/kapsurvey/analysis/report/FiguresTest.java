package org.kapsurvey.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures vietnamese = Figures.in("vi");
    private final Figures english = Figures.in("en");

    @Test
    void vietnameseWritesAPointBetweenThousandsAndAComma() {
        assertThat(vietnamese.count(1234567)).isEqualTo("1.234.567");
        assertThat(vietnamese.fixed(-1234.56, 1)).isEqualTo("−1.234,6");
        assertThat(vietnamese.percent(0.934)).isEqualTo("93,4%");
        assertThat(english.fixed(1234.56, 1)).isEqualTo("1,234.6");
        assertThat(english.percent(0.934)).isEqualTo("93.4%");
    }

    @Test
    void aTargetHasNoNeedlessDecimals() {
        assertThat(vietnamese.target(0.95)).isEqualTo("95%");
        assertThat(vietnamese.target(1)).isEqualTo("100%");
        assertThat(vietnamese.target(0.925)).isEqualTo("92,5%");
    }

    @Test
    void aLimitIsNeverRoundedAcrossTheTarget() {
        assertThat(vietnamese.limit(0.9496, 0.95)).isEqualTo("94,96%");
        assertThat(vietnamese.limit(0.949996, 0.95)).isEqualTo("94,9996%");
        assertThat(vietnamese.limit(0.9504, 0.95)).isEqualTo("95,0%");
        assertThat(vietnamese.limit(0.95, 0.95)).isEqualTo("95,0%");
        assertThat(vietnamese.limit(0.62345, 0.95)).isEqualTo("62,3%");
    }

    @Test
    void aProbabilityIsNeverPrintedAsNothingOrAsCertainty() {
        assertThat(vietnamese.probability(1e-12)).isEqualTo("< 0,0001");
        assertThat(vietnamese.probability(1 - 1e-12)).isEqualTo("> 0,9999");
        assertThat(english.probability(0.03174)).isEqualTo("= 0.0317");
    }

    @Test
    void whatIsNotDefinedIsADash() {
        assertThat(vietnamese.percent(Double.NaN)).isEqualTo("–");
        assertThat(vietnamese.limit(Double.NaN, 0.9)).isEqualTo("–");
        assertThat(vietnamese.count(Double.NaN)).isEqualTo("–");
        assertThat(vietnamese.fixed(Double.POSITIVE_INFINITY, 2)).isEqualTo("–");
    }
}
