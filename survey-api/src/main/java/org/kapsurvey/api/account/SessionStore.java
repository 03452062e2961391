package org.kapsurvey.api.account;

import static org.kapsurvey.api.database.generated.Tables.ACCOUNT;
import static org.kapsurvey.api.database.generated.Tables.SESSION;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.hash.Sha256;

/**
 * The sessions. A token is 256 random bits; only its SHA-256 is kept. All times are the database's, so that several
 * services agree on them.
 */
public final class SessionStore {
    /** How exactly the last use is known: a write for each request would cost more than the request. */
    private static final Duration USE_KEPT_EVERY = Duration.ofMinutes(1);

    /** How long after its end a session is remembered. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;

    public SessionStore(Database database) {
        this.database = database;
    }

    /**
     * Begins a session and returns its token, 43 characters of the alphabet of base64url; empty where the account got
     * another password or was disabled since it was read.
     */
    Optional<String> begin(AccountStore.Kept kept) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        UUID account = kept.account().id();
        return database.write(tables -> {
            tables.deleteFrom(SESSION)
                    .where(SESSION.ENDS_AT.lt(ago(REMEMBERED)))
                    .execute();
            // Held until the commit, so that a change of the account finds this session and ends it too.
            boolean same = tables.select(ACCOUNT.ACCOUNT_ID)
                    .from(ACCOUNT)
                    .where(ACCOUNT.ACCOUNT_ID
                            .eq(account)
                            .and(ACCOUNT.PASSWORD.eq(kept.password()))
                            .and(ACCOUNT.DISABLED_AT.isNull()))
                    .forShare()
                    .fetchOptional()
                    .isPresent();
            if (!same) {
                return Optional.empty();
            }
            tables.insertInto(SESSION)
                    .set(SESSION.TOKEN_HASH, hash(token))
                    .set(SESSION.ACCOUNT_ID, account)
                    .set(SESSION.ENDS_AT, in(kept.account().role().longestSession()))
                    .execute();
            Audit.write(tables, account.toString(), "session.begun", Map.of());
            return Optional.of(token);
        });
    }

    /** Whose session it is; empty where there is none of that token, or it has ended. Notes that it was used. */
    public Optional<Account> use(String token) {
        byte[] hash = hash(token);
        return database.write(tables -> {
            Condition live = SESSION.TOKEN_HASH
                    .eq(hash)
                    .and(SESSION.REVOKED_AT.isNull())
                    .and(SESSION.ENDS_AT.gt(now()))
                    .and(ACCOUNT.DISABLED_AT.isNull());
            Record2<UUID, OffsetDateTime> session = tables.select(SESSION.ACCOUNT_ID, SESSION.LAST_USED_AT)
                    .from(SESSION)
                    .join(ACCOUNT)
                    .on(ACCOUNT.ACCOUNT_ID.eq(SESSION.ACCOUNT_ID))
                    .where(live.and(notIdle()))
                    .fetchOne();
            if (session == null) {
                return Optional.empty();
            }
            tables.update(SESSION)
                    .set(SESSION.LAST_USED_AT, now())
                    .where(SESSION.TOKEN_HASH.eq(hash).and(SESSION.LAST_USED_AT.lt(ago(USE_KEPT_EVERY))))
                    .execute();
            return AccountStore.read(tables, ACCOUNT.ACCOUNT_ID.eq(session.value1())).stream()
                    .map(AccountStore.Kept::account)
                    .findFirst();
        });
    }

    /** Ends a session for good; one that has ended, or never was, stays so. */
    void end(String token) {
        byte[] hash = hash(token);
        database.write(tables -> {
            UUID account = tables.update(SESSION)
                    .set(SESSION.REVOKED_AT, now())
                    .where(SESSION.TOKEN_HASH.eq(hash).and(SESSION.REVOKED_AT.isNull()))
                    .returningResult(SESSION.ACCOUNT_ID)
                    .fetchOne(SESSION.ACCOUNT_ID);
            if (account != null) {
                Audit.write(tables, account.toString(), "session.ended", Map.of());
            }
            return null;
        });
    }

    /**
     * A session that goes on.
     *
     * @param id by which it is told from the others of its account; nobody can use the session by it
     */
    record Live(String id, UUID account, Instant begunAt, Instant lastUsedAt, Instant endsAt) {}

    /** The sessions that go on, of one account or of all, the one used last first. */
    List<Live> live(@Nullable UUID account) {
        return database.read(tables -> tables.select(
                        SESSION.TOKEN_HASH,
                        SESSION.ACCOUNT_ID,
                        SESSION.CREATED_AT,
                        SESSION.LAST_USED_AT,
                        SESSION.ENDS_AT)
                .from(SESSION)
                .join(ACCOUNT)
                .on(ACCOUNT.ACCOUNT_ID.eq(SESSION.ACCOUNT_ID))
                .where(SESSION.REVOKED_AT
                        .isNull()
                        .and(SESSION.ENDS_AT.gt(now()))
                        .and(notIdle()))
                .and(account == null ? DSL.noCondition() : SESSION.ACCOUNT_ID.eq(account))
                .orderBy(SESSION.LAST_USED_AT.desc())
                .fetch(row -> new Live(
                        id(row.value1()),
                        row.value2(),
                        row.value3().toInstant(),
                        row.value4().toInstant(),
                        row.value5().toInstant())));
    }

    /**
     * Ends sessions of an account for good.
     *
     * @param id of one of them; null for all
     * @return how many were ended
     */
    int end(UUID account, @Nullable String id, String actor) {
        return database.write(tables -> {
            int ended = 0;
            for (byte[] hash : tables.select(SESSION.TOKEN_HASH)
                    .from(SESSION)
                    .where(SESSION.ACCOUNT_ID.eq(account).and(SESSION.REVOKED_AT.isNull()))
                    .fetch(SESSION.TOKEN_HASH)) {
                if (id == null || id.equals(id(hash))) {
                    ended += tables.update(SESSION)
                            .set(SESSION.REVOKED_AT, now())
                            .where(SESSION.TOKEN_HASH.eq(hash).and(SESSION.REVOKED_AT.isNull()))
                            .execute();
                }
            }
            if (ended > 0) {
                Audit.write(
                        tables,
                        actor,
                        "account.sessions-ended",
                        Map.of("account", account.toString(), "sessions", Integer.toString(ended)));
            }
            return ended;
        });
    }

    /** As of {@link Live#id}. */
    static String id(String token) {
        return id(hash(token));
    }

    private static String id(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    private static Condition notIdle() {
        Condition condition = DSL.falseCondition();
        for (Role role : Role.values()) {
            Duration idle = role.longestIdle();
            Condition used = idle == null ? DSL.trueCondition() : SESSION.LAST_USED_AT.gt(ago(idle));
            condition = condition.or(ACCOUNT.ROLE.eq(role.text()).and(used));
        }
        return condition;
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }

    private static Field<OffsetDateTime> now() {
        return DSL.field("clock_timestamp()", OffsetDateTime.class);
    }

    private static Field<OffsetDateTime> ago(Duration time) {
        return DSL.field(
                "clock_timestamp() - make_interval(secs => {0})", OffsetDateTime.class, DSL.val(time.toSeconds()));
    }

    private static Field<OffsetDateTime> in(Duration time) {
        return DSL.field(
                "clock_timestamp() + make_interval(secs => {0})", OffsetDateTime.class, DSL.val(time.toSeconds()));
    }
}
