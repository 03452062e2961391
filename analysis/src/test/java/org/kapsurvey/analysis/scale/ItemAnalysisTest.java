package org.kapsurvey.analysis.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What R does not compute, by hand; α and the correlations are held to R's by the reference values. */
final class ItemAnalysisTest {
    /** Three items of ten persons, one person a word. */
    private static final String TEN = "111 111 110 101 011 100 010 100 000 001";

    /**
     * 27 % of ten are 2.7. Upper: both with three right, and 0.7 of the three with two, of whom two have each item right:
     * (2 + 0.7 · 2/3) / 2.7. Lower: the one with none, and 1.7 of the four with one, of whom two, one and one have a, b, c right:
     * 1.7 · 2/4 / 2.7 and 1.7 · 1/4 / 2.7.
     */
    @Test
    void discriminationIsTheDifferenceBetweenTheUpperAndTheLowerTwentySevenPerCent() {
        double upper = (2 + 0.7 * 2 / 3) / 2.7;
        List<ItemAnalysis.Item> items = analysis(TEN, 1).items();
        assertThat(items.get(0).discrimination()).isCloseTo(upper - 1.7 * 2 / 4 / 2.7, within(1e-14));
        assertThat(items.get(1).discrimination()).isCloseTo(upper - 1.7 / 4 / 2.7, within(1e-14));
        assertThat(items.get(2).discrimination()).isCloseTo(upper - 1.7 / 4 / 2.7, within(1e-14));
    }

    @Test
    void noOrderOfRowsDecidesAndAWeightCountsLikeRows() {
        List<String> turned = new ArrayList<>(Arrays.asList(TEN.split(" ")));
        Collections.reverse(turned);
        double[] once = discriminations(analysis(TEN, 1));
        assertThat(discriminations(analysis(String.join(" ", turned), 1))).containsExactly(once, within(1e-14));
        assertThat(discriminations(analysis(TEN + " " + TEN, 1))).containsExactly(once, within(1e-14));
        assertThat(discriminations(analysis(TEN, 2))).containsExactly(once, within(1e-14));
        assertThat(discriminations(analysis("101 101 101", 1))).containsOnly(Double.NaN);
    }

    @Test
    void whatStandsOutIsPointedOut() {
        // The first is right of nearly all, the second of nearly nobody, the third runs against the others.
        ItemAnalysis odd = analysis("101 101 101 101 101 101 101 101 101 101 110 000", 1);
        assertThat(odd.flags()).containsExactly(ScaleFlag.ALPHA_POOR);
        assertThat(odd.items().get(0).flags()).contains(ScaleFlag.TOO_EASY);
        assertThat(odd.items().get(1).flags()).containsExactly(ScaleFlag.TOO_HARD, ScaleFlag.KEY_ERROR);
        assertThat(analysis("111 111 110 000 000 000", 1).flags()).isEmpty();
        assertThat(analysis("111 000", 1).flags()).containsExactly(ScaleFlag.ALPHA_REDUNDANT);
        assertThat(analysis(TEN, 1).flags()).containsExactly(ScaleFlag.ALPHA_POOR);
        // Degrees from 1 to 5 have no difficulty.
        assertThat(analysis("555 555 444 111", 1).items().get(0).flags()).isEmpty();
    }

    private static double[] discriminations(ItemAnalysis analysis) {
        return analysis.items().stream()
                .mapToDouble(ItemAnalysis.Item::discrimination)
                .toArray();
    }

    private static ItemAnalysis analysis(String persons, double weight) {
        String[] rows = persons.split(" ");
        List<double[]> items = new ArrayList<>();
        for (int i = 0; i < rows[0].length(); i++) {
            int item = i;
            items.add(Arrays.stream(rows)
                    .mapToDouble(row -> row.charAt(item) - '0')
                    .toArray());
        }
        double[] weights = new double[rows.length];
        Arrays.fill(weights, weight);
        boolean[] counts = new boolean[rows.length];
        Arrays.fill(counts, true);
        return ItemAnalysis.of(weights, items, counts);
    }
}
