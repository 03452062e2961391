package org.kapsurvey.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Ranks that can be worked out by hand. */
class RankTestTest {
    private static final double[] VALUES = {3, 1, Double.NaN, 2, 9, 2};
    private static final int[] GROUPS = {0, 0, 1, 1, -1, 1};
    private static final double[] WEIGHTS = {2, 1, 5, 1, 5, 1};

    /** In order 1, 2, 2, 3 of weights 1, 1, 1, 2: r/N = .1, .4, .4, .8. */
    @Test
    void ranksAreHalfTheOwnWeightAndAllBeforeIt() {
        RankTest test = new RankTest(VALUES, GROUPS, 2, WEIGHTS, RankTest.Scores.WILCOXON);
        assertThat(test.values()[0]).isCloseTo(0.4 - (2 * 0.8 + 0.1) / 3, within(1e-15));
        assertThat(test.counts(2)).isFalse();
        assertThat(test.counts(4)).isFalse();
        assertThat(test.counts(0)).isTrue();
    }

    @Test
    void theMedianTestComparesSharesAboveTheMiddle() {
        RankTest test = new RankTest(VALUES, GROUPS, 2, WEIGHTS, RankTest.Scores.MEDIAN);
        assertThat(test.values()[0]).isCloseTo(-2 / 3.0, within(1e-15));
    }

    @Test
    void theLinearisedSumsAre0OverTheWholeSampleAndReplicatesMoveByThem() {
        RankTest test = new RankTest(VALUES, GROUPS, 2, WEIGHTS, RankTest.Scores.VANDERWAERDEN);
        double[] z = test.linearised(new int[] {0, 1, 2, 3, 4, 5}, 6).z()[0];
        assertThat(Arrays.stream(z).sum()).isCloseTo(0, within(1e-15));
        assertThat(test.again(WEIGHTS)[0]).isCloseTo(test.values()[0], within(1e-15));
        double[] doubled = WEIGHTS.clone();
        doubled[0] *= 2;
        assertThat(test.again(doubled)[0]).isCloseTo(test.values()[0] + z[0], within(1e-15));
        assertThat(z[0]).isNegative();
    }
}
