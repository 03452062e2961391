package org.kapsurvey.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresTest {
    @TempDir
    static Path temporary;

    private static Path folder;

    private static Postgres postgres;

    @BeforeAll
    static void start() {
        folder = temporary.resolve("above").resolve("data");
        postgres = Postgres.in(folder);
        postgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void theFoldersAboveTheDataStayAsOpenAsOthers() throws IOException {
        Path plain = Files.createDirectory(temporary.resolve("plain"));
        assertThat(Files.getPosixFilePermissions(folder.getParent())).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "password_encryption, scram-sha-256",
        "log_statement, none",
        "log_min_error_statement, panic",
        "log_error_verbosity, terse",
        "server_encoding, UTF8"
    })
    void theServerKeepsWhatItCommitsAndTellsNobody(String setting, String expected) throws SQLException {
        assertThat(value("show " + setting)).isEqualTo(expected);
    }

    @Test
    void everyConnectionNeedsThePassword() throws SQLException {
        PGSimpleDataSource stranger = source();
        stranger.setPassword("wrong");
        assertThatThrownBy(stranger::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThat(value("select rolpassword from pg_authid where rolname = '" + Postgres.USER + "'"))
                .startsWith("SCRAM-SHA-256$");
        assertThat(value("select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
    }

    @Test
    void nobodyElseMayLookIntoTheFolder() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(postgres.password()).matches("[0-9a-f]{64}");
    }

    @Test
    void aSecondProgramIsTurnedAway() {
        assertThatThrownBy(() -> Postgres.in(folder))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("Another KAP Survey uses the data in " + folder);
    }

    @Test
    void aServerThatEndedIsStartedAgainWithItsRows() throws Exception {
        execute("create table kept (n integer); insert into kept values (7)");
        long old = postgres.pid();
        ProcessHandle.of(old).orElseThrow().destroyForcibly();
        postgres.ended().get(10, TimeUnit.SECONDS);
        postgres.start();
        assertThat(postgres.pid()).isNotEqualTo(old);
        assertThat(value("select n from kept")).isEqualTo("7");
    }

    @Test
    void aTakenPortIsNoHindrance() throws Exception {
        int before = postgres.port();
        postgres.stop();
        try (ServerSocket other = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
            postgres.start();
            assertThat(postgres.port()).isNotEqualTo(other.getLocalPort());
        }
        assertThat(value("select 1")).isEqualTo("1");
    }

    /** A process id in a file left behind may belong to any program by now. */
    @Test
    void aStrangersProcessIsNeverStopped() throws Exception {
        postgres.stop();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path pidFile = folder.resolve("cluster").resolve("postmaster.pid");
            Files.write(
                    pidFile,
                    List.of(
                            Long.toString(stranger.pid()),
                            folder.resolve("cluster").toString(),
                            "1",
                            "1"));
            postgres.start();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(value("select 1")).isEqualTo("1");
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void theServerIsNotReachedFromOtherMachines() throws Exception {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    PGSimpleDataSource outside = source();
                    outside.setServerNames(new String[] {address.getHostAddress()});
                    outside.setConnectTimeout(1);
                    assertThatThrownBy(outside::getConnection).isInstanceOf(SQLException.class);
                }
            }
        }
        assertThat(value("select inet_server_addr()")).isEqualTo("127.0.0.1");
    }

    private static PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {postgres.port()});
        source.setDatabaseName(Postgres.DATABASE);
        source.setUser(Postgres.USER);
        source.setPassword(postgres.password());
        return source;
    }

    private static String value(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
