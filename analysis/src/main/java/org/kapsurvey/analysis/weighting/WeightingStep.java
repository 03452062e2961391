package org.kapsurvey.analysis.weighting;

/** One adjustment of weights, bound to the rows of a table. Applied to the full weights and to those of each replicate. */
public interface WeightingStep {
    /** The name in a job: {@code rake}. */
    String method();

    /**
     * The weights after the step. Rows of weight 0 keep it.
     *
     * @param weights of each row before the step; not changed
     * @throws WeightingException with every finding, if the step can't be done on these weights
     */
    Weighted apply(double[] weights);
}
