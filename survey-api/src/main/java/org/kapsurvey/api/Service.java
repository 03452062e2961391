package org.kapsurvey.api;

import io.javalin.Javalin;
import io.javalin.event.HandlerMetaInfo;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.account.Access;
import org.kapsurvey.api.database.AuditHeads;
import org.kapsurvey.api.database.AuditKey;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.api.database.EmbeddedDatabase;
import org.kapsurvey.api.database.UnexpectedSqlException;
import org.kapsurvey.api.job.JobWorker;
import org.kapsurvey.api.problem.JettyProblems;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.seal.SealingKeyStore;
import org.kapsurvey.api.web.Certificate;
import org.kapsurvey.api.web.Health;
import org.kapsurvey.api.web.Metrics;
import org.kapsurvey.api.web.Reach;
import org.kapsurvey.questionnaire.definition.Blocks;

/** The running service: database, schema, HTTP. Started by {@code ./kap serve} and {@code ./kap demo}, and by tests. */
public final class Service implements AutoCloseable {
    /** A questionnaire of 60 questions is 3 kB; two megabytes is what no interview without pictures reaches. */
    public static final int MAX_BODY = 2_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final @Nullable EmbeddedDatabase embedded;
    private final Database database;
    private final Javalin http;
    private final Health health;
    private final JobWorker worker;
    private final AuditHeads heads;
    private final Reach reach;
    private final Metrics metrics;

    private Service(
            @Nullable EmbeddedDatabase embedded,
            Database database,
            Javalin http,
            Health health,
            JobWorker worker,
            AuditHeads heads,
            Reach reach,
            Metrics metrics) {
        this.embedded = embedded;
        this.database = database;
        this.http = http;
        this.health = health;
        this.worker = worker;
        this.heads = heads;
        this.reach = reach;
        this.metrics = metrics;
    }

    /**
     * Starts database and HTTP and migrates the schema; returns when requests are answered.
     *
     * @param data the folder of the embedded database; where the database is external, of the audit's key and heads alone
     * @param external the external database; null for the embedded one
     * @param port 0 for any free one
     * @param prepare what must be in the database before the first request, such as questionnaires; run again where the
     *     database went away meanwhile, so it must be fit to be run twice
     * @throws ServiceException if the service can't start here; the message says what to do
     */
    public static Service start(
            Path data, @Nullable DatabaseAddress external, InetAddress address, int port, Consumer<Database> prepare) {
        return start(data, external, Reach.local(address, port), JobWorker.FILES_KEPT, Blocks.NONE, prepare);
    }

    /**
     * The same wherever it is reached, with another time that the files of jobs are kept, and with blocks.
     *
     * @param filesKept how long the files of a job that has ended stay
     * @param blocks those that a form which is sent may name
     */
    public static Service start(
            Path data,
            @Nullable DatabaseAddress external,
            Reach reach,
            Duration filesKept,
            Blocks blocks,
            Consumer<Database> prepare) {
        refuseTaken(reach.address(), reach.port());
        EmbeddedDatabase embedded = external == null ? EmbeddedDatabase.start(data) : null;
        Database database = null;
        JobWorker worker = null;
        AuditHeads heads = null;
        try {
            DatabaseAddress where = embedded == null ? Objects.requireNonNull(external) : embedded;
            database = Database.at(where, AuditKey.make(data));
            prepare(database, where, prepare);
            heads = AuditHeads.keep(database, data);
            Health health = new Health(database);
            worker = JobWorker.start(database, filesKept);
            Metrics metrics = new Metrics(database, health);
            Javalin http = listen(database, health, worker, blocks, reach, metrics);
            return new Service(embedded, database, http, health, worker, heads, reach, metrics);
        } catch (RuntimeException e) {
            if (heads != null) {
                heads.close();
            }
            if (worker != null) {
                worker.close();
            }
            if (database != null) {
                database.close();
            }
            if (embedded != null) {
                embedded.close();
            }
            throw e;
        }
    }

    /** For instance {@code http://127.0.0.1:7070}. */
    public URI uri() {
        String host = reach.address().getHostAddress();
        String scheme = reach.certificate() == null ? "http" : "https";
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.port());
    }

    /** How people write its address. */
    public String told() {
        return reach.told(http.port());
    }

    public Database database() {
        return database;
    }

    /**
     * Tells Prometheus, on a port of this machine alone, what the service does; see {@link Metrics}.
     *
     * @param port 0 for any free one
     * @return for instance {@code http://127.0.0.1:9464/metrics}
     * @throws ServiceException if the port is taken
     */
    public URI measure(int port) {
        InetAddress here = InetAddress.getLoopbackAddress();
        try {
            return URI.create("http://" + here.getHostAddress() + ":" + metrics.serve(port) + "/metrics");
        } catch (IOException e) {
            throw taken(here, port, "--metrics-port");
        }
    }

    /** Method and path of every route, for instance {@code GET /livez}. */
    List<String> routes() {
        return http.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(route -> route.method.isHttpMethod())
                .map(route -> route.method.name() + " " + route.path)
                .toList();
    }

    /** Takes no new requests, lets those under way end (20 s at most), gives the running job back to the queue, then stops the database. */
    @Override
    public void close() {
        health.drain();
        http.stop();
        metrics.close();
        worker.close();
        heads.close();
        database.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    /** A database that is just starting, or starting again, gets half a minute. */
    private static void prepare(Database database, DatabaseAddress where, Consumer<Database> prepare) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                database.migrate();
                new SealingKeyStore(database).makeFirst();
                prepare.accept(database);
                return;
            } catch (ProblemException e) {
                if (e.problem() != Problems.DATABASE_UNAVAILABLE) {
                    throw e;
                }
                if (System.nanoTime() > deadline) {
                    throw new ServiceException("The database at " + where + " does not answer. Start it, or correct"
                            + " KAP_DATABASE_URL.");
                }
            } catch (UnexpectedSqlException e) {
                String cure = e.cure();
                throw cure == null ? e : new ServiceException("The database at " + where + " " + cure);
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServiceException("Interrupted while waiting for the database.");
            }
        }
    }

    private static Javalin listen(
            Database database, Health health, JobWorker worker, Blocks blocks, Reach reach, Metrics metrics) {
        Certificate certificate = reach.certificate();
        Javalin http = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.maxRequestSize = MAX_BODY;
            config.http.prefer405over404 = true;
            config.jetty.host = reach.address().getHostAddress();
            config.jetty.port = reach.port();
            if (certificate != null) {
                config.jetty.addConnector((server, plain) -> {
                    ServerConnector secure = certificate.connector(server, plain);
                    secure.setHost(reach.address().getHostAddress());
                    secure.setPort(reach.port());
                    return secure;
                });
            }
            // Bounded: what finds neither a thread nor a place in the queue is turned away, not kept waiting.
            config.jetty.threadPool = new QueuedThreadPool(64, 4, 30_000, new ArrayBlockingQueue<>(1_024));
            config.jetty.modifyHttpConfiguration(jetty -> {
                jetty.setSendServerVersion(false);
                jetty.setRequestHeaderSize(8 * 1024);
                jetty.setIdleTimeout(15_000);
            });
            config.jetty.modifyServer(server -> {
                server.setStopTimeout(20_000);
                server.setErrorHandler(new JettyProblems());
                for (var connector : server.getConnectors()) {
                    if (connector instanceof ServerConnector tcp) {
                        tcp.setIdleTimeout(15_000);
                    }
                }
            });
            config.requestLogger.http(metrics::answered);
            config.events.handlerAdded(Service::refuseUndeclared);
            App.routes(config.routes, reach, database, health, worker, blocks);
        });
        try {
            return http.start();
        } catch (JavalinBindException e) {
            throw taken(reach.address(), reach.port(), "--port");
        }
    }

    /** A route that nobody thought about is open to nobody: the service doesn't start. */
    private static void refuseUndeclared(HandlerMetaInfo added) {
        if (added.getHttpMethod().isHttpMethod()) {
            Access.policy(added.getHttpMethod().name() + " " + added.getPath(), added.getRoles());
        }
    }

    /** Looked at before a database is started in vain; the port may still be taken in between. */
    private static void refuseTaken(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw taken(address, port, "--port");
        }
    }

    private static ServiceException taken(InetAddress address, int port, String option) {
        return new ServiceException("Port " + port + " of " + address.getHostAddress()
                + " is taken by another program. Choose another with " + option + ", for instance " + option + " "
                + (port % 60_000 + 1) + ".");
    }
}
