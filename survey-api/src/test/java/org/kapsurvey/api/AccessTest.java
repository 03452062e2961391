package org.kapsurvey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kapsurvey.api.database.generated.Tables.ACCOUNT;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;
import static org.kapsurvey.api.database.generated.Tables.SESSION;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.api.account.Access;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.account.Policy;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.hash.Sha256;

/** Every route against everybody, held against the table {@code access.txt}. */
class AccessTest {
    private static final TestService SERVICE = TestService.shared();
    private static final Set<String> SAFE = Set.of("GET");

    /** What stands in a path's braces, so that nothing is found and nothing is changed. */
    private static final Map<String, String> NOTHING = Map.of(
            "{id}", "00000000-0000-4000-8000-000000000000",
            "{revision}", "1",
            "{version}", "9",
            "{seed}", "1",
            "{visit}", "1",
            "<file>", "kap.css");

    private static List<Row> rows = List.of();

    /** Who may use a route. */
    private record Row(String method, String path, Set<String> may) {
        String route() {
            return method + " " + path;
        }

        boolean isPage() {
            return !path.startsWith("/api/");
        }

        String address() {
            String address = path;
            for (Map.Entry<String, String> part : NOTHING.entrySet()) {
                address = address.replace(part.getKey(), part.getValue());
            }
            return address.replaceAll("[{][a-z]+[}]", "no-such");
        }
    }

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = Objects.requireNonNull(AccessTest.class.getResourceAsStream("/access.txt"))) {
            rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" +")))
                    .map(words -> new Row(words.get(0), words.get(1), Set.copyOf(words.subList(2, words.size()))))
                    .toList();
        }
    }

    /** Names of those who have no role: nobody, and whose session is none any more, or never was one. */
    static Stream<String> identities() {
        return Stream.concat(
                Stream.of("nobody", "disabled", "logged-out", "expired", "idle", "forged"), Role.TEXTS.stream());
    }

    @Test
    void everyRouteStandsInTheTableOnce() {
        assertThat(rows.stream().map(Row::route)).containsExactlyInAnyOrderElementsOf(SERVICE.routes());
    }

    @ParameterizedTest
    @MethodSource("identities")
    void everyRouteAnswersAsTheTableSays(String identity) throws Exception {
        String cookie = cookie(identity);
        String counts = Role.of(identity).isPresent() ? identity : "nobody";
        List<String> leaks = new ArrayList<>();
        for (Row row : rows) {
            // A session that is logged out here would be of no use for the rest.
            String brought = row.path.equals("/api/logout") ? "" : cookie;
            HttpResponse<String> reply = TestService.send(request(row, brought).build());
            boolean may = row.may.contains(counts);
            if (may ? isRefused(reply) : !isRefusedRightly(row, counts, reply)) {
                leaks.add(row.route() + " " + (may ? "refused" : "answered") + " " + reply.statusCode() + " "
                        + reply.body());
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(rows).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoIsToldWhatHeMayOpenMayOpenIt(Role role) throws Exception {
        String me = TestService.send(SERVICE.request("/api/me")
                        .setHeader("Cookie", cookie(role.text()))
                        .build())
                .body();
        for (Policy policy : Policy.values()) {
            assertThat(me.contains("\"" + policy.text() + "\"")).isEqualTo(policy.allows(role));
        }
        assertThat(Policy.STATISTICS.allows(Role.SURVEYOR)).isFalse();
    }

    /** The cookie alone never does: what another site's page sends in the reader's browser changes nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"origin", "cross-site", "same-site", "text/plain", "multipart/form-data", "no type"})
    void noOtherSiteChangesAnythingInTheNameOfWhoIsLoggedIn(String how) throws Exception {
        String cookie = cookie("administrator");
        for (Row row : rows) {
            if (SAFE.contains(row.method)) {
                continue;
            }
            HttpRequest.Builder request = request(row, cookie);
            switch (how) {
                case "origin" -> request.header("Origin", "http://evil.example");
                case "cross-site", "same-site" -> request.header("Sec-Fetch-Site", how);
                case "no type" -> request.setHeader("Content-Type", "");
                default -> request.setHeader("Content-Type", how);
            }
            HttpResponse<String> reply = TestService.send(request.build());
            boolean foreign = Set.of("origin", "cross-site", "same-site").contains(how);
            assertThat(reply.body()).as(row.route()).contains(foreign ? "\"code\":\"403.2\"" : "\"code\":\"415.1\"");
        }
        assertThat(TestService.send(SERVICE.request("/api/me")
                                .setHeader("Cookie", cookie)
                                .build())
                        .statusCode())
                .as("not even logged out")
                .isEqualTo(200);
    }

    @Test
    void aPageLeadsToTheLoginAndBack() throws Exception {
        HttpResponse<String> reply = TestService.send(SERVICE.request("/visits?round=a%20b&x=1")
                .setHeader("Cookie", "")
                .build());
        assertThat(reply.statusCode()).isEqualTo(303);
        assertThat(reply.headers().firstValue("Location")).hasValue("/login?next=%2Fvisits%3Fround%3Da%2520b%26x%3D1");
        assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aRefusalNamesTheRolesThatMayInTheReadersLanguage() throws Exception {
        HttpRequest.Builder request = SERVICE.request("/api/devices").setHeader("Cookie", cookie("surveyor"));
        assertThat(TestService.send(request.copy().build()).body())
                .isEqualTo("{\"code\":\"403.3\",\"status\":403,\"message\":\"Tài khoản của bạn không có quyền làm việc"
                        + " này.\",\"details\":{\"role\":\"surveyor\",\"roles\":\"supervisor, administrator\"}}");
        assertThat(TestService.send(request.header("Accept-Language", "en").build())
                        .body())
                .contains("Your account is not allowed to do this.");
    }

    /** Answered without a body, but a way to ask whether something is there. */
    @Test
    void aHeadTellsNobodyMoreThanAGet() throws Exception {
        for (String address : List.of("/api/devices", "/api/rounds/no-such/indicators", "/visits")) {
            HttpResponse<String> reply = TestService.send(SERVICE.request(address)
                    .setHeader("Cookie", "")
                    .method("HEAD", BodyPublishers.noBody())
                    .build());
            assertThat(reply.statusCode()).as("the same whatever is there").isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Length")).hasValue("0");
            assertThat(reply.headers().firstValue("ETag")).isEmpty();
        }
    }

    @Test
    void theAuditNamesTheAccountAndTheNextRequestOfTheSameThreadIsNobodyElses() throws Exception {
        String surveyor = cookie("surveyor");
        String supervisor = cookie("supervisor");
        for (int i = 0; i < 20; i++) {
            UUID id = UUID.randomUUID();
            byte[] body = TestService.bytes(TestService.interview(id, 1));
            HttpResponse<String> receipt = TestService.send(SERVICE.request("/api/interviews/" + id + "/revisions/1")
                    .setHeader("Cookie", surveyor)
                    .header("Content-Type", "application/json")
                    .header("Content-Digest", TestService.contentDigest(body))
                    .PUT(BodyPublishers.ofByteArray(body))
                    .build());
            assertThat(receipt.statusCode()).isEqualTo(201);
            HttpResponse<String> moved = TestService.send(SERVICE.request("/api/interviews/" + id + "/state")
                    .setHeader("Cookie", supervisor)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"revision\":1,\"from\":\"submitted\",\"to\":\"approved\"}"))
                    .build());
            assertThat(moved.statusCode()).isEqualTo(200);
            assertThat(actor(id, "interview.received")).isEqualTo(account(surveyor));
            assertThat(actor(id, "interview.moved")).isEqualTo(account(supervisor));
        }
    }

    @Test
    void aRouteWithoutAPolicyOrWithTwoIsNone() {
        assertThatThrownBy(() -> Access.policy("GET /x", Set.of()))
                .hasMessage("The route GET /x must have one Policy, found [].");
        assertThatThrownBy(() -> Access.policy("GET /x", Set.of(Policy.DESK, Policy.ANYONE)))
                .hasMessageStartingWith("The route GET /x must have one Policy");
        assertThat(Access.policy("GET /x", Set.of(Policy.DESK))).isEqualTo(Policy.DESK);
    }

    private static HttpRequest.Builder request(Row row, String cookie) {
        HttpRequest.Builder request = SERVICE.request(row.address()).setHeader("Cookie", cookie);
        return SAFE.contains(row.method)
                ? request
                : request.header("Content-Type", "application/json").method(row.method, BodyPublishers.ofString("{}"));
    }

    private static boolean isRefused(HttpResponse<String> reply) {
        return reply.statusCode() == 401
                || reply.statusCode() == 403
                || reply.headers().firstValue("Location").orElse("").startsWith("/login")
                || reply.statusCode() >= 500;
    }

    private static boolean isRefusedRightly(Row row, String identity, HttpResponse<String> reply) {
        if (!row.isPage()) {
            String code = identity.equals("nobody") ? "401.1" : "403.3";
            return reply.body().startsWith("{\"code\":\"" + code + "\"");
        }
        return identity.equals("nobody")
                ? reply.statusCode() == 303 && reply.body().length() < 100
                : reply.statusCode() == 403 && reply.body().contains("src=\"/refused.js\"");
    }

    /** The cookie that an identity brings. */
    private static String cookie(String identity) throws Exception {
        Role role = Role.of(identity).orElse(Role.ADMINISTRATOR);
        if (identity.equals("nobody")) {
            return "";
        }
        if (identity.equals("forged")) {
            return "__Host-kap=" + "A".repeat(43);
        }
        String cookie = TestService.cookie(
                SERVICE.uri(), SERVICE.database(), role, role.mayHaveNoArea() ? List.of() : List.of("31"));
        switch (identity) {
            case "disabled" -> new AccountStore(SERVICE.database()).disable(loginName(cookie), "test");
            case "logged-out" ->
                assertThat(TestService.send(SERVICE.request("/api/logout")
                                        .setHeader("Cookie", cookie)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{}"))
                                        .build())
                                .statusCode())
                        .isEqualTo(204);
            case "expired" ->
                change(
                        cookie,
                        "created_at = created_at - interval '1 day', ends_at = clock_timestamp() - interval '1 second'");
            case "idle" -> change(cookie, "last_used_at = last_used_at - interval '31 minutes'");
            default -> assertThat(role.text()).isEqualTo(identity);
        }
        return cookie;
    }

    private static void change(String cookie, String what) {
        int changed = SERVICE.database()
                .write(tables -> tables.execute(
                        "update session set " + what + " where token_hash = {0}", DSL.val(hash(cookie))));
        assertThat(changed).isEqualTo(1);
    }

    private static String loginName(String cookie) {
        return SERVICE.database()
                .read(tables -> tables.select(ACCOUNT.LOGIN_NAME)
                        .from(ACCOUNT)
                        .join(SESSION)
                        .on(SESSION.ACCOUNT_ID.eq(ACCOUNT.ACCOUNT_ID))
                        .where(SESSION.TOKEN_HASH.eq(hash(cookie)))
                        .fetchSingle()
                        .value1());
    }

    private static String account(String cookie) {
        return SERVICE.database()
                .read(tables -> tables.select(SESSION.ACCOUNT_ID)
                        .from(SESSION)
                        .where(SESSION.TOKEN_HASH.eq(hash(cookie)))
                        .fetchSingle()
                        .value1()
                        .toString());
    }

    private static String actor(UUID interview, String action) {
        return SERVICE.database()
                .read(tables -> tables.select(AUDIT.ACTOR)
                        .from(AUDIT)
                        .where(AUDIT.INTERVIEW_ID.eq(interview).and(AUDIT.ACTION.eq(action)))
                        .fetchSingle()
                        .value1());
    }

    private static byte[] hash(String cookie) {
        return Sha256.of(TestService.bytes(cookie.substring(cookie.indexOf('=') + 1)));
    }
}
