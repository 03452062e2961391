package org.kapsurvey.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.indicator.IndicatorEstimation;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.xml.sax.InputSource;

class SummaryPageTest {

    @Test
    void everyIndicatorStandsOnThePageWithItsIntervalAndTheVerdictOfThatInterval() throws Exception {
        Summary summary = summary(400, true);
        String page = SummaryPage.html(summary, "vi");
        Figures figures = Figures.in("vi");
        assertThat(summary.headlines()).hasSize(3);
        for (IndicatorResult result : summary.headlines()) {
            double target = result.indicator().target();
            assertThat(page)
                    .contains(result.indicator().title().vi())
                    .contains(figures.limit(result.interval().lower(), target) + " – "
                            + figures.limit(result.interval().upper(), target))
                    .contains(SummaryPage.words(result.verdict().orElseThrow()).vi())
                    .contains(result.indicator().rule().text().vi())
                    .contains("Quy tắc, phiên bản " + result.indicator().rule().version());
        }
    }

    @Test
    void madeUpDataAreMarkedInBothLanguagesAndRealDataAreNot() throws Exception {
        assertThat(SummaryPage.html(summary(400, true), "vi")).contains("Số liệu mô phỏng.");
        assertThat(SummaryPage.html(summary(400, true), "en")).contains("Made-up data.");
        assertThat(SummaryPage.html(summary(400, false), "vi")).doesNotContain("mô phỏng");
    }

    @Test
    void thePageHoldsNoScriptNoStyleAndNoHandler() throws Exception {
        for (String language : List.of("vi", "en")) {
            assertThat(SummaryPage.html(summary(400, true), language))
                    .doesNotContainPattern("(?i)<script|<style|style=|\\son[a-z]+=|javascript:");
        }
    }

    @Test
    void everyChartIsWellFormedAndNamesItself() throws Exception {
        Summary summary = summary(400, true);
        TargetChart chart = new TargetChart(TargetChart.leftEdge(summary.headlines()), "vi");
        for (IndicatorResult result : summary.headlines()) {
            var svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(chart.svg(result))))
                    .getDocumentElement();
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getElementsByTagName("title").getLength()).isEqualTo(1);
            assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                    .contains(Figures.in("vi").percent(result.estimate().value()));
        }
    }

    @Test
    void theChartPutsTheEstimateOnTheSideOfTheTargetWhereItLies() throws Exception {
        Summary summary = summary(400, true);
        TargetChart chart = new TargetChart(0.2, "en");
        for (IndicatorResult result : summary.headlines()) {
            String svg = chart.svg(result);
            double estimate = number(svg, "class=\"estimate\" cx=\"");
            double target = number(svg, "class=\"target\" x1=\"");
            assertThat(Math.signum(estimate - target))
                    .isEqualTo(Math.signum(
                            result.estimate().value() - result.indicator().target()));
        }
    }

    @Test
    void aRateOnFewerThanTwentyFivePeopleIsHiddenAndOnFewerThanFiftyFlagged() throws Exception {
        assertThat(SummaryPage.html(summary(24, true), "vi"))
                .contains("<td class=\"figure main\" data-label=\"Ước lượng\">*</td>")
                .contains("<td class=\"figure\" data-label=\"Nhận định\">*</td>")
                .doesNotContain("class=\"verdict")
                .doesNotContain("Kiểm định với chỉ tiêu");
        String page = SummaryPage.html(summary(40, true), "vi");
        assertThat(page).containsPattern("<td class=\"figure main\" data-label=\"Ước lượng\">\\([0-9,]+%\\)</td>");
    }

    @Test
    void textFromAPlanOrARoundIsEscaped() throws Exception {
        Summary summary = summary(400, true);
        Summary named = new Summary(
                summary.round(),
                new Wording("<b>\"A\" & B</b>", "x"),
                summary.year(),
                summary.synthetic(),
                summary.plan(),
                summary.design(),
                summary.results(),
                summary.levels(),
                summary.provenance());
        assertThat(SummaryPage.html(named, "vi"))
                .contains("&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void theProvinceHasTheNameTheAuthorityAndTheUnitsOfTheRoundsYear() throws Exception {
        Plan plan = Plan.parse(
                "bac-ninh.json",
                Files.readString(ProjectFiles.root().resolve("questionnaires/plans/bac-ninh-2026-2030.json")));
        assertThat(SummaryPage.html(of(plan, 2025, false), "vi"))
                .contains("thực hành – tỉnh Bắc Ninh, năm 2025</p>")
                .contains(
                        "<p class=\"place\">Ủy ban nhân dân tỉnh Bắc Ninh; 33 phường, 66 xã (tính đến 31/12/2025)</p>")
                .doesNotContain("thành phố Bắc Ninh");
        // A city from 20 September 2026; the plan was issued by the province, which stays so.
        assertThat(SummaryPage.html(of(plan, 2026, false), "vi"))
                .contains("thực hành – thành phố Bắc Ninh, năm 2026</p>")
                .contains("<p class=\"place\">Ủy ban nhân dân thành phố Bắc Ninh; 45 phường, 54 xã (tính đến"
                        + " 31/12/2026)</p>")
                .contains(plan.document().issuer().vi());
        assertThat(SummaryPage.html(of(plan, 2025, false), "en"))
                .contains("practice – Bắc Ninh province, 2025</p>")
                .contains("People&#39;s Committee of Bắc Ninh province; 33 wards, 66 communes (on 31 December 2025)");
        assertThat(SummaryPage.html(of(plan, 2026, false), "en"))
                .contains("practice – Bắc Ninh city, 2026</p>")
                .contains("of Bắc Ninh city; 45 wards, 54 communes (on 31 December 2026)");
        assertThat(SummaryPage.html(of(plan, 2026, true), "vi"))
                .as("a made-up round is held in no province")
                .contains("thực hành – năm 2026</p>")
                .doesNotContain("class=\"place\"");
    }

    private static Summary of(Plan plan, int year, boolean synthetic) {
        return new Summary(
                "round-1",
                new Wording("Đợt thử", "A trial"),
                year,
                synthetic,
                plan,
                new DesignFacts(2, 0, 400, 0, 0, 2, Optional.empty()),
                List.of(),
                (column, level) -> new Wording(level, level),
                List.of());
    }

    @Test
    void indicatorsThatLeaveAnswersOutBecauseNobodyKnowsHowManyCouldTellAreNamed() throws Exception {
        // Whoever is 19 or younger has routes below 1.
        Summary summary = summary(400, false, "\"routes\": \"${age} - 19\", ");
        String first = summary.plan().indicators().get(0).id();
        assertThat(summary.headlines().get(0).notes()).anyMatch(note -> note.matches("routes-unknown=[1-9][0-9]*"));
        assertThat(SummaryPage.html(summary, "vi"))
                .contains("bao nhiêu người có thể kể thì không được tính (" + first + ").");
        assertThat(SummaryPage.html(summary, "en")).contains("how many could tell are left out (" + first + ").");
        assertThat(SummaryPage.html(summary(400, false), "en")).doesNotContain("could tell are left out");
    }

    @Test
    void weightsThatOnlyAdjustForNonResponseErrOnTheSafeSideWhereTheyCountAsFixed() throws Exception {
        VersionFacts version = new VersionFacts(
                4, List.of(new Wording("điều chỉnh trong 5 lớp", "adjusted in 5 classes")), false, Optional.empty());
        assertThat(SummaryPage.html(with(version), "vi"))
                .contains(
                        "phiên bản 4, tính từ nghịch đảo xác suất được chọn; các bước: điều chỉnh trong 5 lớp. Chỉ phiếu",
                        "tức nghiêng về phía an toàn. Khoảng tin cậy 95%")
                .doesNotContain("tổng thể đã hiệu chỉnh");
        assertThat(SummaryPage.html(with(version), "en"))
                .contains(
                        "version 4, made from the inverse of the probability of selection; steps: adjusted in 5 classes. Only")
                .contains("on the safe side. 95% intervals are");
    }

    @Test
    void replicatesOfASampleDrawnWithoutReplacementAreNotSaidToBeDrawnWithIt() throws Exception {
        VersionFacts.Replicates replicates =
                new VersionFacts.Replicates(1_200, new Wording("bootstrap", "bootstrap"), false, true);
        VersionFacts version = new VersionFacts(2, List.of(), true, Optional.of(replicates));
        assertThat(SummaryPage.html(with(version), "vi"))
                .contains(
                        "phiên bản 2, tính từ nghịch đảo xác suất được chọn. Chỉ",
                        "1.200 bộ trọng số lặp lại (bootstrap)")
                .doesNotContain("có hoàn lại", "Taylor");
        assertThat(SummaryPage.html(with(version), "en"))
                .contains("1,200 sets of replicate weights (bootstrap) in the sample of 2 strata and 8 clusters.")
                .contains("these steps leave uncertain; the cutting alone is repeated as in the full sample.");
    }

    private static Summary with(VersionFacts version) throws Exception {
        Summary full = summary(400, true);
        return new Summary(
                full.round(),
                full.title(),
                full.year(),
                true,
                full.plan(),
                new DesignFacts(2, 8, 400, 400, 400, 2, Optional.of(version)),
                full.results(),
                full.levels(),
                full.provenance());
    }

    @Test
    void aRoundWithoutInterviewsSaysSo() throws Exception {
        Summary full = summary(400, true);
        Summary empty = new Summary(
                full.round(),
                full.title(),
                full.year(),
                true,
                full.plan(),
                new DesignFacts(2, 0, 400, 0, 0, 2, Optional.empty()),
                List.of(),
                full.levels(),
                List.of());
        assertThat(SummaryPage.html(empty, "vi"))
                .contains("Chưa có phiếu nào được duyệt, nên chưa có kết quả.", "sau khi giám sát viên duyệt")
                .doesNotContain("<table", "<figure", "0 cụm", "cụm, thuộc", "người được đại diện", "tầng");
        assertThat(SummaryPage.html(empty, "en"))
                .contains("a supervisor has approved them")
                .doesNotContain("<table", "strata", "represented");
    }

    @Test
    void registeredUnitsAreCountedAndThoseWhoHaveNotReportedLeaveARange() throws Exception {
        assertThat(SummaryPage.html(agencies("yes", "yes", "no", null), "vi"))
                .contains("50,0% – 75,0%", "Dù đơn vị chưa gửi báo cáo thế nào", "Số đơn vị", "Thấp nhất – cao nhất")
                .contains("data-label=\"Mức thấp nhất\">50,0%</td>")
                .doesNotContain("Cả khoảng tin cậy");
        assertThat(SummaryPage.html(agencies("yes", "yes", "yes", null), "en"))
                .contains("75.0% – 100.0%", "The units that have not reported leave a range");
        assertThat(SummaryPage.html(agencies("yes", "yes", "yes", "yes"), "vi"))
                .contains(">100,0%</td>", "Kết quả tính đủ mọi đơn vị (100,0%) nằm từ mức 100% trở lên.")
                .contains("data-label=\"Ước lượng\">100,0%</td>")
                .doesNotContain("100,0% – 100,0%", "data-label=\"Mức thấp nhất\"");
        assertThat(SummaryPage.html(summary(400, true), "vi")).doesNotContain("tất cả đều không");
    }

    @Test
    void aJointTargetIsHeadedByTheShareThatIsJudgedInWholeGroupAndDomainAndItsPartsAreNamedAsParts() throws Exception {
        String page = SummaryPage.html(joint(), "vi");
        String article =
                page.substring(page.indexOf("<article id=\"HP-3-1a\">"), page.indexOf("<article id=\"HP-3-1b\">"));
        List<String> rows = new ArrayList<>();
        Matcher row = Pattern.compile(
                        "<tr class=\"([a-z-]+)\">\\s*<th scope=\"row\">([^<]*)</th>\\s*<td[^>]*>([^<]*)</td>")
                .matcher(article);
        while (row.find()) {
            rows.add(row.group(1) + " | " + row.group(2) + " | " + row.group(3));
        }
        // Everybody of the first form has heard and understands; of the second everybody has heard only.
        assertThat(rows.subList(0, 8))
                .containsExactly(
                        "total | Đối chiếu với chỉ tiêu: Vừa được cung cấp thông tin vừa hiểu | 50,0%",
                        "domain | Nam, nữ từ 15 đến 49 tuổi, gồm cả các cặp vợ chồng | 100,0%",
                        "domain | Cha mẹ, ông bà | 0,0%",
                        "domain | female | 50,0%",
                        "domain | male | 50,0%",
                        "part | Riêng vế: Được cung cấp thông tin về mất cân bằng giới tính khi sinh | 100,0%",
                        "part-domain | Riêng vế: Được cung cấp thông tin về mất cân bằng giới tính khi sinh · Nam, nữ từ 15"
                                + " đến 49 tuổi, gồm cả các cặp vợ chồng | 100,0%",
                        "part-domain | Riêng vế: Được cung cấp thông tin về mất cân bằng giới tính khi sinh · Cha mẹ, ông bà"
                                + " | 100,0%");
        assertThat(article)
                .contains("<span class=\"verdict not_met\">Chưa đạt</span>")
                .contains("Kế hoạch nêu một con số cho cả chỉ số này và HP-3.1b")
                .doesNotContain("Chỉ số chung");
        assertThat(page).contains("(một chỉ tiêu chung với HP-3.1b)", "(một chỉ tiêu chung với HP-3.1a)");
    }

    /** A summary of HP-3.1a and b: 100 persons of each form, of whom only those of the first understand. */
    private static Summary joint() throws IOException {
        List<Questionnaire> forms = List.of(ProjectFiles.form("reproductive-age"), ProjectFiles.form("parents"));
        Plan plan = Plan.parse(
                "plan.json",
                Files.readString(ProjectFiles.root().resolve("questionnaires/plans/hai-phong-2026-2030.json")));
        int rows = 200;
        List<Column> columns = new ArrayList<>();
        List<String> form = new ArrayList<>();
        List<String> sex = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            form.add(row < rows / 2 ? "reproductive-age/1" : "parents/1");
            sex.add(row % 2 == 0 ? "female" : "male");
        }
        columns.add(TextColumn.of("_form", form));
        columns.add(TextColumn.of("sex", sex));
        columns.add(NumericColumn.of(
                "age", new Random(1).ints(rows, 18, 50).asDoubleStream().toArray()));
        for (String heard : List.of("exp_sr_state", "exp_sr_causes", "exp_sr_consequences")) {
            columns.add(TextColumn.of(heard, Collections.nCopies(rows, "yes")));
        }
        for (Question question : forms.get(0).questions()) {
            if (question.name().startsWith("kn_sr_")) {
                var kap = Objects.requireNonNull(question.kap());
                List<String> said = new ArrayList<>();
                for (int row = 0; row < rows; row++) {
                    said.add(row < rows / 2 ? kap.right().get(0) : "dont_know");
                }
                columns.add(TextColumn.of(question.name(), said));
            }
        }
        Table table = Table.of(rows, columns);
        List<IndicatorResult> results = new ArrayList<>();
        IndicatorEstimation estimation =
                new IndicatorEstimation(forms, table, SurveyDesign.of(table).build(), 1);
        for (String id : List.of("HP-3.1a", "HP-3.1b")) {
            results.addAll(estimation.results(plan.indicator(id).orElseThrow(), List.of(List.of("sex"))));
        }
        return of(plan, true, rows, results);
    }

    /** A summary of what four agencies report; null of one that has not. */
    private static Summary agencies(@Nullable String... briefed) throws IOException {
        Questionnaire form = ProjectFiles.form("agency-return");
        Plan plan = Plan.parse(
                "plan.json",
                Files.readString(ProjectFiles.root().resolve("questionnaires/plans/bac-ninh-2026-2030.json")));
        Table table = Table.of(
                briefed.length,
                List.of(
                        TextColumn.of("_kind", Collections.nCopies(briefed.length, "agency")),
                        TextColumn.of("briefed", Arrays.asList(briefed))));
        return of(
                plan,
                true,
                briefed.length,
                new IndicatorEstimation(
                                List.of(form), table, SurveyDesign.of(table).build(), 1)
                        .results(plan.indicator("BN-1").orElseThrow(), List.of()));
    }

    @Test
    void everyVerdictHasWordsOfItsOwnInBothLanguages() {
        List<String> words = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            words.add(SummaryPage.words(verdict).vi());
            words.add(SummaryPage.words(verdict).en());
        }
        assertThat(words).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    private static double number(String svg, String before) {
        int start = svg.indexOf(before) + before.length();
        return Double.parseDouble(svg.substring(start, svg.indexOf('%', start)));
    }

    /** A summary of random answers. */
    private static Summary summary(int rows, boolean synthetic) throws IOException {
        return summary(rows, synthetic, "");
    }

    /** The same with further keys of the first indicator. */
    private static Summary summary(int rows, boolean synthetic, String keys) throws IOException {
        Questionnaire form = ProjectFiles.form("reproductive-age");
        String text = Files.readString(ProjectFiles.resource("plans/reproductive-age.json"));
        Plan plan = Plan.parse(
                "plan.json",
                text.replaceFirst("\"groups\":", Matcher.quoteReplacement(keys + "\"groups\":")),
                List.of(form));
        Random random = new Random(rows);
        List<Column> columns = new ArrayList<>();
        for (Question question : form.questions()) {
            if (question.choices() != null) {
                List<String> values = new ArrayList<>();
                var choices = question.choices().choices();
                for (int row = 0; row < rows; row++) {
                    values.add(choices.get(random.nextDouble() < 0.9 ? 0 : random.nextInt(choices.size()))
                            .name());
                }
                columns.add(TextColumn.of(question.name(), values));
            }
        }
        List<String> psus = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            psus.add("P" + row % 8);
        }
        columns.add(TextColumn.of("psu", psus));
        columns.add(NumericColumn.of(
                "age", random.ints(rows, 15, 50).asDoubleStream().toArray()));
        Table table = Table.of(rows, columns);
        SurveyDesign design = SurveyDesign.of(table).clusters("psu").build();
        return of(
                plan,
                synthetic,
                rows,
                new IndicatorEstimation(List.of(form), table, design, 2).results(plan, List.of(List.of("sex"))));
    }

    private static Summary of(Plan plan, boolean synthetic, int rows, List<IndicatorResult> results) {
        return new Summary(
                "round-1",
                new Wording("Đợt thử", "A trial"),
                2026,
                synthetic,
                plan,
                new DesignFacts(1, 8, rows, rows, rows, 2, Optional.empty()),
                results,
                (column, level) -> new Wording(level, level),
                List.of(new Wording("kế hoạch sha256 0", "plan sha256 0")));
    }
}
