package org.kapsurvey.analysis.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeRateTest {
    /** S = 600 + 40 + 100 + 150 + 10 = 900, U = 50 + 30 = 80, e = 900/1200 = 0.75, eU = 60. */
    private static final Outcomes WORKED = outcomes(Map.of(
            Disposition.COMPLETE, 600.0,
            Disposition.PARTIAL, 40.0,
            Disposition.REFUSAL, 100.0,
            Disposition.NON_CONTACT, 150.0,
            Disposition.OTHER, 10.0,
            Disposition.UNKNOWN_HOUSEHOLD, 50.0,
            Disposition.UNKNOWN_OTHER, 30.0,
            Disposition.INELIGIBLE, 300.0));

    @ParameterizedTest
    @CsvSource({
        "RR1, 600, 980",
        "RR2, 640, 980",
        "RR3, 600, 960",
        "RR4, 640, 960",
        "RR5, 600, 900",
        "RR6, 640, 900",
        "COOP1, 600, 750",
        "COOP2, 640, 750",
        "COOP3, 600, 740",
        "COOP4, 640, 740",
        "REF1, 100, 980",
        "REF2, 100, 960",
        "REF3, 100, 900",
        "CON1, 750, 980",
        "CON2, 750, 960",
        "CON3, 750, 900"
    })
    void aRateIsWhatItsFormulaGivesByHand(OutcomeRate rate, double numerator, double denominator) {
        assertThat(rate.of(WORKED)).isCloseTo(numerator / denominator, within(1e-15));
    }

    @Test
    void theEligibleShareOfTheUnknownIsThatOfTheResolved() {
        assertThat(WORKED.eligibleShare()).isEqualTo(0.75);
        assertThat(WORKED.eligibleUnknown()).isEqualTo(60);
        assertThat(WORKED.sum()).isEqualTo(1280);
    }

    @Test
    void withoutUnknownCasesTheThreeKindsOfEachRateAreOne() {
        Outcomes known = outcomes(Map.of(Disposition.COMPLETE, 7.0, Disposition.REFUSAL, 3.0));
        assertThat(OutcomeRate.RR1.of(known)).isEqualTo(0.7);
        assertThat(OutcomeRate.RR3.of(known)).isEqualTo(0.7);
        assertThat(OutcomeRate.RR5.of(known)).isEqualTo(0.7);
        assertThat(OutcomeRate.REF1.of(known)).isEqualTo(OutcomeRate.REF2.of(known));
    }

    @Test
    void ratesOfNobodyAreNotDefined() {
        for (OutcomeRate rate : OutcomeRate.values()) {
            assertThat(rate.of(Outcomes.none())).isNaN();
        }
    }

    @Test
    void whereNobodyIsResolvedOnlyTheRatesThatNeedNoEligibleShareAreDefined() {
        Outcomes unknown = Outcomes.none().with(Disposition.UNKNOWN_HOUSEHOLD, 5);
        assertThat(OutcomeRate.RR1.of(unknown)).isZero();
        assertThat(OutcomeRate.RR3.of(unknown)).isNaN();
        assertThat(OutcomeRate.RR5.of(unknown)).isNaN();
    }

    @ParameterizedTest
    @EnumSource(Disposition.class)
    void aDispositionIsReadFromItsTextAndFromItsCode(Disposition disposition) {
        assertThat(Disposition.parse(disposition.text())).contains(disposition);
        assertThat(Disposition.parse(disposition.code())).contains(disposition);
        assertThat(Disposition.parse(disposition.name().toLowerCase(java.util.Locale.ROOT) + "?"))
                .isEmpty();
    }

    private static Outcomes outcomes(Map<Disposition, Double> counts) {
        Outcomes outcomes = Outcomes.none();
        for (Map.Entry<Disposition, Double> count : counts.entrySet()) {
            outcomes = outcomes.with(count.getKey(), count.getValue());
        }
        return outcomes;
    }
}
