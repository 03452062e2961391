package org.kapsurvey.analysis.outcome;

/**
 * Response, cooperation, refusal and contact rates. With S = I + P + R + NC + O and U = UH + UO:
 *
 * <pre>
 * RR1 = I/(S + U)          RR3 = I/(S + eU)          RR5 = I/S
 * RR2 = (I + P)/(S + U)    RR4 = (I + P)/(S + eU)    RR6 = (I + P)/S
 * COOP1 = I/(I + P + R + O)     COOP3 = I/(I + P + R)
 * COOP2 = (I + P)/(I + P + R + O)   COOP4 = (I + P)/(I + P + R)
 * REF1 = R/(S + U)         REF2 = R/(S + eU)         REF3 = R/S
 * CON1 = (I + P + R + O)/(S + U)    CON2 = (I + P + R + O)/(S + eU)    CON3 = (I + P + R + O)/S
 * </pre>
 *
 * <p>Edge results: NaN where the denominator is 0, and where e is asked for and nobody's eligibility is known.
 *
 * <p>Source: AAPOR, Standard Definitions, 9th edition, 2016, "Calculating Outcome Rates".
 */
public enum OutcomeRate {
    RR1,
    RR2,
    RR3,
    RR4,
    RR5,
    RR6,
    COOP1,
    COOP2,
    COOP3,
    COOP4,
    REF1,
    REF2,
    REF3,
    CON1,
    CON2,
    CON3;

    public double of(Outcomes outcomes) {
        return numerator(outcomes) / denominator(outcomes);
    }

    private double numerator(Outcomes outcomes) {
        return switch (this) {
            case RR1, RR3, RR5, COOP1, COOP3 -> outcomes.count(Disposition.COMPLETE);
            case RR2, RR4, RR6, COOP2, COOP4 -> outcomes.interviewed();
            case REF1, REF2, REF3 -> outcomes.count(Disposition.REFUSAL);
            case CON1, CON2, CON3 -> met(outcomes);
        };
    }

    private double denominator(Outcomes outcomes) {
        return switch (this) {
            case RR1, RR2, REF1, CON1 -> outcomes.eligible() + outcomes.unknown();
            case RR3, RR4, REF2, CON2 -> outcomes.eligible() + outcomes.eligibleUnknown();
            case RR5, RR6, REF3, CON3 -> outcomes.eligible();
            case COOP1, COOP2 -> met(outcomes);
            case COOP3, COOP4 -> asked(outcomes);
        };
    }

    /** I + P + R + O. */
    private static double met(Outcomes outcomes) {
        return asked(outcomes) + outcomes.count(Disposition.OTHER);
    }

    /** I + P + R. */
    private static double asked(Outcomes outcomes) {
        return outcomes.interviewed() + outcomes.count(Disposition.REFUSAL);
    }
}
