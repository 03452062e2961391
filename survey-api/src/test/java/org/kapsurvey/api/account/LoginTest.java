package org.kapsurvey.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kapsurvey.api.database.generated.Tables.ACCOUNT;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;
import static org.kapsurvey.api.database.generated.Tables.LOGIN_BUCKET;
import static org.kapsurvey.api.database.generated.Tables.SESSION;

import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.problem.ProblemException;

class LoginTest {
    private static final String PASSWORD = "voi xanh đi học 7";

    private final TestService service = TestService.shared();
    private final AccountStore accounts = new AccountStore(service.database());
    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void forgetFailures() {
        service.database().write(tables -> tables.deleteFrom(LOGIN_BUCKET).execute());
    }

    @Test
    void whoLogsInIsKnownFromThenOnUntilHeLogsOut() throws Exception {
        accounts.add(name, "Trần Văn Bình", Role.SUPERVISOR, List.of("31", "11836"), PASSWORD, "test");
        HttpResponse<String> reply = logIn(name, PASSWORD);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .contains("\"login\":\"" + name + "\"", "\"name\":\"Trần Văn Bình\"", "\"role\":\"supervisor\"")
                .contains("\"title\":{\"vi\":\"Giám sát viên\",\"en\":\"Supervisor\"}", "\"areas\":[\"11836\",\"31\"]");
        assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
        String token = token(reply);
        assertThat(me(token).body()).isEqualTo(reply.body());

        HttpResponse<String> out = send(token, "/api/logout", "{}");
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("__Host-kap=; Max-Age=0;");
        assertThat(me(token).statusCode()).isEqualTo(401);
        assertThat(me(token).body()).contains("\"code\":\"401.1\"");
    }

    @Test
    void theCookieIsOneThatNoScriptReadsAndNoOtherSiteSends() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        String cookie = logIn(name, PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .matches("__Host-kap=[A-Za-z0-9_-]{43}; Max-Age=43200; Path=/; Secure; HttpOnly; SameSite=Strict");
    }

    @Test
    void theDatabaseHoldsNoTokenAndNoPassword() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        String token = token(logIn(name, PASSWORD));
        String everything = service.database()
                .read(tables -> tables.selectFrom(SESSION).fetch().formatCSV()
                        + tables.selectFrom(ACCOUNT).fetch().formatCSV()
                        + tables.selectFrom(AUDIT).fetch().formatCSV()
                        + tables.selectFrom(LOGIN_BUCKET).fetch().formatCSV());
        assertThat(everything).contains(name).doesNotContain(token).doesNotContain(PASSWORD);
    }

    @Test
    void anUnknownNameAWrongPasswordAndADisabledAccountAreAnsweredTheSame() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        HttpResponse<String> wrong = logIn(name, PASSWORD + "x");
        HttpResponse<String> unknown = logIn(name + "x", PASSWORD);
        accounts.disable(name, "test");
        HttpResponse<String> disabled = logIn(name, PASSWORD);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("\"code\":\"401.2\"").doesNotContain(name);
        assertThat(List.of(unknown.body(), disabled.body())).containsOnly(wrong.body());
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aCapitalOrASpaceFromAPhonesKeyboardDoesNoHarmInTheNameButCountsInThePassword() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        assertThat(logIn(" " + name.toUpperCase(java.util.Locale.ROOT) + " ", PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(logIn(name, PASSWORD + " ").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "password", "role"})
    void whateverChangesAnAccountEndsItsSessionsAtTheNextRequest(String change) throws Exception {
        accounts.add(name, "a", Role.STATISTICIAN, List.of(), PASSWORD, "test");
        String first = token(logIn(name, PASSWORD));
        String second = token(logIn(name, PASSWORD));
        assertThat(me(first).statusCode()).isEqualTo(200);
        assertThat(me(second).statusCode()).isEqualTo(200);
        switch (change) {
            case "disable" -> accounts.disable(name, "test");
            case "password" -> accounts.password(name, "trâu đen về làng 8", "test");
            default ->
                service.database()
                        .write(tables -> tables.update(ACCOUNT)
                                .set(ACCOUNT.ROLE, "manager")
                                .where(ACCOUNT.LOGIN_NAME.eq(name))
                                .execute());
        }
        assertThat(me(first).statusCode()).isEqualTo(401);
        assertThat(me(second).statusCode()).isEqualTo(401);
        accounts.enable(name, "test");
        assertThat(me(first).statusCode()).as("what ended stays so").isEqualTo(401);
    }

    @Test
    void aLoginEndsTheSessionThatWasThereBeforeAndTakesATokenOfItsOwn() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        String before = token(logIn(name, PASSWORD));
        String after = token(TestService.send(
                login(name, PASSWORD).header("Cookie", "__Host-kap=" + before).build()));
        assertThat(after).isNotEqualTo(before);
        assertThat(me(before).statusCode()).isEqualTo(401);
        assertThat(me(after).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aSessionEndsAfterItsTimeWithoutARequestAndAfterItsLongest(Role role) throws Exception {
        List<String> areas = role.mayHaveNoArea() ? List.of() : List.of("31");
        accounts.add(name, "a", role, areas, PASSWORD, "test");
        boolean surveyor = role == Role.SURVEYOR;

        String idle = token(logIn(name, PASSWORD));
        usedBefore(idle, "29 minutes");
        assertThat(me(idle).statusCode()).isEqualTo(200);
        usedBefore(idle, "31 minutes");
        assertThat(me(idle).statusCode()).isEqualTo(surveyor ? 200 : 401);

        String old = token(logIn(name, PASSWORD));
        begunBefore(old, surveyor ? "13 days 23 hours" : "11 hours 59 minutes");
        assertThat(me(old).statusCode()).isEqualTo(200);
        begunBefore(old, "2 hours");
        assertThat(me(old).statusCode()).isEqualTo(401);
    }

    @Test
    void aRequestKeepsASessionFromEnding() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        String token = token(logIn(name, PASSWORD));
        for (int i = 0; i < 3; i++) {
            usedBefore(token, "20 minutes");
            assertThat(me(token).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "../../etc", "' or 1=1 --"})
    void whatIsNoTokenIsNobody(String token) throws Exception {
        assertThat(me(token).statusCode()).isEqualTo(401);
    }

    @Test
    void aPasswordKeptWithLessWorkIsKeptWithTodaysAfterALoginAndItsSessionsGoOn() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        // Of libargon2 with a salt of 8 bytes: what an older program could have kept.
        String weak = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        service.database()
                .write(tables -> tables.update(ACCOUNT)
                        .set(ACCOUNT.PASSWORD, weak)
                        .where(ACCOUNT.LOGIN_NAME.eq(name))
                        .execute());
        String token = token(logIn(name, "password"));
        String kept = service.database()
                .read(tables -> tables.select(ACCOUNT.PASSWORD)
                        .from(ACCOUNT)
                        .where(ACCOUNT.LOGIN_NAME.eq(name))
                        .fetchSingle(ACCOUNT.PASSWORD));
        assertThat(kept).as("its salt was short").isNotEqualTo(weak).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(me(token).statusCode()).isEqualTo(200);
        assertThat(logIn(name, "password").statusCode()).isEqualTo(200);
    }

    @Test
    void afterFiveWrongTriesTheNextMustWaitEvenWithTheRightPassword() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        for (int i = 0; i < LoginThrottle.FREE; i++) {
            assertThat(logIn(name, "wrong").statusCode()).as("try " + i).isEqualTo(401);
        }
        assertThat(longestWait()).isEqualTo(2);
        passTime("-60 seconds");
        HttpResponse<String> early = logIn(name, PASSWORD);
        assertThat(early.statusCode()).isEqualTo(429);
        assertThat(early.body()).contains("\"code\":\"429.1\"", "\"seconds\":\"");
        assertThat(Integer.parseInt(early.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 62);
        assertThat(failures()).as("what was refused is not counted").containsOnly(5);

        passTime("63 seconds");
        assertThat(logIn(name, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(failures()).as("those of the address stay").containsExactly(5);
    }

    @Test
    void theWaitDoublesUpToAQuarterOfAnHourAndAnHourForgetsIt() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        for (int i = 0; i < LoginThrottle.FREE; i++) {
            logIn(name, "wrong");
        }
        List<Integer> waits = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            waits.add(longestWait());
            passTime("901 seconds");
            assertThat(logIn(name, "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(waits).containsExactly(2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900);
        service.database()
                .write(tables -> tables.execute("update login_bucket set last_at = last_at - interval '3601 seconds'"));
        assertThat(logIn(name, "wrong").statusCode()).isEqualTo(401);
        assertThat(failures()).containsOnly(1);
    }

    @Test
    void ofGuessesAtOneNameFromManySidesAtOnceOneIsTakenWhenOneIsDue() throws Exception {
        accounts.add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
        logIn(name, "wrong");
        manyFailures();
        try (CommandDatabase second = CommandDatabase.open(service.data(), null)) {
            List<LoginThrottle> services =
                    List.of(new LoginThrottle(service.database()), new LoginThrottle(second.database()));
            ExecutorService guessers = Executors.newFixedThreadPool(4);
            try {
                List<Callable<Boolean>> guesses = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    LoginThrottle throttle = services.get(i % 2);
                    String address = "192.0.2." + i;
                    guesses.add(() -> {
                        try {
                            throttle.enter(name, address);
                            return true;
                        } catch (ProblemException e) {
                            return false;
                        }
                    });
                }
                int taken = 0;
                for (Future<Boolean> guess : guessers.invokeAll(guesses)) {
                    taken += guess.get() ? 1 : 0;
                }
                assertThat(taken).isEqualTo(1);
            } finally {
                guessers.shutdownNow();
            }
        }
    }

    @Test
    void guessesAtManyNamesFromOneAddressWaitWhateverAHeaderSays() throws Exception {
        logIn(name, "wrong");
        manyFailures();
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> reply = TestService.send(login(name + i, "wrong")
                    .header("X-Forwarded-For", "192.0.2." + i)
                    .header("Forwarded", "for=192.0.2." + i)
                    .build());
            taken += reply.statusCode() == 401 ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
    }

    @Test
    void aRestartForgetsNeitherSessionsNorFailures(@org.junit.jupiter.api.io.TempDir Path data) throws Exception {
        String token;
        try (Service first = Service.start(data, null, InetAddress.getLoopbackAddress(), 0, database -> {})) {
            new AccountStore(first.database()).add(name, "a", Role.MANAGER, List.of(), PASSWORD, "test");
            token = token(TestService.send(login(first, name, PASSWORD).build()));
            for (int i = 0; i < LoginThrottle.FREE; i++) {
                TestService.send(login(first, name, "wrong").build());
            }
        }
        try (Service again = Service.start(data, null, InetAddress.getLoopbackAddress(), 0, database -> {})) {
            assertThat(TestService.send(TestService.request(again.uri(), "/api/me")
                                    .setHeader("Cookie", "__Host-kap=" + token)
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
            int failures = again.database()
                    .read(tables -> tables.select(DSL.max(LOGIN_BUCKET.FAILURES))
                            .from(LOGIN_BUCKET)
                            .fetchSingle()
                            .value1());
            assertThat(failures).isEqualTo(LoginThrottle.FREE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"canary-name\"}",
                "{\"name\":\"canary-name\",\"password\":7215398}",
                "{\"name\":\"canary-name\",\"password\":\"canary-word\",\"role\":\"administrator\"}",
                "[\"canary-word\"]"
            })
    void aFaultyLoginIsRefusedWithoutAWordOfIt(String body) throws Exception {
        HttpResponse<String> reply = service.post("/api/login", body);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).doesNotContain("canary").doesNotContain("7215398");
        assertThat(failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/login", "/api/logout"})
    void anotherSiteCanNeitherLogInNorOut(String path) throws Exception {
        HttpRequest.Builder request = service.request(path).POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(TestService.send(request.copy()
                                .header("Content-Type", "application/json")
                                .header("Origin", "http://evil.example")
                                .build())
                        .statusCode())
                .isEqualTo(403);
        assertThat(TestService.send(request.copy()
                                .header("Content-Type", "text/plain")
                                .build())
                        .statusCode())
                .isEqualTo(415);
        assertThat(TestService.send(request.copy()
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .build())
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void anAccountIsNeverDeletedAndASurveyorNeverWithoutAnArea() {
        accounts.add(name, "a", Role.SURVEYOR, List.of("31"), PASSWORD, "test");
        assertThatThrownBy(() -> service.database()
                        .write(tables -> tables.execute(
                                "delete from account_scope where account_id ="
                                        + " (select account_id from account where login_name = {0})",
                                DSL.val(name))))
                .hasMessageContaining("KS005");
        assertThatThrownBy(() -> service.database()
                        .write(tables -> tables.deleteFrom(ACCOUNT)
                                .where(ACCOUNT.LOGIN_NAME.eq(name))
                                .execute()))
                .hasMessageContaining("409.5");
        assertThat(accounts.list()).extracting(Account::loginName).contains(name);
    }

    private HttpRequest.Builder login(String name, String password) {
        return login(service.uri(), name, password);
    }

    private static HttpRequest.Builder login(Service service, String name, String password) {
        return login(service.uri(), name, password);
    }

    private static HttpRequest.Builder login(java.net.URI service, String name, String password) {
        return HttpRequest.newBuilder(service.resolve("/api/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}"));
    }

    private HttpResponse<String> logIn(String name, String password) throws Exception {
        return TestService.send(login(name, password).build());
    }

    private HttpResponse<String> me(String token) throws Exception {
        return TestService.send(service.request("/api/me")
                .setHeader("Cookie", "__Host-kap=" + token)
                .build());
    }

    private HttpResponse<String> send(String token, String path, String body) throws Exception {
        return TestService.send(service.request(path)
                .setHeader("Cookie", "__Host-kap=" + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static String token(HttpResponse<String> reply) {
        Matcher cookie = Pattern.compile("__Host-kap=([A-Za-z0-9_-]{43});.*")
                .matcher(reply.headers().firstValue("Set-Cookie").orElse(reply.body()));
        assertThat(cookie.matches()).as(reply.body()).isTrue();
        return cookie.group(1);
    }

    /** As if the last request of a session had been so long ago. */
    private void usedBefore(String token, String time) {
        change(token, "last_used_at = clock_timestamp() - interval '" + time + "'");
    }

    /** As if a session had begun so much earlier. */
    private void begunBefore(String token, String time) {
        change(token, "created_at = created_at - interval '" + time + "', ends_at = ends_at - interval '" + time + "'");
    }

    private void change(String token, String what) {
        int changed = service.database()
                .write(tables -> tables.execute(
                        "update session set " + what + " where token_hash = {0}",
                        DSL.val(org.kapsurvey.api.hash.Sha256.of(TestService.bytes(token)))));
        assertThat(changed).isEqualTo(1);
    }

    /** As if so much time had passed since every failure. */
    private void passTime(String time) {
        service.database()
                .write(tables -> tables.execute("update login_bucket set open_at = open_at - interval '" + time + "'"));
    }

    /** As if every bucket had failed so often that one try is due now and the next in some minutes. */
    private void manyFailures() {
        service.database()
                .write(tables -> tables.execute(
                        "update login_bucket set failures = 12, open_at = clock_timestamp() - interval '1 second'"));
    }

    private List<Integer> failures() {
        return service.database()
                .read(tables ->
                        tables.select(LOGIN_BUCKET.FAILURES).from(LOGIN_BUCKET).fetch(LOGIN_BUCKET.FAILURES));
    }

    private int longestWait() {
        return Objects.requireNonNull(service.database()
                .read(tables -> tables.select(
                                DSL.field("round(max(extract(epoch from open_at - last_at)))", Integer.class))
                        .from(LOGIN_BUCKET)
                        .fetchSingle()
                        .value1()));
    }
}
