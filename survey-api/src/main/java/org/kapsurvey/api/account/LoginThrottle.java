package org.kapsurvey.api.account;

import static org.kapsurvey.api.database.generated.Tables.LOGIN_BUCKET;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/**
 * Slows down whoever guesses passwords. Failures are counted for the name that was typed and for the address that it came
 * from: five tries are free, the sixth waits 2 seconds after the fifth, each further one twice as long, 15 minutes at
 * most; an hour without a failure forgets them. A try is counted before its password is looked at and taken back when it was right, so
 * that tries at the same moment, also at two services, can't be more than that. The address is the other end of
 * the connection, or what a proxy of one's own says of it, and never what a device says of itself.
 */
final class LoginThrottle {
    static final int FREE = 5;
    static final int LONGEST_WAIT = 900;
    private static final int FORGOTTEN_AFTER = 3_600;

    private final Database database;

    LoginThrottle(Database database) {
        this.database = database;
    }

    /**
     * Counts a try of that name from that address.
     *
     * @throws org.kapsurvey.api.problem.ProblemException 429.1 with the seconds to wait if it is too early; then
     *     nothing is counted
     */
    void enter(String loginName, String address) {
        database.write(tables -> {
            tables.deleteFrom(LOGIN_BUCKET)
                    .where(LOGIN_BUCKET.BUCKET.in(tables.select(LOGIN_BUCKET.BUCKET)
                            .from(LOGIN_BUCKET)
                            .where(
                                    "last_at < clock_timestamp() - make_interval(secs => {0})",
                                    DSL.inline(FORGOTTEN_AFTER))
                            .forUpdate()
                            .skipLocked()))
                    .execute();
            long wait = 0;
            // In one order for all, so that two tries can't wait for each other.
            for (byte[] bucket : Stream.of(name(loginName), address(address))
                    .sorted(Arrays::compareUnsigned)
                    .toList()) {
                wait = Math.max(wait, count(tables, bucket));
            }
            if (wait > 0) {
                // Rolls back: a try that is refused is counted nowhere.
                throw Problems.LOGIN_THROTTLED.exception(Details.of("seconds", Long.toString(wait)));
            }
            return null;
        });
    }

    /** After a try that was right: the name's failures are forgotten, those of the address but for this one are not. */
    void succeed(String loginName, String address) {
        database.write(tables -> {
            tables.deleteFrom(LOGIN_BUCKET)
                    .where(LOGIN_BUCKET.BUCKET.eq(name(loginName)))
                    .execute();
            lessOne(tables, address(address));
            return null;
        });
    }

    /** After a try of which nothing was found out. */
    void takeBack(String loginName, String address) {
        database.write(tables -> {
            Stream.of(name(loginName), address(address))
                    .sorted(Arrays::compareUnsigned)
                    .forEach(bucket -> lessOne(tables, bucket));
            return null;
        });
    }

    private static void lessOne(DSLContext tables, byte[] bucket) {
        tables.update(LOGIN_BUCKET)
                .set(LOGIN_BUCKET.FAILURES, LOGIN_BUCKET.FAILURES.minus(1))
                .set(LOGIN_BUCKET.OPEN_AT, LOGIN_BUCKET.LAST_AT)
                .where(LOGIN_BUCKET.BUCKET.eq(bucket))
                .execute();
    }

    /** Counts one more failure and returns 0; or the seconds until one may be tried, and counts nothing. */
    private static long count(DSLContext tables, byte[] bucket) {
        boolean counted = tables.fetchOptional("""
                        insert into login_bucket as b (bucket, failures, last_at, open_at)
                        values ({0}, 1, clock_timestamp(), clock_timestamp())
                        on conflict (bucket) do update set failures = b.failures + 1, last_at = clock_timestamp(),
                            open_at = clock_timestamp() + make_interval(secs => case when b.failures + 1 < {1} then 0
                                else least({2}, power(2, least(20, b.failures + 2 - {1}))) end)
                        where b.open_at <= clock_timestamp()
                        returning b.failures""", DSL.val(bucket), DSL.inline(FREE), DSL.inline(LONGEST_WAIT))
                .isPresent();
        if (counted) {
            return 0;
        }
        return tables.select(DSL.field("ceil(extract(epoch from open_at - clock_timestamp()))", Long.class))
                .from(LOGIN_BUCKET)
                .where(LOGIN_BUCKET.BUCKET.eq(bucket))
                .fetchOptional(0, Long.class)
                .map(seconds -> Math.max(1, seconds))
                .orElse(1L);
    }

    private static byte[] name(String loginName) {
        return Sha256.of(("name " + loginName).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] address(String address) {
        return Sha256.of(("address " + address).getBytes(StandardCharsets.UTF_8));
    }
}
