package org.kapsurvey.api.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.database.Database;

/** A short torture, and that it finds the defects that it is for. */
class TortureTest {
    @TempDir
    Path folder;

    @Test
    void twoKillsDroppedRepliesAndCopiesAtOnceLoseNothing() throws Exception {
        Torture.Plan plan = new Torture.Plan(2, 400, 20, 20, 1);
        Torture.Outcome outcome = new Torture(folder, plan, System.out::println).run();
        System.out.println(outcome);
        assertThat(outcome.isWhole()).as(outcome.toString()).isTrue();
        assertThat(outcome.kills()).isEqualTo(2);
        assertThat(outcome.acknowledged()).isGreaterThanOrEqualTo(420);
        assertThat(outcome.drops()).isGreaterThanOrEqualTo(20);
        assertThat(outcome.copied()).isEqualTo(20);
    }

    @Test
    void anAsynchronousCommitIsFound() throws Exception {
        Torture.Outcome outcome = run(new Torture.Plan(2, 0, 0, 0, 2), new AsynchronousCommit());
        assertThat(outcome.lost()).isPositive();
        assertThat(outcome.isWhole()).isFalse();
    }

    @Test
    void aLookBeforeTheInsertInPlaceOfAUniqueKeyIsFound() throws Exception {
        Torture.Outcome outcome = run(new Torture.Plan(0, 0, 0, 20, 3), new NoUniqueKey());
        assertThat(outcome.duplicated()).isPositive();
        assertThat(outcome.unequal()).isPositive();
        assertThat(outcome.isWhole()).isFalse();
    }

    @Test
    void aReplyBeforeTheCommitIsFound() throws Exception {
        try (HastyProxy proxy = new HastyProxy()) {
            Torture.Outcome outcome = run(new Torture.Plan(1, 0, 0, 0, 4), proxy);
            assertThat(outcome.lost()).isPositive();
            assertThat(outcome.isWhole()).isFalse();
        }
    }

    private Torture.Outcome run(Torture.Plan plan, Sabotage sabotage) throws Exception {
        Torture.Outcome outcome = new Torture(folder, plan, sabotage, System.out::println).run();
        System.out.println(sabotage.getClass().getSimpleName() + " was found by lost=" + outcome.lost() + " twice="
                + outcome.duplicated() + " unequal=" + outcome.unequal());
        return outcome;
    }

    /** Every connection asks for synchronous commits; a trigger takes it back for the transaction that it runs in. */
    private static final class AsynchronousCommit implements Sabotage {
        @Override
        public List<String> settings() {
            return List.of("wal_writer_delay = 10s");
        }

        @Override
        public void database(Database database) {
            database.write(tables -> tables.execute("""
                    set local role none;
                    create function asynchronous() returns trigger language plpgsql as $$
                    begin
                        perform set_config('synchronous_commit', 'off', true);
                        return new;
                    end $$;
                    create trigger asynchronous before insert on interview for each row execute function asynchronous()"""));
        }
    }

    /**
     * Rows go to a table that inherits from the one with the key, and keys are not inherited. Whether there is a row already is looked up
     * first, as a program would without a key.
     */
    private static final class NoUniqueKey implements Sabotage {
        @Override
        public void database(Database database) {
            database.write(tables -> tables.execute("""
                    set local role none;
                    create table interview_without_key () inherits (interview);
                    create function look_and_insert() returns trigger language plpgsql as $$
                    begin
                        if not exists (select from interview i
                                where i.interview_id = new.interview_id and i.revision = new.revision) then
                            perform pg_sleep(0.05);
                            insert into interview_without_key select new.*;
                        end if;
                        return null;
                    end $$;
                    create trigger look_and_insert before insert on interview for each row execute function look_and_insert()"""));
        }
    }

    /** Gives a receipt as soon as it has the bytes, and passes them on once, after that. */
    private static final class HastyProxy implements Sabotage, AutoCloseable {
        private final HttpServer server;
        private final ExecutorService threads = Executors.newFixedThreadPool(4);
        private URI service;

        HastyProxy() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            server.setExecutor(threads);
            server.createContext("/", this::answer);
            server.start();
        }

        @Override
        public URI front(URI behind) {
            service = behind;
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public boolean takesBatches() {
            return false;
        }

        private void answer(HttpExchange exchange) throws IOException {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestURI().getPath().replaceFirst("^/api/interviews/([^/]*)/.*$", "$1");
            Device.Interview interview = new Device.Interview(UUID.fromString(id), body);
            byte[] receipt = ("{\"interview\":\"" + id + "\",\"revision\":1,\"sha256\":\"" + interview.sha256()
                            + "\",\"receivedAt\":\"" + Instant.now() + "\",\"status\":\"stored\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, receipt.length);
            exchange.getResponseBody().write(receipt);
            exchange.close();
            try {
                new Device(service, exchange.getRequestHeaders().getFirst("Cookie")).put(interview);
            } catch (IOException e) {
                // Acknowledged and gone: the defect.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
