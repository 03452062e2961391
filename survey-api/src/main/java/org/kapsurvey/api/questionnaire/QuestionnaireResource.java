package org.kapsurvey.api.questionnaire;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The addresses under {@code /api/questionnaires}. */
public final class QuestionnaireResource {
    private final QuestionnaireStore questionnaires;
    private final @Nullable String engineHash;

    /**
     * The resource.
     *
     * @param engineHash of the {@code engine.js} that opens what is compiled here; null where the service was built without one
     */
    public QuestionnaireResource(QuestionnaireStore questionnaires, @Nullable String engineHash) {
        this.questionnaires = questionnaires;
        this.engineHash = engineHash;
    }

    /** {@code GET /api/questionnaires}. */
    public void list(Context context) {
        JsonWriter json = new JsonWriter().beginObject().name("questionnaires").beginArray();
        for (QuestionnaireStore.Entry entry : questionnaires.list()) {
            json.beginObject();
            json.name("form").value(entry.form());
            json.name("version").value(entry.version());
            json.name("hash").value(entry.hash());
            json.name("title").beginObject();
            json.name("vi").value(entry.titleVi());
            json.name("en").value(entry.titleEn());
            json.endObject().endObject();
        }
        String text = json.endArray().endObject().toString();
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code GET /api/questionnaires/{form}/{version}}: the bytes as published; their hash is the ETag. */
    public void content(Context context) {
        Published published = published(context);
        // A version never changes, but the form's own cache is the device's business; here it is asked for each time.
        answer(context, published.hash(), published.content());
    }

    /** {@code GET /api/questionnaires/{form}/{version}/compiled}: what {@code engine.js} opens, and the hash of that engine. */
    public void compiled(Context context) {
        byte[] compiled = published(context).compiled();
        if (engineHash != null) {
            context.header("Kap-Engine", engineHash);
        }
        answer(context, Sha256.hex(compiled), compiled);
    }

    private Published published(Context context) {
        return questionnaires
                .find(context.pathParam("form"), context.pathParam("version"))
                .orElseThrow(() -> Problems.UNKNOWN_QUESTIONNAIRE.exception());
    }

    private static void answer(Context context, String hash, byte[] content) {
        String tag = '"' + hash + '"';
        context.header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType("application/json").result(content);
        }
    }
}
