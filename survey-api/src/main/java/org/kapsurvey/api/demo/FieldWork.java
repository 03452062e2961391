package org.kapsurvey.api.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.kapsurvey.api.hash.Sha256;

/**
 * The phones of the demo's surveyors and the desk of its supervisor: they speak to the service over HTTP as everybody
 * does. Requests run side by side over connections that are kept.
 */
final class FieldWork implements AutoCloseable {
    /** As many as the service's connection pool holds: more would only wait there. */
    private static final int SIDE_BY_SIDE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 5;

    private final URI service;
    private final String cookie;
    private final HttpClient http;
    private final ExecutorService workers;

    /** An interview as it is posted, in UTF-8. */
    record Posted(UUID interview, String payload) {}

    /**
     * Nothing is sent yet.
     *
     * @param cookie of an account that may send and approve
     */
    FieldWork(URI service, String cookie) {
        this.service = service;
        this.workers = Executors.newFixedThreadPool(SIDE_BY_SIDE, runnable -> {
            Thread thread = new Thread(runnable, "kap-demo-phone");
            thread.setDaemon(true);
            return thread;
        });
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        this.cookie = cookie;
    }

    /**
     * Posts each interview as revision 1 and waits for all receipts. Posting the same bytes again does no harm.
     *
     * @param progress told the number of receipts so far
     * @throws IllegalStateException if the service does not answer with a receipt of a stored interview
     */
    void submit(List<Posted> interviews, IntConsumer progress) {
        eachOf(interviews, this::submit, progress);
    }

    /** Approves each interview's revision 1; one that is approved already stays so. */
    void approve(List<Posted> interviews, IntConsumer progress) {
        eachOf(interviews, this::approve, progress);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private Void submit(Posted interview) throws IOException, InterruptedException {
        byte[] payload = interview.payload().getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = sent(request("/api/interviews/" + interview.interview() + "/revisions/1")
                .header("Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(Sha256.of(payload)) + ":")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(payload))
                .build());
        if (answer.statusCode() != 201 || !answer.body().contains("\"stored\"")) {
            throw refused("post interview " + interview.interview(), answer);
        }
        return null;
    }

    private Void approve(Posted interview) throws IOException, InterruptedException {
        HttpResponse<String> answer = sent(request("/api/interviews/" + interview.interview() + "/state")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"revision\":1,\"from\":\"submitted\",\"to\":\"approved\",\"reason\":\"demo\"}"))
                .build());
        boolean approvedBefore = answer.statusCode() == 409 && answer.body().contains("\"state\":\"approved\"");
        if (answer.statusCode() / 100 != 2 && !approvedBefore) {
            throw refused("approve interview " + interview.interview(), answer);
        }
        return null;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Cookie", cookie)
                .header("Content-Type", "application/json");
    }

    /** A busy service says 503 and is asked again a little later. */
    private HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 503 || attempt == TRIES) {
                return answer;
            }
            Thread.sleep(200L * attempt);
        }
    }

    private static IllegalStateException refused(String what, HttpResponse<String> answer) {
        return new IllegalStateException(
                "The service did not " + what + ": " + answer.statusCode() + " " + answer.body());
    }

    private interface Step {
        Void of(Posted interview) throws IOException, InterruptedException;
    }

    private void eachOf(List<Posted> interviews, Step step, IntConsumer progress) {
        List<Callable<Void>> steps = new ArrayList<>();
        for (Posted interview : interviews) {
            steps.add(() -> step.of(interview));
        }
        List<Future<Void>> running = new ArrayList<>();
        for (Callable<Void> one : steps) {
            running.add(workers.submit(one));
        }
        int done = 0;
        try {
            for (Future<Void> one : running) {
                one.get();
                progress.accept(++done);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while interviews were being sent.", e);
        } catch (ExecutionException e) {
            running.forEach(future -> future.cancel(true));
            if (e.getCause() instanceof IllegalStateException known) {
                throw known;
            }
            if (e.getCause() instanceof IOException io) {
                throw new UncheckedIOException("The service at " + service + " can't be reached.", io);
            }
            throw new IllegalStateException("An interview could not be sent.", e.getCause());
        }
    }
}
