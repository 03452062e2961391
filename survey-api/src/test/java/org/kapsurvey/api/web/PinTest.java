package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;

/** Drafts on a device that several use: closed by the PIN of whoever began them, legible to nobody else. */
final class PinTest extends BrowserTest {
    private static final String PIN = "270495";
    private static final String FORM = "/form/pin/1";
    private static final String PERSON = "hộ-Phù-Long-12";
    private static final String ANSWER = "Nguyễn Thị Bích Ngọc";
    private static final String QUESTIONNAIRE = """
            {"settings": {"form_id": "pin", "version": "1", "default_language": "vi", "languages": ["vi", "en"],
                          "title": {"vi": "Phiếu thử", "en": "A form"}},
             "survey": [
              {"type": "begin_group", "name": "all", "label": {"vi": "Tất cả", "en": "All"}},
              {"type": "text", "name": "who", "label": {"vi": "Họ tên?", "en": "Name?"}},
              {"type": "integer", "name": "age", "label": {"vi": "Bao nhiêu tuổi?", "en": "How old?"}},
              {"type": "geopoint", "name": "spot", "label": {"vi": "Vị trí?", "en": "Where?"}},
              {"type": "end_group"},
              {"type": "begin_group", "name": "alone", "label": {"vi": "Ý kiến riêng", "en": "In private"}, "self_fill": true},
              {"type": "text", "name": "secret", "label": {"vi": "Điều riêng?", "en": "A secret?"}},
              {"type": "end_group"}]}
            """;

    @BeforeAll
    static void publish() {
        chromium.leavingPins();
        new QuestionnaireStore(service.database())
                .publish("pin/v1.json", QUESTIONNAIRE.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void clock() {
        page.clock().install();
    }

    @Test
    void aDraftIsReadWithThePinAloneAfterAReloadAWaitAndFromTheStartPage() {
        logIn(surveyor());
        page.navigate(service.uri() + FORM + "?selection=" + PERSON);
        choose("12345", "12345");
        assertThat(page.locator("#pin-fault")).containsText("ít nhất 6 chữ số");
        for (String guessed : List.of("000000", "123456", "864208", "121212", "250250")) {
            choose(guessed, guessed);
            assertThat(page.locator("#pin-fault")).containsText("dễ đoán quá");
            assertThat(page.locator("#pin")).hasValue("");
        }
        choose(PIN, "270494");
        assertThat(page.locator("#pin-fault")).containsText("không giống nhau");
        assertReads("30-pin-new");
        choose(PIN, PIN);
        FormPage form = begin();
        assertNothingLegible();

        page.onDialog(dialog -> dialog.accept());
        page.reload();
        page.locator("#pin-forgotten").waitFor();
        assertThat(page.locator(".question, section.card")).hasCount(0);
        for (int i = 0; i < 3; i++) {
            type("27049" + i);
            assertThat(page.locator("#pin-fault")).hasText("Mã PIN không đúng.");
            assertThat(page.locator("#pin")).hasValue("");
        }
        // Who reloads waits from the beginning.
        assertThat(page.locator("#pin-wait")).isVisible();
        page.reload();
        assertThat(page.locator("#pin-wait")).containsText("Thử lại được sau");
        assertThat(page.locator("[type=submit]")).isDisabled();
        assertReads("31-pin-wait");
        page.clock().fastForward("00:06");
        assertThat(page.locator("#pin-wait")).hasCount(0);
        type(PIN);
        page.locator("section.card .button-main").click();
        assertThat(page.locator("#q-who input")).hasValue(ANSWER);

        // Left alone, the interview goes from the screen, not from the window; a position that comes then is not lost.
        page.evaluate("Object.defineProperty(navigator, 'geolocation',"
                + " {value: {getCurrentPosition: (told) => (globalThis.told = told)}})");
        form.question("spot").locator("button").first().click();
        page.clock().fastForward("05:10");
        page.locator("#pin-forgotten").waitFor();
        page.evaluate("told({coords: {latitude: 20.865, longitude: 106.684, altitude: null, accuracy: 5}})");
        assertThat(page.locator(".question")).hasCount(0);
        assertThat(page.content()).doesNotContain("Bích Ngọc", "Họ tên?");
        type("999111");
        assertThat(page.locator("#pin-fault")).hasText("Mã PIN không đúng.");
        type(PIN);
        assertThat(page.locator("#q-who input")).hasValue(ANSWER);
        assertThat(page.locator("#q-spot input")).hasValue("20.865 106.684 0 5");
        form.saved();
        form.answer("age", "44");
        form.saved();
        assertNothingLegible();

        // The respondent's own part is not for who unlocks it.
        form.next();
        form.next();
        form.answer("secret", "điều kín");
        form.saved();
        page.clock().fastForward("05:10");
        type(PIN);
        assertThat(page.locator("h1")).hasText("Đưa máy cho người trả lời");
        assertThat(page.content()).doesNotContain("điều kín");

        page.navigate(service.uri() + "/");
        assertThat(page.locator("[aria-labelledby=drafts] a"))
                .hasAttribute("href", Pattern.compile(FORM + "[?]draft=[0-9a-f-]{36}"));
        page.locator("[aria-labelledby=drafts] a").click();
        type(PIN);
        page.locator("section.card .button-main").click();
        assertThat(page.locator("#q-who input, h1").first()).isVisible();
        assertThat((String) page.evaluate("decodeURIComponent(location.search)"))
                .isEqualTo("?selection=" + PERSON);
        chromium.assertQuiet(null);
    }

    @Test
    void onASharedTabletOthersSeeNeitherAnswersNorTheListAndTheDraftStaysForItsOwner() {
        logIn(surveyor());
        String first =
                (String) page.evaluate("fetch('/api/me').then((reply) => reply.json()).then(({login}) => login)");
        page.navigate(service.uri() + FORM + "?selection=" + PERSON);
        choose(PIN, PIN);
        begin();
        page.navigate(service.uri() + "/");
        page.locator("#me button").click();
        assertThat(page.locator("#others")).hasText(Pattern.compile("1 phỏng vấn dở của người khác.*"));
        assertThat(page.locator("[aria-labelledby=drafts] a")).hasCount(0);
        assertNothingLegible();

        logIn(surveyor());
        assertThat(page.locator("#others")).isVisible();
        assertReads("32-others");
        page.navigate(service.uri() + FORM + "?selection=" + PERSON);
        choose("861942", "861942");
        FormPage other = FormPage.on(page);
        assertThat(other.question("who").locator("input")).hasValue("");
        other.answer("who", "Trần Văn Đảo");
        other.saved();
        assertNothingLegible();
        assertThat(Chromium.everythingKept(page)).doesNotContain("Văn Đảo");

        // Another's login in another window covers what is open here.
        Page elsewhere = device.newPage();
        logIn(elsewhere, TestService.cookie(service.uri(), first));
        page.locator("#pin-forgotten").waitFor();
        assertThat(page.locator(".question")).hasCount(0);
        elsewhere.locator("[aria-labelledby=drafts] a").click();
        type(elsewhere, PIN);
        elsewhere.locator("section.card .button-main").click();
        assertThat(elsewhere.locator("#q-who input")).hasValue(ANSWER);
        chromium.assertQuiet("Failed to load resource");
    }

    @Test
    void whoForgetsThePinKeepsOrDiscardsHisDraftsAndBeginsAnew() {
        logIn(surveyor());
        page.navigate(service.uri() + FORM);
        choose(PIN, PIN);
        begin();
        page.onDialog(dialog -> dialog.accept());
        page.reload();
        page.locator("#pin-forgotten").click();
        assertThat(page.locator("main")).containsText("Không có mã PIN thì không ai mở được 1 phỏng vấn dở");
        assertReads("33-pin-forgotten");
        page.locator("#pin-anew").click();
        choose("861942", "861942");
        assertThat(page.locator("#q-who input")).hasValue("");

        // The old one is remembered after all.
        page.navigate(service.uri() + FORM);
        type(PIN);
        page.locator("section.card .button-main").click();
        assertThat(page.locator("#q-who input")).hasValue(ANSWER);

        page.reload();
        page.locator("#pin-forgotten").click();
        page.locator("#pin-discard").click();
        assertThat(page.locator("[role=alert]")).containsText("không lấy lại được");
        page.locator("#pin-discard").click();
        choose("503871", "503871");
        assertThat(page.locator("#q-who input")).hasValue("");
        page.navigate(service.uri() + "/");
        page.locator("#me button").waitFor();
        assertThat(page.locator("#drafts")).hasCount(0);
        chromium.assertQuiet(null);
    }

    private static String surveyor() {
        return TestService.cookie(service.uri(), service.database(), Role.SURVEYOR, List.of("31"));
    }

    private void logIn(String cookie) {
        logIn(page, cookie);
    }

    /** Brings the session, and has the start page see whose it is. */
    private void logIn(Page window, String cookie) {
        device.addCookies(List.of(new Cookie("__Host-kap", cookie.substring(cookie.indexOf('=') + 1))
                .setDomain("127.0.0.1")
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)));
        window.navigate(service.uri() + "/");
        window.locator("#me button").waitFor();
    }

    private void choose(String pin, String again) {
        page.locator("#again").fill(again);
        type(pin);
    }

    private void type(String pin) {
        type(page, pin);
    }

    private static void type(Page window, String pin) {
        window.locator("#pin").fill(pin);
        window.locator("[type=submit]").click();
    }

    private FormPage begin() {
        page.waitForSelector(".question");
        FormPage form = FormPage.on(page);
        form.answer("who", ANSWER);
        form.saved();
        return form;
    }

    private void assertNothingLegible() {
        assertThat(Chromium.everythingKept(page))
                .contains("\"pin\"")
                .doesNotContain(ANSWER, "Bích Ngọc", PERSON, "Phù-Long", PIN);
    }
}
