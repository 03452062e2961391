package org.kapsurvey.api.database;

import static org.kapsurvey.api.database.generated.Tables.AUDIT;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.generated.tables.records.AuditRecord;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * Walks the audit from its first entry to its last and finds the first that is not as it was written. What it can't find by itself is
 * an audit that was cut off: for that it is told heads that were kept elsewhere. Not for several threads.
 */
public final class AuditCheck {
    private static final int FETCH = 10_000;
    private static final String NOTHING = HexFormat.of().formatHex(Audit.NOTHING);

    private final Map<String, AuditKey> keys;
    private final Map<Long, String> headsByNumber = new HashMap<>();
    /** Kept seals of which the number is not known, and that were not found yet. */
    private final Map<String, AuditHead> headsByHash = new LinkedHashMap<>();

    private final MessageDigest earlier = sha256();
    private long unsealed;
    private long sealed;
    private long last;
    private String hash = NOTHING;
    private @Nullable Fault fault;
    private @Nullable Fault keyless;

    /** What is wrong with an entry; all after it is not looked at. */
    public enum Kind {
        MISSING("is missing"),
        CHANGED("is not what was written, or not in its place"),
        NO_BEGINNING("is the first, and not the beginning of the chain: what stood before it is missing"),
        EARLIER_CHANGED("begins the chain; of those before it one was changed, added or removed since"),
        NO_KEY("and perhaps later ones are sealed with a key that is not here; what could be checked is whole"),
        OTHER_HEAD("is another than the head says that was kept elsewhere"),
        CUT_OFF("is missing: the audit was longer when the head was taken that was kept elsewhere"),
        UNKNOWN_HEAD(
                "is the last, and none has the hash that was kept elsewhere: the audit was cut off, or is another");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** The first entry that is broken, and how. */
    public record Fault(long entry, Kind kind, String more) {
        @Override
        public String toString() {
            return "Entry " + entry + " " + kind.words + more + ".";
        }
    }

    /**
     * An entry as it is found.
     *
     * @param hash its seal in hexadecimal digits; empty where it has none
     */
    record Found(AuditEntry entry, String keyId, String hash) {}

    AuditCheck(Collection<AuditKey> keys, List<AuditHead> heads) {
        this.keys = keys.stream().collect(Collectors.toMap(AuditKey::id, key -> key, (a, b) -> a));
        for (AuditHead head : heads) {
            if (head.number() == 0) {
                headsByHash.put(head.hash(), head);
            } else {
                headsByNumber.put(head.number(), head.hash());
            }
        }
    }

    /**
     * Walks the audit of a database as it is at one moment.
     *
     * @param database whose user owns the tables
     * @param heads those that were kept elsewhere
     */
    public static AuditCheck of(DatabaseAddress database, Collection<AuditKey> keys, List<AuditHead> heads) {
        AuditCheck check = new AuditCheck(keys, heads);
        try (Connection connection = database.source(0).getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                // Whoever may not see every row finds no fault in some.
                statement.execute("set local row_security = off");
            }
            try (var rows = DSL.using(connection, SQLDialect.POSTGRES)
                    .selectFrom(AUDIT)
                    .orderBy(AUDIT.AUDIT_ID)
                    .fetchSize(FETCH)
                    .fetchLazy()) {
                rows.forEach(row -> check.next(
                        new Found(entry(row), row.getKeyId(), HexFormat.of().formatHex(row.getHash()))));
            }
            connection.rollback();
        } catch (SQLException e) {
            throw SqlProblems.of(e);
        }
        return check.end();
    }

    /** How many entries are in the chain. */
    public long sealed() {
        return sealed;
    }

    /** How many are from before it. */
    public long unsealed() {
        return unsealed;
    }

    /** The first fault; null if there is none. */
    public @Nullable Fault fault() {
        return fault;
    }

    void next(Found found) {
        if (fault != null) {
            return;
        }
        AuditEntry entry = found.entry;
        if (found.hash.isEmpty() && sealed == 0) {
            add(earlier, entry);
            unsealed++;
        } else if (sealed == 0 && !entry.action().equals(Audit.BEGUN)) {
            fault = new Fault(entry.number(), Kind.NO_BEGINNING, "");
        } else if (sealed > 0 && entry.number() > last + 1) {
            fault = new Fault(last + 1, Kind.MISSING, "");
        } else if (found.hash.isEmpty() || (sealed > 0 && entry.number() <= last)) {
            fault = new Fault(entry.number(), Kind.CHANGED, "");
        } else {
            link(found);
        }
        last = entry.number();
    }

    private void link(Found found) {
        AuditEntry entry = found.entry;
        AuditKey key = keys.get(found.keyId);
        if (key == null && keyless == null) {
            keyless = new Fault(entry.number(), Kind.NO_KEY, " (" + found.keyId + ")");
        }
        String head = headsByNumber.remove(entry.number());
        headsByHash.remove(found.hash);
        if (key != null && !sealed(key, hash, entry).equals(found.hash)) {
            fault = new Fault(entry.number(), Kind.CHANGED, "");
        } else if (sealed == 0 && !entry.details().equals(beginning(unsealed, earlier))) {
            fault = new Fault(entry.number(), Kind.EARLIER_CHANGED, "");
        } else if (head != null && !head.equals(found.hash)) {
            fault = new Fault(entry.number(), Kind.OTHER_HEAD, "");
        }
        hash = found.hash;
        sealed++;
    }

    private static String sealed(AuditKey key, String previous, AuditEntry entry) {
        return HexFormat.of().formatHex(key.seal(HexFormat.of().parseHex(previous), entry));
    }

    AuditCheck end() {
        if (fault == null && sealed == 0) {
            fault = new Fault(last + 1, Kind.NO_BEGINNING, "");
        }
        if (fault == null && !headsByNumber.isEmpty()) {
            boolean after = headsByNumber.keySet().stream().anyMatch(number -> number > last);
            fault = after ? new Fault(last + 1, Kind.CUT_OFF, "") : new Fault(last, Kind.OTHER_HEAD, "");
        }
        if (fault == null && !headsByHash.isEmpty()) {
            fault = new Fault(last, Kind.UNKNOWN_HEAD, "");
        }
        if (fault == null) {
            fault = keyless;
        }
        return this;
    }

    /** What the first sealed entry says of those before it. */
    static Map<String, String> beginning(long entries, MessageDigest earlier) {
        return Map.of(
                "entries", Long.toString(entries), "sha256", HexFormat.of().formatHex(earlier.digest()));
    }

    static void add(MessageDigest earlier, AuditEntry entry) {
        byte[] bytes = entry.canonical();
        earlier.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        earlier.update(bytes);
    }

    static AuditEntry entry(AuditRecord row) {
        return new AuditEntry(
                row.getAuditId(),
                row.getAt(),
                row.getActor(),
                row.getAction(),
                row.getInterviewId(),
                row.getRevision(),
                details(row.getDetails().data()));
    }

    /** The texts by their names; what is none that this program writes stands whole under no name. */
    private static Map<String, String> details(String json) {
        Map<String, String> details = new HashMap<>();
        try {
            if (JsonReader.read("details", json) instanceof JsonObject object) {
                for (Map.Entry<String, Json> member : object.members().entrySet()) {
                    if (!(member.getValue() instanceof JsonText text)) {
                        return Map.of("", json);
                    }
                    details.put(member.getKey(), text.value());
                }
                return details;
            }
        } catch (FaultsException e) {
            // No text of ours.
        }
        return Map.of("", json);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
