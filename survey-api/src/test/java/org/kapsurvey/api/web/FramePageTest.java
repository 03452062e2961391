package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.frame.FrameBody;

/** The page of sampling frames in a real browser against the real service. */
final class FramePageTest extends BrowserTest {
    @TempDir
    Path folder;

    /** The made-up frame under an id of its own, one text of one file replaced. */
    private Path[] files(String id, String file, String before, String after) throws IOException {
        List<Path> files = new ArrayList<>();
        Path mapping = folder.resolve("frame.json");
        Files.writeString(
                mapping,
                Files.readString(FrameBody.FOLDER.resolve("frame.json")).replace("\"made-up\"", "\"" + id + "\""));
        files.add(mapping);
        for (String name : FrameBody.FILES) {
            String text = Files.readString(FrameBody.FOLDER.resolve(name));
            files.add(Files.writeString(folder.resolve(name), name.equals(file) ? text.replace(before, after) : text));
        }
        return files.toArray(Path[]::new);
    }

    private Locator state() {
        return page.locator("#frame-state");
    }

    @Test
    void aFrameIsCheckedKeptAndSeenAsOfAnotherDayOnAPhone() throws Exception {
        open(PHONE, "/frame");
        assertThat(page.locator("h1")).hasText("Khung mẫu");
        page.locator("#frame-files").setInputFiles(files("page-frame", "", "", ""));
        assertThat(state()).hasText("Không có lỗi. Khung có thể được lưu.");
        assertThat(page.locator("#frame-types tbody tr")).hasCount(5);
        assertThat(page.locator("#frame-types tbody tr").nth(1)).containsText("Bãi Mới (mã 01)");
        assertThat(page.locator(".findings li"))
                .containsText(
                        "6 số liệu \"households\" được chấp nhận dù là của ngày 01/04/2026, không phải 01/09/2026");
        assertReads("frame-1-checked");
        page.locator("#frame-keep").click();
        assertThat(state()).hasText("Đã lưu thành phiên bản 1.");
        assertThat(page.locator(".kept .button").first()).isVisible();
        assertThat(page.locator(".kept").first()).containsText("page-frame · phiên bản 1 · lập cho ngày 01/09/2026");
        page.locator("#frame-day").fill("2027-01-01");
        page.locator("#frame-day").dispatchEvent("change");
        assertThat(page.locator("#frame-flags")).not().containsText("Xa xôi");
        assertThat(page.locator("#frame-types tbody tr:has-text('phường') td").nth(2))
                .containsText("3");
        Download csv = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tải danh sách địa bàn (CSV)"))
                        .click());
        assertThat(csv.suggestedFilename()).isEqualTo("page-frame-1-2027-01-01.csv");
        assertThat(Files.readString(csv.path())).startsWith("level,code,parent,name,type,setting,flags,households,");
        assertReads("frame-2-kept");
        chromium.assertQuiet(null);
    }

    @Test
    void faultsStandInTheLanguageOfThePageOnAWideScreen() throws Exception {
        open(WIDE, "/frame");
        page.locator("#frame-files")
                .setInputFiles(files("faulty-page", "communes.csv", "Đồi Trà,xã,", "Đồi Trà,huyện,"));
        assertThat(state()).hasAttribute("data-state", "faulty");
        assertThat(page.locator(".findings.bad li").first())
                .hasText(
                        "communes.csv, dòng 3, cột 5: Cột \"type\": không có cách đổi \"huyện\" (mã 00102). Sửa ô, hoặc bổ"
                                + " sung trong frame.json.");
        assertThat(page.locator(".findings.bad li")).hasCount(2);
        assertThat(page.locator("#frame-keep")).hasCount(0);
        Chromium.picture(page, "frame-3-faults");
        inEnglish();
        assertThat(page.locator(".findings.bad li").first()).containsText("nothing is declared for \"huyện\"");
        assertFits(page);
        assertAccessible(page);
        page.locator("#frame-files").setInputFiles(files("wide-page", "", "", ""));
        assertThat(state()).hasText("No faults. The frame can be kept.");
        assertThat(page.locator("#frame-types tbody tr").nth(1)).containsText("Bãi Mới (code 01)");
        assertReads("frame-4-wide");
        chromium.assertQuiet(null);
    }

    @Test
    void whatIsMissingAmongTheFilesIsSaid() throws Exception {
        open(PHONE, "/frame");
        Path[] files = files("none-page", "", "", "");
        page.locator("#frame-files").setInputFiles(files[1]);
        assertThat(state()).hasText("Cần đúng một tệp mô tả có đuôi .json trong các tệp đã chọn.");
        page.locator("#frame-files").setInputFiles(files[0]);
        assertThat(state()).hasText("Có 4 lỗi. Chưa lưu gì; hãy sửa các tệp rồi chọn lại.");
        assertThat(page.locator(".findings.bad li").first())
                .hasText("communes.csv: Không có tệp này. Kiểm tra tên tệp trong" + " frame.json và chọn đủ các tệp.");
        chromium.assertQuiet(null);
    }
}
