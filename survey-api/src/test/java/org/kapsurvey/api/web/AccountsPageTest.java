package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.LOGIN_BUCKET;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.account.Role;

/** The pages of accounts, in a real browser against the real service. */
final class AccountsPageTest extends BrowserTest {
    private static final String PASSWORD = "voi xanh đi học 7";

    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void forgetTries() {
        service.database().write(tables -> tables.deleteFrom(LOGIN_BUCKET).execute());
    }

    @Test
    void somebodyIsAddedOnAPhoneChangedAndDisabled() {
        open(PHONE, "/accounts");
        assertThat(page.locator("h1")).hasText("Tài khoản");
        fill("#account-login", name);
        fill("#account-name", "Đỗ Thị Hạnh");
        page.locator("#account-add").click();
        assertThat(page.locator(".banner-warn"))
                .hasText("Vai trò điều tra viên cần mã của ít nhất một tỉnh, thành phố hoặc một xã, phường.");
        fill("#account-areas", "31 11101");
        page.locator("#account-add").click();
        assertThat(page.locator(".banner-good")).containsText("Đã thêm tài khoản " + name + ".");
        assertThat(page.locator(".made-password"))
                .hasText(java.util.regex.Pattern.compile("([a-z2-9]{5}-){3}[a-z2-9]{5}"));
        page.locator("#accounts-find").fill("do thi hanh");
        assertThat(card()).containsText("Điều tra viên · 11101, 31");
        assertReads("accounts-1-phone");

        card().getByText("Xem và sửa").click();
        page.locator("#open-role").selectOption("supervisor");
        card().getByText("Lưu thay đổi").click();
        assertThat(card().locator(".banner-good")).hasText("Đã lưu tài khoản " + name + ".");
        assertThat(card()).containsText("Giám sát viên · 11101, 31");
        card().getByText("Đặt mật khẩu mới").click();
        card().getByText("Tạo mật khẩu mới").click();
        assertThat(card().locator(".made-password")).isVisible();
        card().getByText("Khóa tài khoản").click();
        assertReads("accounts-2-open");
        card().locator(".banner-warn .button-danger").click();
        assertThat(card().locator(".mark").first()).hasText("đã khóa");
        card().getByText("Mở lại tài khoản").click();
        assertThat(card().locator(".mark")).hasCount(0);
        chromium.assertQuiet("400");
    }

    @Test
    void sessionsAreEndedInEnglishOnAWideScreen() {
        new AccountStore(service.database()).add(name, "Lê Thị Hoa", Role.MANAGER, List.of(), PASSWORD, "test");
        page.navigate(service.uri() + "/login");
        page.evaluate(
                "async ([name, password]) => { for (let i = 0; i < 2; i++) await fetch('/api/login', {method: 'POST', credentials:"
                        + " 'omit', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name, password})}); }",
                List.of(name, PASSWORD));
        open(WIDE, "/accounts");
        inEnglish();
        assertThat(page.locator("h1")).hasText("Accounts");
        page.locator("#accounts-find").fill(name);
        assertThat(card()).containsText("2 sessions");
        card().getByText("See and change").click();
        assertThat(card().locator("h3").first()).hasText("Sessions");
        assertReads("accounts-3-wide");
        card().getByText("End all sessions").click();
        assertThat(card().locator(".banner-good")).hasText("2 sessions were ended.");
        assertThat(card()).containsText("no session");
        page.locator("#accounts-find").fill("nobody like this");
        assertThat(page.locator(".card-title")).hasText("No such account");
        chromium.assertQuiet(null);
    }

    @Test
    void oneChangesOnesOwnPassword() {
        new AccountStore(service.database()).add(name, "Lê Thị Hoa", Role.MANAGER, List.of(), PASSWORD, "test");
        open(PHONE, "/login?next=/password");
        device.clearCookies();
        page.locator("#login-name").fill(name);
        page.locator("#login-password").fill(PASSWORD);
        page.locator("#login-send").click();
        assertThat(page.locator("h1")).hasText("Đổi mật khẩu");
        change("sai", "trâu đen về làng 8", "trâu đen");
        assertThat(page.locator("[role=alert]")).hasText("Hai lần nhập mật khẩu mới không giống nhau.");
        change("sai", "trâu đen về làng 8", "trâu đen về làng 8");
        assertThat(page.locator("[role=alert]")).hasText("Mật khẩu hiện tại không đúng; mật khẩu chưa được đổi.");
        change(PASSWORD, "matkhau123456", "matkhau123456");
        assertThat(page.locator("[role=alert]")).containsText("Mật khẩu này dễ bị đoán");
        assertReads("accounts-4-password");
        change(PASSWORD, "trâu đen về làng 8", "trâu đen về làng 8");
        assertThat(page.locator("[role=status]")).containsText("Đã đổi mật khẩu.");
        open(WIDE, "/password");
        inEnglish();
        assertThat(page.locator("h1")).hasText("Change password");
        assertReads("accounts-5-password-wide");
        chromium.assertQuiet("40");
    }

    private void change(String old, String wanted, String again) {
        page.locator("#password-old").fill(old);
        page.locator("#password-wanted").fill(wanted);
        page.locator("#password-again").fill(again);
        page.locator("#password-send").click();
    }

    private Locator card() {
        return page.locator("#account-" + name);
    }
}
