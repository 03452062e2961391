package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.job.TestRound;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;

/** The page where interviews are reviewed, in a real browser against the real service. */
final class ReviewPageTest extends BrowserTest {
    private static final String ROUND = "review-page";

    @BeforeAll
    static void round() throws Exception {
        TestRound.interviewed(service.database(), service.uri(), ROUND);
        new RoundStore(service.database())
                .open(
                        new Round(ROUND + "-none", "job-plan", "job-form", "1", "Đợt trống", "Empty", 2026, 1.5, true),
                        List.of());
    }

    @Test
    void aSupervisorSeesTheProgressOpensAnInterviewAndDecides() throws Exception {
        open(PHONE, "/review?round=" + ROUND);
        assertThat(page.locator("h1")).hasText("Duyệt phiếu");
        assertThat(page.locator("#review-figures")).containsText("40/48 Người được chọn đã có phiếu");
        assertThat(page.locator("#review-interviews tbody tr")).hasCount(4);
        page.locator("#review-by-surveyor summary").click();
        assertThat(page.locator("#review-by-surveyor tbody tr")).hasCount(1);
        page.locator("#review-by-stratum summary").click();
        assertThat(page.locator("#review-by-stratum tbody tr")).hasCount(2);
        page.locator("#review-check").click();
        // All were opened at the same minute, by one account.
        assertThat(page.locator("#review-flag option"))
                .containsText(new String[] {"Tất cả", "Quá nhiều phiếu trong ngày (40)"});
        page.locator("#review-flag").selectOption("overlap");
        assertThat(page.locator("#review-flagged tbody tr")).hasCount(25);
        assertReads("review-1-phone");

        page.locator("#review-interviews .open").first().click();
        assertThat(page.locator(".facts").first()).containsText("Biết?");
        assertThat(page.locator("#review-history")).containsText("gửi bản 1");
        returnedWithAComment();
        decide("rejected");
        assertThat(page.locator("#review-reason-missing")).hasText("Hãy viết lý do trước.");
        assertThat(page.locator("#review-reason")).isFocused();
        assertReads("review-2-interview");
        page.locator("#review-reason").fill("Trùng phiếu");
        decide("rejected");
        assertThat(page.locator("#review-told")).hasText("Đã ghi: Bị loại.");
        assertThat(page.locator("#review-told")).isFocused();
        assertThat(page.locator("#review-history")).containsText("Chờ duyệt → Bị loại: Trùng phiếu");
        assertThat(page.locator("[data-to]")).hasCount(0);
        page.locator("#review-back").click();
        assertThat(page.locator("#review-interviews tbody tr")).hasCount(3);
        chromium.assertQuiet(null);
    }

    @Test
    void ofTwoWhoDecideTheSecondIsToldInEnglishOnAWideScreen() throws Exception {
        UUID id = UUID.randomUUID();
        TestRound.open(service.database(), ROUND + "-two");
        TestRound.put(service.uri(), id, ROUND + "-two", 0, "{\"sex\":\"m\"}");
        open(WIDE, "/review?round=" + ROUND + "&state=approved");
        inEnglish();
        assertThat(page.locator("h1")).hasText("Review");
        assertThat(page.locator("#review-interviews tbody tr")).hasCount(36);
        for (String fold : List.of("stratum", "psu", "surveyor", "day")) {
            page.locator("#review-by-" + fold + " > summary").click();
        }
        assertThat(page.locator("#review-by-psu tbody tr")).hasCount(8);
        assertReads("review-3-wide");
        page.navigate(service.uri() + "/review?round=" + ROUND + "&interview=" + id);
        assertThat(page.locator("#review-decide")).hasText("Decision");
        TestRound.approve(service.uri(), id);
        page.locator("#review-reason").fill("twice");
        decide("void");
        assertThat(page.locator("#review-told"))
                .containsText("somebody else decided before. The interview is now “Approved”.");
        assertReads("review-4-second");
        // The refusal is an answer like any other, and the browser writes it to its console.
        chromium.forget();
    }

    @Test
    void aRoundWithoutInterviewsSaysWhatToDoAndWhatCouldNotBeReadIsThere() throws Exception {
        UUID broken = UUID.randomUUID();
        service.put(broken, 1, TestService.bytes("{\"a\":1}"));
        open(PHONE, "/review?round=" + ROUND + "-none");
        assertThat(page.locator(".card")).containsText("Phiếu hiện ở đây khi máy của điều tra viên gửi về.");
        page.navigate(service.uri() + "/review?round=&state=");
        Locator row = page.locator("#review-interviews a[href*='" + broken + "']");
        assertThat(row).isVisible();
        assertReads("review-5-no-round");
        row.click();
        assertThat(page.locator("#review-quarantine")).containsText("wrong-format");
        assertThat(page.locator("[data-to=approved]")).hasCount(0);
        assertThat(page.locator("[data-to=void]")).isVisible();
        chromium.assertQuiet(null);
    }

    /** The first that waits is that of person 3; it comes back with another age. */
    private void returnedWithAComment() throws Exception {
        decide("returned");
        assertThat(page.locator("#review-commenting")).isFocused();
        page.locator("#review-keep").click();
        assertThat(page.locator("textarea.comment")).hasCount(0);
        assertThat(page.locator("[data-to=returned]")).isFocused();
        decide("returned");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Nhận xét Tuổi?"))
                .fill("Hỏi lại năm sinh");
        assertReads("review-6-comments");
        page.locator("#review-reason").fill("Xem lại tuổi");
        // Whoever reads the page in the other language meanwhile loses nothing that he has typed.
        inEnglish();
        assertThat(page.locator("#review-decide")).hasText("Decision");
        assertThat(page.locator("textarea.comment[data-question=age]")).hasValue("Hỏi lại năm sinh");
        assertThat(page.locator("#review-reason")).hasValue("Xem lại tuổi");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("VI, Tiếng Việt"))
                .click();
        assertThat(page.locator("#review-commenting")).containsText("Viết");
        decide("returned");
        assertThat(page.locator("#review-told")).hasText("Đã ghi: Đã trả lại.");
        assertThat(page.locator("#review-history"))
                .containsText("Chờ duyệt → Đã trả lại: Xem lại tuổi Tuổi?: Hỏi lại năm sinh");
        String answers =
                "{\"sex\":\"m\",\"age\":\"43\",\"knows\":\"yes\",\"channels\":\"tv radio\",\"distance\":\"0.3\"}";
        TestRound.put(service.uri(), TestRound.interview(ROUND, 3), 2, ROUND, 3, answers);
        page.reload();
        assertThat(page.locator(".past").first()).containsText("Trước đó: 21 (bản 1, nhận ");
        assertThat(page.locator(".past").nth(1)).containsText("Trước đó: có, \"một\"");
        assertThat(page.locator(".past")).hasCount(2);
        assertThat(page.locator(".said")).hasText("Nhận xét khi trả lại bản 1: Hỏi lại năm sinh");
        page.setViewportSize(WIDE, 900);
        assertReads("review-7-before");
        page.setViewportSize(PHONE, 844);
    }

    private void decide(String to) {
        page.locator("[data-to=" + to + "]").click();
    }
}
