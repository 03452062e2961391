package org.kapsurvey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;
import static org.kapsurvey.api.TestService.sha256;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.torture.ServiceProcess;
import org.kapsurvey.postgres.Postgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Kills the service and its PostgreSQL while devices send, and then looks for every interview that was acknowledged.
 * Only processes are killed that this test started or found in its own {@code postmaster.pid}.
 */
class KillTest {
    private static final int ROUNDS = 5;
    private static final int DEVICES = 4;

    @TempDir
    Path folder;

    private final Set<UUID> tried = ConcurrentHashMap.newKeySet();
    private final Map<UUID, String> receipts = new ConcurrentHashMap<>();
    private final AtomicInteger drift = new AtomicInteger();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sending = new AtomicBoolean(true);
    private @Nullable ServiceProcess started;

    @Test
    void fiveRoundsOfKillingServiceAndPostgresLoseNoAcknowledgedInterview() throws Exception {
        ServiceProcess service = TestService.process(folder);
        started = service;
        long begin = System.nanoTime();
        List<Thread> devices = new ArrayList<>();
        List<Long> recoveries = new ArrayList<>();
        try {
            service.start();
            service.awaitReady();
            TestService.logIn(service);
            for (int i = 0; i < DEVICES; i++) {
                Thread device = new Thread(this::send, "device-" + i);
                device.start();
                devices.add(device);
            }
            for (int round = 0; round < ROUNDS; round++) {
                Thread.sleep(700 + 130L * round);
                ProcessHandle old = postgres();
                kill(old);
                recoveries.add(awaitAnotherThan(old) + service.awaitReady());
                Thread.sleep(500 + 170L * round);
                ProcessHandle orphan = postgres();
                kill(service.running().toHandle());
                assertThat(orphan.isAlive())
                        .as("PostgreSQL outlives the service")
                        .isTrue();
                service.start();
                recoveries.add(service.awaitReady());
                assertThat(orphan.isAlive()).as("the next start stops it first").isFalse();
            }
            sending.set(false);
            for (Thread device : devices) {
                device.join(30_000);
                assertThat(device.isAlive()).isFalse();
            }
            assertEveryReceiptIsGivenAgain();
            service.running().destroy();
            assertThat(service.running().waitFor(30, TimeUnit.SECONDS)).isTrue();
            report(begin, recoveries);
        } finally {
            sending.set(false);
            service.stop();
        }
    }

    /** One device: a new interview is begun only when the last one has its receipt. */
    private void send() {
        while (sending.get()) {
            UUID id = UUID.randomUUID();
            byte[] body = bytes(interview(id, 1));
            tried.add(id);
            while (true) {
                try {
                    HttpResponse<String> reply = TestService.put(service().uri(), id, 1, body);
                    if (reply.statusCode() == 201) {
                        String earlier = receipts.put(id, reply.body());
                        if (earlier != null && !earlier.equals(reply.body())) {
                            drift.incrementAndGet();
                        }
                        break;
                    }
                    if (reply.statusCode() != 503) {
                        unexpected.add(reply.body());
                    }
                } catch (IOException e) {
                    // The service is down: the same bytes again.
                } catch (InterruptedException e) {
                    return;
                }
                pause();
            }
        }
    }

    private void assertEveryReceiptIsGivenAgain() throws Exception {
        for (Map.Entry<UUID, String> receipt : receipts.entrySet()) {
            HttpResponse<String> again = TestService.send(
                    TestService.request(service().uri(), "/api/interviews/" + receipt.getKey() + "/revisions/1")
                            .build());
            assertThat(again.body()).isEqualTo(receipt.getValue());
        }
    }

    private void report(long begin, List<Long> recoveries) throws Exception {
        Set<UUID> rows = new HashSet<>();
        int duplicates = 0;
        int torn = 0;
        try (Postgres postgres = Postgres.in(folder.resolve("data"))) {
            postgres.start();
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setPortNumbers(new int[] {postgres.port()});
            source.setDatabaseName(Postgres.DATABASE);
            source.setUser(Postgres.USER);
            source.setPassword(postgres.password());
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("""
                            select i.interview_id, i.payload, i.sha256, i.canonical is not null and i.status = 'stored',
                                (select count(*) from audit a where a.interview_id = i.interview_id),
                                (select count(*) from interview_state s where s.interview_id = i.interview_id)
                            from interview i""")) {
                while (found.next()) {
                    UUID id = found.getObject(1, UUID.class);
                    if (!rows.add(id)) {
                        duplicates++;
                    }
                    boolean whole = found.getString(3).equals(sha256(bytes(interview(id, 1))))
                            && sha256(found.getBytes(2)).equals(found.getString(3))
                            && found.getBoolean(4)
                            && found.getInt(5) == 1
                            && found.getInt(6) == 1;
                    if (!whole) {
                        torn++;
                    }
                }
            }
        }
        Set<UUID> lost = new HashSet<>(receipts.keySet());
        lost.removeAll(rows);
        Set<UUID> ghosts = new HashSet<>(rows);
        ghosts.removeAll(tried);
        recoveries.sort(null);
        System.out.printf(
                "kill -9: %d rounds, %d kills, acknowledged=%d rows=%d lost=%d dup=%d torn=%d ghost=%d receipt drift=%d,"
                        + " recovery p50 %d ms max %d ms, %d s%n",
                ROUNDS,
                recoveries.size(),
                receipts.size(),
                rows.size(),
                lost.size(),
                duplicates,
                torn,
                ghosts.size(),
                drift.get(),
                recoveries.get(recoveries.size() / 2),
                recoveries.get(recoveries.size() - 1),
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        assertThat(receipts.size())
                .as("enough interviews for the test to mean something")
                .isGreaterThan(200);
        assertThat(unexpected).as("answers that are neither a receipt nor 503").isEmpty();
        assertThat(lost).isEmpty();
        assertThat(ghosts).isEmpty();
        assertThat(duplicates).isZero();
        assertThat(torn).isZero();
        assertThat(drift).hasValue(0);
    }

    /** Milliseconds until the service has started another PostgreSQL by itself. */
    private long awaitAnotherThan(ProcessHandle old) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < Duration.ofSeconds(30).toNanos()) {
            try {
                if (postgres().pid() != old.pid()) {
                    return Duration.ofNanos(System.nanoTime() - start).toMillis();
                }
            } catch (IOException | NoSuchElementException | IndexOutOfBoundsException | NumberFormatException e) {
                // Its pid file is being written.
            }
            pause();
        }
        throw new AssertionError("No other PostgreSQL in 30 s: " + service().log());
    }

    private ProcessHandle postgres() throws IOException {
        Path pid = folder.resolve("data").resolve("cluster").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip()))
                .orElseThrow();
    }

    private static void kill(ProcessHandle process) throws Exception {
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    private ServiceProcess service() {
        assertThat(started).isNotNull();
        return started;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
