package org.kapsurvey.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.AuditKey;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.postgres.RunningPostgres;

/** The queue in a database of its own, where no service works. */
class JobQueueTest {
    private static final String ROUND = "queue-round";
    private static Database database;
    private static JobStore jobs;

    @BeforeAll
    static void emptyDatabase() throws Exception {
        RunningPostgres server = RunningPostgres.in(TestService.shared().data()).orElseThrow();
        String address = "postgresql://kap:" + server.password() + "@127.0.0.1:" + server.port() + "/";
        try (Connection connection =
                        DatabaseAddress.parse(address + "postgres").source(30).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database queue");
        }
        database = Database.at(
                DatabaseAddress.parse(address + "queue"),
                AuditKey.make(TestService.shared().data()));
        database.migrate();
        TestRound.open(database, ROUND);
        jobs = new JobStore(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void clear() {
        execute("delete from job");
    }

    @Test
    void aJobPostedTwiceIsQueuedOnce() {
        UUID id = UUID.randomUUID();
        assertThat(jobs.queue(id, ROUND, "a", bytes("{}")).fresh()).isTrue();
        assertThat(jobs.queue(id, ROUND, "a", bytes("{}")).fresh()).isFalse();
        assertThat(jobs.recent()).hasSize(1);
        assertThatThrownBy(() -> jobs.queue(id, ROUND, "a", bytes("{ }")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problems.JOB_KEY_TAKEN));
    }

    @Test
    void ofManyWhoTakeAtOnceNoTwoGetOneJob() throws Exception {
        for (int i = 0; i < 20; i++) {
            jobs.queue(UUID.randomUUID(), ROUND, "job " + i, bytes("{}"));
        }
        Set<UUID> taken = ConcurrentHashMap.newKeySet();
        List<Callable<Integer>> workers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            workers.add(() -> {
                int count = 0;
                for (var job = jobs.take(); job.isPresent(); job = jobs.take()) {
                    assertThat(taken.add(job.get().id())).as("taken once").isTrue();
                    count++;
                }
                return count;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(workers.size());
        try {
            int sum = 0;
            for (Future<Integer> count : threads.invokeAll(workers)) {
                sum += count.get();
            }
            assertThat(sum).isEqualTo(20);
        } finally {
            threads.shutdownNow();
        }
        assertThat(jobs.recent()).allSatisfy(job -> assertThat(job.attempts()).isEqualTo(1));
    }

    @Test
    void twoWorkersRunEachJobOnce() throws Exception {
        TestService service = TestService.shared();
        TestRound.interviewed(service.database(), service.uri(), "two-workers");
        String text =
                new DatabaseRounds(service.database()).example("two-workers").orElseThrow();
        List<UUID> ids = new ArrayList<>();
        JobStore shared = new JobStore(service.database());
        for (int i = 0; i < 12; i++) {
            ids.add(UUID.randomUUID());
            shared.queue(ids.get(i), "two-workers", "job", bytes(text));
        }
        // Beside the worker of the service.
        try (JobWorker other = JobWorker.start(service.database(), JobWorker.FILES_KEPT)) {
            other.wake();
            for (UUID id : ids) {
                while (!shared.find(id).state().hasEnded()) {
                    Thread.sleep(50);
                }
                assertThat(shared.find(id).state()).isEqualTo(JobState.DONE);
                assertThat(shared.find(id).attempts()).isEqualTo(1);
                assertThat(shared.find(id).files()).contains("estimates.csv", "run.json", "tables.html", "timing.json");
            }
        }
    }

    @Test
    void filesOfJobsThatEndedLongAgoAreRemovedAndTheJobsStay() {
        UUID old = UUID.randomUUID();
        UUID running = UUID.randomUUID();
        jobs.queue(old, ROUND, "old", bytes("{}"));
        jobs.finish(jobs.take().orElseThrow(), Map.of("estimates.csv", bytes("a"), "run.json", bytes("b")));
        jobs.queue(running, ROUND, "running", bytes("{}"));
        assertThat(jobs.take()).isPresent();
        Duration age = Duration.ofDays(180);
        Instant ended = Objects.requireNonNull(jobs.find(old).endedAt());
        assertThat(jobs.removeFiles(ended.plus(age).minusSeconds(1), age)).isZero();
        assertThat(jobs.find(old).files()).hasSize(2);
        assertThat(jobs.removeFiles(ended.plus(age).plusSeconds(1), age)).isEqualTo(1);
        assertThat(jobs.find(old).state()).isEqualTo(JobState.DONE);
        assertThat(jobs.find(old).files()).isEmpty();
        assertThat(jobs.content(old)).isEqualTo(bytes("{}"));
        assertThat(jobs.file(old, "run.json")).isEmpty();
        assertThat(jobs.find(running).state()).isEqualTo(JobState.RUNNING);
        assertThat(jobs.removeFiles(ended.plus(age).plusSeconds(1), age))
                .as("once")
                .isZero();
    }

    @Test
    void aJobWhoseLeaseRanOutIsTakenAgainAndTheFirstWorkerCanNoLongerWrite() {
        jobs.queue(UUID.randomUUID(), ROUND, "a", bytes("{}"));
        JobStore.Taken first = jobs.take().orElseThrow();
        assertThat(jobs.take()).as("while the lease holds").isEmpty();
        letLeasesRunOut();
        JobStore.Taken second = jobs.take().orElseThrow();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(jobs.renew(first, Stage.ESTIMATING, 1, 2)).isFalse();
        assertThat(jobs.finish(first, Map.of("estimates.csv", bytes("old")))).isFalse();
        assertThat(jobs.renew(second, Stage.ESTIMATING, 1, 2)).isTrue();
        assertThat(jobs.finish(second, Map.of("estimates.csv", bytes("new")))).isTrue();
        assertThat(jobs.find(first.id()).state()).isEqualTo(JobState.DONE);
        assertThat(jobs.file(first.id(), "estimates.csv")).hasValue(bytes("new"));
    }

    @Test
    void aJobThatLosesItsWorkerThreeTimesIsGivenUpAndSaysWhy() {
        UUID id = UUID.randomUUID();
        jobs.queue(id, ROUND, "a", bytes("{}"));
        for (int i = 0; i < JobStore.ATTEMPTS; i++) {
            assertThat(jobs.take()).isPresent();
            letLeasesRunOut();
        }
        assertThat(jobs.take()).isEmpty();
        assertThat(jobs.find(id).state()).isEqualTo(JobState.FAILED);
        assertThat(jobs.find(id).reason()).isEqualTo("worker-lost");
    }

    @Test
    void aJobThatIsCancelledWhileItRunsLeavesNothing() {
        UUID id = UUID.randomUUID();
        jobs.queue(id, ROUND, "a", bytes("{}"));
        JobStore.Taken taken = jobs.take().orElseThrow();
        assertThat(jobs.cancel(id).reason()).isEqualTo("on-request");
        assertThat(jobs.cancel(id).state()).as("again").isEqualTo(JobState.CANCELLED);
        assertThat(jobs.renew(taken, Stage.WRITING, 1, 1)).isFalse();
        assertThat(jobs.finish(taken, Map.of("estimates.csv", bytes("x")))).isFalse();
        jobs.fail(taken, Reason.PROGRAM_FAULT, "[]");
        assertThat(jobs.find(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.find(id).files()).isEmpty();
    }

    @Test
    void whatAStoppingWorkerGivesBackCostsNoAttempt() {
        jobs.queue(UUID.randomUUID(), ROUND, "a", bytes("{}"));
        for (int i = 0; i < 5; i++) {
            JobStore.Taken taken = jobs.take().orElseThrow();
            assertThat(taken.attempts()).isEqualTo(1);
            jobs.release(taken, false);
        }
    }

    @Test
    void theQueueIsBounded() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 200; i++) {
                        jobs.queue(UUID.randomUUID(), ROUND, "a", bytes("{}"));
                    }
                })
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problems.QUEUE_FULL));
    }

    private static void letLeasesRunOut() {
        execute("update job set lease_until = clock_timestamp() - interval '1 second' where state = 'running'");
    }

    private static void execute(String sql) {
        database.write(tables -> tables.execute(sql));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
