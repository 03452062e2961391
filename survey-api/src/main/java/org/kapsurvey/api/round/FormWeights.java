package org.kapsurvey.api.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.weighting.ClassRules;
import org.kapsurvey.analysis.weighting.WeightingClasses;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/**
 * What a row of a round of several forms says of each of them: {@code _forms}, the forms of whose group the person is a member, asked or
 * not; {@code _weight.FORM}, the weight of the person in the data of one form; {@code _outcome.FORM}, what became of him in it.
 *
 * <p>The weight in a form is w·(d_f/d)·h, w being the person's weight, d his design weight over all forms and d_f that of the form
 * ({@link AskedPersons}). h is the form's own non-response: in each stratum Σ w·d_f/d of those who have a weight and are asked the form over
 * the same of those who completed it, strata collapsed as for the person's weight. It is 0 without a complete interview.
 */
final class FormWeights {
    private final List<Questionnaire> forms;
    private final AskedPersons asked;
    private final CodedCells members = new CodedCells();
    private final List<PerForm> perForm = new ArrayList<>();
    private int rows;

    private static final class PerForm {
        private final CodedCells outcome = new CodedCells();
        private final List<Double> ratios = new ArrayList<>();
        private final List<Boolean> complete = new ArrayList<>();
    }

    FormWeights(List<Questionnaire> forms, AskedPersons asked) {
        this.forms = List.copyOf(forms);
        this.asked = asked;
        forms.forEach(form -> perForm.add(new PerForm()));
    }

    /**
     * A row.
     *
     * @param weight over all forms
     * @param selected the weight of having been selected at all
     * @param dispositions in the forms that the person is asked
     */
    void add(String person, double weight, double selected, Map<String, Disposition> dispositions) {
        rows++;
        List<String> of = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            Questionnaire form = forms.get(i);
            if (asked.belongs(person, form)) {
                of.add(form.form());
            }
            @Nullable Disposition disposition = dispositions.get(form.form());
            PerForm row = perForm.get(i);
            row.outcome.add((disposition == null ? Disposition.INELIGIBLE : disposition).text());
            row.ratios.add(
                    weight > 0 && disposition != Disposition.INELIGIBLE
                            ? asked.weight(person, form, selected) / weight
                            : 0);
            row.complete.add(disposition == Disposition.COMPLETE);
        }
        members.add(String.join(" ", of));
    }

    /**
     * The columns.
     *
     * @param weights of the persons
     * @param stratumOf the stratum of each row
     */
    List<Column> columns(double[] weights, int[] stratumOf, List<String> strata) {
        List<Column> columns = new ArrayList<>(List.of(members.text(IndicatorColumns.FORMS)));
        for (int i = 0; i < forms.size(); i++) {
            String form = forms.get(i).form();
            columns.add(NumericColumn.of(
                    IndicatorColumns.weightIn(form), weights(perForm.get(i), weights, stratumOf, strata)));
            columns.add(perForm.get(i).outcome.text(StoredRound.OUTCOME + "." + form));
        }
        return columns;
    }

    private double[] weights(PerForm form, double[] weights, int[] stratumOf, List<String> strata) {
        double[] due = new double[rows];
        boolean[] responds = new boolean[rows];
        boolean any = false;
        for (int row = 0; row < rows; row++) {
            due[row] = weights[row] * form.ratios.get(row);
            responds[row] = form.complete.get(row);
            any |= responds[row] && due[row] > 0;
        }
        return any
                ? WeightingClasses.forResponse("nonresponse-classes", stratumOf, strata, responds, ClassRules.USUAL)
                        .apply(due)
                        .weights()
                : new double[rows];
    }
}
