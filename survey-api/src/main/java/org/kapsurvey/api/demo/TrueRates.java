package org.kapsurvey.api.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.Indicator.Counting;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.analysis.indicator.IndicatorEstimation;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/**
 * The rates of a plan's indicators over everybody in the made-up province: the same rules, no sampling and nobody who does not
 * answer.
 *
 * @param people the answers of everybody
 * @param units the returns of all units
 * @param rates of indicators by their ids and of parts by their names; a part's mean where it is one
 */
record TrueRates(Table people, Table units, Map<String, Double> rates) {
    static TrueRates of(Plan plan, List<Questionnaire> forms, Population population) {
        Table people = population.table(names(plan, true));
        Table units = population.unitTable(names(plan, false));
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Indicator indicator : plan.indicators()) {
            IndicatorColumns columns = IndicatorColumns.of(indicator, forms, isOfPersons(indicator) ? people : units);
            rates.put(indicator.id(), columns.unweightedRate());
            columns.parts().forEach((name, part) -> rates.put(name, rate(part, columns.routes())));
        }
        return new TrueRates(people, units, Collections.unmodifiableMap(rates));
    }

    static boolean isOfPersons(Indicator indicator) {
        return indicator.counting() == Counting.PERSONS;
    }

    private static Set<String> names(Plan plan, boolean ofPersons) {
        Set<String> names = new LinkedHashSet<>();
        plan.indicators().stream()
                .filter(indicator -> isOfPersons(indicator) == ofPersons)
                .forEach(indicator -> names.addAll(IndicatorEstimation.names(indicator)));
        return names;
    }

    private static double rate(IndicatorColumns.PartColumns part, Optional<NumericColumn> routes) {
        NumericColumn counted = part.counted();
        NumericColumn value = part.value();
        double below = 0;
        double above = 0;
        for (int row = 0; row < counted.rows(); row++) {
            if (counted.value(row) == 1 && !value.isMissing(row)) {
                int of = row;
                double share =
                        1 / Math.max(1, routes.map(column -> column.value(of)).orElse(1.0));
                below += part.denominator().map(column -> column.value(of)).orElse(share);
                above += share * value.value(row);
            }
        }
        return above / below;
    }
}
