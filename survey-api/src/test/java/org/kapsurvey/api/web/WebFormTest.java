package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Geolocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.database.generated.tables.records.InterviewRecord;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.BlockFolder;

/** The web form in a real browser against the real service and its PostgreSQL. */
final class WebFormTest extends BrowserTest {
    /** What a script waits for; what it takes in later stands in brackets. */
    private static final Pattern IMPORTED = Pattern.compile("\\b(?:from|import)\\s*[\"']([./][^\"']+)[\"']");

    private static final Path QUESTIONNAIRES = Path.of("..", "questionnaires");
    private static final String FORM = "/form/reproductive-age/1";
    private static final Map<String, String> WOMAN = Map.of(
            "minor",
            "no",
            "consent",
            "yes",
            "age",
            "27",
            "spouse_age",
            "29",
            "sex",
            "female",
            "children_boys",
            "1",
            "children_girls",
            "0",
            "exp_campaign_channels",
            "tv zalo",
            "marital_status",
            "married",
            "ideal_children",
            "2");

    private static final String KINDS = """
            {"settings": {"form_id": "kinds", "version": "1", "default_language": "vi", "languages": ["vi", "en"],
                          "title": {"vi": "Các loại câu hỏi", "en": "Kinds of questions"}},
             "survey": [
              {"type": "begin_group", "name": "all", "label": {"vi": "Tất cả", "en": "All"}},
              {"type": "decimal", "name": "temperature", "label": {"vi": "Nhiệt độ?", "en": "Temperature?"}, "required": true},
              {"type": "text", "name": "place", "label": {"vi": "Ở đâu?", "en": "Where?"}},
              {"type": "date", "name": "born", "label": {"vi": "Ngày sinh?", "en": "Born?"}, "constraint": ". <= today()"},
              {"type": "select_multiple ways", "name": "ways", "label": {"vi": "Cách nào?", "en": "Which ways?"}},
              {"type": "end_group"}],
             "choices": [
              {"list_name": "ways", "name": "tv", "label": {"vi": "Tivi", "en": "TV"}},
              {"list_name": "ways", "name": "radio", "label": {"vi": "Đài", "en": "Radio"}},
              {"list_name": "ways", "name": "none", "label": {"vi": "Không có", "en": "None"}, "exclusive": true}]}
            """;

    private static final String ROSTER = """
            {"settings": {"form_id": "roster", "version": "1", "default_language": "vi", "languages": ["vi", "en"],
                          "title": {"vi": "Hộ gia đình", "en": "Household"}},
             "survey": [
              {"type": "begin_group", "name": "home", "label": {"vi": "Hộ gia đình", "en": "Household"}},
              {"type": "range", "name": "health", "label": {"vi": "Sức khỏe, 0 đến 5?", "en": "Health?"}, "parameters": "start=0 end=5 step=1"},
              {"type": "time", "name": "begun", "label": {"vi": "Bắt đầu lúc mấy giờ?", "en": "Begun when?"}},
              {"type": "geopoint", "name": "place", "label": {"vi": "Vị trí nhà?", "en": "Where?"}},
              {"type": "rank needs", "name": "order", "label": {"vi": "Điều gì cần nhất?", "en": "What first?"}},
              {"type": "date", "name": "day", "label": {"vi": "Ngày?", "en": "Day?"}, "default": "=today()", "read_only": true},
              {"type": "begin_repeat", "name": "member", "label": {"vi": "Thành viên", "en": "Member"}},
              {"type": "integer", "name": "age", "label": {"vi": "Bao nhiêu tuổi?", "en": "How old?"}, "required": true,
               "warning": ". < 100", "warning_message": {"vi": "${age} tuổi, có đúng không?", "en": "Really ${age}?"}},
              {"type": "select_one places", "name": "school", "label": {"vi": "Trường của người ${age} tuổi?", "en": "School?"},
               "choice_filter": "from <= ${age}"},
              {"type": "end_repeat"},
              {"type": "end_group"},
              {"type": "begin_group", "name": "alone", "label": {"vi": "Ý kiến riêng", "en": "In private"}, "self_fill": true},
              {"type": "begin_group", "name": "views", "label": {"vi": "Ông/bà nghĩ gì?", "en": "What do you think?"}, "appearance": "table-list"},
              {"type": "select_one scale", "name": "two", "label": {"vi": "Mỗi gia đình nên có hai con", "en": "Two children"}},
              {"type": "select_one scale", "name": "girls", "label": {"vi": "Con gái cũng như con trai", "en": "Girls like boys"}, "required": true},
              {"type": "end_group"},
              {"type": "end_group"},
              {"type": "begin_group", "name": "end", "label": {"vi": "Kết thúc", "en": "End"}},
              {"type": "text", "name": "remark", "label": {"vi": "Ghi chú?", "en": "Remark?"}},
              {"type": "end_group"}],
             "choices": [
              {"list_name": "needs", "name": "water", "label": {"vi": "Nước sạch", "en": "Water"}},
              {"list_name": "needs", "name": "road", "label": {"vi": "Đường sá", "en": "Road"}},
              {"list_name": "needs", "name": "clinic", "label": {"vi": "Trạm y tế", "en": "Clinic"}},
              {"list_name": "places", "name": "none", "label": {"vi": "Chưa đi học", "en": "None"}, "from": "0"},
              {"list_name": "places", "name": "primary", "label": {"vi": "Tiểu học", "en": "Primary"}, "from": "6"},
              {"list_name": "scale", "name": "agree", "label": {"vi": "Đồng ý", "en": "Agree"}},
              {"list_name": "scale", "name": "unsure", "label": {"vi": "Phân vân", "en": "Unsure"}},
              {"list_name": "scale", "name": "disagree", "label": {"vi": "Không đồng ý", "en": "Disagree"}}]}
            """;

    @BeforeAll
    static void forms() throws IOException {
        new QuestionnaireStore(service.database())
                .publish(
                        "reproductive-age/v1.json",
                        Composition.of(
                                        "reproductive-age/v1.json",
                                        Files.readString(QUESTIONNAIRES.resolve("forms/reproductive-age/v1.json")),
                                        new BlockFolder(QUESTIONNAIRES.resolve("blocks")))
                                .text()
                                .getBytes(StandardCharsets.UTF_8));
        new QuestionnaireStore(service.database()).publish("kinds/v1.json", KINDS.getBytes(StandardCharsets.UTF_8));
        new QuestionnaireStore(service.database()).publish("roster/v1.json", ROSTER.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWholeInterviewIsFilledInOnAPhoneAndStored() {
        FormPage form = FormPage.open(page, service.uri() + FORM);
        assertFits(page);
        assertAccessible(page);
        Chromium.picture(page, "2-first-section");
        Map<String, String> given = new LinkedHashMap<>();
        int sections = 0;
        while (!form.isReview()) {
            given.putAll(form.fill(WOMAN));
            assertFits(page);
            assertAccessible(page);
            Chromium.picture(page, "3-section-" + sections++);
            form.next();
        }
        assertThat(sections).isGreaterThanOrEqualTo(6);
        assertThat(page.locator("#outcome")).hasText("Hoàn thành");
        assertFits(page);
        assertAccessible(page);
        Chromium.picture(page, "4-review");
        form.finish();

        page.waitForSelector("#receipt-number");
        assertFits(page);
        assertAccessible(page);
        Chromium.picture(page, "5-receipt");
        assertThat(page.locator("#receipt-status")).hasText("Đã lưu");
        assertThat(page.locator("#receipt-time"))
                .hasText(java.util.regex.Pattern.compile("\\d\\d/\\d\\d/20\\d\\d \\d\\d:\\d\\d"));
        InterviewRecord row =
                row(UUID.fromString(page.locator("#receipt-number").innerText()));
        JsonObject payload = object(new String(row.getPayload(), StandardCharsets.UTF_8));
        assertThat(texts(payload.members().get("answers"))).isEqualTo(given);
        assertThat(JsonWriter.write(payload.members().get("outcome"))).isEqualTo("\"complete\"");
        JsonObject canonical = object(row.getCanonical().data());
        assertThat(texts(canonical.members().get("answers")))
                .containsAllEntriesOf(given)
                .containsEntry("children_total", "1");
        assertThat(JsonWriter.write(canonical.members().get("findings"))).isEqualTo("[]");
        assertThat(given).hasSizeGreaterThan(35).containsEntry("exp_campaign_channels", "tv zalo");
        assertThat(kept("unsent")).isZero();
        assertThat(kept("drafts")).isZero();
        chromium.assertQuiet(null);
    }

    @Test
    void whatDoesNotApplyIsHiddenAndItsAnswerIsNotSent() {
        FormPage form = FormPage.open(page, service.uri() + FORM + "?round=no-such-round&selection=s-7");
        assertThat(form.question("refusal_reason")).hasCount(0);
        form.answer("minor", "no");
        form.answer("consent", "no");
        assertThat(form.question("refusal_reason")).isVisible();
        form.answer("refusal_reason", "no_time");
        form.answer("consent", "yes");
        assertThat(form.question("refusal_reason")).hasCount(0);
        form.answer("minor", "yes");
        assertThat(form.question("guardian_consent")).isVisible();
        form.answer("guardian_consent", "no");
        assertThat(form.question("consent")).hasCount(0);
        form.next();
        form.next();
        assertThat(page.locator("#outcome")).hasText("Từ chối phỏng vấn");
        form.finish();

        InterviewRecord row =
                row(UUID.fromString(page.locator("#receipt-number").innerText()));
        JsonObject payload = object(new String(row.getPayload(), StandardCharsets.UTF_8));
        assertThat(texts(payload.members().get("answers")))
                .isEqualTo(Map.of("reached", "met", "minor", "yes", "guardian_consent", "no"));
        assertThat(JsonWriter.write(payload.members().get("outcome"))).isEqualTo("\"refusal\"");
        assertThat(JsonWriter.write(payload.members().get("round"))).isEqualTo("\"no-such-round\"");
        assertThat(JsonWriter.write(payload.members().get("selection"))).isEqualTo("\"s-7\"");
        assertThat(page.locator("#receipt-status")).hasText("Đã lưu, chờ kiểm tra");
        chromium.assertQuiet(null);
    }

    @Test
    void whatNeedsMendingIsNamedAndTheFirstIsFocused() {
        FormPage form = FormPage.open(page, service.uri() + FORM);
        form.answer("minor", "no");
        form.next();
        assertThat(page.locator(".banner-bad h2")).hasText("Còn 1 câu cần xem lại");
        assertThat(form.question("consent").locator(".mend"))
                .hasText("Chỉ bắt đầu khi người được phỏng vấn đã nói rõ đồng ý hay không.");
        assertThat(form.question("consent").locator("input").first()).isFocused();
        form.answer("consent", "yes");
        form.answer("age", "12");
        Locator mend = form.question("age").locator(".mend");
        assertThat(mend).containsText("Phiếu này dành cho người từ 15 đến 49 tuổi.");
        assertThat(form.question("age").locator("input")).hasAttribute("aria-invalid", "true");
        assertThat(form.question("age").locator("input")).hasAttribute("aria-describedby", "q-age-mend");
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "6-to-mend");
        form.answer("age", "27");
        assertThat(mend).hasCount(0);
        chromium.assertQuiet(null);
    }

    @Test
    void aMissingCodeAnswersAQuestionAndIsTakenBackByAnAnswer() {
        FormPage form = toBackground();
        Locator refused = form.question("education").locator(".missing button");
        assertThat(refused).hasText("Không muốn trả lời");
        refused.click();
        assertThat(refused).hasAttribute("aria-pressed", "true");
        form.answer("education", "primary");
        assertThat(refused).hasAttribute("aria-pressed", "false");
        assertThat(form.question("education").locator("input[value=primary]")).isChecked();
        refused.click();
        assertThat(form.question("education").locator("input:checked")).hasCount(0);
        chromium.assertQuiet(null);
    }

    @Test
    void theLanguageIsSwitchedAndRemembered() {
        FormPage form = FormPage.open(page, service.uri() + FORM);
        assertThat(page.locator("html")).hasAttribute("lang", "vi");
        form.answer("minor", "no");
        form.answer("consent", "yes");
        page.locator("button[lang=en]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("h1")).hasText("Introduction and consent");
        assertThat(form.question("consent").locator("input[value=yes]")).isChecked();
        page.navigate(service.uri() + "/");
        assertThat(page.locator("h1")).hasText("Survey of knowledge, attitude and practice");
        chromium.assertQuiet(null);
    }

    @Test
    void aReloadKeepsTheDraftAndOffersIt() {
        FormPage form = toBackground();
        form.answer("sex", "male");
        page.locator("text=Đã lưu trên máy này").waitFor();
        page.onDialog(dialog -> dialog.accept());
        page.reload();
        assertThat(page.locator("h1")).hasText("Có phỏng vấn đang làm dở");
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "7-draft");
        page.locator(".button-main").click();
        assertThat(page.locator("h1")).hasText("Thông tin chung");
        assertThat(form.question("sex").locator("input[value=male]")).isChecked();
        page.reload();
        page.locator(".button-danger").click();
        assertThat(page.locator("[role=alert]")).containsText("Bỏ hẳn phỏng vấn này?");
        page.locator("[role=alert] .button-danger").click();
        assertThat(page.locator("h1")).hasText("Giới thiệu và đồng ý");
        assertThat(kept("drafts")).isZero();
        chromium.assertQuiet(null);
    }

    @Test
    void decimalsTextsDatesAndExclusiveChoicesAreTakenAsTheyAreMeant() {
        FormPage form = FormPage.open(page, service.uri() + "/form/kinds/1");
        Locator temperature = form.question("temperature").locator("input");
        form.answer("temperature", "3,6,5");
        assertThat(temperature).hasAttribute("aria-invalid", "true");
        assertThat(temperature).hasValue("3,6,5");
        form.answer("temperature", "36,50");
        assertThat(temperature).hasAttribute("aria-invalid", "false");
        form.answer("place", "  xã\tĐông   Hải ");
        form.answer("born", "2999-01-01");
        assertThat(form.question("born").locator(".mend")).hasCount(1);
        form.answer("born", "1996-02-29");
        assertThat(form.question("born").locator(".mend")).hasCount(0);
        assertThat(form.question("born").locator(".day")).containsText("29 tháng 2");
        Locator ways = form.question("ways");
        form.answer("ways", "radio tv");
        ways.locator("input[value=none]").check();
        assertThat(ways.locator("input:checked")).hasCount(1);
        ways.locator("input[value=radio]").check();
        assertThat(ways.locator("input[value=none]")).not().isChecked();
        ways.locator("input[value=tv]").check();
        page.locator("button[lang=en]").click();
        assertThat(temperature).hasValue("36.50");
        page.locator("button[lang=vi]").click();
        assertThat(temperature).hasValue("36,50");
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "12-kinds");
        form.next();
        form.finish();
        InterviewRecord row =
                row(UUID.fromString(page.locator("#receipt-number").innerText()));
        JsonObject payload = object(new String(row.getPayload(), StandardCharsets.UTF_8));
        assertThat(texts(payload.members().get("answers")))
                .isEqualTo(Map.of(
                        "temperature", "36.50", "place", "xã Đông   Hải", "born", "1996-02-29", "ways", "tv radio"));
        assertThat(JsonWriter.write(payload.members().get("outcome"))).isEqualTo("\"complete\"");
        chromium.assertQuiet(null);
    }

    @Test
    void rowsRanksPlacesAndAPartFilledInAloneAreTakenOnAPhone() {
        device.setGeolocation(new Geolocation(20.865139, 106.68383).setAccuracy(5));
        device.grantPermissions(List.of("geolocation"));
        FormPage form = FormPage.open(page, service.uri() + "/form/roster/1");
        form.question("health").locator("input[value=\"3\"]").check();
        form.answer("begun", "07:30");
        form.question("place").locator("button").first().click();
        assertThat(form.question("place").locator("input")).hasValue("20.865139 106.68383 0 5");
        form.question("order")
                .locator("button[aria-label=\"Đưa lên: Trạm y tế\"]")
                .click();
        assertThat(form.question("order").locator("li").nth(1)).containsText("Trạm y tế");
        assertThat(form.question("day").locator("input")).hasAttribute("readonly", "");
        Locator add = page.locator("#q-member > button");
        add.click();
        assertThat(page.locator("#r-member-0")).isFocused();
        add.click();
        add.click();
        form.answer("member-0-age", "104");
        assertThat(form.question("member-0-age").locator(".doubt")).hasText("104 tuổi, có đúng không?");
        form.answer("member-0-school", "primary");
        form.answer("member-1-age", "7");
        form.answer("member-2-age", "4");
        assertThat(form.question("member-2-school").locator("input")).hasCount(1);
        assertThat(form.question("member-2-school").locator("legend")).containsText("Trường của người 4 tuổi?");
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "13-rows");
        page.locator("#q-member .row").nth(1).locator(".button-plain").click();
        assertAccessible(page);
        page.locator("#q-member .button-danger").click();
        assertThat(page.locator("#q-member .row")).hasCount(2);
        assertThat(form.question("member-1-age").locator("input")).hasValue("4");

        form.next();
        assertThat(page.locator("h1")).hasText("Đưa máy cho người trả lời");
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "14-hand-over");
        page.locator(".button-main").click();
        assertThat(page.locator(".progress")).hasCount(0);
        page.evaluate("history.back()");
        assertThat(page.locator("h1")).hasText("Ý kiến riêng");
        form.next();
        assertThat(form.question("girls").locator(".mend")).hasCount(1);
        form.answer("two", "agree");
        form.answer("girls", "unsure");
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "15-alone");
        page.setViewportSize(1280, 800);
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "15-alone");
        page.setViewportSize(390, 844);
        form.next();
        assertThat(page.locator("h1")).hasText("Xin cảm ơn");
        Chromium.picture(page, "16-hand-back");
        page.locator(".button-main").click();
        assertThat(page.locator("h1")).hasText("Kết thúc");
        form.saved();
        page.locator("button:has-text('Quay lại')").click();
        assertThat(page.locator("h1")).hasText("Hộ gia đình");
        form.next();
        assertThat(page.locator("h1")).hasText("Kết thúc");
        form.next();
        assertThat(page.locator("main")).containsText("Người trả lời đã tự điền phần này");
        assertThat(page.locator("main")).not().containsText("Phân vân");
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "17-rows-review");
        form.finish();
        InterviewRecord row =
                row(UUID.fromString(page.locator("#receipt-number").innerText()));
        JsonObject payload = object(new String(row.getPayload(), StandardCharsets.UTF_8));
        assertThat(JsonWriter.write(payload.members().get("answers")))
                .matches("\\{\"health\":\"3\",\"begun\":\"07:30\",\"place\":\"20.865139 106.68383 0 5\","
                        + "\"order\":\"water clinic road\",\"day\":\"20..-..-..\",\"member\":"
                        + "\\[\\{\"age\":\"104\",\"school\":\"primary\"\\},\\{\"age\":\"4\"\\}\\],"
                        + "\"two\":\"agree\",\"girls\":\"unsure\"\\}");
        assertThat(JsonWriter.write(object(row.getCanonical().data()).members().get("findings")))
                .contains("\"code\":\"warning\"")
                .doesNotContain("\"type\"");
        chromium.assertQuiet(null);
    }

    @Test
    void twoWindowsNeverShareADraft() {
        FormPage form = FormPage.open(page, service.uri() + "/form/kinds/1");
        form.answer("temperature", "37");
        form.saved();
        Page second = device.newPage();
        second.navigate(service.uri() + "/form/kinds/1");
        assertThat(second.locator("section.card")).containsText("Đang mở ở một cửa sổ khác.");
        assertThat(second.locator("section.card button")).hasCount(0);

        // Both are offered the draft while nobody has it; only the first to take it gets it.
        second.close();
        page.onDialog(dialog -> dialog.accept());
        page.reload();
        Page third = device.newPage();
        third.navigate(service.uri() + "/form/kinds/1");
        third.locator("section.card .button-main").waitFor();
        page.locator("section.card .button-main").click();
        page.waitForSelector(".question");
        form.answer("place", "Cát Hải");
        form.saved();
        third.locator("section.card .button-main").click();
        assertThat(third.locator("section.card")).containsText("Đang mở ở một cửa sổ khác.");
        assertThat(third.locator(".question")).hasCount(0);

        // As soon as the first window lets it go, it is offered again, without anybody's doing.
        page.reload();
        assertThat(third.locator("section.card .button-main")).isVisible();
        assertThat(third.locator("section.card")).not().containsText("Đang mở ở một cửa sổ khác.");
        third.close();

        // What the first window wrote meanwhile is what the next one goes on with.
        Page fourth = device.newPage();
        fourth.navigate(service.uri() + "/form/kinds/1");
        fourth.locator("section.card .button-main").waitFor();
        page.locator("section.card .button-main").click();
        page.waitForSelector(".question");
        form.answer("place", "Cát Bà");
        form.saved();
        page.close();
        // The browser takes its time to give back what a window had that is gone.
        // Not waitForFunction, which takes a promise for a yes.
        fourth.waitForCondition(
                () -> Boolean.TRUE.equals(
                        fourth.evaluate(
                                "async () => !(await navigator.locks.query()).held.some(({name}) => name.startsWith('kap-interview-'))")));
        fourth.locator("section.card .button-main").click();
        assertThat(fourth.locator("#q-place input")).hasValue("Cát Bà");
        chromium.assertQuiet(null);
    }

    @Test
    void leavingWithAnswersIsWarnedOf() {
        List<String> dialogs = new ArrayList<>();
        page.onDialog(dialog -> {
            dialogs.add(dialog.type());
            dialog.accept();
        });
        FormPage form = FormPage.open(page, service.uri() + "/form/kinds/1");
        form.question("place").locator("input").click();
        page.reload();
        assertThat(dialogs).isEmpty();
        page.waitForSelector(".question");
        form.answer("temperature", "37");
        form.saved();
        page.reload();
        assertThat(dialogs).containsExactly("beforeunload");
        page.locator(".button-main").click();
        form.next();
        form.finish();
        page.waitForSelector("#receipt-number");
        page.reload();
        assertThat(dialogs).hasSize(1);
    }

    @Test
    void aKilledBrowserLosesNothingThatItCalledSaved(@TempDir Path profile) {
        BrowserContext first = chromium.device(profile);
        FormPage form = FormPage.open(first.pages().get(0), service.uri() + "/form/kinds/1");
        form.answer("temperature", "36,5");
        form.answer("place", "Cát Bà");
        form.answer("ways", "tv");
        form.saved();
        Chromium.kill(profile);
        try (BrowserContext again = chromium.device(profile)) {
            Page reopened = again.pages().get(0);
            reopened.navigate(service.uri() + "/form/kinds/1");
            reopened.locator("section.card .button-main").click();
            assertThat(reopened.locator("#q-temperature input")).hasValue("36,5");
            assertThat(reopened.locator("#q-place input")).hasValue("Cát Bà");
            assertThat(reopened.locator("#q-ways input[value=tv]")).isChecked();
        }
    }

    @Test
    void whereNothingCanBeStoredAnInterviewIsSentAndThePageSaysThatNoDraftIsKept() {
        page.addInitScript("Object.defineProperty(window, 'indexedDB', {value: {open() {"
                + " throw new DOMException('storage is forbidden here', 'SecurityError'); }}})");
        FormPage form = FormPage.open(page, service.uri() + FORM);
        form.fill(Map.of("minor", "no", "consent", "no", "refusal_reason", "no_time"));
        assertThat(page.locator("[role=alert]")).containsText("Máy này không lưu được bản nháp");
        form.next();
        form.next();
        form.finish();
        assertThat(page.locator("#receipt-status")).hasText("Đã lưu");
        assertThat(page.locator("text=Đã lưu trên máy này")).hasCount(0);
        chromium.assertQuiet(null);
    }

    @Test
    void aFinishedInterviewOutlivesALostNetworkAndALostReply() {
        FormPage form = refusal();
        AtomicInteger stage = new AtomicInteger();
        AtomicInteger sendings = new AtomicInteger();
        AtomicInteger repeats = new AtomicInteger();
        StringBuilder first = new StringBuilder();
        device.route("**/api/interviews/**", route -> {
            String bytes = new String(route.request().postDataBuffer(), StandardCharsets.UTF_8);
            if (sendings.getAndIncrement() == 0) {
                first.append(bytes);
            } else if (bytes.contentEquals(first)) {
                repeats.incrementAndGet();
            }
            switch (stage.get()) {
                case 0 -> route.abort();
                case 1 -> {
                    // The server stores it, the reply is lost.
                    route.fetch();
                    route.abort();
                }
                case 2 ->
                    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
                default -> route.resume();
            }
        });
        form.finish();
        Locator alert = page.locator("[role=alert]");
        assertThat(alert).containsText("Không kết nối được với máy chủ.");
        assertThat(page.locator("dd").nth(2)).hasText("Không");
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "8-not-sent");
        assertThat(kept("unsent")).isOne();
        stage.set(1);
        alert.locator(".button-main").click();
        page.waitForFunction("() => !document.querySelector('[role=alert] .button-main').disabled");
        assertThat(sendings).hasValueGreaterThanOrEqualTo(2);
        stage.set(2);
        alert.locator(".button-main").click();
        assertThat(alert).containsText("Máy chủ đang bận");
        assertThat(kept("unsent")).isOne();

        page.navigate(service.uri() + "/");
        assertThat(page.locator("#waiting")).hasText("Phỏng vấn chưa gửi (1)");
        assertThat(page.locator("[aria-labelledby=waiting] [role=alert]")).containsText("Máy chủ đang bận");
        assertAccessible(page);
        assertFits(page);
        Chromium.picture(page, "9-start-unsent");
        stage.set(3);
        page.locator("[aria-labelledby=waiting] .button-main").click();
        assertThat(page.locator(".banner-good")).hasText("Đã gửi 1 phỏng vấn.");
        assertThat(kept("unsent")).isZero();
        assertThat(repeats).as("sendings with the bytes of the first").hasValue(sendings.get() - 1);
        UUID id = UUID.fromString(((JsonText) object(first.toString()).members().get("interview")).value());
        assertThat(service.database()
                        .<Integer>read(tables -> tables.fetchCount(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id))))
                .isOne();
        chromium.assertQuiet("Failed to load resource");
    }

    @Test
    void aReplyThatIsNoReceiptLosesNothing() {
        FormPage form = refusal();
        device.route(
                "**/api/interviews/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(201)
                        .setContentType("text/html")
                        .setBody("<h1>Wi-Fi</h1>")));
        form.finish();
        assertThat(page.locator("[role=alert]")).containsText("Phản hồi không phải của máy chủ khảo sát");
        assertThat(kept("unsent")).isOne();
    }

    @Test
    void anUnfinishedInterviewIsSentAsPartialAfterASecondPress() {
        FormPage form = toBackground();
        page.locator("summary").click();
        Chromium.picture(page, "10-sections");
        page.locator(".sections button").last().click();
        assertThat(page.locator("#outcome")).hasText("Dừng giữa chừng");
        assertThat(page.locator(".banner-warn h2").first()).containsText("câu chưa trả lời hoặc cần sửa");
        assertAccessible(page);
        Chromium.picture(page, "11-review-partial");
        form.finish();
        assertThat(page.locator("#early")).isVisible();
        page.locator("#early .button-main").click();
        InterviewRecord row =
                row(UUID.fromString(page.locator("#receipt-number").innerText()));
        JsonObject payload = object(new String(row.getPayload(), StandardCharsets.UTF_8));
        assertThat(JsonWriter.write(payload.members().get("outcome"))).isEqualTo("\"partial\"");
        chromium.assertQuiet(null);
    }

    @Test
    void theStartPageLeadsToAFormAndSaysWhatIsMissing() {
        for (int width : new int[] {390, 1280}) {
            try (BrowserContext other = chromium.device(width, 844)) {
                Page start = other.newPage();
                start.navigate(service.uri() + "/");
                start.waitForSelector(".tile");
                assertFits(start);
                assertAccessible(start);
                Chromium.picture(start, "1-start");
                start.locator("a[href=\"" + FORM + "\"]").click();
                start.waitForSelector(".question");
                assertThat(start.title()).isEqualTo("Phiếu hỏi người trong độ tuổi sinh đẻ");
                start.navigate(service.uri() + "/form/no-such-form/1");
                assertThat(start.locator("h1")).hasText("Không tìm thấy phiếu hỏi này");
                assertAccessible(start);
            }
        }
        chromium.assertQuiet("404");
    }

    @Test
    void onAWideScreenTheFormKeepsItsMeasure() {
        try (BrowserContext desk = chromium.device(1280, 800)) {
            Page wide = desk.newPage();
            FormPage form = FormPage.open(wide, service.uri() + FORM);
            int section = 0;
            while (!form.isReview()) {
                form.fill(WOMAN);
                assertFits(wide);
                Chromium.picture(wide, "3-section-" + section++);
                form.next();
            }
            assertAccessible(wide);
            Chromium.picture(wide, "4-review");
            form.finish();
            wide.waitForSelector("#receipt-number");
            Chromium.picture(wide, "5-receipt");
        }
        chromium.assertQuiet(null);
    }

    /** What is served, whole: the engine, the form's page and every script that it waits for, those of lit-html too; and what asks for the PIN. */
    @Test
    void engineAndFormAreSmallEnoughForASlowNetwork() throws Exception {
        List<String> addresses = new ArrayList<>();
        int bytes = packed(addresses, "/engine.js", "/form.js");
        System.out.println("Engine and form: " + bytes + " bytes with gzip in " + addresses.size() + " scripts");
        assertThat(addresses).contains("/lib/lit-html/lit-html.js", "/form/interview.js", "/words.js");
        assertThat(addresses).doesNotContain("/form/pin.js", "/form/finish.js");
        assertThat(bytes).isLessThan(61_440);
        int more = packed(addresses, "/form/pin.js", "/form/finish.js");
        System.out.println("PIN and end of an interview: " + more + " bytes with gzip");
        assertThat(more).isLessThan(8_192);
    }

    /** Bytes with gzip of these scripts and of all that they wait for, each by itself; {@code counted} are left out and added to. */
    private static int packed(List<String> counted, String... scripts) throws Exception {
        Deque<String> open = new ArrayDeque<>(List.of(scripts));
        int bytes = 0;
        while (!open.isEmpty()) {
            String address = open.remove();
            if (counted.contains(address)) {
                continue;
            }
            counted.add(address);
            byte[] script = service.get(address).body().getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(script);
            }
            bytes += packed.size();
            Matcher imported = IMPORTED.matcher(new String(script, StandardCharsets.UTF_8));
            while (imported.find()) {
                open.add(URI.create(address).resolve(imported.group(1)).toString());
            }
        }
        return bytes;
    }

    /** The first section answered, the second in sight. */
    private FormPage toBackground() {
        FormPage form = FormPage.open(page, service.uri() + FORM);
        form.fill(WOMAN);
        form.next();
        assertThat(page.locator("h1")).hasText("Thông tin chung");
        assertThat(page.locator("h1")).isFocused();
        return form;
    }

    /** An interview that is refused at the door, ready to be sent. */
    private FormPage refusal() {
        FormPage form = FormPage.open(page, service.uri() + FORM);
        form.fill(Map.of("minor", "no", "consent", "no", "refusal_reason", "no_time"));
        form.next();
        form.next();
        assertThat(page.locator("#outcome")).hasText("Từ chối phỏng vấn");
        return form;
    }

    private int kept(String store) {
        return (int) page.evaluate(
                "(store) => new Promise((resolve) => { const request = indexedDB.open('kap'); request.onsuccess = () => {"
                        + " const all = request.result.transaction(store).objectStore(store).count();"
                        + " all.onsuccess = () => { request.result.close(); resolve(all.result); }; }; })",
                store);
    }

    private static InterviewRecord row(UUID id) {
        return service.database().read(tables -> tables.fetchSingle(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id)));
    }

    private static JsonObject object(String json) {
        return (JsonObject) JsonReader.read("", json);
    }

    private static Map<String, String> texts(Json object) {
        Map<String, String> texts = new LinkedHashMap<>();
        ((JsonObject) object).members().forEach((name, value) -> {
            if (value instanceof JsonText text) {
                texts.put(name, text.value());
            }
        });
        return texts;
    }
}
