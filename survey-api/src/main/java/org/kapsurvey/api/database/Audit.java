package org.kapsurvey.api.database;

import static org.kapsurvey.api.database.generated.Tables.AUDIT;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.generated.tables.records.AuditRecord;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Writes who did what, in the transaction that does it: either both are there or neither. */
public final class Audit {
    private Audit() {}

    /**
     * Adds one entry on an interview, by the thread's {@link Actor}.
     *
     * @param details hashes, states and reasons; never an answer
     */
    public static void write(
            DSLContext database, String action, UUID interview, int revision, Map<String, String> details) {
        write(database, action, List.of(new Entry(interview, revision, details)));
    }

    /** Adds one entry on something else, which the details name, by the thread's {@link Actor}. */
    public static void write(DSLContext database, String action, Map<String, String> details) {
        write(database, Actor.current().name(), action, details);
    }

    /** The same by an actor that is no request's account: whoever just logged in, or a command. */
    public static void write(DSLContext database, String actor, String action, Map<String, String> details) {
        database.insertInto(AUDIT).set(row(actor, action, null, null, details)).execute();
    }

    /** One of several entries on interviews. */
    public record Entry(UUID interview, int revision, Map<String, String> details) {}

    /** Adds entries on interviews to which the same was done, by one statement; none for an empty list. */
    public static void write(DSLContext database, String action, List<Entry> entries) {
        if (!entries.isEmpty()) {
            database.insertInto(AUDIT)
                    .set(entries.stream()
                            .map(entry ->
                                    row(Actor.current().name(), action, entry.interview, entry.revision, entry.details))
                            .toList())
                    .execute();
        }
    }

    private static AuditRecord row(
            String actor,
            String action,
            @Nullable UUID interview,
            @Nullable Integer revision,
            Map<String, String> details) {
        JsonWriter json = new JsonWriter().beginObject();
        details.forEach((name, text) -> json.name(name).value(text));
        AuditRecord row = new AuditRecord();
        row.setActor(actor);
        row.setAction(action);
        row.setInterviewId(interview);
        row.setRevision(revision);
        row.setDetails(JSONB.valueOf(json.endObject().toString()));
        return row;
    }
}
