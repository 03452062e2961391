package org.kapsurvey.api.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.indicator.SkippedItems;
import org.kapsurvey.analysis.indicator.SkippedItems.Skipped;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.jvm.FormWalks;

/** What a new version of a form breaks in plans. */
public final class BrokenPlans {
    private BrokenPlans() {}

    /**
     * The faults that plans have where a form takes the place of an earlier version, and did not have before. To these belongs what a
     * rule needs and the form asks only some of a group, or nobody.
     *
     * @param plans the texts of plans by the names that faults carry
     * @param others the forms besides
     */
    public static List<Fault> between(
            Map<String, String> plans, List<Questionnaire> others, FormWalks before, FormWalks after) {
        List<Fault> broken = new ArrayList<>();
        plans.forEach((name, text) -> {
            List<Fault> faults = new ArrayList<>();
            Optional<Plan> plan = read(name, text, others, after.questionnaire(), faults);
            List<Fault> earlier = new ArrayList<>();
            Optional<Plan> planBefore = read(name, text, others, before.questionnaire(), earlier);
            faults.removeAll(earlier);
            broken.addAll(faults);
            if (plan.isPresent() && planBefore.isPresent()) {
                broken.addAll(skipped(plan.get(), planBefore.get(), before, after));
            }
        });
        return broken;
    }

    private static List<Fault> skipped(Plan plan, Plan planBefore, FormWalks before, FormWalks after) {
        List<Skipped> now = SkippedItems.of(plan, after, SkippedItems.WALKS).stream()
                .filter(skipped -> !skipped.ruleDecides())
                .toList();
        List<Skipped> known = now.isEmpty() ? List.of() : SkippedItems.of(planBefore, before, SkippedItems.WALKS);
        return now.stream()
                .filter(skipped -> known.stream().noneMatch(skipped::isSameAs))
                .map(Skipped::fault)
                .toList();
    }

    private static Optional<Plan> read(
            String name, String plan, List<Questionnaire> others, Questionnaire form, List<Fault> faults) {
        List<Questionnaire> forms = new ArrayList<>(others);
        forms.add(form);
        try {
            return Optional.of(Plan.parse(name, plan, forms));
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }
}
