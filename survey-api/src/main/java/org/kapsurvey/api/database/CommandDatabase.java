package org.kapsurvey.api.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.postgres.PostgresException;
import org.kapsurvey.postgres.RunningPostgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of a command that is no service: an external one, the embedded one of a service that runs, or
 * the embedded one started for as long as the command takes.
 */
public final class CommandDatabase implements AutoCloseable {
    private static final String NOTHING = " holds no survey. Start ./kap serve on it first, or name another.";

    /** The role that the service works as is not there: the database was never migrated by this version. */
    private static final String NO_ROLE = "22023";

    private final @Nullable EmbeddedDatabase embedded;
    private final Database database;

    private CommandDatabase(@Nullable EmbeddedDatabase embedded, Database database) {
        this.embedded = embedded;
        this.database = database;
    }

    /**
     * Opens the database.
     *
     * @param data the folder of the embedded database and of the audit's key
     * @param external the external database; null for the embedded one
     * @throws IllegalArgumentException if there is no survey in it; the message says what to do
     * @throws PostgresException if the embedded server can't run
     */
    public static CommandDatabase open(Path data, @Nullable DatabaseAddress external) {
        String where = "The database " + (external == null ? "in " + data : "at " + external);
        if (external != null) {
            ask(external, where);
        }
        CommandDatabase opened = external == null ? embedded(data) : new CommandDatabase(null, beside(external, data));
        try {
            // Where another database of the server made the role, this one may still have no table that it may read.
            boolean set = opened.database.read(tables -> Boolean.TRUE.equals(
                    tables.fetchValue("select has_table_privilege(to_regclass('public.survey_round'), 'select')")));
            if (!set) {
                throw new IllegalArgumentException(where + NOTHING);
            }
            return opened;
        } catch (UnexpectedSqlException e) {
            opened.close();
            if (e.state().equals(NO_ROLE)) {
                throw new IllegalArgumentException(where + NOTHING, e);
            }
            String cure = e.cure();
            throw cure == null ? e : new IllegalArgumentException(where + " " + cure, e);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** One connection past the pool, which only says that it got none in time. */
    private static void ask(DatabaseAddress external, String where) {
        try (Connection connection = external.source(5).getConnection()) {
            connection.isReadOnly();
        } catch (SQLException e) {
            String cure = SqlProblems.of(e) instanceof UnexpectedSqlException unexpected ? unexpected.cure() : null;
            throw new IllegalArgumentException(
                    where + " " + (cure == null ? "does not answer. Start it, or correct KAP_DATABASE_URL." : cure), e);
        }
    }

    private static CommandDatabase embedded(Path data) {
        if (!RunningPostgres.isSetUp(data)) {
            throw new IllegalArgumentException("There is no database in " + data
                    + ". Start ./kap serve or ./kap demo first, or name its folder with --data or another database in"
                    + " KAP_DATABASE_URL.");
        }
        Optional<RunningPostgres> running = RunningPostgres.in(data);
        if (running.isPresent()) {
            return new CommandDatabase(null, beside(seconds -> source(running.get(), seconds), data));
        }
        EmbeddedDatabase embedded = EmbeddedDatabase.start(data);
        Database database = Database.forCommand(embedded, () -> AuditKey.make(data));
        try {
            database.migrate();
            return new CommandDatabase(embedded, database);
        } catch (RuntimeException e) {
            database.close();
            embedded.close();
            throw e;
        }
    }

    /** The key is the service's: one that is made here would tear its chain apart. */
    private static Database beside(DatabaseAddress address, Path data) {
        return Database.forCommand(address, () -> AuditKey.of(data.resolve(AuditKey.FILE)));
    }

    private static PGSimpleDataSource source(RunningPostgres running, int seconds) {
        return DatabaseAddress.limit(EmbeddedDatabase.source(running.port(), running.password()), seconds);
    }

    public Database database() {
        return database;
    }

    /** Where it is. */
    public DatabaseAddress address() {
        return database.address();
    }

    @Override
    public void close() {
        database.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
