package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.io.VisitFile;
import org.kapsurvey.analysis.report.Summary;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.job.TestRound;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundForm;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.Selection;
import org.kapsurvey.api.round.VisitStore;
import org.kapsurvey.api.summary.RoundSummary;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Visits from a file, and the page of outcomes in a real browser against the real service. */
final class VisitsPageTest extends BrowserTest {
    private static final String ROUND = "visits-page";
    private static final String MAPPING = """
            {"file": "visits.csv", "selection": "pid", "visit": "lần",
             "disposition": {"column": "kết quả", "codes": {"refusal": ["2"], "non-contact": [4], "unknown-household": "5"}},
             "surveyor": "nv"}
            """;
    private static final String VISITS = """
            pid,lần,kết quả,nv
            P-105,1,4,nv01
            P-105,2,2,nv02
            P-111,1,5,nv01
            P-100,1,2,nv03
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void roundAndBrowser() throws Exception {
        TestRound.interviewed(service.database(), service.uri(), ROUND);
        Round none = new Round(
                ROUND + "-none", "job-plan", "job-form", "1", "Đợt chưa có mẫu", "No sample", 2026, 1.5, true);
        new RoundStore(service.database()).open(none, List.of());
        Path mapping = Files.writeString(folder.resolve("visits.json"), MAPPING);
        Files.writeString(folder.resolve("visits.csv"), VISITS);
        assertThat(keep(mapping)).isEqualTo(4);
        // The same file again changes nothing.
        assertThat(keep(mapping)).isZero();
    }

    private static int keep(Path file) {
        Faults faults = new Faults();
        List<VisitFile.Row> rows = VisitFile.read(file, faults);
        return new VisitStore(service.database()).keepAll(ROUND, rows, faults);
    }

    @Test
    void outcomesAndRatesByStratumAndSurveyorAreReadOnAPhone() {
        open(PHONE, "/visits?round=" + ROUND);
        assertThat(page.locator("h1")).hasText("Kết quả tiếp cận");
        assertThat(page.locator("#visits-all")).hasText("48 người được chọn");
        assertThat(page.locator(".figure").first()).containsText("Tỷ lệ trả lời");
        assertThat(page.locator("#visits-surveyors tbody tr")).hasCount(4);
        assertThat(page.locator("#visits-surveyors tbody tr").first()).containsText("Chưa ghi");
        assertThat(page.locator("#visits-surveyors")).containsText("nv02");
        assertReads("visits-1-phone");
        chromium.assertQuiet(null);
    }

    @Test
    void theSameInEnglishOnAWideScreenWithApprovedInterviewsAlone() throws Exception {
        open(WIDE, "/visits?round=" + ROUND);
        inEnglish();
        assertThat(page.locator("h1")).hasText("Outcomes");
        String received = page.locator(".figure").first().textContent();
        page.locator("#visits-interviews").selectOption("approved");
        assertThat(page.locator(".figure").first()).not().hasText(received);
        assertReads("visits-2-wide");
        // All persons are counted once in the strata, and once among the surveyors.
        String body = service.get("/api/rounds/" + ROUND + "/outcomes").body();
        assertThat(body)
                .contains("\"states\":[\"submitted\",\"returned\",\"approved\"]")
                .contains("{\"by\":\"all\",\"group\":\"\",\"persons\":48")
                .contains("{\"by\":\"surveyor\",\"group\":\"nv02\",\"persons\":1,\"counts\":{\"complete\":0")
                .contains("\"unknown-household\":1");
        assertThat(service.get("/api/rounds/none/outcomes").body()).contains("\"code\":\"404.4\"");
        chromium.assertQuiet(null);
    }

    @Test
    void aRoundWithoutPersonsSaysWhatToDo() {
        open(PHONE, "/visits?round=" + ROUND + "-none");
        assertThat(page.locator(".card")).containsText("./kap sample load visits-page-none");
        Chromium.picture(page, "visits-3-none");
        page.locator("#visits-round").selectOption(ROUND);
        assertThat(page.locator("#visits-strata tbody tr").first()).isVisible();
        assertThat(page).hasURL(service.uri() + "/visits?round=" + ROUND);
        chromium.assertQuiet(null);
    }

    @Test
    void aRoundThatIsNotThereIsToldInThePagesLanguageAndAnotherCanBeChosen() throws Exception {
        open(PHONE, "/visits?round=nowhere");
        assertThat(page.locator(".banner")).containsText("Không có đợt khảo sát với mã này.");
        inEnglish();
        assertThat(page.locator(".banner")).containsText("There is no survey round with this id.");
        assertAccessible(page);
        Chromium.picture(page, "visits-4-unknown");
        page.locator("#visits-round").selectOption(ROUND);
        assertThat(page.locator("#visits-strata tbody tr").first()).isVisible();
        String refused = service.get("/api/rounds/" + ROUND + "/outcomes?interviews=aproved")
                .body();
        assertThat(refused)
                .contains(
                        "\"code\":\"400.2\"",
                        "\"file\":\"?interviews\"",
                        "Dùng một trong: \\\"received\\\", \\\"approved\\\".");
    }

    @Test
    void personsOfGroupsWithoutAFormAreToldAndDoNotVanish() throws Exception {
        String form = new String(TestService.form(), StandardCharsets.UTF_8)
                .replace("\"test-form\"", "\"visits-older\"")
                .replaceFirst("\"version\"", "\"target_group\": \"older-people\", \"version\"");
        new QuestionnaireStore(service.database())
                .publish("visits-older/v1.json", form.getBytes(StandardCharsets.UTF_8));
        // As rounds were loaded before groups were compared: one group is the form's, two are not.
        String round = ROUND + "-groups";
        new RoundStore(service.database())
                .open(
                        new Round(
                                round,
                                "job-plan",
                                "visits-older",
                                "1",
                                "Đợt khác nhóm",
                                "Other groups",
                                2026,
                                1.5,
                                true),
                        List.of(
                                new Selection("G-1", "s", "p", null, 2, List.of("older-people")),
                                new Selection("G-2", "s", "p", null, 2, List.of("older")),
                                new Selection("G-3", "s", "p", null, 2, List.of("older")),
                                new Selection("G-4", "s", "q", null, 2, List.of("adult"))));
        open(PHONE, "/visits?round=" + round);
        assertThat(page.locator("#visits-all")).hasText("1 người được chọn");
        assertThat(page.locator("#visits-unasked"))
                .containsText("3 người được chọn thuộc nhóm mà không phiếu nào của đợt này hỏi: adult (1), older (2).");
        assertReads("visits-6-groups");
        // The summary counts the same person, and tells the others.
        Summary summary = RoundSummary.of(service.database(), round).orElseThrow();
        assertThat(summary.design().selected()).isEqualTo(1);
        assertThat(summary.provenance().stream().map(line -> line.in("en")).toList())
                .contains("persons selected of groups whom no form of the round is asked of, not counted: 1 (adult)");
        chromium.assertQuiet(null);
    }

    @Test
    void aRoundOfUnitsAloneListsThoseThatHaveNotReturned() {
        Round units = new Round(
                ROUND + "-units",
                "job-plan",
                List.of(new RoundForm("job-form", "1", List.of("agency"))),
                "Đợt chỉ có cơ quan",
                "Units alone",
                2026,
                1.5,
                true);
        new RoundStore(service.database())
                .open(
                        units,
                        List.of(
                                Selection.ofUnit("CQ-1", "agency", "agency", 1),
                                Selection.ofUnit("CQ-2", "agency", "agency", 1)));
        open(PHONE, "/visits?round=" + units.id());
        assertThat(page.locator("#visits-kinds tbody tr")).hasCount(1);
        assertThat(page.locator("#visits-kinds tbody tr")).containsText("Cơ quan");
        assertThat(page.locator("#visits-due-title")).hasText("2 cơ quan, đơn vị chưa nộp đủ phiếu");
        assertThat(page.locator("#visits-due tbody tr").first()).containsText("CQ-1");
        assertThat(page.locator("#visits-due tbody tr").first()).containsText("Phiếu thử phân tích: chưa nộp");
        assertReads("visits-5-units");
        chromium.assertQuiet(null);
    }

    @Test
    void everyFaultOfAFileIsToldAndNothingOfItKept() throws IOException {
        Path visits = Files.writeString(folder.resolve("faulty.csv"), """
                selection,visit,disposition,surveyor
                P-129,1,refusal,nv01
                P-129,1,other,nv01
                ,0,refused,Nguyễn An
                P-105,2,other,nv02
                P-999,1,R,
                """);
        assertThatThrownBy(() -> keep(visits))
                .isInstanceOf(FaultsException.class)
                .hasMessageContaining("faulty.csv:3:1: Visit 1 to \"P-129\" stands twice, first in line 2.")
                .hasMessageContaining("faulty.csv:4:1: The id of the selected person is missing.")
                .hasMessageContaining("The number of the visit must be 1 to 99, found \"0\".")
                .hasMessageContaining("\"refused\" is no disposition. Use complete")
                .hasMessageContaining("The surveyor must be a code")
                .hasMessageContaining("faulty.csv:5:1: Visit 2 to \"P-105\" is kept already as refusal")
                .hasMessageContaining("faulty.csv:6:1: The round selected nobody with the id \"P-999\".")
                // Each of them once.
                .satisfies(refused -> assertThat(((FaultsException) refused).faults())
                        .doesNotHaveDuplicates()
                        .hasSize(7));
        Files.writeString(
                visits, "selection,visit,disposition,surveyor\nP-129,1,refusal,nv01\nP-105,2,other,nv02\nP-999,1,R,\n");
        assertThatThrownBy(() -> keep(visits))
                .hasMessageContaining("faulty.csv:3:1: Visit 2 to \"P-105\" is kept already as refusal")
                .hasMessageContaining("faulty.csv:4:1: The round selected nobody with the id \"P-999\".");
        Files.writeString(visits, "selection,visit,disposition,surveyor\nP-129,1,non-contact,nv01\n");
        // Nothing of the refused file stands under this number.
        assertThat(keep(visits)).isEqualTo(1);
        Path mapping = Files.writeString(
                folder.resolve("faulty.json"),
                MAPPING.replace("\"refusal\"", "\"refusals\"").replace("\"surveyor\"", "\"survey\""));
        assertThatThrownBy(() -> keep(mapping))
                .hasMessageContaining("Unknown disposition \"refusals\".")
                .hasMessageContaining("Unknown key \"survey\"");
        Files.writeString(mapping, MAPPING.replace("[4]", "[7]"));
        assertThatThrownBy(() -> keep(mapping))
                .hasMessageContaining("visits.csv:2:1: \"4\" is no disposition. Name it");
        Files.writeString(mapping, MAPPING.replace("\"pid\"", "\"id\""));
        assertThatThrownBy(() -> keep(mapping)).hasMessageContaining("visits.csv:1:1: The header lacks id.");
        StringBuilder many = new StringBuilder("selection,visit,disposition,surveyor\n");
        for (int i = 0; i < 150; i++) {
            many.append("P-").append(2_000 + i).append(",1,refusal,\n");
        }
        Files.writeString(visits, many);
        assertThatThrownBy(() -> keep(visits)).hasMessageContaining("And 50 more.");
    }
}
