package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.io.SampleFolder;
import org.kapsurvey.analysis.io.SampleRun;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.sample.SampleStore;
import org.kapsurvey.questionnaire.fault.Faults;

/** The page of drawn samples, in a real browser against the real service. */
final class SamplesPageTest extends BrowserTest {
    private static final String ROUND = "samples-page";

    @TempDir
    static Path folder;

    @BeforeAll
    static void serviceAndBrowser() throws IOException {
        StringBuilder frame = new StringBuilder("level,code,parent,name,type,setting,flags,population\n")
                .append("province,81,,Tỉnh Mẫu,tỉnh,,,\n");
        for (int i = 10; i < 30; i++) {
            frame.append("commune,81%1$d,81,%2$s %1$d,%3$s,%4$s,,%5$d\n"
                    .formatted(
                            i,
                            i < 18 ? "Phường" : "Xã",
                            i < 18 ? "phường" : "xã",
                            i < 18 ? "urban" : "rural",
                            i == 12 ? 90_000 : 3_000 + 211 * i));
            for (int g = 1; g <= 8; g++) {
                frame.append(
                        "residential_group,81%1$d0%2$d,81%1$d,Thôn %2$d,thôn,,,%3$d\n".formatted(i, g, 100 + 10 * g));
            }
        }
        Files.writeString(folder.resolve("frame.csv"), frame);
        Files.writeString(folder.resolve("sample.json"), """
                {"name": "mau-2027", "seed": "hạt giống 2027", "frame": {"file": "frame.csv", "date": "2026-11-01"},
                 "strata": {"by": ["setting"]},
                 "stages": [{"unit": "commune", "count": {"urban": 4, "rural": 4}, "selfRepresenting": "fixed"},
                            {"unit": "residential_group", "count": 2, "segments": {"above": 150}},
                            {"unit": "household", "count": 4}]}
                """);
        new PlanStore(service.database()).publish("sample-plan", "{}".getBytes(StandardCharsets.UTF_8));
        for (String round : List.of(ROUND + "-none", ROUND)) {
            new RoundStore(service.database())
                    .open(
                            new Round(
                                    round,
                                    "sample-plan",
                                    "test-form",
                                    "1",
                                    "Khảo sát KAP tỉnh Mẫu năm 2027",
                                    "KAP survey of the sample province 2027",
                                    2027,
                                    1.5,
                                    true),
                            List.of());
        }
        SampleRun.run(folder.resolve("sample.json"), SampleRun.Input.none(), folder.resolve("drawn"));
        Faults faults = new Faults();
        SampleFolder drawn = SampleFolder.read(folder.resolve("drawn"), faults).orElseThrow();
        new SampleStore(service.database())
                .load(ROUND, drawn, Map.of(drawn.clusters().get(0).code(), "dtv-07"));
    }

    @Test
    void strataUnitsAndChancesOfARoundAreReadOnAPhone() {
        open(PHONE, "/samples?round=" + ROUND);
        assertThat(page.locator("h1")).hasText("Mẫu đã chọn");
        assertThat(page.locator("#samples-facts")).hasText("mau-2027");
        assertThat(page.locator(".pairs")).containsText("hạt giống 2027");
        assertThat(page.locator("#samples-strata tbody tr")).hasCount(3);
        assertThat(page.locator("#samples-strata")).containsText("tự đại diện: Phường 12");
        assertThat(page.locator("#samples-strata tbody tr").nth(0)).containsText("nông thôn");
        assertThat(page.locator("#samples-first tbody tr")).hasCount(8);
        assertThat(page.locator("#samples-second")).containsText("dtv-07");
        assertThat(page.locator("#samples-second")).containsText("đoạn");
        assertReads("samples-1-phone");
        page.locator("#samples-stratum").selectOption("urban;8112");
        assertThat(page.locator("#samples-first tbody tr")).hasCount(1);
        assertThat(page.locator("#samples-first")).containsText("Phường 12");
        chromium.assertQuiet(null);
    }

    @Test
    void theSameInEnglishOnAWideScreenWithListsAndFiles() throws Exception {
        open(WIDE, "/samples?round=" + ROUND);
        inEnglish();
        assertThat(page.locator("h1")).hasText("Drawn samples");
        assertThat(page.locator("#samples-strata")).containsText("self-representing: Phường 12");
        assertReads("samples-2-wide");
        Download saved = page.waitForDownload(
                () -> page.getByText("Download the first stage (CSV)").click());
        assertThat(saved.suggestedFilename()).isEqualTo(ROUND + "-psus.csv");
        assertThat(Files.readString(saved.path())).startsWith("stratum,psu,ssu,code,name");
        Page lists = device.waitForPage(
                () -> page.getByText("Print lists for the field").click());
        assertThat(lists.locator("h1")).containsText("mau-2027");
        assertThat(lists.locator("section").first()).containsText("Mã địa bàn");
        Chromium.picture(lists, "samples-3-lists");
        chromium.assertQuiet(null);
    }

    @Test
    void aRoundThatIsNotThereIsToldInThePagesLanguageAndAnotherCanBeChosen() {
        open(PHONE, "/samples?round=nowhere");
        assertThat(page.locator(".banner")).containsText("Không có đợt khảo sát với mã này.");
        inEnglish();
        assertThat(page.locator(".banner")).containsText("There is no survey round with this id.");
        page.locator("#samples-round").selectOption(ROUND);
        assertThat(page.locator("#samples-facts")).hasText("mau-2027");
    }

    @Test
    void aRoundWithoutASampleSaysWhatToDo() {
        open(PHONE, "/samples?round=" + ROUND + "-none");
        assertThat(page.locator(".card")).containsText("Đợt khảo sát này chưa có mẫu");
        assertThat(page.locator(".card")).containsText("./kap sample load samples-page-none");
        assertFits(page);
        Chromium.picture(page, "samples-4-none");
        page.locator("#samples-round").selectOption(ROUND);
        assertThat(page.locator("#samples-strata tbody tr")).hasCount(3);
        assertThat(page).hasURL(service.uri() + "/samples?round=" + ROUND);
        chromium.assertQuiet(null);
    }
}
