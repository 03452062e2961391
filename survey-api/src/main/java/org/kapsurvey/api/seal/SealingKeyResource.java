package org.kapsurvey.api.seal;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code GET /api/keys}: the public key that devices seal finished interviews for. */
public final class SealingKeyResource {
    private final SealingKeyStore keys;

    public SealingKeyResource(SealingKeyStore keys) {
        this.keys = keys;
    }

    /** The key in use; private halves never leave the service. */
    public void current(Context context) {
        SealingKey key = keys.current();
        JsonWriter json = new JsonWriter().beginObject();
        json.name("key").value(key.id());
        json.name("publicKey").value(key.publicKey());
        String text = json.endObject().toString();
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }
}
