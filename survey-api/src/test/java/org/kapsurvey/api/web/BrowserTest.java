package org.kapsurvey.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.kapsurvey.api.TestService;

/** A real browser before the real service, and what holds of every page: it fits, can be read by all, complains of nothing. */
abstract class BrowserTest {
    static final int PHONE = 390;
    static final int WIDE = 1280;

    static Chromium chromium;
    static TestService service;

    BrowserContext device;
    Page page;

    @BeforeAll
    static void launch() {
        service = TestService.shared();
        chromium = Chromium.launch(service);
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void phone() {
        chromium.forget();
        take(PHONE);
    }

    @AfterEach
    void putAway() {
        device.close();
    }

    /** Opens an address of the service on a device of its own, which has kept nothing and shows Vietnamese. */
    void open(int width, String address) {
        device.close();
        take(width);
        page.navigate(service.uri() + address);
    }

    private void take(int width) {
        device = chromium.device(width, width == PHONE ? 844 : 900);
        page = device.newPage();
    }

    /** Presses the page's own switch. */
    void inEnglish() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("EN, English"))
                .click();
    }

    /** Types as a person does, and leaves the field. */
    void fill(String field, String text) {
        page.locator(field).fill(text);
        page.locator(field).blur();
    }

    /** The page as it stands fits and is accessible; its picture is kept. */
    void assertReads(String picture) {
        assertFits(page);
        assertAccessible(page);
        Chromium.picture(page, picture);
    }

    /** Nothing runs out sideways, nothing to tap is smaller than 48 px, nothing to read is smaller than 16 px. */
    static void assertFits(Page page) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("pixels that run out sideways")
                .isNotPositive();
        Object small = page.evaluate("Array.from(document.querySelectorAll('a[href], button, summary, input'))"
                + ".map((each) => [each, each.getBoundingClientRect()])"
                + ".filter(([, box]) => box.width > 0 && (box.width < 48 || box.height < 48))"
                + ".map(([each, box]) => `${each.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)");
        assertThat((List<?>) small).as("targets under 48 px").isEmpty();
        Object fine = page.evaluate("Array.from(document.querySelectorAll('#app *')).filter((each) =>"
                + " Array.from(each.childNodes).some((node) => node.nodeType === 3 && node.data.trim() !== '')"
                + " && getComputedStyle(each).visibility === 'visible' && each.getBoundingClientRect().width > 0"
                + " && parseFloat(getComputedStyle(each).fontSize) < 16).map((each) => each.outerHTML.slice(0, 80))");
        assertThat((List<?>) fine).as("text under 16 px").isEmpty();
    }

    static void assertAccessible(Page page) {
        if (!(boolean) page.evaluate("'axe' in window")) {
            page.evaluate(Axe.SOURCE);
        }
        Object violations = page.evaluate(
                "axe.run(document, {resultTypes: ['violations'], preload: false, selectors: false}).then((result) =>"
                        + " result.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`))");
        assertThat((List<?>) violations).as("axe-core violations").isEmpty();
    }

    private static final class Axe {
        private static final String SOURCE = read();

        private static String read() {
            try (InputStream in = Objects.requireNonNull(
                    BrowserTest.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
