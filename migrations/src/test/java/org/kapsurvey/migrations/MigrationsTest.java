package org.kapsurvey.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.postgres.Postgres;
import org.postgresql.ds.PGSimpleDataSource;

/** The rules that the database keeps by itself. Each test is one transaction that is rolled back. */
class MigrationsTest {
    private static final String ID = "'00000000-0000-4000-8000-000000000001'";
    private static final String LATER = "'00000000-0000-4000-8000-00000000000a'";

    @TempDir
    static Path folder;

    private static Postgres postgres;
    private static PGSimpleDataSource source;
    private Connection connection;

    @BeforeAll
    static void migrate() {
        postgres = Postgres.in(folder);
        postgres.start();
        source = source(Postgres.DATABASE);
        Migrations.of(source).run();
    }

    /** The number of the last migration in the project. */
    private static String newest() {
        String[] files = Path.of("sql").toFile().list((folder, name) -> name.startsWith("V"));
        return Arrays.stream(Objects.requireNonNull(files, "migrations/sql"))
                .map(name -> name.substring(1, name.indexOf("__")))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        connection = source.getConnection();
        connection.setAutoCommit(false);
        execute("insert into questionnaire values ('form', '1', 'a', encode(sha256('a'), 'hex'), 'v', 'e')");
        execute("insert into plan values ('plan', 'p', encode(sha256('p'), 'hex'))");
        execute("insert into survey_round (round_id, plan_id, title_vi, title_en, survey_year, planning_deff, forms)"
                + " values ('round', 'plan', 'v', 'e', 2026, 1.5, 1)");
        execute("insert into round_form values ('round', 0, 'form', '1')");
        execute("insert into selection values ('round', 'p-1', 'a', '1', null, 12.5)");
        execute("insert into sample values ('round', 'n', 's', 's', 1, 'f', '2026-11-01', encode(sha256('f'), 'hex'))");
        execute(
                "insert into sample_unit values ('round', 1, '07', 0, 'a', '07', '', 'n', '', '{07}', 9, .5, false, 1, 1, .5, false)");
        execute("insert into sample_household values ('round', 'h1', 1, '07', 'a', '07', 'h1', 1, 9, .1, .05)");
        execute("insert into sample_person values ('round', 'p-1', 'h1', '1', '{g}', '{g}', .5)");
        execute("insert into interview (interview_id, revision, status, form_id, version, outcome, payload, sha256,"
                + " canonical) values (" + ID
                + ", 1, 'stored', 'form', '1', 'complete', 'x', encode(sha256('x'), 'hex'),"
                + " '{}')");
        execute("insert into interview_state (interview_id, revision, state) values (" + ID + ", 1, 'submitted')");
        execute("insert into visit (round_id, selection_id, visit, disposition) values ('round', 'p-1', 1, 'refusal')");
        execute(
                "insert into weights_version (round_id, version, name, content, hash, states, interviews_hash, run) values"
                        + " ('round', 1, 'w', 'f', encode(sha256('f'), 'hex'), 'approved', encode(sha256('i'), 'hex'), '{}')");
        execute(
                "insert into person_weight (round_id, version, selection_id, base, final) values ('round', 1, 'p-1', 2, 3)");
        execute("insert into institution_survey (survey_id, version, hash, title_vi, title_en, register_date) values"
                + " ('survey', 1, encode(sha256('f'), 'hex'), 'v', 'e', '2026-11-01')");
        execute("insert into institution_file values ('survey', 1, 0, 'job.json', 'f', encode(sha256('f'), 'hex'))");
        execute("insert into weight_replicate values ('round', 1, 1, 0.5, false, '\\x0000803f')");
        execute(
                "insert into audit (audit_id, actor, action, key_id, hash) values (1, 'device', 'interview.received', '', '')");
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void runningAgainChangesNothing() throws SQLException {
        int before = count("flyway_schema_history");
        Migrations.of(source).run();
        assertThat(count("flyway_schema_history")).isEqualTo(before);
        assertThat(Migrations.of(source).current())
                .isEqualTo(Migrations.of(source).newest());
    }

    @Test
    void ofSeveralServicesThatStartAtOnceOneMigratesAndTheOthersWait() throws Exception {
        create("together");
        ExecutorService services = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(() -> {
                    Migrations.of(source("together")).run();
                    return true;
                });
            }
            for (Future<Boolean> start : services.invokeAll(starts)) {
                assertThat(start.get()).isTrue();
            }
        } finally {
            services.shutdownNow();
        }
        assertThat(Migrations.of(source("together")).current()).isEqualTo(newest());
    }

    @Test
    void aSchemaNewerThanTheProgramIsRefusedAndLeftAlone() throws SQLException {
        create("newer");
        PGSimpleDataSource newer = source("newer");
        Migrations.of(newer).run();
        try (Connection other = newer.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                    + " checksum, installed_by, execution_time, success) values (99, '999', 'later', 'SQL',"
                    + " 'V999__later.sql', 1, 'kap', 1, true)");
        }
        assertThatThrownBy(() -> Migrations.of(newer).run())
                .isInstanceOf(NewerSchemaException.class)
                .hasMessageContaining("schema version 999")
                .hasMessageContaining("up to " + newest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update questionnaire set title_vi = 'x'",
                "delete from questionnaire",
                "update plan set content = 'q', hash = encode(sha256('q'), 'hex')",
                "delete from plan",
                "update survey_round set planning_deff = 2",
                "delete from survey_round",
                "update round_form set position = 1",
                "delete from round_form",
                "update selection set design_weight = 1",
                "delete from selection",
                "update sample set seed = 'x'",
                "delete from sample",
                "update sample_unit set probability = 1",
                "delete from sample_unit",
                "update sample_household set listed = 10",
                "delete from sample_household",
                "update sample_person set probability = 1",
                "delete from sample_person",
                "update interview set payload = 'y', sha256 = encode(sha256('y'), 'hex')",
                "delete from interview",
                "delete from interview_state",
                "update visit set disposition = 'other'",
                "delete from visit",
                "update weights_version set name = 'x'",
                "delete from weights_version",
                "update person_weight set final = 1",
                "delete from person_weight",
                "update institution_survey set version = 2",
                "delete from institution_survey",
                "update institution_file set name = 'x'",
                "delete from institution_file",
                "insert into round_lock values ('round'); update round_lock set locked_at = now()",
                "insert into round_lock values ('round'); delete from round_lock",
                "update weight_replicate set coefficient = 1",
                "delete from weight_replicate",
                "update audit set actor = 'x'",
                "delete from audit",
                "insert into interview_transition values ('approved', 'submitted'); delete from interview_transition"
            })
    void whatIsPublishedOrReceivedIsNeverChanged(String sql) {
        refused(sql, "KS001");
    }

    @ParameterizedTest
    @CsvSource({
        "submitted, returned, true",
        "submitted, approved, true",
        "submitted, rejected, true",
        "submitted, void, true",
        "submitted, submitted, true",
        "returned, submitted, true",
        "returned, rejected, true",
        "returned, void, true",
        "returned, approved, false",
        "returned, returned, false",
        "approved, submitted, false",
        "approved, returned, false",
        "approved, rejected, false",
        "approved, void, false",
        "rejected, approved, false",
        "rejected, submitted, false",
        "void, submitted, false",
        "void, approved, false"
    })
    void anInterviewGoesOnlyWhereItMay(String from, String to, boolean allowed) throws SQLException {
        int version = 1;
        if (!from.equals("submitted")) {
            execute(move(from, ++version));
        }
        if (allowed) {
            execute(move(to, version + 1));
            assertThat(value("select state from interview_state where interview_id = " + ID))
                    .isEqualTo(to);
        } else {
            refused(move(to, version + 1), "KS002");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into selection values ('round', 'p-2', 'a', '1', null, 1)",
                "insert into sample_unit values ('round', 1, '08', 0, 'a', '08', '', 'n', '', '{08}', 9, .5, false, 1, 1, .5, false)",
                "insert into sample_household values ('round', 'h2', 1, '07', 'a', '07', 'h2', 1, 9, .1, .05)",
                "insert into sample_assignment values ('round', 1, '07', 's')",
                "insert into visit (round_id, selection_id, visit, disposition) values ('round', 'p-1', 2, 'refusal')",
                "insert into interview (interview_id, revision, status, form_id, version, outcome, payload, sha256, canonical,"
                        + " round_id) values (gen_random_uuid(), 1, 'stored', 'form', '1', 'complete', 'z',"
                        + " encode(sha256('z'), 'hex'), '{}', 'round')",
                "update interview_state set state = 'approved', version = version + 1"
            })
    void nothingThatEstimatesAreMadeFromChangesInALockedRound(String sql) throws SQLException {
        execute(
                "insert into interview (interview_id, revision, status, form_id, version, outcome, payload, sha256, canonical,"
                        + " round_id) values (" + LATER + ", 1, 'stored', 'form', '1', 'complete', 'y',"
                        + " encode(sha256('y'), 'hex'), '{}', 'round')");
        execute("insert into interview_state (interview_id, revision, state) values (" + LATER + ", 1, 'submitted')");
        execute("insert into round_lock values ('round')");
        refused(sql, "KS004");
    }

    @Test
    void whatComesLateToALockedRoundIsKeptInQuarantine() throws SQLException {
        execute("insert into round_lock values ('round')");
        execute(
                "insert into interview (interview_id, revision, status, quarantine_reason, payload, sha256, round_id) values ("
                        + LATER + ", 1, 'quarantined', 'round-locked', 'y', encode(sha256('y'), 'hex'), 'round')");
        execute("insert into interview_state (interview_id, revision, state) values (" + LATER + ", 1, 'submitted')");
        assertThat(count("interview")).isEqualTo(2);
    }

    @Test
    void aChangeOfStateCountsItsVersionUpByOne() {
        refused(move("approved", 1), "KS002");
    }

    @Test
    void aChangeOfStateNeverGoesBackToAnOlderRevision() {
        refused("update interview_state set state = 'submitted', version = 2, revision = 0", "KS002");
    }

    @Test
    void anInterviewBeginsAsSubmitted() throws SQLException {
        execute("insert into interview (interview_id, revision, status, quarantine_reason, payload, sha256) values"
                + " ('00000000-0000-4000-8000-000000000002', 1, 'quarantined', 'nul', '', encode(sha256(''), 'hex'))");
        refused(
                "insert into interview_state (interview_id, revision, state) values"
                        + " ('00000000-0000-4000-8000-000000000002', 1, 'approved')",
                "KS002");
    }

    @Test
    void aQuarantinedInterviewIsNotApproved() throws SQLException {
        execute("insert into interview (interview_id, revision, status, quarantine_reason, payload, sha256) values ("
                + ID + ", 2, 'quarantined', 'nul', '', encode(sha256(''), 'hex'))");
        execute("update interview_state set revision = 2, version = 2");
        refused(move("approved", 3), "KS003");
    }

    /** SQLSTATE 23505 unique, 23503 foreign key, 23514 check, 23502 not null. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interview values (ID, 1, 'stored') | 23502",
                "interview (interview_id, revision, status, quarantine_reason, payload, sha256) values (ID, 1, 'quarantined', 'nul', 'z', encode(sha256('z'), 'hex')) | 23505",
                "interview (interview_id, revision, status, quarantine_reason, payload, sha256) values (ID, 3, 'quarantined', 'nul', 'z', encode(sha256('other'), 'hex')) | 23514",
                "interview (interview_id, revision, status, payload, sha256) values (ID, 3, 'stored', 'z', encode(sha256('z'), 'hex')) | 23514",
                "interview (interview_id, revision, status, payload, sha256) values (ID, 3, 'quarantined', 'z', encode(sha256('z'), 'hex')) | 23514",
                "interview (interview_id, revision, status, quarantine_reason, payload, sha256, round_id, selection_id) values (ID, 3, 'quarantined', 'x', 'z', encode(sha256('z'), 'hex'), 'round', 'p-9') | 23503",
                "interview (interview_id, revision, status, quarantine_reason, payload, sha256, selection_id) values (ID, 3, 'quarantined', 'x', 'z', encode(sha256('z'), 'hex'), 'p-1') | 23514",
                "questionnaire values ('Form', '1', 'a', encode(sha256('a'), 'hex'), 'v', 'e') | 23514",
                "questionnaire values ('form', '2', 'a', encode(sha256('b'), 'hex'), 'v', 'e') | 23514",
                "selection values ('round', 'p-2', 'a', '1', null, 0) | 23514",
                "visit (round_id, selection_id, visit, disposition) values ('round', 'p-1', 2, 'refused') | 23514",
                "visit (round_id, selection_id, visit, disposition) values ('round', 'p-9', 1, 'refusal') | 23503",
                "visit (round_id, selection_id, visit, disposition, surveyor) values ('round', 'p-1', 2, 'other', 'a b') | 23514",
                "person_weight (round_id, version, selection_id, base, final) values ('round', 1, 'p-1', 2, 3) | 23505",
                "person_weight (round_id, version, selection_id, base, final) values ('round', 2, 'p-1', 2, 3) | 23503",
                "weight_replicate values ('round', 2, 1, 0.5, false, '\\x0000803f') | 23503",
                "weight_replicate values ('round', 1, 2, -1, false, '\\x0000803f') | 23514",
                "weight_replicate values ('round', 1, 2, 0.5, false, '\\x00') | 23514",
                "selection values ('round', 'p-2', 'a', '1', null, 'NaN') | 23514",
                "selection values ('round', 'p-2', 'a', '', null, 1) | 23514",
                "sample_unit values ('round', 1, '07', 0, 'a', '07', '', 'n', '', '{07}', 9, .5, false, 1, 1, .5, false) | 23505",
                "sample_unit values ('round', 1, '08', 0, 'a', '', '', 'n', '', '{08}', 9, .5, false, 1, 1, .5, false) | 23514",
                "sample_unit values ('round', 1, '08', 0, 'a', '08', '', 'n', '', '{08}', 9, 1.5, false, 1, 1, .5, false) | 23514",
                "sample_unit values ('round', 1, '08', 0, 'a', '08', '', 'n', '', '{08}', 9, .5, false, 2, 3, .5, false) | 23514",
                "sample_unit values ('other', 1, '08', 0, 'a', '08', '', 'n', '', '{08}', 9, .5, false, 1, 1, .5, false) | 23503",
                "sample_household values ('round', 'h2', 1, '99', 'a', '07', '', 1, 9, .1, .05) | 23503",
                "sample_household values ('round', 'h2', 1, '07', 'a', '07', '', 10, 9, .1, .05) | 23514",
                "sample_household values ('round', 'Bà Hai', 1, '07', 'a', '07', '', 1, 9, .1, .05) | 23514",
                "sample_person values ('round', 'p-9', 'h1', '1', '{g}', '{g}', .5) | 23503",
                "sample_assignment values ('round', 1, '07', 'Bà Hai') | 23514",
                "sample_assignment values ('round', 1, '99', 'dtv-1') | 23503",
                "survey_round (round_id, plan_id, title_vi, title_en, survey_year, planning_deff, forms) values"
                        + " ('other', 'plan', 'v', 'e', 2026, 0.5, 1) | 23514",
                "survey_round (round_id, plan_id, title_vi, title_en, survey_year, planning_deff, forms) values"
                        + " ('other', 'plan', 'v', 'e', 2026, 1.5, 0) | 23514",
                "round_form values ('round', 1, 'form', '1') | KS001",
                "round_form values ('round', 0, 'form', '1') | 23505",
            })
    void aRowThatBreaksARuleIsRefused(String row, String state) {
        refused("insert into " + row.replace("ID", ID), state);
    }

    @Test
    void aRoundIsOpenedWithAllItsFormsOrNotAtAll() throws SQLException {
        execute("set constraints survey_round_forms immediate");
        execute("set constraints survey_round_forms deferred");
        execute("insert into survey_round (round_id, plan_id, title_vi, title_en, survey_year, planning_deff, forms)"
                + " values ('two', 'plan', 'v', 'e', 2026, 1.5, 2)");
        execute("insert into round_form values ('two', 0, 'form', '1')");
        refused("set constraints survey_round_forms immediate", "23514");
    }

    @Test
    void theFormOfARoundThatWasOpenedBeforeThereWereSeveralIsItsFirst() throws Exception {
        create("before");
        PGSimpleDataSource before = source("before");
        String[] files = Path.of("sql").toFile().list((folder, name) -> name.compareTo("V008") < 0);
        Arrays.sort(Objects.requireNonNull(files, "migrations/sql"));
        try (Connection old = before.getConnection();
                Statement statement = old.createStatement()) {
            for (String file : files) {
                statement.execute(Files.readString(Path.of("sql", file)));
            }
            statement.execute(
                    "insert into questionnaire values ('form', '2', 'a', encode(sha256('a'), 'hex'), 'v', 'e')");
            statement.execute("insert into plan values ('plan', 'p', encode(sha256('p'), 'hex'))");
            statement.execute("insert into survey_round values ('round', 'plan', 'form', '2', 'v', 'e', 2026, 1.5)");
            statement.execute(Files.readString(Path.of("sql", "V008__forms_of_rounds.sql")));
            try (ResultSet rows = statement.executeQuery("select position, form_id || ' ' || form_version, forms"
                    + " from round_form join survey_round using (round_id) where round_id = 'round'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
                assertThat(rows.getString(2)).isEqualTo("form 2");
                assertThat(rows.getInt(3)).isEqualTo(1);
            }
        }
    }

    @Test
    void whatWasThereBeforeAreasWereHeldLiesWhereItsPersonLives() throws Exception {
        create("unscoped");
        PGSimpleDataSource unscoped = source("unscoped");
        String[] files = Path.of("sql").toFile().list((folder, name) -> name.compareTo("V013") < 0);
        Arrays.sort(Objects.requireNonNull(files, "migrations/sql"));
        try (Connection old = unscoped.getConnection();
                Statement statement = old.createStatement()) {
            old.setAutoCommit(false);
            for (String file : files) {
                statement.execute(Files.readString(Path.of("sql", file)));
            }
            String plan = "'{\"province\": {\"code\": \"31\"}}'";
            statement.execute(
                    "insert into questionnaire values ('form', '1', 'a', encode(sha256('a'), 'hex'), 'v', 'e');"
                            + "insert into plan values ('plan', " + plan + ", encode(sha256(" + plan + "), 'hex'));"
                            + "insert into survey_round (round_id, plan_id, title_vi, title_en, survey_year, planning_deff, forms)"
                            + " values ('round', 'plan', 'v', 'e', 2026, 1.5, 1);"
                            + "insert into round_form values ('round', 0, 'form', '1');"
                            + "insert into sample values ('round', 'n', 's', 's', 1, 'f', '2026-11-01', encode(sha256('f'), 'hex'));"
                            + "insert into sample_unit values"
                            + " ('round', 1, '11101', 0, 'a', '11101', '', 'n', '', '{11101}', 9, .5, false, 1, 1, .5, false),"
                            + " ('round', 2, 'to1', 0, 'a', '11101', 'to1', 'n', '', '{to1}', 9, .5, false, 1, 1, .5, false);"
                            + "insert into sample_household values ('round', 'h.1', 2, 'to1', 'a', '11101', 'to1', 1, 9, .1, .05);"
                            + "insert into selection values ('round', 'h.1.2', 'a', '11101', null, 12.5), ('round', 'staff', 'a', '9', null, 2);"
                            + "insert into interview (interview_id, revision, status, form_id, version, outcome, payload, sha256, canonical,"
                            + " round_id, selection_id) values (" + ID + ", 1, 'stored', 'form', '1', 'complete', 'x',"
                            + " encode(sha256('x'), 'hex'), '{}', 'round', 'h.1.2');"
                            + "insert into interview_state (interview_id, revision, state) values (" + ID
                            + ", 1, 'submitted')");
            old.commit();
            statement.execute(Files.readString(Path.of("sql", "V013__areas.sql")));
            for (String scope : List.of(
                    "select scope from selection where selection_id = 'h.1.2'",
                    "select scope from interview",
                    "select scope from interview_state")) {
                try (ResultSet rows = statement.executeQuery(
                        "select array(select code from unnest((" + scope + ")) code order by code collate \"C\")")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).as(scope).isEqualTo("{*,11101,31}");
                }
            }
            try (ResultSet rows = statement.executeQuery("select scope from selection where selection_id = 'staff'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("{*,31}");
            }
            // In the transaction of a role that owns nothing, whoever says nothing reads nothing.
            statement.execute("set local role kap_service");
            try (ResultSet rows = statement.executeQuery("select count(*) from interview")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
            old.rollback();
        }
    }

    /** A residential group may be called as a province or commune elsewhere is. */
    @Test
    void aUnitLiesInTheCommunesAndProvincesThatTheFrameTellsAndNotInItsOwnCode() throws Exception {
        execute("insert into survey_round (round_id, plan_id, title_vi, title_en, survey_year, planning_deff, forms)"
                + " values ('framed', 'plan', 'v', 'e', 2026, 1.5, 1)");
        execute("insert into frame values ('f', 1, encode(sha256('f'), 'hex'), 'v', 'e', '2026-11-01', 3)");
        execute("insert into frame_area values ('f', 1, '31', 'province'), ('f', 1, '11101', 'commune'),"
                + " ('f', 1, '24', 'residential_group')");
        execute("insert into frame_area_spell values"
                + " ('f', 1, '31', '0001-01-01', '9999-12-31', null, 'n', '', ''),"
                + " ('f', 1, '11101', '0001-01-01', '9999-12-31', '31', 'n', '', ''),"
                + " ('f', 1, '24', '0001-01-01', '9999-12-31', '11101', 'n', '', '')");
        execute(
                "insert into sample values ('framed', 'n', 's', 's', 1, 'f', '2026-11-01', encode(sha256('f'), 'hex'))");
        execute("insert into sample_unit values"
                + " ('framed', 1, '24', 0, 'a', '24', '', 'n', '', '{24}', 9, .5, false, 1, 1, .5, false)");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select array(select area from sample_unit, unnest(scope) area where round_id = 'framed'"
                                + " order by area collate \"C\")")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("{*,11101,31}");
        }
    }

    @Test
    void anOwnerWhoMayMakeNoRolesMigratesWhenHeWasGivenTheOneThatIsNeeded() throws Exception {
        create("owned");
        try (Connection server = source.getConnection();
                Statement statement = server.createStatement()) {
            statement.execute("create role owner_only login password 'p'");
            statement.execute("alter database owned owner to owner_only");
        }
        PGSimpleDataSource owned = source("owned");
        owned.setUser("owner_only");
        owned.setPassword("p");
        assertThatThrownBy(() -> Migrations.of(owned).run())
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .satisfies(cause ->
                        assertThat(((SQLException) cause).getSQLState()).isEqualTo("42501"));
        try (Connection server = source.getConnection();
                Statement statement = server.createStatement()) {
            statement.execute("grant kap_service to owner_only");
        }
        Migrations.of(owned).run();
        try (Connection service = owned.getConnection();
                Statement statement = service.createStatement()) {
            service.setAutoCommit(false);
            statement.execute("set local role kap_service");
            statement.execute("select count(*) from interview");
            assertThatThrownBy(() -> statement.execute("drop table interview"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void whoGivesAnInterviewBackSaysWhy() {
        refused("update interview_state set state = 'returned', version = 2", "23514");
    }

    private static String move(String to, int version) {
        return "update interview_state set state = '" + to + "', reason = 'why', version = " + version
                + " where interview_id = " + ID;
    }

    private void refused(String sql, String state) {
        assertThatThrownBy(() -> execute(sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private int count(String table) throws SQLException {
        return Integer.parseInt(value("select count(*) from " + table));
    }

    private static void create(String database) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
    }

    private static PGSimpleDataSource source(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {postgres.port()});
        source.setDatabaseName(database);
        source.setUser(Postgres.USER);
        source.setPassword(postgres.password());
        return source;
    }
}
