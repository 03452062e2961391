package org.kapsurvey.api.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kapsurvey.api.hash.Sha256;

/** Sends interviews as a device does. All requests of this package's devices are made here. Safe for threads. */
final class Device {
    private final URI service;
    private final String cookie;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** An interview to send. */
    static final class Interview {
        private final UUID id;
        private final byte[] body;

        Interview(UUID id, byte[] body) {
            this.id = id;
            this.body = body.clone();
        }

        UUID id() {
            return id;
        }

        String sha256() {
            return Sha256.hex(body);
        }
    }

    /**
     * Nothing is sent yet.
     *
     * @param cookie of an account that may send interviews
     */
    Device(URI service, String cookie) {
        this.service = service;
        this.cookie = cookie;
    }

    /** Sends one interview: 201 and its receipt. */
    HttpResponse<String> put(Interview interview) throws IOException, InterruptedException {
        return client.send(
                request(path(interview))
                        .header("Content-Digest", digest(interview))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(interview.body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Sends several: 200 and a receipt for each. */
    HttpResponse<String> post(List<Interview> interviews) throws IOException, InterruptedException {
        String body = interviews.stream()
                .map(one -> "{\"interview\":\"" + one.id + "\",\"revision\":1,\"sha256\":\"" + one.sha256()
                        + "\",\"content\":[\"" + Base64.getEncoder().encodeToString(one.body) + "\"]}")
                .collect(Collectors.joining(",", "{\"interviews\":[", "]}"));
        return client.send(
                request("/api/interviews")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Sends one whole interview and goes away without reading the reply. */
    void putAndLeave(Interview interview) throws IOException {
        byte[] head = ("PUT " + path(interview) + " HTTP/1.1\r\nHost: " + service.getAuthority()
                        + "\r\nCookie: " + cookie + "\r\nContent-Type: application/json\r\nContent-Digest: "
                        + digest(interview)
                        + "\r\nContent-Length: " + interview.body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head);
            out.write(interview.body);
            out.flush();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Cookie", cookie)
                .header("Content-Type", "application/json");
    }

    private static String path(Interview interview) {
        return "/api/interviews/" + interview.id + "/revisions/1";
    }

    private static String digest(Interview interview) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(Sha256.of(interview.body)) + ":";
    }
}
