package org.kapsurvey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.JOB;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.database.Actor;
import org.kapsurvey.api.institution.InstitutionFolder;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;

/**
 * Every route, asked by accounts of a commune, of its province and of everything, for what lies in the commune, in its sibling, in
 * another province and nowhere; held against {@code areas.txt}. What lies where carries a mark that no answer to others may have.
 */
class AreasTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String OWN = "11101";
    private static final String PROVINCE = "31";

    /** Who may do everything, in a commune. */
    private static final Identity COMMUNE = new Identity(Role.ADMINISTRATOR, OWN);

    private static List<Row> rows = List.of();
    private static final Map<String, String> COOKIES = new LinkedHashMap<>();
    /** A job on each round. */
    private static final Map<String, String> JOBS = new LinkedHashMap<>();

    private static final Map<Place, Map<String, String>> IDS = new LinkedHashMap<>();

    /** Tables that every account reads, as they tell of no person, unit or number of a round. */
    private static final Set<String> OPEN = Set.of(
            "account", // read at the login; no route lists them
            "account_scope",
            "session",
            "login_bucket",
            "sealing_key", // without the private halves
            "questionnaire",
            "plan",
            "survey_round", // which rounds there are, and their forms
            "round_form",
            "round_lock",
            "round_register",
            "sample", // its name, seed and frame; not what was drawn
            "frame",
            "frame_term",
            "frame_area",
            "frame_area_spell",
            "frame_size",
            "frame_flag",
            "interview_transition",
            "flyway_schema_history");

    /** Where something lies, seen from the commune {@link #OWN}. */
    private enum Place {
        OWN("ownmark"),
        SIBLING("sibmark"),
        OTHER("farmark"),
        NONE("");

        final String mark;

        Place(String mark) {
            this.mark = mark;
        }

        String round() {
            return this == NONE ? "no-such" : this == OTHER ? "areas-far" : "areas-near";
        }

        UUID interview() {
            return UUID.nameUUIDFromBytes(TestService.bytes("areas " + mark));
        }
    }

    /** What is of the whole round of both communes. */
    private static final String WHOLE = "wholemark";

    private record Row(String method, String path, String kind) {
        String route() {
            return method + " " + path;
        }
    }

    /** Who asks. */
    private record Identity(Role role, String area) {
        @Override
        public String toString() {
            return role.text() + " of " + (area.isEmpty() ? "everything" : area);
        }

        boolean sees(Place place) {
            return area.isEmpty()
                    || place == Place.OWN
                    || (place == Place.SIBLING && area.equals(PROVINCE))
                    || place == Place.NONE;
        }

        boolean seesWhole(Place place) {
            return area.isEmpty() || (area.equals(PROVINCE) && place != Place.OTHER);
        }

        Set<String> hidden() {
            Set<String> marks = new TreeSet<>();
            for (Place place : Place.values()) {
                if (!sees(place)) {
                    marks.add(place.mark);
                    marks.add(device(place).toString());
                }
            }
            if (!seesWhole(Place.OWN)) {
                marks.add(WHOLE);
            }
            return marks;
        }
    }

    private static List<Identity> identities() {
        List<Identity> identities = new ArrayList<>();
        for (Role role : Role.values()) {
            for (String area : List.of(OWN, PROVINCE, "")) {
                if (!area.isEmpty() || role.mayHaveNoArea()) {
                    identities.add(new Identity(role, area));
                }
            }
        }
        return identities;
    }

    @BeforeAll
    static void fill(@TempDir Path folder) throws Exception {
        try (InputStream in = Objects.requireNonNull(AreasTest.class.getResourceAsStream("/areas.txt"))) {
            rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" +")))
                    .map(words -> new Row(words.get(0), words.get(1), words.get(2)))
                    .toList();
        }
        String near = new String(TestService.plan("areas-near"), StandardCharsets.UTF_8);
        PlanStore plans = new PlanStore(SERVICE.database());
        plans.publish("areas-near", TestService.bytes(near));
        plans.publish(
                "areas-far",
                TestService.bytes(
                        near.replace("areas-near", "areas-far").replace("\"code\": \"31\"", "\"code\": \"24\"")));
        for (Place place : List.of(Place.OWN, Place.OTHER)) {
            new RoundStore(SERVICE.database())
                    .open(new Round(
                            place.round(), place.round(), "test-form", "1", "Đợt thử", "Round", 2026, 1.5, true));
            SERVICE.database()
                    .write(tables -> ofRound(tables, place.round(), place == Place.OTHER ? place.mark : WHOLE));
            JOBS.put(
                    place.round(),
                    SERVICE.get("/api/rounds/" + place.round() + "/job").body());
            register(folder, place.round(), place == Place.OTHER ? place.mark : WHOLE);
        }
        int commune = 0;
        for (Place place : List.of(Place.OWN, Place.SIBLING, Place.OTHER)) {
            String area = List.of(OWN, "11102", "22201").get(commune++);
            SERVICE.database().write(tables -> ofCommune(tables, place.round(), area, place.mark));
            assertThat(SERVICE.put(place.interview(), 1, payload(place)).body()).contains("\"stored\"");
        }
        for (Place place : Place.values()) {
            IDS.put(place, ids(place));
        }
        for (Identity identity : identities()) {
            COOKIES.put(
                    identity.toString(),
                    TestService.cookie(
                            SERVICE.uri(),
                            SERVICE.database(),
                            identity.role,
                            identity.area.isEmpty() ? List.of() : List.of(identity.area)));
        }
    }

    /** One of them would run for ever. */
    @AfterAll
    static void removeJobs() {
        SERVICE.database()
                .write(tables -> tables.deleteFrom(JOB)
                        .where(JOB.ROUND_ID.in("areas-near", "areas-far"))
                        .execute());
    }

    @Test
    void everyRouteStandsInTheTableOnce() {
        assertThat(rows.stream().map(Row::route)).containsExactlyInAnyOrderElementsOf(SERVICE.routes());
    }

    @Test
    void everyRouteTellsOfNoRowThatLiesOutsideOfTheAreasOfWhoAsks() throws Exception {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Identity identity : identities()) {
            for (Row row : rows) {
                for (Place place : places(row)) {
                    if (row.kind.equals("open") && !identity.equals(COMMUNE)) {
                        break;
                    }
                    HttpResponse<String> reply = ask(identity, row, place);
                    asked++;
                    if (isOfOthers(reply)) {
                        break; // Another role's, wherever it lies: that is AccessTest's.
                    }
                    String fault = fault(identity, row, place, reply);
                    if (!fault.isEmpty()) {
                        wrong.add(identity + ", " + place + ": " + row.route() + " " + fault + " " + shortened(reply));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        System.out.println("areas: " + asked + " requests by " + identities().size() + " accounts, 0 leaks");
        assertThat(asked).isGreaterThan(600);
    }

    /** Where what a route tells of may lie. */
    private static List<Place> places(Row row) {
        boolean named = row.path.contains("{") || row.method.equals("POST");
        return row.kind.equals("open") ? List.of(Place.NONE) : named ? List.of(Place.values()) : List.of(Place.OWN);
    }

    /** The conditions in the program's queries are all true, or the policies are gone: what is left of the two holds alone. */
    @ParameterizedTest
    @ValueSource(strings = {"policies", "conditions"})
    void eitherOfTheTwoWallsHoldsAlone(String left) throws Exception {
        String before = left.equals("policies")
                ? "create or replace function asked_scope() returns text[] language sql stable as $$ select '{*}'::text[] $$"
                : eachTable("disable");
        String after = left.equals("policies")
                ? "create or replace function asked_scope() returns text[] language sql stable as $$ select current_scope() $$"
                : eachTable("enable");
        asOwner(before);
        try {
            assertThat(leaks(Integer.MAX_VALUE)).isEmpty();
        } finally {
            asOwner(after);
        }
    }

    /** So that a matrix without leaks means something. */
    @ParameterizedTest
    @ValueSource(strings = {"selection", "sample_unit", "job", "institution_survey", "interview_state"})
    void aPolicyThatIsMissingIsFoundWhereNoConditionHelps(String table) throws Exception {
        asOwner(
                "create or replace function asked_scope() returns text[] language sql stable as $$ select '{*}'::text[] $$;"
                        + "alter table " + table + " disable row level security");
        try {
            assertThat(leaks(1)).isNotEmpty();
        } finally {
            asOwner("create or replace function asked_scope() returns text[] language sql stable as"
                    + " $$ select current_scope() $$; alter table " + table + " enable row level security");
        }
    }

    @Test
    void everyTableHasAPolicyOrTellsOfNobody() {
        Set<String> without = SERVICE.database()
                .read(tables -> new TreeSet<>(tables.fetch("select relname from pg_class where relkind in ('r', 'p')"
                                + " and relnamespace = 'public'::regnamespace and not relrowsecurity")
                        .getValues(0, String.class)));
        assertThat(without).isSubsetOf(OPEN);
        Object role = SERVICE.database()
                .read(tables ->
                        tables.fetchValue("select current_user || ' ' || (select rolsuper or rolbypassrls from pg_roles"
                                + " where rolname = current_user) || ' ' || (select count(*) from pg_class c join pg_roles r"
                                + " on r.oid = c.relowner where r.rolname = current_user)"));
        assertThat(role).as("works as a role that owns nothing").isEqualTo("kap_service false 0");
    }

    @Test
    void anInterviewFromOutsideOfTheSurveyorsAreasIsKeptMarkedAndReviewedWhereThePersonLives() throws Exception {
        Identity surveyor = new Identity(Role.SURVEYOR, OWN);
        UUID id = UUID.randomUUID();
        byte[] body = TestService.bytes(TestService.interview(id, 1)
                .replace(
                        "\"round\":null,\"selection\":null",
                        "\"round\":\"areas-near\",\"selection\":\"sibmark-h1.2\""));
        HttpResponse<String> receipt = TestService.send(put(surveyor, id, body).build());
        assertThat(receipt.statusCode()).isEqualTo(201);
        assertThat(receipt.body()).contains("\"stored\"");
        // Another device, or another account on the same tablet, that has the same bytes gets the same receipt.
        HttpResponse<String> again = TestService.send(
                put(new Identity(Role.SUPERVISOR, PROVINCE), id, body).build());
        assertThat(again.body()).isEqualTo(receipt.body());
        assertThat(ask(surveyor, "GET", "/api/interviews/" + id + "/revisions/1", "")
                        .body())
                .isEqualTo(receipt.body());

        String approve = "{\"revision\":1,\"from\":\"submitted\",\"to\":\"approved\"}";
        String state = "/api/interviews/" + id + "/state";
        assertThat(ask(new Identity(Role.SUPERVISOR, OWN), "POST", state, approve)
                        .body())
                .contains("404.3");
        assertThat(ask(new Identity(Role.SUPERVISOR, PROVINCE), "POST", state, approve)
                        .statusCode())
                .isEqualTo(200);
        assertThat(SERVICE.database()
                        .read(tables -> tables.fetchValue(
                                "select i.outside_areas || ' ' || a.details::text from interview i join audit a"
                                        + " using (interview_id, revision) where interview_id = ? and action = 'interview.received'",
                                id))
                        .toString())
                .startsWith("true ")
                .contains("\"outsideAreas\": \"true\"");
    }

    @Test
    void anInterviewOfNobodySelectedIsSeenWhereItWasSentFrom() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] body = TestService.bytes(TestService.interview(id, 1));
        assertThat(TestService.send(
                                put(new Identity(Role.SURVEYOR, OWN), id, body).build())
                        .statusCode())
                .isEqualTo(201);
        String receipt = "/api/interviews/" + id + "/revisions/1";
        assertThat(ask(new Identity(Role.SUPERVISOR, OWN), "GET", receipt, "").statusCode())
                .isEqualTo(200);
        assertThat(ask(new Identity(Role.SUPERVISOR, PROVINCE), "GET", receipt, "")
                        .body())
                .contains("404.3");
        assertThat(ask(new Identity(Role.ADMINISTRATOR, ""), "GET", receipt, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRefusalSaysInTheReadersLanguageWhatToDo() throws Exception {
        assertThat(ask(new Identity(Role.MANAGER, OWN), "GET", "/api/rounds/areas-near/indicators", "")
                        .body())
                .isEqualTo(
                        "{\"code\":\"403.4\",\"status\":403,\"message\":\"Việc này cần số liệu của cả đợt khảo sát, nhưng đợt"
                                + " khảo sát có phần nằm ngoài địa bàn của tài khoản. Hãy nhờ người phụ trách toàn tỉnh.\","
                                + "\"details\":{\"round\":\"areas-near\"}}");
        String part = ask(new Identity(Role.SUPERVISOR, OWN), "GET", "/api/rounds/areas-near/outcomes", "")
                .body();
        assertThat(part).contains("\"whole\":false", "\"by\":\"all\",\"group\":\"\",\"persons\":2,");
        assertThat(ask(new Identity(Role.SUPERVISOR, PROVINCE), "GET", "/api/rounds/areas-near/outcomes", "")
                        .body())
                .contains("\"whole\":true", "\"by\":\"all\",\"group\":\"\",\"persons\":4,");
    }

    /** A device that was carried into another commune has no gap there. */
    @Test
    void theNumbersOfADeviceAreCountedOverAllOfItsInterviews() throws Exception {
        UUID device = UUID.randomUUID();
        List<Place> places = List.of(Place.OWN, Place.SIBLING, Place.OWN);
        for (int number = 1; number <= 3; number++) {
            UUID id = UUID.randomUUID();
            byte[] body = TestService.bytes(TestService.interview(id, 1)
                    .replace(
                            "\"round\":null,\"selection\":null",
                            "\"round\":\"areas-near\",\"selection\":\"" + places.get(number - 1).mark + "-h1.2\"")
                    .replace("\"device\":{", "\"device\":{\"id\":\"" + device + "\",\"number\":" + number + ","));
            assertThat(SERVICE.put(id, 1, body).statusCode()).isEqualTo(201);
        }
        assertThat(ask(new Identity(Role.SUPERVISOR, OWN), "GET", "/api/devices?hours=0", "")
                        .body())
                .contains("{\"device\":\"" + device + "\",\"interviews\":3,\"highest\":3,")
                .doesNotContain(device(Place.SIBLING).toString());
    }

    @Test
    void connectionsThatAreUsedAgainKeepNobodysAreas() throws Exception {
        Identity commune = new Identity(Role.SUPERVISOR, OWN);
        Identity province = new Identity(Role.STATISTICIAN, PROVINCE);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> asking = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Identity who = i % 2 == 0 ? commune : province;
                asking.add(() -> {
                    String body =
                            ask(who, "GET", "/api/rounds/areas-near/due", "").body();
                    assertThat(body).contains("ownmark").doesNotContain("farmark");
                    assertThat(body.contains("sibmark")).isEqualTo(who.equals(province));
                    return 1;
                });
            }
            int answered = 0;
            for (Future<Integer> one : threads.invokeAll(asking)) {
                answered += one.get();
            }
            assertThat(answered).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
        // Whoever is not known reads nothing, on whichever connection.
        AtomicReference<String> read = new AtomicReference<>("");
        Thread nobody = new Thread(() -> {
            Actor.nobody();
            read.set(IntStream.range(0, 20)
                    .mapToObj(i -> SERVICE.database()
                            .read(tables -> tables.fetchValue("select count(*) from interview")
                                    .toString()))
                    .distinct()
                    .collect(Collectors.joining(" ")));
        });
        nobody.start();
        nobody.join();
        assertThat(read.get()).isEqualTo("0");
    }

    /** What tells of marks that are hidden from who asks, over everything that only reads; at most so many. */
    private static List<String> leaks(int most) throws Exception {
        List<String> leaks = new ArrayList<>();
        for (Identity identity : List.of(COMMUNE, new Identity(Role.ADMINISTRATOR, PROVINCE))) {
            for (Row row : rows) {
                boolean reads = !row.kind.equals("open") && (row.method.equals("GET") || row.path.endsWith("/state"));
                for (Place place : reads ? places(row) : List.<Place>of()) {
                    HttpResponse<String> reply = ask(identity, row, place);
                    boolean told = row.kind.equals("one")
                            && !identity.sees(place)
                            && reply.body().contains("\"409.");
                    if (told || identity.hidden().stream().anyMatch(reply.body()::contains)) {
                        leaks.add(identity + ", " + place + ": " + row.route() + " " + shortened(reply));
                        if (leaks.size() == most) {
                            return leaks;
                        }
                    }
                }
            }
        }
        return leaks;
    }

    private static boolean isOfOthers(HttpResponse<String> reply) {
        return reply.body().startsWith("{\"code\":\"403.3\"") || reply.body().contains("src=\"/refused.js\"");
    }

    /** What is wrong with an answer; empty if nothing. */
    private static String fault(Identity identity, Row row, Place place, HttpResponse<String> reply) {
        if (reply.statusCode() >= 500) {
            return "failed";
        }
        for (String mark : identity.hidden()) {
            if (reply.body().contains(mark)) {
                return "tells of " + mark;
            }
        }
        if (place == Place.NONE) {
            return reply.body().contains("mark-") ? "tells of what is not there" : "";
        }
        boolean outside = reply.body().startsWith("{\"code\":\"403.4\"");
        return switch (row.kind) {
            case "rows" ->
                reply.statusCode() != 200
                        ? "refused"
                        : identity.area.isEmpty() && marks(place).noneMatch(reply.body()::contains)
                                ? "tells nothing"
                                : "";
            case "whole" ->
                (outside || reply.body().startsWith("{\"code\":\"404.8\"")) == identity.seesWhole(place)
                        ? "is not as for the whole"
                        : "";
            case "one" -> {
                boolean ofRound = row.path.contains("/jobs/") || row.path.contains("/institutions/");
                boolean sees = ofRound ? identity.seesWhole(place) : identity.sees(place);
                yield (reply.statusCode() == 404) == sees ? "is not as for one" : "";
            }
            case "kept" -> reply.statusCode() > 201 || !reply.body().contains("receivedAt") ? "kept nothing" : "";
            default -> "";
        };
    }

    /** One of them is in whatever tells of the round of a place. */
    private static Stream<String> marks(Place place) {
        return place == Place.OTHER
                ? Stream.of(place.mark, device(place).toString())
                : Stream.of(
                        Place.OWN.mark,
                        Place.SIBLING.mark,
                        WHOLE,
                        device(Place.OWN).toString());
    }

    private static HttpResponse<String> ask(Identity identity, Row row, Place place) throws Exception {
        String path = row.path;
        for (Map.Entry<String, String> id :
                Objects.requireNonNull(IDS.get(place)).entrySet()) {
            path = path.replace(id.getKey(), id.getValue());
        }
        if (row.route().equals("GET /api/interviews")) {
            path += "?round=" + place.round();
        }
        boolean ofJobs = path.startsWith("/api/jobs/");
        // One that has ended can't be cancelled, one that runs can't be removed: whoever sees it is told so.
        String job =
                job(place, row.method.equals("DELETE") ? "running" : "done").toString();
        path = path.replace("{id}", ofJobs ? job : place.interview().toString())
                .replace("/files/{name}", "/files/told.csv")
                .replace("/sample/{file}", "/sample/psus.csv")
                .replace("/{version}/{file}", "/1/unanswered.csv")
                .replace("{version}", "1")
                .replace("<file>", "kap.css")
                .replaceAll("[{][a-z]+[}]", "1");
        String body = switch (row.route()) {
            case "PUT /api/rounds/{round}/selections/{selection}/visits/{visit}" ->
                "{\"disposition\":\"refusal\",\"surveyor\":\"" + place.mark + "-dtv\"}";
            case "PUT /api/rounds/{round}/units" -> "{\"survey\":\"" + place.round() + "-offices\"}";
            // From where it is not: whoever sees it is told where it is.
            case "POST /api/interviews/{id}/state" -> "{\"revision\":1,\"from\":\"approved\",\"to\":\"submitted\"}";
            case "POST /api/rounds" ->
                "{\"round\":\"" + place.round() + "-new\",\"plan\":\"" + place.round()
                        + "\",\"forms\":[\"test-form\"],\"titleVi\":\"Đợt\",\"year\":2026,\"planningDesignEffect\":1.5}";
            case "POST /api/jobs", "POST /api/jobs/check" ->
                place == Place.NONE ? "{}" : Objects.requireNonNull(JOBS.get(place.round()));
            case "POST /api/interviews" -> batch(place);
            default -> "{}";
        };
        if (row.kind.equals("kept") && row.method.equals("PUT")) {
            return TestService.send(
                    put(identity, place.interview(), payload(place)).build());
        }
        return ask(identity, row.method, path, row.path.equals("/api/logout") ? null : body);
    }

    /** With the account's cookie, but for a body that is null. */
    private static HttpResponse<String> ask(Identity identity, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = SERVICE.request(path)
                .setHeader("Cookie", body == null ? "" : Objects.requireNonNull(COOKIES.get(identity.toString())));
        if (path.equals("/api/jobs")) {
            // Queued once, whoever asks.
            request.header(
                    "Idempotency-Key",
                    UUID.nameUUIDFromBytes(TestService.bytes("areas " + body)).toString());
        }
        if (!method.equals("GET")) {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body == null ? "{}" : body));
        }
        return TestService.send(request.build());
    }

    private static HttpRequest.Builder put(Identity identity, UUID id, byte[] body) {
        return SERVICE.request("/api/interviews/" + id + "/revisions/1")
                .setHeader("Cookie", Objects.requireNonNull(COOKIES.get(identity.toString())))
                .header("Content-Type", "application/json")
                .header("Content-Digest", TestService.contentDigest(body))
                .PUT(BodyPublishers.ofByteArray(body));
    }

    private static String batch(Place place) {
        byte[] payload = payload(place);
        return "{\"interviews\":[{\"interview\":\"" + place.interview() + "\",\"revision\":1,\"sha256\":\""
                + TestService.sha256(payload) + "\",\"content\":[\""
                + Base64.getEncoder().encodeToString(payload) + "\"]}]}";
    }

    private static String shortened(HttpResponse<String> reply) {
        String body = reply.body();
        return reply.statusCode() + " " + body.substring(0, Math.min(160, body.length()));
    }

    private static Map<String, String> ids(Place place) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("{round}", place.round());
        ids.put("{selection}", place.mark + "-h1.1");
        ids.put("{survey}", place.round() + "-offices");
        return ids;
    }

    private static UUID device(Place place) {
        return UUID.nameUUIDFromBytes(TestService.bytes("areas device " + place.mark));
    }

    private static UUID job(Place place, String state) {
        return UUID.nameUUIDFromBytes(TestService.bytes("areas job " + place.round() + state));
    }

    private static byte[] payload(Place place) {
        return TestService.bytes(TestService.interview(place.interview(), 1)
                .replace(
                        "\"round\":null,\"selection\":null",
                        place == Place.NONE
                                ? "\"round\":null,\"selection\":null"
                                : "\"round\":\"" + place.round() + "\",\"selection\":\"" + place.mark + "-h1.1\"")
                .replace("\"device\":{", "\"device\":{\"id\":\"" + device(place) + "\",\"number\":1,"));
    }

    /** What is of the whole of a round: a sample's head, weights, jobs. */
    private static int ofRound(DSLContext tables, String round, String mark) {
        tables.execute(
                "insert into sample (round_id, name, seed, person_seed, panel_round, frame_id, frame_date, frame_hash, area_stages)"
                        + " values (?, 'mau', 's', 's', 1, 'khung', '2026-11-01', encode(sha256('f'), 'hex'), 2)",
                round);
        tables.execute(
                "insert into weights_version (round_id, version, name, content, hash, states, interviews_hash, run) values"
                        + " (?, 1, ?, 'w', encode(sha256('w'), 'hex'), 'returned', encode(sha256('i'), 'hex'), '{\"weights\":[]}')",
                round,
                mark);
        for (String state : List.of("done", "running")) {
            UUID job = job(round.equals("areas-far") ? Place.OTHER : Place.OWN, state);
            boolean done = state.equals("done");
            tables.execute(
                    "insert into job (job_id, round_id, name, content, sha256, state, ended_at, lease, lease_until) values"
                            + " (?, ?, ?, 'j', encode(sha256('j'), 'hex'), ?, "
                            + (done ? "now(), null, null" : "null, ?, now() + interval '9 days'")
                            + ")",
                    done ? new Object[] {job, round, mark, state} : new Object[] {job, round, mark, state, job});
            if (done) {
                tables.execute(
                        "insert into job_file (job_id, name, position, content) values (?, 'told.csv', 0, ?)",
                        job,
                        TestService.bytes(mark));
            }
        }
        return 0;
    }

    /** A cluster of a commune with a household, two persons, a visit and who works there. */
    private static int ofCommune(DSLContext tables, String round, String area, String mark) {
        String unit =
                "insert into sample_unit (round_id, stage, code, position, stratum, psu, ssu, name, within, areas, size,"
                        + " probability, self_representing, segments, segment, inclusion_probability, kept) values"
                        + " (?, ?, ?, 0, ?, ?, ?, ?, '', array[?], 9, .5, false, 1, 1, .5, false)";
        tables.execute(unit, round, 1, area, mark, area, "", "Xã " + mark, area);
        tables.execute(unit, round, 2, area + "01", mark, area, area + "01", "Thôn " + mark, area + "01");
        tables.execute(
                "insert into sample_household (round_id, household, stage, cluster, stratum, psu, ssu, number, listed, probability,"
                        + " inclusion_probability) values (?, ?, 2, ?, ?, ?, ?, 1, 9, .1, .05)",
                round,
                mark + "-h1",
                area + "01",
                mark,
                area,
                area + "01");
        tables.execute("insert into sample_assignment values (?, 2, ?, ?)", round, area + "01", mark + "-dtv");
        for (int person = 1; person <= 2; person++) {
            String selection = mark + "-h1." + person;
            tables.execute(
                    "insert into selection (round_id, selection_id, stratum, psu, design_weight) values (?, ?, ?, ?, 20)",
                    round,
                    selection,
                    mark,
                    area);
            tables.execute(
                    "insert into sample_person (round_id, selection_id, household, person, groups, drawn_for, probability, members)"
                            + " values (?, ?, ?, ?, '{g}', '{g}', .5, '{2}')",
                    round, selection, mark + "-h1", Integer.toString(person));
        }
        tables.execute(
                "insert into visit (round_id, selection_id, visit, disposition, surveyor) values (?, ?, 1, 'refusal', ?)",
                round,
                mark + "-h1.1",
                mark + "-dtv");
        return 0;
    }

    /** A register of its own that the round asks. */
    private static void register(Path folder, String round, String mark) throws Exception {
        Path job = InstitutionFolder.write(folder, round + "-offices");
        Files.writeString(job, Files.readString(job).replace("Cơ quan tỉnh", mark));
        Path register = folder.resolve("register.csv");
        Files.writeString(register, Files.readString(register).replace("Sở Mẫu Ba", "Sở " + mark));
        HttpResponse<String> imported = SERVICE.post("/api/institutions", InstitutionFolder.body(folder));
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(201);
        SERVICE.database()
                .write(tables -> tables.execute(
                        "insert into round_register (round_id, survey_id, version) values (?, ?, 1)",
                        round,
                        round + "-offices"));
    }

    private static String eachTable(String how) {
        return "do $x$ declare one text; begin for one in select tablename from pg_policies where policyname = 'areas' loop"
                + " execute format('alter table %I " + how + " row level security', one); end loop; end $x$";
    }

    /** As the owner of the tables, which the service never is. */
    private static void asOwner(String sql) {
        SERVICE.database()
                .write(tables -> tables.connectionResult(connection -> {
                    try (var statement = connection.createStatement()) {
                        return statement.execute("set local role none; " + sql);
                    }
                }));
    }
}
