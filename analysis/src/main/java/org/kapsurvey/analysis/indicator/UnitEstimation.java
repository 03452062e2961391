package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.indicator.Indicator.Counting;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;
import org.kapsurvey.analysis.indicator.IndicatorColumns.PartColumns;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * An indicator of registered units, a row for each that was asked. The share of units that say yes is the range of docs/methods.md, Institutions,
 * {@link StratifiedReturns}: its estimate is that of all missing units saying no. Of sums it is Σ numerator / Σ denominator over the
 * units that report all of them; with one missing its size is unknown, so that there are no limits and no verdict. Where the
 * denominator is only what was seen of a whole, as the facilities inspected of all facilities, what was not seen may be either: the limits
 * are Σ numerator / Σ whole and (Σ numerator + Σ whole − Σ denominator) / Σ whole.
 *
 * <p>How many units a stratum has is the sum of its rows' design weights: N_h/n_h each, 1 in a census. How many of them an indicator is about
 * is not known where it counts only some of a stratum of which a sample was asked: its share is then told without limits and without a verdict.
 */
final class UnitEstimation {
    static final String DESIGN_WEIGHT = "_design_weight";

    private final Indicator indicator;
    private final IndicatorColumns columns;
    private final Table answers;

    UnitEstimation(Indicator indicator, IndicatorColumns columns, Table answers) {
        this.indicator = indicator;
        this.columns = columns;
        this.answers = answers;
    }

    List<IndicatorResult> results(List<List<String>> by) {
        Optional<Below> sums = indicator.counting() == Counting.SUMS
                ? Optional.of(new Below(columns.denominator(), columns.whole()))
                : Optional.empty();
        boolean judged = indicator.judged().equals(Indicator.Judged.NUMERATOR);
        List<IndicatorResult> results = new ArrayList<>();
        results.add(result(Optional.empty(), Optional.empty(), columns.counted(), columns.numerator(), judged, sums));
        if (indicator.groups().size() > 1) {
            for (TargetGroup group : indicator.groups()) {
                NumericColumn members = columns.groups().getOrDefault(group.id(), columns.counted());
                results.add(result(Optional.empty(), Optional.of(group), members, columns.numerator(), judged, sums));
            }
        }
        for (Part part : indicator.parts()) {
            PartColumns of = columns.parts().get(part.name());
            if (of != null) {
                boolean partJudged = part.name().equals(indicator.judged().part());
                // A part of sums without a denominator of its own is a share of units.
                Optional<Below> below = of.denominator().map(column -> new Below(column, Optional.empty()));
                results.add(result(Optional.of(part), Optional.empty(), of.counted(), of.value(), partJudged, below));
                for (TargetGroup group :
                        partJudged && indicator.groups().size() > 1 ? indicator.groups() : List.<TargetGroup>of()) {
                    NumericColumn members = of.groups().getOrDefault(group.id(), of.counted());
                    results.add(result(Optional.of(part), Optional.of(group), members, of.value(), true, below));
                }
            }
        }
        results.addAll(domains(
                by,
                columns.counted(),
                members -> result(Optional.empty(), Optional.empty(), members, columns.numerator(), judged, sums)));
        columns.judgedPart(indicator)
                .ifPresent(of -> results.addAll(domains(
                        by,
                        of.counted(),
                        members -> result(
                                indicator.judgedPart(),
                                Optional.empty(),
                                members,
                                of.value(),
                                true,
                                of.denominator().map(column -> new Below(column, Optional.empty()))))));
        return results;
    }

    private List<IndicatorResult> domains(
            List<List<String>> by, NumericColumn counted, Function<NumericColumn, IndicatorResult> counting) {
        List<IndicatorResult> results = new ArrayList<>();
        for (List<String> names : by) {
            Grouping grouping = Grouping.of(answers, names).within(counted);
            for (int group = 0; group < grouping.size(); group++) {
                int of = group;
                NumericColumn members = NumericColumn.indicator(
                        "in domain", answers.rows(), row -> counted.value(row) == 1 && grouping.code(row) == of);
                if (isAny(members)) {
                    results.add(in(counting.apply(members), names, grouping.levels(group), grouping.label(group)));
                }
            }
        }
        return results;
    }

    private static boolean isAny(NumericColumn members) {
        for (int row = 0; row < members.rows(); row++) {
            if (members.value(row) == 1) {
                return true;
            }
        }
        return false;
    }

    private static IndicatorResult in(IndicatorResult whole, List<String> by, List<String> levels, String label) {
        Estimate of = whole.estimate();
        return new IndicatorResult(
                whole.indicator(),
                whole.part(),
                whole.group(),
                by,
                levels,
                estimate(label, of.value(), of.standardError(), of.rows(), of.weightedRows(), of.explain()),
                whole.interval(),
                whole.verdict(),
                whole.test(),
                whole.oneSided(),
                whole.notes());
    }

    private IndicatorResult result(
            Optional<Part> part,
            Optional<TargetGroup> group,
            NumericColumn members,
            NumericColumn value,
            boolean judged,
            Optional<Below> sums) {
        List<String> notes = new ArrayList<>();
        Estimate estimate;
        Limits limits;
        Verdict verdict;
        if (sums.isPresent()) {
            Sum sum = sum(members, value, sums.get());
            if (sum.silent() > 0) {
                notes.add("missing=" + sum.silent());
            }
            if (sum.isSample()) {
                notes.add("sample-of-units");
            }
            if (sum.share() > 1) {
                notes.add("above-1");
            }
            if (sum.unseen() > 0) {
                notes.add("not-seen=" + Numbers.print(sum.unseen()));
            }
            if (sum.unseen() < 0) {
                notes.add("above-whole");
            }
            estimate = sum.estimate();
            limits = sum.limits();
            verdict = Verdict.of(limits.lower(), limits.upper(), indicator.target(), indicator.direction());
        } else {
            Strata strata = strata(members, value);
            if (strata.counts().isEmpty()) {
                notes.add("no-units");
                estimate = estimate("", Double.NaN, Double.NaN, 0, 0, Explanation.of("no unit was asked"));
                limits = Limits.none(Limits.RANGE, RateEstimation.LEVEL);
                verdict = Verdict.NOT_MEASURED;
            } else {
                StratifiedReturns range = StratifiedReturns.of(strata.counts(), RateEstimation.LEVEL);
                if (range.missing() > 0) {
                    notes.add("missing=" + range.missing());
                }
                notes.add(range.isCensus() ? "census" : "sample-of-units");
                if (strata.isSizeUnknown()) {
                    notes.add("part-of-sample");
                }
                estimate = estimate(
                        "",
                        range.least(),
                        range.isCensus() ? 0 : Double.NaN,
                        range.asked(),
                        range.registered(),
                        Explanation.of(range.yes() + " yes, " + range.no() + " no, " + range.missing()
                                + " missing of " + range.asked() + " asked, "
                                + (strata.isSizeUnknown() ? "about " : "") + range.registered()
                                + " registered: from " + Numbers.print(range.least()) + " to "
                                + Numbers.print(range.most())));
                limits = strata.isSizeUnknown()
                        ? Limits.none(Limits.RANGE, RateEstimation.LEVEL)
                        : new Limits(Limits.RANGE, RateEstimation.LEVEL, range.lower(), range.upper());
                verdict = strata.isSizeUnknown()
                        ? Verdict.NOT_MEASURED
                        : range.verdict(indicator.target(), indicator.direction());
            }
        }
        return new IndicatorResult(
                indicator,
                part,
                group,
                List.of(),
                List.of(),
                estimate,
                limits,
                judged ? Optional.of(verdict) : Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                notes);
    }

    private static Estimate estimate(
            String label, double value, double error, long rows, double weighted, Explanation explanation) {
        return new Estimate(
                label, value, error, rows, weighted, 0, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN, explanation);
    }

    /**
     * What was counted in the strata in which somebody was asked.
     *
     * @param isSizeUnknown whether a sample was asked of a stratum of which only some units count
     */
    private record Strata(List<StratifiedReturns.Counts> counts, boolean isSizeUnknown) {}

    private Strata strata(NumericColumn members, NumericColumn value) {
        Map<String, double[]> strata = new LinkedHashMap<>();
        Optional<Column> names = answers.find(IndicatorColumns.STRATUM);
        for (int row = 0; row < answers.rows(); row++) {
            int of = row;
            String stratum = names.filter(column -> !column.isMissing(of))
                    .map(column -> ItemKey.text(column, of))
                    .orElse("");
            double[] counts = strata.computeIfAbsent(stratum, key -> new double[5]);
            if (members.value(row) != 1) {
                counts[4]++;
                continue;
            }
            counts[0] += weight(row);
            counts[1]++;
            counts[value.value(row) == 1 ? 2 : 3] += Double.isNaN(value.value(row)) ? 0 : 1;
        }
        List<StratifiedReturns.Counts> counted = new ArrayList<>();
        boolean unknown = false;
        for (double[] counts : strata.values()) {
            int registered = (int) Math.round(counts[0]);
            int asked = (int) counts[1];
            if (asked > 0) {
                unknown |= asked < registered && counts[4] > 0;
                counted.add(new StratifiedReturns.Counts(
                        Math.max(asked, registered), asked, (int) counts[2], (int) counts[3]));
            }
        }
        return new Strata(counted, unknown);
    }

    private double weight(int row) {
        return answers.find(DESIGN_WEIGHT)
                .map(column -> ((NumericColumn) column).value(row))
                .orElse(1.0);
    }

    /**
     * What is added up below.
     *
     * @param whole of which the denominator is what was seen; empty where it is all
     */
    private record Below(NumericColumn denominator, Optional<NumericColumn> whole) {}

    /**
     * Sums of the units that report all of the numbers, and how many do not.
     *
     * @param whole the same as {@code under} where that is all
     */
    private record Sum(int units, int silent, boolean isSample, double over, double under, double whole) {
        double share() {
            return under > 0 ? over / under : Double.NaN;
        }

        /** What was not seen of the whole; below 0 where the sums contradict each other. */
        double unseen() {
            return whole - under;
        }

        Limits limits() {
            boolean known = units > 0 && silent == 0 && !isSample && share() <= 1 && unseen() >= 0;
            if (!known) {
                return Limits.none(Limits.COUNT, 1);
            }
            return new Limits(Limits.COUNT, 1, over / whole, (over + unseen()) / whole);
        }

        Estimate estimate() {
            return UnitEstimation.estimate(
                    "",
                    share(),
                    Double.NaN,
                    units,
                    under,
                    Explanation.of("Σ numerator / Σ denominator = " + Numbers.print(over) + " / " + Numbers.print(under)
                            + (unseen() == 0 ? "" : ", seen of " + Numbers.print(whole) + ",") + " of " + units
                            + " units, " + silent + " without numbers"));
        }
    }

    private Sum sum(NumericColumn members, NumericColumn value, Below sums) {
        int units = 0;
        int silent = 0;
        boolean sample = false;
        double over = 0;
        double under = 0;
        double whole = 0;
        for (int row = 0; row < answers.rows(); row++) {
            if (members.value(row) != 1) {
                continue;
            }
            double above = value.value(row);
            double below = sums.denominator().value(row);
            int of = row;
            double all = sums.whole().map(column -> column.value(of)).orElse(below);
            sample |= weight(row) != 1;
            if (Double.isNaN(above) || Double.isNaN(below) || Double.isNaN(all)) {
                silent++;
                continue;
            }
            units++;
            over += weight(row) * above;
            under += weight(row) * below;
            whole += weight(row) * all;
        }
        return new Sum(units, silent, sample, over, under, whole);
    }
}
