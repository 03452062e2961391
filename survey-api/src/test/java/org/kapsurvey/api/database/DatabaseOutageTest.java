package org.kapsurvey.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.ServiceException;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.postgres.Postgres;

/** A PostgreSQL that the service does not run itself, taken away from it, locked and broken. */
class DatabaseOutageTest {
    @TempDir
    static Path folder;

    private static Postgres postgres;
    private static DatabaseAddress address;
    private static Service service;

    @BeforeAll
    static void start() {
        postgres = Postgres.in(folder.resolve("pg"));
        postgres.start();
        address = DatabaseAddress.parse("postgresql://" + Postgres.USER + ":" + postgres.password() + "@127.0.0.1:"
                + postgres.port() + "/" + Postgres.DATABASE);
        service = Service.start(
                folder,
                address,
                InetAddress.getLoopbackAddress(),
                0,
                database -> new QuestionnaireStore(database).publish("test-form", TestService.form()));
        TestService.logIn(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        postgres.close();
    }

    /**
     * A test before this one may have taken the database away, and the pool looks for it at growing distances: one connection may be
     * back before the next, so an interview has to come through too.
     */
    @BeforeEach
    void awaitReady() throws Exception {
        long start = System.nanoTime();
        while (get("/readyz").statusCode() != 200 || put(UUID.randomUUID()).statusCode() != 201) {
            assertThat(since(start)).isLessThan(Duration.ofSeconds(30));
            Thread.sleep(100);
        }
    }

    @Test
    void aWrongPasswordAndAMissingDatabaseAreNamedAtTheStart() {
        String at = "127.0.0.1:" + postgres.port() + "/";
        assertThat(refusal("postgresql://" + Postgres.USER + ":s3cret@" + at + Postgres.DATABASE))
                .isEqualTo("The database at postgresql://" + at + Postgres.DATABASE
                        + " refuses the user or the password. Correct KAP_DATABASE_URL; a sign such as @ or % in a"
                        + " password is written %40, %25.");
        assertThat(refusal("postgresql://" + Postgres.USER + ":" + postgres.password() + "@" + at + "nowhere"))
                .isEqualTo("The database at postgresql://" + at + "nowhere does not exist. Create it, or correct"
                        + " KAP_DATABASE_URL.");
    }

    @Test
    void aPasswordLeftOutAndTlsThatIsNotThereAreNamedToServiceAndCommand() {
        String at = "127.0.0.1:" + postgres.port() + "/" + Postgres.DATABASE;
        for (String url : List.of(
                "postgresql://" + Postgres.USER + "@" + at,
                "postgresql://" + Postgres.USER + ":" + postgres.password() + "@" + at + "?sslmode=require")) {
            assertThat(refusal(url))
                    .startsWith("The database at postgresql://" + at + " asks for a password, or for an encryption,");
            assertThatThrownBy(() -> CommandDatabase.open(folder, DatabaseAddress.parse(url)))
                    .hasMessage(refusal(url));
        }
        String wrong = "postgresql://" + Postgres.USER + ":s3cret@" + at;
        assertThatThrownBy(() -> CommandDatabase.open(folder, DatabaseAddress.parse(wrong)))
                .hasMessage(refusal(wrong));
    }

    private static String refusal(String url) {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (Service unexpected = Service.start(folder, DatabaseAddress.parse(url), here, 0, database -> {})) {
            return "started at " + unexpected.uri();
        } catch (ServiceException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void withoutItsDatabaseTheServiceSaysSoAtOnceAndRecoversByItself() throws Exception {
        UUID before = UUID.randomUUID();
        HttpResponse<String> receipt = put(before);
        assertThat(receipt.statusCode()).isEqualTo(201);

        postgres.stop();
        assertUnavailable();
        assertUnavailableToManyAtOnce();

        postgres.start();
        long back = System.nanoTime();
        HttpResponse<String> reply = put(before);
        while (reply.statusCode() != 201 && since(back).compareTo(Duration.ofSeconds(60)) < 0) {
            Thread.sleep(100);
            reply = put(before);
        }
        assertThat(reply.body()).as("the receipt from before the outage").isEqualTo(receipt.body());
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void whatComesRightAfterEveryConnectionWasEndedSucceeds() throws Exception {
        UUID interview = UUID.randomUUID();
        assertThat(put(interview).statusCode()).isEqualTo(201);
        for (int i = 0; i < 20; i++) {
            try (Connection other = address.source(5).getConnection();
                    Statement statement = other.createStatement()) {
                statement.execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                        + " where pid <> pg_backend_pid() and datname = current_database()");
            }
            assertThat(put(interview).statusCode()).as("time " + i).isEqualTo(201);
        }
    }

    @Test
    void aCommandIsMorePatientThanTheService() throws Exception {
        postgres.stop();
        AuditKey key = AuditKey.make(folder);
        try (Database ofCommand = Database.forCommand(address, () -> key);
                Database ofService = Database.at(address, key)) {
            CompletableFuture<Object> answer = CompletableFuture.supplyAsync(
                    () -> Objects.requireNonNull(ofCommand.read(tables -> tables.fetchValue("select 7"))));
            assertThatThrownBy(() -> ofService.read(tables -> tables.fetchValue("select 7")))
                    .hasMessageContaining("does not answer at the moment");
            postgres.start();
            assertThat(answer.join()).isEqualTo(7);
        }
    }

    @Test
    void whoWaitsTooLongForALockIsToldToComeAgain() throws Exception {
        try (Connection other = address.source(0).getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table interview in access exclusive mode");
            long start = System.nanoTime();
            HttpResponse<String> reply = put(UUID.randomUUID());
            assertThat(reply.statusCode()).isEqualTo(503);
            assertThat(reply.body()).contains("\"code\":\"503.2\"");
            assertThat(reply.headers().firstValue("Retry-After").orElse("")).matches("[1-3]");
            assertThat(since(start)).isLessThan(Duration.ofSeconds(30));
            other.rollback();
        }
        assertThat(put(UUID.randomUUID()).statusCode()).isEqualTo(201);
    }

    /** The row that PostgreSQL refuses is quoted in its error's detail; neither reply nor log may hold it. */
    @Test
    void aFaultOfOursIsToldByAnIdAndLoggedWithoutTheAnswers() throws Exception {
        String canary = "canary-7f3a";
        PrintStream console = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        HttpResponse<String> reply;
        try (Connection other = address.source(0).getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("alter table interview add constraint broken check (outcome <> 'complete') not valid");
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            UUID id = UUID.randomUUID();
            reply = TestService.put(
                    service.uri(),
                    id,
                    1,
                    bytes(interview(id, 1, "{\"age\":\"27\",\"heard\":\"no\",\"remark\":\"" + canary + "\"}")));
            statement.execute("alter table interview drop constraint broken");
        } finally {
            System.setErr(console);
        }
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body())
                .contains("\"code\":\"500.1\"")
                .containsPattern("\"error\":\"[0-9a-f-]{36}\"")
                .doesNotContain("broken", "interview_", "org.", canary);
        assertThat(Files.readString(folder.resolve("pg/postgres.log"), StandardCharsets.UTF_8))
                .contains("broken")
                .doesNotContain(canary);
        String error = reply.body().replaceFirst(".*\"error\":\"([^\"]+)\".*", "$1");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains(error, "InterviewStore")
                .doesNotContain(canary);
    }

    private static void assertUnavailable() throws Exception {
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            HttpResponse<String> reply = put(UUID.randomUUID());
            assertThat(reply.statusCode()).isEqualTo(503);
            assertThat(reply.body()).contains("\"code\":\"503.1\"");
            assertThat(reply.headers().firstValue("Retry-After").orElse("")).matches("[1-3]");
            assertThat(since(start)).isLessThan(Duration.ofSeconds(30));
        }
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    /** One in a second waits the two seconds that a connection may take; if all did, none would be told sooner. */
    private static void assertUnavailableToManyAtOnce() throws Exception {
        ExecutorService devices = Executors.newFixedThreadPool(40);
        try {
            List<Future<Duration>> waits = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                waits.add(devices.submit(() -> {
                    long start = System.nanoTime();
                    assertThat(put(UUID.randomUUID()).statusCode()).isEqualTo(503);
                    return since(start);
                }));
            }
            int soon = 0;
            for (Future<Duration> wait : waits) {
                soon += wait.get().compareTo(Duration.ofMillis(1_900)) < 0 ? 1 : 0;
            }
            assertThat(soon).as("told at once, of 200").isGreaterThan(40);
        } finally {
            devices.shutdownNow();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static HttpResponse<String> put(UUID id) throws Exception {
        return TestService.put(service.uri(), id, 1, bytes(interview(id, 1)));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return TestService.send(TestService.request(service.uri(), path).build());
    }
}
