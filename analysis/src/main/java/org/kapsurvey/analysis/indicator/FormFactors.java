package org.kapsurvey.analysis.indicator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;

/**
 * What the weight w of a row is multiplied by where an indicator's forms have weights of their own, because a form was asked only of
 * the one drawn for its group, or was left unanswered by some who answered another. In a group with the form f it is w_f/w. In the rate
 * of all groups it is the mean of w_f/w over the forms of the k groups to which the person of the row belongs, 0 standing for a form
 * that he was not asked or left unanswered:
 *
 * <pre>w' = (1/k) Σ w_f</pre>
 *
 * In expectation each w_f is 1 for every person of the group, so that w' is too, whichever of his forms a person was drawn for
 * (the generalised weight share, each form being a route to him; Lavallée 2007, Indirect Sampling, ch. 2). Where every form is asked of
 * all who were selected, and none was left unanswered, it is w.
 *
 * @param whole by rows, in the rate of all groups
 * @param byForm by rows, in the rate of a group with this form
 */
public record FormFactors(NumericColumn whole, Map<String, NumericColumn> byForm) {
    public FormFactors {
        byForm = Map.copyOf(byForm);
    }

    /** In the rate of a group that answers a form. */
    NumericColumn in(String form) {
        NumericColumn factors = byForm.get(form);
        if (factors == null) {
            throw new IllegalArgumentException("No group of the indicator answers \"" + form + "\".");
        }
        return factors;
    }

    /**
     * The factors; empty if the data have no weights of the forms.
     *
     * @param groups the indicator's, with 1 for the rows that each is about
     */
    static Optional<FormFactors> of(Table table, Map<TargetGroup, NumericColumn> groups) {
        Set<String> forms = new LinkedHashSet<>();
        groups.keySet().forEach(group -> forms.add(group.form()));
        Optional<Column> members = table.find(IndicatorColumns.FORMS);
        if (members.isEmpty()
                || table.find(IndicatorColumns.WEIGHT).isEmpty()
                || !forms.stream()
                        .allMatch(form ->
                                table.find(IndicatorColumns.weightIn(form)).isPresent())) {
            return Optional.empty();
        }
        NumericColumn weight = table.numeric(IndicatorColumns.WEIGHT);
        Map<String, NumericColumn> byForm = new HashMap<>();
        for (String form : forms) {
            NumericColumn own = table.numeric(IndicatorColumns.weightIn(form));
            byForm.put(
                    form, factors(table.rows(), row -> weight.value(row) > 0 ? own.value(row) / weight.value(row) : 0));
        }
        NumericColumn whole = factors(table.rows(), row -> {
            List<String> memberOf = members.get().isMissing(row)
                    ? List.of()
                    : Arrays.asList(ItemKey.text(members.get(), row).split(" ", -1));
            double sum = 0;
            int routes = 0;
            for (String form : forms) {
                if (memberOf.contains(form)
                        && groups.entrySet().stream()
                                .anyMatch(group -> group.getKey().form().equals(form)
                                        && group.getValue().value(row) == 1)) {
                    sum += Objects.requireNonNull(byForm.get(form)).value(row);
                    routes++;
                }
            }
            return routes == 0 ? 0 : sum / routes;
        });
        return Optional.of(new FormFactors(whole, byForm));
    }

    private static NumericColumn factors(int rows, IntToDoubleFunction factor) {
        double[] factors = new double[rows];
        for (int row = 0; row < rows; row++) {
            factors[row] = factor.applyAsDouble(row);
        }
        return NumericColumn.of("factor of the form", factors);
    }
}
