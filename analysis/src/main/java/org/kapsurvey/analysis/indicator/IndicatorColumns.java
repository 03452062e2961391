package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.expression.ColumnExpression;
import org.kapsurvey.analysis.indicator.Indicator.Condition;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.Indicator.Scale;
import org.kapsurvey.questionnaire.definition.KapItem;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * An indicator's rule carried out on answers: for each row whether it is counted, whether it is in the numerator of each
 * part, and whether it is in the numerator of the indicator. All are 0 or 1: whatever is unknown counts as no.
 *
 * @param counted rows of the target group that the denominator counts
 * @param parts by name, in the order of the plan
 * @param numerator of the indicator itself
 */
public record IndicatorColumns(NumericColumn counted, Map<String, NumericColumn> parts, NumericColumn numerator) {

    /** Name of the column of the numerator; no question and no part can be called so. */
    static final String NUMERATOR = "numerator of the indicator";

    public IndicatorColumns {
        parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /**
     * Carries the rule out.
     *
     * @param form whose key says which answers of a scale are right
     * @param answers a column for each question that the rule names
     * @throws org.kapsurvey.questionnaire.fault.FaultsException if a question has no column, or one of the wrong type
     */
    public static IndicatorColumns of(Indicator indicator, Questionnaire form, Table answers) {
        Faults faults = new Faults();
        List<NumericColumn> conditions = new ArrayList<>();
        conditions.add(ages(indicator, answers));
        indicator.group().where().ifPresent(where -> conditions.add(condition(where, "where", answers, faults)));
        conditions.add(condition(indicator.denominator(), "denominator", answers, faults));
        NumericColumn counted = all("counted", conditions);
        Table table = answers;
        Map<String, NumericColumn> parts = new LinkedHashMap<>();
        for (Part part : indicator.parts()) {
            NumericColumn column = part.rule() instanceof Scale scale
                    ? scored(part.name(), scale, form, table)
                    : condition(((Condition) part.rule()).numerator(), part.name(), table, faults);
            parts.put(part.name(), column);
            table = table.with(column);
        }
        NumericColumn numerator = condition(indicator.numerator(), NUMERATOR, table, faults);
        faults.throwIfAny();
        return new IndicatorColumns(counted, parts, numerator);
    }

    /**
     * The share of the counted rows that are in a numerator, each row counting once: the true rate where the rows are a
     * whole population. NaN if no row is counted.
     */
    public double unweightedRate(NumericColumn of) {
        double rows = 0;
        double yes = 0;
        for (int row = 0; row < counted.rows(); row++) {
            rows += counted.value(row);
            yes += counted.value(row) * of.value(row);
        }
        return rows == 0 ? Double.NaN : yes / rows;
    }

    private static NumericColumn ages(Indicator indicator, Table answers) {
        NumericColumn age = answers.numeric(indicator.group().ageItem());
        int from = indicator.group().from();
        int to = indicator.group().to();
        return NumericColumn.indicator("age", answers.rows(), row -> age.value(row) >= from && age.value(row) <= to);
    }

    private static NumericColumn condition(Expression expression, String name, Table table, Faults faults) {
        Optional<ColumnExpression> compiled = ColumnExpression.compile(expression, table, faults);
        return compiled.map(c -> c.condition(name))
                .orElseGet(() -> NumericColumn.indicator(name, table.rows(), row -> false));
    }

    private static NumericColumn all(String name, List<NumericColumn> conditions) {
        return NumericColumn.indicator(
                name,
                conditions.get(0).rows(),
                row -> conditions.stream().allMatch(condition -> condition.value(row) == 1));
    }

    private static NumericColumn scored(String name, Scale scale, Questionnaire form, Table table) {
        int[] right = new int[table.rows()];
        for (String item : scale.items()) {
            List<String> key = form.question(item).map(IndicatorColumns::key).orElse(List.of());
            Column column = table.column(item);
            for (int row = 0; row < right.length; row++) {
                if (!column.isMissing(row) && key.contains(text(column, row))) {
                    right[row]++;
                }
            }
        }
        return NumericColumn.indicator(name, table.rows(), row -> right[row] >= scale.atLeast());
    }

    static List<String> key(Question question) {
        KapItem kap = question.kap();
        return kap == null ? List.of() : kap.right();
    }

    private static String text(Column column, int row) {
        return column instanceof TextColumn text
                ? String.valueOf(text.value(row))
                : Numbers.print(((NumericColumn) column).value(row));
    }
}
