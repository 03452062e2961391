package org.kapsurvey.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.postgres.Postgres;

/** A PostgreSQL that the service does not run itself, taken away from it and given back. */
class DatabaseOutageTest {
    @TempDir
    Path folder;

    @Test
    void withoutItsDatabaseTheServiceSaysSoAtOnceAndRecoversByItself() throws Exception {
        try (Postgres postgres = Postgres.in(folder.resolve("pg"))) {
            postgres.start();
            String url = "postgresql://" + Postgres.USER + ":" + postgres.password() + "@127.0.0.1:" + postgres.port()
                    + "/" + Postgres.DATABASE;
            DatabaseAddress address = DatabaseAddress.parse(url);
            assertThat(address.toString()).doesNotContain(postgres.password());
            try (Service service = Service.start(
                    folder,
                    address,
                    InetAddress.getLoopbackAddress(),
                    0,
                    database -> new QuestionnaireStore(database).publish("test-form", TestService.form()))) {
                UUID before = UUID.randomUUID();
                HttpResponse<String> receipt = put(service, before);
                assertThat(receipt.statusCode()).isEqualTo(201);

                postgres.stop();
                assertUnavailable(service);
                long start = System.nanoTime();
                assertUnavailableToManyAtOnce(service);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));

                postgres.start();
                long back = System.nanoTime();
                HttpResponse<String> reply = put(service, before);
                while (reply.statusCode() != 201
                        && System.nanoTime() - back < Duration.ofSeconds(5).toNanos()) {
                    Thread.sleep(100);
                    reply = put(service, before);
                }
                assertThat(reply.body())
                        .as("the receipt from before the outage")
                        .isEqualTo(receipt.body());
                assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(4));
                assertThat(get(service, "/readyz").statusCode()).isEqualTo(200);
            }
        }
    }

    private static void assertUnavailable(Service service) throws Exception {
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            HttpResponse<String> reply = put(service, UUID.randomUUID());
            assertThat(reply.statusCode()).isEqualTo(503);
            assertThat(reply.body()).contains("\"code\":\"503.1\"");
            assertThat(reply.headers().firstValue("Retry-After").orElse("")).matches("[1-3]");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
        assertThat(get(service, "/readyz").statusCode()).isEqualTo(503);
        assertThat(get(service, "/livez").statusCode()).isEqualTo(200);
    }

    private static void assertUnavailableToManyAtOnce(Service service) throws Exception {
        ExecutorService devices = Executors.newFixedThreadPool(40);
        try {
            List<Future<Integer>> codes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                codes.add(devices.submit(() -> put(service, UUID.randomUUID()).statusCode()));
            }
            for (Future<Integer> code : codes) {
                assertThat(code.get()).isEqualTo(503);
            }
        } finally {
            devices.shutdownNow();
        }
    }

    private static HttpResponse<String> put(Service service, UUID id) throws Exception {
        return TestService.put(service.uri(), id, 1, bytes(interview(id, 1)));
    }

    private static HttpResponse<String> get(Service service, String path) throws Exception {
        URI uri = service.uri();
        return TestService.send(TestService.request(uri, path).build());
    }
}
