package org.kapsurvey.analysis.reference;

import static org.kapsurvey.analysis.reference.GoldenDesign.quoted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.analysis.ProjectFiles;

/** The designs of the synthetic KAP surveys, as the reference names them. */
final class KapDesigns {
    private static final String YEARS = "{\"name\": \"t\", \"value\": \"${year} - 2026\"}";
    private static final Path REFERENCE = ProjectFiles.resource("reference");
    private static final String DESIGN = "\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"stratum\"]";
    private static final String STAGES =
            "\"weights\": \"w\", \"clusters\": [\"psu\", \"pid\"], \"strata\": [\"stratum\"], \"fpc\": [\"Nh\", \"M\"]";
    private static final String FPC = "\"fpc\": [\"Nh\"]";

    /** A variable of 1 and crossings of two columns. */
    private static final String CROSSINGS = "{\"name\": \"one\", \"value\": \"1\"},"
            + "{\"name\": \"sexarea\", \"value\": \"concat(${sex}, '.', ${area})\"},"
            + "{\"name\": \"grparea\", \"value\": \"concat(${grp}, '.', ${area})\"}";

    private final Path folder;
    private final GoldenDesign plain = GoldenDesign.of(data("kap_2026"), DESIGN).deriving(CROSSINGS);

    /** @param folder for files that designs need */
    KapDesigns(Path folder) {
        this.folder = folder;
    }

    private static Path data(String name) {
        return REFERENCE.resolve(name + ".csv.gz");
    }

    /** Linearised designs, waves and strata of one PSU. */
    Map<String, GoldenDesign> plain() throws IOException {
        Map<String, GoldenDesign> designs = new LinkedHashMap<>();
        designs.put("kap26_wr", plain);
        designs.put("kap26_fpc", plain.and(FPC));
        designs.put("kap26_2st", GoldenDesign.of(data("kap_2026"), STAGES).deriving(CROSSINGS));
        designs.put("kap27_wr", GoldenDesign.of(data("kap_2027"), DESIGN).deriving(CROSSINGS));
        GoldenDesign pooled = GoldenDesign.ofWaves(data("kap_2026"), data("kap_2027"), false, DESIGN)
                .deriving(YEARS);
        designs.put("kap_pooled", pooled);
        designs.put("kap26_27", pooled);
        designs.put(
                "kap_samepsu",
                GoldenDesign.ofWaves(data("kap_2026"), data("kap_2027_samepsu"), true, DESIGN)
                        .deriving(YEARS));
        Path lonely = lonely();
        for (String policy : List.of("remove", "certainty", "adjust", "average")) {
            String single = "\"singlePsu\": \"" + policy + "\"";
            GoldenDesign alone = GoldenDesign.of(lonely, DESIGN).and(single);
            designs.put("kap26_lonely_" + policy, alone);
            designs.put("kap26_lonely_" + policy + "_fpc", alone.and(FPC));
            GoldenDesign domain = plain.and(single).within("${stratum} != 'H6' or ${psu} = 'H6-010'");
            designs.put("kap26_domlonely_" + policy + "_FALSE", domain);
            designs.put("kap26_domlonely_" + policy + "_TRUE", domain.and("\"singlePsuInDomains\": true"));
        }
        return designs;
    }

    /** The rows of stratum H6 kept for one PSU only: a stratum with a single PSU. */
    private Path lonely() throws IOException {
        List<Map<String, String>> rows = CsvRows.of(data("kap_2026"));
        StringBuilder csv = new StringBuilder(String.join(",", rows.get(0).keySet())).append('\n');
        for (Map<String, String> row : rows) {
            if (!row.get("stratum").equals("H6") || row.get("psu").equals("H6-010")) {
                csv.append(String.join(",", row.values())).append('\n');
            }
        }
        return Files.writeString(folder.resolve("lonely.csv"), csv);
    }

    /** Calibrated designs and replicates. */
    Map<String, GoldenDesign> weighted() throws IOException {
        Map<String, GoldenDesign> designs = new LinkedHashMap<>();
        String post = "{\"method\": \"poststratify\", \"by\": [\"sex\", \"ageg\"], \"totals\": {\"file\": "
                + quoted(data("kap_sex_ageg")) + ", \"column\": \"Freq\"}}";
        String rake = rake("\"epsilon\": 1e-14, \"maxIterations\": 500");
        String terms = terms();
        String linear = "{\"method\": \"linear\", " + terms + "}";
        double scale = 200000 / sumOfWeights();
        designs.put("kap26_post", plain.calibrated(post));
        designs.put("kap26_2st_post", GoldenDesign.of(data("kap_2026"), STAGES).calibrated(post));
        designs.put("kap26_rake", plain.calibrated(rake));
        designs.put("kap26_rakedef", plain.calibrated(rake("\"epsilon\": 1, \"maxIterations\": 10")));
        designs.put("kap26_fpc_rake", plain.and(FPC).calibrated(rake));
        designs.put("kap26_lin", plain.calibrated(linear));
        designs.put("kap26_linbnd", plain.calibrated(bounded("linear", terms, .3 * scale, 2.2 * scale)));
        designs.put("kap26_raking", plain.calibrated("{\"method\": \"raking\", " + terms + "}"));
        designs.put("kap26_logit", plain.calibrated(bounded("logit", terms, .2 * scale, 2.5 * scale)));
        String trim = "{\"method\": \"trim\", \"lowerQuantile\": 0.02, \"upperQuantile\": 0.97%s}";
        designs.put("kap26_trim", plain.calibrated(rake + "," + trim.formatted("")));
        designs.put("kap26_trimS", plain.calibrated(rake + "," + trim.formatted(", \"strict\": true")));
        designs.put("kap26_jkn", plain.replicated("\"method\": \"jkn\""));
        designs.put("kap26_jkn_fpc", plain.and(FPC).replicated("\"method\": \"jkn\""));
        String key = "\"stratum\": \"stratum\", \"psu\": \"psu\"";
        for (String made : List.of("boot", "subboot", "subboot_mse")) {
            designs.put("kap26_" + made, given(plain, made, key));
        }
        designs.put("kap26_sdr", given(plain, "sdr", "\"psu\": \"psu\""));
        designs.put("kap26_subboot40_post", given(plain.calibrated(post), "subboot40", key));
        designs.put("kap26_subboot40_rake", given(plain.calibrated(rake), "subboot40", key));
        designs.put("kap26_subboot40_lin", given(plain.calibrated(linear), "subboot40", key));
        return designs;
    }

    private static String bounded(String method, String terms, double lower, double upper) {
        return "{\"method\": \"%s\", %s, \"bounds\": [%s, %s]}".formatted(method, terms, lower, upper);
    }

    private static GoldenDesign given(GoldenDesign design, String name, String key) {
        return design.replicated(data("rep_kap26_" + name), data("rep_kap26_" + name + "_scales"), key);
    }

    private static String rake(String stop) {
        return Stream.of("sex", "ageg", "area", "eth")
                .map(by ->
                        "{\"by\": [\"%s\"], \"totals\": {\"file\": %s, \"column\": \"Freq\", \"where\": {\"variable\": \"%s\"}, \"level\": \"level\"}}"
                                .formatted(by, quoted(data("kap_margins")), by))
                .collect(Collectors.joining(
                        ",", "{\"method\": \"rake\", \"variance\": \"rake\", " + stop + ", \"margins\": [", "]}"));
    }

    private String terms() throws IOException {
        StringBuilder totals = new StringBuilder("term,level,total\n,,200000\n");
        for (Map<String, String> row : CsvRows.of(data("kap_margins"))) {
            totals.append(row.get("variable") + "," + row.get("level") + "," + row.get("Freq") + "\n");
        }
        return "\"terms\": [\"sex\", \"ageg\", \"area\", \"eth\"], \"totals\": {\"file\": %s}"
                .formatted(quoted(Files.writeString(folder.resolve("terms.csv"), totals)));
    }

    private static double sumOfWeights() throws IOException {
        double sum = 0;
        for (Map<String, String> row : CsvRows.of(data("kap_2026"))) {
            sum += Double.parseDouble(row.get("w"));
        }
        return sum;
    }
}
