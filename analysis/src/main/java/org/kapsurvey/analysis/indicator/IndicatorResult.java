package org.kapsurvey.analysis.indicator;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The estimate of an indicator, or of one of its parts, in the whole target group, in one of several groups or in a domain.
 *
 * @param part the part; empty for the indicator itself
 * @param group one of several groups; empty for all of them together
 * @param by the columns that define the domain; empty for everybody
 * @param levels the domain's value of each column
 * @param estimate of units and sums without a standard error; {@code rows} are units that were asked or that reported,
 *     {@code weightedRows} those registered, or the sum below
 * @param interval the interval that the verdict comes from and that is printed
 * @param verdict what the interval says about the target, of each group and domain too; empty where this is not the measure
 *     that is judged
 * @param test the rate against the target; empty where nothing is judged, and of units and sums
 * @param oneSided of a target of all that nobody in the sample misses: the lower 95 % limit to one side
 * @param notes codes of what must be known before trusting the number
 */
public record IndicatorResult(
        Indicator indicator,
        Optional<Part> part,
        Optional<TargetGroup> group,
        List<String> by,
        List<String> levels,
        Estimate estimate,
        Limits interval,
        Optional<Verdict> verdict,
        Optional<TargetTest> test,
        OptionalDouble oneSided,
        List<String> notes) {

    static final String NO_DATA = "no-data";

    public IndicatorResult {
        by = List.copyOf(by);
        levels = List.copyOf(levels);
        notes = List.copyOf(notes);
    }

    /** Whether this is the indicator itself in the whole target group. */
    public boolean isHeadline() {
        return part.isEmpty() && group.isEmpty() && by.isEmpty();
    }

    /** Whether the data have what the rule asks for; if not, there is nothing but this headline. */
    public boolean hasData() {
        return !notes.contains(NO_DATA);
    }

    /** Whether this is what is set against the target, in the whole target group: the verdict of a group or a domain tells only which of them misses it. */
    public boolean isJudged() {
        return group.isEmpty() && by.isEmpty() && verdict.isPresent();
    }

    /** Whether the estimate is a mean of points and no share. */
    public boolean isMean() {
        return part.filter(Part::isMean).isPresent();
    }

    /** {@code sex=female}, of one of several groups {@code group=parents}; empty for the whole group. */
    public String domain() {
        return group.map(one -> "group=" + one.id()).orElseGet(estimate::domain);
    }

    /** How the number came about, from the rule down to the totals, so that a reviewer can recompute it. */
    public Explanation explain() {
        Explanation rule = Explanation.of("rule " + indicator.rule().version() + ": "
                + indicator.rule().text().en());
        String what = indicator.id()
                + part.map(p -> " " + p.name()).orElse("")
                + (domain().isEmpty() ? "" : " where " + domain());
        String judged = verdict.map(v -> ", " + v.code() + " against " + Numbers.print(indicator.target()))
                .orElse("");
        return Explanation.of(
                what + " = " + Numbers.print(estimate.value()) + judged, rule, estimate.explain(), interval.explain());
    }
}
