package org.kapsurvey.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * Tests of R survey 4.5, each asked of a real job: independence, t and linear trend. Prints for each operation and term the
 * rows asked, run and passed; what no job can ask for yet is counted by its name.
 */
class ReferenceTestsTest {
    static final Set<String> OPERATIONS = Set.of("chisq", "table", "ttest", "polytrend");
    private static final Map<String, String> STATISTICS =
            Map.of("F", "F", "Chisq", "chisq", "Wald", "wald", "adjWald", "adjusted-wald");

    @TempDir
    private Path folder;

    private final Map<String, int[]> tallies = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int passed;

    @Test
    void testsOfSyntheticSurveysGiveTheValuesOfR() throws IOException {
        Path reference = ProjectFiles.resource("reference");
        Path kap2026 = reference.resolve("kap_2026.csv.gz");
        Path kap2027 = reference.resolve("kap_2027.csv.gz");
        String plain = "\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"stratum\"]";
        Map<String, String> designs = new LinkedHashMap<>();
        designs.put("kap26_wr", data(plain, "", kap2026));
        designs.put("kap26_fpc", data(plain + ", \"fpc\": [\"Nh\"]", "", kap2026));
        designs.put(
                "kap26_2st",
                data(
                        "\"weights\": \"w\", \"clusters\": [\"psu\", \"pid\"], \"strata\": [\"stratum\"], \"fpc\": [\"Nh\", \"M\"]",
                        "",
                        kap2026));
        designs.put("kap27_wr", data(plain, "", kap2027));
        designs.put(
                "kap_pooled",
                data(
                        "\"weights\": \"w\", \"clusters\": [\"wp\"], \"strata\": [\"ws\"]",
                        "{\"name\": \"wp\", \"value\": \"concat(${year}, ' ', ${psu})\"},"
                                + "{\"name\": \"ws\", \"value\": \"concat(${year}, ' ', ${stratum})\"}",
                        kap2026,
                        kap2027));
        compare(CsvRows.of(reference.resolve("golden_kap.csv.gz")), designs);
        print("synthetic KAP surveys");
        assertThat(wrong).isEmpty();
        assertThat(passed).isGreaterThan(280);
    }

    @Test
    void testsOfPublicSurveysGiveTheValuesOfR() throws IOException {
        Path reference = ProjectFiles.shared("reference");
        assumeTrue(
                Files.isRegularFile(reference.resolve("golden.csv")), "the reference data is not there: " + reference);
        Path clus2 = reference.resolve("data/apiclus2.csv");
        String byType = "\"weights\": \"pw\", \"strata\": [\"stype\"]";
        String cluster = "\"weights\": \"pw\", \"clusters\": [\"dnum\"]";
        Map<String, String> designs = new LinkedHashMap<>();
        designs.put("apistrat_wr", data(byType, "", reference.resolve("data/apistrat.csv")));
        designs.put("apistrat_fpc", data(byType + ", \"fpc\": [\"fpc\"]", "", reference.resolve("data/apistrat.csv")));
        designs.put("apiclus1_wr", data(cluster, "", reference.resolve("data/apiclus1.csv")));
        designs.put("apiclus1_fpc", data(cluster + ", \"fpc\": [\"fpc\"]", "", reference.resolve("data/apiclus1.csv")));
        designs.put(
                "apiclus2_2st", data("\"clusters\": [\"dnum\", \"snum\"], \"fpc\": [\"fpc1\", \"fpc2\"]", "", clus2));
        designs.put("apiclus2_wr", data(cluster, "", clus2));
        designs.put(
                "nhanes",
                data(
                        "\"weights\": \"WTMEC2YR\", \"clusters\": [\"SDMVPSU\"], \"strata\": [\"SDMVSTRA\"], \"nested\": true",
                        "",
                        reference.resolve("data/nhanes.csv")));
        compare(
                CsvRows.of(reference.resolve("golden.csv")).stream()
                        .filter(row -> row.get("design").matches("(api|nhanes).*"))
                        .toList(),
                designs);
        print("api and NHANES surveys");
        assertThat(wrong).isEmpty();
        assertThat(passed).isGreaterThan(200);
    }

    @Test
    void testsOfCalibratedSurveysGiveTheValuesOfR() throws IOException {
        Path reference = ProjectFiles.resource("reference");
        String plain = data(
                "\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"stratum\"]",
                "",
                reference.resolve("kap_2026.csv.gz"));
        String fpc = plain.replace("\"w\",", "\"w\", \"fpc\": [\"Nh\"],");
        String margins = Stream.of("sex", "ageg", "area", "eth")
                .map(by ->
                        "{\"by\": [\"%s\"], \"totals\": {\"file\": %s, \"column\": \"Freq\", \"where\": {\"variable\": \"%s\"}, \"level\": \"level\"}}"
                                .formatted(by, quoted(reference.resolve("kap_margins.csv.gz")), by))
                .collect(Collectors.joining(",", "\"margins\": [", "]"));
        String rake = ", \"calibration\": [{\"method\": \"rake\", " + margins
                + ", \"epsilon\": 1e-14, \"maxIterations\": 500, \"variance\": \"rake\"}]";
        StringBuilder totals = new StringBuilder("term,level,total\n,,200000\n");
        for (Map<String, String> row : CsvRows.of(reference.resolve("kap_margins.csv.gz"))) {
            totals.append(row.get("variable") + "," + row.get("level") + "," + row.get("Freq") + "\n");
        }
        String terms = "\"terms\": [\"sex\", \"ageg\", \"area\", \"eth\"], \"totals\": {\"file\": "
                + quoted(Files.writeString(folder.resolve("terms.csv"), totals)) + "}";
        Map<String, String> designs = new LinkedHashMap<>();
        designs.put(
                "kap26_post",
                plain
                        + ", \"calibration\": [{\"method\": \"poststratify\", \"by\": [\"sex\", \"ageg\"], \"totals\": {\"file\": %s, \"column\": \"Freq\"}}]"
                                .formatted(quoted(reference.resolve("kap_sex_ageg.csv.gz"))));
        designs.put("kap26_rake", plain + rake);
        designs.put("kap26_fpc_rake", fpc + rake);
        designs.put("kap26_lin", plain + ", \"calibration\": [{\"method\": \"linear\", " + terms + "}]");
        designs.put("kap26_raking", plain + ", \"calibration\": [{\"method\": \"raking\", " + terms + "}]");
        compare(CsvRows.of(reference.resolve("golden_kap_weights.csv.gz")), designs);
        print("calibrated synthetic KAP surveys");
        assertThat(wrong).isEmpty();
        assertThat(passed).isGreaterThan(50);
    }

    private static String quoted(Path file) {
        return new JsonWriter().value(file.toString()).toString();
    }

    private static String data(String design, String variables, Path... files) {
        String quoted = Stream.of(files).map(ReferenceTestsTest::quoted).collect(Collectors.joining(", "));
        return "\"data\": {\"file\": [%s]}, \"variables\": [%s], \"design\": {%s}".formatted(quoted, variables, design);
    }

    private void compare(List<Map<String, String>> golden, Map<String, String> designs) throws IOException {
        Map<String, List<Map<String, String>>> byDesign = golden.stream()
                .filter(row -> OPERATIONS.contains(row.get("op")))
                .collect(Collectors.groupingBy(row -> row.get("design"), LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Map<String, String>>> entry : byDesign.entrySet()) {
            List<Map<String, String>> askable = new ArrayList<>();
            for (Map<String, String> row : entry.getValue()) {
                tally(row)[0]++;
                if (!designs.containsKey(entry.getKey())) {
                    tally(row)[1]++;
                } else if (!isAskable(row)) {
                    tally(row)[2]++;
                } else {
                    askable.add(row);
                }
            }
            if (!askable.isEmpty()) {
                Map<String, String> answers = run(entry.getKey(), designs.get(entry.getKey()), askable);
                askable.forEach(row -> compare(row, answers.get(key(row))));
            }
        }
    }

    private static boolean isAskable(Map<String, String> row) {
        String term = row.get("term");
        return switch (row.get("op")) {
            case "chisq" -> STATISTICS.containsKey(term) || term.equals("eigen") || term.equals("pearson");
            case "polytrend" -> term.equals("linear");
            default -> true;
        };
    }

    private int[] tally(Map<String, String> row) {
        boolean named = row.get("op").equals("chisq") || row.get("op").equals("polytrend");
        return tallies.computeIfAbsent(row.get("op") + (named ? " " + row.get("term") : ""), key -> new int[6]);
    }

    private static String key(Map<String, String> row) {
        String stat = row.get("stat");
        return switch (row.get("op")) {
            case "table" -> "table|" + row.get("var") + "|" + row.get("term");
            case "ttest" -> row.get("var") + "|" + stat;
            case "polytrend" -> row.get("var") + "~" + row.get("by") + "|trend|" + stat;
            default ->
                switch (row.get("term")) {
                    case "eigen" -> row.get("var") + "|F|" + stat;
                    case "pearson" -> row.get("var") + "|chisq|statistic";
                    default -> row.get("var") + "|" + STATISTICS.get(row.get("term")) + "|" + stat;
                };
        };
    }

    private Map<String, String> run(String name, String design, List<Map<String, String>> rows) throws IOException {
        Set<String> tests = new LinkedHashSet<>();
        for (Map<String, String> row : rows) {
            String[] parts = row.get("var").split("[*~]", 2);
            switch (row.get("op")) {
                case "ttest" ->
                    tests.add("{\"id\": \"%s\", \"test\": \"t\", \"variable\": \"%s\", \"groups\": \"%s\"}"
                            .formatted(row.get("var"), parts[0], parts[1]));
                case "polytrend" ->
                    tests.add("{\"id\": \"%s~%s|trend\", \"test\": \"trend\", \"variable\": \"%s\", \"over\": \"%s\"}"
                            .formatted(row.get("var"), row.get("by"), row.get("var"), row.get("by")));
                default ->
                    STATISTICS
                            .values()
                            .forEach(statistic -> tests.add(
                                    "{\"id\": \"%s|%s\", \"test\": \"independence\", \"rows\": \"%s\", \"columns\": \"%s\", \"statistic\": \"%s\"}"
                                            .formatted(row.get("var"), statistic, parts[0], parts[1], statistic)));
            }
        }
        Path job = Files.writeString(
                folder.resolve(name + ".json"), "{%s, \"tests\": [%s]}".formatted(design, String.join(",\n", tests)));
        AnalyseRun.run(job, folder.resolve(name), stage -> {});
        Map<String, String> answers = new HashMap<>();
        for (Map<String, String> row : CsvRows.of(folder.resolve(name).resolve("tests.csv"))) {
            boolean table = row.get("test").equals("independence");
            String key = row.get("id") + "|";
            answers.put(key + (table ? "statistic" : "t"), row.get("statistic"));
            answers.put(key + (table ? "df1" : "df"), row.get("df1"));
            answers.put(key + "df2", row.get("df2"));
            answers.put(key + "p", row.get("p"));
            answers.put(key + "est", row.get("estimate"));
            List.of("se", "lower", "upper").forEach(column -> answers.put(key + column, row.get(column)));
            String[] effects = row.get("effects").split(";", -1);
            for (int i = 0; i < effects.length; i++) {
                answers.put(key + "lambda" + (i + 1), effects[i]);
            }
        }
        Path tables = folder.resolve(name).resolve("tables.csv");
        for (Map<String, String> row : Files.exists(tables) ? CsvRows.of(tables) : List.<Map<String, String>>of()) {
            String variables = row.get("id").substring(0, row.get("id").indexOf('|'));
            answers.put("table|" + variables + "|" + row.get("row") + "|" + row.get("column"), row.get("weighted_n"));
        }
        return answers;
    }

    private void compare(Map<String, String> row, String answer) {
        if (row.get("tol").equals("info")) {
            tally(row)[3]++;
            return;
        }
        tally(row)[4]++;
        double expected = Double.parseDouble(row.get("value"));
        // A cell that does not occur is not written.
        double ours = answer == null && row.get("op").equals("table") ? 0 : Double.parseDouble(String.valueOf(answer));
        boolean tiny = row.get("stat").equals("p") && expected < 1e-12 && expected > 0;
        boolean right = tiny
                ? Math.abs(Math.log(ours) - Math.log(expected)) <= 1e-8
                : Math.abs(ours - expected) <= (row.get("tol").equals("zero") ? 1e-10 : 1e-10 * Math.abs(expected));
        if (right) {
            tally(row)[5]++;
            passed++;
        } else {
            wrong.add(row + " but " + answer);
        }
    }

    private void print(String what) {
        System.out.println("Tests of the reference, " + what
                + ": rows asked = of designs not asked here + of terms not supported + of no target + run; passed");
        tallies.forEach((operation, tally) -> System.out.printf(
                "  %-20s %4d = %4d + %4d + %4d + %4d; passed %4d%n",
                operation, tally[0], tally[1], tally[2], tally[3], tally[4], tally[5]));
    }
}
