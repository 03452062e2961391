package org.kapsurvey.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.api.TestService;

/** Jobs over HTTP, with the service's own worker. */
class JobResourceTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String ROUND = "http-round";
    private static String example;

    @TempDir
    Path folder;

    @BeforeAll
    static void interview() throws Exception {
        TestRound.interviewed(SERVICE.database(), SERVICE.uri(), ROUND);
        HttpResponse<String> reply = SERVICE.get("/api/rounds/" + ROUND + "/job");
        assertThat(reply.statusCode()).isEqualTo(200);
        example = reply.body();
    }

    @Test
    void aJobGivesTheBytesThatTheCommandGives() throws Exception {
        UUID key = UUID.randomUUID();
        HttpResponse<String> queued = post(key, example);
        assertThat(queued.statusCode()).as(queued.body()).isEqualTo(202);
        assertThat(queued.headers().firstValue("Location")).hasValue("/api/jobs/" + key);
        assertThat(queued.body()).contains("\"state\":\"queued\"", "\"round\":\"" + ROUND + "\"");
        assertThat(ended(key))
                .contains("\"state\":\"done\"", "\"attempts\":1", "\"done\":2,\"steps\":2", "\"reason\":null");

        Path job = Files.writeString(folder.resolve("job.json"), example);
        AnalyseRun.run(job, folder.resolve("out"), new DatabaseRounds(SERVICE.database()), stage -> {});
        Map<String, String> files = unzipped(key);
        assertThat(files.keySet()).containsExactlyInAnyOrder("estimates.csv", "run.json", "tables.html", "timing.json");
        for (String name : new String[] {"estimates.csv", "run.json", "tables.html"}) {
            assertThat(files.get(name))
                    .isEqualTo(Files.readString(folder.resolve("out").resolve(name)));
            assertThat(SERVICE.get("/api/jobs/" + key + "/files/" + name).body())
                    .isEqualTo(files.get(name));
        }
        assertThat(SERVICE.get("/api/jobs").body()).contains(key.toString());
        assertThat(SERVICE.get("/api/jobs/" + key + "/job").body()).isEqualTo(example);
    }

    @Test
    void tablesAreShownInAFrameOfOurPagesOnlyAndWithoutScript() throws Exception {
        UUID key = UUID.randomUUID();
        post(key, example);
        ended(key);
        HttpResponse<String> tables = SERVICE.get("/api/jobs/" + key + "/files/tables.html");
        assertThat(tables.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "sandbox;", "frame-ancestors 'self'")
                .doesNotContain("script");
        assertThat(tables.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(SERVICE.get("/api/jobs/" + key + "/files/estimates.csv")
                        .headers()
                        .firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + ROUND + "-estimates.csv\"");
        assertThat(SERVICE.get("/api/jobs/" + key + "/files/none.csv").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theSamePostTwiceRunsOnceAndOtherBytesAreAConflict() throws Exception {
        UUID key = UUID.randomUUID();
        assertThat(post(key, example).statusCode()).isEqualTo(202);
        assertThat(post(key, example).statusCode()).isEqualTo(200);
        assertThat(ended(key)).contains("\"attempts\":1");
        assertThat(post(key, example).body()).contains("\"state\":\"done\"", "\"attempts\":1");
        HttpResponse<String> other = post(key, example + " ");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("\"409.8\"");
        assertThat(TestService.send(request("/api/jobs")
                                .header("Idempotency-Key", "once")
                                .POST(HttpRequest.BodyPublishers.ofString(example))
                                .build())
                        .body())
                .contains("\"400.8\"");
    }

    @Test
    void everyFaultOfAWrongJobIsAnsweredWithItsPlaceAndNothingIsQueued() throws Exception {
        UUID key = UUID.randomUUID();
        HttpResponse<String> reply = post(key, """
                {"data": {"round": "%s"},
                 "design": {"wieghts": "_weight"},
                 "estimates": [{"id": "a", "statistic": "mean", "variables": ["agee"]}]}
                """.formatted(ROUND));
        assertThat(reply.statusCode()).isEqualTo(422);
        assertThat(reply.body())
                .contains("\"code\":\"422.2\"")
                .contains("{\"line\":2,\"column\":13,\"message\":\"Unknown key \\\"wieghts\\\".\"")
                .contains("{\"line\":3,\"column\":63,\"message\":\"There is no column \\\"agee\\\".\"")
                .contains("Did you mean \\\"age\\\"?");
        assertThat(SERVICE.get("/api/jobs/" + key).statusCode()).isEqualTo(404);
        HttpResponse<String> checked =
                SERVICE.post("/api/jobs/check", "{\"data\": {\"round\": \"nowhere\"}, \"estimates\": 1}");
        assertThat(checked.statusCode()).isEqualTo(200);
        assertThat(checked.body())
                .contains("There is no round \\\"nowhere\\\".", ROUND, "\\\"estimates\\\" must be a list");
        assertThat(SERVICE.post("/api/jobs/check", "{\"data\"").body()).contains("{\"faults\":[{\"line\":1,");
    }

    @Test
    void aJobWithoutFaultsIsToldHowMuchItReads() throws Exception {
        assertThat(SERVICE.post("/api/jobs/check", example).body())
                .isEqualTo("{\"faults\":[],\"round\":\"" + ROUND + "\",\"rows\":48,\"steps\":2}");
    }

    @Test
    void theServiceReadsNoFiles() throws Exception {
        HttpResponse<String> reply = SERVICE.post("/api/jobs/check", """
                {"data": {"file": "/etc/passwd"},
                 "calibration": [{"method": "poststratify", "by": ["sex"], "totals": {"file": "../totals.csv"}}],
                 "estimates": [{"id": "a", "statistic": "count"}]}
                """);
        assertThat(reply.body())
                .contains("{\"line\":1,\"column\":19,\"message\":\"The service reads no files.\"")
                .contains("{\"line\":2,\"column\":79,\"message\":\"The service reads no files.\"");
    }

    @Test
    void filesThatWereKeptForTheirTimeAreGoneAndTheJobCanBeRunAgain() throws Exception {
        UUID key = UUID.randomUUID();
        post(key, example);
        ended(key);
        Duration age = Duration.ofDays(1);
        new JobStore(SERVICE.database()).removeFiles(Instant.now().plus(age).plusSeconds(60), age);
        HttpResponse<String> gone = SERVICE.get("/api/jobs/" + key + "/files/estimates.csv");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("\"410.1\"");
        assertThat(SERVICE.get("/api/jobs/" + key).body()).contains("\"state\":\"done\"", "\"files\":[]");
        UUID again = UUID.randomUUID();
        post(again, SERVICE.get("/api/jobs/" + key + "/job").body());
        assertThat(ended(again)).contains("\"state\":\"done\"", "estimates.csv");
    }

    @Test
    void aJobThatEndedCanBeRemovedAndNotCancelled() throws Exception {
        UUID key = UUID.randomUUID();
        post(key, example);
        ended(key);
        HttpResponse<String> cancelled = SERVICE.post("/api/jobs/" + key + "/cancel", "{}");
        assertThat(cancelled.statusCode()).isEqualTo(409);
        assertThat(cancelled.body()).contains("\"409.6\"");
        HttpResponse<String> removed =
                TestService.send(request("/api/jobs/" + key).DELETE().build());
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(SERVICE.get("/api/jobs/" + key).body()).contains("\"404.5\"");
        assertThat(SERVICE.get("/api/jobs/" + key + "/files/estimates.csv").body())
                .contains("\"404.5\"");
    }

    @Test
    void aCancelledJobSaysWhyAndHasNoFiles() throws Exception {
        UUID key = UUID.randomUUID();
        new JobStore(SERVICE.database()).queue(key, ROUND, "long", TestService.bytes(longJob(example)));
        while (new JobStore(SERVICE.database()).find(key).state() == JobState.QUEUED) {
            Thread.sleep(20);
        }
        HttpResponse<String> early = SERVICE.get("/api/jobs/" + key + "/files");
        assertThat(early.body()).contains("\"409.7\"");
        HttpResponse<String> cancelled = SERVICE.post("/api/jobs/" + key + "/cancel", "{}");
        assertThat(cancelled.body()).contains("\"state\":\"cancelled\"", "\"reason\":\"on-request\"", "\"files\":[]");
        // The worker is free again.
        UUID next = UUID.randomUUID();
        post(next, example);
        assertThat(ended(next)).contains("\"state\":\"done\"");
        assertThat(SERVICE.get("/api/jobs/" + key).body()).contains("\"state\":\"cancelled\"");
    }

    @Test
    @Timeout(180)
    void aJobIsCancelledInTheMiddleOfItsOneStep() throws Exception {
        // Hours of quantiles in replicates, all of them one step.
        String probabilities =
                IntStream.range(1, 400).mapToObj(i -> "0." + (1000 + i)).collect(Collectors.joining(", "));
        String step = example.substring(0, example.indexOf("\"estimates\""))
                + "\"replicates\": {\"method\": \"subbootstrap\", \"count\": 100000, \"seed\": 7},\n \"estimates\": ["
                + "{\"id\": \"q\", \"statistic\": \"quantile\", \"variables\": [\"age\", \"distance\"], \"probabilities\": ["
                + probabilities + "], \"interval\": \"replicates\"}]}";
        UUID key = UUID.randomUUID();
        assertThat(post(key, step).body()).contains("\"state\":\"queued\"");
        while (!SERVICE.get("/api/jobs/" + key).body().contains("\"stage\":\"estimating\"")) {
            Thread.sleep(20);
        }
        SERVICE.post("/api/jobs/" + key + "/cancel", "{}");
        UUID next = UUID.randomUUID();
        post(next, example);
        assertThat(ended(next)).contains("\"state\":\"done\"");
    }

    @Test
    void aJobThatNoLongerFitsFailsWithItsFaultsAndQuotesNoAnswer() throws Exception {
        // As if it had fitted when it was posted: the ages would be weights, each told by its difference to 200.
        UUID key = UUID.randomUUID();
        String job = """
                {"data": {"round": "%s", "states": ["approved", "submitted"]},
                 "variables": [{"name": "w", "value": "${age} - 200"}],
                 "design": {"weights": "w"},
                 "estimates": [{"id": "a", "statistic": "count"}]}
                """.formatted(ROUND);
        new JobStore(SERVICE.database()).queue(key, ROUND, "stale", TestService.bytes(job));
        assertThat(ended(key))
                .contains("\"state\":\"failed\"", "\"reason\":\"faults\"", "\"files\":[]")
                .contains("\"line\": 3,", "Weight \\\"w\\\" is negative in ")
                .doesNotContain("(-1");
        assertThat(SERVICE.get("/api/jobs/" + key + "/files").body()).contains("\"409.7\"");
    }

    @Test
    void aCharacterThatNoTextCanHoldIsRefusedAtItsPlaceWithARemedy() throws Exception {
        UUID key = UUID.randomUUID();
        String job = """
                {"name": "nul \\u0000", "data": {"round": "%s", "states": ["submitted"]},
                 "variables": [{"name": "half \\ud83d", "value": "1"}, {"name": "whole \\ud83d\\ude00", "value": "1"}],
                 "estimates": [{"id": "a", "statistic": "count"}], "no\\u0000key": 1}
                """.formatted(ROUND);
        HttpResponse<String> reply = post(key, job);
        assertThat(reply.statusCode()).isEqualTo(422);
        assertThat(reply.body())
                .contains("{\"line\":1,\"column\":10,\"message\":\"The text holds the character U+0000")
                .contains("\"remedy\":\"Remove \\\\u0000.\"")
                .contains("{\"line\":2,\"column\":25,\"message\":\"The text holds half of a character, an escape")
                .contains("{\"line\":3,\"column\":52,\"message\":\"The text holds the character U+0000")
                .doesNotContain("\"line\":2,\"column\":66");
        assertThat(SERVICE.get("/api/jobs/" + key).statusCode()).isEqualTo(404);
        String whole = example.replace("\"name\": \"" + ROUND + "\"", "\"name\": \"\\ud83d\\ude00\"");
        assertThat(whole).isNotEqualTo(example);
        post(key, whole);
        assertThat(ended(key)).contains("\"state\":\"done\"");
    }

    @Test
    void aJobWithoutDataIsToldSoOnce() throws Exception {
        assertThat(SERVICE.post("/api/jobs/check", "{\"estimates\": [{\"id\": \"a\", \"statistic\": \"count\"}]}")
                        .body())
                .contains("The key \\\"data\\\" is missing.")
                .doesNotContain("\\\"file\\\"");
        assertThat(SERVICE.post(
                                "/api/jobs/check",
                                "{\"data\": {}, \"estimates\": [{\"id\": \"a\", \"statistic\": \"count\"}]}")
                        .body())
                .contains("\\\"data\\\" names no data.", "Name a \\\"round\\\"");
    }

    /** The example with some seconds of replicates. */
    static String longJob(String example) {
        StringBuilder blocks = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            blocks.append(i == 0 ? "" : ",")
                    .append("{\"id\": \"b" + i + "\", \"statistic\": \"mean\", \"variables\": [\"age\", \"distance\"],"
                            + " \"by\": [[], [\"sex\"], [\"knows\"], [\"sex\", \"knows\"]], \"intervals\": [\"t\"]}");
        }
        return example.substring(0, example.indexOf("\"estimates\""))
                + "\"replicates\": {\"method\": \"subbootstrap\", \"count\": 1500, \"seed\": 7},\n \"estimates\": ["
                + blocks
                + "]}";
    }

    private static HttpRequest.Builder request(String path) {
        return SERVICE.request(path).header("Content-Type", "application/json");
    }

    private static HttpResponse<String> post(UUID key, String job) throws IOException, InterruptedException {
        return TestService.send(request("/api/jobs")
                .header("Idempotency-Key", key.toString())
                .POST(HttpRequest.BodyPublishers.ofString(job))
                .build());
    }

    private static String ended(UUID key) throws IOException, InterruptedException {
        while (true) {
            String job = SERVICE.get("/api/jobs/" + key).body();
            if (!job.contains("\"endedAt\":null")) {
                return job;
            }
            Thread.sleep(50);
        }
    }

    private static Map<String, String> unzipped(UUID key) throws IOException, InterruptedException {
        HttpResponse<byte[]> reply = HttpClient.newHttpClient()
                .send(SERVICE.request("/api/jobs/" + key + "/files").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/zip");
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(reply.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
