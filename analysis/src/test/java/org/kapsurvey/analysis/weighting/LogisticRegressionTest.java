package org.kapsurvey.analysis.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    private static final List<String> LABELS = List.of("(intercept)", "x");

    @Test
    void aModelOfOneIndicatorHasTheLogitsOfTheTwoGroups() {
        // 30 of 40 respond in the first group, 20 of 60 in the second: logits log 3 and −log 2.
        boolean[] answers = new boolean[100];
        double[] second = new double[100];
        Arrays.fill(answers, 0, 30, true);
        Arrays.fill(answers, 40, 60, true);
        Arrays.fill(second, 40, 100, 1);
        LogisticRegression fit = fit(second, answers, ones(100));
        assertThat(fit.coefficients()[0]).isCloseTo(Math.log(3), within(1e-12));
        assertThat(fit.coefficients()[1]).isCloseTo(-Math.log(2) - Math.log(3), within(1e-12));
        assertThat(fit.probabilities()[99]).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void theScoreOfEveryTermIsZeroAndScalingTheWeightsChangesNothing() {
        Random random = new Random(11);
        double[] x = random.doubles(500, 0, 1e6).toArray();
        double[] weights = random.doubles(500, 0.1, 9).toArray();
        boolean[] answers = new boolean[500];
        for (int row = 0; row < 500; row++) {
            answers[row] = random.nextDouble() < 1 / (1 + Math.exp(-1 + 2e-6 * x[row]));
        }
        LogisticRegression fit = fit(x, answers, weights);
        double constant = 0;
        double slope = 0;
        for (int row = 0; row < 500; row++) {
            double miss = weights[row] * ((answers[row] ? 1 : 0) - fit.probabilities()[row]);
            constant += miss;
            slope += miss * x[row] / 1e6;
        }
        assertThat(constant).isCloseTo(0, within(1e-9));
        assertThat(slope).isCloseTo(0, within(1e-9));
        double[] thousandfold = Arrays.stream(weights).map(w -> 1000 * w).toArray();
        LogisticRegression again = fit(x, answers, thousandfold);
        assertThat(again.coefficients()).containsExactly(fit.coefficients(), within(1e-13));
    }

    @Test
    void aRowOfWeightZeroCountsForNothingEvenIfItLacksATerm() {
        double[] x = {0, 1, 0, 1, 0, 1, Double.NaN};
        boolean[] answers = {true, true, false, false, true, true, false};
        double[] weights = {1, 1, 1, 1, 1, 2, 0};
        LogisticRegression fit = fit(x, answers, weights);
        LogisticRegression without = fit(Arrays.copyOf(x, 6), Arrays.copyOf(answers, 6), Arrays.copyOf(weights, 6));
        assertThat(fit.coefficients()).containsExactly(without.coefficients());
    }

    @Test
    void responsesThatATermSeparatesHaveNoEstimate() {
        double[] x = {0, 0, 0, 0, 1, 1};
        boolean[] quasi = {true, false, true, false, true, true};
        assertThatThrownBy(() -> fit(x, quasi, ones(6)))
                .isInstanceOf(WeightingException.class)
                .hasMessageContaining("separate")
                .hasMessageContaining("2 rows tends to 0 or 1, with the largest coefficient at x");
        boolean[] complete = {false, false, false, false, true, true};
        assertThatThrownBy(() -> fit(x, complete, ones(6)))
                .isInstanceOf(WeightingException.class)
                .hasMessageContaining("separate");
    }

    @Test
    void oneAnswerAloneAndDependentTermsAreRefused() {
        double[] x = {0, 1, 0, 1};
        assertThatThrownBy(() -> fit(x, new boolean[] {true, true, true, true}, ones(4)))
                .hasMessageContaining("Everybody responded");
        assertThatThrownBy(() -> fit(x, new boolean[4], ones(4))).hasMessageContaining("Nobody responded");
        assertThatThrownBy(() -> fit(ones(4), new boolean[] {true, false, true, false}, ones(4)))
                .hasMessageContaining("The term x of the response model is collinear");
    }

    private static LogisticRegression fit(double[] x, boolean[] answers, double[] weights) {
        return LogisticRegression.fit(new double[][] {ones(x.length), x}, LABELS, answers, weights);
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }
}
