package org.kapsurvey.api.database;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.kapsurvey.postgres.Postgres;
import org.kapsurvey.postgres.PostgresException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes with the program, in a folder of its own. It is watched: when the server dies while this is
 * open it is started again, as often as it takes. Safe for many threads.
 */
public final class EmbeddedDatabase implements DatabaseAddress, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final Postgres postgres;
    private final Thread watch;
    /** A restarted server may have another port; whoever connects must learn it. */
    private final List<PGSimpleDataSource> sources = new CopyOnWriteArrayList<>();

    private volatile boolean closing;

    private EmbeddedDatabase(Postgres postgres) {
        this.postgres = postgres;
        this.watch = new Thread(this::watch, "postgres-watch");
        watch.setDaemon(true);
    }

    /**
     * Starts the server in {@code folder}, and first stops one that a killed service left there.
     *
     * @throws PostgresException if another service uses the folder, or the server can't run
     */
    public static EmbeddedDatabase start(Path folder) {
        Postgres postgres = Postgres.in(folder);
        try {
            postgres.start();
        } catch (PostgresException e) {
            postgres.close();
            throw e;
        }
        EmbeddedDatabase database = new EmbeddedDatabase(postgres);
        database.watch.start();
        return database;
    }

    @Override
    public PGSimpleDataSource source(int seconds) {
        PGSimpleDataSource source = source(postgres.port(), postgres.password());
        sources.add(source);
        return DatabaseAddress.limit(source, seconds);
    }

    static PGSimpleDataSource source(int port, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(Postgres.DATABASE);
        source.setUser(Postgres.USER);
        source.setPassword(password);
        return source;
    }

    @Override
    public void close() {
        closing = true;
        watch.interrupt();
        try {
            watch.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postgres.close();
    }

    private void watch() {
        while (!closing) {
            try {
                postgres.ended().get();
                if (!closing) {
                    LOG.warn("PostgreSQL ended by itself; starting it again");
                    postgres.start();
                    sources.forEach(source -> source.setPortNumbers(new int[] {postgres.port()}));
                    LOG.warn("PostgreSQL is back");
                }
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | PostgresException e) {
                if (closing || Thread.currentThread().isInterrupted()) {
                    return;
                }
                LOG.error("PostgreSQL does not start: {}", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
