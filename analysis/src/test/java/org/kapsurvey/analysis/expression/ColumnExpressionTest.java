package org.kapsurvey.analysis.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

class ColumnExpressionTest {
    /** yes = 1, no = 0, unknown = missing. */
    private static final Table TRUTHS = Table.of(
            9,
            List.of(
                    NumericColumn.of("p", 1, 1, 1, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN),
                    NumericColumn.of("q", 1, 0, Double.NaN, 1, 0, Double.NaN, 1, 0, Double.NaN)));

    private static final Table ROWS = Table.of(
            3,
            List.of(
                    NumericColumn.of("age", 14, 50, Double.NaN),
                    TextColumn.of("sex", Arrays.asList("F", "M", null)),
                    TextColumn.of("heard", Arrays.asList("tv radio", "radio", null)),
                    TextColumn.of("day", Arrays.asList("2026-11-21", "never", null)),
                    TextColumn.of("heard_missing", Arrays.asList(null, null, "refused"))));

    @Test
    void unknownPassesThroughAndOrAndNotAsInSql() {
        assertThat(numbers(TRUTHS, "${p} = 1 and ${q} = 1")).containsExactly(1, 0, u(), 0, 0, 0, u(), 0, u());
        assertThat(numbers(TRUTHS, "${p} = 1 or ${q} = 1")).containsExactly(1, 1, 1, 1, 0, u(), 1, u(), u());
        assertThat(numbers(TRUTHS, "not(${q} = 1)")).containsExactly(0, 1, u(), 0, 1, u(), 0, 1, u());
    }

    @Test
    void unknownCountsAsNoWhereAYesOrNoIsNeeded() {
        assertThat(numbers(TRUTHS, "if(${q} = 1, 7, 8)")).containsExactly(7, 8, 8, 7, 8, 8, 7, 8, 8);
        assertThat(expression(TRUTHS, "not(${q} = 1)").condition("c").values())
                .containsExactly(0, 1, 0, 0, 1, 0, 0, 1, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${age} + 1 | 15 | 51 | NaN",
                "${age} div 0 | NaN | NaN | NaN",
                "-${age} mod 4 | -2 | -2 | NaN",
                "${age} < 50 | 1 | 0 | NaN",
                "${age} >= 14 and ${sex} = 'F' | 1 | 0 | NaN",
                "${sex} != 'F' | 0 | 1 | NaN",
                "${sex} = 'X' | 0 | 0 | NaN",
                "${age} = '14' | 0 | 0 | NaN",
                "${age} != '14' | 1 | 1 | NaN",
                "${sex} = '' | NaN | NaN | NaN",
                "is-missing(${sex}) | 0 | 0 | 1",
                "is-missing(${age}) | 0 | 0 | 1",
                "coalesce(${age}, 99) | 14 | 50 | 99",
                "if(${age} > 20, 1, '') | NaN | 1 | NaN",
                "selected(${heard}, 'radio') | 1 | 1 | NaN",
                "selected(${heard}, 'tv') | 1 | 0 | NaN",
                "selected(${heard}, 'tv radio') | 0 | 0 | NaN",
                "count-selected(${heard}) | 2 | 1 | NaN",
                "string-length(${heard}) | 8 | 5 | NaN",
                "date(${day}) - date('2026-11-20') | 1 | NaN | NaN",
                "round(${age} div 4) | 4 | 13 | NaN",
                "round(${age} div 3, 1) | 4.7 | 16.7 | NaN",
                "int(-${age} div 4) | -3 | -12 | NaN",
                "abs(-${age}) | 14 | 50 | NaN",
                "min(${age}, 20) | 14 | 20 | 20",
                "max(${age}, 20) | 20 | 50 | 20",
                "round(${age} div 4 * 0 + 1.005, 2) | 1.01 | 1.01 | NaN",
                "regex(${heard}, 'tv.*') | 1 | 0 | NaN",
                "decimal-date-time(${day}) = date('2026-11-21') | 1 | NaN | NaN",
                "number(substr(string(${age}), 1)) | 4 | 0 | NaN",
                "(${age} = 14) + (${sex} = 'M') | 1 | 1 | NaN",
                "true() | 1 | 1 | 1",
                "boolean(${age}) | 1 | 1 | NaN",
                "starts-with(${heard}, 'tv') | 1 | 0 | NaN",
                "missing-code(${heard}) = 'refused' | NaN | NaN | 1",
            })
    void expressionsGiveAColumn(String text, double first, double second, double third) {
        assertThat(numbers(ROWS, text)).containsExactly(first, second, third);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if(${age} > 20 and ${sex} = 'M', ${age} * 2 - 1, coalesce(${age}, -1) div 4)",
                "if(${sex} = 'F' or is-missing(${day}), min(${age}, 20, 30), date(${day}))",
                "concat(${sex}, '-', substr(${heard}, 0, ${age} - 45), if(${age} != 14, string(${age} mod 7), ${day}))",
                "not(${age} <= 14) and selected(${heard}, 'radio')",
            })
    void aRowHasItsValueWhateverRowsItStandsAmong(String text) {
        int rows = 70_001;
        int[] order = new Random(1).ints(rows, 0, ROWS.rows()).toArray();
        Table many = Table.of(
                rows,
                List.of(
                        NumericColumn.computed("age", rows, row -> number("age", order[row])),
                        repeated("sex", order),
                        repeated("heard", order),
                        repeated("day", order)));
        Column few = expression(ROWS, text).column("x");
        Column found = expression(many, text).column("x");
        NumericColumn holds = expression(many, text).condition("x");
        NumericColumn expected = expression(ROWS, text).condition("x");
        for (int row = 0; row < rows; row++) {
            assertThat(value(found, row)).isEqualTo(value(few, order[row]));
            assertThat(holds.value(row)).isEqualTo(expected.value(order[row]));
        }
    }

    private static double number(String column, int row) {
        return ((NumericColumn) ROWS.find(column).orElseThrow()).value(row);
    }

    private static TextColumn repeated(String column, int[] order) {
        TextColumn one = (TextColumn) ROWS.find(column).orElseThrow();
        return TextColumn.of(column, IntStream.of(order).map(one::code).toArray(), one.levels());
    }

    private static Object value(Column column, int row) {
        return column.isMissing(row)
                ? "missing"
                : column instanceof NumericColumn numbers
                        ? numbers.value(row)
                        : ((TextColumn) column).levels().get(((TextColumn) column).code(row));
    }

    @Test
    void aTextResultMakesATextColumnAndTheEmptyTextIsMissing() {
        Column column = expression(ROWS, "concat(${sex}, '-', ${age})").column("x");
        assertThat(column).isInstanceOfSatisfying(TextColumn.class, text -> {
            assertThat(text.value(0)).isEqualTo("F-14");
            assertThat(text.isMissing(2)).isTrue();
        });
        assertThat(expression(ROWS, "if(${sex} = 'F', '', 'x')").column("x"))
                .isInstanceOfSatisfying(TextColumn.class, text -> {
                    assertThat(text.isMissing(0)).isTrue();
                    assertThat(text.value(1)).isEqualTo("x");
                });
    }

    @Test
    void resultsAreComposedSoThatTheyCompareEqualToWhatWasRead() {
        Table table = Table.of(1, List.of(TextColumn.of("a", List.of("Ho")), TextColumn.of("b", List.of("a\u0300"))));
        Column joined = expression(table, "concat(${a}, ${b})").column("x");
        assertThat(((TextColumn) joined).value(0)).isEqualTo("Ho\u00e0");
    }

    @Test
    void everyFaultOfAnExpressionIsReported() {
        assertThat(faults("${agee} + ${sex} > today()"))
                .containsExactly(
                        "job:1:1: There is no column \"agee\". Name a column of the data, or a variable defined before."
                                + " Did you mean \"age\"?",
                        "job:1:11: A number must stand here, found a text. Use number(…) to convert it, date(…) where it is a day.",
                        "job:1:20: today() is not known in an analysis, which must give the same result on any day."
                                + " Write the day: date('2026-11-21').");
        assertThat(faults("if(${age} > 3, 1, 'x')"))
                .singleElement()
                .asString()
                .contains("if can't give a text in one row and a number in another");
        assertThat(faults(". > 3")).singleElement().asString().contains("Write ${column}");
        assertThat(faults("format-date(${day}, '%Y')"))
                .singleElement()
                .asString()
                .contains("not supported yet");
        assertThat(faults("regex(${sex}, '(')")).singleElement().asString().contains("Pattern '('");
        assertThat(faults("date('2026-02-30') > 1")).singleElement().asString().contains("no day '2026-02-30'");
        assertThat(faults("missing-code(${age})")).singleElement().asString().contains("q_missing");
    }

    /** As a column of 1 and 0 with one NA, which made a text of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${sex} | 1",
                "not(${sex}) | 5",
                "${age} > 3 and ${sex} | 16",
                "'dk' or ${age} > 3 | 1",
                "if(${sex}, 1, 0) | 4",
                "coalesce(${sex}, 'x') | 1",
                "if(${age} > 20, 'yes', '') | 1",
                "concat(${sex}, 'x') | 1",
            })
    void aTextIsNoCondition(String text, int column) {
        Faults faults = new Faults();
        Expression parsed =
                Expression.parse(text, new Place("job", 1, 1), faults).orElseThrow();
        assertThat(ColumnExpression.compileCondition(parsed, ROWS, faults)).isEmpty();
        assertThat(faults.list())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString())
                        .startsWith("job:1:" + column + ": A condition must stand here, found a text")
                        .contains("Compare it, as in ${q} = '1'"));
    }

    @Test
    void aTextIsAValueAndAConditionWhereItIsConverted() {
        assertThat(expression(ROWS, "if(${age} > 20, 'yes', '')").column("x").isMissing(0))
                .isTrue();
        assertThat(numbers(ROWS, "boolean(${sex})")).containsExactly(1, 1, u());
        assertThat(numbers(ROWS, "number(${sex}) > 1 or ${age}")).containsExactly(1, 1, u());
    }

    private static double u() {
        return Double.NaN;
    }

    private static double[] numbers(Table table, String text) {
        return ((NumericColumn) expression(table, text).column("x")).values();
    }

    private static ColumnExpression expression(Table table, String text) {
        Faults faults = new Faults();
        Expression parsed = Expression.parse(text, new Place("job", 1, 1), faults)
                .orElseThrow(() -> new AssertionError(faults.list()));
        return ColumnExpression.compile(parsed, table, faults).orElseThrow(() -> new AssertionError(faults.list()));
    }

    private static List<String> faults(String text) {
        Faults faults = new Faults();
        Expression parsed =
                Expression.parse(text, new Place("job", 1, 1), faults).orElseThrow();
        assertThat(ColumnExpression.compile(parsed, ROWS, faults)).isEmpty();
        List<String> lines = new ArrayList<>();
        faults.list().forEach(fault -> lines.add(fault.toString()));
        return lines;
    }
}
