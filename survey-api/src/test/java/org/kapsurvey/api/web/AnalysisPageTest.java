package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.job.TestRound;

/** The statistician's page in a real browser against the real service, its queue and its worker. */
final class AnalysisPageTest extends BrowserTest {
    private static final String ROUND = "page-round";

    @BeforeAll
    static void serviceAndBrowser() throws Exception {
        TestRound.interviewed(service.database(), service.uri(), ROUND);
    }

    @BeforeEach
    void open() {
        open(PHONE, "/analysis?round=" + ROUND);
    }

    @Test
    void theExampleIsCheckedRunAndItsTablesShownOnAPhone() throws Exception {
        assertThat(page.locator("h1")).hasText("Phân tích số liệu");
        assertThat(check()).hasText("Không có lỗi. Số liệu có 48 dòng.");
        assertReads("analysis-1-example");
        page.locator("#job-run").click();
        page.locator("iframe.tables").waitFor();
        Locator rows = page.frameLocator("iframe.tables").locator("tbody tr");
        assertThat(rows.first()).containsText("right_knows");
        Download estimates = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("estimates.csv"))
                        .click());
        assertThat(estimates.suggestedFilename()).isEqualTo(ROUND + "-estimates.csv");
        assertThat(Files.readString(estimates.path()))
                .startsWith("id,statistic,")
                .contains("knowledge,proportion");
        assertThat(page.locator("#job-list ~ ul li").first()).containsText("đã xong");
        assertReads("analysis-2-result");
        tablesPicture("analysis-2-tables-390");
        chromium.assertQuiet(null);
    }

    @Test
    void theSameInEnglishOnAWideScreen() {
        open(WIDE, "/analysis?round=" + ROUND);
        assertThat(check()).hasText("Không có lỗi. Số liệu có 48 dòng.");
        inEnglish();
        assertThat(page.locator("h1")).hasText("Analysis");
        assertThat(check()).hasText("No faults. The data has 48 rows.");
        page.locator("#job-run").click();
        page.frameLocator("iframe.tables").locator("h1").waitFor();
        assertThat(page.frameLocator("iframe.tables").locator("#en")).isChecked();
        assertThat(page.frameLocator("iframe.tables").locator("h2 .vi").first()).isHidden();
        assertThat(page.frameLocator("iframe.tables").locator("h2 .en").first()).isVisible();
        assertReads("analysis-3-wide");
        tablesPicture("analysis-3-tables-1280");
        chromium.assertQuiet(null);
    }

    @Test
    void aRoundThatIsNotThereIsToldAndAnotherCanBeChosen() {
        open(PHONE, "/analysis?round=nowhere");
        assertThat(check()).hasText("Không có đợt khảo sát với mã này.");
        assertReads("analysis-6-unknown-round");
        page.locator("#job-round").selectOption(ROUND);
        page.locator("#job-example").click();
        assertThat(check()).hasText("Không có lỗi. Số liệu có 48 dòng.");
        chromium.assertQuiet("404");
    }

    @Test
    void faultsStandAtTheirLinesAndAreReachedByTheKeyboard() {
        assertThat(check()).hasAttribute("data-state", "good");
        String text = page.locator("#job-text").inputValue();
        page.locator("#job-text").fill(text.replace("\"age\"]", "\"agee\"]").replace("\"weights\"", "\"wieghts\""));
        assertThat(check()).hasText("Có 2 lỗi");
        assertThat(page.locator("#job-run")).isDisabled();
        assertThat(page.locator(".at-fault")).hasCount(2);
        Locator second = page.locator(".faults button").nth(1);
        assertThat(second).containsText("Không có cột \"agee\". Nêu một cột");
        assertThat(second).containsText("Có phải là \"age\" không?");
        assertReads("analysis-4-faults");
        second.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#job-text")).isFocused();
        page.keyboard().press("Delete");
        Object at = page.evaluate("document.getElementById('job-text').value.slice("
                + "document.getElementById('job-text').selectionStart).startsWith('agee\"')");
        assertThat(at).as("the caret was before the name").isEqualTo(true);
        inEnglish();
        assertThat(second).containsText("There is no column");
        chromium.assertQuiet(null);
    }

    @Test
    void whatWasWrittenOutlivesAReloadAndAnExampleCanBeTakenBack() {
        assertThat(check()).hasAttribute("data-state", "good");
        page.locator("#job-text").fill("{\"name\": \"mine\"}");
        assertThat(check()).hasAttribute("data-state", "faulty");
        page.reload();
        assertThat(page.locator("#job-text")).hasValue("{\"name\": \"mine\"}");
        page.locator("#job-example").click();
        assertThat(check()).hasAttribute("data-state", "good");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Lấy lại nội dung trước"))
                .click();
        assertThat(page.locator("#job-text")).hasValue("{\"name\": \"mine\"}");
        chromium.assertQuiet(null);
    }

    @Test
    void withoutANetworkNothingIsLostAndTheSameJobIsSentAgainOnce() {
        assertThat(check()).hasAttribute("data-state", "good");
        page.route("**/api/jobs", route -> route.abort());
        page.locator("#job-run").click();
        Locator problem = page.locator("#job-result ~ [role=alert]");
        assertThat(problem).containsText("Chưa gửi được vì không kết nối được với máy chủ");
        Chromium.picture(page, "analysis-5-offline");
        page.unroute("**/api/jobs");
        problem.getByRole(AriaRole.BUTTON).click();
        page.locator("iframe.tables").waitFor();
        assertThat(problem).hasCount(0);
        page.reload();
        page.locator("iframe.tables").waitFor();
        chromium.assertQuiet("ERR_FAILED");
    }

    @Test
    void aJobIsCancelledItsTextUsedAgainAndOnlyASecondThoughtRemovesIt() throws Exception {
        assertThat(check()).hasAttribute("data-state", "good");
        String text = page.locator("#job-text").inputValue();
        page.locator("#job-text")
                .fill(
                        text.replace(
                                "\"estimates\"",
                                "\"replicates\": {\"method\": \"subbootstrap\", \"count\": 60000, \"seed\": 7}, \"estimates\""));
        assertThat(check())
                .hasAttribute(
                        "data-state",
                        "good",
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions()
                                .setTimeout(60_000));
        page.locator("#job-run").click();
        page.locator("#job-cancel").click();
        assertThat(page.locator("#job-result ~ [role=alert]")).containsText("đã được hủy");
        page.locator("#job-text").fill("");
        assertThat(check()).containsText("Chưa có nội dung");
        // The list follows the job a moment later: its first line is another test's job until then.
        page.locator("li", new Page.LocatorOptions().setHasText("đã hủy"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Dùng lại"))
                .click();
        assertThat(page.locator("#job-text")).hasValue(Pattern.compile("subbootstrap"));
        String address = (String) page.evaluate("JSON.parse(localStorage.getItem('kap-analysis-sent')).key");
        Locator removal =
                page.locator("#job-list ~ ul li").first().locator("button").last();
        removal.dblclick();
        assertThat(removal).hasText("Xóa hẳn");
        assertThat(removal).isFocused();
        page.keyboard().press("Enter");
        assertThat(removal).not().hasText("Xóa hẳn");
        assertThat(service.get("/api/jobs/" + address).statusCode()).isEqualTo(404);
        chromium.assertQuiet(null);
    }

    /** A picture of the whole page leaves the tables' frame empty where it is out of sight. */
    private void tablesPicture(String name) {
        page.locator("iframe.tables").scrollIntoViewIfNeeded();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/" + name + ".png")));
    }

    private Locator check() {
        return page.locator("#job-check");
    }
}
