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
        Optional<Frame> frame = SamplePlan.frame("", text).flatMap(named -> frames.of(named, faults));
        parsed.filter(plan -> plan.panel().filter(panel -> panel.round() > 1).isPresent())
                .ifPresent(plan -> faults.add(
                        plan.strata().place(),
                        "A later round of a panel is checked against the round before.",
                        "Draw it by ./kap sample draw with --before, and load it."));
        Optional<SamplePlan> counted = parsed.flatMap(plan -> allocated(plan, frame, text, faults));
        Optional<SampleDrawing> drawing = counted.isPresent() && frame.isPresent()
                ? SampleDrawing.of(counted.get(), frame.get(), faults)
                : Optional.empty();
        if (drawing.isEmpty() || !faults.isEmpty()) {
            return Optional.empty();
        }
        SamplePlan plan = counted.orElseThrow();
        List<DrawnUnit> first = drawing.get().first();
        Optional<List<DrawnUnit>> second = drawing.get().hasSecond()
                ? Optional.of(drawing.get().second(first, List.of(), faults))
                : Optional.empty();
        Optional<List<Listing>> listings = drawing.get().hasHouseholds() ? Optional.of(List.of()) : Optional.empty();
        return faults.isEmpty()
                ? Optional.of(new DrawnSample(
                        plan,
                        frame.get(),
                        first,
                        second,
                        List.of(),
                        listings,
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        drawing.get().notes(first, second.orElse(List.of()), List.of())))
                : Optional.empty();
    }

    /** The plan with its counts; absent, and faults, where it can't be planned. */
    private static Optional<SamplePlan> allocated(SamplePlan plan, Optional<Frame> frame, String text, Faults faults) {
        if (!plan.drawsAsPlanned()) {
            return Optional.of(plan);
        }
        int before = faults.size();
        Optional<List<Assumptions.StratumSize>> strata =
                frame.map(found -> SampleDrawing.sizes(plan, found, faults)).filter(sizes -> faults.size() == before);
        Assumptions.Sources sources = Assumptions.Sources.of(strata);
        if (strata.isEmpty()) {
            SamplePlanText.check("", text, sources, faults);
            return Optional.empty();
        }
        try {
            return SamplePlanText.assumptions("", text, sources, faults)
                    .map(given -> plan.with(PlannedSample.of(given).counts()));
        } catch (PlanningException e) {
            e.conflicts()
                    .forEach(conflict -> faults.add(
                            e.place(),
                            conflict.message().en(),
                            conflict.remedy().en()));
            return Optional.empty();
        }
    }
}
