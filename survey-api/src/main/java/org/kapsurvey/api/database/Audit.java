package org.kapsurvey.api.database;

import static org.kapsurvey.api.database.generated.Tables.AUDIT;

import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Writes who did what, in the transaction that does it: either both are there or neither. */
public final class Audit {
    private Audit() {}

    /**
     * Adds one entry on an interview.
     *
     * @param details hashes, states and reasons; never an answer
     */
    public static void write(
            DSLContext database,
            String actor,
            String action,
            UUID interview,
            int revision,
            Map<String, String> details) {
        entry(database, actor, action, interview, revision, details);
    }

    /** Adds one entry on something else, which the details name. */
    public static void write(DSLContext database, String actor, String action, Map<String, String> details) {
        entry(database, actor, action, null, null, details);
    }

    private static void entry(
            DSLContext database,
            String actor,
            String action,
            @Nullable UUID interview,
            @Nullable Integer revision,
            Map<String, String> details) {
        JsonWriter json = new JsonWriter().beginObject();
        details.forEach((name, text) -> json.name(name).value(text));
        database.insertInto(AUDIT)
                .set(AUDIT.ACTOR, actor)
                .set(AUDIT.ACTION, action)
                .set(AUDIT.INTERVIEW_ID, interview)
                .set(AUDIT.REVISION, revision)
                .set(AUDIT.DETAILS, JSONB.valueOf(json.endObject().toString()))
                .execute();
    }
}
