package org.kapsurvey.api.sample;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.planning.Allocation;
import org.kapsurvey.analysis.planning.Assumptions;
import org.kapsurvey.analysis.planning.Assumptions.StratumSize;
import org.kapsurvey.analysis.planning.PlanJson;
import org.kapsurvey.analysis.planning.PlannedSample;
import org.kapsurvey.analysis.planning.PlanningException;
import org.kapsurvey.analysis.planning.SamplePlanText;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.analysis.sampling.SampleDrawing;
import org.kapsurvey.api.frame.FramesOfPlans;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.api.web.FindingsJson;
import org.kapsurvey.api.web.JsonLimits;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code POST /api/sample/plan}. */
public final class SamplePlanResource {
    /** A row of the precision takes about a millisecond, and a body of 2 MB could ask for millions. */
    private static final int MOST_ROWS = 2_000;

    private final FramesOfPlans frames;

    public SamplePlanResource(FramesOfPlans frames) {
        this.frames = frames;
    }

    /**
     * The body is a sample plan, as it would stand in a file. The answer: its faults, all at once; else the conflicts of its
     * sizes; else what follows from it; in any case the strata of its frame, if it has one.
     */
    public void plan(Context context) {
        String text = Bodies.text(Bodies.bytes(context));
        if (text == null) {
            throw Problems.MALFORMED_JSON.exception(Details.of("body", "is not UTF-8"));
        }
        if (!JsonLimits.hold(text)) {
            throw Problems.JSON_TOO_COMPLEX.exception();
        }
        Faults faults = new Faults();
        Optional<List<StratumSize>> strata = strata(text, faults);
        Assumptions.Sources sources = Assumptions.Sources.of(strata);
        Optional<Assumptions> assumptions = Optional.empty();
        if (strata.isPresent()) {
            assumptions = SamplePlanText.assumptions("", text, sources, faults);
        } else {
            SamplePlanText.check("", text, sources, faults);
        }
        assumptions
                .filter(given -> rows(given) > MOST_ROWS)
                .ifPresent(given -> faults.add(
                        given.allocationPlace(),
                        "Indicators times domains and strata are " + rows(given) + ", more than " + MOST_ROWS + ".",
                        "Plan fewer at once, or run ./kap sample plan."));
        JsonWriter json = new JsonWriter().beginObject();
        json.name("strata").beginArray();
        for (StratumSize stratum : strata.orElse(List.of())) {
            json.beginObject().name("stratum").value(stratum.name());
            json.name("population").value((double) stratum.population());
            json.name("clusters").value((double) stratum.clusters()).endObject();
        }
        json.endArray();
        json.name("faults")
                .raw(FindingsJson.of(faults.list().stream().map(Finding::of).toList()));
        json.name("conflicts");
        if (faults.isEmpty()) {
            planned(assumptions.orElseThrow(), json);
        } else {
            json.beginArray().endArray();
        }
        context.contentType("application/json")
                .result(json.endObject().toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The strata that a plan makes of the stored frame that it names, none if it names none; absent, and faults, where they
     * can't be told.
     */
    private Optional<List<StratumSize>> strata(String text, Faults faults) {
        try {
            if (!(JsonReader.read("", text) instanceof JsonObject object) || object.get("frame") == null) {
                return Optional.of(List.of());
            }
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
        Optional<SamplePlan> plan = SamplePlan.parse("", text, faults);
        Optional<Frame> frame = SamplePlan.frame("", text).flatMap(named -> frames.of(named, faults));
        if (plan.isPresent() && plan.get().stages().isEmpty()) {
            faults.add(
                    plan.get().strata().place(),
                    "The plan names a frame, but no stage that draws from it.",
                    "Write \"stages\", or leave the frame out and list \"strata\".");
            return Optional.empty();
        }
        if (plan.isEmpty() || frame.isEmpty()) {
            return Optional.empty();
        }
        int before = faults.size();
        List<StratumSize> sizes = SampleDrawing.sizes(plan.get(), frame.get(), faults);
        return faults.size() > before ? Optional.empty() : Optional.of(sizes);
    }

    private static long rows(Assumptions given) {
        return (long) given.indicators().size()
                * (1 + given.domains().size() + given.strata().size());
    }

    private static void planned(Assumptions given, JsonWriter json) {
        try {
            PlannedSample plan = PlannedSample.of(given);
            json.beginArray().endArray();
            PlanJson.write(plan, json);
        } catch (PlanningException e) {
            conflicts(e.conflicts(), json);
        }
    }

    private static void conflicts(List<Allocation.Conflict> conflicts, JsonWriter json) {
        json.beginArray();
        for (Allocation.Conflict conflict : conflicts) {
            json.beginObject();
            words(json.name("message"), conflict.message());
            words(json.name("remedy"), conflict.remedy());
            json.endObject();
        }
        json.endArray();
    }

    private static void words(JsonWriter json, Wording wording) {
        json.beginObject()
                .name("vi")
                .value(wording.vi())
                .name("en")
                .value(wording.en())
                .endObject();
    }
}
