package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.institution.InstitutionFolder;

/** The page of institutions in a real browser against the real service. */
final class InstitutionsPageTest extends BrowserTest {
    @TempDir
    Path folder;

    private Path[] files() {
        return Stream.concat(Stream.of("job.json"), InstitutionFolder.FILES.stream())
                .map(folder::resolve)
                .toArray(Path[]::new);
    }

    @Test
    void registerAndReturnsAreKeptAndToldOnAPhone() throws Exception {
        InstitutionFolder.write(folder, "ins-page");
        open(PHONE, "/institutions");
        assertThat(page.locator("h1")).hasText("Cơ quan, đơn vị");
        page.locator("#institution-files").setInputFiles(files());
        assertThat(page.locator("#institution-state")).hasText("Đã lưu ins-page thành phiên bản 1.");
        assertThat(page.locator(".card").first()).containsText("Cơ quan tỉnh Mẫu năm 2026");
        assertReads("institutions-1-phone");
        Files.writeString(folder.resolve("returns.csv"), "code,briefed\nCQ1,maybe\nCQ9,yes\n");
        page.locator("#institution-files").setInputFiles(files());
        assertThat(page.locator("#institution-state")).containsText("Có 2 lỗi.");
        assertThat(page.locator(".findings")).containsText("returns.csv, dòng 2");
        assertThat(page.locator(".findings")).containsText("không phải là có hay không");
        assertFits(page);
        Chromium.picture(page, "institutions-2-faults");
        page.locator("#institution-files").setInputFiles(folder.resolve("register.csv"));
        assertThat(page.locator("#institution-state")).containsText("Cần một bản mô tả");
        chromium.assertQuiet("422");
    }

    @Test
    void theResultsAreReadInEnglishOnAWideScreen() throws Exception {
        InstitutionFolder.write(folder, "ins-wide");
        open(WIDE, "/institutions");
        inEnglish();
        page.locator("#institution-files").setInputFiles(files());
        assertThat(page.locator("#institution-state")).hasText("ins-wide is kept as version 1.");
        assertReads("institutions-3-wide");
        page.navigate(service.uri() + "/institutions/ins-wide/1");
        page.getByText("English").click();
        assertThat(page.locator("h1")).containsText("Agencies of the sample province 2026");
        Chromium.picture(page, "institutions-4-results");
        chromium.assertQuiet(null);
    }
}
