package org.kapsurvey.api.round;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Lists, opens and locks rounds; the versions of their weights. */
public final class RoundResource {
    private final RoundStore rounds;
    private final WeightStore weights;

    public RoundResource(RoundStore rounds, WeightStore weights) {
        this.rounds = rounds;
        this.weights = weights;
    }

    /** The versions of a round's weights, the newest first. */
    public void weights(Context context) {
        String round = context.pathParam("round");
        if (!Round.isId(round) || rounds.find(round).isEmpty()) {
            throw Problems.UNKNOWN_ROUND.exception();
        }
        JsonWriter json = new JsonWriter().beginObject().name("weights").beginArray();
        for (WeightStore.Version version : weights.list(round)) {
            json.beginObject();
            json.name("version").value(version.version());
            json.name("name").value(version.name());
            json.name("hash").value(version.hash());
            json.name("states").beginArray();
            for (String state : version.states().split(" ", -1)) {
                json.value(state);
            }
            json.endArray();
            json.name("of").value(version.ofUnits() ? "units" : "persons");
            json.name("replicates").value(version.replicates());
            json.name("createdAt").value(version.createdAt().toInstant().toString());
            json.endObject();
        }
        String text = json.endArray().endObject().toString();
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code GET /api/plans}: the ids and titles of the published plans. */
    public void plans(Context context) {
        JsonWriter json = new JsonWriter().beginObject().name("plans").beginArray();
        rounds.titlesOfPlans().forEach((plan, title) -> {
            json.beginObject().name("plan").value(plan);
            json.name("title").beginObject();
            json.name("vi").value(title.vi());
            json.name("en").value(title.en());
            json.endObject().endObject();
        });
        String text = json.endArray().endObject().toString();
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code POST /api/rounds}: 201 and the round; the same again 200. */
    public void open(Context context) {
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        RoundOpening opening = new RoundOpening(
                fields.text("round"),
                fields.text("plan"),
                fields.jsonTexts("forms"),
                fields.text("titleVi"),
                fields.optionalText("titleEn").orElse(fields.text("titleVi")),
                fields.integer("year", 1, 9_999),
                fields.number("planningDesignEffect"),
                fields.flag("synthetic", false));
        fields.refuseUnknown();
        // A field that is missing is a fault already; what it could not be then is none.
        Optional<Round> round = faults.isEmpty() ? rounds.check(opening, fields::place, faults) : Optional.empty();
        Bodies.throwIfAny(faults);
        boolean fresh = rounds.open(round.orElseThrow());
        JsonWriter json = new JsonWriter().beginObject();
        write(json, round.get());
        context.status(fresh ? 201 : 200)
                .contentType("application/json")
                .result(json.endObject().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** {@code POST /api/rounds/{round}/lock}; locked already is no problem. */
    public void lock(Context context) {
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        boolean withUndecided = fields.flag("withUndecided", false);
        fields.refuseUnknown();
        Bodies.throwIfAny(faults);
        rounds.lock(context.pathParam("round"), withUndecided);
        context.status(204);
    }

    /** All rounds, the newest first. */
    public void list(Context context) {
        JsonWriter json = new JsonWriter().beginObject().name("rounds").beginArray();
        for (RoundStore.Listed listed : rounds.list()) {
            Round round = listed.round();
            json.beginObject();
            write(json, round);
            optional(json.name("sample"), listed.sample().orElse(null));
            optional(
                    json.name("lockedAt"),
                    listed.lockedAt().map(Instant::toString).orElse(null));
            json.endObject();
        }
        String text = json.endArray().endObject().toString();
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(JsonWriter json, Round round) {
        json.name("round").value(round.id());
        json.name("plan").value(round.plan());
        json.name("forms").beginArray();
        for (RoundForm form : round.forms()) {
            json.beginObject();
            json.name("form").value(form.form());
            json.name("version").value(form.version());
            json.endObject();
        }
        json.endArray();
        json.name("title").beginObject();
        json.name("vi").value(round.titleVi());
        json.name("en").value(round.titleEn());
        json.endObject();
        json.name("year").value(round.year());
        json.name("planningDesignEffect").value(round.planningDesignEffect());
        json.name("synthetic").value(round.synthetic());
    }

    private static void optional(JsonWriter json, @Nullable String text) {
        if (text == null) {
            json.nullValue();
        } else {
            json.value(text);
        }
    }
}
