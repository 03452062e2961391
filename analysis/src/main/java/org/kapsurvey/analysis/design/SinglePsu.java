package org.kapsurvey.analysis.design;

/**
 * What a stratum contributes to the variance when it has one sampled PSU and is not fully sampled (docs/methods.md, Variance; R
 * {@code survey.lonely.psu}, Stata {@code singleunit}).
 */
public enum SinglePsu {
    /** Refused: variance needs two. */
    FAIL,
    /** Contributes 0. */
    REMOVE,
    /** Contributes 0, as a unit that was sure to be sampled. Only right for units enumerated completely. */
    CERTAINTY,
    /** The PSU is centred at the mean over all PSUs of all strata instead of at its own stratum's mean. */
    ADJUST,
    /** Contributes the mean of the other strata's contributions. */
    AVERAGE
}
