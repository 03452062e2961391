package org.kapsurvey.api.round;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code GET /api/rounds} and {@code GET /api/rounds/{round}/weights}. */
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
            json.name("createdAt").value(version.createdAt().toInstant().toString());
            json.endObject();
        }
        String text = json.endArray().endObject().toString();
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All rounds, the newest first. */
    public void list(Context context) {
        JsonWriter json = new JsonWriter().beginObject().name("rounds").beginArray();
        for (RoundStore.Listed listed : rounds.list()) {
            Round round = listed.round();
            json.beginObject();
            json.name("round").value(round.id());
            json.name("plan").value(round.plan());
            json.name("form").value(round.form());
            json.name("version").value(round.formVersion());
            json.name("title").beginObject();
            json.name("vi").value(round.titleVi());
            json.name("en").value(round.titleEn());
            json.endObject();
            json.name("year").value(round.year());
            json.name("planningDesignEffect").value(round.planningDesignEffect());
            json.name("synthetic").value(round.synthetic());
            optional(json.name("sample"), listed.sample().orElse(null));
            optional(
                    json.name("lockedAt"),
                    listed.lockedAt().map(Instant::toString).orElse(null));
            json.endObject();
        }
        String text = json.endArray().endObject().toString();
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void optional(JsonWriter json, @Nullable String text) {
        if (text == null) {
            json.nullValue();
        } else {
            json.value(text);
        }
    }
}
