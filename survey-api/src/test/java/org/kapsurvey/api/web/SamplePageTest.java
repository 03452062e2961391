package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.frame.FrameBody;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;

/** The page that plans a sample, in a real browser against the real service. */
final class SamplePageTest extends BrowserTest {
    @BeforeEach
    void open() {
        open(PHONE, "/sample");
    }

    @Test
    void theExampleIsPlannedOnAPhoneAndAChangedAssumptionComputedAnew() {
        assertThat(page.locator("h1")).hasText("Tính cỡ mẫu");
        assertThat(state()).hasText("Đã tính theo các giả định ở trên.");
        assertThat(page.locator("#sample-steps")).containsText("Hệ số thiết kế: [1 + (");
        assertThat(page.locator("#sample-allocation tbody tr")).hasCount(3);
        assertThat(page.locator("#sample-precision tbody tr")).hasCount(2);
        assertReads("sample-1-example");
        String before = clusters();
        fill("#size-margin", "2,5");
        assertThat(page.locator("#sample-steps")).containsText("sai số cho phép ±2,5%");
        assertThat(state()).hasAttribute("data-state", "good");
        assertThat(Integer.parseInt(clusters())).isGreaterThan(Integer.parseInt(before));
        page.locator("#sample-domain").selectOption("Hải đảo");
        assertThat(page.locator("#sample-precision tbody tr")).hasCount(2);
        chromium.assertQuiet(null);
    }

    @Test
    void theSameInEnglishOnAWideScreenWithADomainAndARule() {
        open(WIDE, "/sample");
        inEnglish();
        assertThat(page.locator("h1")).hasText("Plan a sample");
        page.locator("#allocation-rule").selectOption("power");
        fill("#allocation-exponent", "0.5");
        page.locator("#domains-add").click();
        assertThat(page.locator("#domains-0-name")).isFocused();
        fill("#domains-0-name", "Mainland");
        page.getByLabel("Thành thị").check();
        page.getByLabel("Nông thôn").check();
        fill("#domains-0-margin", "4");
        assertThat(page.locator("#sample-steps")).containsText("Bankier 1988");
        assertThat(page.locator("#sample-steps")).containsText("Domain \"Mainland\" gets at least");
        assertThat(state()).hasText("Computed from the assumptions above.");
        assertThat(page.locator("#sample-domain option")).hasCount(5);
        assertReads("sample-2-wide");
        chromium.assertQuiet(null);
    }

    @Test
    void whatCannotBeIsSaidAtItsFieldAndConflictsInVietnamese() {
        assertThat(state()).hasAttribute("data-state", "good");
        fill("#indicators-0-rate", "120");
        assertThat(page.locator("#indicators-0-rate-mend")).hasText("Phải là số lớn hơn 0% và nhỏ hơn 100%.");
        fill("#groups-0-share", "nhiều");
        assertThat(page.locator("#groups-0-share-mend")).hasText("Hãy nhập một số.");
        fill("#strata-0-population", "");
        assertThat(page.locator("#strata-0-population-mend")).hasText("Cần nhập ô này.");
        assertThat(state()).hasText("Còn 3 ô cần sửa thì mới tính được.");
        assertReads("sample-3-faults");
        fill("#indicators-0-rate", "90");
        fill("#groups-0-share", "62");
        fill("#strata-0-population", "1.100.000");
        assertThat(state()).hasAttribute("data-state", "good");
        fill("#size-margin", "0,5");
        assertThat(page.locator("#sample-problem")).containsText("Các tầng chỉ có 1.078, ít hơn cỡ mẫu");
        Chromium.picture(page, "sample-4-conflict");
        chromium.assertQuiet(null);
    }

    @Test
    void thePlanIsDownloadedOpenedAgainAndOutlivesAReload() throws Exception {
        assertThat(state()).hasAttribute("data-state", "good");
        fill("#size-name", "mine-2027");
        page.reload();
        assertThat(page.locator("#size-name")).hasValue("mine-2027");
        Download saved = page.waitForDownload(() -> page.locator("#sample-save").click());
        assertThat(saved.suggestedFilename()).isEqualTo("sample.json");
        String text = Files.readString(saved.path());
        assertThat(text).contains("\"name\": \"mine-2027\"", "\"rate\": 0.9", "\"population\": 1100000");
        assertThat(service.post("/api/sample/plan", text).body())
                .startsWith("{\"strata\":[],\"faults\":[],\"conflicts\":[],");
        String other = text.replace("mine-2027", "another").replaceFirst("\\{", "{\"seed\": \"kept\", ");
        page.locator("#sample-file")
                .setInputFiles(
                        new FilePayload("sample.json", "application/json", other.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator("#size-name")).hasValue("another");
        Download again = page.waitForDownload(() -> page.locator("#sample-save").click());
        assertThat(Files.readString(again.path())).as("keys of drawing stay").contains("\"seed\": \"kept\"");
        page.locator("#sample-file")
                .setInputFiles(new FilePayload("photo.json", "application/json", new byte[] {1, 2}));
        assertThat(state()).hasText("Tệp này không phải là bản kế hoạch mẫu (JSON).");
        assertThat(page.locator("#size-name")).hasValue("another");
        chromium.assertQuiet(null);
    }

    @Test
    void strataAreMadeFromAStoredFrameAndMerged() throws Exception {
        service.post("/api/frames", FrameBody.of("drawn-frame"));
        page.reload();
        assertThat(state()).hasAttribute("data-state", "good");
        fill("#size-margin", "");
        fill("#size-clusters", "8");
        fill("#size-take", "10");
        page.locator("#strata-source").selectOption("drawn-frame/1");
        assertThat(page.locator("#strata-date")).hasValue("2026-09-01");
        page.locator("#strata-level").selectOption("residential_group");
        page.getByText("Loại đơn vị hành chính").click();
        assertThat(page.locator("#strata-made tbody tr")).not().hasCount(0);
        int made = page.locator("#strata-made tbody tr").count();
        assertThat(made).isGreaterThan(1);
        assertReads("sample-5-frame");
        String merged = page.locator("#strata-made tbody th").first().textContent();
        page.locator("#strata-merge-0").selectOption(new SelectOption().setIndex(1));
        assertThat(page.locator("#strata-made tbody tr")).hasCount(made - 1);
        assertThat(page.getByText("Tầng " + merged + " đã gộp vào")).isVisible();
        assertThat(state()).hasAttribute("data-state", "good");
        assertThat(page.locator("#sample-allocation tbody tr")).hasCount(made - 1);
        new PlanStore(service.database()).publish("sample-plan", "{}".getBytes(StandardCharsets.UTF_8));
        new RoundStore(service.database())
                .open(new Round("drawn-on-page", "sample-plan", "test-form", "1", "Đợt mẫu", "Round", 2027, 1.5, true));
        page.reload();
        fill("#draw-household", "5");
        assertThat(page.locator("#size-take")).hasValue("5");
        Download plan = page.waitForDownload(() -> page.locator("#sample-save").click());
        String panel = Files.readString(plan.path()).replaceFirst("\\{", "{\"panel\": {\"round\": 1, \"keep\": 0.3}, ");
        page.locator("#sample-file")
                .setInputFiles(
                        new FilePayload("sample.json", "application/json", panel.getBytes(StandardCharsets.UTF_8)));
        page.locator("#draw-round").selectOption("drawn-on-page");
        page.locator("#draw").click();
        assertThat(page.locator("#draw-state")).containsText("trước khi chọn mẫu");
        assertThat(page.locator("#draw-seed")).isFocused();
        // The press that takes the focus from what was typed last counts.
        page.locator("#draw-seed").pressSequentially("bốc thăm ngày 1/11");
        page.locator("#draw").click();
        assertThat(page.locator("#draw-state")).containsText("Đã chọn 8 đơn vị cấp một.");
        assertThat(page.locator("#draw-notes li").first()).containsText("được làm tròn thành");
        assertReads("sample-7-drawn");
        page.getByText("Xem mẫu và in danh sách").click();
        assertThat(page.locator("#samples-first tbody tr")).hasCount(8);
        open(WIDE, "/sample");
        page.locator("#strata-source").selectOption("drawn-frame/1");
        assertThat(page.locator("#strata-made tbody tr")).hasCount(1);
        page.locator("#strata-source").selectOption("");
        assertThat(page.locator("#strata-0-stratum")).hasValue("Thành thị");
        assertThat(state()).hasAttribute("data-state", "good");
        Chromium.picture(page, "sample-6-hand");
        chromium.assertQuiet(null);
    }

    @Test
    void withoutANetworkThePageSaysSoAndComputesWhenItIsBack() {
        assertThat(state()).hasAttribute("data-state", "good");
        page.route("**/api/sample/plan", route -> route.abort());
        fill("#size-take", "20");
        assertThat(state()).containsText("không kết nối được với máy chủ");
        page.unroute("**/api/sample/plan");
        assertThat(state()).hasAttribute("data-state", "good");
        assertThat(page.locator("#sample-steps")).containsText("Mỗi cụm chọn 20 đơn vị");
        chromium.assertQuiet("ERR_FAILED");
    }

    private String clusters() {
        return page.locator(".totals dd").first().textContent();
    }

    private Locator state() {
        return page.locator("#sample-state");
    }
}
