package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.job.AnalysisJob.Block;

/** A block of a job bound to its data: its estimators, the domain that it is about, and the groupings that it asks for. */
record BoundBlock(
        Block block,
        List<BoundVariable> variables,
        @Nullable NumericColumn domain,
        Map<List<String>, Grouping> groupings) {

    /** A variable with an estimator for each category, or with one under the empty category; without one for quantiles. */
    record BoundVariable(String name, List<BoundCategory> categories) {}

    record BoundCategory(String category, Estimator estimator) {}

    /** The grouping of the rows in a domain; of all rows if there is none. */
    static Grouping within(Grouping grouping, @Nullable NumericColumn domain) {
        return domain == null ? grouping : grouping.within(domain);
    }
}
