package org.kapsurvey.analysis.indicator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/**
 * A plan of a province: its objectives and the indicators by which they are measured, as written in
 * {@code questionnaires/plans/<plan>.json}. The plan's own sentences are not copied; each indicator names its clause.
 *
 * @param province whose plan it is
 * @param from first year of the plan
 * @param to last year of the plan
 */
public record Plan(
        String id,
        Wording title,
        PlanDocument document,
        Province province,
        int from,
        int to,
        List<Objective> objectives,
        List<Indicator> indicators) {

    public Plan {
        objectives = List.copyOf(objectives);
        indicators = List.copyOf(indicators);
    }

    /**
     * Reads a plan without looking at its forms.
     *
     * @param file name for the places of faults
     * @throws org.kapsurvey.questionnaire.fault.FaultsException with every fault: unknown or missing keys, values of the
     *     wrong kind, ids used twice, objectives that do not exist, ages in the wrong order, expressions that can't be
     *     parsed
     */
    public static Plan parse(String file, String text) {
        return new PlanReader(file, List.of(), false).read(text);
    }

    /**
     * Reads a plan and checks its indicators against the forms that they are computed from.
     *
     * @throws org.kapsurvey.questionnaire.fault.FaultsException as {@link #parse(String, String)}, and besides for a form
     *     that is not given, a question that a group's form does not have, a comparison that no answer meets, in a group's condition
     *     as in every other expression, an item that two forms score otherwise, a scale item without right answers, a cut-off above
     *     the number of items, and an age item that is not a number or that no one of the group could be asked
     */
    public static Plan parse(String file, String text, List<Questionnaire> forms) {
        return new PlanReader(file, forms, true).read(text);
    }

    /**
     * The same where data are of some of the plan's forms: an indicator is checked if all that its groups answer are among them.
     *
     * @throws org.kapsurvey.questionnaire.fault.FaultsException as {@link #parse(String, String, List)}, but not for a form that is not
     *     given
     */
    public static Plan parseWithSome(String file, String text, List<Questionnaire> forms) {
        return new PlanReader(file, forms, false).read(text);
    }

    /** The indicator of that id, such as {@code HP-2.1}. */
    public Optional<Indicator> indicator(String indicatorId) {
        return indicators.stream().filter(i -> i.id().equals(indicatorId)).findFirst();
    }

    /** The forms that registered units return, with the kinds of units that return each. */
    public Map<String, List<String>> unitForms() {
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        for (Indicator indicator : indicators) {
            if (indicator.counting() != Indicator.Counting.PERSONS) {
                indicator
                        .groups()
                        .forEach(group -> kinds.computeIfAbsent(group.form(), form -> new TreeSet<>())
                                .addAll(group.kinds()));
            }
        }
        Map<String, List<String>> forms = new LinkedHashMap<>();
        kinds.forEach((form, of) -> forms.put(form, List.copyOf(of)));
        return forms;
    }

    /** A document that a plan was issued as. */
    public record PlanDocument(String number, String date, Wording issuer) {}

    /** An objective that groups indicators. */
    public record Objective(String id, Wording clause, Wording title) {}
}
