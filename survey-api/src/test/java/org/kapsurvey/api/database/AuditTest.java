package org.kapsurvey.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.migrations.Migrations;

/** The chain of the audit: in memory over many tamperings, and in a database of its own. */
class AuditTest {
    private static final int TAMPERINGS = 10_000;

    @TempDir
    Path folder;

    private final String name = "audit_" + UUID.randomUUID().toString().replace('-', '_');
    private final DatabaseAddress address = TestService.shared().address(name);
    private AuditKey key;

    @BeforeEach
    void emptyDatabase() throws Exception {
        key = AuditKey.make(folder);
        server("create database " + name);
    }

    @AfterEach
    void drop() throws Exception {
        server("drop database " + name + " with (force)");
    }

    @Test
    void noneOfTenThousandTamperingsStaysHidden() {
        Random random = new Random(20_261_123);
        List<AuditCheck.Found> whole = chain(random, 40, 7);
        AuditCheck.Found end = whole.get(whole.size() - 1);
        AuditHead head = new AuditHead(end.entry().number(), end.hash(), null);
        assertThat(check(whole, head).fault()).isNull();
        Map<AuditCheck.Kind, Integer> found = new HashMap<>();
        for (int i = 0; i < TAMPERINGS; i++) {
            List<AuditCheck.Found> log = new ArrayList<>(whole);
            String what = tamper(log, random);
            AuditCheck.Fault fault = check(log, head).fault();
            assertThat(fault).as(what).isNotNull();
            found.merge(fault.kind(), 1, Integer::sum);
        }
        assertThat(found.keySet())
                .contains(
                        AuditCheck.Kind.CHANGED,
                        AuditCheck.Kind.MISSING,
                        AuditCheck.Kind.NO_BEGINNING,
                        AuditCheck.Kind.EARLIER_CHANGED,
                        AuditCheck.Kind.CUT_OFF);
    }

    @Test
    void theFirstBrokenEntryIsNamed() {
        List<AuditCheck.Found> log = chain(new Random(1), 20, 0);
        AuditCheck.Found fifth = log.get(4);
        log.set(4, with(fifth, fifth.entry().details(), "another"));
        log.remove(12);
        assertThat(check(log, null).fault()).hasToString("Entry 5 is not what was written, or not in its place.");
        log = chain(new Random(1), 20, 0);
        log.remove(12);
        assertThat(check(log, null).fault()).hasToString("Entry 13 is missing.");
    }

    @Test
    void whatIsSealedWithAnotherKeyIsToldOfAndTheRestIsChecked() {
        List<AuditCheck.Found> log = chain(new Random(2), 10, 0);
        AuditKey other = AuditKey.make(folder.resolve("other"));
        AuditCheck check = new AuditCheck(List.of(other), List.of());
        log.forEach(check::next);
        assertThat(check.end().fault())
                .isEqualTo(new AuditCheck.Fault(1, AuditCheck.Kind.NO_KEY, " (" + key.id() + ")"));

        AuditEntry next = new AuditEntry(11, OffsetDateTime.now(ZoneOffset.UTC), "a", "b", null, null, Map.of());
        String last = log.get(9).hash();
        log.add(new AuditCheck.Found(next, other.id(), seal(other, last, next)));
        assertThat(check(log, null).fault().kind()).isEqualTo(AuditCheck.Kind.NO_KEY);
        AuditCheck both = new AuditCheck(List.of(other, key), List.of());
        log.forEach(both::next);
        assertThat(both.end().fault()).isNull();
        log.remove(9);
        AuditCheck without = new AuditCheck(List.of(other), List.of());
        log.forEach(without::next);
        assertThat(without.end().fault().kind()).isEqualTo(AuditCheck.Kind.MISSING);
    }

    @Test
    void sixteenWritersMakeOneChainWithoutAGap() throws Exception {
        int writers = 16;
        int each = 20;
        try (Database database = Database.forCommand(address, () -> key)) {
            database.migrate();
            ExecutorService threads = Executors.newFixedThreadPool(writers);
            CyclicBarrier together = new CyclicBarrier(writers);
            List<Future<Integer>> written = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                Callable<Integer> work = () -> {
                    together.await();
                    int entries = 0;
                    for (int i = 0; i < each; i++) {
                        int count = 1 + i % 3;
                        write(database, count, i % 5 == 4);
                        entries += i % 5 == 4 ? 0 : count;
                    }
                    return entries;
                };
                written.add(threads.submit(work));
            }
            int entries = 0;
            for (Future<Integer> one : written) {
                entries += one.get();
            }
            threads.shutdown();
            AuditCheck check = check();
            assertThat(check.fault()).isNull();
            assertThat(check.sealed())
                    .as("the beginning and each entry that was committed")
                    .isEqualTo(1 + entries);
            assertThat(AuditHead.now(database).orElseThrow().number()).isEqualTo(check.sealed());
        }
    }

    @Test
    void whatIsDoneToTheTableIsFoundAlsoWhereItsTriggersAreAway() throws Exception {
        try (Database database = Database.forCommand(address, () -> key)) {
            database.migrate();
            for (int i = 0; i < 10; i++) {
                write(database, 2, false);
            }
            assertThatThrownBy(() -> sql("delete from audit where audit_id = 3"))
                    .hasMessageContaining("never changed or deleted once written");
            List<AuditHead> kept = List.of(AuditHead.now(database).orElseThrow());
            sql("alter table audit disable trigger user", "create table kept as table audit");
            Map<String, String> tamperings = Map.of(
                    "update audit set actor = 'another' where audit_id = 5",
                    "Entry 5 is not what was written",
                    "update audit set details = details || '{\"n\": \"7\"}' where audit_id = 6",
                    "Entry 6 is not what",
                    "update audit set at = at + interval '1 microsecond' where audit_id = 21",
                    "Entry 21 is not what",
                    "delete from audit where audit_id = 9",
                    "Entry 9 is missing",
                    "delete from audit where audit_id = 1",
                    "Entry 2 is the first, and not the beginning",
                    "delete from audit where audit_id > 17",
                    "Entry 18 is missing: the audit was longer",
                    "insert into audit (audit_id, actor, action, key_id, hash) values (22, 'a', 'b', '', '')",
                    "Entry 22 is not what was written",
                    "update audit a set hash = b.hash from audit b where a.audit_id = 4 and b.audit_id = 3",
                    "Entry 4 is not",
                    "update audit set audit_id = case audit_id when 7 then 107 when 8 then 7 end where audit_id in (7, 8);"
                            + " update audit set audit_id = 8 where audit_id = 107",
                    "Entry 7 is not what was written",
                    "delete from audit",
                    "Entry 1 is the first, and not the beginning");
            for (Map.Entry<String, String> tampering : tamperings.entrySet()) {
                sql(tampering.getKey());
                assertThat(AuditCheck.of(address, List.of(key), kept).fault())
                        .as(tampering.getKey())
                        .asString()
                        .startsWith(tampering.getValue());
                sql("truncate audit", "insert into audit select * from kept");
            }
            assertThat(AuditCheck.of(address, List.of(key), kept).fault()).isNull();
        }
    }

    @Test
    void whatWasWrittenBeforeThereWasAChainIsHeldByItsBeginning() throws Exception {
        Migrations.upTo(address.source(0), "013").run();
        sql("insert into audit (actor, action, interview_id, revision, details) select 'local', 'interview.received',"
                + " gen_random_uuid(), 1, jsonb_build_object('sha256', repeat('a', n), 'status', 'stored')"
                + " from generate_series(1, 12) n");
        try (Database database = Database.forCommand(address, () -> key)) {
            database.migrate();
            write(database, 1, false);
            database.migrate();
            AuditCheck check = check();
            assertThat(check.fault()).isNull();
            assertThat(check.unsealed()).isEqualTo(12);
            assertThat(check.sealed()).as("begun once").isEqualTo(2);
            sql("alter table audit disable trigger user", "delete from audit where audit_id = 4");
            assertThat(check().fault())
                    .hasToString(
                            "Entry 13 begins the chain; of those before it one was changed, added or removed since.");
        }
    }

    @Test
    void theHeadIsKeptOnceADayAndOnlyWhereSomethingWasDone() throws Exception {
        try (Database database = Database.forCommand(address, () -> key);
                AuditHeads here = AuditHeads.of(database, folder)) {
            database.migrate();
            Path file = folder.resolve(AuditHeads.FILE);
            Instant now = Instant.now();
            here.write(now.plusSeconds(86_400));
            here.write(now.plusSeconds(2 * 86_400));
            assertThat(Files.readAllLines(file)).as("nothing was done since").hasSize(1);
            write(database, 1, false);
            here.write(now.plusSeconds(3 * 86_400));
            assertThat(Files.readAllLines(file)).hasSize(2);
            write(database, 1, false);
            AuditHead last = AuditHead.now(database).orElseThrow();
            here.write(last.at());
            assertThat(Files.readAllLines(file))
                    .as("there is a line of this day")
                    .hasSize(2);
            List<AuditHead> kept = AuditHead.kept(file.toString());
            assertThat(AuditCheck.of(address, List.of(key), kept).fault()).isNull();
        }
    }

    @Test
    void theKeyIsTheOwnersAloneAndOneForAll() throws Exception {
        Path own = folder.resolve("deep/own");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<String>> makers =
                Collections.nCopies(8, () -> AuditKey.make(own).id());
        List<String> ids = new ArrayList<>();
        for (Future<String> id : threads.invokeAll(makers)) {
            ids.add(id.get());
        }
        threads.shutdown();
        assertThat(ids).containsOnly(ids.get(0));
        assertThat(own.toFile().list()).containsExactly(AuditKey.FILE);
        Path file = own.resolve(AuditKey.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "abc");
        assertThatThrownBy(() -> AuditKey.make(own)).hasMessageContaining("must hold 64 hexadecimal digits");
        assertThatThrownBy(() -> AuditKey.of(own.resolve("none"))).hasMessageContaining("is missing");
    }

    /** Changes something; says what. */
    private static String tamper(List<AuditCheck.Found> log, Random random) {
        int size = log.size();
        int at = random.nextInt(size);
        AuditCheck.Found one = log.get(at);
        switch (random.nextInt(6)) {
            case 0 -> {
                log.set(at, edited(one, random));
                return "edited " + at;
            }
            case 1 -> {
                log.remove(at);
                return "removed " + at;
            }
            case 2 -> {
                int before = random.nextInt(size);
                log.add(before, one);
                return "added " + at + " again at " + before;
            }
            case 3 -> {
                int other = (at + 1 + random.nextInt(size - 1)) % size;
                Collections.swap(log, at, other);
                return "swapped " + at + " and " + other;
            }
            case 4 -> {
                log.subList(at, size).clear();
                return "cut off from " + at;
            }
            default -> {
                // Who knows how it is made but not the key: everything from there on is made anew.
                AuditKey forged = FORGED;
                log.set(at, edited(one, random));
                for (int i = at; i < size; i++) {
                    AuditCheck.Found found = log.get(i);
                    String before = i == 0 ? "" : log.get(i - 1).hash();
                    if (!found.hash().isEmpty()) {
                        log.set(
                                i,
                                new AuditCheck.Found(
                                        found.entry(), found.keyId(), seal(forged, before, found.entry())));
                    }
                }
                return "forged from " + at;
            }
        }
    }

    private static final AuditKey FORGED = forged();

    private static AuditKey forged() {
        try {
            return AuditKey.make(Files.createTempDirectory("audit"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuditCheck.Found edited(AuditCheck.Found found, Random random) {
        AuditEntry e = found.entry();
        switch (random.nextInt(6)) {
            case 0 -> {
                return with(found, e.details(), e.actor() + "x");
            }
            case 1 -> {
                Map<String, String> details = new HashMap<>(e.details());
                details.merge("sha256", "0", (a, b) -> a.substring(1) + b);
                return with(found, details, e.actor());
            }
            case 2 -> {
                return with(
                        found,
                        new AuditEntry(
                                e.number(),
                                e.at().plusNanos(1_000),
                                e.actor(),
                                e.action(),
                                e.interview(),
                                e.revision(),
                                e.details()));
            }
            case 3 -> {
                return with(
                        found,
                        new AuditEntry(
                                e.number() + 1,
                                e.at(),
                                e.actor(),
                                e.action(),
                                e.interview(),
                                e.revision(),
                                e.details()));
            }
            case 4 -> {
                Integer revision = e.revision() == null ? Integer.valueOf(1) : null;
                return with(
                        found,
                        new AuditEntry(
                                e.number(), e.at(), e.actor(), e.action(), e.interview(), revision, e.details()));
            }
            default -> {
                if (found.hash().isEmpty()) {
                    return with(found, e.details(), "y" + e.actor());
                }
                int digit = random.nextInt(found.hash().length());
                String hash = found.hash().substring(0, digit)
                        + (found.hash().charAt(digit) == '0' ? '1' : '0')
                        + found.hash().substring(digit + 1);
                return new AuditCheck.Found(e, found.keyId(), hash);
            }
        }
    }

    private static AuditCheck.Found with(AuditCheck.Found found, Map<String, String> details, String actor) {
        AuditEntry e = found.entry();
        return with(found, new AuditEntry(e.number(), e.at(), actor, e.action(), e.interview(), e.revision(), details));
    }

    private static AuditCheck.Found with(AuditCheck.Found found, AuditEntry entry) {
        return new AuditCheck.Found(entry, found.keyId(), found.hash());
    }

    /** A chain as it is written, behind some entries from before there was one. */
    private List<AuditCheck.Found> chain(Random random, int entries, int earlier) {
        List<AuditCheck.Found> log = new ArrayList<>();
        OffsetDateTime at = OffsetDateTime.of(2026, 11, 23, 0, 0, 0, 0, ZoneOffset.UTC);
        var digest = AuditCheck.sha256();
        for (int i = 1; i <= earlier; i++) {
            AuditEntry entry = entry(random, 2L * i, at);
            AuditCheck.add(digest, entry);
            log.add(new AuditCheck.Found(entry, "", ""));
        }
        String hash = "";
        for (int i = 1; i <= entries; i++) {
            at = at.plusNanos(1_000L * random.nextInt(1_000_000));
            long number = 2L * earlier + i;
            AuditEntry entry = i == 1
                    ? new AuditEntry(
                            number, at, "local", Audit.BEGUN, null, null, AuditCheck.beginning(earlier, digest))
                    : entry(random, number, at);
            hash = seal(key, hash, entry);
            log.add(new AuditCheck.Found(entry, key.id(), hash));
        }
        return log;
    }

    /** As it is made: the first comes after nothing. */
    private static String seal(AuditKey key, String before, AuditEntry entry) {
        byte[] previous = before.isEmpty() ? Audit.NOTHING : HexFormat.of().parseHex(before);
        return HexFormat.of().formatHex(key.seal(previous, entry));
    }

    private static AuditEntry entry(Random random, long number, OffsetDateTime at) {
        boolean ofInterview = random.nextBoolean();
        return new AuditEntry(
                number,
                at,
                "account-" + random.nextInt(5),
                "interview.received",
                ofInterview ? new UUID(random.nextLong(), random.nextLong()) : null,
                ofInterview ? 1 + random.nextInt(3) : null,
                random.nextInt(4) == 0
                        ? Map.of()
                        : Map.of("sha256", Long.toHexString(random.nextLong()), "status", "stored"));
    }

    private AuditCheck check(List<AuditCheck.Found> log, @Nullable AuditHead head) {
        AuditCheck check = new AuditCheck(List.of(key), head == null ? List.of() : List.of(head));
        log.forEach(check::next);
        return check.end();
    }

    private AuditCheck check() {
        return AuditCheck.of(address, List.of(key), List.of());
    }

    /** As a device does: who is told to come again comes again. */
    private static void write(Database database, int entries, boolean rolledBack) {
        while (true) {
            try {
                database.write(tables -> {
                    for (int i = 0; i < entries; i++) {
                        Audit.write(tables, "test.done", Map.of("n", Integer.toString(i)));
                    }
                    if (rolledBack) {
                        throw new IllegalStateException("rolled back");
                    }
                    return null;
                });
                return;
            } catch (IllegalStateException e) {
                return;
            } catch (ProblemException e) {
                assertThat(e.problem()).isEqualTo(Problems.BUSY);
            }
        }
    }

    private void sql(String... statements) throws Exception {
        try (Connection connection = address.source(30).getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static void server(String sql) throws Exception {
        try (Connection connection =
                        TestService.shared().address("postgres").source(30).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
