package org.kapsurvey.api.round;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code GET /api/rounds}. */
public final class RoundResource {
    private final RoundStore rounds;

    public RoundResource(RoundStore rounds) {
        this.rounds = rounds;
    }

    public void list(Context context) {
        JsonWriter json = new JsonWriter().beginObject().name("rounds").beginArray();
        for (Round round : rounds.list()) {
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
            json.endObject();
        }
        String text = json.endArray().endObject().toString();
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }
}
