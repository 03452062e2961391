package org.kapsurvey.analysis.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.weighting.WeightingClasses.Part;

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
        Weighted adjusted = adjust(4, classOf, weights, responds);
        assertThat(collapsed(adjusted)).isEmpty();
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
        Weighted adjusted = adjust(2, new int[] {0, 0, 1, 1}, weights, all(4, true));
        assertThat(adjusted.weights()).containsExactly(weights);
    }

    @Test
    void aClassWithFewRespondentsIsCollapsedWithTheNextAndTheLastWithTheOneBefore() {
        int[] classOf = new int[200];
        Arrays.fill(classOf, 0, 20, 0);
        Arrays.fill(classOf, 20, 100, 1);
        Arrays.fill(classOf, 100, 180, 2);
        Arrays.fill(classOf, 180, 200, 3);
        Weighted adjusted = adjust(4, classOf, ones(200), all(200, true));
        assertThat(collapsed(adjusted)).containsExactly(List.of("0", "1"), List.of("2", "3"));
    }

    @Test
    void aClassWhereMostRefuseIsCollapsedEvenIfItIsLarge() {
        int[] classOf = new int[400];
        Arrays.fill(classOf, 200, 400, 1);
        boolean[] responds = all(400, true);
        Arrays.fill(responds, 0, 160, false);
        Weighted adjusted = adjust(2, classOf, ones(400), responds);
        assertThat(collapsed(adjusted)).containsExactly(List.of("0", "1"));
        assertThat(adjusted.classes().get(0).factor()).isEqualTo(400.0 / 240);
    }

    @Test
    void aClassWhoseWholeSampleIsElsewhereIsNobodysNeighbour() {
        int[] classOf = new int[200];
        Arrays.fill(classOf, 100, 200, 2);
        Weighted adjusted = adjust(3, classOf, ones(200), all(200, true));
        assertThat(adjusted.classes())
                .extracting(Weighted.ClassFactor::labels)
                .containsExactly(List.of("0"), List.of("2"));
    }

    @Test
    void personsOfUnknownEligibilityGiveTheirWeightToTheResolvedAndTheIneligibleLeaveWithTheirs() {
        Part[] parts = new Part[100];
        Arrays.fill(parts, 0, 60, Part.CARRIES);
        Arrays.fill(parts, 60, 80, Part.LEAVES);
        Arrays.fill(parts, 80, 100, Part.GIVES);
        Weighted adjusted = WeightingClasses.of("eligibility", new int[100], List.of("all"), parts, ClassRules.USUAL)
                .apply(ones(100));
        // e = 60/80 of the 20 unknown are taken as eligible: 60 + 15.
        assertThat(Arrays.stream(adjusted.weights()).sum()).isCloseTo(75, within(1e-12));
        assertThat(adjusted.weights()[0]).isEqualTo(100.0 / 80);
        assertThat(adjusted.weights()[60]).isZero();
        assertThat(adjusted.weights()[99]).isZero();
    }

    @Test
    void classesAreThoseOfTheFullSampleAndFactorsThoseOfTheReplicate() {
        int[] classOf = new int[120];
        Arrays.fill(classOf, 60, 120, 1);
        boolean[] responds = all(120, true);
        Arrays.fill(responds, 0, 10, false);
        WeightingClasses settled = step(2, classOf, responds).settled(ones(120));
        double[] replicate = ones(120);
        // Of the first class 20 rows are left in the replicate, too few for a class of its own.
        Arrays.fill(replicate, 20, 60, 0);
        Weighted adjusted = settled.apply(replicate);
        assertThat(collapsed(adjusted)).isEmpty();
        assertThat(adjusted.weights()[10]).isEqualTo(2);
        assertThat(adjusted.weights()[60]).isEqualTo(1);
        assertThat(collapsed(step(2, classOf, responds).apply(replicate))).isNotEmpty();
    }

    @Test
    void withoutARespondentNobodyCanCarryTheWeight() {
        assertThatThrownBy(() -> adjust(2, new int[] {0, 1}, ones(2), all(2, false)))
                .isInstanceOf(WeightingException.class)
                .hasMessageContaining("Nobody responded in 0, 1");
    }

    @Test
    void arraysOfDifferentLengthAndUnknownClassesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step(1, new int[3], all(2, true)))
                .withMessageContaining("one length");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step(1, new int[] {0, 1}, all(2, true)))
                .withMessageContaining("Row 2 is in class 1 of 1");
    }

    private static WeightingClasses step(int classes, int[] classOf, boolean[] responds) {
        List<String> labels =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return WeightingClasses.forResponse("nonresponse-classes", classOf, labels, responds, ClassRules.USUAL);
    }

    private static Weighted adjust(int classes, int[] classOf, double[] weights, boolean[] responds) {
        return step(classes, classOf, responds).apply(weights);
    }

    private static List<List<String>> collapsed(Weighted adjusted) {
        return adjusted.classes().stream()
                .filter(Weighted.ClassFactor::isCollapsed)
                .map(Weighted.ClassFactor::labels)
                .toList();
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
