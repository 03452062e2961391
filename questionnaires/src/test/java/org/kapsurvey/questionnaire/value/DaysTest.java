package org.kapsurvey.questionnaire.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DaysTest {
    @Test
    void everyDayOfTheYearsOneTo9999IsThatOfTheJdk() {
        int days = 0;
        for (LocalDate day = LocalDate.of(1, 1, 1); day.getYear() < 10_000; day = day.plusDays(1)) {
            int epochDay = Math.toIntExact(day.toEpochDay());
            String text = Days.print(epochDay);
            if (!text.equals(day.toString()) || Days.parse(text) != epochDay) {
                assertThat(text).isEqualTo(day.toString());
                assertThat(Days.parse(text)).isEqualTo(epochDay);
            }
            days++;
        }
        assertThat(days).isEqualTo(3_652_059);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-29",
                "1900-02-29",
                "2026-13-01",
                "2026-00-10",
                "2026-01-00",
                "2026-04-31",
                "0000-01-01",
                "2026-1-01",
                "10000-01-01",
                "2026/01/01",
                "２０２６-01-01",
                "2026-01-01 "
            })
    void whatIsNoDayIsNone(String text) {
        assertThat(Days.parse(text)).isEqualTo(Days.NONE);
    }

    @Test
    void formatsFillTheirCodesAndLeaveTheRest() {
        LocalDate day = LocalDate.of(2026, 3, 5);
        int epochDay = Math.toIntExact(day.toEpochDay());
        assertThat(Days.format(epochDay, "%d/%m/%Y")).isEqualTo(day.format(DateTimeFormatter.ofPattern("dd/MM/yyyy")));
        assertThat(Days.format(epochDay, "ngày %e tháng %n năm %y 100%%")).isEqualTo("ngày 5 tháng 3 năm 26 100%");
        assertThat(Days.unknownCode("%d %H")).isEqualTo("%H");
        assertThat(Days.unknownCode("%d %")).isEqualTo("%");
        assertThat(Days.unknownCode("%%H")).isEmpty();
    }
}
