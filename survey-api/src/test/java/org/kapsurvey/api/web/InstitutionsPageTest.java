package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.institution.InstitutionFolder;

/** The page of institutions in a real browser against the real service. */
final class InstitutionsPageTest {
    private static Chromium chromium;
    private static TestService service;

    @TempDir
    Path folder;

    private BrowserContext device;
    private Page page;

    @BeforeAll
    static void serviceAndBrowser() {
        chromium = Chromium.launch();
        service = TestService.shared();
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private void open(int width) {
        chromium.forget();
        device = chromium.device(width, width == 390 ? 844 : 900);
        page = device.newPage();
        page.navigate(service.uri() + "/institutions");
    }

    @AfterEach
    void putAway() {
        device.close();
    }

    private Path[] files() {
        return Stream.concat(Stream.of("job.json"), InstitutionFolder.FILES.stream())
                .map(folder::resolve)
                .toArray(Path[]::new);
    }

    @Test
    void registerAndReturnsAreKeptAndToldOnAPhone() throws Exception {
        InstitutionFolder.write(folder, "ins-page");
        open(390);
        assertThat(page.locator("h1")).hasText("Cơ quan, đơn vị");
        page.locator("#institution-files").setInputFiles(files());
        assertThat(page.locator("#institution-state")).hasText("Đã lưu ins-page thành phiên bản 1.");
        assertThat(page.locator(".card").first()).containsText("Cơ quan tỉnh Mẫu năm 2026");
        WebFormTest.assertFits(page);
        WebFormTest.assertAccessible(page);
        Chromium.picture(page, "institutions-1-phone");
        Files.writeString(folder.resolve("returns.csv"), "code,briefed\nCQ1,maybe\nCQ9,yes\n");
        page.locator("#institution-files").setInputFiles(files());
        assertThat(page.locator("#institution-state")).containsText("Có 2 lỗi.");
        assertThat(page.locator(".findings")).containsText("returns.csv, dòng 2");
        assertThat(page.locator(".findings")).containsText("không phải là có hay không");
        WebFormTest.assertFits(page);
        Chromium.picture(page, "institutions-2-faults");
        page.locator("#institution-files").setInputFiles(folder.resolve("register.csv"));
        assertThat(page.locator("#institution-state")).containsText("Cần một bản mô tả");
        chromium.assertQuiet("422");
    }

    @Test
    void theResultsAreReadInEnglishOnAWideScreen() throws Exception {
        InstitutionFolder.write(folder, "ins-wide");
        open(1280);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("EN, English"))
                .click();
        page.locator("#institution-files").setInputFiles(files());
        assertThat(page.locator("#institution-state")).hasText("ins-wide is kept as version 1.");
        WebFormTest.assertFits(page);
        WebFormTest.assertAccessible(page);
        Chromium.picture(page, "institutions-3-wide");
        page.navigate(service.uri() + "/institutions/ins-wide/1");
        page.getByText("English").click();
        assertThat(page.locator("h1")).containsText("Agencies of the sample province 2026");
        Chromium.picture(page, "institutions-4-results");
        chromium.assertQuiet(null);
    }
}
