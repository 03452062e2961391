package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.estimate.Ratio;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;
import org.kapsurvey.analysis.indicator.IndicatorColumns.PartColumns;
import org.kapsurvey.analysis.inference.BorrowedEffect;
import org.kapsurvey.analysis.inference.EnclosingEffect;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;

/**
 * Rates of one indicator of persons, from columns of 0 and 1. The rate is Σw·numerator / Σw over the rows of the groups that the
 * denominator counts: the ratio of numerator and denominator as a domain estimate, where rows outside stay in the design, and
 * where somebody who belongs to several groups is one row. Of a unit that r persons could tell of a row counts 1/r: the rate is
 * Σ(w/r)·numerator / Σ(w/r), the generalised weight share of Lavallée 2007; rows of which r is not known are left out and told. Where forms have weights of their own a row counts
 * what {@link FormFactors} say.
 */
final class RateEstimation {
    static final double LEVEL = 0.95;

    /** A two-sided interval of this level has the lower limit of a one-sided one of {@link #LEVEL}. */
    private static final double ONE_SIDED = 2 * LEVEL - 1;

    private static final String ROUTES_UNKNOWN = "routes-unknown=";

    private final Indicator indicator;
    private final IndicatorColumns columns;
    private final Table table;
    private final Estimation estimation;
    private final double planningDeff;

    RateEstimation(
            Indicator indicator,
            IndicatorColumns columns,
            Table answers,
            Function<Table, Estimation> estimations,
            double planningDeff) {
        this.indicator = indicator;
        this.columns = columns;
        Table with = answers;
        for (Column column : measured(indicator, columns)) {
            with = with.with(column.value()).with(column.over()).with(column.under());
        }
        this.table = with;
        this.estimation = estimations.apply(with);
        this.planningDeff = planningDeff;
    }

    /** A column of 0 and 1, or of points, and what it is a ratio of where rows don't count one. */
    private record Column(NumericColumn value, NumericColumn over, NumericColumn under) {}

    private static List<Column> measured(Indicator indicator, IndicatorColumns columns) {
        List<Column> measured = new ArrayList<>();
        NumericColumn numerator = columns.numerator();
        measured.add(column(numerator, Optional.empty(), columns::counts));
        columns.parts().values().forEach(part -> measured.add(column(part.value(), Optional.empty(), columns::counts)));
        if (indicator.groups().size() > 1) {
            for (TargetGroup group : indicator.groups()) {
                measured.add(column(numerator, Optional.of(group), row -> columns.counts(group, row)));
                columns.judgedPart(indicator)
                        .ifPresent(part -> measured.add(
                                column(part.value(), Optional.of(group), row -> columns.counts(group, row))));
            }
        }
        return measured;
    }

    private static Column column(NumericColumn value, Optional<TargetGroup> in, IntToDoubleFunction counts) {
        double[] over = new double[value.rows()];
        double[] under = new double[value.rows()];
        for (int row = 0; row < over.length; row++) {
            under[row] = counts.applyAsDouble(row);
            over[row] = value.value(row) * under[row];
        }
        return new Column(
                value,
                NumericColumn.of(over(value.name(), in), over),
                NumericColumn.of(under(value.name(), in), under));
    }

    private static String over(String name, Optional<TargetGroup> in) {
        return name + " as it counts" + in.map(group -> " in " + group.id()).orElse("");
    }

    private static String under(String name, Optional<TargetGroup> in) {
        return name + " counts" + in.map(group -> " in " + group.id()).orElse("");
    }

    /**
     * The indicator in the whole, in each of several groups, its parts, and then in each domain that has a case, in the order
     * of {@code by} and of the levels. A part that is set against the target stands in each group and domain too.
     */
    List<IndicatorResult> results(List<List<String>> by) {
        String numerator = columns.numerator().name();
        boolean judged = indicator.judged().equals(Indicator.Judged.NUMERATOR);
        List<TargetGroup> empty = indicator.groups().stream()
                .filter(group -> estimation
                                .whole(
                                        Mean.of(numerator),
                                        Grouping.of(table, List.of()).within(members(group)))
                                .rows()
                        == 0)
                .toList();
        List<IndicatorResult> results = new ArrayList<>();
        Wanted all = new Wanted(Optional.empty(), Optional.empty(), numerator, columns.counted(), judged, empty);
        results.addAll(rates(all, List.of(List.of())));
        for (TargetGroup group : apart()) {
            results.addAll(rates(
                    new Wanted(Optional.empty(), Optional.of(group), numerator, members(group), judged, List.of()),
                    List.of(List.of())));
        }
        for (Part part : indicator.parts()) {
            PartColumns of = columns.parts().get(part.name());
            if (of != null) {
                boolean partJudged = part.name().equals(indicator.judged().part());
                results.addAll(rates(
                        new Wanted(Optional.of(part), Optional.empty(), part.name(), of.counted(), partJudged, empty),
                        List.of(List.of())));
                for (TargetGroup group : partJudged ? apart() : List.<TargetGroup>of()) {
                    NumericColumn those = of.groups().getOrDefault(group.id(), of.counted());
                    results.addAll(rates(
                            new Wanted(Optional.of(part), Optional.of(group), part.name(), those, true, List.of()),
                            List.of(List.of())));
                }
            }
        }
        results.addAll(rates(
                new Wanted(Optional.empty(), Optional.empty(), numerator, columns.counted(), judged, List.of()), by));
        columns.judgedPart(indicator)
                .ifPresent(of -> results.addAll(rates(
                        new Wanted(
                                indicator.judgedPart(),
                                Optional.empty(),
                                of.value().name(),
                                of.counted(),
                                true,
                                List.of()),
                        by)));
        return results;
    }

    /** The groups that are shown apart. */
    private List<TargetGroup> apart() {
        return indicator.groups().size() > 1 ? indicator.groups() : List.of();
    }

    /**
     * A column to be estimated.
     *
     * @param counted 1 for the rows that it is about
     * @param empty the groups of the target that nobody in the data belongs to
     */
    private record Wanted(
            Optional<Part> part,
            Optional<TargetGroup> group,
            String column,
            NumericColumn counted,
            boolean judged,
            List<TargetGroup> empty) {
        boolean isMean() {
            return part.filter(Part::isMean).isPresent();
        }

        /** Whether a group that the plan names, or every group, has nobody: the others do not stand for it. */
        boolean lacksGroup(Indicator indicator) {
            return empty.size() == indicator.groups().size() || empty.stream().anyMatch(TargetGroup::isRequired);
        }
    }

    private NumericColumn members(TargetGroup group) {
        return columns.groups().getOrDefault(group.id(), columns.counted());
    }

    private Estimator estimator(Wanted wanted) {
        return columns.routes().isPresent() || columns.formFactors().isPresent()
                ? Ratio.ofRowsThatCount(over(wanted.column(), wanted.group()), under(wanted.column(), wanted.group()))
                : Mean.of(table.numeric(wanted.column()));
    }

    private List<IndicatorResult> rates(Wanted wanted, List<List<String>> by) {
        Function<List<String>, Grouping> groupings =
                names -> Grouping.of(table, names).within(wanted.counted());
        EnclosingEffect enclosing = new EnclosingEffect(estimation, groupings);
        Estimator rate = estimator(wanted);
        List<IndicatorResult> results = new ArrayList<>();
        for (List<String> names : by) {
            Grouping grouping = groupings.apply(names);
            List<Estimate> estimates = estimation.each(rate, grouping).estimates();
            List<Long> leftOut = leftOut(wanted, names);
            for (int group = 0; group < estimates.size(); group++) {
                Estimate estimate = estimates.get(group);
                if (estimate.rows() > 0 || names.isEmpty()) {
                    // At 0 or 1 an estimate has no design effect of its own; taking none would make its interval too
                    // short.
                    boolean degenerate = !wanted.isMean() && ProportionInterval.degenerate(estimate.value());
                    BorrowedEffect borrowed =
                            degenerate ? enclosing.of(rate, names, grouping.levels(group)) : BorrowedEffect.NONE;
                    results.add(result(
                            wanted, names, grouping.levels(group), estimate, degenerate, borrowed, leftOut.get(group)));
                }
            }
        }
        return results;
    }

    /** How many rows with a weight each domain lacks because nobody knows how many could tell of their unit. */
    private List<Long> leftOut(Wanted wanted, List<String> names) {
        Grouping all = Grouping.of(table, names);
        List<NumericColumn> without = wanted.group()
                .map(group -> columns.leftOut().entrySet().stream()
                        .filter(of -> of.getKey().equals(group.id()))
                        .map(Map.Entry::getValue)
                        .toList())
                .orElseGet(() -> List.copyOf(columns.leftOut().values()));
        NumericColumn any = NumericColumn.indicator(
                "left out", table.rows(), row -> without.stream().anyMatch(column -> column.value(row) == 1));
        if (IntStream.range(0, any.rows()).noneMatch(row -> any.value(row) == 1)) {
            return Collections.nCopies(all.size(), 0L);
        }
        return estimation.each(Mean.of(columns.numerator().name()), all.within(any)).estimates().stream()
                .map(Estimate::rows)
                .toList();
    }

    private IndicatorResult result(
            Wanted wanted,
            List<String> by,
            List<String> levels,
            Estimate estimate,
            boolean degenerate,
            BorrowedEffect borrowed,
            long leftOut) {
        ProportionInterval method = wanted.isMean() ? ProportionInterval.T : ProportionInterval.KORN_GRAUBARD;
        BorrowedEffect effect = borrowed.isKnown() ? borrowed : new BorrowedEffect(planningDeff, "the sample's plan");
        Interval interval = method.of(estimate, LEVEL, effect);
        boolean onlyRefutable = wanted.judged() && indicator.target() == 1;
        List<String> notes = notes(estimate, wanted, degenerate, borrowed);
        if (onlyRefutable) {
            notes.add("only-refutable");
        }
        if (leftOut > 0) {
            notes.add(ROUTES_UNKNOWN + leftOut);
        }
        Optional<Verdict> verdict = !wanted.judged()
                ? Optional.empty()
                : Optional.of(
                        wanted.lacksGroup(indicator)
                                ? Verdict.NOT_MEASURED
                                : Verdict.ofSample(
                                        interval.lower(), interval.upper(), indicator.target(), indicator.direction()));
        return new IndicatorResult(
                indicator,
                wanted.part(),
                wanted.group(),
                by,
                levels,
                estimate,
                Limits.of(interval),
                verdict,
                wanted.judged() ? Optional.of(TargetTest.of(estimate, indicator.target())) : Optional.empty(),
                onlyRefutable && estimate.value() == 1
                        ? OptionalDouble.of(
                                method.of(estimate, ONE_SIDED, effect).lower())
                        : OptionalDouble.empty(),
                notes);
    }

    private List<String> notes(Estimate estimate, Wanted wanted, boolean degenerate, BorrowedEffect borrowed) {
        List<String> notes = new ArrayList<>();
        if (estimate.rows() < 50) {
            notes.add(estimate.rows() < 25 ? "n<25" : "n<50");
        }
        if (!Double.isFinite(estimate.value())) {
            notes.add("undefined");
        } else if (Double.isNaN(estimate.standardError())) {
            notes.add("se-undefined");
        }
        if (degenerate) {
            notes.add(estimate.value() == 0 ? "p=0" : "p=1");
        }
        if (estimate.degreesOfFreedom() < 8) {
            notes.add(estimate.degreesOfFreedom() < 1 ? "df<1" : "df<8");
        }
        if (degenerate) {
            notes.add(
                    borrowed.isKnown()
                            ? "deff-of-enclosing-domain"
                            : Double.isNaN(planningDeff) ? "n*=psus" : "planned-deff");
        }
        if (!wanted.empty().isEmpty()) {
            notes.add("empty-group="
                    + wanted.empty().stream().map(TargetGroup::id).collect(Collectors.joining("+")));
        }
        return notes;
    }
}
