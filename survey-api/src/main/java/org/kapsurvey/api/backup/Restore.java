package org.kapsurvey.api.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.migrations.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings a backup back: reads all of the file, makes a new database beside the one in use, fills it, reads every row again and compares, and
 * only then gives it the name of the one in use, which is kept under another. Whatever goes wrong before that leaves the one in use as it was.
 */
public final class Restore {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    /** {@code object_in_use}; PostgreSQL has waited five seconds for whoever is just leaving. */
    private static final String IN_USE = "55006";

    private final DatabaseAddress target;
    private final String name;
    private final String made;
    private final String kept;

    /** Nothing is done yet; {@code target} is the database in use. */
    public Restore(DatabaseAddress target) {
        this.target = target;
        this.name = String.valueOf(target.source(0).getDatabaseName());
        String now = MOMENT.format(Instant.now());
        this.made = name + "_restore_" + now;
        this.kept = name + "_before_" + now;
    }

    /**
     * What came of it.
     *
     * @param takenAt the moment that the backup holds
     * @param rows how many there are
     * @param kept the name that the database had before has now; empty if it held no survey, or if the backup was only tried
     */
    public record Outcome(String takenAt, long rows, String kept) {}

    /**
     * Restores.
     *
     * @param file a backup
     * @param key the file of a secret key
     * @param only to try: the new database is dropped when it was found to be equal
     * @throws IllegalArgumentException if the file can't be used, or somebody uses the database; the message says what to do
     */
    public Outcome run(Path file, Path key, boolean only, Consumer<String> progress) throws IOException {
        BackupFile backup = new BackupFile(file, BackupKey.secrets(key));
        progress.accept("reading " + file);
        BackupFile.Head head = look(backup);
        try (Connection server = server()) {
            if (!only) {
                refuseUsed(server);
            }
            boolean holdsSurvey = !only && holdsSurvey();
            dropLeft(server);
            execute(server, "create database " + BackupTable.quote(made) + " template template0 encoding 'UTF8'");
            try {
                long rows = fill(backup, head, progress);
                if (only) {
                    return new Outcome(head.takenAt(), rows, "");
                }
                swap(server);
                if (!holdsSurvey) {
                    execute(server, "drop database " + BackupTable.quote(kept));
                }
                return new Outcome(head.takenAt(), rows, holdsSurvey ? kept : "");
            } finally {
                execute(server, "drop database if exists " + BackupTable.quote(made));
            }
        } catch (SQLException e) {
            throw new IOException("The database refused: " + e.getMessage(), e);
        }
    }

    /** From the first to the last byte, before anything is touched. */
    private static BackupFile.Head look(BackupFile backup) throws IOException {
        List<BackupFile.Head> heads = new ArrayList<>();
        read(backup, heads::add, (table, rows) -> rows.transferTo(OutputStream.nullOutputStream()));
        return heads.get(0);
    }

    private static Map<String, BackupTable.Sum> read(
            BackupFile backup, BackupFile.Beginning beginning, BackupFile.Rows rows) throws IOException {
        try {
            return backup.read(beginning, rows);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The database refused: " + e.getMessage(), e);
        }
    }

    private long fill(BackupFile backup, BackupFile.Head head, Consumer<String> progress)
            throws SQLException, IOException {
        PGSimpleDataSource source = source(made);
        Migrations migrations = Migrations.upTo(source, head.schema());
        if (migrations.newest().compareTo(head.schema()) < 0) {
            throw new IllegalArgumentException("The backup has schema " + head.schema() + ", and this program knows "
                    + migrations.newest() + " at most. Restore it with the program that wrote it, " + head.program()
                    + ", or a newer one.");
        }
        migrations.run();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            List<BackupTable> tables = BackupTable.all(connection);
            if (!tables.equals(head.tables())) {
                throw new IllegalArgumentException("The tables of the backup are not those of schema " + head.schema()
                        + " in this program. Restore it with the program that wrote it, " + head.program() + ".");
            }
            for (BackupTable table : tables) {
                // What the triggers look after was looked after when the rows were written.
                execute(connection, "alter table " + BackupTable.quote(table.name()) + " disable trigger user");
                execute(connection, "truncate " + BackupTable.quote(table.name()) + " cascade");
            }
            Map<String, BackupTable.Sum> sums = read(backup, ignored -> {}, (table, rows) -> {
                progress.accept("filling " + table.name());
                table.copyFrom(connection, rows);
                table.countOn(connection);
            });
            for (BackupTable table : tables) {
                execute(connection, "alter table " + BackupTable.quote(table.name()) + " enable trigger user");
            }
            connection.commit();
            long rows = 0;
            for (BackupTable table : tables) {
                progress.accept("comparing " + table.name());
                if (!table.copyTo(connection, OutputStream.nullOutputStream()).equals(sums.get(table.name()))) {
                    throw new IllegalStateException("The table " + table.name() + " is not what the backup holds.");
                }
                rows += sums.get(table.name()).rows();
            }
            connection.rollback();
            execute(connection, "analyze");
            connection.commit();
            return rows;
        }
    }

    private Connection server() throws SQLException {
        return source(name.equals("postgres") ? "template1" : "postgres").getConnection();
    }

    private PGSimpleDataSource source(String database) {
        PGSimpleDataSource source = target.source(0);
        source.setDatabaseName(database);
        return source;
    }

    private boolean holdsSurvey() throws SQLException {
        try (Connection connection = source(name).getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select to_regclass('public.survey_round') is not null")) {
            return found.next() && found.getBoolean(1);
        }
    }

    private void refuseUsed(Connection server) throws SQLException {
        try (PreparedStatement statement =
                server.prepareStatement("select count(*) from pg_stat_activity where datname = ?")) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                if (found.next() && found.getLong(1) > 0) {
                    throw used(null);
                }
            }
        }
    }

    private IllegalArgumentException used(@Nullable SQLException cause) {
        return new IllegalArgumentException(
                "Somebody uses the database " + name + ": stop ./kap serve and whatever else is connected to it, then"
                        + " restore again. Nothing was changed.",
                cause);
    }

    /** What restores left that were killed. */
    private void dropLeft(Connection server) throws SQLException {
        List<String> left = new ArrayList<>();
        try (PreparedStatement statement = server.prepareStatement("""
                select datname from pg_database d where datname ~ ('^' || ? || '_restore_[0-9]{14}$')
                and not exists (select from pg_stat_activity a where a.datname = d.datname)""")) {
            statement.setString(1, name.replaceAll("[^a-zA-Z0-9_]", "\\\\$0"));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    left.add(found.getString(1));
                }
            }
        }
        for (String database : left) {
            execute(server, "drop database " + BackupTable.quote(database));
        }
    }

    /** Both names at once or neither. */
    private void swap(Connection server) throws SQLException {
        server.setAutoCommit(false);
        try {
            execute(server, "alter database " + BackupTable.quote(name) + " rename to " + BackupTable.quote(kept));
            execute(server, "alter database " + BackupTable.quote(made) + " rename to " + BackupTable.quote(name));
            server.commit();
        } catch (SQLException e) {
            server.rollback();
            if (IN_USE.equals(e.getSQLState())) {
                throw used(e);
            }
            throw e;
        } finally {
            server.setAutoCommit(true);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
