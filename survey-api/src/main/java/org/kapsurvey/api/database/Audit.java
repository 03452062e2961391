package org.kapsurvey.api.database;

import static org.kapsurvey.api.database.generated.Tables.AUDIT;

import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.generated.tables.records.AuditRecord;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes who did what, in the transaction that does it: either both are there or neither. Entries are sealed one after the other
 * ({@link AuditKey}), so transactions that have some wait for each other: they are kept until all other work of the transaction is
 * done, and sealed right before it is committed.
 */
public final class Audit {
    /** The first sealed entry, which tells of those before it. */
    static final String BEGUN = "audit.begun";

    /** What the first sealed entry comes after. */
    static final byte[] NOTHING = new byte[32];

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final String END = "select number, hash, at from end_of_audit()";

    /** Under which a transaction keeps its entries until it ends. */
    private static final Object PENDING = new Object();

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
        pending(database).add(new Unsealed(actor, action, null, null, details));
    }

    /** One of several entries on interviews. */
    public record Entry(UUID interview, int revision, Map<String, String> details) {}

    /** Adds entries on interviews to which the same was done; none for an empty list. */
    public static void write(DSLContext database, String action, List<Entry> entries) {
        String actor = Actor.current().name();
        entries.forEach(entry ->
                pending(database).add(new Unsealed(actor, action, entry.interview, entry.revision, entry.details)));
    }

    /** An entry that waits for the end of its transaction. */
    private record Unsealed(
            String actor,
            String action,
            @Nullable UUID interview,
            @Nullable Integer revision,
            Map<String, String> details) {
        AuditEntry at(long number, OffsetDateTime at) {
            return new AuditEntry(number, at, actor, action, interview, revision, details);
        }
    }

    @SuppressWarnings("unchecked") // nobody else knows the key
    private static List<Unsealed> pending(DSLContext database) {
        return (List<Unsealed>)
                database.configuration().data().computeIfAbsent(PENDING, key -> new ArrayList<Unsealed>());
    }

    /**
     * Seals the transaction's entries and adds them. From here to its end the transaction holds the lock that all others with entries
     * wait for: nothing but the commit may follow.
     *
     * @throws IllegalStateException if the chain was never begun, in a database that this program has not migrated
     */
    static void seal(DSLContext database, Supplier<AuditKey> key) {
        List<Unsealed> pending = pending(database);
        if (pending.isEmpty()) {
            return;
        }
        AuditKey with = key.get();
        Record end = database.fetchSingle(END);
        byte[] hash = end.get("hash", byte[].class);
        if (hash == null || hash.length == 0) {
            throw new IllegalStateException("The chain of the audit was never begun");
        }
        long number = end.get("number", Long.class);
        OffsetDateTime at = end.get("at", OffsetDateTime.class);
        List<AuditRecord> rows = new ArrayList<>();
        for (Unsealed one : pending) {
            AuditEntry entry = one.at(++number, at);
            hash = with.seal(hash, entry);
            rows.add(row(entry, with, hash));
        }
        database.insertInto(AUDIT).set(rows).execute();
        pending.clear();
    }

    /**
     * Begins the chain where there is none, behind all that was written without one.
     *
     * @param database as the owner of the tables, in a transaction of its own
     */
    static void begin(DSLContext database, AuditKey key) {
        Record end = database.fetchSingle(END);
        byte[] hash = end.get("hash", byte[].class);
        if (hash != null && hash.length > 0) {
            String last = database.select(AUDIT.KEY_ID)
                    .from(AUDIT)
                    .orderBy(AUDIT.AUDIT_ID.desc())
                    .limit(1)
                    .fetchSingle(AUDIT.KEY_ID);
            if (!last.equals(key.id())) {
                LOG.warn("The audit goes on under the key {}; until now it was {}. Keep both files.", key.id(), last);
            }
            return;
        }
        MessageDigest digest = AuditCheck.sha256();
        long[] count = {0};
        try (var rows = database.selectFrom(AUDIT)
                .orderBy(AUDIT.AUDIT_ID)
                .fetchSize(10_000)
                .fetchLazy()) {
            rows.forEach(row -> {
                AuditCheck.add(digest, AuditCheck.entry(row));
                count[0]++;
            });
        }
        Long number = end.get("number", Long.class);
        AuditEntry begun = new AuditEntry(
                number == null ? 1 : number + 1,
                Objects.requireNonNull(end.get("at", OffsetDateTime.class)),
                Actor.current().name(),
                BEGUN,
                null,
                null,
                AuditCheck.beginning(count[0], digest));
        database.insertInto(AUDIT)
                .set(row(begun, key, key.seal(NOTHING, begun)))
                .execute();
    }

    private static AuditRecord row(AuditEntry entry, AuditKey key, byte[] hash) {
        JsonWriter json = new JsonWriter().beginObject();
        entry.details().forEach((name, text) -> json.name(name).value(text));
        AuditRecord row = new AuditRecord();
        row.setAuditId(entry.number());
        row.setAt(entry.at());
        row.setActor(entry.actor());
        row.setAction(entry.action());
        row.setInterviewId(entry.interview());
        row.setRevision(entry.revision());
        row.setDetails(JSONB.valueOf(json.endObject().toString()));
        row.setKeyId(key.id());
        row.setHash(hash);
        return row;
    }
}
