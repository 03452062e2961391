package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.kapsurvey.api.TestService.bytes;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestPlan;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundForm;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.Selection;

/** The job that is offered on a round of several forms gives rates of those who were asked, with the weight in their form. */
class RoundJobTest {
    private static final String ROUND = "offered-round";
    private static final TestService SERVICE = TestService.shared();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    /**
     * Youth y1 to y4 and parents p1 to p7, b1 and b2 in both groups. p1 stands for 30, all others for 10. All are interviewed; b2
     * breaks off in the form of parents, whose weights are 110/100 of those over all forms. Whoever has no child at home is not
     * asked {@code learns}.
     */
    @BeforeAll
    static void interview() throws Exception {
        new QuestionnaireStore(SERVICE.database()).publish("o-youth/v1.json", bytes(youth()));
        new QuestionnaireStore(SERVICE.database()).publish("o-parents/v1.json", bytes(parents()));
        new PlanStore(SERVICE.database()).publish("offered-plan", bytes(PLAN));
        Map<String, List<String>> groups =
                new TreeMap<>(Map.of("b1", List.of("youth", "parents"), "b2", List.of("youth", "parents")));
        List.of("y1", "y2", "y3", "y4").forEach(youth -> groups.put(youth, List.of("youth")));
        List.of("p1", "p2", "p3", "p4", "p5", "p6", "p7").forEach(parent -> groups.put(parent, List.of("parents")));
        List<Selection> selections = new ArrayList<>();
        groups.forEach((person, of) -> selections.add(new Selection(
                person, "s", Integer.toString(selections.size() % 3), null, person.equals("p1") ? 30 : 10, of)));
        new RoundStore(SERVICE.database())
                .open(
                        new Round(
                                ROUND,
                                "offered-plan",
                                List.of(new RoundForm("o-youth", "1"), new RoundForm("o-parents", "1")),
                                "Đợt nhiều phiếu",
                                "Several forms",
                                2027,
                                1.5,
                                true),
                        selections);
        for (String person : List.of("y1", "y2", "y3", "y4", "b1", "b2")) {
            put(person, "o-youth", youth(), "{\"sex\":\"f\",\"age\":\"20\"}");
        }
        parent("p1", "f", 1, "\"yes\"");
        parent("p2", "m", 2, "\"no\"");
        parent("p3", "f", 1, "{\"missing\":\"dk\"}");
        parent("p4", "m", 0, "");
        parent("p5", "m", 1, "\"yes\"");
        parent("p6", "f", 1, "{\"missing\":\"refused\"}");
        parent("p7", "f", 0, "");
        parent("b1", "f", 1, "\"yes\"");
        put("b2", "o-parents", parents(), "{\"sex\":\"f\",\"children\":\"3\"}");
    }

    @Test
    void ratesAreOfThoseAskedWithTheWeightInTheirForm() throws Exception {
        run("analyse", offered().toString(), "--out", path("out"));
        // Right: p1, p5, b1; wrong: p2 says no, p3 doesn't know, p6 refuses. Not asked: p4, p7, b2 and the youth.
        assertThat(cell("out", "knowledge", "", "n")).isEqualTo(6);
        assertThat(cell("out", "knowledge", "", "estimate")).isCloseTo((33 + 11 + 11) / 88.0, within(1e-12));
        assertThat(cell("out", "knowledge", "sex=f", "estimate")).isCloseTo((33 + 11) / 66.0, within(1e-12));
        assertThat(cell("out", "knowledge", "sex=m", "estimate")).isCloseTo(1 / 2.0, within(1e-12));
        // The first number that parents are asked, not that of the youth; p4 and p7 have no child at home.
        assertThat(cell("out", "children", "", "n")).isEqualTo(8);
        assertThat(cell("out", "children", "", "estimate"))
                .isCloseTo((33 + 2 * 11 + 11 + 11 + 11 + 11) / 110.0, within(1e-12));
    }

    @Test
    void theWeightInAFormTakesTheReplicatesOfTheVersionOnTheRoundAsInItsExport() throws Exception {
        weighted();
        run("export", ROUND, "--states", "submitted", "--weights", "1", "--out", path("export"));
        assertThat(folder.resolve("export/job.json"))
                .content()
                .contains("\"weights\": \"_weight.o-parents\"")
                .contains(
                        "\"replicates\": {\"factors\": \"replicates.f32\", \"scales\": \"replicate_scales.csv\", \"degreesOfFreedom\": 1}");
        run("analyse", path("export/job.json"), "--out", path("on-file"));
        Path onRound = onVersion("", "");
        run("analyse", onRound.toString(), "--out", path("on-round"));
        for (String name : List.of("estimates.csv", "tables.html")) {
            assertThat(folder.resolve("on-file/" + name)).hasSameBinaryContentAs(folder.resolve("on-round/" + name));
        }
        run(
                "analyse",
                onVersion(
                                "",
                                ", \"replicates\": {\"factors\": \"factors.csv\", \"key\": {\"_psu\": \"psu\"}, \"scales\": \"scales.csv\"}")
                        .toString(),
                "--out",
                path("by-hand"));
        assertThat(cell("on-round", "knowledge", "", "estimate")).isCloseTo(55 / 88.0, within(1e-12));
        for (String domain : List.of("", "sex=f", "sex=m")) {
            assertThat(cell("on-round", "children", domain, "se"))
                    .isPositive()
                    .isCloseTo(cell("by-hand", "children", domain, "se"), within(1e-12));
        }
        // Of PSU 0 know p5 and b1 and not p2, of PSU 1 neither p3 nor p6, of PSU 2 p1, who stands for three.
        double[] rates = {33 / 55.0, 55 / 66.0, 22 / 55.0};
        double mean = (rates[0] + rates[1] + rates[2]) / 3;
        double squares = 0;
        for (double rate : rates) {
            squares += (rate - mean) * (rate - mean);
        }
        assertThat(cell("on-round", "knowledge", "", "se")).isCloseTo(Math.sqrt(squares * 2 / 3), within(1e-12));
        assertThat(cell("on-round", "knowledge", "", "df")).as("declared").isEqualTo(1);
        assertThat(cell("by-hand", "knowledge", "", "df")).as("counted").isEqualTo(2);
    }

    @Test
    void otherWeightsThanTheVersionsAreRefusedBesideItsReplicates() throws Exception {
        weighted();
        Path design = onVersion("", "");
        Files.writeString(design, Files.readString(design).replace("_weight.o-parents", "_design_weight"));
        run(2, "analyse", design.toString(), "--out", path("refused"));
        assertThat(error.toString())
                .contains("The replicates of this version are of \"_weight\" and the weights in forms, not of"
                        + " \"_design_weight\".");
        Path fixed = onVersion(", \"replicates\": false", "");
        Files.writeString(fixed, Files.readString(fixed).replace("_weight.o-parents", "_design_weight"));
        run("analyse", fixed.toString(), "--out", path("fixed"));
        assertThat(cell("fixed", "knowledge", "", "df")).as("linearised").isEqualTo(2);
    }

    @Test
    void aPlanIsRefusedBesideTheWeightInOneForm() throws Exception {
        Path job = Files.writeString(
                folder.resolve("plan-job.json"), Files.readString(offered()).replaceFirst("\\{", "{\"plan\": {},"));
        run(2, "analyse", job.toString(), "--out", path("refused"));
        assertThat(error.toString()).contains("\"_weight.o-parents\" would count twice.");
    }

    /** Makes version 1, with replicates whose factors were made by hand, each without one of the 3 PSUs. */
    private void weighted() throws IOException {
        Files.writeString(folder.resolve("factors.csv"), "psu,r1,r2,r3\n0,0,1.5,1.5\n1,1.5,0,1.5\n2,1.5,1.5,0\n");
        Files.writeString(
                folder.resolve("scales.csv"),
                "replicate,rscale,scale,mse\n1,1,0.6666666666666666,0\n2,1,0.6666666666666666,0\n3,1,0.6666666666666666,0\n");
        Path weighting = Files.writeString(folder.resolve("weighting.json"), """
                {"name": "w", "data": {"round": "offered-round", "states": ["submitted"]},
                 "replicates": {"factors": "factors.csv", "key": {"_psu": "psu"}, "scales": "scales.csv", "degreesOfFreedom": 1},
                 "outcome": {"partial": "respondent"}, "nonresponse": {"by": ["_stratum"], "fewest": 5}}
                """);
        run("weight", weighting.toString(), "--out", path("weights"));
    }

    /**
     * The offered job with the weights of version 1.
     *
     * @param within more in its {@code data}
     * @param after more after that
     */
    private Path onVersion(String within, String after) throws Exception {
        return Files.writeString(
                folder.resolve("on-version.json"),
                Files.readString(offered())
                        .replace("[\"submitted\"]}", "[\"submitted\"], \"weights\": 1" + within + "}" + after));
    }

    private Path offered() throws Exception {
        return Files.writeString(
                folder.resolve("job.json"),
                SERVICE.get("/api/rounds/" + ROUND + "/job").body());
    }

    private double cell(String results, String id, String domain, String name) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(results).resolve("estimates.csv"));
        List<String> names = List.of(lines.get(0).split(",", -1));
        List<List<String>> found = lines.stream()
                .map(line -> List.of(line.split(",", -1)))
                .filter(row -> row.get(names.indexOf("id")).equals(id)
                        && row.get(names.indexOf("domain")).equals(domain))
                .toList();
        assertThat(found).as(id + " " + domain).hasSize(1);
        return Double.parseDouble(found.get(0).get(names.indexOf(name)));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void run(String... arguments) {
        run(0, arguments);
    }

    private void run(int exit, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", SERVICE.data().toString()));
        assertThat(Kap.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(error, true))
                        .execute(all.toArray(String[]::new)))
                .as(error.toString())
                .isEqualTo(exit);
    }

    private static void parent(String person, String sex, int children, String learns) throws Exception {
        put(
                person,
                "o-parents",
                parents(),
                "{\"sex\":\"" + sex + "\",\"children\":\"" + children + "\""
                        + (learns.isEmpty() ? "" : ",\"learns\":" + learns) + "}");
    }

    private static void put(String person, String form, String text, String answers) throws Exception {
        UUID id = UUID.randomUUID();
        byte[] body = bytes(TestService.interview(id, 1, answers)
                .replace("\"test-form\"", '"' + form + '"')
                .replace(TestService.sha256(TestService.form()), TestService.sha256(bytes(text)))
                .replace(
                        "\"round\":null,\"selection\":null",
                        "\"round\":\"" + ROUND + "\",\"selection\":\"" + person + "\""));
        assertThat(SERVICE.put(id, 1, body).body()).contains("\"stored\"");
    }

    private static String youth() {
        return form("o-youth", "youth", """
                {"type": "integer", "name": "age", "required": true, "label": {"vi": "Tuổi?", "en": "Age?"}}""", "");
    }

    private static String parents() {
        return form("o-parents", "parents", """
                {"type": "integer", "name": "children", "required": true, "label": {"vi": "Mấy con?", "en": "How many children?"}},
                {"type": "select_one yes_no", "name": "learns", "required": true, "missing": ["dk", "refused"],
                 "relevant": "${children} > 0", "kap": {"component": "knowledge", "right": ["yes"]},
                 "label": {"vi": "Biết?", "en": "Knows?"}},
                {"type": "text", "name": "last", "required": true, "relevant": "${children} > 2",
                 "label": {"vi": "Ghi chú?", "en": "Remark?"}}""", """
                , {"list_name": "yes_no", "name": "yes", "label": {"vi": "Có", "en": "Yes"}},
                {"list_name": "yes_no", "name": "no", "label": {"vi": "Không", "en": "No"}}""");
    }

    private static String form(String id, String group, String questions, String choices) {
        return """
                {"settings": {"form_id": "%s", "version": "1", "default_language": "vi", "languages": ["vi", "en"],
                              "title": {"vi": "Phiếu", "en": "Form"}, "target_group": "%s"},
                 "survey": [{"type": "begin_group", "name": "all", "label": {"vi": "a", "en": "a"}},
                            {"type": "select_one sex", "name": "sex", "required": true, "label": {"vi": "Giới?", "en": "Sex?"}},
                            %s, {"type": "end_group"}],
                 "choices": [{"list_name": "sex", "name": "f", "label": {"vi": "Nữ", "en": "Female"}},
                             {"list_name": "sex", "name": "m", "label": {"vi": "Nam", "en": "Male"}}%s]}
                """.formatted(id, group, questions, choices);
    }

    private static final String PLAN = TestPlan.of("offered-plan", """
              {"id": "O-1", "objective": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"},
               "component": "knowledge",
               "groups": [{"id": "parents", "title": {"vi": "a", "en": "a"}, "form": "o-parents"}],
               "numerator": "${learns} = 'yes'", "rule": {"version": "1", "text": {"vi": "a", "en": "a"}, "readings": []},
               "target": 90, "direction": "atLeast", "due": 2030, "lead": {"vi": "a", "en": "a"}, "cooperating": []}
            """);
}
