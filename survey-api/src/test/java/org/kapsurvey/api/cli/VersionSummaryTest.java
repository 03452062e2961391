package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.kapsurvey.api.TestService.bytes;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.api.TestPlan;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.job.DatabaseRounds;
import org.kapsurvey.api.job.RoundWeighting;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundForm;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.Selection;
import org.kapsurvey.api.round.WeightStore;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/** The summary of a round of two forms with stored weights: its errors are those of a job on the same weights, and its text says whence. */
class VersionSummaryTest {
    private static final TestService SERVICE = TestService.shared();
    private static final int PERSONS = 72;
    private static final String REPLICATES = "\"replicates\": {\"method\": \"jkn\"}, ";

    @TempDir
    Path folder;

    @BeforeAll
    static void publish() {
        new QuestionnaireStore(SERVICE.database()).publish("v-youth/v1.json", bytes(form("youth")));
        new QuestionnaireStore(SERVICE.database()).publish("v-parents/v1.json", bytes(form("parents")));
        new PlanStore(SERVICE.database()).publish("version-plan", bytes(PLAN));
    }

    @Test
    void errorsAreTheSpreadOfTheVersionsReplicatesAsInAJobOnIt() throws Exception {
        String round = interviewed("version-replicates");
        assertThat(make(round, REPLICATES, "").replicates()).isEqualTo(8);
        List<String> summary = results(round);
        List<Map<String, String>> job = job(round, "\"weights\": 1");
        List<Map<String, String>> fixed = job(round, "\"weights\": 1, \"replicates\": false");
        assertThat(summary).hasSameSizeAs(job).hasSizeGreaterThan(12);
        int borrowed = 0;
        int others = 0;
        for (int i = 0; i < job.size(); i++) {
            Map<String, String> of = job.get(i);
            String here = summary.get(i);
            assertThat(here)
                    .startsWith("\"" + of.get("indicator") + "\",\"part\":\"" + of.get("part") + "\",\"domain\":\""
                            + of.get("domain") + "\"");
            for (String figure : List.of("n", "estimate", "se", "df", "deff")) {
                same(here, figure, of);
            }
            // Where no design effect is known a round has its planned one, a job none.
            if (!of.get("note").contains("n*=psus")) {
                same(here, "lower", of);
                same(here, "upper", of);
            }
            borrowed += of.get("note").contains("deff-of-enclosing-domain") ? 1 : 0;
            double apart = number(here, "se") - Double.parseDouble(fixed.get(i).get("se"));
            others += Math.abs(apart) > 1e-4 ? 1 : 0;
        }
        assertThat(borrowed).as("rates of 0 or 1 within others").isPositive();
        assertThat(others)
                .as("errors that weights taken as fixed would not have")
                .isGreaterThan(8);
        // 8 PSUs in 2 strata; each of the 8 replicates is raked for itself, so that none follows from the others.
        assertThat(fixed.get(0).get("df")).isEqualTo("6");
        assertThat(number(summary.get(0), "df")).isEqualTo(7);
        assertThat(SERVICE.get("/api/rounds/" + round + "/indicators").body())
                .contains("\"weights\":1,\"replicates\":8}");
        make(round, REPLICATES.replace("}", ", \"degreesOfFreedom\": 5}"), "");
        assertThat(number(results(round).get(0), "df")).isEqualTo(5);
        assertThat(job(round, "\"weights\": 2").get(0).get("df")).isEqualTo("5");
        assertThat(job(round, "\"weights\": 2, \"degreesOfFreedom\": 4").get(0).get("df"))
                .isEqualTo("4");
        make(round, "", "");
        assertThat(refused(round, "\"weights\": 3, \"degreesOfFreedom\": 4"))
                .contains("this version of the weights has none. Leave it out, or name a version");
        assertThat(refused(round, "\"weights\": 2, \"replicates\": false, \"degreesOfFreedom\": 4"))
                .contains("\"replicates\": false leaves aside. Leave one of the two out.")
                .doesNotContain("Name the version", "has none");
    }

    @Test
    void theErrorOfARateIsWhatTheStoredReplicatesGiveByHand() throws Exception {
        String round = interviewed("version-by-hand");
        make(round, REPLICATES, "");
        DatabaseRounds.Found found = new DatabaseRounds(SERVICE.database())
                .find(
                        new RoundRequest(
                                new JsonText(round, true, Place.ofFile("ROUND")),
                                List.of(),
                                OptionalInt.of(1),
                                true,
                                OptionalInt.empty(),
                                false,
                                Place.ofFile("ROUND")),
                        new Faults())
                .orElseThrow();
        WeightStore.Replicates replicates = found.replicates().orElseThrow();
        Table table = found.table().table();
        NumericColumn weight = table.numeric("_weight.v-parents");
        NumericColumn children = table.numeric("children");
        TextColumn knows = (TextColumn) table.column("knows");
        double[] rates = new double[replicates.coefficients().size()];
        for (int replicate = 0; replicate < rates.length; replicate++) {
            double known = 0;
            double all = 0;
            for (int row = 0; row < table.rows(); row++) {
                if (weight.value(row) > 0) {
                    // A couple that two can tell of counts half with each.
                    double of = weight.value(row)
                            * replicates.factors().factor(replicate, row)
                            / (children.value(row) > 1 ? 2 : 1);
                    known += "yes".equals(knows.value(row)) ? of : 0;
                    all += of;
                }
            }
            rates[replicate] = known / all;
        }
        double mean = Arrays.stream(rates).average().orElseThrow();
        double variance = 0;
        for (int replicate = 0; replicate < rates.length; replicate++) {
            variance +=
                    replicates.coefficients().get(replicate) * (rates[replicate] - mean) * (rates[replicate] - mean);
        }
        String couples = results(round).stream()
                .filter(result -> result.startsWith("\"V-2\",\"part\":\"\",\"domain\":\"\""))
                .findFirst()
                .orElseThrow();
        assertThat(number(couples, "se")).isPositive().isCloseTo(Math.sqrt(variance), within(1e-12));
    }

    @Test
    void withoutReplicatesTheWeightsCountAsFixedAndThePageSaysWhichWayThatErrs() throws Exception {
        String round = interviewed("version-fixed");
        make(round, "", ", \"trimming\": {\"upper\": 45.5}");
        List<String> summary = results(round);
        List<Map<String, String>> job = job(round, "\"weights\": 1");
        for (int i = 0; i < job.size(); i++) {
            same(summary.get(i), "se", job.get(i));
            same(summary.get(i), "df", job.get(i));
        }
        assertThat(page(round, "vi"))
                .contains(
                        "trọng số đã lưu, phiên bản 1, tính từ nghịch đảo xác suất được chọn; các bước: chia trọng số của"
                                + " người chưa rõ có thuộc đối tượng hay không cho những người khác trong từng lớp theo tầng;"
                                + " điều chỉnh cho người không trả lời trong từng lớp theo tầng; hiệu chỉnh lặp theo từng biên"
                                + " (raking) cho khớp tổng thể theo “Giới tính” và theo tầng; cắt trọng số trên 45,5, rồi hiệu"
                                + " chỉnh lại như trên.",
                        "2 tầng, 8 cụm (tuyến tính hóa Taylor",
                        "Trọng số được coi là cố định",
                        "có thể nhỏ hơn đôi chút ở chỉ số khác.")
                .doesNotContain("trọng số: nghịch đảo", "bộ trọng số lặp lại (");
        assertThat(page(round, "en"))
                .contains(
                        "a stored weight, version 1, made from the inverse of the probability of selection; steps:",
                        "raked to the population by “Sex” and by stratum; weights cut above 45.5, then calibrated again",
                        "The weights are taken as fixed, because this version has no replicates",
                        "can be somewhat too small for others.");
        assertThat(SERVICE.get("/api/rounds/" + round + "/indicators").body())
                .contains("\"weights\":1,\"replicates\":0}");

        make(round, REPLICATES, "");
        assertThat(page(round, "vi"))
                .contains(
                        "trọng số đã lưu, phiên bản 2",
                        "Sai số tính từ độ phân tán của 8 bộ trọng số lặp lại (jackknife, mỗi bộ bỏ ra một cụm) trong mẫu"
                                + " 2 tầng, 8 cụm, coi cụm như chọn có hoàn lại.")
                .doesNotContain("Taylor", "coi là cố định", "cắt trọng số");
        assertThat(page(round, "en"))
                .contains(
                        "the spread over 8 sets of replicate weights (jackknife, each leaving one cluster out)",
                        "with factors of its own, so that errors hold what these steps leave uncertain.")
                .doesNotContain("Taylor", "taken as fixed");
    }

    @Test
    void aRoundWithoutStoredWeightsSaysThatTheyAreAdjustedInTheStrata() throws Exception {
        String round = interviewed("version-none");
        assertThat(page(round, "vi"))
                .contains(
                        "trọng số: nghịch đảo xác suất được chọn, điều chỉnh cho người không trả lời trong từng tầng. Chỉ",
                        "2 tầng, 8 cụm (tuyến tính hóa Taylor, coi cụm như chọn có hoàn lại). Khoảng")
                .doesNotContain("trọng số đã lưu", "coi là cố định");
        assertThat(SERVICE.get("/api/rounds/" + round + "/indicators").body())
                .contains("\"weights\":null,\"replicates\":0}");
    }

    private static void same(String summary, String figure, Map<String, String> job) {
        double expected = Double.parseDouble(job.get(figure));
        double actual = number(summary, figure);
        if (Double.isNaN(expected)) {
            assertThat(actual).as(figure + " of " + job).isNaN();
        } else {
            assertThat(actual).as(figure + " of " + job).isCloseTo(expected, within(1e-12));
        }
    }

    /** The results in order, each from the name of its indicator on. */
    private static List<String> results(String round) throws Exception {
        String body = SERVICE.get("/api/rounds/" + round + "/indicators").body();
        return List.of(body.split("\\{\"indicator\":", -1)).stream().skip(1).toList();
    }

    private static double number(String result, String name) {
        String text = result.substring(result.indexOf("\"" + name + "\":") + name.length() + 3);
        String value = text.substring(0, text.indexOf(','));
        return value.equals("null") ? Double.NaN : Double.parseDouble(value);
    }

    private static String page(String round, String language) throws Exception {
        return SERVICE.get("/summary/" + round + "?lang=" + language).body();
    }

    /** The indicators of a job on the round: for each a cell by the name of its column. */
    private List<Map<String, String>> job(String round, String weights) throws Exception {
        Path out = folder.resolve("job-" + UUID.randomUUID());
        StringWriter said = new StringWriter();
        int exit = analyse(round, weights, out, said);
        assertThat(exit).as(said.toString()).isZero();
        List<String> lines = Files.readAllLines(out.resolve("indicators.csv"));
        String[] names = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int column = 0; column < names.length; column++) {
                row.put(names[column], cells[column]);
            }
            rows.add(row);
        }
        return rows;
    }

    private String refused(String round, String weights) throws Exception {
        StringWriter said = new StringWriter();
        assertThat(analyse(round, weights, folder.resolve("refused"), said)).isEqualTo(2);
        return said.toString();
    }

    private int analyse(String round, String weights, Path out, StringWriter said) throws Exception {
        Path job = Files.writeString(folder.resolve("job.json"), """
                {"data": {"round": "%s", %s},
                 "design": {"weights": "_weight", "strata": ["_stratum"], "clusters": ["_psu"], "nested": true,
                            "singlePsu": "adjust"},
                 "plan": {"by": [["sex"]]}}""".formatted(round, weights));
        return Kap.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said, true))
                .execute(
                        "analyse",
                        job.toString(),
                        "--out",
                        out.toString(),
                        "--data",
                        SERVICE.data().toString());
    }

    private static WeightStore.Version make(String round, String before, String after) throws Exception {
        return RoundWeighting.make(SERVICE.database(), """
                {"name": "w", "data": {"round": "%s"}, %s"outcome": {"partial": "respondent"},
                 "eligibility": {"by": ["_stratum"], "fewest": 5}, "nonresponse": {"by": ["_stratum"], "fewest": 5},
                 "calibration": [{"method": "rake", "margins": [
                    {"by": ["sex"], "totals": {"f": 1100, "m": 1000}},
                    {"by": ["_stratum"], "totals": {"a": 900, "b": 1200}}]}]%s}""".formatted(round, before, after));
    }

    /**
     * 72 persons in 8 PSUs of 2 strata, of youth, of parents, or of both; every eleventh was not found, every seventh of both
     * groups left the form of parents unanswered. All women know of the last indicator, not all men.
     */
    private static String interviewed(String id) throws Exception {
        Round round = new Round(
                id,
                "version-plan",
                List.of(new RoundForm("v-youth", "1"), new RoundForm("v-parents", "1")),
                "Đợt có trọng số",
                "Weighted round",
                2027,
                1.5,
                true);
        List<Selection> selections = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            selections.add(new Selection(
                    person(i), i % 8 < 4 ? "a" : "b", Integer.toString(i % 8), null, 20 + i % 5 * 4, groups(i)));
        }
        new RoundStore(SERVICE.database()).open(round, selections);
        for (int i = 0; i < PERSONS; i++) {
            for (String group : i % 11 == 10 ? List.<String>of() : groups(i)) {
                if (!(groups(i).size() == 2 && i % 7 == 0 && group.equals("parents"))) {
                    interview(id, i, group);
                }
            }
        }
        return id;
    }

    private static String person(int i) {
        return "P" + (100 + i);
    }

    private static List<String> groups(int i) {
        return i % 3 == 0 ? List.of("youth") : i % 3 == 1 ? List.of("parents") : List.of("youth", "parents");
    }

    private static void interview(String round, int i, String group) throws Exception {
        String sex = i / 3 % 2 == 0 ? "f" : "m";
        String answers = "{\"sex\":\"" + sex + "\",\"knows\":\"" + (i * i % 7 < 3 + i % 8 / 4 ? "yes" : "no")
                + "\",\"heard\":\"" + (sex.equals("f") || i % 5 < 3 ? "yes" : "no") + "\""
                + (group.equals("parents") ? ",\"children\":\"" + (1 + i % 4 % 2) + "\"" : "") + "}";
        UUID interview = UUID.randomUUID();
        byte[] body = bytes(TestService.interview(interview, 1, answers)
                .replace("\"test-form\"", "\"v-" + group + '"')
                .replace(TestService.sha256(TestService.form()), TestService.sha256(bytes(form(group))))
                .replace(
                        "\"round\":null,\"selection\":null",
                        "\"round\":\"" + round + "\",\"selection\":\"" + person(i) + "\""));
        assertThat(SERVICE.put(interview, 1, body).body()).contains("\"stored\"");
        assertThat(SERVICE.post(
                                "/api/interviews/" + interview + "/state",
                                "{\"revision\": 1, \"from\": \"submitted\", \"to\": \"approved\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String form(String group) {
        String yesNo = "{\"type\": \"select_one yes_no\", \"name\": \"%s\", \"required\": true,"
                + " \"label\": {\"vi\": \"a\", \"en\": \"a\"}}";
        String children = ", {\"type\": \"integer\", \"name\": \"children\", \"required\": true,"
                + " \"label\": {\"vi\": \"a\", \"en\": \"a\"}}";
        return """
                {"settings": {"form_id": "v-%s", "version": "1", "default_language": "vi", "languages": ["vi", "en"],
                              "title": {"vi": "Phiếu", "en": "Form"}, "target_group": "%s"},
                 "survey": [{"type": "begin_group", "name": "all", "label": {"vi": "a", "en": "a"}}, %s,
                            {"type": "select_one sex", "name": "sex", "required": true,
                             "label": {"vi": "Giới tính của ${knows}", "en": "Sex"}}, %s%s,
                            {"type": "end_group"}],
                 "choices": [{"list_name": "sex", "name": "f", "label": {"vi": "Nữ", "en": "Female"}},
                             {"list_name": "sex", "name": "m", "label": {"vi": "Nam", "en": "Male"}},
                             {"list_name": "yes_no", "name": "yes", "label": {"vi": "Có", "en": "Yes"}},
                             {"list_name": "yes_no", "name": "no", "label": {"vi": "Không", "en": "No"}}]}
                """.formatted(
                        group,
                        group,
                        yesNo.formatted("knows"),
                        yesNo.formatted("heard"),
                        group.equals("parents") ? children : "");
    }

    private static String indicator(String id, String groups, String more) {
        return """
                {"id": "%s", "objective": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"},
                 "component": "knowledge", "groups": [%s], %s,
                 "rule": {"version": "1", "text": {"vi": "a", "en": "a"}, "readings": []},
                 "target": 60, "direction": "atLeast", "due": 2030, "lead": {"vi": "a", "en": "a"}, "cooperating": []}
                """.formatted(id, groups, more);
    }

    private static final String YOUTH =
            "{\"id\": \"youth\", \"title\": {\"vi\": \"a\", \"en\": \"a\"}, \"form\": \"v-youth\"}";
    private static final String PARENTS =
            "{\"id\": \"parents\", \"title\": {\"vi\": \"a\", \"en\": \"a\"}, \"form\": \"v-parents\"}";

    private static final String PLAN = TestPlan.of(
            "version-plan",
            String.join(
                    ",",
                    indicator("V-1", YOUTH + ", " + PARENTS, "\"numerator\": \"${knows} = 'yes'\""),
                    indicator(
                            "V-2",
                            PARENTS,
                            "\"routes\": \"if(${children} > 1, 2, 1)\", \"numerator\": \"${knows} = 'yes'\""),
                    indicator("V-3", YOUTH + ", " + PARENTS, "\"numerator\": \"${heard} = 'yes'\"")));
}
