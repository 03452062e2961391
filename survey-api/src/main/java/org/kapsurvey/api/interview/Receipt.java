package org.kapsurvey.api.interview;

import java.time.Instant;
import java.util.UUID;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * What a device gets once its interview is on disk; the same one however often it asks.
 *
 * @param late whether an earlier revision stays the one that counts: it was decided, or its round locked, before this one came
 */
public record Receipt(UUID interview, int revision, String sha256, Instant receivedAt, Status status, boolean late) {
    /** Whether the engine could read the interview; both are kept. */
    public enum Status {
        STORED("stored"),
        QUARANTINED("quarantined");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        static Status of(String text) {
            return text.equals(STORED.text) ? STORED : QUARANTINED;
        }
    }

    String toJson() {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("interview").value(interview.toString());
        json.name("revision").value(revision);
        json.name("sha256").value(sha256);
        json.name("receivedAt").value(receivedAt.toString());
        json.name("status").value(status.text());
        if (late) {
            json.name("late").value(true);
        }
        return json.endObject().toString();
    }
}
