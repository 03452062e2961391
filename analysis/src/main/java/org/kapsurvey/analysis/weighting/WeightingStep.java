package org.kapsurvey.analysis.weighting;

import java.util.List;

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

    /**
     * The step with all that is decided by looking at the whole sample (which classes are put together, say) decided as these
     * weights have it, so that replicates are adjusted in the sample's classes and not each in its own.
     *
     * @param weights of the full sample before the step; not changed
     * @throws WeightingException if it can't be decided
     */
    default WeightingStep settled(double[] weights) {
        return this;
    }

    /** The totals that the step calibrates to, beside those of the weights given; none of a step that has no totals. */
    default List<ReachedTotal> totals(double[] weights) {
        return List.of();
    }
}
