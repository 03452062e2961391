package org.kapsurvey.questionnaire.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {
    private static final int SAMPLES = 300_000;

    @Test
    void whatIsPrintedReadsBackAsTheSameDoubleForRandomBits() {
        SplittableRandom random = new SplittableRandom(20261121);
        for (int i = 0; i < SAMPLES; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                continue;
            }
            String printed = Numbers.print(value);
            if (Double.parseDouble(printed) != value || Numbers.parse(printed) != value) {
                throw new AssertionError(printed + " for the bits " + Long.toHexString(Double.doubleToLongBits(value)));
            }
        }
    }

    @Test
    void parsingAgreesWithTheJdkForRandomDecimals() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < SAMPLES; i++) {
            String text = decimal(random);
            if (Double.compare(Numbers.parse(text), Double.parseDouble(text)) != 0) {
                throw new AssertionError(text + " read as " + Numbers.print(Numbers.parse(text)));
            }
        }
    }

    @Test
    void halfwayCasesRoundToEvenAlsoAmongSubnormals() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            long bits = random.nextLong() & Long.MAX_VALUE;
            bits = i % 2 == 0 ? bits & 0x000fffffffffffffL : bits;
            double low = Double.longBitsToDouble(bits);
            double high = Double.longBitsToDouble(bits + 1);
            if (Double.isNaN(high) || Double.isInfinite(high)) {
                continue;
            }
            BigDecimal half = new BigDecimal(low).add(new BigDecimal(high)).divide(BigDecimal.valueOf(2));
            double even = (bits & 1) == 0 ? low : high;
            assertThat(Numbers.parse(scientific(half))).isEqualTo(even);
            assertThat(Numbers.parse(half.toPlainString() + (half.scale() > 0 ? "" : ".0") + "0".repeat(900) + "1"))
                    .isEqualTo(high);
        }
    }

    @Test
    void noShorterDecimalReadsBackAsTheSameDouble() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50_000; i++) {
            double value =
                    Math.abs(Double.longBitsToDouble(i % 5 == 0 ? random.nextLong(1L << 52) : random.nextLong()));
            if (i % 3 == 0) {
                value = random.nextDouble() * 100;
            }
            if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
                continue;
            }
            BigDecimal printed = new BigDecimal(Numbers.print(value)).stripTrailingZeros();
            int digits = printed.precision();
            if (digits > 1) {
                BigDecimal exact = new BigDecimal(value);
                int scale = exact.scale() - exact.precision() + digits - 1;
                assertThat(exact.setScale(scale, RoundingMode.DOWN).doubleValue())
                        .isNotEqualTo(value);
                assertThat(exact.setScale(scale, RoundingMode.UP).doubleValue()).isNotEqualTo(value);
            }
            assertThat(nearestOfItsLength(value, printed))
                    .as(printed.toString())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "100, 100",
        "1e21, 1e21",
        "123456789012345680000, 123456789012345680000",
        "1e-7, 0.0000001",
        "9.5e-8, 9.5e-8",
        "-0, 0",
        "-12.50, -12.5",
        "5e-324, 5e-324",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "9007199254740993, 9007199254740992",
        "2e-3, 0.002",
        "0.30000000000000004, 0.30000000000000004",
        "1e999, Infinity",
        "-1e999, -Infinity",
        "1e-999, 0",
        "2.0e23, 2e23"
    })
    void printsTheShortestForm(String text, String printed) {
        assertThat(Numbers.print(Numbers.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                "01",
                "-00",
                ".5",
                "5.",
                "1e",
                "1e+",
                "1d",
                "0x1",
                "NaN",
                "Infinity",
                " 1",
                "1 ",
                "1,5",
                "١"
            })
    void whatIsNoNumberIsNaN(String text) {
        assertThat(Numbers.parse(text)).isNaN();
    }

    private static boolean nearestOfItsLength(double value, BigDecimal printed) {
        BigDecimal error = printed.subtract(new BigDecimal(value)).abs();
        for (BigDecimal other : new BigDecimal[] {printed.add(printed.ulp()), printed.subtract(printed.ulp())}) {
            if (other.doubleValue() == value
                    && other.subtract(new BigDecimal(value)).abs().compareTo(error) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String scientific(BigDecimal value) {
        return value.unscaledValue() + "e" + -value.scale();
    }

    private static String decimal(SplittableRandom random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(1, 10));
        int digits = random.nextInt(0, 30);
        for (int i = 0; i < digits; i++) {
            text.append(random.nextInt(10));
        }
        if (random.nextBoolean()) {
            text.append('.').append(random.nextInt(1_000_000));
        }
        if (random.nextBoolean()) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(-340, 320));
        }
        return text.toString();
    }
}
