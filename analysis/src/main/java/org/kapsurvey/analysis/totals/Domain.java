package org.kapsurvey.analysis.totals;

import java.util.List;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Grouping;

/**
 * A subpopulation: one group of a grouping of the full sample, never a filtered table. Domains that share their grouping
 * are summed in one pass.
 */
public record Domain(Grouping grouping, int group) {
    public Domain {
        if (group < 0 || group >= grouping.size()) {
            throw new IllegalArgumentException("Group " + group + " is not one of " + grouping.size());
        }
    }

    public static Domain whole(int rows) {
        return new Domain(Grouping.whole(rows), 0);
    }

    /** Every group of the grouping, in order. */
    public static List<Domain> each(Grouping grouping) {
        return IntStream.range(0, grouping.size())
                .mapToObj(group -> new Domain(grouping, group))
                .toList();
    }

    /** {@code mv024=2;mv025=1}; empty for the whole. */
    public String label() {
        return grouping.label(group);
    }
}
