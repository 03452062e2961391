package org.kapsurvey.api.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * A job as its owner sees it.
 *
 * @param stage what is being done, of a running job
 * @param stepsDone blocks and tests that are finished, of {@code steps}
 * @param reason why it failed or was cancelled; null otherwise
 * @param faults of a job that failed for them, as JSON
 * @param files names of the files that it gave, in order
 */
record QueuedJob(
        UUID id,
        String round,
        String name,
        String sha256,
        JobState state,
        String stage,
        int stepsDone,
        int steps,
        int attempts,
        @Nullable String reason,
        String faults,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<String> files) {
    QueuedJob {
        files = List.copyOf(files);
    }

    void write(JsonWriter json) {
        json.beginObject();
        json.name("job").value(id.toString());
        json.name("round").value(round);
        json.name("name").value(name);
        json.name("sha256").value(sha256);
        json.name("state").value(state.text());
        json.name("stage").value(stage);
        json.name("done").value(stepsDone);
        json.name("steps").value(steps);
        json.name("attempts").value(attempts);
        optional(json, "reason", reason);
        json.name("faults").raw(faults);
        json.name("queuedAt").value(queuedAt.toString());
        optional(json, "startedAt", startedAt);
        optional(json, "endedAt", endedAt);
        json.name("files").beginArray();
        files.forEach(json::value);
        json.endArray().endObject();
    }

    String toJson() {
        JsonWriter json = new JsonWriter();
        write(json);
        return json.toString();
    }

    private static void optional(JsonWriter json, String name, @Nullable Object value) {
        json.name(name);
        if (value == null) {
            json.nullValue();
        } else {
            json.value(value.toString());
        }
    }
}
