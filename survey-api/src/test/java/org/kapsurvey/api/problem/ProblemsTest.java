package org.kapsurvey.api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.contentDigest;
import static org.kapsurvey.api.TestService.interview;
import static org.kapsurvey.api.TestService.request;
import static org.kapsurvey.api.TestService.send;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.TestService;

class ProblemsTest {
    private final TestService service = TestService.shared();
    private final UUID id = UUID.randomUUID();
    private final byte[] body = bytes(interview(id, 1));

    @Test
    void everyCodeIsUsedOnceAndBeginsWithAnHttpStatus() {
        Set<String> codes = new HashSet<>();
        for (Problems problem : Problems.values()) {
            assertThat(codes.add(problem.code())).as(problem.code()).isTrue();
            assertThat(problem.code()).matches("[45][0-9][0-9]\\.[1-9][0-9]*");
            assertThat(problem.vietnamese()).isNotBlank().isNotEqualTo(problem.english());
        }
    }

    @Test
    void everyProblemIsDocumentedWithItsWords() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "api.md"));
        for (Problems problem : Problems.values()) {
            assertThat(page).contains("| " + problem.code() + " | " + problem.english() + " |");
        }
    }

    @Test
    void aProblemSpeaksVietnameseUnlessEnglishIsAskedFor() throws Exception {
        HttpResponse<String> reply = service.get("/nothing");
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(reply.body())
                .isEqualTo(
                        "{\"code\":\"404.1\",\"status\":404,\"message\":\"Không tìm thấy địa chỉ này.\",\"details\":{}}");
        HttpResponse<String> english = send(service.request("/nothing")
                .header("Accept-Language", "en-GB,vi;q=0.5")
                .build());
        assertThat(english.body()).contains("There is nothing at this address.");
    }

    /** One request for each problem that a request alone can cause; the others have tests of their own, named below. */
    @ParameterizedTest
    @EnumSource(Problems.class)
    void everyProblemIsGivenForTheRequestThatCausesIt(Problems problem) throws Exception {
        String state = "/api/interviews/" + id + "/state";
        HttpRequest request = switch (problem) {
            case MALFORMED_JSON -> json(state, "{\"revision\":1,");
            case INVALID_FIELD -> json(state, "{\"revision\":0,\"from\":\"x\",\"other\":1}");
            case JSON_TOO_COMPLEX -> json(state, "[".repeat(1_000_000));
            case INVALID_INTERVIEW_ID -> put("/api/interviews/1-1-1-1-1/revisions/1");
            case INVALID_REVISION -> put("/api/interviews/" + id + "/revisions/01");
            case MISSING_DIGEST ->
                put().setHeader("Content-Digest", "md5=:AAAA:").build();
            case DIGEST_MISMATCH ->
                put().setHeader("Content-Digest", contentDigest(bytes("other"))).build();
            case NOT_LOGGED_IN ->
                service.request("/api/me").setHeader("Cookie", "").build();
            case LOGIN_REFUSED -> json("/api/login", "{\"name\":\"nobody\",\"password\":\"x\"}");
            case FOREIGN_ORIGIN -> put().header("Origin", "http://evil.example").build();
            case NOT_FOUND -> service.request("/nothing/at/all").build();
            case UNKNOWN_QUESTIONNAIRE ->
                service.request("/api/questionnaires/none/1").build();
            case UNKNOWN_INTERVIEW ->
                service.request("/api/interviews/" + id + "/revisions/1").build();
            case WRONG_METHOD ->
                service.request(state).method("DELETE", BodyPublishers.noBody()).build();
            case BODY_TOO_LARGE ->
                put().PUT(BodyPublishers.ofByteArray(new byte[Service.MAX_BODY + 1]))
                        .build();
            case WRONG_CONTENT_TYPE ->
                put().setHeader("Content-Type", "text/plain").build();
            case INVALID_KEY ->
                service.request("/api/jobs")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "1")
                        .POST(BodyPublishers.ofString("{}"))
                        .build();
            case UNKNOWN_JOB -> service.request("/api/jobs/" + id).build();
            case JOB_REFUSED -> json("/api/jobs", "{}");
            case UNKNOWN_ACCOUNT -> json("/api/accounts/" + id + "/disable", "{}");
            case UNKNOWN_FRAME -> service.request("/api/frames/none/1").build();
            case UNKNOWN_INSTITUTIONS -> service.request("/institutions/none/1").build();
            case INSTITUTIONS_REFUSED -> json("/api/institutions", "{\"job\": \"{}\"}");
            case FORM_REFUSED -> json("/api/questionnaires", "{}");
            case FRAME_REFUSED -> json("/api/frames", "{\"mapping\": \"{}\"}");
            // Raw requests below; ReviewTest and InterviewTest; PublishTest; the summary; DatabaseOutageTest;
            // JobResourceTest and JobQueueTest; RoundWeightingTest; RoundLockTest; ServiceDrawTest; LoginTest;
            // AccessTest; AreasTest; AccountResourceTest and LastAdministratorTest.
            case MALFORMED_REQUEST,
                    LOGIN_THROTTLED,
                    NOT_ALLOWED,
                    WRONG_PASSWORD,
                    LAST_ADMINISTRATOR,
                    OUTSIDE_AREAS,
                    FOREIGN_HOST,
                    BODY_STALLED,
                    INTERVIEW_CONFLICT,
                    STATE_CONFLICT,
                    TRANSITION_REFUSED,
                    QUARANTINED_NOT_APPROVED,
                    IMMUTABLE,
                    UNKNOWN_ROUND,
                    UNKNOWN_PERSON,
                    UNEXPECTED,
                    DATABASE_UNAVAILABLE,
                    BUSY,
                    JOB_ENDED,
                    JOB_NOT_DONE,
                    JOB_KEY_TAKEN,
                    JOB_FILES_REMOVED,
                    SAMPLE_REFUSED,
                    ROUND_LOCKED,
                    ROUND_UNDECIDED,
                    QUEUE_FULL -> null;
        };
        if (request != null) {
            HttpResponse<String> reply = send(request);
            assertThat(reply.body()).contains("\"code\":\"" + problem.code() + "\"");
            assertThat(reply.statusCode()).isEqualTo(problem.status());
            assertGuarded(reply);
            assertThat(rows()).as("nothing was stored").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example:80", "10.0.0.1", "localhost.", "[::2]"})
    void aForeignHostIsRefused(String host) throws Exception {
        assertThat(raw("GET /livez HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("\"code\":\"403.1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aPageOfAnotherSiteCanNotSend(String site) throws Exception {
        assertThat(send(put().header("Sec-Fetch-Site", site).build()).body()).contains("\"code\":\"403.2\"");
        assertThat(rows()).isZero();
    }

    @Test
    void theServicesOwnPagesCanSend() throws Exception {
        HttpRequest own = put().header("Sec-Fetch-Site", "same-origin")
                .header("Origin", service.uri().toString())
                .build();
        assertThat(send(own).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n",
                "GET /..%2f..%2fpom.xml HTTP/1.1\r\nHost: localhost\r\n",
                "GET /%00 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n",
                "GET /summary/%u0041 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /livez HTTP/1.1\r\nHost: localhost\r\nX-HTTP-Method-Override: PUT\r\n",
                "GET / HTTP/1.1\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n",
                "NONSENSE\r\n",
                "TRACE / HTTP/1.1\r\nHost: localhost\r\n",
                "PUT /api/interviews/x/revisions/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n",
            })
    void aMalformedRequestIsNeverAFaultOfOurs(String request) throws Exception {
        String reply = raw(request + "Connection: close\r\n\r\n");
        assertThat(reply).matches("(?s)HTTP/1\\.1 4[0-9][0-9] .*");
        assertThat(reply)
                .contains("application/problem+json")
                .contains("\"code\":\"4")
                .doesNotContain("Jetty");
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() throws Exception {
        String reply = raw("DELETE /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(reply).startsWith("HTTP/1.1 405").contains("\r\nAllow: GET");
    }

    @Test
    void aBodyThatEndsEarlyStoresNothing() throws Exception {
        String head = "PUT /api/interviews/" + id + "/revisions/1 HTTP/1.1\r\nHost: localhost\r\nCookie: "
                + TestService.cookie(service.uri())
                + "\r\nContent-Type: application/json\r\nContent-Digest: " + contentDigest(body)
                + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        String half = new String(body, 0, body.length / 2, StandardCharsets.UTF_8);
        String reply = raw(head + half);
        assertThat(reply).doesNotContain("HTTP/1.1 5").doesNotContain("HTTP/1.1 2");
        assertThat(rows()).isZero();
    }

    @Test
    void aBodyThatAnnouncesTooMuchIsNotWaitedFor() throws Exception {
        String reply = raw("PUT /api/interviews/" + id + "/revisions/1 HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Digest: " + contentDigest(body)
                + "\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n");
        assertThat(reply).startsWith("HTTP/1.1 413").contains("\"code\":\"413.1\"");
    }

    /** Over a connection each, as the answer is lost, if it is, where the first one is closed too early. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoSendsTooMuchStillHearsSo(boolean chunked) throws Exception {
        byte[] large = new byte[3 * Service.MAX_BODY];
        for (int i = 0; i < 20; i++) {
            HttpRequest tooMuch = put().PUT(
                            chunked
                                    ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))
                                    : BodyPublishers.ofByteArray(large))
                    .build();
            HttpResponse<String> reply = HttpClient.newHttpClient().send(tooMuch, HttpResponse.BodyHandlers.ofString());
            assertThat(reply.body()).contains("\"code\":\"413.1\"");
        }
        assertThat(rows()).isZero();
    }

    /** Random, cut and bit-flipped bodies with the right digest are kept; nothing is ever a fault of ours. */
    @Test
    void noBodyWhateverIsAFaultOfOurs() throws Exception {
        Random random = new Random(20261121);
        int kept = 0;
        int total = 600;
        for (int i = 0; i < total; i++) {
            UUID fresh = new UUID(random.nextLong(), random.nextLong());
            byte[] broken = broken(random, bytes(interview(fresh, 1)));
            HttpResponse<String> reply = service.put(fresh, 1, broken);
            assertThat(reply.statusCode())
                    .as("body %d of seed 20261121: %s", i, reply.body())
                    .isEqualTo(201);
            kept++;
            HttpResponse<String> state = send(request(service.uri(), "/api/interviews/" + fresh + "/state")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(broken))
                    .build());
            assertThat(state.statusCode())
                    .as("state body %d: %s", i, state.body())
                    .isEqualTo(400);
        }
        assertThat(kept).isEqualTo(total);
    }

    private static byte[] broken(Random random, byte[] good) {
        switch (random.nextInt(4)) {
            case 0 -> {
                byte[] noise = new byte[random.nextInt(400)];
                random.nextBytes(noise);
                return noise;
            }
            case 1 -> {
                return Arrays.copyOf(good, random.nextInt(good.length));
            }
            case 2 -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    good[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return good;
            }
            default -> {
                List<String> spices = List.of(
                        "null",
                        "{}",
                        "[]",
                        "1e999",
                        "-",
                        "\"\\u0000\"",
                        "\"\\ud800\"",
                        "{\"missing\":1}",
                        "true",
                        "\"\u202e\"");
                String text = new String(good, StandardCharsets.UTF_8);
                int at = text.indexOf(':', random.nextInt(text.length()));
                return bytes(
                        at < 0
                                ? text
                                : text.substring(0, at + 1)
                                        + spices.get(random.nextInt(spices.size()))
                                        + text.substring(at + 1));
            }
        }
    }

    private HttpRequest.Builder put() {
        return service.request("/api/interviews/" + id + "/revisions/1")
                .header("Content-Type", "application/json")
                .header("Content-Digest", contentDigest(body))
                .PUT(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest put(String path) {
        return put().uri(URI.create(service.uri() + path)).build();
    }

    private HttpRequest json(String path, String text) {
        return service.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(text))
                .build();
    }

    private int rows() {
        return service.database().read(tables -> tables.fetchCount(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id)));
    }

    private static void assertGuarded(HttpResponse<String> reply) {
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aBodyThatStopsComingIsAskedForAgain() throws Exception {
        String reply = raw(
                "POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1:" + service.uri().getPort()
                        + "\r\nCookie: " + TestService.cookie(service.uri())
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"data\"",
                false);
        assertThat(reply).startsWith("HTTP/1.1 408 ").contains("application/problem+json", "\"408.1\"", "Hãy gửi lại");
    }

    private String raw(String text) throws Exception {
        return raw(text, true);
    }

    /**
     * What the service answers to bytes as they are.
     *
     * @param ends whether the sender says that it has no more
     */
    private String raw(String text, boolean ends) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.uri().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            if (ends) {
                socket.shutdownOutput();
            }
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
