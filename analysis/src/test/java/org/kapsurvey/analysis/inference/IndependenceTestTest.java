package org.kapsurvey.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.inference.IndependenceTest.Statistic;

class IndependenceTestTest {
    private static final double[][] TABLE = {{30, 20, 10}, {15, 25, 20}};

    /** Under simple random sampling Cov(T_c, T_d) = n(p_c[c = d] − p_c p_d). */
    private static double[][] multinomial(double[][] table, double n) {
        int columns = table[0].length;
        int size = table.length * columns;
        double[][] covariances = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double p = table[i / columns][i % columns] / n;
                double q = table[j / columns][j % columns] / n;
                covariances[i][j] = n * ((i == j ? p : 0) - p * q);
            }
        }
        return covariances;
    }

    @Test
    void underSimpleRandomSamplingEveryDesignEffectIsOneAndTheTestIsPearsons() {
        IndependenceTest test = new IndependenceTest(TABLE, multinomial(TABLE, 120), 120, 1000);
        assertThat(test.designEffects()).containsExactly(new double[] {1, 1}, within(1e-12));
        double pearson = 0;
        double[] rows = {60, 60};
        double[] columns = {45, 45, 30};
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                double expected = rows[i] * columns[j] / 120;
                pearson += (TABLE[i][j] - expected) * (TABLE[i][j] - expected) / expected;
            }
        }
        assertThat(test.outcome(Statistic.CHISQ).statistic()).isCloseTo(pearson, within(1e-12));
        assertThat(test.outcome(Statistic.CHISQ).p()).isCloseTo(Math.exp(-pearson / 2), within(1e-14));
        assertThat(test.outcome(Statistic.F).statistic()).isCloseTo(pearson / 2, within(1e-12));
        assertThat(test.outcome(Statistic.F).df1()).isCloseTo(2, within(1e-12));
    }

    @Test
    void rowsAndColumnsMayChangePlaces() {
        double[][] turned = {{30, 15}, {20, 25}, {10, 20}};
        IndependenceTest test = new IndependenceTest(TABLE, multinomial(TABLE, 120), 120, 40);
        IndependenceTest other = new IndependenceTest(turned, multinomial(turned, 120), 120, 40);
        for (Statistic statistic : Statistic.values()) {
            assertThat(other.outcome(statistic).p())
                    .isCloseTo(test.outcome(statistic).p(), within(1e-12));
        }
    }

    @Test
    void aPerfectlyIndependentTableHasTheStatisticZero() {
        double[][] table = {{10, 20}, {30, 60}};
        IndependenceTest test = new IndependenceTest(table, multinomial(table, 120), 120, 40);
        for (Statistic statistic : Statistic.values()) {
            assertThat(test.outcome(statistic).statistic()).isCloseTo(0, within(1e-12));
            assertThat(test.outcome(statistic).p()).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void withoutVarianceNothingIsSaid() {
        IndependenceTest test = new IndependenceTest(TABLE, new double[6][6], 120, 40);
        assertThat(test.outcome(Statistic.F).p()).isNaN();
        assertThat(test.outcome(Statistic.WALD).p()).isNaN();
    }

    @Test
    void smallPValuesKeepTheirDigits() {
        assertThat(TestOutcome.ofT(40, 1, 100).p()).isBetween(1e-80, 1e-55);
        assertThat(TestOutcome.ofT(-40, 1, 100).p())
                .isEqualTo(TestOutcome.ofT(40, 1, 100).p());
        assertThat(TestOutcome.ofT(1, 0, 100).p()).isNaN();
    }

    @Test
    void theEigenvaluesOfARotatedDiagonalAreTheDiagonal() {
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        double[][] rotated = {{5 * c * c + 2 * s * s, 3 * c * s, 0}, {3 * c * s, 5 * s * s + 2 * c * c, 0}, {0, 0, -1}};
        assertThat(SymmetricMatrix.eigenvalues(rotated)).containsExactly(new double[] {5, 2, -1}, within(1e-14));
    }
}
