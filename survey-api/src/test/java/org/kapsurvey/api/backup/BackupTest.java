package org.kapsurvey.api.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;
import static org.kapsurvey.api.database.generated.Tables.SESSION;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;

/** A backup of a running service, brought back to another database of the same PostgreSQL, and every way in which it must be refused. */
class BackupTest {
    private static final String CANARY = "canary-9c41";

    @TempDir
    Path folder;

    private final TestService service = TestService.shared();
    private final String name = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final DatabaseAddress source = service.address("postgres");
    private final DatabaseAddress target = service.address(name);
    private String recipient = "";
    private Path key = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void makeTargetAndKey() throws Exception {
        execute("create database " + name);
        key = folder.resolve("key.txt");
        recipient = BackupKey.make(key);
        file = folder.resolve("kap.age");
    }

    @AfterEach
    void dropDatabases() throws Exception {
        for (String database : databases()) {
            execute("drop database " + database);
        }
    }

    @Test
    void whatWasKeptIsServedAgainByAnotherDatabase() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] content = bytes(interview(id, 1, "{\"age\":\"27\",\"heard\":\"no\",\"remark\":\"" + CANARY + "\"}"));
        String receipt = TestService.put(service.uri(), id, 1, content).body();
        assertThat(receipt).contains("\"stored\"");
        long rows = new Backup(source, List.of(recipient)).write(file, "1", line -> {});
        assertThat(rows).isGreaterThan(3);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .startsWith("age-encryption.org/v1")
                .doesNotContain(CANARY);
        for (Path secret : List.of(file, key)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
        long lastAudit = last(service.database());

        List<String> progress = new ArrayList<>();
        Restore.Outcome outcome = new Restore(target).run(file, key, false, progress::add);
        assertThat(outcome.rows()).isEqualTo(rows);
        assertThat(outcome.kept()).as("an empty database is not kept").isEmpty();
        assertThat(String.join("\n", progress)).contains("comparing interview").doesNotContain(CANARY);
        assertThat(databases()).containsExactly(name);
        try (Service again = Service.start(folder, target, InetAddress.getLoopbackAddress(), 0, database -> {})) {
            int sessions = again.database().read(tables -> tables.fetchCount(SESSION));
            assertThat(sessions).isZero();
            TestService.logIn(again);
            assertThat(TestService.send(TestService.request(again.uri(), "/api/interviews/" + id + "/revisions/1")
                                    .build())
                            .body())
                    .isEqualTo(receipt);
            UUID next = UUID.randomUUID();
            assertThat(TestService.put(again.uri(), next, 1, bytes(interview(next, 1)))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(last(again.database())).isGreaterThan(lastAudit);
            assertThatThrownBy(() -> again.database()
                            .write(tables -> tables.execute("update interview set outcome = 'refused'")))
                    .as("triggers look after rows again")
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problems.IMMUTABLE));

            assertThatThrownBy(() -> new Restore(target).run(file, key, false, line -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Somebody uses the database " + name + ": stop ./kap serve");
        }
        String kept = new Restore(target).run(file, key, false, line -> {}).kept();
        assertThat(kept).matches(name + "_before_[0-9]{14}");
        assertThat(databases()).containsExactlyInAnyOrder(name, kept);
        assertThat(new Restore(target).run(file, key, true, line -> {}).kept()).isEmpty();
        assertThat(databases()).containsExactlyInAnyOrder(name, kept);
    }

    @Test
    void aHundredDamagedFilesAreRefusedBeforeAnythingIsTouched() throws Exception {
        new Backup(source, List.of(recipient)).write(file, "1", line -> {});
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        Path damaged = folder.resolve("damaged.age");
        for (int i = 0; i < 100; i++) {
            byte[] bytes = i % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i % 4 != 0) {
                // The head of the file has its share of the hundred too.
                int at = i % 4 == 1 ? random.nextInt(200) : random.nextInt(whole.length);
                bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(damaged, bytes);
            assertThatThrownBy(() -> new Restore(target).run(damaged, key, false, line -> {}))
                    .as("damage " + i)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s).*(is damaged or cut off|is not a backup for this key).*another copy.*");
        }
        Files.write(damaged, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> new Restore(target).run(damaged, key, false, line -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        Files.write(damaged, lastPartDamaged());
        assertThatThrownBy(() -> new Restore(target).run(damaged, key, false, line -> {}))
                .as("behind the last entry of the archive")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is damaged or cut off");
        Path another = folder.resolve("another.txt");
        BackupKey.make(another);
        assertThatThrownBy(() -> new Restore(target).run(file, another, false, line -> {}))
                .hasMessageContaining("is not a backup for this key");
        assertThat(databases()).containsExactly(name);
    }

    /** A backup whose list of entries ends in a part of the cipher of its own, and this part is changed. */
    private byte[] lastPartDamaged() throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (FileChannel in = FileChannel.open(file);
                InputStream plain = Channels.newInputStream(
                        new StandardDecryptingChannelFactory().newDecryptingChannel(in, BackupKey.secrets(key)));
                OutputStream out = Channels.newOutputStream(new StandardEncryptingChannelFactory()
                        .newEncryptingChannel(Channels.newChannel(sealed), List.of(BackupKey.recipient(recipient))))) {
            plain.transferTo(out);
            out.write(new byte[2 << 16]);
        }
        byte[] bytes = sealed.toByteArray();
        bytes[bytes.length - 1] ^= 1;
        return bytes;
    }

    @Test
    void filesAndKeysThatAreWrongAreTold() throws Exception {
        assertThatThrownBy(() -> BackupKey.make(key)).hasMessageContaining("is there already");
        Files.writeString(file, "");
        assertThatThrownBy(() -> new Backup(source, List.of(recipient)).write(file, "1", line -> {}))
                .hasMessage(file + " is there already. Name another file.");
        String secret = Files.readAllLines(key).get(1);
        assertThatThrownBy(() -> new Backup(source, List.of(secret)))
                .hasMessageContaining("takes the public key")
                .hasMessageNotContaining(secret);
        assertThatThrownBy(() -> new Backup(source, List.of("age1xyz")))
                .hasMessageContaining("\"age1xyz\" is no public key");
        assertThatThrownBy(() -> new Restore(target).run(file, folder.resolve("none"), false, line -> {}))
                .hasMessageContaining("There is no file");
        assertThatThrownBy(() -> new Restore(target).run(file, file, false, line -> {}))
                .hasMessageContaining("holds no secret key");
        Path broken = Files.writeString(folder.resolve("broken"), secret.substring(0, 30) + "\n");
        assertThatThrownBy(() -> new Restore(target).run(file, broken, false, line -> {}))
                .hasMessage("The secret key in " + broken + " is damaged. Take another copy of it.");
        assertThatThrownBy(() -> new Restore(target).run(folder.resolve("none.age"), key, false, line -> {}))
                .hasMessageContaining("There is no file");
    }

    private static long last(Database database) {
        return database.read(tables ->
                tables.select(DSL.max(AUDIT.AUDIT_ID)).from(AUDIT).fetchSingle().value1());
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = source.source(0).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> databases() throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = source.source(0).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select datname from pg_database where datname like '" + name + "%' order by datname")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
