package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.LOGIN_BUCKET;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.account.Account;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.account.Role;

/** What people see who are not logged in, or may not do what they want, in a real browser against the real service. */
final class AccessPageTest extends BrowserTest {
    private static final String PASSWORD = "voi xanh đi học 7";

    private final AccountStore accounts = new AccountStore(service.database());
    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);

    /** Other tests guess passwords from this very address. */
    @BeforeEach
    void forgetGuesses() {
        service.database().write(tables -> tables.deleteFrom(LOGIN_BUCKET).execute());
    }

    @Test
    void withoutALoginAFormIsFilledInAndItsInterviewWaitsOnTheDeviceUntilSomebodyLogsIn() {
        Account surveyor = account(Role.SURVEYOR);
        device.clearCookies();
        FormPage form = FormPage.open(page, service.uri() + "/form/test-form/1");
        form.fill(Map.of("age", "27", "heard", "no", "remark", "không"));
        form.next();
        form.finish();
        assertThat(page.locator("main [role=alert]"))
                .containsText("Hãy đăng nhập để gửi. Phỏng vấn vẫn được giữ trên máy này.");
        assertThat(page.locator("#queue")).containsText("1 phỏng vấn chờ gửi.");
        assertReads("access-1-not-sent");
        page.reload();
        assertThat(page.locator("#queue a")).hasText("Đăng nhập để gửi");

        page.locator("#queue a").click();
        logIn();
        page.waitForURL(service.uri() + "/form/test-form/1");
        assertThat(page.locator("#queue")).containsText("Không còn phỏng vấn chờ gửi.");
        UUID interview = service.database()
                .read(tables -> tables.select(AUDIT.INTERVIEW_ID)
                        .from(AUDIT)
                        .where(AUDIT.ACTOR.eq(surveyor.id().toString()).and(AUDIT.ACTION.eq("interview.received")))
                        .fetchSingle()
                        .value1());
        int rows =
                service.database().read(tables -> tables.fetchCount(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(interview)));
        assertThat(rows).isOne();
        chromium.assertQuiet("Failed to load resource");
    }

    @Test
    void anAccountThatSendsNoInterviewsLeavesThemOnTheDeviceForTheNextLogin() {
        account(Role.MANAGER);
        device.clearCookies();
        page.navigate(service.uri() + "/login?next=/form/test-form/1");
        logIn();
        page.waitForSelector(".question");
        FormPage form = FormPage.on(page);
        form.fill(Map.of("age", "28", "heard", "no", "remark", "không"));
        form.next();
        form.finish();
        assertThat(page.locator("#queue a")).hasText("Đăng nhập để gửi");
        assertThat(page.locator("main [role=alert]")).containsText("Hãy đăng nhập để gửi.");
        chromium.assertQuiet("Failed to load resource");
    }

    @Test
    void theStartPageOffersWhatTheAccountMayOpenAndTheWayInAndOut() {
        account(Role.MANAGER);
        device.clearCookies();
        page.navigate(service.uri() + "/");
        assertThat(page.locator("#me")).containsText("Bạn chưa đăng nhập.");
        assertThat(page.locator("a[href=\"/form/test-form/1\"]")).isVisible();
        assertThat(page.locator("a[href=\"/rounds\"]")).hasCount(0);
        assertReads("access-2-start-nobody");

        page.locator("#me a").click();
        logIn();
        page.waitForURL(service.uri() + "/");
        assertThat(page.locator("#me")).containsText("Lê Thị Hoa – Lãnh đạo");
        assertThat(page.locator("a[href=\"/rounds\"]")).isVisible();
        assertThat(page.locator("a[href=\"/devices\"]")).hasCount(0);
        assertThat(page.locator("a[href=\"/analysis\"]")).hasCount(0);
        assertReads("access-3-start-manager");

        page.locator("#me button").click();
        assertThat(page.locator("#me")).containsText("Bạn chưa đăng nhập.");
        assertThat(page.evaluate("fetch('/api/me').then((reply) => reply.status)"))
                .isEqualTo(401);
        chromium.assertQuiet("Failed to load resource");
    }

    @Test
    void aSurveyorSeesNoPageOfTheDesk() {
        account(Role.SURVEYOR);
        device.clearCookies();
        page.navigate(service.uri() + "/login");
        logIn();
        page.waitForURL(service.uri() + "/");
        assertThat(page.locator("#me")).containsText("Lê Thị Hoa – Điều tra viên");
        assertThat(page.locator("a[href=\"/form/test-form/1\"]")).isVisible();
        for (String address : List.of("/rounds", "/frame", "/analysis", "/preview", "/devices")) {
            assertThat(page.locator("a[href=\"" + address + "\"]")).hasCount(0);
        }
        chromium.assertQuiet(null);
    }

    @Test
    void whoMayNotOpenAPageIsToldWhoHeIsAndCanLogInAsAnother() {
        account(Role.SURVEYOR);
        device.clearCookies();
        page.navigate(service.uri() + "/devices?hours=2");
        page.waitForURL(service.uri() + "/login?next=%2Fdevices%3Fhours%3D2");
        logIn();
        page.waitForURL(service.uri() + "/devices?hours=2");
        assertThat(page.locator("h1")).hasText("Không có quyền");
        assertThat(page.locator("main")).containsText("Lê Thị Hoa – Điều tra viên");
        assertReads("access-4-refused");
        inEnglish();
        assertThat(page.locator("h1")).hasText("Not allowed");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in with another account"))
                .click();
        page.waitForURL(service.uri() + "/login?next=%2Fdevices%3Fhours%3D2");
        chromium.assertQuiet("Failed to load resource");
    }

    @Test
    void aSessionThatEndsWhileAPageIsOpenLeadsToTheLoginAndBack() {
        account(Role.SUPERVISOR);
        device.clearCookies();
        page.navigate(service.uri() + "/login?next=/samples");
        logIn();
        page.waitForURL(service.uri() + "/samples");
        assertThat(page.locator("h1")).isVisible();
        accounts.password(name, "trâu đen về làng 8", "test");
        page.navigate(service.uri() + "/devices");
        page.waitForURL(service.uri() + "/login?next=%2Fdevices");
        chromium.assertQuiet(null);
    }

    private Account account(Role role) {
        return accounts.add(
                name, "Lê Thị Hoa", role, role.mayHaveNoArea() ? List.of() : List.of("31"), PASSWORD, "test");
    }

    private void logIn() {
        page.locator("#login-name").fill(name);
        page.locator("#login-password").fill(PASSWORD);
        page.locator("#login-send").click();
    }
}
