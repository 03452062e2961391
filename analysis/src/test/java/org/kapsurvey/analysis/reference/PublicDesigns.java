package org.kapsurvey.analysis.reference;

import static org.kapsurvey.analysis.reference.GoldenDesign.quoted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kapsurvey.analysis.CsvRows;

/** The designs of the public surveys, schools of California and NHANES, as the reference names them. */
final class PublicDesigns {
    private static final String CLUSTER = "\"weights\": \"pw\", \"clusters\": [\"dnum\"]";
    private static final String STRATA = "\"weights\": \"pw\", \"strata\": [\"stype\"]";
    private static final String STAGES = "\"clusters\": [\"dnum\", \"snum\"], \"fpc\": [\"fpc1\", \"fpc2\"]";
    private static final String NHANES =
            "\"weights\": \"WTMEC2YR\", \"clusters\": [\"SDMVPSU\"], \"strata\": [\"SDMVSTRA\"], \"nested\": true";
    private static final String FPC = "\"fpc\": [\"fpc\"]";
    private static final String TYPES = "{\"E\": 4421, \"H\": 755, \"M\": 1018}";
    private static final String POST = "{\"method\": \"poststratify\", \"by\": [\"stype\"], \"totals\": " + TYPES + "}";
    private static final String RAKE = "{\"method\": \"rake\", \"margins\": [{\"by\": [\"stype\"], \"totals\": "
            + TYPES + "}, {\"by\": [\"sch_wide\"], \"totals\": {\"No\": 1072, \"Yes\": 5122}}],"
            + " \"variance\": \"rake\", \"maxIterations\": %d, \"epsilon\": %s}";

    /** A design without strata is of one stratum in the files of factors. */
    private static final String WHOLE = "{\"name\": \"whole\", \"value\": \"1\"}";

    private static final String PSU_OF_WHOLE = "\"whole\": \"stratum\", \"dnum\": \"psu\"";

    private final Path reference;
    private final Path folder;
    private final GoldenDesign one;
    private final GoldenDesign two;
    private final GoldenDesign strat;

    /** @param folder for files that designs need */
    PublicDesigns(Path reference, Path folder) {
        this.reference = reference;
        this.folder = folder;
        this.one = GoldenDesign.of(data("apiclus1"), CLUSTER);
        this.two = GoldenDesign.of(data("apiclus2"), STAGES);
        this.strat = GoldenDesign.of(data("apistrat"), STRATA);
    }

    private Path data(String name) {
        return reference.resolve("data/" + name + ".csv");
    }

    Map<String, GoldenDesign> all() throws IOException {
        Map<String, GoldenDesign> designs = new LinkedHashMap<>();
        designs.put("apistrat_wr", strat);
        designs.put("apistrat_fpc", strat.and(FPC));
        designs.put("apiclus1_wr", one);
        designs.put("apiclus1_fpc", one.and(FPC));
        designs.put("apiclus2_2st", two);
        designs.put("apiclus2_wr", GoldenDesign.of(data("apiclus2"), CLUSTER));
        designs.put(
                "apistrat_std",
                strat.and(FPC)
                        .calibrated("{\"method\": \"standardize\", \"by\": [\"stype\"], \"over\": [\"comp_imp\"],"
                                + " \"shares\": {\"E\": 0.5, \"H\": 0.2, \"M\": 0.3}}"));
        calibrated(designs);
        replicates(designs);
        nhanes(designs);
        return designs;
    }

    private void calibrated(Map<String, GoldenDesign> designs) throws IOException {
        String types = "stype,E,4421\nstype,H,755\nstype,M,1018\n";
        String terms = terms("stype", types, "\"stype\"");
        String scores = terms("scores", ",,6194\n" + types + "api99,,3914069\n", "\"stype\", \"api99\"");
        String score = terms("score", "api99,,3914069\n", "\"api99\"");
        String linear = "{\"method\": \"linear\", " + scores + "}";
        String raking = "{\"method\": \"raking\", " + scores + "}";
        GoldenDesign clusters = one.and(FPC);
        designs.put("apiclus1_post", clusters.calibrated(POST));
        designs.put("apiclus1_rake", clusters.calibrated(RAKE.formatted(200, "1e-13")));
        designs.put("apiclus1_rakedef", clusters.calibrated(RAKE.formatted(10, "1")));
        designs.put("apiclus1_lin", clusters.calibrated(linear));
        designs.put("apiclus1_linvar", clusters.calibrated("{\"method\": \"linear\", " + terms + "}"));
        designs.put(
                "apiclus1_ratio",
                clusters.calibrated(
                        "{\"method\": \"linear\", " + score + ", \"intercept\": false, \"variance\": \"api99\"}"));
        designs.put(
                "apiclus1_linbnd",
                clusters.calibrated("{\"method\": \"linear\", " + scores + ", \"bounds\": [0.6, 1.6]}"));
        designs.put("apiclus1_raking", clusters.calibrated(raking));
        designs.put(
                "apiclus1_logit",
                clusters.calibrated("{\"method\": \"logit\", " + scores + ", \"bounds\": [0.5, 1.7]}"));
        designs.put(
                "apiclus1_agg",
                clusters.calibrated("{\"method\": \"linear\", " + scores + ", \"aggregate\": \"dnum\"}"));
        String trim = linear + ", {\"method\": \"trim\", \"lower\": 20, \"upper\": 50%s}";
        designs.put("apiclus1_trim", clusters.calibrated(trim.formatted("")));
        designs.put("apiclus1_trimS", clusters.calibrated(trim.formatted(", \"strict\": true")));
        designs.put("apiclus2_lin", two.calibrated(linear));
        designs.put("apistrat_lin", strat.and(FPC).calibrated(linear));
        designs.put("apistrat_raking", strat.and(FPC).calibrated(raking));
        String jackknife = "\"method\": \"jk1\"";
        designs.put("apiclus1_jk1_post", clusters.calibrated(POST).replicated(jackknife));
        designs.put(
                "apiclus1_jk1_rake",
                clusters.calibrated(RAKE.formatted(200, "1e-13")).replicated(jackknife));
        designs.put("apiclus1_jk1_lin", clusters.calibrated(linear).replicated(jackknife));
        // Recalibrated replicates are nearly dependent in a small domain; their rank then hangs on their order, here
        // R's.
        designs.put(
                "apiclus1_jk1_raking",
                given(clusters.deriving(WHOLE).calibrated(raking), "apiclus1_jk1", PSU_OF_WHOLE));
    }

    /** The jackknives are made, as from the same design in R; what is random or exotic is given. */
    private void replicates(Map<String, GoldenDesign> designs) {
        designs.put("apiclus1_jk1", one.and(FPC).replicated("\"method\": \"jk1\""));
        designs.put("apiclus1_jk1_mse", one.and(FPC).replicated("\"method\": \"jk1\", \"mse\": true"));
        designs.put("apiclus1_jk1_nofpc", one.replicated("\"method\": \"jk1\""));
        for (String random : List.of("boot", "bootfpc", "subboot")) {
            designs.put("apiclus1_" + random, given(one.deriving(WHOLE), "apiclus1_" + random, PSU_OF_WHOLE));
        }
        designs.put("apistrat_jkn", strat.and(FPC).replicated("\"method\": \"jkn\""));
        designs.put("apistrat_jkn_mse", strat.replicated("\"method\": \"jkn\", \"mse\": true"));
        designs.put("apiclus2_mrb", given(two, "apiclus2_mrb", "\"snum\": \"snum\""));
        designs.put("apiclus2_jk1", two.replicated("\"method\": \"jk1\""));
    }

    private GoldenDesign given(GoldenDesign design, String name, String key) {
        return design.replicated(
                reference.resolve("weights/rep_" + name + ".csv"),
                reference.resolve("weights/rep_" + name + "_scales.csv"),
                key);
    }

    private void nhanes(Map<String, GoldenDesign> designs) throws IOException {
        GoldenDesign all = GoldenDesign.of(data("nhanes"), NHANES);
        designs.put("nhanes", all);
        designs.put("nhanes_20plus", all.within("${agec} != '0-19'"));
        designs.put(
                "nhanes_std",
                all.within("${agec} != '0-19' and not(is-missing(${HI_CHOL}))")
                        .calibrated("{\"method\": \"standardize\", \"by\": [\"agec\"], \"over\": [\"sex\"],"
                                + " \"shares\": {\"20-39\": 77670, \"40-59\": 72816, \"60+\": 45364}}"));
        GoldenDesign pairs = GoldenDesign.of(pairs(), NHANES)
                .deriving("{\"name\": \"psuid\", \"value\": \"concat(${SDMVSTRA}, '-', ${SDMVPSU})\"}");
        designs.put("nhanes2", pairs);
        for (String given : List.of("brr", "brr_mse", "fay3", "fay5")) {
            designs.put(
                    "nhanes2_" + given,
                    given(pairs, "nhanes2_" + given, "\"SDMVSTRA\": \"stratum\", \"psuid\": \"psu\""));
        }
        designs.put("nhanes2_jkn", pairs.replicated("\"method\": \"jkn\""));
    }

    /** The strata of NHANES that have two PSUs. */
    private Path pairs() throws IOException {
        List<Map<String, String>> rows = CsvRows.of(data("nhanes"));
        Map<String, Set<String>> psus = new HashMap<>();
        for (Map<String, String> row : rows) {
            psus.computeIfAbsent(row.get("SDMVSTRA"), stratum -> new HashSet<>())
                    .add(row.get("SDMVPSU"));
        }
        StringBuilder csv = new StringBuilder(String.join(",", rows.get(0).keySet())).append('\n');
        for (Map<String, String> row : rows) {
            if (psus.get(row.get("SDMVSTRA")).size() == 2) {
                csv.append(String.join(",", row.values())).append('\n');
            }
        }
        return Files.writeString(folder.resolve("nhanes2.csv"), csv);
    }

    private String terms(String name, String totals, String terms) throws IOException {
        Path file = Files.writeString(folder.resolve(name + "-totals.csv"), "term,level,total\n" + totals);
        return "\"terms\": [%s], \"totals\": {\"file\": %s}".formatted(terms, quoted(file));
    }
}
