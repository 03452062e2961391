package org.kapsurvey.api.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.planning.Assumptions;
import org.kapsurvey.analysis.planning.PlannedSample;
import org.kapsurvey.analysis.planning.PlanningException;
import org.kapsurvey.analysis.planning.SamplePlanText;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.analysis.sampling.DrawnSample;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.analysis.sampling.Listing;
import org.kapsurvey.analysis.sampling.SampleDrawing;
import org.kapsurvey.api.frame.FramesOfPlans;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * The areas of a sample drawn from a stored frame, just as {@code ./kap sample draw} draws them from its files. What comes in
 * from the field, listings and rosters, is the command's.
 */
final class ServiceDraw {
    private ServiceDraw() {}

    /** The draw of a plan's text; absent, and faults, if it can't be drawn. */
    static Optional<DrawnSample> of(String text, FramesOfPlans frames, Faults faults) {
        Optional<SamplePlan> parsed = SamplePlan.parse("", text, faults);
        Optional<Frame> frame = parsed.flatMap(plan -> frames.of(plan, faults));
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        SamplePlan plan = allocated(parsed.orElseThrow(), frame.get(), text, faults);
        if (plan.panel().filter(panel -> panel.round() > 1).isPresent()) {
            faults.add(
                    plan.strata().place(),
                    "A later round of a panel is checked against the round before.",
                    "Draw it by ./kap sample draw with --before, and load it.");
        }
        Optional<SampleDrawing> drawing =
                faults.isEmpty() ? SampleDrawing.of(plan, frame.get(), faults) : Optional.empty();
        if (drawing.isEmpty()) {
            return Optional.empty();
        }
        List<DrawnUnit> first = drawing.get().first();
        Optional<List<DrawnUnit>> second = drawing.get().hasSecond()
                ? Optional.of(drawing.get().second(first, List.of(), faults))
                : Optional.empty();
        Optional<List<Listing>> listings = drawing.get().hasHouseholds() ? Optional.of(List.of()) : Optional.empty();
        return faults.isEmpty()
                ? Optional.of(new DrawnSample(
                        plan, frame.get(), first, second, List.of(), listings, List.of(), Map.of(), Optional.empty()))
                : Optional.empty();
    }

    private static SamplePlan allocated(SamplePlan plan, Frame frame, String text, Faults faults) {
        if (!plan.drawsAsPlanned()) {
            return plan;
        }
        List<Assumptions.StratumSize> strata = SampleDrawing.sizes(plan, frame, faults);
        if (!faults.isEmpty()) {
            return plan;
        }
        try {
            return SamplePlanText.assumptions("", text, Assumptions.Sources.of(strata), faults)
                    .map(given -> plan.with(PlannedSample.of(given).counts()))
                    .orElse(plan);
        } catch (PlanningException e) {
            e.conflicts()
                    .forEach(conflict -> faults.add(
                            e.place(),
                            conflict.message().en(),
                            conflict.remedy().en()));
            return plan;
        }
    }
}
