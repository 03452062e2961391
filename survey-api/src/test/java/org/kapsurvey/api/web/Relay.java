package org.kapsurvey.api.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.hash.Sha256;

/**
 * What lies between a device and the service: it can be cut, it can lose a reply that the service has given, and it can bring the
 * files of another build. Requests that change something are remembered as {@code METHOD /path}.
 */
final class Relay implements AutoCloseable {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding", "origin");

    private final URI service;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, File> files = new ConcurrentHashMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private volatile boolean cut;
    private volatile boolean losesReplies;
    private volatile boolean tearsUploads;
    private volatile @Nullable String engine;

    private record File(String type, String text) {}

    Relay(URI service) {
        this.service = service;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    /** For instance {@code http://127.0.0.1:40001}. */
    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on every connection is closed without an answer. */
    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
        losesReplies = false;
        tearsUploads = false;
    }

    /** From now on the service gets what changes something, and its answer is lost. */
    void loseReplies() {
        losesReplies = true;
    }

    /** From now on the connection is closed when half of what changes something has come; the service gets nothing of it. */
    void tearUploads() {
        tearsUploads = true;
    }

    /** Another build has something else in the place of {@code original} in a script, and says so in its list of files. */
    void change(String path, String original, String instead) {
        String script = text(path);
        if (!script.contains(original)) {
            throw new IllegalArgumentException(path + " has no \"" + original + "\".");
        }
        String changed = script.replace(original, instead);
        String worker = text("/service-worker.js")
                .replaceFirst(
                        Pattern.quote("\"" + path + "\":\"") + "[0-9a-f]{64}",
                        "\"" + path + "\":\"" + Sha256.hex(changed.getBytes(StandardCharsets.UTF_8)));
        String build = Sha256.hex(worker.getBytes(StandardCharsets.UTF_8));
        replace(path, SCRIPT, changed);
        replace("/service-worker.js", SCRIPT, worker.replaceFirst("\"hash\":\"[0-9a-f]{64}", "\"hash\":\"" + build));
    }

    private String text(String path) {
        File own = files.get(path);
        if (own != null) {
            return own.text;
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Another build has this file. */
    void replace(String path, String type, String text) {
        files.put(path, new File(type, text));
    }

    /** Another build has this engine, and says so wherever it names it. */
    void engine(String hash, String text) {
        replace("/engine/" + hash + ".js", SCRIPT, text);
        replace("/api/engine", "application/json", "{\"sha256\":\"" + hash + "\"}");
        engine = hash;
    }

    List<String> changes() {
        return changes;
    }

    private void pass(HttpExchange exchange) throws IOException {
        boolean changing = !exchange.getRequestMethod().equals("GET");
        if (tearsUploads && changing) {
            String length = exchange.getRequestHeaders().getFirst("Content-Length");
            exchange.getRequestBody().readNBytes(length == null ? 0 : Integer.parseInt(length) / 2);
            exchange.close();
            return;
        }
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        File own = files.get(path);
        if (cut) {
            exchange.close();
            return;
        }
        if (changing) {
            changes.add(exchange.getRequestMethod() + " " + path);
        }
        try {
            HttpResponse<byte[]> reply = client.send(request(exchange, sent), HttpResponse.BodyHandlers.ofByteArray());
            if (changing && losesReplies) {
                exchange.close();
                return;
            }
            Headers headers = exchange.getResponseHeaders();
            reply.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name, values);
                }
            });
            int status = reply.statusCode();
            byte[] body = reply.body();
            if (own != null) {
                headers.set("Content-Type", own.type);
                headers.remove("ETag");
                status = 200;
                body = own.text.getBytes(StandardCharsets.UTF_8);
            }
            if (engine != null && headers.containsKey("Kap-Engine")) {
                headers.set("Kap-Engine", engine);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] sent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(exchange.getRequestURI()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OWN.contains(lower) && !lower.equals("accept-encoding") && !lower.startsWith("if-")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            request.header("Origin", service.toString());
        }
        return request.method(
                        exchange.getRequestMethod(),
                        sent.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(sent))
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
