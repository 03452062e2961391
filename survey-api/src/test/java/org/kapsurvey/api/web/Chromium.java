package org.kapsurvey.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.TestService;

/**
 * The machine's own Chromium, without a window. Whatever a page complains of, to the console or by a violation of the
 * content security policy, is remembered and fails {@link #assertQuiet}.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /**
     * What a surveyor types whenever a form asks for the PIN, in all tests that are not about it; not in frames, some of which allow no
     * script.
     */
    private static final String PIN = """
            if (self === top) new MutationObserver(() => {
              const pin = document.getElementById('pin');
              if (!pin || pin.value !== '' || pin.ariaInvalid === 'true') return;
              for (const input of pin.form.querySelectorAll('input')) input.value = '270495';
              pin.form.requestSubmit();
            }).observe(document, {childList: true, subtree: true});
            """;

    private static final String EVERYTHING = """
            async () => {
              const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
              const asked = (request) => new Promise((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
              });
              const told = (name, value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value;
              for (const {name} of await indexedDB.databases()) {
                const database = await asked(indexedDB.open(name));
                for (const store of database.objectStoreNames) {
                  const all = database.transaction(store).objectStore(store);
                  found.push(JSON.stringify(await asked(all.getAll()), told));
                }
                database.close();
              }
              for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) found.push(await (await cache.match(request)).text());
              }
              return found.join(' ');
            }
            """;

    private final Path executable;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final @Nullable String cookie;
    private boolean typesPins = true;

    private Chromium(Path executable, @Nullable String cookie) {
        this.cookie = cookie;
        this.executable = executable;
        // Machines that build are slow at times: what must happen is waited for, how fast it does is measured
        // elsewhere.
        PlaywrightAssertions.setDefaultAssertionTimeout(45_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(OPTIONS));
    }

    /** The machine's Chromium, if it has one. */
    static Optional<Path> installed() {
        return Stream.concat(
                        Stream.of(Path.of("/usr/bin/chromium")),
                        Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
                                .filter(folder -> !folder.isEmpty())
                                .map(folder -> Path.of(folder, "chromium")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips the test where the machine has no Chromium, and says so. */
    static Chromium launch() {
        return launch((String) null);
    }

    /** The same; on its devices an administrator of that service is logged in, whichever port of this machine leads to it. */
    static Chromium launch(TestService service) {
        return launch(TestService.cookie(service.uri()));
    }

    /** The same; on its devices the account is logged in whose session this is, if any. */
    static Chromium launch(@Nullable String cookie) {
        Optional<Path> found = installed();
        assumeTrue(found.isPresent(), "Skipped: there is no chromium on the PATH, so the web form can't be tried.");
        return new Chromium(found.orElseThrow(), cookie);
    }

    /** From now on its devices leave the PIN to the test. */
    Chromium leavingPins() {
        typesPins = false;
        return this;
    }

    String version() {
        return browser.version();
    }

    /** Makes the page's processor so many times slower, as the browser's own tools for developers do. */
    static void throttle(Page page, int times) {
        JsonObject rate = new JsonObject();
        rate.addProperty("rate", times);
        page.context().newCDPSession(page).send("Emulation.setCPUThrottlingRate", rate);
    }

    /** A browser of its own whose storage outlives it, in {@code profile}, with {@code more} options of Chromium. */
    BrowserContext device(Path profile, String... more) {
        BrowserContext context = playwright
                .chromium()
                .launchPersistentContext(
                        profile,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(executable)
                                .setArgs(Stream.concat(OPTIONS.stream(), Stream.of(more))
                                        .toList())
                                .setViewportSize(390, 844)
                                .setLocale("vi-VN")
                                .setTimezoneId("Asia/Ho_Chi_Minh")
                                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        context.setDefaultTimeout(60_000);
        prepare(context);
        return context;
    }

    private void prepare(BrowserContext context) {
        if (typesPins) {
            context.addInitScript(PIN);
        }
        if (cookie == null) {
            return;
        }
        context.addCookies(List.of(new Cookie("__Host-kap", cookie.substring(cookie.indexOf('=') + 1))
                .setDomain("127.0.0.1")
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.STRICT)));
    }

    /** SIGKILL for the browser of that profile and all its processes, and waits for their end. */
    static void kill(Path profile) {
        // Those that keep its store are not told the profile: they are found as children of the one that is.
        List<ProcessHandle> processes = ProcessHandle.current()
                .descendants()
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.contains(profile.toString())))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
        assertThat(processes).as("processes of the browser").isNotEmpty();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    /**
     * A device of its own: nothing stored, its own size of screen. It takes no service worker, behind which a test could not
     * stand in for the network.
     */
    BrowserContext device(int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                .setViewportSize(width, height)
                .setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh")
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        context.setDefaultTimeout(60_000);
        prepare(context);
        context.addInitScript("addEventListener('securitypolicyviolation',"
                + " (event) => console.error('CSP', event.violatedDirective, event.blockedURI));");
        context.onWebError(error -> {
            // The driver, which blocks service workers, looks for them in frames without an origin too.
            if (!error.error().contains("Service worker is disabled because the context is sandboxed")) {
                complaints.add("error: " + error.error());
            }
        });
        context.onConsoleMessage(message -> {
            // axe-core reads colours from a canvas and is scolded for it; the pages themselves have none.
            boolean axe = message.text().contains("willReadFrequently");
            boolean blocked = message.text().contains("Service Worker registration blocked by Playwright");
            if (!axe
                    && !blocked
                    && (message.type().equals("error") || message.type().equals("warning"))) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        return context;
    }

    /**
     * No page has complained since {@link #forget}.
     *
     * @param expected what a complaint may hold to be passed over: a network that the test itself cut
     */
    void assertQuiet(@Nullable String expected) {
        assertThat(complaints)
                .filteredOn(complaint -> expected == null || !complaint.contains(expected))
                .isEmpty();
    }

    void forget() {
        complaints.clear();
    }

    /** All that a browser keeps for the page: every store of every database, all caches, local and session storage; bytes as text. */
    static String everythingKept(Page page) {
        return (String) page.evaluate(EVERYTHING);
    }

    /** A picture of the whole page under {@code target/screenshots}, with {@code -Dkap.pictures=true}: who looks at none need not wait. */
    static void picture(Page page, String name) {
        if (!Boolean.getBoolean("kap.pictures")) {
            return;
        }
        int width = page.viewportSize().width;
        // A sticky bar would stand in the middle of a long picture.
        page.evaluate("scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + "-" + width + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
