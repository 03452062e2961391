package org.kapsurvey.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Agreement in tables that can be worked out by hand. */
class KappaTest {
    private static final List<String> YES_NO = List.of("no", "yes");

    /** The covariances of the shares of a simple random sample of n. */
    private static double[][] ofSample(double[] shares, int n) {
        double[][] covariances = new double[shares.length][shares.length];
        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < shares.length; j++) {
                covariances[i][j] = ((i == j ? shares[i] : 0) - shares[i] * shares[j]) / n;
            }
        }
        return covariances;
    }

    /**
     * Agreement .7, by chance .5. The error is √(a + b − c)/(1 − p_e)/√n of Fleiss, Cohen and Everitt 1969, (13), with
     * a = Σ p_ii(1 − (p_i. + p_.i)(1 − κ))², b = (1 − κ)² Σ_{i≠j} p_ij(p_.i + p_j.)², c = (κ − p_e(1 − κ))².
     */
    @Test
    void aTableOfTwoByTwoHasTheErrorOfASimpleSample() {
        double[] shares = {0.4, 0.2, 0.1, 0.3};
        Kappa kappa = Kappa.of(shares, YES_NO, YES_NO, ofSample(shares, 50));
        assertThat(kappa.value()).isCloseTo(0.4, within(1e-15));
        double a = 0.4 * Math.pow(1 - 1.1 * 0.6, 2) + 0.3 * Math.pow(1 - 0.9 * 0.6, 2);
        double b = 0.36 * (0.2 * Math.pow(0.5 + 0.4, 2) + 0.1 * Math.pow(0.5 + 0.6, 2));
        double c = Math.pow(0.4 - 0.5 * 0.6, 2);
        assertThat(kappa.standardError()).isCloseTo(Math.sqrt((a + b - c) / 50) / 0.5, within(1e-14));
        assertThat(kappa.explanation().text()).startsWith("κ = ").endsWith(" = (0.7 − 0.5) / (1 − 0.5)");
    }

    @Test
    void levelsAreMatchedByNameAndOneThatOnlyOneVariableHasAgreesWithNothing() {
        double[] shares = {0.2, 0.4, 0, 0.3, 0.1, 0};
        // Rows no, yes; columns yes, no, unknown: agreement .4 + .3, chance .6 · .5 + .4 · .5.
        Kappa kappa = Kappa.of(shares, YES_NO, List.of("yes", "no", "unknown"), ofSample(shares, 50));
        assertThat(kappa.value()).isCloseTo(0.4, within(1e-15));
    }

    @Test
    void oneLevelAloneLeavesNothingBeyondChance() {
        Kappa kappa = Kappa.of(new double[] {1}, List.of("yes"), List.of("yes"), new double[][] {{0}});
        assertThat(kappa.value()).isNaN();
        assertThat(kappa.standardError()).isNaN();
    }
}
