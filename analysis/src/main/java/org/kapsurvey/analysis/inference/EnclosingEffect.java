package org.kapsurvey.analysis.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.estimate.GroupEstimates;

/**
 * The design effect that a rate of 0 or 1, which has none, borrows for {@link ProportionInterval#KORN_GRAUBARD}: that of the
 * same item in the nearest enclosing domain where 0 &lt; p &lt; 1, the grouping less one column, less two, …, the whole. Of
 * several as near the largest, which gives the wider interval. Remembers what it estimated. Not thread-safe.
 */
public final class EnclosingEffect {
    private final Estimation estimation;
    private final Function<List<String>, Grouping> groupings;
    private final Map<Estimator, Map<List<String>, GroupEstimates>> estimates = new HashMap<>();

    /** @param groupings the grouping by some columns, in the domain that all is about */
    public EnclosingEffect(Estimation estimation, Function<List<String>, Grouping> groupings) {
        this.estimation = estimation;
        this.groupings = groupings;
    }

    /** The groupings that enclose one by these columns, the nearest first; the empty one is the whole. */
    public static List<List<String>> around(List<String> by) {
        List<List<String>> around = new ArrayList<>();
        for (int kept = by.size() - 1; kept >= 0; kept--) {
            for (List<Integer> columns : Subsets.of(by.size(), kept)) {
                around.add(columns.stream().map(by::get).toList());
            }
        }
        return around;
    }

    /**
     * The effect for the group of these levels.
     *
     * @return none if the rate is 0 or 1, or has no effect, in every enclosing domain
     */
    public BorrowedEffect of(Estimator estimator, List<String> by, List<String> levels) {
        BorrowedEffect largest = BorrowedEffect.NONE;
        int kept = by.size();
        for (List<String> columns : around(by)) {
            if (columns.size() < kept && largest.isKnown()) {
                return largest;
            }
            kept = columns.size();
            Grouping grouping = groupings.apply(columns);
            List<String> wanted = columns.stream()
                    .map(column -> levels.get(by.indexOf(column)))
                    .toList();
            for (int group = 0; group < grouping.size(); group++) {
                if (grouping.levels(group).equals(wanted)) {
                    double effect =
                            of(estimates(estimator, grouping).estimates().get(group));
                    if (!Double.isNaN(effect) && !(largest.value() >= effect)) {
                        String label = grouping.label(group);
                        largest = new BorrowedEffect(effect, label.isEmpty() ? "the whole" : label);
                    }
                }
            }
        }
        return largest;
    }

    /** What an estimate has to lend: its design effect with replacement; NaN unless it lies between 0 and 1. */
    public static double of(Estimate estimate) {
        double p = estimate.value();
        return p > 0 && p < 1 ? estimate.designEffectWithReplacement() : Double.NaN;
    }

    private GroupEstimates estimates(Estimator estimator, Grouping grouping) {
        return estimates
                .computeIfAbsent(estimator, key -> new HashMap<>())
                .computeIfAbsent(grouping.by(), key -> estimation.each(estimator, grouping));
    }
}
