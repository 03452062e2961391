package org.kapsurvey.analysis.outcome;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What became of a person (or household) selected, in the groups of the American Association for Public Opinion Research.
 *
 * <p>Source: AAPOR, Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys, 9th edition, 2016.
 */
public enum Disposition {
    COMPLETE("complete", "I"),
    PARTIAL("partial", "P"),
    /** Refused or broke off. */
    REFUSAL("refusal", "R"),
    /** Eligible, never met. */
    NON_CONTACT("non-contact", "NC"),
    /** Eligible, not interviewed for another reason: ill, no common language, an interview that was rejected or is void. */
    OTHER("other", "O"),
    /** Not known whether there is an eligible household. */
    UNKNOWN_HOUSEHOLD("unknown-household", "UH"),
    /** A household, but not known whether somebody in it is eligible. */
    UNKNOWN_OTHER("unknown-other", "UO"),
    INELIGIBLE("ineligible", "NE");

    private final String text;
    private final String code;

    Disposition(String text, String code) {
        this.text = text;
        this.code = code;
    }

    /** As files and the database write it: {@code non-contact}. */
    public String text() {
        return text;
    }

    /** As AAPOR's formulas write it: {@code NC}. */
    public String code() {
        return code;
    }

    /** Of a text or a code. */
    public static Optional<Disposition> parse(String written) {
        return Arrays.stream(values())
                .filter(one -> one.text.equals(written) || one.code.equals(written))
                .findFirst();
    }

    public static List<String> texts() {
        return Arrays.stream(values()).map(Disposition::text).toList();
    }

    /** Whether it is known to belong to the population: I, P, R, NC, O. */
    public boolean isEligible() {
        return !isUnknown() && this != INELIGIBLE;
    }

    /** UH or UO. */
    public boolean isUnknown() {
        return this == UNKNOWN_HOUSEHOLD || this == UNKNOWN_OTHER;
    }
}
