package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.cli.CommandLines;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.seal.TestEnvelope;

/** The form without a network: a real browser with its service worker, behind a relay that can be cut. */
final class OfflineTest {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String FORM = "/form/offline/1";
    private static final String QUESTIONNAIRE = """
            {"settings": {"form_id": "offline", "version": "%s", "default_language": "vi", "languages": ["vi", "en"],
                          "title": {"vi": "Phiếu ngoài đảo", "en": "Island form"}},
             "survey": [
              {"type": "begin_group", "name": "all", "label": {"vi": "Tất cả", "en": "All"}},
              {"type": "text", "name": "place", "label": {"vi": "Ở đâu?", "en": "Where?"}, "required": true},
              {"type": "integer", "name": "age", "label": {"vi": "Bao nhiêu tuổi?", "en": "How old?"}},
              {"type": "end_group"}]}
            """;

    /** The database as it was, with an interview that waits and a draft. */
    private static final String VERSION_2 = """
            async ([interview, text, sha256, draft]) => {
              const {hash} = await (await fetch('/api/questionnaires/offline/1/compiled')).json();
              await new Promise((resolve, reject) => {
                const request = indexedDB.open('kap', 2);
                request.onupgradeneeded = () => {
                  const made = request.result;
                  made.createObjectStore('drafts', {keyPath: 'interview'});
                  made.createObjectStore('unsent', {keyPath: ['interview', 'revision']});
                  made.createObjectStore('forms', {keyPath: 'key'}).createIndex('version', ['form', 'version']);
                  made.createObjectStore('facts', {keyPath: 'key'});
                };
                request.onsuccess = () => {
                  const transaction = request.result.transaction(['unsent', 'facts', 'drafts'], 'readwrite');
                  transaction.objectStore('facts').put({key: 'device', value: {id: crypto.randomUUID(), next: 2}});
                  transaction.objectStore('unsent').put({interview, revision: 1, form: 'test-form', version: '1',
                    finishedAt: '2026-11-21T08:20:00.000Z', bytes: new TextEncoder().encode(text), sha256});
                  transaction.objectStore('drafts').put({interview: draft, form: 'offline', version: '1', hash, compiled: 'of an older engine',
                    round: null, selection: 'Nhà Ông Từ', practice: false, openedAt: '2026-11-20T08:00:00.000Z', today: '2026-11-20',
                    answers: {place: 'Dấu Tích Hòn Dáu'}, savedAt: '2026-11-20T08:05:00.000Z'});
                  transaction.oncomplete = () => { request.result.close(); resolve(); };
                  transaction.onabort = () => reject(transaction.error);
                };
              });
            }
            """;

    private static Chromium chromium;
    private static TestService service;

    @TempDir
    private Path profile;

    private Relay relay;
    private BrowserContext device;
    private Page page;

    @BeforeAll
    static void launch() {
        service = TestService.shared();
        chromium = Chromium.launch(service);
        publish("1");
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void connect() {
        chromium.forget();
        relay = new Relay(service.uri());
        device = chromium.device(profile);
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
    void aWholeInterviewIsOpenedFilledInAndFinishedWithoutANetworkAndSentWhenItIsBack() {
        prepare(page);
        BrowserTest.assertFits(page);
        BrowserTest.assertAccessible(page);
        Chromium.picture(page, "20-ready-for-no-network");
        relay.cut();
        page.navigate(relay.uri() + "/");
        assertThat(page.locator("main")).containsText("Hiện chưa nối được với máy chủ.");
        BrowserTest.assertFits(page);
        BrowserTest.assertAccessible(page);
        Chromium.picture(page, "21-no-network");
        page.locator("a[href=\"" + FORM + "\"]").click();
        page.waitForSelector(".question");
        UUID first = finish("Cô Tô");
        page.locator("text=Phỏng vấn mới").click();
        page.waitForSelector(".question");
        UUID second = finish("Bạch Long Vĩ");
        assertThat(page.locator("#queue")).containsText("2 phỏng vấn chờ gửi.");
        assertThat(page.locator("[role=alert]")).containsText("Phỏng vấn sẽ tự được gửi khi có mạng.");
        BrowserTest.assertFits(page);
        BrowserTest.assertAccessible(page);
        Chromium.picture(page, "22-two-wait");
        assertThat(relay.changes()).isEmpty();
        assertThat(Chromium.everythingKept(page))
                .contains("kap-sealed/1", first.toString(), second.toString())
                .doesNotContain("Cô Tô", "Bạch Long Vĩ");

        // A new key meanwhile: what was sealed for the one before arrives all the same.
        TestEnvelope.rotate(service.database());
        relay.mend();
        page.evaluate("dispatchEvent(new Event('online'))");
        assertThat(page.locator("#receipt-number")).hasText(second.toString());
        assertThat(page.locator("#queue")).containsText("Không còn phỏng vấn chờ gửi.");
        assertThat(rows(first)).isOne();
        assertThat(rows(second)).isOne();
        assertThat(payload(first)).contains("Cô Tô");
        assertThat(payload(second)).contains("Bạch Long Vĩ");
        assertThat(relay.changes()).hasSize(2);
    }

    @Test
    void afterTheBrowserWasKilledADraftIsGoneOnWithWithoutANetwork() {
        prepare(page);
        page.navigate(relay.uri() + FORM);
        FormPage form = FormPage.on(page);
        page.waitForSelector(".question");
        form.answer("place", "Cát Hải");
        form.saved();
        assertThat(Chromium.everythingKept(page)).contains("\"closed\"").doesNotContain("Cát Hải");
        relay.cut();
        Chromium.kill(profile);
        page = chromium.device(profile).pages().get(0);
        page.navigate(relay.uri() + "/");
        page.locator("[aria-labelledby=drafts] a").click();
        page.locator("section.card .button-main").click();
        assertThat(page.locator("#q-place input")).hasValue("Cát Hải");
    }

    @Test
    void aNewBuildWaitsForTheInterviewAndItsDraftKeepsFormAndEngineAlsoWithoutANetwork() {
        prepare(page);
        page.navigate(relay.uri() + FORM);
        page.waitForSelector(".question");
        FormPage.on(page).answer("place", "Cát Bà");
        String engine = engine();
        upgrade("build 2");
        page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())");
        assertThat(page.locator(".bar")).containsText("Có bản mới, sẽ dùng sau phỏng vấn này.");
        Page other = device.newPage();
        other.navigate(relay.uri() + "/");
        assertThat(other.locator(".brand")).hasText("KAP Survey");

        // Given back without an end: the draft stays, the new build takes over, and there is no network again.
        page.navigate("about:blank");
        assertThat(other.locator(".brand")).hasText("build 2");
        other.locator("#offline-state:has-text('đã có trên máy')").waitFor();
        relay.cut();
        other.navigate(relay.uri() + FORM);
        other.locator("section.card .button-main").click();
        assertThat(other.locator("#q-place input")).hasValue("Cát Bà");
        assertThat(other.locator(".brand")).hasText("build 2");
        FormPage form = FormPage.on(other);
        form.answer("age", "40");
        form.next();
        form.finish();
        relay.mend();
        other.evaluate("dispatchEvent(new Event('online'))");
        UUID id = UUID.fromString(other.locator("#receipt-number").innerText());
        assertThat(payload(id)).contains("\"engine\":\"" + engine + "\"", "Cát Bà");

        // A new interview runs in the new engine.
        other.navigate(relay.uri() + FORM);
        other.waitForSelector(".question");
        form.answer("place", "Đồ Sơn");
        form.next();
        form.finish();
        UUID next = UUID.fromString(other.locator("#receipt-number").innerText());
        assertThat(payload(next)).doesNotContain(engine);
    }

    @Test
    void aBuildThatIsNotWholeIsNotUsed() {
        prepare(page);
        upgrade("build 3");
        relay.replace("/words.js", SCRIPT, "// cut off on the way");
        page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())"
                + ".then(() => navigator.serviceWorker.getRegistration()).then((registration) => new Promise((resolve) => {"
                + " const found = registration.installing; if (!found) resolve();"
                + " else found.onstatechange = () => found.state === 'redundant' && resolve(); }))");
        page.navigate(relay.uri() + "/");
        assertThat(page.locator(".brand")).hasText("KAP Survey");
        Object builds = page.evaluate(
                "caches.keys().then((names) => names.filter((name) => name.startsWith('kap-build-')).length)");
        assertThat(builds).isEqualTo(1);
        relay.cut();
        page.navigate(relay.uri() + FORM);
        page.waitForSelector(".question");
    }

    @Test
    void whatIsAskedOfTheServiceIsNeverKeptByTheServiceWorker() {
        prepare(page);
        page.navigate(relay.uri() + FORM);
        page.waitForSelector(".question");
        finish("Thủy Nguyên");
        page.waitForSelector("#receipt-number");
        Object kept = page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)"
                + ".then((cache) => cache.keys()).then((all) => all.map((one) => new URL(one.url).pathname)))))"
                + ".then((all) => all.flat())");
        assertThat(((List<?>) kept).stream().map(String::valueOf))
                .contains("/", "/form", "/kap.css", "/queue.js", "/lib/lit-html/lit-html.js")
                .noneMatch(path -> path.startsWith("/api") || path.contains("desk"));
        relay.cut();
        assertThat(page.evaluate("fetch('/api/questionnaires').then(() => 'answered', () => 'failed')"))
                .isEqualTo("failed");
        assertThat(page.evaluate("fetch('/kap.css', {method: 'HEAD'}).then(() => 'answered', () => 'failed')"))
                .isEqualTo("failed");
    }

    @Test
    void aLostReplyAndALostNetworkGiveOneRowAndTheStartPageSendsByItself() {
        prepare(page);
        page.navigate(relay.uri() + FORM);
        page.waitForSelector(".question");
        relay.loseReplies();
        UUID id = finish("Hòn Dáu");
        assertThat(page.locator("[role=alert]")).containsText("Không kết nối được với máy chủ.");
        assertThat(rows(id)).isOne();
        relay.mend();
        page.navigate(relay.uri() + "/");
        assertThat(page.locator(".banner-good")).hasText("Đã gửi 1 phỏng vấn.");
        assertThat(page.locator("#queue")).containsText("Không còn phỏng vấn chờ gửi. Gửi lần cuối");
        assertThat(rows(id)).isOne();
    }

    @Test
    void oneInterviewsOwnFaultHoldsUpNoOther() {
        prepare(page);
        relay.cut();
        page.navigate(relay.uri() + FORM);
        page.waitForSelector(".question");
        UUID first = finish("Lập Lễ");
        page.locator("text=Phỏng vấn mới").click();
        page.waitForSelector(".question");
        UUID second = finish("Phả Lễ");
        // Another copy of the first was sent already, by another device for all the service knows.
        put(first);
        relay.mend();
        page.navigate(relay.uri() + "/");
        assertThat(page.locator("#waiting")).hasText("Phỏng vấn chưa gửi (1)");
        assertThat(page.locator("[aria-labelledby=waiting] li")).containsText("Cả hai bản đều được giữ");
        assertThat(rows(second)).isOne();
        assertThat(payload(first)).doesNotContain("Lập Lễ");
        BrowserTest.assertFits(page);
        BrowserTest.assertAccessible(page);
        Chromium.picture(page, "23-one-fault");
    }

    /** As version 2 of the database held them before anything was closed, on a device that has never seen a key. */
    @Test
    void aQueueAndADraftOfAnOlderVersionAreClosedTheQueueArrivesByteForByteAndTheDraftIsGoneOnWith() {
        UUID id = UUID.randomUUID();
        UUID draft = UUID.randomUUID();
        String interview = TestService.interview(id, 1).replace("\"27\"", "\"Dấu Tích 27\"");
        page.navigate(relay.uri() + "/livez");
        String sha256 = TestService.sha256(TestService.bytes(interview));
        page.evaluate(VERSION_2, List.of(id.toString(), interview, sha256, draft.toString()));
        assertThat(Chromium.everythingKept(page)).contains("Dấu Tích 27", "Dấu Tích Hòn Dáu");
        page.route("**/api/interviews/**", route -> route.abort());
        page.navigate(relay.uri() + "/");
        assertThat(page.locator("#waiting")).hasText("Phỏng vấn chưa gửi (1)");
        // Not waitForFunction, which takes a promise for a yes.
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(
                "() => new Promise((resolve) => { const request = indexedDB.open('kap'); request.onsuccess = () => {"
                        + " const all = request.result.transaction('unsent').objectStore('unsent').getAll();"
                        + " all.onsuccess = () => { request.result.close();"
                        + " resolve(all.result.every((one) => one.sealed && !one.bytes)); }; }; })")));
        assertThat(Chromium.everythingKept(page)).doesNotContain("Dấu Tích 27");
        assertThat(rows(id)).isZero();
        page.unroute("**/api/interviews/**");
        page.navigate(relay.uri() + "/");
        assertThat(page.locator("#queue")).containsText("Không còn phỏng vấn chờ gửi.");
        assertThat(payload(id)).isEqualTo(interview);

        page.locator("[aria-labelledby=drafts] a").click();
        page.locator("section.card .button-main").waitFor();
        assertThat(Chromium.everythingKept(page)).contains(draft.toString()).doesNotContain("Dấu Tích", "Ông Từ");
        page.locator("section.card .button-main").click();
        assertThat(page.locator("#q-place input")).hasValue("Dấu Tích Hòn Dáu");
        FormPage form = FormPage.on(page);
        form.next();
        form.finish();
        assertThat(page.locator("#receipt-number")).hasText(draft.toString());
        assertThat(payload(draft)).contains("\"selection\":\"Nhà Ông Từ\"", "Dấu Tích Hòn Dáu");
    }

    @Test
    void twoWindowsSendOneQueueOnceAndItCanBeCarriedInAFileAsWell() throws IOException {
        prepare(page);
        relay.cut();
        for (int i = 0; i < 3; i++) {
            page.navigate(relay.uri() + FORM);
            page.waitForSelector(".question");
            finish("Nhà " + i);
        }
        Page other = device.newPage();
        other.navigate(relay.uri() + "/");
        assertThat(other.locator("#queue")).containsText("3 phỏng vấn chờ gửi.");
        List<UUID> carried = carry(other);
        assertThat(carried).hasSize(3).allSatisfy(id -> assertThat(rows(id)).isOne());
        relay.mend();
        page.evaluate("dispatchEvent(new Event('online'))");
        other.evaluate("dispatchEvent(new Event('online'))");
        assertThat(page.locator("#queue")).containsText("Không còn phỏng vấn chờ gửi.");
        assertThat(other.locator("#queue")).containsText("Không còn phỏng vấn chờ gửi.");
        assertThat(relay.changes()).hasSize(3).doesNotHaveDuplicates();
        assertThat(carried).allSatisfy(id -> assertThat(rows(id)).isOne());
    }

    @Test
    void aFullDeviceIsToldInWordsAndNothingIsLost() {
        page.navigate(relay.uri() + "/livez");
        quota(1);
        FormPage form = FormPage.open(page, relay.uri() + FORM);
        form.answer("place", "Long Châu " + "x".repeat(500));
        assertThat(page.locator("[role=alert]")).containsText("Bộ nhớ của máy đã đầy");
        assertThat(page.locator("#q-place input")).hasValue(Pattern.compile("Long Châu x+"));
        BrowserTest.assertAccessible(page);
        Chromium.picture(page, "24-full");
        form.next();
        form.finish();
        UUID id = UUID.fromString(page.locator("#receipt-number").innerText());
        assertThat(payload(id)).contains("Long Châu xxx");
    }

    @Test
    void everyInterviewHasTheNextNumberOfItsDeviceWhicheverWindowEndsIt() {
        prepare(page);
        relay.cut();
        Page other = device.newPage();
        for (Page window : List.of(page, other)) {
            window.navigate(relay.uri() + FORM);
            if (window == other) {
                window.locator("text=Bắt đầu phỏng vấn mới").click();
            }
            window.waitForSelector(".question");
            FormPage form = FormPage.on(window);
            form.answer("place", "Gia Luận");
            form.next();
        }
        FormPage.on(page).finish();
        FormPage.on(other).finish();
        assertThat(page.locator("#queue")).containsText("2 phỏng vấn chờ gửi.");
        page.locator("text=Phỏng vấn mới").click();
        page.waitForSelector(".question");
        finish("Việt Hải");
        Object numbers = page.evaluate("new Promise((resolve) => { const request = indexedDB.open('kap');"
                + " request.onsuccess = () => { const all = request.result.transaction('unsent').objectStore('unsent').getAll();"
                + " all.onsuccess = () => { request.result.close();"
                + " resolve(all.result.map((one) => one.number).sort()); }; }; })");
        assertThat(numbers).isEqualTo(List.of(1, 2, 3));
    }

    @Test
    void practiceIsMarkedOnEveryScreenAndNothingOfItIsSent() {
        prepare(page);
        page.locator("a[href=\"" + FORM + "?practice=1\"]").click();
        page.waitForSelector(".question");
        FormPage form = FormPage.on(page);
        assertThat(page.locator(".practice")).hasText("TẬP: câu trả lời không được gửi, không được tính.");
        form.answer("place", "Tràng Cát");
        form.saved();
        BrowserTest.assertFits(page);
        BrowserTest.assertAccessible(page);
        Chromium.picture(page, "26-practice");

        // A draft of practice is none of an interview, and stays practice.
        page.navigate(relay.uri() + FORM);
        page.waitForSelector(".question");
        assertThat(page.locator(".practice")).hasCount(0);
        page.navigate(relay.uri() + "/");
        page.locator("[aria-labelledby=drafts] a:has-text('Tập:')").click();
        page.locator("section.card .button-main").click();
        page.waitForSelector(".question");
        form.next();
        assertThat(page.locator(".practice")).isVisible();
        form.finish();
        assertThat(page.locator("h1")).hasText("Đã tập xong, không có gì được gửi");
        assertThat(page.locator(".practice")).isVisible();
        assertThat(page.locator("#queue")).hasCount(0);
        page.navigate(relay.uri() + "/");
        page.locator("#offline-state:has-text('đã có trên máy: mở, điền')").waitFor();
        assertThat(page.locator("[aria-labelledby=drafts]")).hasCount(0);
        assertThat(relay.changes()).isEmpty();
    }

    @Test
    void thePageCanBeInstalled() {
        prepare(page);
        JsonObject errors = device.newCDPSession(page).send("Page.getInstallabilityErrors");
        assertThat(errors.getAsJsonArray("installabilityErrors").toString())
                .as("what keeps the page from being installed, but that windows of a test are private")
                .isIn("[]", "[{\"errorId\":\"in-incognito\",\"errorArguments\":[]}]");
        JsonObject manifest = device.newCDPSession(page).send("Page.getAppManifest");
        assertThat(manifest.getAsJsonArray("errors")).isEmpty();
        Object sizes = page.evaluate("fetch('/manifest.webmanifest').then((reply) => reply.json())"
                + ".then(({icons}) => Promise.all(icons.map(({src, sizes}) => new Promise((resolve) => {"
                + " const icon = new Image(); icon.onload = () => resolve(`${icon.naturalWidth}x${icon.naturalHeight}` === sizes);"
                + " icon.src = src; }))))");
        assertThat((List<?>) sizes).hasSize(3).allMatch(Boolean.TRUE::equals);
        assertThat(page.locator("#persisted")).containsText("Trình duyệt");
    }

    /** Writes the queue to a file and takes it in at the desk, twice; the interviews in it. */
    private List<UUID> carry(Page start) throws IOException {
        Path file = profile.resolveSibling(profile.getFileName() + "-queue.json");
        Download written = start.waitForDownload(
                () -> start.locator("button:has-text('Ghi ra tệp')").click());
        written.saveAs(file);
        assertThat(start.locator("#written")).hasText(Pattern.compile("Đã ghi 3 phỏng vấn ra tệp kap-queue-.+json[.]"));
        BrowserTest.assertFits(start);
        BrowserTest.assertAccessible(start);
        String text = Files.readString(file);
        assertThat(text).startsWith("{\"format\":\"kap-queue/1\"").doesNotContain("Nhà");
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        String[] command = {
            "queue",
            "import",
            file.toString(),
            "--language",
            "vi",
            "--data",
            service.data().toString()
        };
        assertThat(CommandLines.kap(writer, writer).execute(command)).isZero();
        String first = out.toString();
        assertThat(CommandLines.kap(writer, writer).execute(command)).isZero();
        assertThat(out.toString()).isEqualTo(first + first);
        Files.delete(file);
        return first.lines()
                .peek(line -> assertThat(line).endsWith("\tĐã lưu."))
                .map(line -> UUID.fromString(line.substring(0, line.indexOf('\t'))))
                .toList();
    }

    /** Opens the start page and waits until all is on the device. */
    private void prepare(Page window) {
        window.navigate(relay.uri() + "/");
        window.locator("#offline-state:has-text('đã có trên máy: mở, điền')").waitFor();
    }

    /** Fills in the form that is open and ends it. */
    private UUID finish(String place) {
        FormPage form = FormPage.on(page);
        form.answer("place", place);
        form.saved();
        form.next();
        form.finish();
        page.locator("#receipt-number, [role=alert]").first().waitFor();
        return UUID.fromString(
                (String)
                        page.evaluate(
                                "() => document.getElementById('receipt-number')?.innerText ?? new Promise((resolve) => {"
                                        + " const request = indexedDB.open('kap'); request.onsuccess = () => {"
                                        + " const all = request.result.transaction('unsent').objectStore('unsent').getAll();"
                                        + " all.onsuccess = () => { request.result.close();"
                                        + " resolve(all.result.sort((a, b) => a.finishedAt < b.finishedAt ? 1 : -1)[0].interview); }; }; })"));
    }

    /** The service is given another build, with the same program but for its name and its engine's text. */
    private void upgrade(String brand) {
        String worker = get("/service-worker.js");
        String words = get("/words.js").replace("\"KAP Survey\"", '"' + brand + '"');
        String engine = engine();
        String text = get("/engine/" + engine + ".js") + "\n// of " + brand + "\n";
        String newer = TestService.sha256(TestService.bytes(text));
        String form = get("/form").replace(engine, newer);
        relay.replace("/words.js", SCRIPT, words);
        relay.replace("/form", "text/html; charset=utf-8", form);
        relay.engine(newer, text);
        Map<String, String> changed = Map.of("/words.js", words, "/form", form);
        for (Map.Entry<String, String> file : changed.entrySet()) {
            worker = worker.replaceAll(
                    Pattern.quote("\"" + file.getKey() + "\":\"") + "[0-9a-f]{64}",
                    "\"" + file.getKey() + "\":\"" + TestService.sha256(TestService.bytes(file.getValue())));
        }
        worker = worker.replace("\"/engine/" + engine + ".js\":\"" + engine, "\"/engine/" + newer + ".js\":\"" + newer);
        Matcher build = Pattern.compile("\"hash\":\"([0-9a-f]{64})\"").matcher(worker);
        assertThat(build.find()).isTrue();
        relay.replace(
                "/service-worker.js",
                SCRIPT,
                worker.replace(build.group(1), TestService.sha256(TestService.bytes(worker))));
    }

    private static String engine() {
        Matcher hash = Pattern.compile("[0-9a-f]{64}").matcher(get("/api/engine"));
        assertThat(hash.find()).isTrue();
        return hash.group();
    }

    private void quota(int bytes) {
        JsonObject wanted = new JsonObject();
        wanted.addProperty("origin", relay.uri());
        wanted.addProperty("quotaSize", bytes);
        device.newCDPSession(page).send("Storage.overrideQuotaForOrigin", wanted);
    }

    private static void publish(String version) {
        new QuestionnaireStore(service.database())
                .publish(
                        "offline/v" + version + ".json",
                        QUESTIONNAIRE.formatted(version).getBytes(StandardCharsets.UTF_8));
    }

    private static String get(String path) {
        try {
            return service.get(path).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void put(UUID id) {
        try {
            assertThat(service.put(id, 1, TestService.bytes(TestService.interview(id, 1)))
                            .statusCode())
                    .isEqualTo(201);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int rows(UUID id) {
        return service.database().<Integer>read(tables -> tables.fetchCount(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id)));
    }

    private static String payload(UUID id) {
        return new String(
                service.database()
                        .read(tables -> tables.fetchSingle(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id)))
                        .getPayload(),
                StandardCharsets.UTF_8);
    }
}
