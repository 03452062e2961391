package org.kapsurvey.analysis.weighting;

/**
 * What a step of weighting takes out of the variance. An estimate's linearised value z of a row (0 outside its domain)
 * carries the row's final weight; what the step holds fixed by the population's totals is no longer uncertain, so only
 * the residual of z about it remains. A row outside the domain has z = 0 but a residual of its own: all rows are needed.
 */
@FunctionalInterface
public interface Residuals {
    /** A step that fixes nothing, as trimming. */
    Residuals NONE = z -> {};

    /** Replaces the linearised value of every row by its residual. */
    void carry(double[] z);
}
