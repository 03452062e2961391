package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** Estimates and verdicts of the indicators of a plan that one form answers. */
public final class IndicatorEstimation {
    private final Questionnaire form;
    private final Table answers;
    private final SurveyDesign design;
    private final double planningDeff;

    /**
     * @param form the form of the answers
     * @param answers a row for each selected person, those without an interview with weight 0 and missing answers, so that
     *     a PSU where nobody answered stays in the design; a column for each question
     * @param planningDeff the design effect assumed for a rate of 0 or 1, at least 1
     */
    public IndicatorEstimation(Questionnaire form, Table answers, SurveyDesign design, double planningDeff) {
        if (!(planningDeff >= 1)) {
            throw new IllegalArgumentException("A planning design effect must be 1 or more, not " + planningDeff + ".");
        }
        this.form = form;
        this.answers = answers;
        this.design = design;
        this.planningDeff = planningDeff;
    }

    /**
     * The results of each indicator of the plan that is computed from this form: the indicator in the whole group, its
     * parts in the whole group, then the indicator in each domain.
     *
     * @param by groupings beside the whole, such as {@code [["sex"]]}
     * @throws IllegalArgumentException if a column of {@code by} or of a rule is absent
     */
    public List<IndicatorResult> results(Plan plan, List<List<String>> by) {
        List<IndicatorResult> results = new ArrayList<>();
        for (Indicator indicator : plan.indicators()) {
            if (indicator.form().equals(form.form())) {
                results.addAll(results(indicator, by));
            }
        }
        return results;
    }

    private List<IndicatorResult> results(Indicator indicator, List<List<String>> by) {
        IndicatorColumns columns = IndicatorColumns.of(indicator, form, answers);
        Table table = answers.with(columns.numerator());
        for (NumericColumn part : columns.parts().values()) {
            table = table.with(part);
        }
        RateEstimation rates = new RateEstimation(table, design, planningDeff);
        List<List<String>> whole = List.of(List.of());
        List<IndicatorResult> results = new ArrayList<>(
                rates.rates(indicator, Optional.empty(), IndicatorColumns.NUMERATOR, columns.counted(), whole));
        for (Part part : indicator.parts()) {
            results.addAll(rates.rates(indicator, Optional.of(part), part.name(), columns.counted(), whole));
        }
        results.addAll(rates.rates(indicator, Optional.empty(), IndicatorColumns.NUMERATOR, columns.counted(), by));
        return results;
    }
}
