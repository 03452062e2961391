package org.kapsurvey.api.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.migrations.Migrations;
import org.kapsurvey.migrations.NewerSchemaException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL, as the service uses it. Every piece of work is one transaction: {@link #write} commits when the work
 * returns and rolls back when it throws. Nothing else commits. Each reads the rows of the thread's {@link Actor} alone. A database that doesn't answer ends the work with problem
 * 503.1 within about two seconds, and the first piece of work after it is back succeeds. Safe for many threads.
 */
public final class Database implements AutoCloseable {
    /** Cores × 2 + 1 is five on two cores; three more so that short waits for a lock don't idle the service. */
    private static final int POOL = 8;
    /** Reports are long and must not take the connections of interviews. */
    private static final int REPORT_POOL = 2;

    private static final Duration WAIT = Duration.ofSeconds(2);

    /** A command has nobody else waiting behind it, and fails as a whole if it gets no connection beside a busy service. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static final String BEGIN =
            "select set_config('role', 'kap_service', true), set_config('kap.scope', ?, true),"
                    + " set_config('kap.account', ?, true), set_config('kap.areas', ?, true)";

    private final DatabaseAddress address;
    private final Supplier<AuditKey> key;
    private final HikariDataSource pool;
    private final HikariDataSource reports;
    /** Until this {@link System#nanoTime} nobody waits for a connection: the last one who did got none. */
    private volatile long downUntil = System.nanoTime();
    /** The {@link System#nanoTime} of the last connection that anybody got. */
    private volatile long lastUp = System.nanoTime();

    private volatile boolean migrated;

    /** What is done inside one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(DSLContext database);
    }

    private Database(DatabaseAddress address, Supplier<AuditKey> key, Duration wait) {
        this.address = address;
        this.key = key;
        this.pool = pool("kap", address.source(5), POOL, false, wait);
        this.reports = pool("kap-reports", address.source(30), REPORT_POOL, true, wait);
    }

    /** Opens the pools; the database need not be there yet. */
    public static Database at(DatabaseAddress address, AuditKey key) {
        return new Database(address, () -> key, WAIT);
    }

    /**
     * The same for a command, which waits up to 30 s for a connection before it says that the database doesn't answer.
     *
     * @param key asked for when something is done that the audit tells of
     */
    public static Database forCommand(DatabaseAddress address, Supplier<AuditKey> key) {
        return new Database(address, key, PATIENT);
    }

    /**
     * Brings the schema up to date ({@link Migrations#run}) and begins the chain of the audit where there is none.
     *
     * @throws ProblemException 503.1 if the database doesn't answer
     */
    public void migrate() {
        try {
            // No limit of time: a migration may take longer than a request.
            Migrations.of(address.source(0)).run();
            beginAudit();
            migrated = true;
        } catch (NewerSchemaException e) {
            throw e;
        } catch (SQLException e) {
            throw SqlProblems.of(e);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw SqlProblems.of(sql);
                }
            }
            throw e;
        }
    }

    /** As the owner of the tables, who reads what was written before there was a chain. */
    private void beginAudit() throws SQLException {
        try (Connection connection = address.source(0).getConnection()) {
            connection.setAutoCommit(false);
            Audit.begin(DSL.using(connection, SQLDialect.POSTGRES), key.get());
            connection.commit();
        }
    }

    /** Runs {@code work} in one transaction and commits it. */
    public <T> T write(Work<T> work) {
        return in(pool, Actor.current(), work);
    }

    /**
     * Runs {@code work} that keeps what came in and must see what is there already, whatever areas it belongs to: of who sends
     * it the audit and the rows say the same as in {@link #write}.
     */
    public <T> T accept(Work<T> work) {
        return in(pool, Actor.current().seeingAll(), work);
    }

    /** Runs {@code work}, which only reads and is short. */
    public <T> T read(Work<T> work) {
        return in(pool, Actor.current(), work);
    }

    /** Runs {@code work}, which only reads but may take up to 30 s and sees one moment of the database throughout. */
    public <T> T report(Work<T> work) {
        return in(reports, Actor.current(), work);
    }

    DatabaseAddress address() {
        return address;
    }

    /** Whether the database answers and has the schema of this program. */
    public boolean ready() {
        if (!migrated) {
            return false;
        }
        try {
            return read(database -> database.fetchValue("select 1") != null);
        } catch (ProblemException e) {
            return false;
        }
    }

    /** What the connections do at this moment: first those of requests, then those of reports. */
    public List<Connections> connections() {
        return Stream.of(pool, reports)
                .map(of -> {
                    HikariPoolMXBean now = of.getHikariPoolMXBean();
                    return new Connections(
                            of.getPoolName(),
                            of.getMaximumPoolSize(),
                            now.getActiveConnections(),
                            now.getIdleConnections(),
                            now.getThreadsAwaitingConnection());
                })
                .toList();
    }

    /**
     * The connections of a pool.
     *
     * @param most how many there can be
     * @param waiting how many threads wait for one
     */
    public record Connections(String pool, int most, int active, int idle, int waiting) {}

    @Override
    public void close() {
        pool.close();
        reports.close();
    }

    private <T> T in(HikariDataSource pool, Actor actor, Work<T> work) {
        try (Connection connection = begun(pool, actor)) {
            try {
                DSLContext tables = DSL.using(connection, SQLDialect.POSTGRES);
                T result = work.run(tables);
                Audit.seal(tables, key);
                connection.commit();
                return result;
            } catch (RuntimeException | SQLException e) {
                rollBack(connection);
                throw e;
            }
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            throw cause == null ? e : SqlProblems.of(cause);
        } catch (SQLException e) {
            throw SqlProblems.of(e);
        }
    }

    /**
     * A connection whose transaction has begun. The pool looks whether a connection still lives only if it lay idle for a while; those
     * that the database has ended since are found by their first statement, and nothing is lost by taking another then.
     */
    private Connection begun(HikariDataSource pool, Actor actor) throws SQLException {
        for (int ended = 0; ; ended++) {
            Connection connection = connection(pool);
            try {
                begin(connection, actor);
                lastUp = System.nanoTime();
                return connection;
            } catch (SQLException e) {
                rollBack(connection);
                connection.close();
                if (ended == pool.getMaximumPoolSize() || !SqlProblems.isUnavailable(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Lays down whose the transaction is, and has it work as the role that owns no table and so passes no policy. It ends with
     * the transaction: the next one of the connection begins as nobody's.
     */
    private static void begin(Connection connection, Actor actor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, actor.scope());
            statement.setString(2, actor.account());
            statement.setString(3, actor.areas());
            statement.execute();
        }
    }

    /** Where the database is gone, one request in a second waits for it; the others are told at once. */
    private Connection connection(HikariDataSource pool) throws SQLException {
        if (downUntil - System.nanoTime() > 0) {
            throw Problems.DATABASE_UNAVAILABLE.exception();
        }
        long asked = System.nanoTime();
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            boolean crowded = pool.getHikariPoolMXBean().getTotalConnections() == pool.getMaximumPoolSize();
            if (crowded) {
                throw Problems.BUSY.exception(e);
            }
            // Whoever began to wait before the database came back says nothing about it now.
            if (lastUp - asked < 0) {
                downUntil = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            }
            throw Problems.DATABASE_UNAVAILABLE.exception(e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and with it the transaction.
        }
    }

    private static HikariDataSource pool(
            String name, PGSimpleDataSource source, int size, boolean readOnly, Duration wait) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(readOnly ? 0 : 2);
        config.setAutoCommit(false);
        config.setReadOnly(readOnly);
        config.setTransactionIsolation(readOnly ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(wait.toMillis());
        config.setValidationTimeout(1_000);
        config.setMaxLifetime(Duration.ofMinutes(15).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        // The service may start before its database and says at /readyz that it waits.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
