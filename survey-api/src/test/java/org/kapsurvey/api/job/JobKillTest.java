package org.kapsurvey.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.torture.ServiceProcess;

/** Kills the service while it runs a job. Only processes are killed that this test started. */
class JobKillTest {
    private static final String ROUND = "kill-round";

    @TempDir
    Path folder;

    private @Nullable ServiceProcess started;

    @AfterEach
    void stop() throws InterruptedException {
        if (started != null) {
            started.stop();
        }
    }

    @Test
    void aJobWhoseServiceIsKilledIsTakenUpAgainAndGivesWhatItWouldHaveGiven() throws Exception {
        ServiceProcess service = TestService.process(folder);
        started = service;
        service.start();
        service.awaitReady();
        TestService.logIn(service);
        String text;
        try (CommandDatabase opened = CommandDatabase.open(service.data(), null)) {
            TestRound.interviewed(opened.database(), service().uri(), ROUND);
            text = JobResourceTest.longJob(
                    new DatabaseRounds(opened.database()).example(ROUND).orElseThrow());
        }
        UUID killed = post(text);
        await(killed, "\"stage\":\"estimating\"");
        ProcessHandle orphan = service.postgres().orElseThrow();
        service.running().destroyForcibly();
        assertThat(service.running().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(orphan.isAlive()).as("PostgreSQL outlives the service").isTrue();

        service.start();
        service.awaitReady();
        assertThat(orphan.isAlive()).as("the next start stops it first").isFalse();
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

    private UUID post(String text) throws Exception {
        UUID key = UUID.randomUUID();
        String reply = TestService.send(TestService.request(service().uri(), "/api/jobs")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key.toString())
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build())
                .body();
        assertThat(reply).contains(key.toString());
        return key;
    }

    private String await(UUID job, String sign) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < Duration.ofMinutes(4).toNanos()) {
            String found = get("/api/jobs/" + job);
            if (found.contains(sign)) {
                return found;
            }
            assertThat(found).contains("\"endedAt\":null");
            Thread.sleep(50);
        }
        throw new AssertionError("No " + sign + " in 4 minutes: " + service().log());
    }

    private String get(String path) throws Exception {
        return TestService.send(TestService.request(service().uri(), path).build())
                .body();
    }

    private ServiceProcess service() {
        assertThat(started).isNotNull();
        return started;
    }
}
