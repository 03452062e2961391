package org.kapsurvey.analysis.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibratedWeightsTest {
    private static final double[] SAMPLE = {1, 1, 1, 10};

    /** By hand: 10 is cut to 5, the three others take 5/3 each. */
    @Test
    void whatTheTrimmingDidToEachRowIsDoneAgainInAReplicate() {
        CalibratedWeights weights = CalibratedWeights.of(
                List.of(new TrimmedCalibration(Trimming.Bound.NO_LOWER, new Trimming.Bound(5, false), List.of())),
                SAMPLE);
        double taken = 8 / 3.0;
        assertThat(weights.calibrated()).containsExactly(new double[] {taken, taken, taken, 5}, within(1e-12));
        assertThat(weights.again(SAMPLE).calibrated()).containsExactly(weights.calibrated());
        assertThat(weights.again(new double[] {2, 0, 1, 20}).calibrated())
                .containsExactly(new double[] {2 * taken, 0, taken, 10}, within(1e-12));
    }

    @Test
    void classesOfAReplicateAreThoseOfTheSample() {
        boolean[] responds = {true, true, false, true, true, false};
        WeightingStep step = WeightingClasses.forResponse(
                "classes", new int[] {0, 0, 0, 1, 1, 1}, List.of("a", "b"), responds, new ClassRules(2, 3));
        CalibratedWeights weights = CalibratedWeights.of(List.of(step), new double[] {1, 1, 1, 1, 1, 1});
        // One respondent of b is left: too few for a class, were it to be made anew.
        assertThat(weights.again(new double[] {1, 1, 1, 0, 1, 1}).calibrated())
                .containsExactly(new double[] {1.5, 1.5, 0, 0, 2, 0}, within(1e-12));
        assertThat(weights.again(new double[] {1, 1, 1, 0, 1, 1})
                        .outcomes()
                        .get(0)
                        .classes())
                .hasSize(2);
    }
}
