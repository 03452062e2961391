package org.kapsurvey.analysis.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightingClassesTest {

    @Test
    void theAdjustedWeightsOfTheRespondentsSumToTheDesignWeightsOfAllSelectedInEachClass() {
        Random random = new Random(7);
        int[] classOf = random.ints(900, 0, 4).toArray();
        double[] weights = random.doubles(900, 1, 50).toArray();
        boolean[] responds = new boolean[900];
        for (int row = 0; row < responds.length; row++) {
            responds[row] = random.nextDouble() < 0.5 + 0.1 * classOf[row];
        }
        WeightingClasses adjusted = WeightingClasses.adjust(4, classOf, weights, responds);
        assertThat(adjusted.collapsed()).isEmpty();
        for (int c = 0; c < 4; c++) {
            double selected = 0;
            double respondents = 0;
            for (int row = 0; row < 900; row++) {
                selected += classOf[row] == c ? weights[row] : 0;
                respondents += classOf[row] == c ? adjusted.weights()[row] : 0;
            }
            assertThat(respondents).isCloseTo(selected, within(1e-9 * selected));
        }
    }

    @Test
    void ifEverybodyRespondsNoWeightChanges() {
        double[] weights = {3, 5, 7, 11};
        WeightingClasses adjusted = WeightingClasses.adjust(2, new int[] {0, 0, 1, 1}, weights, all(4, true));
        assertThat(adjusted.weights()).containsExactly(weights);
    }

    @Test
    void aClassWithFewRespondentsIsCollapsedWithTheNextAndTheLastWithTheOneBefore() {
        int[] classOf = new int[200];
        Arrays.fill(classOf, 0, 20, 0);
        Arrays.fill(classOf, 20, 100, 1);
        Arrays.fill(classOf, 100, 180, 2);
        Arrays.fill(classOf, 180, 200, 3);
        WeightingClasses adjusted = WeightingClasses.adjust(4, classOf, ones(200), all(200, true));
        assertThat(adjusted.collapsed()).containsExactly(List.of(0, 1), List.of(2, 3));
    }

    @Test
    void aClassWhereMostRefuseIsCollapsedEvenIfItIsLarge() {
        int[] classOf = new int[400];
        Arrays.fill(classOf, 200, 400, 1);
        boolean[] responds = all(400, true);
        Arrays.fill(responds, 0, 160, false);
        WeightingClasses adjusted = WeightingClasses.adjust(2, classOf, ones(400), responds);
        assertThat(adjusted.collapsed()).containsExactly(List.of(0, 1));
        assertThat(adjusted.factor(0)).isEqualTo(400.0 / 240);
    }

    @Test
    void withoutARespondentThereIsNoFactorAndEveryWeightIsZero() {
        WeightingClasses adjusted = WeightingClasses.adjust(2, new int[] {0, 1}, ones(2), all(2, false));
        assertThat(adjusted.factor(0)).isNaN();
        assertThat(adjusted.weights()).containsOnly(0);
    }

    @Test
    void arraysOfDifferentLengthAndUnknownClassesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightingClasses.adjust(1, new int[2], ones(3), all(2, true)))
                .withMessageContaining("one length");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightingClasses.adjust(1, new int[] {0, 1}, ones(2), all(2, true)))
                .withMessageContaining("Row 2 is in class 1 of 1");
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static boolean[] all(int rows, boolean value) {
        boolean[] all = new boolean[rows];
        Arrays.fill(all, value);
        return all;
    }
}
