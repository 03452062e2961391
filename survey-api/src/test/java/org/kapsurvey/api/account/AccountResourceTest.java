package org.kapsurvey.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;
import static org.kapsurvey.api.database.generated.Tables.LOGIN_BUCKET;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;

/** {@code /api/accounts} and {@code /api/me/password}. */
class AccountResourceTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String PASSWORD = "voi xanh đi học 7";

    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    @AfterEach
    void forgetTries() {
        SERVICE.database().write(tables -> tables.deleteFrom(LOGIN_BUCKET).execute());
    }

    @Test
    void anAccountIsAddedWithAPasswordThatIsToldOnceAndLogsIn() throws Exception {
        HttpResponse<String> added = add("surveyor", "\"31\",\"11101\"", "");
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.body())
                .contains(
                        "\"login\":\"" + name + "\",\"name\":\"Trần Văn Bình\",\"role\":\"surveyor\"",
                        "\"areas\":[\"11101\",\"31\"],\"disabled\":false");
        String password = password(added);
        assertThat(logIn(password).statusCode()).isEqualTo(200);
        String listed = SERVICE.get("/api/accounts").body();
        assertThat(listed)
                .contains("\"login\":\"" + name + "\"")
                .doesNotContain(password)
                .doesNotContain("argon2");
        assertThat(listed.substring(listed.indexOf(name))).contains("\"sessions\":1,\"lastUsedAt\":\"20");
        assertThat(audit(added, "account.added")).isEqualTo(1);
        assertThat(SERVICE.database()
                        .<Integer>read(tables -> tables.fetchCount(
                                AUDIT, DSL.condition("details::text like {0}", DSL.val("%" + password + "%")))))
                .isZero();
    }

    @Test
    void allThatIsWrongIsToldAtOnceInBothLanguages() throws Exception {
        HttpResponse<String> reply = SERVICE.post(
                "/api/accounts",
                "{\"login\":\"Lan Anh\",\"name\":\"\",\"role\":\"supervisor\",\"areas\":[\"abc\"],\"password\":\"ngắn\"}");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body())
                .contains(
                        "Tên đăng nhập bắt đầu bằng chữ thường",
                        "Họ tên phải có từ 1 đến 100 ký tự.",
                        "Địa bàn phải là mã tỉnh, thành phố (2 chữ số) hoặc mã xã, phường (5 chữ số), nhưng ở đây là",
                        "Mật khẩu của giám sát viên phải có từ 12 ký tự trở lên, nhưng ở đây có 4.",
                        "The password of a supervisor must have 12 characters or more, found 4.")
                .doesNotContain("ngắn");
        assertThat(add("surveyor", "", "").body())
                .contains("Vai trò điều tra viên cần mã của ít nhất một tỉnh, thành phố hoặc một xã, phường.");
        assertThat(add("boss", "", "").body()).contains("Unknown role");
        assertThat(add("manager", "", "").statusCode()).isEqualTo(201);
        assertThat(add("manager", "", "").body())
                .contains("Đã có tài khoản " + name + ".", "There is an account " + name + " already.");
    }

    @Test
    void whoseRoleOrPasswordChangesOrWhoIsDisabledIsOutAtTheNextRequest() throws Exception {
        HttpResponse<String> added = add("surveyor", "\"31\"", PASSWORD);
        assertThat(added.body()).doesNotContain("\"password\"");
        String account = "/api/accounts/" + id(added);

        String cookie = cookie(logIn(PASSWORD));
        assertThat(status(cookie)).isEqualTo(200);
        HttpResponse<String> same =
                send("PUT", account, "{\"name\":\"Trần Văn Bình\",\"role\":\"surveyor\",\"areas\":[\"11101\"]}");
        assertThat(same.body()).contains("\"areas\":[\"11101\"]").doesNotContain("password");
        assertThat(status(cookie)).as("another area ends nothing").isEqualTo(200);
        send("PUT", account, "{\"name\":\"Trần Văn Bình\",\"role\":\"supervisor\",\"areas\":[\"31\"]}");
        assertThat(status(cookie)).isEqualTo(401);

        cookie = cookie(logIn(PASSWORD));
        String renewed = password(SERVICE.post(account + "/password", "{}"));
        assertThat(status(cookie)).isEqualTo(401);
        assertThat(logIn(PASSWORD).statusCode()).isEqualTo(401);

        cookie = cookie(logIn(renewed));
        assertThat(SERVICE.post(account + "/disable", "{}").statusCode()).isEqualTo(204);
        assertThat(status(cookie)).isEqualTo(401);
        assertThat(logIn(renewed).statusCode()).isEqualTo(401);
        assertThat(SERVICE.get("/api/accounts").body()).contains("\"areas\":[\"31\"],\"disabled\":true");
        assertThat(SERVICE.post(account + "/enable", "{}").statusCode()).isEqualTo(204);
        assertThat(logIn(renewed).statusCode()).isEqualTo(200);
        for (String action :
                List.of("account.changed", "account.password-set", "account.disabled", "account.enabled")) {
            assertThat(audit(added, action)).as(action).isPositive();
        }
    }

    /** Or whoever had twelve characters would have them as an administrator too. */
    @Test
    void whoBecomesAnAdministratorGetsANewPassword() throws Exception {
        HttpResponse<String> added = add("manager", "", PASSWORD);
        HttpResponse<String> risen =
                send("PUT", "/api/accounts/" + id(added), "{\"name\":\"Trần Văn Bình\",\"role\":\"administrator\"}");
        assertThat(logIn(PASSWORD).statusCode()).isEqualTo(401);
        assertThat(logIn(password(risen)).statusCode()).isEqualTo(200);
    }

    @Test
    void oneSessionIsEndedOrAllOfThem() throws Exception {
        HttpResponse<String> added = add("manager", "", PASSWORD);
        String account = "/api/accounts/" + id(added);
        String first = cookie(logIn(PASSWORD));
        String second = cookie(logIn(PASSWORD));
        String sessions = SERVICE.get(account + "/sessions").body();
        List<String> ids = Pattern.compile("\"session\":\"([0-9a-f]{16})\",\"own\":false")
                .matcher(sessions)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(ids).hasSize(2);
        assertThat(sessions).contains("\"devices\":[]");
        assertThat(SERVICE.post(account + "/sessions/end", "{\"session\":\"" + ids.get(0) + "\"}")
                        .body())
                .isEqualTo("{\"ended\":1}");
        assertThat(List.of(status(first), status(second))).containsExactlyInAnyOrder(200, 401);
        assertThat(SERVICE.post(account + "/sessions/end", "{}").body()).isEqualTo("{\"ended\":1}");
        assertThat(List.of(status(first), status(second))).containsExactly(401, 401);
        assertThat(SERVICE.post(account + "/sessions/end", "{}").body()).isEqualTo("{\"ended\":0}");
        assertThat(audit(added, "account.sessions-ended")).isEqualTo(2);
    }

    @Test
    void theDevicesOfAnAccountAreThoseThatItsInterviewsCameFrom() throws Exception {
        HttpResponse<String> added = add("surveyor", "\"31\"", PASSWORD);
        String cookie = cookie(logIn(PASSWORD));
        UUID device = UUID.randomUUID();
        for (int number = 1; number <= 2; number++) {
            UUID interview = UUID.randomUUID();
            byte[] body = TestService.bytes(TestService.interview(interview, 1)
                    .replace("\"device\":{", "\"device\":{\"id\":\"" + device + "\",\"number\":" + number + ","));
            assertThat(TestService.send(SERVICE.request("/api/interviews/" + interview + "/revisions/1")
                                    .setHeader("Cookie", cookie)
                                    .header("Content-Type", "application/json")
                                    .header("Content-Digest", TestService.contentDigest(body))
                                    .PUT(BodyPublishers.ofByteArray(body))
                                    .build())
                            .statusCode())
                    .isEqualTo(201);
        }
        assertThat(SERVICE.get("/api/accounts/" + id(added) + "/sessions").body())
                .contains("\"devices\":[{\"device\":\"" + device + "\",\"interviews\":2,\"lastReceivedAt\":\"20");
    }

    @Test
    void anAdministratorWithAreasMayNotMakeAccounts() throws Exception {
        String bound = TestService.cookie(SERVICE.uri(), SERVICE.database(), Role.ADMINISTRATOR, List.of("31"));
        HttpResponse<String> reply = TestService.send(
                SERVICE.request("/api/accounts").setHeader("Cookie", bound).build());
        assertThat(reply.body()).contains("\"code\":\"403.3\"", "\"areas\":\"must be none\"");
        assertThat(TestService.send(SERVICE.request("/api/me")
                                .setHeader("Cookie", bound)
                                .build())
                        .body())
                .contains("\"rounds\"")
                .doesNotContain("\"accounts\"");
    }

    @Test
    void whatIsThereNotIsTold() throws Exception {
        for (String id : List.of(UUID.randomUUID().toString(), "no-such")) {
            assertThat(SERVICE.post("/api/accounts/" + id + "/disable", "{}").body())
                    .contains("404.9");
        }
    }

    @Test
    void oneChangesOnesOwnPasswordAndTheOtherSessionsEnd() throws Exception {
        add("manager", "", PASSWORD);
        String here = cookie(logIn(PASSWORD));
        String elsewhere = cookie(logIn(PASSWORD));
        assertThat(own(here, "sai", "trâu đen về làng 8").body()).contains("\"code\":\"403.5\"");
        assertThat(own(here, PASSWORD, "ngắn").body())
                .contains("Mật khẩu của lãnh đạo phải có từ 12 ký tự trở lên, nhưng ở đây có 4.");
        assertThat(status(elsewhere)).isEqualTo(200);
        HttpResponse<String> changed = own(here, PASSWORD, "trâu đen về làng 8");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
        assertThat(List.of(status(here), status(elsewhere), status(cookie(changed))))
                .containsExactly(401, 401, 200);
        assertThat(logIn("trâu đen về làng 8").statusCode()).isEqualTo(200);
    }

    /** Whoever finds a tablet that is logged in tries no more passwords than at the login. */
    @Test
    void wrongPresentPasswordsCountAsWrongLogins() throws Exception {
        add("manager", "", PASSWORD);
        String cookie = cookie(logIn(PASSWORD));
        for (int i = 0; i < LoginThrottle.FREE; i++) {
            assertThat(own(cookie, "sai " + i, "trâu đen về làng 8").body()).contains("403.5");
        }
        HttpResponse<String> early = own(cookie, PASSWORD, "trâu đen về làng 8");
        assertThat(early.body()).contains("429.1");
        assertThat(early.headers().firstValue("Retry-After")).isPresent();
    }

    private HttpResponse<String> add(String role, String areas, String password) throws Exception {
        return SERVICE.post(
                "/api/accounts",
                "{\"login\":\"" + name + "\",\"name\":\"Trần Văn Bình\",\"role\":\"" + role + "\",\"areas\":[" + areas
                        + "]" + (password.isEmpty() ? "" : ",\"password\":\"" + password + "\"") + "}");
    }

    private HttpResponse<String> logIn(String password) throws Exception {
        return TestService.send(SERVICE.request("/api/login")
                .setHeader("Cookie", "")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}"))
                .build());
    }

    private static HttpResponse<String> own(String cookie, String old, String wanted) throws Exception {
        return TestService.send(SERVICE.request("/api/me/password")
                .setHeader("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"password\":\"" + old + "\",\"newPassword\":\"" + wanted + "\"}"))
                .build());
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return TestService.send(SERVICE.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private static int status(String cookie) throws Exception {
        return TestService.send(
                        SERVICE.request("/api/me").setHeader("Cookie", cookie).build())
                .statusCode();
    }

    private static String cookie(HttpResponse<String> reply) {
        String set = reply.headers().firstValue("Set-Cookie").orElseThrow(() -> new AssertionError(reply.body()));
        return set.substring(0, set.indexOf(';'));
    }

    private static String id(HttpResponse<String> added) {
        return found("\"account\":\"([0-9a-f-]{36})\"", added);
    }

    private static String password(HttpResponse<String> reply) {
        return found("\"password\":\"([^\"]+)\"", reply);
    }

    private static String found(String pattern, HttpResponse<String> reply) {
        Matcher matcher = Pattern.compile(pattern).matcher(reply.body());
        assertThat(matcher.find()).as(reply.body()).isTrue();
        return matcher.group(1);
    }

    private static int audit(HttpResponse<String> added, String action) {
        return SERVICE.database()
                .read(tables -> tables.fetchCount(
                        AUDIT,
                        AUDIT.ACTION.eq(action).and(DSL.condition("details ->> 'account' = {0}", DSL.val(id(added))))));
    }
}
