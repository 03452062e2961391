package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.io.ReplicateFile;
import org.kapsurvey.analysis.replicates.RowFactors;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.job.TestRound;
import org.kapsurvey.api.round.WeightStore;

/** Visits, and {@code kap weight} on a stored round while a service uses the same database. */
class RoundWeightingTest {
    private static final String ROUND = "weight-round";
    private static final String FILE = """
            {"name": "Đợt thử", "data": {"round": "weight-round"},
             "rates": {"by": [["_stratum"], ["_surveyor"]]},
             "eligibility": {"by": ["_stratum"], "fewest": 5}, "nonresponse": {"by": ["_stratum"], "fewest": 5},
             "calibration": [{"method": "poststratify", "by": ["sex"], "totals": {"f": 300, "m": 220}}]}
            """;

    private static final TestService SERVICE = TestService.shared();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @BeforeAll
    static void interview() throws Exception {
        TestRound.interviewed(SERVICE.database(), SERVICE.uri(), ROUND);
        // Persons 5, 11, 17, 23, 29, 35, 41 and 47 were not interviewed; 47 was not visited either.
        visit("P-105", 1, "non-contact", "nv01", 201);
        visit("P-105", 2, "refusal", "nv02", 201);
        visit("P-111", 1, "ineligible", "nv01", 201);
        visit("P-117", 1, "unknown-household", "nv01", 201);
        visit("P-123", 1, "complete", "nv03", 201);
        visit("P-100", 1, "complete", "nv03", 201);
        // The interview of person 15 was submitted only, and is rejected.
        UUID rejected = TestRound.interview(ROUND, 15);
        HttpResponse<String> reply =
                TestService.send(TestService.request(SERVICE.uri(), "/api/interviews/" + rejected + "/state")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"revision\":1,\"from\":\"submitted\",\"to\":\"rejected\",\"reason\":\"test\"}"))
                        .build());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    }

    private static HttpResponse<String> visit(String person, int visit, String disposition, String surveyor, int status)
            throws Exception {
        HttpResponse<String> reply = put(
                "/api/rounds/" + ROUND + "/selections/" + person + "/visits/" + visit,
                "{\"disposition\":\"" + disposition + "\",\"surveyor\":\"" + surveyor + "\"}");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        return reply;
    }

    private static HttpResponse<String> put(String address, String body) throws Exception {
        return TestService.send(TestService.request(SERVICE.uri(), address)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void aVisitIsKeptOnceAndNeverChanged() throws Exception {
        String first = visit("P-129", 1, "refusal", "nv01", 201).body();
        assertThat(visit("P-129", 1, "refusal", "nv01", 201).body()).isEqualTo(first);
        assertThat(visit("P-129", 1, "non-contact", "nv01", 409).body()).contains("\"code\":\"409.5\"");
        assertThat(visit("P-999", 1, "refusal", "nv01", 404).body()).contains("\"code\":\"404.7\"");
        assertThat(visit("P-129", 100, "refusal", "nv01", 400).body()).contains("\"code\":\"400.7\"");
        assertThat(visit("P-129", 2, "refused", "Nguyễn", 400).body())
                .contains("\"code\":\"400.2\"", "disposition", "surveyor");
        assertThat(put("/api/rounds/none/selections/P-100/visits/1", "{\"disposition\":\"refusal\"}")
                        .body())
                .contains("\"code\":\"404.4\"");
    }

    @Test
    void theOutcomeIsThatOfTheInterviewElseOfTheLastVisit() throws IOException {
        run("export", ROUND, "--out", path("export"));
        List<String> lines = Files.readAllLines(folder.resolve("export/" + ROUND + ".csv"));
        assertThat(outcome(lines, "P-100")).isEqualTo("nv03,P-100,complete");
        assertThat(outcome(lines, "P-101")).as("broken off").isEqualTo(",P-101,partial");
        assertThat(outcome(lines, "P-105")).isEqualTo("nv02,P-105,refusal");
        assertThat(outcome(lines, "P-111")).isEqualTo("nv01,P-111,ineligible");
        assertThat(outcome(lines, "P-115")).as("rejected").isEqualTo(",P-115,other");
        assertThat(outcome(lines, "P-103")).as("submitted only").isEqualTo(",P-103,other");
        assertThat(outcome(lines, "P-123")).as("never arrived").isEqualTo("nv03,P-123,other");
        assertThat(outcome(lines, "P-147")).as("never visited").isEqualTo(",P-147,non-contact");
    }

    @Test
    void weightsOfARoundAreVersionsThatJobsAndExportsTake() throws Exception {
        Path file = Files.writeString(folder.resolve("weighting.json"), FILE);
        run("weight", file.toString(), "--out", path("first"));
        assertThat(out.toString()).containsPattern("They are kept as version [0-9]+ of the round's weights");
        int version = version();
        run("weight", file.toString(), "--out", path("again"));
        assertThat(version()).as("the same file on the same interviews").isEqualTo(version);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("first"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("first/weights.html")).content().contains("Đợt thử", "nv03", "Người phỏng vấn");
        assertThat(folder.resolve("first/outcomes.csv")).content().contains("_surveyor,nv01,persons,");
        Files.writeString(file, FILE.replace("220", "230"));
        run("weight", file.toString(), "--out", path("second"));
        assertThat(version()).isEqualTo(version + 1);
        HttpResponse<String> list = SERVICE.get("/api/rounds/" + ROUND + "/weights");
        assertThat(list.body())
                .contains(
                        "{\"weights\":[{\"version\":" + (version + 1) + ",\"name\":\"Đợt thử\"",
                        "\"states\":[\"approved\"]");
        assertThat(SERVICE.get("/api/rounds/none/weights").body()).contains("\"code\":\"404.4\"");

        Path job = Files.writeString(folder.resolve("job.json"), job("\"weights\": " + version));
        run("analyse", job.toString(), "--out", path("on-round"));
        assertThat(folder.resolve("on-round/estimates.csv"))
                .content()
                .containsPattern("n,count,,,sex=f,[0-9]+,(300|299.9{6,}|300.0{6,})");
        run("export", ROUND, "--weights", Integer.toString(version), "--out", path("export"));
        Files.writeString(
                folder.resolve("export/counts.json"),
                job("").replace(
                                "{\"round\": \"weight-round\", }",
                                "{\"file\": \"" + ROUND + ".csv\", \"text\": [\"_psu\", \"_stratum\"]}"));
        run("analyse", path("export/counts.json"), "--out", path("on-file"));
        assertThat(folder.resolve("on-file/estimates.csv"))
                .hasSameTextualContentAs(folder.resolve("on-round/estimates.csv"));

        Files.writeString(job, job("\"weights\": 99"));
        assertThat(exit("analyse", job.toString(), "--out", path("none"))).isEqualTo(2);
        assertThat(error.toString()).contains("has no weights of version 99", "It has versions 1 to ");
        Files.writeString(job, job("\"states\": [\"submitted\"], \"weights\": " + version));
        assertThat(exit("analyse", job.toString(), "--out", path("none"))).isEqualTo(2);
        assertThat(error.toString()).contains("persons have a weight in version " + version + " and no interview");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aJobTakesTheReplicatesOfTheWeightsAndTheExportGivesTheSameBytes() throws Exception {
        Path file = Files.writeString(
                folder.resolve("weighting.json"), FILE.replaceFirst("\\{", "{\"replicates\": {\"method\": \"jkn\"}, "));
        run("weight", file.toString(), "--out", path("weights"));
        int version = version();
        Path job = Files.writeString(folder.resolve("job.json"), job("\"weights\": " + version));
        run("analyse", job.toString(), "--out", path("on-round"));
        // Women are a cell that is calibrated to: what the weighting fixes has no error.
        assertThat(ofWomen("on-round", "weighted_n")).isCloseTo(300, within(1e-9));
        assertThat(ofWomen("on-round", "se")).isLessThan(1e-4);
        Files.writeString(job, job("\"weights\": " + version + ", \"replicates\": false"));
        run("analyse", job.toString(), "--out", path("fixed"));
        assertThat(ofWomen("fixed", "se")).isGreaterThan(1);

        run("export", ROUND, "--weights", Integer.toString(version), "--out", path("export"));
        assertThat(folder.resolve("export/replicates.f32"))
                .hasSameBinaryContentAs(folder.resolve("weights/replicates.f32"));
        assertThat(folder.resolve("export/replicate_scales.csv"))
                .hasSameTextualContentAs(folder.resolve("weights/replicate_scales.csv"));
        String exported = Files.readString(folder.resolve("export/job.json"));
        assertThat(exported).contains("\"replicates\": {\"factors\": \"replicates.f32\"");
        run("analyse", path("export/job.json"), "--out", path("export-run"));
        int begin = exported.indexOf("{\"file\"");
        int end = exported.indexOf("\"replicate_scales.csv\"}") + "\"replicate_scales.csv\"}".length();
        Path same = Files.createDirectory(folder.resolve("same")).resolve("job.json");
        Files.writeString(
                same,
                exported.substring(0, begin) + "{\"round\": \"" + ROUND + "\", \"weights\": " + version + "}"
                        + exported.substring(end));
        run("analyse", same.toString(), "--out", path("same-run"));
        for (String name : List.of("estimates.csv", "run.json", "tables.html")) {
            assertThat(folder.resolve("same-run/" + name)).hasSameBinaryContentAs(folder.resolve("export-run/" + name));
        }
        HttpResponse<String> posted = TestService.send(TestService.request(SERVICE.uri(), "/api/jobs/check")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Files.readString(same)))
                .build());
        assertThat(posted.body()).contains("\"faults\":[]");
    }

    @Test
    void whoIsSelectedAfterTheWeightsWereMadeHasNoneInAnyReplicate() throws Exception {
        String grows = "weight-grows";
        TestRound.interviewed(SERVICE.database(), SERVICE.uri(), grows);
        Path file = Files.writeString(
                folder.resolve("weighting.json"),
                FILE.replace(ROUND, grows).replaceFirst("\\{", "{\"replicates\": {\"method\": \"jkn\"}, "));
        run("weight", file.toString(), "--out", path("weights"));
        SERVICE.database()
                .write(tables ->
                        tables.execute("insert into selection values (?, 'A-000', '01', '000', null, 10.5)", grows));
        run("export", grows, "--weights", "1", "--out", path("export"));
        RowFactors before = ReplicateFile.read(folder.resolve("weights/replicates.f32"), 48);
        RowFactors after = ReplicateFile.read(folder.resolve("export/replicates.f32"), 49);
        assertThat(after.replicates()).isEqualTo(before.replicates()).isGreaterThan(7);
        for (int replicate = 0; replicate < after.replicates(); replicate++) {
            assertThat(after.factor(replicate, 0)).isZero();
            for (int row = 0; row < 48; row++) {
                assertThat(after.factor(replicate, row + 1)).isEqualTo(before.factor(replicate, row));
            }
        }
    }

    @Test
    void theWeightsOfUnitsAreAVersionOfTheirOwnThatTheSummaryPassesOver() throws Exception {
        Path file = Files.writeString(folder.resolve("weighting.json"), FILE);
        run("weight", file.toString(), "--out", path("persons"));
        int persons = version();
        Files.writeString(file, FILE.replaceFirst("\\{", """
                        {"variables": [{"name": "two", "value": "2"}, {"name": "tells", "value": "if(\\${sex} = 'f', 1, 0)"}],
                         "share": {"unit": ["_selection"], "routes": "two", "link": "tells"},""").replace("\"f\": 300, \"m\": 220", "\"f\": 150"));
        run("weight", file.toString(), "--out", path("units"));
        assertThat(folder.resolve("units/weights.csv")).content().contains(",share,calibration,final");
        HttpResponse<String> list = SERVICE.get("/api/rounds/" + ROUND + "/weights");
        assertThat(list.body())
                .contains("\"version\":" + version() + ",\"name\":\"Đợt thử\"")
                .contains("\"of\":\"units\",\"replicates\":0");
        assertThat(version()).isGreaterThan(persons);
        assertThat(out.toString())
                .contains("The round's summary takes this version.")
                .endsWith("made of approved interviews alone: it goes on with version " + persons + "."
                        + System.lineSeparator());
        WeightStore.Version latest = SERVICE.database()
                .read(tables -> WeightStore.latest(tables, ROUND, List.of("approved")))
                .orElseThrow();
        assertThat(latest.version()).isEqualTo(persons);
        Path job = Files.writeString(folder.resolve("job.json"), job("\"weights\": " + version()));
        run("analyse", job.toString(), "--out", path("of-units"));
        assertThat(ofWomen("of-units", "weighted_n")).isCloseTo(150, within(1e-9));
    }

    @Test
    void whatARoundKnowsIsNotAskedForAndWeightsAreNotMadeOfWeights() throws IOException {
        Path file = Files.writeString(
                folder.resolve("weighting.json"),
                FILE.replace("{\"round\": \"weight-round\"}", "{\"round\": \"weight-round\", \"weights\": 1}")
                        .replace("\"rates\"", "\"outcome\": {\"column\": \"sex\"}, \"rates\""));
        assertThat(exit("weight", file.toString(), "--out", path("none"))).isEqualTo(2);
        assertThat(error.toString())
                .contains("A weighting file makes a version of the round's weights")
                .contains("A round knows what became of each person selected");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private int version() {
        String text = out.toString();
        String kept = "kept as version ";
        String last = text.substring(text.lastIndexOf(kept) + kept.length());
        return Integer.parseInt(last.substring(0, last.indexOf(' ')));
    }

    private static String job(String more) {
        return """
                {"data": {"round": "weight-round", %s},
                 "design": {"weights": "_weight", "strata": ["_stratum"], "clusters": ["_psu"], "nested": true},
                 "estimates": [{"id": "n", "statistic": "count", "by": [["sex"]]}]}""".formatted(more);
    }

    private static String outcome(List<String> lines, String person) {
        return lines.stream()
                .filter(line -> line.contains("," + person + ","))
                .map(line -> {
                    int at = line.indexOf("," + person + ",");
                    int end = line.indexOf(',', at + person.length() + 2);
                    return line.substring(line.lastIndexOf(',', at - 1) + 1, end);
                })
                .findFirst()
                .orElseThrow();
    }

    /** A figure of the first line about women in a job's estimates. */
    private double ofWomen(String run, String figure) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(run + "/estimates.csv"));
        int column = List.of(lines.get(0).split(",", -1)).indexOf(figure);
        return lines.stream()
                .filter(line -> line.contains(",sex=f,"))
                .map(line -> line.split(",", -1)[column])
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void run(String... arguments) {
        assertThat(exit(arguments)).as(error.toString()).isZero();
    }

    private int exit(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", SERVICE.data().toString()));
        return Kap.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error, true))
                .execute(all.toArray(String[]::new));
    }
}
