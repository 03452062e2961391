package org.kapsurvey.analysis.indicator;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The estimated rate of an indicator, or of one of its parts, in the whole target group or in one of its domains.
 *
 * @param part the part; empty for the indicator itself, which the target is about
 * @param by the columns that define the domain; empty for the whole group
 * @param levels the domain's value of each column
 * @param interval the interval that the verdict comes from and that is printed
 * @param verdict what the interval says about the target; empty for a part, which has no target of its own
 * @param test the rate against the target; empty for a part
 */
public record IndicatorResult(
        Indicator indicator,
        Optional<Part> part,
        List<String> by,
        List<String> levels,
        Estimate estimate,
        Interval interval,
        Optional<Verdict> verdict,
        Optional<TargetTest> test) {

    public IndicatorResult {
        by = List.copyOf(by);
        levels = List.copyOf(levels);
    }

    /** Whether this is the indicator itself in the whole target group: what is judged in a summary. */
    public boolean isHeadline() {
        return part.isEmpty() && by.isEmpty();
    }

    /** The label of {@link Estimate#domain}: {@code sex=female}; empty for the whole group. */
    public String domain() {
        return estimate.domain();
    }

    /** How the number came about, from the rule down to the totals, so that a reviewer can recompute it. */
    public Explanation explain() {
        Explanation rule = Explanation.of("rule " + indicator.rule().version() + ": "
                + indicator.rule().text().en());
        String what =
                indicator.id() + part.map(p -> " " + p.name()).orElse("") + (by.isEmpty() ? "" : " where " + domain());
        String judged = verdict.map(v -> ", " + v.code() + " against " + Numbers.print(indicator.target()))
                .orElse("");
        return Explanation.of(
                what + " = " + Numbers.print(estimate.value()) + judged, rule, estimate.explain(), interval.explain());
    }
}
