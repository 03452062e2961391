package org.kapsurvey.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.cli.Kap;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.postgres.RunningPostgres;

/** Kills the service while it runs a job. Only processes are killed that this test started. */
class JobKillTest {
    private static final String ROUND = "kill-round";

    @TempDir
    Path folder;

    private int port;
    private @Nullable Process service;

    @Test
    void aJobWhoseServiceIsKilledIsTakenUpAgainAndGivesWhatItWouldHaveGiven() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        start();
        RunningPostgres server = RunningPostgres.in(folder.resolve("data")).orElseThrow();
        String address = "postgresql://kap:" + server.password() + "@127.0.0.1:" + server.port() + "/postgres";
        String text;
        try (Database database = Database.at(DatabaseAddress.parse(address))) {
            TestRound.interviewed(database, uri(), ROUND);
            text = JobResourceTest.longJob(
                    new DatabaseRounds(database).example(ROUND).orElseThrow());
        }
        UUID killed = post(text);
        await(killed, "\"stage\":\"estimating\"");
        assertThat(service).isNotNull();
        service.destroyForcibly();
        assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();

        start();
        assertThat(get("/api/jobs/" + killed)).contains("\"files\":[]").doesNotContain("\"state\":\"done\"");
        String ended = await(killed, "\"endedAt\":\"");
        assertThat(ended).contains("\"state\":\"done\"", "\"attempts\":2");
        UUID whole = post(text);
        assertThat(await(whole, "\"endedAt\":\"")).contains("\"state\":\"done\"", "\"attempts\":1");
        for (String file : new String[] {"estimates.csv", "run.json", "tables.html"}) {
            assertThat(get("/api/jobs/" + killed + "/files/" + file))
                    .isEqualTo(get("/api/jobs/" + whole + "/files/" + file));
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (service != null && service.isAlive()) {
            service.destroy();
            if (!service.waitFor(25, TimeUnit.SECONDS)) {
                service.destroyForcibly();
            }
        }
    }

    private void start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dkap.home=" + Path.of("src", "test", "resources", "home").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                Kap.class.getName(),
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString());
        builder.environment().remove("KAP_DATABASE_URL");
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("service.log").toFile()));
        service = builder.start();
        while (true) {
            assertThat(service.isAlive()).as(this::log).isTrue();
            try {
                if (TestService.send(TestService.request(uri(), "/readyz").build())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                // It is starting.
            }
            Thread.sleep(50);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("service.log"));
        } catch (IOException e) {
            return "no log";
        }
    }

    private UUID post(String text) throws Exception {
        UUID key = UUID.randomUUID();
        String reply = TestService.send(TestService.request(uri(), "/api/jobs")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key.toString())
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build())
                .body();
        assertThat(reply).contains(key.toString());
        return key;
    }

    private String await(UUID job, String sign) throws Exception {
        while (true) {
            String found = get("/api/jobs/" + job);
            if (found.contains(sign)) {
                return found;
            }
            assertThat(found).contains("\"endedAt\":null");
            Thread.sleep(50);
        }
    }

    private String get(String path) throws Exception {
        return TestService.send(TestService.request(uri(), path).build()).body();
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
