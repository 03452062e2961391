package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.round.PlanStore;

/** The page of survey rounds, in a real browser against the real service. */
final class RoundsPageTest extends BrowserTest {
    @BeforeAll
    static void serviceAndBrowser() {
        new PlanStore(service.database()).publish("round-plan", TestService.plan("round-plan"));
    }

    @BeforeEach
    void open() {
        open(PHONE, "/rounds");
    }

    @Test
    void aRoundIsOpenedOnAPhoneAndLockedForGood() {
        assertThat(page.locator("h1")).hasText("Các đợt khảo sát");
        page.locator("#round-open").click();
        assertThat(page.locator("#round-round-mend")).containsText("Mã cần bắt đầu bằng chữ thường");
        assertThat(page.locator("#round-effect-mend")).hasText("Hãy nhập một số từ 1 trở lên.");
        assertFits(page);
        assertAccessible(page);
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
        assertAccessible(page);
        inEnglish();
        assertThat(page.locator("#rounds-state")).containsText("A title must have 1 to 200 letters.");
        chromium.assertQuiet("400");
    }

    @Test
    void theSameInEnglishOnAWideScreen() {
        open(WIDE, "/rounds");
        inEnglish();
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
        assertReads("rounds-2-wide");
        chromium.assertQuiet("409");
    }
}
