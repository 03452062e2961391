package org.kapsurvey.api.questionnaire;

import java.nio.charset.StandardCharsets;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.JsonReader;

/** A questionnaire with the bytes it was published with. */
public final class Published {
    private final Questionnaire questionnaire;
    private final byte[] content;
    private final String hash;
    private final String compiled;

    private Published(Questionnaire questionnaire, byte[] content, String hash, String compiled) {
        this.compiled = compiled;
        this.questionnaire = questionnaire;
        this.content = content.clone();
        this.hash = hash;
    }

    static Published of(String hash, byte[] content) {
        String compiled =
                Questionnaire.compilePublished(JsonReader.read("", new String(content, StandardCharsets.UTF_8)));
        return new Published(Questionnaire.parseCompiled(compiled), content, hash, compiled);
    }

    public Questionnaire questionnaire() {
        return questionnaire;
    }

    public byte[] content() {
        return content.clone();
    }

    /** The content as text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** What {@code engine.js} opens, with the form's hash in it; docs/web-form.md, "One engine". */
    byte[] compiled() {
        return ("{\"hash\":\"" + hash + "\"," + compiled.substring(1)).getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of the content in hex. */
    public String hash() {
        return hash;
    }
}
