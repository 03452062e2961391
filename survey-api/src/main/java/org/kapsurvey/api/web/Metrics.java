package org.kapsurvey.api.web;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Database.Connections;

/**
 * What the service does, in numbers, for Prometheus: how long requests took by method, route and status, the connections to
 * the database, whether the service is ready, and the virtual machine's own. A route stands as it is declared, {@code
 * /api/interviews/{id}/state}, so that no id and nothing of an answer is among them. Safe for many threads.
 */
public final class Metrics implements AutoCloseable {
    /** A quarter of a second is the goal of an interview; 15 s are what an idle connection is given. */
    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram requests;
    private volatile @Nullable HTTPServer server;

    public Metrics(Database database, Health health) {
        this.requests = Histogram.builder()
                .name("kap_http_request_duration_seconds")
                .help("Requests by method, route and status, and how long they took.")
                .labelNames("method", "route", "status")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        GaugeWithCallback.builder()
                .name("kap_ready")
                .help("1 where /readyz is answered with 200.")
                .callback(gauge -> gauge.call(health.isReady() ? 1 : 0))
                .register(registry);
        GaugeWithCallback.builder()
                .name("kap_database_connections")
                .help("Connections that work, are idle, can be open at most, and how many threads wait for one.")
                .labelNames("pool", "state")
                .callback(gauge -> {
                    for (Connections pool : database.connections()) {
                        gauge.call(pool.active(), pool.pool(), "active");
                        gauge.call(pool.idle(), pool.pool(), "idle");
                        gauge.call(pool.most(), pool.pool(), "most");
                        gauge.call(pool.waiting(), pool.pool(), "waiting");
                    }
                })
                .register(registry);
        JvmMetrics.builder().register(registry);
    }

    /** Counts a request that has been answered. */
    public void answered(Context context, float milliseconds) {
        Endpoint matched = context.endpoints().matchedHttpEndpoint();
        requests.labelValues(
                        context.method().name(),
                        matched == null ? "none" : matched.path,
                        Integer.toString(context.statusCode()))
                .observe(milliseconds / 1e3);
    }

    /**
     * Answers {@code GET /metrics} on this machine alone, until it is closed.
     *
     * @param port 0 for any free one
     * @return the port
     * @throws IOException if the port is taken
     */
    public int serve(int port) throws IOException {
        HTTPServer started = HTTPServer.builder()
                .inetAddress(InetAddress.getLoopbackAddress())
                .port(port)
                .registry(registry)
                .registerHealthHandler(false)
                .buildAndStart();
        server = started;
        return started.getPort();
    }

    @Override
    public void close() {
        HTTPServer running = server;
        if (running != null) {
            running.close();
        }
    }
}
