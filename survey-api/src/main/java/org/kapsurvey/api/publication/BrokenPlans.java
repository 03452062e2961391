package org.kapsurvey.api.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** What a new version of a form breaks in plans. */
public final class BrokenPlans {
    private BrokenPlans() {}

    /**
     * The faults that plans have where a form takes the place of an earlier version, and did not have before.
     *
     * @param plans the texts of plans by the names that faults carry
     * @param others the forms besides
     */
    public static List<Fault> between(
            Map<String, String> plans, List<Questionnaire> others, Questionnaire before, Questionnaire after) {
        List<Fault> broken = new ArrayList<>();
        plans.forEach((name, plan) -> {
            List<Fault> faults = new ArrayList<>(faults(name, plan, others, after));
            faults.removeAll(faults(name, plan, others, before));
            broken.addAll(faults);
        });
        return broken;
    }

    private static List<Fault> faults(String name, String plan, List<Questionnaire> others, Questionnaire form) {
        List<Questionnaire> forms = new ArrayList<>(others);
        forms.add(form);
        try {
            Plan.parse(name, plan, forms);
            return List.of();
        } catch (FaultsException e) {
            return e.faults();
        }
    }
}
