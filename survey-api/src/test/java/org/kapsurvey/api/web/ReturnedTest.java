package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;

/** Interviews that were returned, on the device of who sent them: a real browser behind a relay that can be cut. */
final class ReturnedTest {
    private static final String FORM = "/form/returned/1";
    private static final String QUESTIONNAIRE = """
            {"settings": {"form_id": "returned", "version": "1", "default_language": "vi", "languages": ["vi", "en"],
                          "title": {"vi": "Phiếu hộ", "en": "Household form"}},
             "survey": [
              {"type": "begin_group", "name": "all", "label": {"vi": "Tất cả", "en": "All"}},
              {"type": "text", "name": "place", "label": {"vi": "Ở đâu?", "en": "Where?"}, "required": true},
              {"type": "integer", "name": "rooms", "label": {"vi": "Mấy phòng?", "en": "How many rooms?"}},
              {"type": "begin_repeat", "name": "members", "label": {"vi": "Người", "en": "Person"}},
              {"type": "integer", "name": "years", "label": {"vi": "Bao nhiêu tuổi?", "en": "How old?"}},
              {"type": "end_repeat"},
              {"type": "end_group"}]}
            """;
    private static final String ANSWERS =
            "{\"place\":\"Cát Hải\",\"rooms\":\"2\",\"members\":[{\"years\":\"30\"},{\"years\":\"3\"}]}";
    private static final String COMMENTS = "[{\"question\":\"years\",\"row\":[2],\"text\":\"Ba mươi hay ba?\"},"
            + "{\"question\":\"place\",\"text\":\"Thôn nào?\"}]";

    private static Chromium chromium;
    private static TestService service;
    private static String surveyor = "";

    @TempDir
    private Path profile;

    private Relay relay;
    private Page page;

    @BeforeAll
    static void launch() {
        service = TestService.shared();
        new QuestionnaireStore(service.database())
                .publish("returned/v1.json", QUESTIONNAIRE.getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Each has an account of his own: what was returned in one test is nobody's in another. */
    @BeforeEach
    void connect() {
        surveyor = TestService.cookie(service.uri(), service.database(), Role.SURVEYOR, List.of("11101"));
        closeBrowser();
        chromium = Chromium.launch(surveyor);
        relay = new Relay(service.uri());
        BrowserContext device = chromium.device(profile);
        page = device.pages().get(0);
        page.onDialog(dialog -> dialog.accept());
    }

    @AfterEach
    void disconnect() {
        // A browser with a service worker does not always close when it is told to.
        Chromium.kill(profile);
        relay.close();
    }

    @Test
    void itIsCorrectedWithoutANetworkWithAReasonForEveryAnswerAndSentAsTheNextRevision() throws Exception {
        choosePin();
        UUID id = sent();
        giveBack(id, 1, COMMENTS);
        start();
        assertThat(returned()).hasCount(1);
        assertThat(page.locator("[aria-labelledby=returned]")).containsText("Phiếu hộ Trả lại lúc");
        reads("60-returned-list");
        assertThat(Chromium.everythingKept(page))
                .contains(id.toString())
                .doesNotContain("Cát Hải", "Ba mươi hay ba", "Thôn nào");

        relay.cut();
        open();
        assertThat(page.locator("#returned")).containsText("Xem lại");
        assertThat(page.locator("#returned li")).hasCount(2);
        assertThat(page.locator("#corrected-title")).hasText("Chưa sửa câu nào");
        reads("61-returned-review");
        FormPage form = FormPage.on(page);
        form.finish();
        assertThat(page.locator("#correction-note-mend")).containsText("hãy nhắn giám sát viên vì sao");
        assertThat(page.locator("#correction-note")).isFocused();

        page.locator("#returned li button").first().click();
        assertThat(form.question("members-1-years").locator(".said")).hasText("Nhận xét: Ba mươi hay ba?");
        assertThat(form.question("members-0-years").locator(".said")).hasCount(0);
        assertThat(form.question("place").locator(".said")).hasText("Nhận xét: Thôn nào?");
        reads("62-returned-question");
        form.answer("members-1-years", "33");
        form.answer("place", "Thôn Gia Lộc");
        form.answer("rooms", "4");
        form.saved();
        form.next();
        assertThat(page.locator("#corrected li")).hasCount(3);
        assertThat(page.locator("#corrected")).containsText("3 → 33");
        form.finish();
        assertThat(page.locator("#reason-place")).isFocused();
        assertThat(page.locator("#corrected .mend")).hasCount(3);
        page.locator("#reason-place").selectOption("other");
        page.locator("#reason-place-text").fill("Xã mới đổi tên thôn");
        page.locator("#reason-place-text").blur();
        page.locator("#reason-rooms").selectOption("slip");
        page.locator("#reason-members-1-years").selectOption("asked-again");
        reads("63-returned-reasons");
        assertThat(Chromium.everythingKept(page)).doesNotContain("Thôn Gia Lộc", "Xã mới");
        form.finish();
        assertThat(page.locator("#queue")).containsText("1 phỏng vấn chờ gửi.");

        relay.mend();
        page.evaluate("dispatchEvent(new Event('online'))");
        assertThat(page.locator("#receipt-number")).hasText(id.toString());
        assertThat(page.locator("#receipt-late")).hasCount(0);
        assertThat(payload(id, 2))
                .contains("\"revision\":2", "Thôn Gia Lộc", "\"openedAt\":\"2026-11-21T08:00:00Z\"")
                .contains("\"finishedAt\":\"2026-11-21T08:20:00Z\",\"today\":\"2026-11-21\"");
        assertThat(service.get("/api/interviews/" + id).body())
                .contains("\"revision\":2,\"current\":2,\"state\":\"submitted\"")
                .contains("\"correction\":{\"of\":1,\"note\":null,\"changes\":["
                        + "{\"question\":\"place\",\"row\":[],\"reason\":\"other\",\"text\":\"Xã mới đổi tên thôn\"},"
                        + "{\"question\":\"rooms\",\"row\":[],\"reason\":\"slip\",\"text\":null},"
                        + "{\"question\":\"years\",\"row\":[2],\"reason\":\"asked-again\",\"text\":null}]}");
        reviewed(id, desk -> {
            assertThat(desk.locator(".past").first()).containsText("Trước đó: Cát Hải (bản 1, nhận ");
            assertThat(desk.locator(".past").first()).containsText("Lý do sửa: lý do khác – Xã mới đổi tên thôn");
            assertThat(desk.locator(".past").nth(2)).containsText("Lý do sửa: đã hỏi lại theo nhận xét");
            assertThat(desk.locator("#review-late")).hasCount(0);
            BrowserTest.assertAccessible(desk);
            Chromium.picture(desk, "67-returned-reviewed");
        });
        start();
        assertThat(page.locator("#returned")).hasCount(0);
    }

    @Test
    void whatBecameOfItMeanwhileIsToldAndWhatWasChangedIsNeverLost() throws Exception {
        choosePin();
        UUID untouched = sent();
        giveBack(untouched, 1, "[]");
        start();
        assertThat(returned()).hasCount(1);
        takeBack(untouched);
        start();
        assertThat(page.locator("#returned")).hasCount(0);
        assertThat(Chromium.everythingKept(page)).doesNotContain(untouched.toString());

        // Returned a second time while its draft has been begun, and while it is open.
        UUID id = sent();
        giveBack(id, 1, COMMENTS);
        start();
        open();
        FormPage form = FormPage.on(page);
        page.locator("#returned li button").last().click();
        form.answer("place", "Văn");
        form.saved();
        takeBack(id);
        giveBack(id, 1, "[{\"question\":\"rooms\",\"text\":\"Đếm lại phòng\"}]");
        Page other = page.context().newPage();
        other.navigate(relay.uri() + "/");
        kept(other, id);
        other.close();
        form.answer("place", "Văn Phong");
        form.saved();
        start();
        kept(page, id);
        assertThat(page.locator("[aria-labelledby=returned]")).containsText("đang sửa dở, lưu lần cuối");
        open();
        assertThat(page.locator("#returned li")).hasCount(1);
        assertThat(page.locator("#returned")).containsText("Đếm lại phòng");
        assertThat(page.locator("#corrected")).containsText("Cát Hải → Văn Phong");

        // Taken back and approved: the draft stays, says so, and what is sent of it all the same does not count.
        takeBack(id);
        move(id, 1, "submitted", "approved", "[]");
        start();
        assertThat(page.locator("[aria-labelledby=returned]")).containsText("Không còn chờ sửa");
        open();
        assertThat(page.locator("#returned")).containsText("Phần bạn đã sửa vẫn còn trên máy");
        reads("64-returned-settled");
        page.locator("#reason-place").selectOption("respondent");
        form.finish();
        assertThat(page.locator("#receipt-late")).containsText("không được tính");
        reads("65-returned-late");
        assertThat(payload(id, 2)).contains("Văn Phong");
        assertThat(service.get("/api/interviews/" + id).body())
                .contains("\"revision\":1,\"current\":1,\"state\":\"approved\"")
                .doesNotContain("Văn Phong");
        reviewed(id, desk -> {
            assertThat(desk.locator("#review-late")).containsText("Bản 2 đến sau khi phiếu đã được quyết định");
            BrowserTest.assertFits(desk);
            BrowserTest.assertAccessible(desk);
            Chromium.picture(desk, "68-returned-late-review");
            desk.locator("#review-late a").click();
            assertThat(desk.locator(".facts").first()).containsText("Văn Phong");
            assertThat(desk.locator("#review-late")).containsText("bản 1 vẫn là bản được tính");
            assertThat(desk.locator("[data-to]")).hasCount(0);
        });
        start();
        assertThat(page.locator("#late")).containsText("Phiếu hộ");
        reads("66-returned-late-list");
        page.locator("#late button").click();
        assertThat(page.locator("#late")).hasCount(0);
        start();
        assertThat(page.locator("#late")).hasCount(0);
    }

    @Test
    void aDeviceWithoutAPinGetsItWhenOneIsChosenAndAllAnswersMayHaveOneReason() throws Exception {
        UUID id = sent();
        giveBack(id, 1, COMMENTS);
        start();
        assertThat(returned()).hasCount(1);
        assertThat(Chromium.everythingKept(page)).doesNotContain("Cát Hải", "Thôn nào");
        open();
        FormPage form = FormPage.on(page);
        page.locator("#returned li button").first().click();
        form.answer("place", "Gia Lộc");
        form.answer("rooms", "5");
        form.next();
        page.locator("#reason-place").selectOption("slip");
        page.locator("#reason-all").click();
        assertThat(page.locator("#reason-rooms")).hasValue("slip");
        page.locator("#correction-note").fill("Đã gọi lại cho hộ.");
        page.locator("#correction-note").blur();
        form.finish();
        assertThat(page.locator("#receipt-number")).hasText(id.toString());
        assertThat(service.get("/api/interviews/" + id).body()).contains("\"note\":\"Đã gọi lại cho hộ.\"");
    }

    /** Opens a form for the first time: whoever has chosen a PIN has a place for what comes back. */
    private void choosePin() {
        start();
        page.locator("#offline-state:has-text('đã có trên máy: mở, điền')").waitFor();
        page.navigate(relay.uri() + FORM);
        page.waitForSelector(".question");
    }

    /** The start page, when it has asked what was returned and all is on the device. */
    private void start() {
        page.waitForResponse("**/api/returned", () -> page.navigate(relay.uri() + "/"));
        page.locator("#offline-state:has-text('đã có trên máy: mở, điền')").waitFor();
    }

    /** Waits until the newest return of it is on the device. */
    private static void kept(Page window, UUID id) {
        // Not waitForFunction, which takes a promise for a yes.
        window.waitForCondition(() -> Boolean.TRUE.equals(window.evaluate(
                "async (id) => {"
                        + " const {interviews} = await (await fetch('/api/returned')).json();"
                        + " const {returnedAt} = interviews.find(({interview}) => interview === id);"
                        + " return new Promise((resolve) => { const request = indexedDB.open('kap'); request.onsuccess = () => {"
                        + " const asked = request.result.transaction('drafts').objectStore('drafts').get(id);"
                        + " asked.onsuccess = () => { request.result.close();"
                        + " resolve(asked.result?.returned.at === returnedAt); }; }; }); }",
                id.toString())));
    }

    private Locator returned() {
        return page.locator("[aria-labelledby=returned] a");
    }

    /** From the start page, which is loaded anew, up to the review. */
    private void open() {
        page.navigate(relay.uri() + "/");
        returned().click();
        page.locator("section.card .button-main").click();
        page.locator("#corrected").waitFor();
    }

    /** What who reviews it sees, on a phone. */
    private static void reviewed(UUID id, Consumer<Page> look) {
        try (Chromium desk = Chromium.launch(service);
                BrowserContext phone = desk.device(BrowserTest.PHONE, 844)) {
            Page review = phone.newPage();
            review.navigate(service.uri() + "/review?round=&state=&interview=" + id);
            look.accept(review);
            desk.assertQuiet(null);
        }
    }

    private void reads(String picture) {
        BrowserTest.assertFits(page);
        BrowserTest.assertAccessible(page);
        Chromium.picture(page, picture);
    }

    private static UUID sent() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] body = bytes(TestService.interview(id, 1, ANSWERS)
                .replace("\"test-form\"", "\"returned\"")
                .replace(TestService.sha256(TestService.form()), TestService.sha256(bytes(QUESTIONNAIRE))));
        HttpResponse<String> receipt = TestService.send(service.request("/api/interviews/" + id + "/revisions/1")
                .setHeader("Cookie", surveyor)
                .header("Content-Type", "application/json")
                .header("Content-Digest", TestService.contentDigest(body))
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
        assertThat(receipt.body()).contains("\"stored\"");
        return id;
    }

    private static void giveBack(UUID id, int revision, String comments) throws Exception {
        move(id, revision, "submitted", "returned", comments);
    }

    private static void takeBack(UUID id) throws Exception {
        move(id, 1, "returned", "submitted", "[]");
    }

    private static void move(UUID id, int revision, String from, String to, String comments) throws Exception {
        HttpResponse<String> reply = service.post(
                "/api/interviews/" + id + "/state",
                "{\"revision\":%d,\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"Xem lại\"%s}"
                        .formatted(revision, from, to, comments.equals("[]") ? "" : ",\"comments\":" + comments));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    }

    private static String payload(UUID id, int revision) {
        return new String(
                service.database()
                        .read(tables -> tables.fetchSingle(
                                INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id).and(INTERVIEW.REVISION.eq(revision))))
                        .getPayload(),
                StandardCharsets.UTF_8);
    }
}
