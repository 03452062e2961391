package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.indicator.Indicator.Condition;
import org.kapsurvey.analysis.indicator.Indicator.Counting;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.Indicator.Scale;
import org.kapsurvey.analysis.indicator.Indicator.Score;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;

/** Estimates and verdicts of a plan's indicators from one table of persons, or of units. */
public final class IndicatorEstimation {
    private final List<Questionnaire> forms;
    private final Table answers;
    private final Function<Table, Estimation> estimations;
    private final double planningDeff;
    private final Optional<NumericColumn> domain;

    /**
     * Estimates by linearisation.
     *
     * @param forms the forms of the answers
     * @param answers a row for each selected person, those without an interview with weight 0 and missing answers, so that
     *     a PSU where nobody answered stays in the design; a column for each question
     * @param planningDeff the design effect assumed for a rate of 0 or 1, at least 1
     */
    public IndicatorEstimation(List<Questionnaire> forms, Table answers, SurveyDesign design, double planningDeff) {
        this(forms, answers, table -> new Estimation(new TableTotals(table), design), planningDeff);
        if (!(planningDeff >= 1)) {
            throw new IllegalArgumentException("A planning design effect must be 1 or more, not " + planningDeff + ".");
        }
    }

    /**
     * Estimates by a method of the caller's.
     *
     * @param estimations for the answers with further columns
     * @param planningDeff NaN if none is known: a rate of 0 or 1 then counts each PSU as one answer
     */
    public IndicatorEstimation(
            List<Questionnaire> forms, Table answers, Function<Table, Estimation> estimations, double planningDeff) {
        this(forms, answers, estimations, planningDeff, Optional.empty());
    }

    private IndicatorEstimation(
            List<Questionnaire> forms,
            Table answers,
            Function<Table, Estimation> estimations,
            double planningDeff,
            Optional<NumericColumn> domain) {
        this.forms = List.copyOf(forms);
        this.answers = answers;
        this.estimations = estimations;
        this.planningDeff = planningDeff;
        this.domain = domain;
    }

    /**
     * The same of a part of the population alone: the target groups are those of its members, and the verdicts are of them. Rows outside
     * stay in the design, units outside in their strata.
     *
     * @param domain 1 for the rows inside
     */
    public IndicatorEstimation within(NumericColumn domain) {
        return new IndicatorEstimation(forms, answers, estimations, planningDeff, Optional.of(domain));
    }

    /**
     * The results of each indicator of the plan: the indicator in the whole target group, in each of its groups if there are
     * several, its parts, then the indicator in each domain. An indicator whose questions the data do not have is there too,
     * as not measured.
     *
     * @param by groupings beside the whole, such as {@code [["sex"]]}; of one that the data do not have, nothing
     */
    public List<IndicatorResult> results(Plan plan, List<List<String>> by) {
        List<IndicatorResult> results = new ArrayList<>();
        for (Indicator indicator : plan.indicators()) {
            results.addAll(results(indicator, by));
        }
        return results;
    }

    /** The results of one indicator. */
    public List<IndicatorResult> results(Indicator indicator, List<List<String>> by) {
        if (!lacking(indicator).isEmpty()) {
            return List.of(withoutData(indicator));
        }
        List<List<String>> known = by.stream()
                .filter(columns -> !columns.isEmpty())
                .filter(columns ->
                        columns.stream().allMatch(column -> answers.find(column).isPresent()))
                .toList();
        IndicatorColumns everybody = IndicatorColumns.of(indicator, forms, answers);
        IndicatorColumns columns = domain.map(everybody::within).orElse(everybody);
        return indicator.counting() == Counting.PERSONS
                ? new RateEstimation(indicator, columns, answers, estimations, planningDeff).results(known)
                : new UnitEstimation(indicator, columns, answers).results(known);
    }

    /** What an indicator's rule names and the data do not have: questions, or forms without a key. */
    public Set<String> lacking(Indicator indicator) {
        Set<String> lacking = new LinkedHashSet<>();
        for (String name : names(indicator)) {
            if (answers.find(name).isEmpty()) {
                lacking.add(name);
            }
        }
        for (String form : indicator.forms()) {
            if (forms.stream().noneMatch(one -> one.form().equals(form))) {
                lacking.add(form);
            }
        }
        if (indicator.counting() != Counting.PERSONS
                && answers.find(IndicatorColumns.KIND).isEmpty()
                && answers.find(IndicatorColumns.STRATUM).isEmpty()) {
            lacking.add(IndicatorColumns.KIND);
        }
        return lacking;
    }

    /** The questions that a rule names, but for its own parts. */
    public static Set<String> names(Indicator indicator) {
        List<Expression> expressions = new ArrayList<>(List.of(indicator.denominator(), indicator.numerator()));
        Set<String> names = new LinkedHashSet<>();
        indicator.whole().ifPresent(expressions::add);
        indicator.routes().ifPresent(expressions::add);
        indicator.groups().forEach(group -> {
            group.where().ifPresent(expressions::add);
            group.ages().ifPresent(ages -> names.add(ages.item()));
        });
        for (Part part : indicator.parts()) {
            part.denominator().ifPresent(expressions::add);
            if (part.rule() instanceof Condition condition) {
                expressions.add(condition.numerator());
            } else if (part.rule() instanceof Scale scale) {
                names.addAll(scale.items());
            } else if (part.rule() instanceof Score score) {
                names.addAll(score.items());
            }
        }
        for (Expression expression : expressions) {
            Expression.references(expression).forEach(reference -> names.add(reference.name()));
        }
        indicator.parts().forEach(part -> names.remove(part.name()));
        return names;
    }

    private static IndicatorResult withoutData(Indicator indicator) {
        Estimate nothing = new Estimate(
                "",
                Double.NaN,
                Double.NaN,
                0,
                0,
                0,
                0,
                0,
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Explanation.of("The data do not have what the rule asks for."));
        return new IndicatorResult(
                indicator,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                nothing,
                Limits.none("", RateEstimation.LEVEL),
                Optional.of(Verdict.NOT_MEASURED),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(IndicatorResult.NO_DATA));
    }
}
