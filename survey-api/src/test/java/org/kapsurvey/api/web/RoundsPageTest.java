package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.round.PlanStore;

/** The page of survey rounds, in a real browser against the real service. */
final class RoundsPageTest {
    private static Chromium chromium;
    private static TestService service;

    private BrowserContext device;
    private Page page;

    @BeforeAll
    static void serviceAndBrowser() {
        chromium = Chromium.launch();
        service = TestService.shared();
        new PlanStore(service.database()).publish("round-plan", TestService.plan("round-plan"));
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        open(390);
    }

    private void open(int width) {
        chromium.forget();
        device = chromium.device(width, width == 390 ? 844 : 900);
        page = device.newPage();
        page.navigate(service.uri() + "/rounds");
    }

    @AfterEach
    void putAway() {
        device.close();
    }

    @Test
    void aRoundIsOpenedOnAPhoneAndLockedForGood() {
        assertThat(page.locator("h1")).hasText("Các đợt khảo sát");
        page.locator("#round-open").click();
        assertThat(page.locator("#round-round-mend")).containsText("Mã cần bắt đầu bằng chữ thường");
        assertThat(page.locator("#round-effect-mend")).hasText("Hãy nhập một số từ 1 trở lên.");
        WebFormTest.assertFits(page);
        WebFormTest.assertAccessible(page);
        fill("#round-round", "page-2027");
        fill("#round-titleVi", "Khảo sát KAP thành phố năm 2027");
        fill("#round-titleEn", "KAP survey of the city 2027");
        fill("#round-year", "2027");
        fill("#round-effect", "1,8");
        page.locator("#round-plan").selectOption("round-plan");
        page.locator("#round-forms input[value='test-form:1']").check();
        page.locator("#round-open").click();
        assertThat(page.locator("#rounds-state")).containsText("Đã mở đợt page-2027.");
        assertThat(page.locator("#round-card-page-2027")).containsText("Khảo sát KAP thành phố năm 2027");
        assertThat(page.locator("#round-card-page-2027")).containsText("Chưa có mẫu");
        Chromium.picture(page, "rounds-1-phone");
        page.locator("#round-card-page-2027").getByText("Khóa đợt").click();
        assertThat(page.locator("#round-card-page-2027")).containsText("Không mở khóa lại được.");
        page.locator("#round-card-page-2027").getByText("Khóa hẳn").click();
        assertThat(page.locator("#rounds-state")).containsText("Đợt page-2027 đã khóa.");
        assertThat(page.locator("#round-card-page-2027")).containsText("Đã khóa lúc");
        chromium.assertQuiet(null);
    }

    @Test
    void whatTheServiceRefusesIsToldInTheLanguageOfThePage() {
        fill("#round-round", "long-2027");
        fill("#round-titleVi", "Khảo sát ".repeat(30));
        fill("#round-year", "2199");
        fill("#round-effect", "1,5");
        page.locator("#round-plan").selectOption("round-plan");
        page.locator("#round-forms input[value='test-form:1']").check();
        page.locator("#round-open").click();
        assertThat(page.locator("#rounds-state")).containsText("Tên đợt phải có từ 1 đến 200 ký tự.");
        WebFormTest.assertAccessible(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("EN, English"))
                .click();
        assertThat(page.locator("#rounds-state")).containsText("A title must have 1 to 200 letters.");
        chromium.assertQuiet("400");
    }

    @Test
    void theSameInEnglishOnAWideScreen() {
        device.close();
        open(1280);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("EN, English"))
                .click();
        assertThat(page.locator("h1")).hasText("Survey rounds");
        fill("#round-round", "wide-2027");
        fill("#round-titleVi", "Khảo sát năm 2027");
        fill("#round-effect", "1");
        page.locator("#round-plan").selectOption("round-plan");
        page.locator("#round-forms input[value='test-form:1']").check();
        page.locator("#round-open").click();
        assertThat(page.locator("#rounds-state")).containsText("Round wide-2027 is open.");
        fill("#round-round", "wide-2027");
        fill("#round-titleVi", "Khác");
        page.locator("#round-open").click();
        assertThat(page.locator("#rounds-state")).containsText("This id is published with other content");
        WebFormTest.assertFits(page);
        WebFormTest.assertAccessible(page);
        Chromium.picture(page, "rounds-2-wide");
        chromium.assertQuiet("409");
    }

    private void fill(String field, String text) {
        page.locator(field).fill(text);
        page.locator(field).blur();
    }
}
