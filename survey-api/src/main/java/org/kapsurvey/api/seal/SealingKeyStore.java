package org.kapsurvey.api.seal;

import static org.kapsurvey.api.database.generated.Tables.SEALING_KEY;

import java.security.PrivateKey;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.impl.DSL;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;

/** The keys of the service. One is in use at a time; none is ever deleted. */
public final class SealingKeyStore {
    private final Database database;

    public SealingKeyStore(Database database) {
        this.database = database;
    }

    /** Makes the first key where there is none; several services that start at once make one. */
    public void makeFirst() {
        database.write(tables -> {
            lock(tables);
            if (!tables.fetchExists(SEALING_KEY)) {
                Audit.write(tables, "key.made", Map.of("key", insert(tables)));
            }
            return null;
        });
    }

    /** Retires the key in use and makes another, which devices seal for from their next visit on; its id. */
    public String rotate() {
        return database.write(tables -> {
            lock(tables);
            tables.update(SEALING_KEY)
                    .set(SEALING_KEY.RETIRED_AT, DSL.field("clock_timestamp()", OffsetDateTime.class))
                    .where(SEALING_KEY.RETIRED_AT.isNull())
                    .execute();
            String made = insert(tables);
            Audit.write(tables, "key.rotated", Map.of("key", made));
            return made;
        });
    }

    /** All keys, the newest first. */
    public List<SealingKey> list() {
        return database.read(tables -> tables.select(
                        SEALING_KEY.KEY_ID, SEALING_KEY.PUBLIC_KEY, SEALING_KEY.MADE_AT, SEALING_KEY.RETIRED_AT)
                .from(SEALING_KEY)
                .orderBy(SEALING_KEY.MADE_AT.desc())
                .fetch(SealingKeyStore::key));
    }

    /** The key in use. */
    SealingKey current() {
        return database.read(tables -> tables.select(
                        SEALING_KEY.KEY_ID, SEALING_KEY.PUBLIC_KEY, SEALING_KEY.MADE_AT, SEALING_KEY.RETIRED_AT)
                .from(SEALING_KEY)
                .where(SEALING_KEY.RETIRED_AT.isNull())
                .fetchSingle(SealingKeyStore::key));
    }

    /** What opens envelopes for a key, retired or not; nothing where the service never had it. */
    Optional<PrivateKey> privateKey(String id) {
        byte[] kept = database.read(tables ->
                tables.fetchSingle("select private_sealing_key(?)", id).get(0, byte[].class));
        return Optional.ofNullable(kept).map(P256::privateKey);
    }

    private static void lock(DSLContext tables) {
        tables.fetch("select pg_advisory_xact_lock(hashtext('sealing_key'))");
    }

    private static String insert(DSLContext tables) {
        P256.Pair pair = P256.make();
        tables.insertInto(SEALING_KEY)
                .set(SEALING_KEY.KEY_ID, pair.id())
                .set(SEALING_KEY.PUBLIC_KEY, pair.publicPoint())
                .set(SEALING_KEY.PRIVATE_KEY, pair.privateBytes())
                .execute();
        return pair.id();
    }

    private static SealingKey key(Record4<String, byte[], OffsetDateTime, OffsetDateTime> row) {
        OffsetDateTime retired = row.value4();
        return new SealingKey(
                row.value1(),
                Base64.getEncoder().encodeToString(row.value2()),
                row.value3().toInstant(),
                retired == null ? null : retired.toInstant());
    }
}
