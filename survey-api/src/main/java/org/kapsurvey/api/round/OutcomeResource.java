package org.kapsurvey.api.round;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.OutcomeRate;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code GET /api/rounds/{round}/outcomes}. */
public final class OutcomeResource {
    /** Which states count, by what {@code ?interviews} says. */
    private static final Map<String, List<String>> STATES =
            Map.of("received", List.of("submitted", "returned", "approved"), "approved", List.of("approved"));

    private final RoundOutcomes outcomes;

    public OutcomeResource(RoundOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** Dispositions and rates of all, by stratum and by surveyor; of interviews received, or of approved ones alone. */
    public void outcomes(Context context) {
        String round = context.pathParam("round");
        String interviews = Objects.requireNonNullElse(context.queryParam("interviews"), "received");
        List<String> states = STATES.get(interviews);
        if (states == null) {
            throw Bodies.invalid(
                    "?interviews",
                    "Unknown interviews \"" + interviews + "\".",
                    "Use one of \"received\", \"approved\".");
        }
        List<RoundOutcomes.Group> groups = outcomes.of(round, states)
                .orElseThrow(() -> Problems.UNKNOWN_ROUND.exception(Details.of("round", round)));
        JsonWriter json = new JsonWriter().beginObject().name("round").value(round);
        json.name("states").beginArray();
        states.forEach(json::value);
        json.endArray().name("groups").beginArray();
        groups.forEach(group -> write(json, group));
        context.contentType("application/json")
                .result(json.endArray().endObject().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(JsonWriter json, RoundOutcomes.Group group) {
        json.beginObject().name("by").value(group.by());
        json.name("group").value(group.group());
        json.name("persons").value(group.persons().sum());
        json.name("counts").beginObject();
        for (Disposition disposition : Disposition.values()) {
            json.name(disposition.text()).value(group.persons().count(disposition));
        }
        json.endObject();
        share(json.name("eligibleShare"), group.persons().eligibleShare());
        json.name("rates").beginObject();
        for (OutcomeRate rate : OutcomeRate.values()) {
            share(json.name(rate.name()), rate.of(group.persons()));
        }
        json.endObject().endObject();
    }

    /** Null where it is not defined. */
    private static void share(JsonWriter json, double share) {
        if (Double.isNaN(share)) {
            json.nullValue();
        } else {
            json.value(share);
        }
    }
}
