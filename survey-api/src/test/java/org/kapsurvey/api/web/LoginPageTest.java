package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.LOGIN_BUCKET;

import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.account.Role;

/** The page where people log in, in a real browser against the real service. */
final class LoginPageTest extends BrowserTest {
    private static final String PASSWORD = "voi xanh đi học 7";

    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void account() {
        service.database().write(tables -> tables.deleteFrom(LOGIN_BUCKET).execute());
        new AccountStore(service.database()).add(name, "Lê Thị Hoa", Role.MANAGER, List.of(), PASSWORD, "test");
    }

    /** Others of this process log in wrongly too, and would wait for what was tried here. */
    @AfterEach
    void forgetTries() {
        service.database().write(tables -> tables.deleteFrom(LOGIN_BUCKET).execute());
    }

    @Test
    void somebodyLogsInOnAPhoneAndTheCookieIsOutOfReachOfScripts() {
        open(PHONE, "/login?next=/rounds?round=1");
        device.clearCookies();
        assertThat(page.locator("h1")).hasText("Đăng nhập");
        assertReads("login-1");
        logIn(PASSWORD);
        page.waitForURL(service.uri() + "/rounds?round=1");
        List<Cookie> cookies = device.cookies();
        assertThat(cookies).hasSize(1);
        Cookie cookie = cookies.get(0);
        assertThat(cookie.name).isEqualTo("__Host-kap");
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        assertThat(page.evaluate("fetch('/api/me').then((reply) => reply.json()).then((me) => me.login)"))
                .isEqualTo(name);
        chromium.assertQuiet(null);
    }

    @Test
    void whoReachesTheServiceAsLocalhostLogsInAsWell() {
        page.navigate("http://localhost:" + service.uri().getPort() + "/login?next=/livez");
        device.clearCookies();
        logIn(PASSWORD);
        page.waitForURL("http://localhost:" + service.uri().getPort() + "/livez");
        assertThat(page.evaluate("fetch('/api/me').then((reply) => reply.status)"))
                .isEqualTo(200);
    }

    @Test
    void aWrongPasswordIsToldInTheLanguageOfThePageAndTheFieldWaitsForTheNext() {
        open(PHONE, "/login");
        device.clearCookies();
        logIn("sai mật khẩu");
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .hasText("Tên đăng nhập hoặc mật khẩu không đúng.");
        assertThat(page.locator("#login-password")).isFocused();
        assertThat(page.locator("#login-password")).hasValue("");
        assertReads("login-2-wrong");
        inEnglish();
        assertThat(page.locator("h1")).hasText("Log in");
        service.database()
                .write(tables -> tables.update(LOGIN_BUCKET)
                        .set(LOGIN_BUCKET.FAILURES, 12)
                        .execute());
        for (int i = 0; i < 2; i++) {
            logIn("wrong");
            assertThat(page.locator("#login-send")).isEnabled();
        }
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .containsText("There were too many wrong tries. Wait, then try again. The next try is possible in");
        assertReads("login-3-early");
        chromium.assertQuiet("Failed to load resource");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "/%09/evil.example/",
                "javascript:alert(1)",
                "/login?next=/login",
                "http://127.0.0.1:1/"
            })
    void aLinkFromElsewhereLeadsNobodyAway(String next) {
        page.navigate(service.uri() + "/login?next="
                + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("%2509", "%09"));
        device.clearCookies();
        logIn(PASSWORD);
        page.waitForURL(address -> !address.contains("/login"));
        assertThat(page.url()).startsWith(service.uri() + "/").doesNotContain("//evil");
    }

    private void logIn(String password) {
        page.locator("#login-name").fill(name);
        page.locator("#login-password").fill(password);
        page.locator("#login-send").click();
    }
}
