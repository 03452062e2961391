package org.kapsurvey.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.AuditKey;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;

/** Somebody must be left who can make accounts; in a database of its own, which has no other administrators. */
class LastAdministratorTest {
    private static final String PASSWORD = "voi xanh đi học 7";

    private final String name = "last_" + UUID.randomUUID().toString().replace('-', '_');
    private final DatabaseAddress address = TestService.shared().address(name);

    @TempDir
    Path folder;

    private Database database;
    private AccountStore accounts;

    @BeforeEach
    void emptyDatabase() throws Exception {
        server("create database " + name);
        database = Database.at(address, AuditKey.make(folder));
        database.migrate();
        accounts = new AccountStore(database);
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
        server("drop database " + name + " with (force)");
    }

    private static void server(String statement) throws Exception {
        try (Connection connection =
                        TestService.shared().address("postgres").source(30).getConnection();
                Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }

    private Account administrator(String login, String... areas) {
        return accounts.add(login, "Quản trị", Role.ADMINISTRATOR, List.of(areas), PASSWORD, "test");
    }

    @Test
    void ofTwoWhoAreDisabledAtOnceOneStays() throws Exception {
        List<Account> two = List.of(administrator("one"), administrator("two"));
        administrator("bound", "31");
        List<Callable<String>> disabling = new ArrayList<>();
        two.forEach(one -> disabling.add(() -> {
            try {
                accounts.disable(one, "test");
                return "disabled";
            } catch (ProblemException e) {
                return e.problem().code();
            }
        }));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<String>> done;
        try {
            done = threads.invokeAll(disabling);
        } finally {
            threads.shutdownNow();
        }
        assertThat(List.of(done.get(0).get(), done.get(1).get())).containsExactlyInAnyOrder("disabled", "409.11");
    }

    @Test
    void theLastIsNeitherBoundToAreasNorGivenAnotherRole() {
        Account last = administrator("one");
        administrator("bound", "31");
        refused(() -> accounts.change(last, "Quản trị", Role.ADMINISTRATOR, List.of("31"), null, "test"));
        refused(() -> accounts.change(last, "Quản trị", Role.MANAGER, List.of(), null, "test"));
        refused(() -> accounts.disable(last, "test"));

        accounts.change(last, "Tên mới", Role.ADMINISTRATOR, List.of(), null, "test");
        administrator("two");
        accounts.disable(last, "test");
        assertThat(accounts.find(last.id()).orElseThrow().disabled()).isTrue();
    }

    private static void refused(Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problems.LAST_ADMINISTRATOR));
    }
}
