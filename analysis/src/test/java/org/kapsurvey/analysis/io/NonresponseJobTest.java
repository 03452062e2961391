package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose rows are persons selected, with and without an interview. */
class NonresponseJobTest {
    private static final String JKN = ", \"replicates\": {\"method\": \"jkn\"}";

    @TempDir
    private Path temporary;

    private JobFolder folder;

    @BeforeEach
    void writeASample() throws IOException {
        folder = new JobFolder(temporary);
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("psu,h,w,area,sex,age,resp,yes\n");
        for (int row = 0; row < 800; row++) {
            boolean urban = random.nextBoolean();
            boolean responds = random.nextDouble() < (urban ? 0.6 : 0.85);
            csv.append("p%d,h%d,%s,%s,".formatted(row / 20, row / 400, 1 + row % 7, urban ? "urban" : "rural"));
            // Of those who were not met neither sex nor answer is known.
            csv.append(
                    responds
                            ? (random.nextBoolean() ? "F" : "M") + "," + (15 + random.nextInt(35)) + ",1,"
                                    + random.nextInt(2)
                            : "," + (15 + random.nextInt(35)) + ",0,");
            csv.append('\n');
        }
        folder.write("data.csv", csv.toString());
    }

    @Test
    void respondentsCarryTheWeightOfAllInTheirClassAndLaterStepsNeedNothingOfTheOthers() throws IOException {
        folder.run(job(
                classes("\"area\"", "") + ", {\"method\": \"poststratify\", \"by\": [\"sex\"],"
                        + " \"totals\": {\"F\": 1500, \"M\": 1500}}",
                ""));
        List<Map<String, String>> weights = folder.rows("weights.csv");
        assertThat(weights).hasSize(800);
        double sum = weights.stream()
                .mapToDouble(row -> Double.parseDouble(row.get("final")))
                .sum();
        assertThat(sum).isCloseTo(3000, within(1e-9));
        long zero = weights.stream().filter(row -> row.get("final").equals("0")).count();
        assertThat(zero)
                .isEqualTo(
                        800 - Long.parseLong(folder.rows("estimates.csv").get(0).get("n")));
    }

    @Test
    void theWeightOfTheRespondentsOfAClassIsThatOfAllWhoWereSelectedInIt() throws IOException {
        for (String step : List.of(
                classes("\"area\", \"h\"", ""),
                "{\"method\": \"nonresponse-propensity\", \"respondent\": \"resp\", \"terms\": [\"area\", \"age\"]}")) {
            folder.run(job(step, JKN));
            List<Map<String, String>> weights = folder.rows("weights.csv");
            assertThat(sum(weights, "final")).isCloseTo(sum(weights, "initial"), within(1e-9));
            assertThat(folder.text("run.json")).contains("\"classes\":[{\"class\":[");
        }
        assertThat(folder.text("run.json")).contains("\"term\":\"area=urban\"", "\"propensity class 5\"");
    }

    @Test
    void smallClassesAreCollapsedInTheDeclaredOrderAndNamed() throws IOException {
        String order = ", \"fewest\": 200, \"order\": [\"urban;h1\", \"rural;h1\", \"urban;h0\", \"rural;h0\"]";
        folder.run(job(classes("\"area\", \"h\"", order), ""));
        assertThat(folder.text("run.json"))
                .contains("\"class\":[\"area=urban;h=h1\",\"area=rural;h=h1\"]", "classes-collapsed")
                .doesNotContain("classes-small");
        folder.run(job(classes("\"area\"", ", \"fewest\": 100000"), ""));
        assertThat(folder.text("run.json"))
                .contains("classes-small", "No neighbour is left for a class with fewer respondents");
        assertThat(folder.text("tables.html")).contains("Không còn lớp bên cạnh để gộp");
        folder.run(job(classes("\"area\", \"h\"", order), ""));
        assertThat(folder.text("tables.html")).contains("Các lớp không trả lời quá nhỏ đã được gộp: area=urban");
        assertThat(folder.faults(job(classes("\"area\"", ", \"order\": [\"urban\", \"rual\"]"), "")))
                .anySatisfy(line -> assertThat(line).contains("There is no class \"rual\""))
                .anySatisfy(line -> assertThat(line).contains("\"order\" lacks 1 class: rural"));
    }

    @Test
    void aTrimmingOfOneBoundTellsThatOneAlone() throws IOException {
        folder.run(job("{\"method\": \"trim\", \"upperQuantile\": 0.8}", ""));
        assertThat(folder.text("run.json")).contains("\"upper\":6").doesNotContain("\"lower\"");
    }

    @Test
    void whatIsUnknownOfASelectedPersonMakesNoClassAndNoTerm() {
        assertThat(folder.faults(job(classes("\"sex\"", ""), "")))
                .singleElement()
                .asString()
                .contains("The class \"sex\" is missing in ");
        assertThat(folder.faults(job(
                        "{\"method\": \"nonresponse-propensity\", \"respondent\": \"yes\", \"terms\": [\"sex\", \"agee\"]}",
                        "")))
                .anySatisfy(line -> assertThat(line).contains("The respondents \"yes\" must be 1 or 0"))
                .anySatisfy(line -> assertThat(line).contains("The term \"sex\" is missing in "))
                .anySatisfy(line -> assertThat(line).contains("There is no column \"agee\""));
    }

    @Test
    void aTermThatSeparatesIsRefusedAtItsStep() {
        assertThat(folder.faults("""
                {"data": {"file": "data.csv"}, "design": {"weights": "w"},
                 "variables": [{"name": "met", "value": "if(${resp} = 1, 'yes', 'no')"}],
                 "calibration": [{"method": "nonresponse-propensity", "respondent": "resp", "terms": ["met"]}],
                 "estimates": [{"id": "n", "statistic": "count"}]}"""))
                .singleElement()
                .asString()
                .contains("job.json:3:", "separate those who responded", "met=yes");
    }

    private static String classes(String by, String more) {
        return "{\"method\": \"nonresponse-classes\", \"respondent\": \"resp\", \"by\": [" + by + "]" + more + "}";
    }

    private static String job(String steps, String more) {
        return """
                {"data": {"file": "data.csv"}, "design": {"weights": "w", "clusters": ["psu"], "strata": ["h"]},
                 "estimates": [{"id": "m", "statistic": "mean", "variables": ["yes"]}],
                 "calibration": [%s]%s}""".formatted(steps, more);
    }

    private static double sum(List<Map<String, String>> rows, String column) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.get(column)))
                .sum();
    }
}
