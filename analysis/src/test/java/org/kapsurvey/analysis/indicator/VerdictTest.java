package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.report.Figures;

class VerdictTest {

    @Test
    void aTargetIsMetOnlyIfTheWholeIntervalReachesIt() {
        assertThat(Verdict.ofSample(0.9, 0.94, 0.9)).isEqualTo(Verdict.MET);
        assertThat(Verdict.ofSample(0.8999999, 0.94, 0.9)).isEqualTo(Verdict.NOT_DISTINGUISHABLE);
    }

    @Test
    void aTargetIsNotMetOnlyIfTheWholeIntervalLiesBelowIt() {
        assertThat(Verdict.ofSample(0.8, 0.8999999, 0.9)).isEqualTo(Verdict.NOT_MET);
        assertThat(Verdict.ofSample(0.8, 0.9, 0.9)).isEqualTo(Verdict.NOT_DISTINGUISHABLE);
    }

    @Test
    void aSampleNeverConfirmsATargetOfAHundredPerCentButCanRefuteIt() {
        assertThat(Verdict.ofSample(1, 1, 1)).isEqualTo(Verdict.NOT_DISTINGUISHABLE);
        assertThat(Verdict.ofSample(0.97, 1, 1)).isEqualTo(Verdict.NOT_DISTINGUISHABLE);
        assertThat(Verdict.ofSample(0.97, 0.999, 1)).isEqualTo(Verdict.NOT_MET);
    }

    @Test
    void withoutAnIntervalNothingIsMeasured() {
        assertThat(Verdict.ofSample(Double.NaN, 0.9, 0.9)).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(Verdict.ofSample(0.9, Double.NaN, 0.9)).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void everyOrderedIntervalHasExactlyOneVerdictAndRaisingTheTargetNeverImprovesIt() {
        for (int lower = 0; lower <= 20; lower++) {
            for (int upper = lower; upper <= 20; upper++) {
                int last = 0;
                for (int target = 0; target <= 20; target++) {
                    Verdict verdict = Verdict.ofSample(lower / 20.0, upper / 20.0, target / 20.0);
                    int goodness = verdict == Verdict.MET ? 2 : verdict == Verdict.NOT_DISTINGUISHABLE ? 1 : 0;
                    int rank = 2 - goodness;
                    assertThat(rank)
                            .as("[%s, %s] against %s", lower, upper, target)
                            .isGreaterThanOrEqualTo(last);
                    last = rank;
                }
            }
        }
    }

    @Test
    void aTargetOutsideTheSharesAndLimitsInTheWrongOrderAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Verdict.ofSample(0.1, 0.2, 95))
                .withMessageContaining("share from 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Verdict.ofSample(0.3, 0.2, 0.95))
                .withMessageContaining("above the upper limit");
    }

    @Test
    void aTargetNotToBeExceededIsTheMirrorOfOneToBeReached() {
        for (int lower = 0; lower <= 8; lower++) {
            for (int upper = lower; upper <= 8; upper++) {
                for (int target = 0; target <= 8; target++) {
                    assertThat(Verdict.ofSample(lower / 8.0, upper / 8.0, target / 8.0, Direction.AT_MOST))
                            .isEqualTo(Verdict.ofSample(1 - upper / 8.0, 1 - lower / 8.0, 1 - target / 8.0));
                }
            }
        }
        assertThat(Verdict.ofSample(0, 0, 0, Direction.AT_MOST)).isEqualTo(Verdict.NOT_DISTINGUISHABLE);
    }

    @Test
    void aLimitThatIsTheTargetButForRoundingReachesIt() {
        double fixed = Math.nextDown(0.49936);
        assertThat(Verdict.ofSample(fixed, fixed, 0.49936)).isEqualTo(Verdict.MET);
        assertThat(Verdict.of(Math.nextUp(7.0), Math.nextUp(7.0), 7, Direction.AT_MOST))
                .isEqualTo(Verdict.MET);
        assertThat(Verdict.of(Math.nextDown(-7.0), -7, -7, Direction.AT_LEAST)).isEqualTo(Verdict.MET);
        assertThat(Verdict.ofSample(0.4, 0.49936 * (1 - 1e-12), 0.49936)).isEqualTo(Verdict.NOT_MET);
        assertThat(Figures.in("en").limit(fixed, 0.49936)).isEqualTo("49.94%");
    }

    @Test
    void aMeanMayReachAnyTarget() {
        assertThat(Verdict.of(71, 75, 70, Direction.AT_LEAST)).isEqualTo(Verdict.MET);
        assertThat(Verdict.of(71, 75, 70, Direction.AT_MOST)).isEqualTo(Verdict.NOT_MET);
        assertThat(Verdict.of(1, 1, 1, Direction.AT_LEAST)).isEqualTo(Verdict.MET);
        assertThat(Verdict.of(Double.NaN, 75, 70, Direction.AT_LEAST)).isEqualTo(Verdict.NOT_MEASURED);
    }
}
