package org.kapsurvey.analysis.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Count;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.estimate.Mean;

/** A test bound to its data: the domain that it is about, all rows if null. */
record BoundTest(TestBlock block, @Nullable NumericColumn domain) {
    /** The groups that are compared: the cells of a table, else those of the means. */
    Grouping groups(Table table) {
        String second = block.second().value();
        List<String> by = isTable() ? List.of(block.first().value(), second) : List.of(second);
        return BoundBlock.within(Grouping.of(table, by), domain);
    }

    /** What is estimated in each group. */
    Estimator estimator(Table table) {
        return isTable()
                ? Count.of(List.of())
                : Mean.of(table.numeric(block.first().value()));
    }

    /** What the degrees of freedom are counted of, over all groups together. */
    Estimator observed() {
        return Count.of(isTable() ? List.of() : List.of(block.first().value()));
    }

    private boolean isTable() {
        return block.kind().isTable();
    }

    /** The totals that the test wants. */
    List<Asked> asked(Table table) {
        Grouping groups = groups(table);
        return List.of(new Asked(groups, List.of(estimator(table))), new Asked(groups.together(), List.of(observed())));
    }
}
