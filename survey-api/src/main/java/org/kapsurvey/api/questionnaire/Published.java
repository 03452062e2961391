package org.kapsurvey.api.questionnaire;

import java.nio.charset.StandardCharsets;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** A questionnaire with the bytes it was published with. */
public final class Published {
    private final Questionnaire questionnaire;
    private final byte[] content;
    private final String hash;

    private Published(Questionnaire questionnaire, byte[] content, String hash) {
        this.questionnaire = questionnaire;
        this.content = content.clone();
        this.hash = hash;
    }

    static Published of(String hash, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return new Published(Questionnaire.parse("", text), content, hash);
    }

    public Questionnaire questionnaire() {
        return questionnaire;
    }

    public byte[] content() {
        return content.clone();
    }

    /** SHA-256 of the content in hex. */
    public String hash() {
        return hash;
    }
}
