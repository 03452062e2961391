package org.kapsurvey.analysis.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.number.Numbers;

class GroupingTest {
    @Test
    void numbersAscendAndTextStandsByCodePoint() {
        String beyond = new String(Character.toChars(0x20000));
        Table table = Table.of(
                5,
                List.of(
                        NumericColumn.of("n", 10, 9, -1, 0.0, -0.0),
                        TextColumn.of("t", List.of("b", "Đ", "\uFF21", beyond, "B"))));
        assertThat(levels(Grouping.of(table, List.of("n")))).containsExactly("-1", "0", "9", "10");
        assertThat(levels(Grouping.of(table, List.of("t")))).containsExactly("B", "b", "Đ", "\uFF21", beyond);
    }

    @Test
    void numbersAreGroupsWhereverTheyLieAndHoweverFarApart() {
        double beyondInts = 5e9;
        for (double[] values : new double[][] {
            {Double.NaN, 7, 5, Double.NaN, 7},
            {0.5, 2.5, 1.5, 2.5, Double.NaN},
            {0.25, 1, 0.5, 1, 0.25},
            {beyondInts + 2, beyondInts, beyondInts + 2, 3, Double.NaN},
            {beyondInts + 2, beyondInts, beyondInts + 2, beyondInts + 1, Double.NaN},
            {0, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1},
            {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN},
            {Double.NEGATIVE_INFINITY, 1, Double.POSITIVE_INFINITY, 1, Double.NaN},
        }) {
            Table table = Table.of(values.length, List.of(NumericColumn.of("n", values)));
            Grouping grouping = Grouping.of(table, List.of("n"));
            double[] levels = Arrays.stream(values)
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .distinct()
                    .toArray();
            assertThat(levels(grouping))
                    .isEqualTo(Arrays.stream(levels).mapToObj(Numbers::print).toList());
            for (int row = 0; row < values.length; row++) {
                int expected = Double.isNaN(values[row]) ? Grouping.NONE : Arrays.binarySearch(levels, values[row]);
                assertThat(grouping.code(row)).isEqualTo(expected);
            }
        }
    }

    @Test
    void onlyCombinationsThatOccurAreGroupsAndMissingValuesBelongToNone() {
        Table table = Table.of(
                4,
                List.of(
                        NumericColumn.of("a", 2, 1, 2, Double.NaN),
                        TextColumn.of("b", Arrays.asList("x", "y", null, "x"))));
        Grouping grouping = Grouping.of(table, List.of("a", "b"));
        assertThat(grouping.codes()).containsExactly(1, 0, Grouping.NONE, Grouping.NONE);
        assertThat(grouping.label(0)).isEqualTo("a=1;b=y");
        assertThat(grouping.label(1)).isEqualTo("a=2;b=x");
    }

    @Test
    void whichRowsBelongToWhichGroupIsToldByTheNamesOfColumnsToo() {
        Table table = Table.of(
                4,
                List.of(
                        NumericColumn.of("a", 2, 1, 2, Double.NaN),
                        TextColumn.of("b", Arrays.asList("x", "y", null, "x"))));
        NumericColumn inside = NumericColumn.of("inside", 1, 0, 1, 1);
        Grouping grouping = Grouping.of(table, List.of("a", "b")).within(inside);
        assertThat(grouping.by()).containsExactly("a", "b");
        assertThat(grouping.within()).containsExactly("inside");
        Grouping together = grouping.together();
        assertThat(together.codes()).containsExactly(0, Grouping.NONE, Grouping.NONE, Grouping.NONE);
        assertThat(together.label(0)).isEmpty();
        assertThat(together.by()).isEmpty();
        assertThat(together.known()).containsExactly("a", "b");
        assertThat(together.within()).containsExactly("inside");
    }

    @Test
    void namesAndValuesArePercentEncodedInLabels() {
        Table table = Table.of(1, List.of(TextColumn.of("a=b", List.of("50%;c"))));
        assertThat(Grouping.of(table, List.of("a=b")).label(0)).isEqualTo("a%3Db=50%25%3Bc");
    }

    @Test
    void crossingManyValuesGivesTheSameGroupsAsCrossingFew() {
        int rows = 6000;
        List<String> text = new ArrayList<>();
        IntStream.range(0, rows).forEach(row -> text.add("%05d".formatted(row * 7919 % rows)));
        double[] numbers =
                IntStream.range(0, rows).mapToDouble(row -> row % 3000).toArray();
        Table table = Table.of(rows, List.of(NumericColumn.of("n", numbers), TextColumn.of("t", text)));
        // 3000 × 6000 possible cells, of which 6000 occur.
        Grouping grouping = Grouping.of(table, List.of("n", "t"));
        assertThat(grouping.size()).isEqualTo(rows);
        for (int row = 0; row < rows; row++) {
            assertThat(grouping.levels(grouping.code(row)))
                    .containsExactly(Integer.toString(row % 3000), text.get(row));
        }
        for (int group = 1; group < rows; group++) {
            assertThat(key(grouping, group)).isGreaterThan(key(grouping, group - 1));
        }
    }

    @Test
    void narrowingKeepsTheGroupsAndDropsTheRows() {
        Table table = Table.of(3, List.of(NumericColumn.of("a", 1, 2, 2)));
        Grouping narrow = Grouping.of(table, List.of("a")).within(NumericColumn.of("c", 0, 1, Double.NaN));
        assertThat(narrow.codes()).containsExactly(Grouping.NONE, 1, Grouping.NONE);
        assertThat(narrow.size()).isEqualTo(2);
    }

    private static String key(Grouping grouping, int group) {
        return "%05d %s"
                .formatted(
                        Integer.parseInt(grouping.levels(group).get(0)),
                        grouping.levels(group).get(1));
    }

    private static List<String> levels(Grouping grouping) {
        return IntStream.range(0, grouping.size())
                .mapToObj(group -> grouping.levels(group).get(0))
                .toList();
    }
}
