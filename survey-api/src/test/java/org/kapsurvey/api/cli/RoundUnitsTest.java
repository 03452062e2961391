package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.kapsurvey.api.TestService.bytes;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.indicator.ReturnsRange;
import org.kapsurvey.api.TestPlan;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.institution.InstitutionFolder;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundForm;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.Selection;

/** Registered units in a round: what they return makes the plan's indicators of units, in the summary and in jobs. */
class RoundUnitsTest {
    private static final TestService SERVICE = TestService.shared();

    @TempDir
    Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter error = new StringWriter();

    @BeforeEach
    void publish() {
        new QuestionnaireStore(SERVICE.database()).publish("u-agency/v1.json", bytes(agency()));
        new QuestionnaireStore(SERVICE.database()).publish("u-figures/v1.json", bytes(figures()));
        new PlanStore(SERVICE.database()).publish("units-plan", bytes(PLAN));
    }

    @Test
    void aStoredRegisterIsTakenIntoARoundAndItsReturnsMakeTheRange() throws Exception {
        assertThat(run(
                        "institutions",
                        "import",
                        InstitutionFolder.write(folder, "units-survey").toString()))
                .as(error.toString())
                .isZero();
        assertThat(open("units-sample", "u-agency", "test-form")).isEqualTo(201);
        assertThat(put("units-sample", "{\"survey\": \"units-survey\"}").body())
                .contains("\"survey\":\"units-survey\",\"version\":1,\"units\":3");
        assertThat(run("round", "units", "units-sample", "units-survey"))
                .as(error.toString())
                .isZero();
        assertThat(out.toString()).contains("Round units-sample asks 3 units of units-survey, version 1");
        assertThat(new RoundStore(SERVICE.database()).selections("units-sample"))
                .containsExactly(
                        Selection.ofUnit("CQ1", "agency", "all", 4.0 / 3),
                        Selection.ofUnit("CQ2", "agency", "all", 4.0 / 3),
                        Selection.ofUnit("CQ3", "agency", "all", 4.0 / 3));

        assertThat(SERVICE.get("/api/rounds/units-sample/due").body())
                .contains("{\"selection\":\"CQ1\",\"kind\":\"agency\",\"name\":\"")
                .contains(
                        "\"stratum\":\"all\",\"surveyor\":null,\"forms\":[{\"form\":\"u-agency\",\"disposition\":\"non-contact\"}]}");
        returned("units-sample", "CQ1", "u-agency", "{\"briefed\":\"yes\"}");
        returned("units-sample", "CQ2", "u-agency", "{\"briefed\":\"no\"}");
        assertThat(SERVICE.get("/api/rounds/units-sample/due?of=units").body())
                .contains("\"selection\":\"CQ3\"")
                .doesNotContain("CQ1", "CQ2");
        assertThat(SERVICE.get("/api/rounds/units-sample/due?of=persons").body())
                .isEqualTo(
                        "{\"round\":\"units-sample\",\"whole\":true,\"states\":[\"submitted\",\"returned\",\"approved\"],\"due\":[]}");
        assertThat(SERVICE.get("/api/rounds/units-sample/due?of=all").body()).contains("400.2");
        assertThat(SERVICE.get("/api/rounds/nowhere/due").body()).contains("404.4");
        String indicators = SERVICE.get("/api/rounds/units-sample/indicators").body();
        ReturnsRange range = ReturnsRange.of(4, 3, 1, 1, 0.95);
        assertThat(number(indicators, "U-1", "estimate")).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(number(indicators, "U-1", "lower")).isEqualTo(range.lower());
        assertThat(number(indicators, "U-1", "upper")).isEqualTo(range.upper());
        // Nobody of the persons was asked yet, and no unit of the other form's kind is in the round.
        assertThat(indicators).contains("\"indicator\":\"U-3\"").contains("\"verdict\":\"not_measured\"");
        assertThat(SERVICE.get("/api/rounds/units-sample/outcomes").body())
                .contains("{\"by\":\"all\",\"group\":\"\",\"persons\":0,")
                .contains("{\"by\":\"kind\",\"group\":\"agency\",\"persons\":3,\"counts\":{\"complete\":2,");
        assertThat(SERVICE.get("/summary/units-sample?lang=en").body())
                .contains("units asked, units that returned 3, 2 sha256");
    }

    @Test
    void unitsSumsAndPersonsStandInOneRoundAndAMissingReturnLeavesARange() throws Exception {
        Round round = round("units-census");
        for (String[] one : new String[][] {{"a1", "yes"}, {"a2", "yes"}, {"c1", "no"}}) {
            returned(round.id(), one[0], "u-agency", "{\"briefed\":\"" + one[1] + "\"}");
        }
        returned(round.id(), "c1", "u-figures", "{\"births\":\"40\",\"screened\":\"30\"}");
        returned(round.id(), "p-1", "test-form", "{\"age\":\"27\",\"heard\":\"yes\",\"channels\":\"tv\"}");
        returned(round.id(), "p-2", "test-form", "{\"age\":\"30\",\"heard\":\"no\"}");
        String before = SERVICE.get("/api/rounds/units-census/indicators").body();
        // Four agencies and communes are registered, a3 has not returned; of two communes one has.
        assertThat(number(before, "U-1", "estimate")).isEqualTo(0.4);
        assertThat(number(before, "U-1", "lower")).isEqualTo(0.4);
        assertThat(number(before, "U-1", "upper")).isEqualTo(0.8);
        assertThat(number(before, "U-2", "estimate")).isEqualTo(0.75);
        assertThat(part(before, "U-2")).contains("\"lower\":null", "\"verdict\":\"not_measured\"");
        assertThat(number(before, "U-3", "estimate")).isEqualTo(0.5);
        assertThat(before).contains("\"selected\":2,\"interviewed\":2");

        // A person is due the forms of persons, a unit those of its kind; what has come in whole is not due.
        assertThat(SERVICE.get("/api/rounds/units-census/due").body())
                .contains("{\"selection\":\"c2\",\"kind\":\"commune\",\"name\":null,", "{\"selection\":\"a3\"")
                .doesNotContain("\"selection\":\"a1\"", "\"selection\":\"c1\"", "\"selection\":\"p-1\"");
        returned(round.id(), "c2", "u-figures", "{\"births\":\"10\",\"screened\":\"5\"}");
        String after = SERVICE.get("/api/rounds/units-census/indicators").body();
        assertThat(number(after, "U-2", "estimate")).isEqualTo(0.7);
        assertThat(number(after, "U-2", "lower")).isEqualTo(0.7);
        assertThat(part(after, "U-2")).contains("\"verdict\":\"not_met\"");
    }

    @Test
    void returnsComeFromAFileAllOrNoneAndEveryFaultIsTold() throws Exception {
        Round round = round("units-file");
        Path file = folder.resolve("returns.csv");
        Files.writeString(file, """
                code,briefed,briefd,briefed_missing
                a1,yes,,
                ,no,,
                a1,maybe,,
                c9,yes,,
                p-1,yes,,dk
                a2,,,why
                """);
        assertThat(returns(round.id(), "u-agency", file)).isEqualTo(2);
        String faults = error.toString();
        assertThat(faults)
                .contains("returns.csv:1:3: Form \"u-agency\" has no question \"briefd\" that a file could answer.")
                .contains("returns.csv:3:1: The unit's code is missing.")
                .contains("returns.csv:4:1: The unit \"a1\" returned twice, first at ")
                .contains("returns.csv:4:2: \"briefed\": The answer is not among the choices. Correct the cell.")
                .contains("returns.csv:5:1: The round asks no unit with the code \"c9\".")
                .contains("returns.csv:6:1: The round asks no unit with the code \"p-1\".")
                .contains("returns.csv:6:4: The question \"briefed\" has an answer and a reason for having none.")
                .contains("returns.csv:7:4: \"briefed\": This question doesn't offer that reason");
        String before = SERVICE.get("/api/rounds/units-file/due?of=units").body();
        assertThat(before).contains("\"selection\":\"a1\"", "\"selection\":\"a2\"");

        Files.writeString(file, "code,_name,briefed\na1,Sở Y tế,yes\nc1,Xã Mẫu,no\na2,Sở Nội vụ,\n");
        assertThat(returns(round.id(), "u-agency", file)).as(error.toString()).isZero();
        assertThat(out.toString())
                .contains("3 returns of u-agency in the file, 3 of them new, 1 not answered throughout");
        // A file that has grown: what is kept stays as it is.
        Files.writeString(file, Files.readString(file) + "a3,Sở Tài chính,no\n");
        assertThat(returns(round.id(), "u-agency", file)).as(error.toString()).isZero();
        assertThat(out.toString()).contains("4 returns of u-agency in the file, 1 of them new");
        assertThat(SERVICE.get("/api/rounds/units-file/due?of=units").body())
                .doesNotContain("\"selection\":\"a1\"", "\"selection\":\"a3\"")
                .contains("\"selection\":\"a2\"");

        returned(round.id(), "c2", "u-figures", "{\"births\":\"40\",\"screened\":\"30\"}");
        Files.writeString(file, "code,births,screened\nc2,41,30\nc1,50,20\na1,4,3\n");
        assertThat(returns(round.id(), "u-figures", file)).isEqualTo(2);
        assertThat(error.toString())
                .contains(
                        "returns.csv:4:1: The unit \"a1\" is of the kind \"agency\", which does not return \"u-figures\".");
        Files.writeString(file, "code,births,screened\nc2,41,30\nc1,50,20\n");
        assertThat(returns(round.id(), "u-figures", file)).isEqualTo(2);
        assertThat(error.toString()).contains("returns.csv:2:1: The unit \"c2\" has returned \"u-figures\" already");
        assertThat(SERVICE.get("/api/rounds/units-file/due?of=units").body()).contains("\"selection\":\"c1\"");
        Files.writeString(file, "code,briefed\na1,no\n");
        assertThat(returns(round.id(), "u-agency", file)).isEqualTo(2);
        assertThat(error.toString()).contains("The unit \"a1\" has returned \"u-agency\" already");

        assertThat(returns(round.id(), "test-form", file)).isEqualTo(2);
        assertThat(error.toString())
                .contains("The round has no form \"test-form\" that units return. Use one of u-agency, u-figures.");
        assertThat(returns("units-nowhere", "u-agency", file)).isEqualTo(2);
        assertThat(error.toString()).contains("There is no round \"units-nowhere\".");
        new RoundStore(SERVICE.database()).lock(round.id(), true);
        Files.writeString(file, "code,births,screened\nc1,50,20\n");
        assertThat(returns(round.id(), "u-figures", file)).isEqualTo(2);
        assertThat(error.toString()).contains("The survey round is locked");
    }

    private int returns(String round, String form, Path file) {
        return run("round", "returns", round, form, file.toString(), "--date", "2027-03-31");
    }

    @Test
    void aJobOnTheUnitsOfARoundAndOnTheirExportGiveTheSameBytes() throws Exception {
        Round round = round("units-job");
        returned(round.id(), "a1", "u-agency", "{\"briefed\":\"yes\"}");
        returned(round.id(), "c1", "u-figures", "{\"births\":\"40\",\"screened\":\"30\"}");
        returned(round.id(), "p-1", "test-form", "{\"age\":\"27\",\"heard\":\"yes\",\"channels\":\"tv\"}");
        assertThat(run("export", round.id(), "--out", path("export")))
                .as(error.toString())
                .isZero();
        assertThat(files("export"))
                .containsKeys(
                        "units-job.csv",
                        "job.json",
                        "units-job-units.csv",
                        "units-job.json",
                        "u-agency.json",
                        "u-figures.json",
                        "test-form.json",
                        "plan.json");
        Path onFile = folder.resolve("export/units-job.json");
        assertThat(run("analyse", onFile.toString(), "--out", path("on-file")))
                .as(error.toString())
                .isZero();
        String text = Files.readString(onFile);
        Path onRound = Files.createDirectory(folder.resolve("stored")).resolve("units-job.json");
        Files.writeString(
                onRound,
                text.substring(0, text.indexOf("\"data\": ") + 8) + "{\"round\": \"units-job\", \"units\": true}"
                        + text.substring(text.indexOf(",\n  \"design\"")));
        assertThat(run("analyse", onRound.toString(), "--out", path("on-round")))
                .as(error.toString())
                .isZero();
        assertThat(files("on-round")).isEqualTo(files("on-file")).containsKey("indicators.csv");
        assertThat(files("on-round").get("indicators.csv")).contains("units-plan,U-1,", "units-plan,U-2,");
    }

    @Test
    void aRegisterThatTheRoundCannotAskIsRefusedWithTheReason() throws Exception {
        assertThat(run(
                        "institutions",
                        "import",
                        InstitutionFolder.write(folder, "units-refused").toString()))
                .isZero();
        assertThat(open("units-none", "test-form")).isEqualTo(201);
        HttpResponse<String> refused = put("units-none", "{\"survey\": \"units-refused\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("The register has no unit that a form of the round is for.");
        assertThat(put("units-nowhere", "{\"survey\": \"units-refused\"}").body())
                .contains("404.4");
        assertThat(put("units-none", "{\"survey\": \"nothing\"}").body()).contains("404.8");
        assertThat(run("export", "units-none", "--out", path("nothing"))).isEqualTo(2);

        Round round = new Round(
                "units-taken",
                "units-plan",
                List.of(new RoundForm("u-agency", "1", List.of("agency"))),
                "Đợt",
                "Round",
                2027,
                1.5,
                true);
        new RoundStore(SERVICE.database()).open(round, List.of(new Selection("CQ1", "s", "1", null, 2)));
        assertThat(put("units-taken", "{\"survey\": \"units-refused\"}").body())
                .contains("selected somebody under 1 of the codes already: CQ1");
    }

    @Test
    void unitsDrawnTogetherWithOthersThatTheRoundHasNoFormForAreRefused() throws Exception {
        Path job = InstitutionFolder.write(folder, "units-mixed");
        Files.writeString(
                job,
                Files.readString(job)
                        .replace(
                                "\"kinds\": [",
                                "\"kinds\": [{\"kind\": \"school\", \"vi\": \"Trường\", \"en\": \"Schools\"}, "));
        Path register = folder.resolve("register.csv");
        Files.writeString(register, Files.readString(register) + "TH1,school,Trường Mẫu,9901,,,1\n");
        assertThat(run("institutions", "import", job.toString()))
                .as(error.toString())
                .isZero();
        assertThat(open("units-mixed", "u-agency", "test-form")).isEqualTo(201);
        HttpResponse<String> refused = put("units-mixed", "{\"survey\": \"units-mixed\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "nobody knows how many of these are registered, in all.", "Draw the sample of each kind apart")
                .contains("không biết có bao nhiêu đơn vị loại này trong danh bạ");
        assertThat(new RoundStore(SERVICE.database()).selections("units-mixed")).isEmpty();
    }

    /** Three agencies, two communes and two persons. */
    private static Round round(String id) {
        Round round = new Round(
                id,
                "units-plan",
                List.of(
                        new RoundForm("test-form", "1"),
                        new RoundForm("u-agency", "1", List.of("agency", "commune")),
                        new RoundForm("u-figures", "1", List.of("commune"))),
                "Đợt có cơ quan",
                "With units",
                2027,
                1.5,
                true);
        List<Selection> selections = new ArrayList<>();
        for (String code : List.of("a1", "a2", "a3", "c1", "c2")) {
            String kind = code.startsWith("a") ? "agency" : "commune";
            selections.add(Selection.ofUnit(code, kind, kind, 1));
        }
        selections.add(new Selection("p-1", "s", "1", null, 10));
        selections.add(new Selection("p-2", "s", "2", null, 10));
        new RoundStore(SERVICE.database()).open(round, selections);
        return round;
    }

    private static int open(String round, String... forms) throws Exception {
        return SERVICE.post(
                        "/api/rounds",
                        "{\"round\": \"%s\", \"plan\": \"units-plan\", \"forms\": [\"%s\"], \"titleVi\": \"Đợt\", \"year\": 2027, \"planningDesignEffect\": 1.5}"
                                .formatted(round, String.join("\", \"", forms)))
                .statusCode();
    }

    private static HttpResponse<String> put(String round, String body) throws Exception {
        return TestService.send(SERVICE.request("/api/rounds/" + round + "/units")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    /** What a unit returns, or a person answers, is posted and approved. */
    private static void returned(String round, String selection, String form, String answers) throws Exception {
        UUID id = UUID.randomUUID();
        byte[] text = form.equals("u-agency")
                ? bytes(agency())
                : form.equals("u-figures") ? bytes(figures()) : TestService.form();
        byte[] body = bytes(TestService.interview(id, 1, answers)
                .replace("\"test-form\"", '"' + form + '"')
                .replace(TestService.sha256(TestService.form()), TestService.sha256(text))
                .replace(
                        "\"round\":null,\"selection\":null",
                        "\"round\":\"" + round + "\",\"selection\":\"" + selection + "\""));
        assertThat(SERVICE.put(id, 1, body).body()).contains("\"stored\"");
        assertThat(SERVICE.post(
                                "/api/interviews/" + id + "/state",
                                "{\"revision\": 1, \"from\": \"submitted\", \"to\": \"approved\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private int run(String... arguments) {
        out = new StringWriter();
        error = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", SERVICE.data().toString()));
        return Kap.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(all.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Map<String, String> files(String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder.resolve(name))) {
            for (Path path : paths.filter(path -> !path.endsWith("timing.json")).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    /** The first result of an indicator. */
    private static String part(String json, String indicator) {
        String from = json.substring(json.indexOf("\"indicator\":\"" + indicator + "\""));
        return from.substring(0, from.indexOf('}'));
    }

    private static double number(String json, String indicator, String name) {
        String from = part(json, indicator);
        String text = from.substring(from.indexOf("\"" + name + "\":") + name.length() + 3);
        return Double.parseDouble(text.substring(0, text.indexOf(',')));
    }

    private static String agency() {
        return form(
                "u-agency",
                "{\"type\": \"select_one yes_no\", \"name\": \"briefed\", \"required\": true, \"label\": {\"vi\": \"a\", \"en\": \"a\"}}",
                "[{\"list_name\": \"yes_no\", \"name\": \"yes\", \"label\": {\"vi\": \"Có\", \"en\": \"Yes\"}},"
                        + " {\"list_name\": \"yes_no\", \"name\": \"no\", \"label\": {\"vi\": \"Không\", \"en\": \"No\"}}]");
    }

    private static String figures() {
        return form(
                "u-figures",
                "{\"type\": \"integer\", \"name\": \"births\", \"required\": true, \"label\": {\"vi\": \"a\", \"en\": \"a\"}},"
                        + " {\"type\": \"integer\", \"name\": \"screened\", \"required\": true, \"label\": {\"vi\": \"a\", \"en\": \"a\"}}",
                "[]");
    }

    private static String form(String id, String questions, String choices) {
        return """
                {"settings": {"form_id": "%s", "version": "1", "default_language": "vi", "languages": ["vi", "en"],
                              "title": {"vi": "Phiếu", "en": "Form"}},
                 "survey": [{"type": "begin_group", "name": "all", "label": {"vi": "a", "en": "a"}}, %s,
                            {"type": "end_group"}], "choices": %s}
                """.formatted(id, questions, choices);
    }

    private static final String PLAN = TestPlan.of("units-plan", """
              {"id": "U-1", "objective": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"},
               "component": "institutional", "counts": "units",
               "groups": [{"id": "agencies", "title": {"vi": "a", "en": "a"}, "form": "u-agency", "kinds": ["agency", "commune"]}],
               "numerator": "${briefed} = 'yes'", "rule": {"version": "1", "text": {"vi": "a", "en": "a"}, "readings": []},
               "target": 90, "direction": "atLeast", "due": 2030, "lead": {"vi": "a", "en": "a"}, "cooperating": []},
              {"id": "U-2", "objective": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"},
               "component": "practice", "counts": "sums",
               "groups": [{"id": "communes", "title": {"vi": "a", "en": "a"}, "form": "u-figures", "kinds": ["commune"]}],
               "numerator": "${screened}", "denominator": "${births}",
               "rule": {"version": "1", "text": {"vi": "a", "en": "a"}, "readings": []},
               "target": 90, "direction": "atLeast", "due": 2030, "lead": {"vi": "a", "en": "a"}, "cooperating": []},
              {"id": "U-3", "objective": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"},
               "component": "knowledge",
               "groups": [{"id": "all", "title": {"vi": "a", "en": "a"}, "form": "test-form", "age": {"item": "age", "from": 15, "to": 49}}],
               "numerator": "${heard} = 'yes'", "rule": {"version": "1", "text": {"vi": "a", "en": "a"}, "readings": []},
               "target": 90, "direction": "atLeast", "due": 2030, "lead": {"vi": "a", "en": "a"}, "cooperating": []}
            """);
}
