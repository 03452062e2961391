package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.inference.EnclosingEffect;
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

    List<Estimator> estimators() {
        return variables.stream()
                .flatMap(variable -> variable.categories().stream())
                .map(BoundCategory::estimator)
                .toList();
    }

    /** The totals that the block wants: what its rates of 0 and 1 may borrow too, and of contrasts all groups together. */
    List<Asked> asked(Table table) {
        List<Asked> asked = new ArrayList<>();
        Set<List<String>> enclosing = new LinkedHashSet<>();
        boolean borrows = block.statistic().isProportion();
        for (Grouping grouping : groupings.values()) {
            asked.add(new Asked(grouping, estimators()));
            if (!block.contrasts().isEmpty()) {
                asked.add(new Asked(grouping.together(), estimators()));
            }
            if (borrows) {
                enclosing.addAll(EnclosingEffect.around(grouping.by()));
            }
        }
        enclosing.removeAll(groupings.keySet());
        for (List<String> by : enclosing) {
            asked.add(new Asked(within(Grouping.of(table, by), domain), estimators()));
        }
        if (borrows && domain != null) {
            asked.add(new Asked(Grouping.whole(table.rows()), estimators()));
        }
        return asked;
    }

    /** The grouping of the rows in a domain; of all rows if there is none. */
    static Grouping within(Grouping grouping, @Nullable NumericColumn domain) {
        return domain == null ? grouping : grouping.within(domain);
    }
}
