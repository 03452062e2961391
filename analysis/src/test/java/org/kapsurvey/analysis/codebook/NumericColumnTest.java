package org.kapsurvey.analysis.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class NumericColumnTest {
    private static final int ROWS = 20_000;

    @Test
    void computedNumbersAreKeptAsTheyAreWhetherBytesHoldThemOrNot() {
        for (IntToDoubleFunction value : new IntToDoubleFunction[] {
            row -> row % 2,
            row -> row % 7 == 0 ? Double.NaN : row % 255 - 127,
            row -> row == ROWS - 1 ? 0.5 : 1,
            row -> row == 9_000 ? 128 : -1,
            row -> row == 9_000 ? -128 : -1,
            row -> row == 3 ? -0.0 : 0,
            row -> row / 3.0,
        }) {
            NumericColumn column = NumericColumn.computed("c", ROWS, value);
            assertThat(column.rows()).isEqualTo(ROWS);
            for (int row = 0; row < ROWS; row++) {
                assertThat(Double.compare(column.value(row), value.applyAsDouble(row)))
                        .isZero();
                assertThat(column.isMissing(row)).isEqualTo(Double.isNaN(value.applyAsDouble(row)));
            }
        }
        assertThat(NumericColumn.computed("c", ROWS, row -> row % 2).bytes()).isNotNull();
        assertThat(NumericColumn.computed("c", ROWS, row -> 0.5).bytes()).isNull();
        assertThat(NumericColumn.computed("c", 0, row -> 1).rows()).isZero();
    }

    @Test
    void anIndicatorIsOneWhereItsConditionHolds() {
        NumericColumn column = NumericColumn.indicator("c", ROWS, row -> row % 3 == 0);
        for (int row = 0; row < ROWS; row++) {
            assertThat(column.value(row)).isEqualTo(row % 3 == 0 ? 1 : 0);
        }
        assertThat(column.isBinary()).isTrue();
        assertThat(column.hasMissing()).isFalse();
    }

    @Test
    void theOriginIsTheValueNearestToAMeanThatIsLargeBesideTheSpread() {
        assertThat(NumericColumn.of("year", 2026, Double.NaN, 2027, 2027, 2025).origin())
                .isEqualTo(2026);
        assertThat(NumericColumn.of("tie", 2027, 2026).origin()).isEqualTo(2026);
        assertThat(NumericColumn.of("day", 0, 20_000, 20_001, 20_002).origin()).isZero();
        assertThat(NumericColumn.of("longitude", 106.6801, 106.6799, 106.68).origin())
                .isEqualTo(106.68);
        assertThat(NumericColumn.of("constant", 0.1, 0.1, 0.1).origin()).isEqualTo(0.1);
        assertThat(NumericColumn.computed("bytes", ROWS, row -> 7).origin()).isEqualTo(7);
        assertThat(NumericColumn.of("score", 1, 2, 3, 10).origin()).isZero();
        assertThat(NumericColumn.of("item", 1, 0, 1, 1, 1).origin()).isZero();
        assertThat(NumericColumn.of("ones", 1, 1).origin()).isZero();
        assertThat(NumericColumn.of("nothing", Double.NaN).origin()).isZero();
        assertThat(NumericColumn.of("infinite", 1, Double.POSITIVE_INFINITY).origin())
                .isZero();
    }
}
