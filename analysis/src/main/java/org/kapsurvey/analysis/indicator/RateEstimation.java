package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.inference.EnclosingEffect;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.analysis.totals.TableTotals;

/**
 * Rates of one indicator, from columns of 0 and 1. The rate is Σw·numerator / Σw over the rows of the group that the
 * denominator counts: the ratio of numerator and denominator as a domain estimate, where rows outside stay in the design.
 */
final class RateEstimation {
    private static final double LEVEL = 0.95;

    private final Table table;
    private final Estimation estimation;
    private final double planningDeff;

    /** @param table holds the columns of 0 and 1, without a missing value */
    RateEstimation(Table table, SurveyDesign design, double planningDeff) {
        this.table = table;
        this.estimation = new Estimation(new TableTotals(table), design);
        this.planningDeff = planningDeff;
    }

    /**
     * The rate in each domain, in the order of {@code by} and of the levels; domains without a case are left out, but the
     * whole group never is.
     *
     * @param numerator a column of 0 and 1
     * @param counted 1 for the rows that the rate is about
     * @param by groupings; the empty one is the whole group
     */
    List<IndicatorResult> rates(
            Indicator indicator, Optional<Part> part, String numerator, NumericColumn counted, List<List<String>> by) {
        Function<List<String>, Grouping> groupings =
                columns -> Grouping.of(table, columns).within(counted);
        EnclosingEffect enclosing = new EnclosingEffect(estimation, groupings);
        Mean rate = Mean.of(numerator);
        List<IndicatorResult> results = new ArrayList<>();
        for (List<String> columns : by) {
            Grouping grouping = groupings.apply(columns);
            List<Estimate> estimates = estimation.each(rate, grouping).estimates();
            for (int group = 0; group < estimates.size(); group++) {
                Estimate estimate = estimates.get(group);
                if (estimate.rows() > 0 || columns.isEmpty()) {
                    // At 0 or 1 an estimate has no design effect of its own; taking none would make its interval too
                    // short.
                    double borrowed = ProportionInterval.degenerate(estimate.value())
                            ? enclosing.of(rate, columns, grouping.levels(group))
                            : Double.NaN;
                    results.add(result(
                            indicator,
                            part,
                            columns,
                            grouping.levels(group),
                            estimate,
                            Double.isNaN(borrowed) ? planningDeff : borrowed));
                }
            }
        }
        return results;
    }

    private static IndicatorResult result(
            Indicator indicator,
            Optional<Part> part,
            List<String> by,
            List<String> levels,
            Estimate estimate,
            double degenerateDeff) {
        Interval interval = ProportionInterval.KORN_GRAUBARD.of(estimate, LEVEL, degenerateDeff);
        boolean judged = part.isEmpty();
        return new IndicatorResult(
                indicator,
                part,
                by,
                levels,
                estimate,
                interval,
                judged
                        ? Optional.of(Verdict.ofSample(interval.lower(), interval.upper(), indicator.target()))
                        : Optional.empty(),
                judged ? Optional.of(TargetTest.of(estimate, indicator.target())) : Optional.empty());
    }
}
