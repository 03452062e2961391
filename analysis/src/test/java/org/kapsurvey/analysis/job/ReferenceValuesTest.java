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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * Values of R survey 4.5, each asked of a real job: the test writes a job for each design, runs it, and compares
 * {@code estimates.csv} and {@code covariances.csv} with the golden rows. It prints what was asked, run and passed for each
 * operation; rows that no job can ask for yet are counted by operation, not left out in silence.
 */
class ReferenceValuesTest {
    private static final String H6 = "${stratum} != 'H6' or ${psu} = 'H6-010'";
    private static final Set<String> OPERATIONS = Set.of(
            "mean",
            "by_mean",
            "weights",
            "prop",
            "total",
            "ratio",
            "bycov",
            "var",
            "quantile",
            "diff",
            "logratio",
            "target",
            "wave_diff");
    private static final Map<String, String> INTERVALS = Map.ofEntries(
            Map.entry("ci_t", "t"),
            Map.entry("ci_mean", "t"),
            Map.entry("ci_z", "normal"),
            Map.entry("ci_logit", "logit"),
            Map.entry("ci_xlogit", "xlogit"),
            Map.entry("ci_asin", "asin"),
            Map.entry("ci_beta", "beta"),
            Map.entry("ci_beta_n", "beta"),
            Map.entry("ci_likelihood", "likelihood"),
            Map.entry("ci_likelihood_exact", "likelihood"),
            Map.entry("ci_wilson", "wilson"));
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("est", "estimate"),
            Map.entry("se", "se"),
            Map.entry("deff", "deff"),
            Map.entry("deff_replace", "deff_wr"),
            Map.entry("df", "df"),
            Map.entry("n", "n"),
            Map.entry("sumw", "weighted_n"),
            Map.entry("cv", "cv"),
            Map.entry("lower", "lower"),
            Map.entry("upper", "upper"),
            Map.entry("t", "t"),
            Map.entry("p", "p"),
            Map.entry("p_below", "p_lower"),
            Map.entry("p_above", "p_upper"),
            Map.entry("p_two", "p_two"),
            Map.entry("t_logit", "t_logit"),
            Map.entry("p_below_logit", "p_lower_logit"));

    private static final Predicate<String> REPLICATES =
            Pattern.compile("kap26_(jkn|boot|subboot|sdr).*").asMatchPredicate();

    @TempDir
    Path folder;

    /** How a design of the reference is written in a job; further variables, the domain. */
    private record Design(String files, String design, String variables, String domain, String weighting) {
        Design(String files, String design, String variables, String domain) {
            this(files, design, variables, domain, "");
        }

        String data() {
            return files.startsWith("\"waves\"") ? files : "\"file\": [" + files + "]";
        }

        static Design of(String files, String design) {
            return new Design(files, design, "", "");
        }

        /** The same sample with "calibration" or "replicates", or both. */
        Design with(String weighting) {
            return new Design(files, design, variables, domain, weighting);
        }
    }

    @Test
    void syntheticSurveysGiveTheValuesOfR() throws IOException {
        Path reference = ProjectFiles.resource("reference");
        String pooled = waves(reference.resolve("kap_2026.csv.gz"), reference.resolve("kap_2027.csv.gz"));
        String revisited = waves(reference.resolve("kap_2026.csv.gz"), reference.resolve("kap_2027_samepsu.csv.gz"))
                + ", \"sharedPsus\": true";
        String kap2026 = quoted(reference.resolve("kap_2026.csv.gz"));
        String plain = "\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"stratum\"]";
        String crossings = "{\"name\": \"one\", \"value\": \"1\"},"
                + "{\"name\": \"sexarea\", \"value\": \"concat(${sex}, '.', ${area})\"},"
                + "{\"name\": \"grparea\", \"value\": \"concat(${grp}, '.', ${area})\"}";
        Map<String, Design> designs = new LinkedHashMap<>();
        designs.put("kap26_wr", new Design(kap2026, plain, crossings, ""));
        designs.put("kap26_fpc", new Design(kap2026, plain + ", \"fpc\": [\"Nh\"]", crossings, ""));
        designs.put(
                "kap26_2st",
                new Design(
                        kap2026,
                        "\"weights\": \"w\", \"clusters\": [\"psu\", \"pid\"], \"strata\": [\"stratum\"], \"fpc\": [\"Nh\", \"M\"]",
                        crossings,
                        ""));
        designs.put("kap27_wr", new Design(quoted(reference.resolve("kap_2027.csv.gz")), plain, crossings, ""));
        designs.put("kap_pooled", Design.of(pooled, plain));
        designs.put("kap26_27", Design.of(pooled, plain));
        designs.put("kap_samepsu", Design.of(revisited, plain));
        String lonely = quoted(lonely(reference.resolve("kap_2026.csv.gz")));
        for (String policy : List.of("remove", "certainty", "adjust", "average")) {
            String single = plain + ", \"singlePsu\": \"" + policy + "\"";
            designs.put("kap26_lonely_" + policy, Design.of(lonely, single));
            designs.put("kap26_lonely_" + policy + "_fpc", Design.of(lonely, single + ", \"fpc\": [\"Nh\"]"));
            designs.put("kap26_domlonely_" + policy + "_FALSE", new Design(kap2026, single, "", H6));
            String domainsToo = single + ", \"singlePsuInDomains\": true";
            designs.put("kap26_domlonely_" + policy + "_TRUE", new Design(kap2026, domainsToo, "", H6));
        }
        Report report = compare(CsvRows.of(reference.resolve("golden_kap.csv.gz")), designs);
        report.print("synthetic KAP surveys");
        assertThat(report.wrong).isEmpty();
        assertThat(report.passed()).isGreaterThan(11000);
    }

    @Test
    void publicSurveysGiveTheValuesOfR() throws IOException {
        Path reference = ProjectFiles.shared("reference");
        boolean present = Files.isRegularFile(reference.resolve("golden.csv"));
        if (!present) {
            System.out.println("api and NHANES surveys: skipped, " + reference + " is not there");
        }
        assumeTrue(present, "the reference data is not there: " + reference);
        Map<String, Design> designs = new LinkedHashMap<>();
        String strat = quoted(reference.resolve("data/apistrat.csv"));
        String byType = "\"weights\": \"pw\", \"strata\": [\"stype\"]";
        designs.put("apistrat_wr", Design.of(strat, byType));
        designs.put("apistrat_fpc", Design.of(strat, byType + ", \"fpc\": [\"fpc\"]"));
        String cluster = "\"weights\": \"pw\", \"clusters\": [\"dnum\"]";
        String clus1 = quoted(reference.resolve("data/apiclus1.csv"));
        designs.put("apiclus1_wr", Design.of(clus1, cluster));
        designs.put("apiclus1_fpc", Design.of(clus1, cluster + ", \"fpc\": [\"fpc\"]"));
        designs.put(
                "apiclus2_2st",
                Design.of(
                        quoted(reference.resolve("data/apiclus2.csv")),
                        "\"clusters\": [\"dnum\", \"snum\"], \"fpc\": [\"fpc1\", \"fpc2\"]"));
        designs.put("apiclus2_wr", Design.of(quoted(reference.resolve("data/apiclus2.csv")), cluster));
        String nhanes = quoted(reference.resolve("data/nhanes.csv"));
        String nested =
                "\"weights\": \"WTMEC2YR\", \"clusters\": [\"SDMVPSU\"], \"strata\": [\"SDMVSTRA\"], \"nested\": true";
        designs.put("nhanes", Design.of(nhanes, nested));
        designs.put("nhanes_20plus", new Design(nhanes, nested, "", "${agec} != '0-19'"));
        designs.putAll(calibratedSchools(reference));
        designs.put(
                "nhanes_std",
                new Design(nhanes, nested, "", "${agec} != '0-19' and not(is-missing(${HI_CHOL}))")
                        .with(calibration("{\"method\": \"standardize\", \"by\": [\"agec\"], \"over\": [\"sex\"],"
                                + " \"shares\": {\"20-39\": 77670, \"40-59\": 72816, \"60+\": 45364}}")));
        List<Map<String, String>> rows = CsvRows.of(reference.resolve("golden.csv")).stream()
                .filter(row -> designs.containsKey(row.get("design")))
                .toList();
        Report report = compare(rows, designs);
        for (String design : calibratedSchools(reference).keySet()) {
            Path weights = reference.resolve("weights/cal_" + design + ".csv");
            if (Files.isRegularFile(weights)) {
                List<Map<String, String>> golden = CsvRows.of(weights).stream()
                        .map(row -> Map.of(design, row.get("w")))
                        .toList();
                report.compareWeights(folder, golden, Set.of(design));
            }
        }
        report.print("api and NHANES surveys");
        assertThat(report.wrong).isEmpty();
        assertThat(report.passed()).isGreaterThan(4000);
    }

    @Test
    void calibratedSyntheticSurveysGiveTheValuesOfR() throws IOException {
        Path reference = ProjectFiles.resource("reference");
        Map<String, Design> designs = new LinkedHashMap<>();
        Design plain = Design.of(
                quoted(reference.resolve("kap_2026.csv.gz")),
                "\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"stratum\"]");
        String cells =
                "{\"file\": %s, \"column\": \"Freq\"}".formatted(quoted(reference.resolve("kap_sex_ageg.csv.gz")));
        String post = "{\"method\": \"poststratify\", \"by\": [\"sex\", \"ageg\"], \"totals\": " + cells + "}";
        String margins = List.of("sex", "ageg", "area", "eth").stream()
                .map(by ->
                        "{\"by\": [\"%s\"], \"totals\": {\"file\": %s, \"column\": \"Freq\", \"where\": {\"variable\": \"%s\"}, \"level\": \"level\"}}"
                                .formatted(by, quoted(reference.resolve("kap_margins.csv.gz")), by))
                .collect(Collectors.joining(",", "\"margins\": [", "]"));
        String rake = "{\"method\": \"rake\", " + margins
                + ", \"epsilon\": 1e-14, \"maxIterations\": 500, \"variance\": \"rake\"}";
        StringBuilder totals = new StringBuilder("term,level,total\n,,200000\n");
        for (Map<String, String> row : CsvRows.of(reference.resolve("kap_margins.csv.gz"))) {
            totals.append(row.get("variable") + "," + row.get("level") + "," + row.get("Freq") + "\n");
        }
        String terms = "\"terms\": [\"sex\", \"ageg\", \"area\", \"eth\"], \"totals\": {\"file\": %s}"
                .formatted(quoted(Files.writeString(folder.resolve("terms.csv"), totals)));
        double scale = 0;
        for (Map<String, String> row : CsvRows.of(reference.resolve("kap_2026.csv.gz"))) {
            scale += Double.parseDouble(row.get("w"));
        }
        scale = 200000 / scale;
        designs.put("kap26_post", plain.with(calibration(post)));
        designs.put("kap26_rake", plain.with(calibration(rake)));
        designs.put(
                "kap26_rakedef",
                plain.with(calibration("{\"method\": \"rake\", " + margins
                        + ", \"epsilon\": 1, \"maxIterations\": 10, \"variance\": \"rake\"}")));
        designs.put("kap26_lin", plain.with(calibration("{\"method\": \"linear\", " + terms + "}")));
        designs.put(
                "kap26_linbnd",
                plain.with(calibration("{\"method\": \"linear\", %s, \"bounds\": [%s, %s]}"
                        .formatted(terms, .3 * scale, 2.2 * scale))));
        designs.put("kap26_raking", plain.with(calibration("{\"method\": \"raking\", " + terms + "}")));
        designs.put(
                "kap26_logit",
                plain.with(calibration("{\"method\": \"logit\", %s, \"bounds\": [%s, %s]}"
                        .formatted(terms, .2 * scale, 2.5 * scale))));
        String trim = "{\"method\": \"trim\", \"lowerQuantile\": 0.02, \"upperQuantile\": 0.97%s}";
        designs.put("kap26_trim", plain.with(calibration(rake + "," + trim.formatted(""))));
        Design fpc = Design.of(plain.files(), plain.design() + ", \"fpc\": [\"Nh\"]");
        designs.put("kap26_fpc_rake", fpc.with(calibration(rake)));
        Design stages = Design.of(
                plain.files(),
                "\"weights\": \"w\", \"clusters\": [\"psu\", \"pid\"], \"strata\": [\"stratum\"], \"fpc\": [\"Nh\", \"M\"]");
        designs.put("kap26_2st_post", stages.with(calibration(post)));
        designs.put("kap26_trimS", plain.with(calibration(rake + "," + trim.formatted(", \"strict\": true"))));
        designs.put("kap26_jkn", plain.with("\"replicates\": {\"method\": \"jkn\"},"));
        designs.put("kap26_jkn_fpc", fpc.with("\"replicates\": {\"method\": \"jkn\"},"));
        for (String made : List.of("boot", "subboot", "subboot_mse")) {
            designs.put(
                    "kap26_" + made,
                    plain.with(replicates(reference, "kap26_" + made, "\"stratum\": \"stratum\", \"psu\": \"psu\"")));
        }
        designs.put("kap26_sdr", plain.with(replicates(reference, "kap26_sdr", "\"psu\": \"psu\"")));
        String forty = replicates(reference, "kap26_subboot40", "\"psu\": \"psu\", \"stratum\": \"stratum\"");
        designs.put("kap26_subboot40_post", plain.with(calibration(post) + forty));
        designs.put("kap26_subboot40_rake", plain.with(calibration(rake) + forty));
        designs.put("kap26_subboot40_lin", plain.with(calibration("{\"method\": \"linear\", " + terms + "}") + forty));
        Report report = compare(CsvRows.of(reference.resolve("golden_kap_weights.csv.gz")), designs);
        report.compareWeights(folder, CsvRows.of(reference.resolve("cal_kap26.csv.gz")), designs.keySet());
        report.print("calibrated synthetic KAP surveys");
        assertThat(report.wrong).isEmpty();
        assertThat(report.passed()).isGreaterThan(4000);
    }

    /** The samples of schools calibrated to the population of schools. */
    private Map<String, Design> calibratedSchools(Path reference) throws IOException {
        Map<String, Design> designs = new LinkedHashMap<>();
        String clusters = "\"weights\": \"pw\", \"clusters\": [\"dnum\"], \"fpc\": [\"fpc\"]";
        Design one = Design.of(quoted(reference.resolve("data/apiclus1.csv")), clusters);
        Design two = Design.of(
                quoted(reference.resolve("data/apiclus2.csv")),
                "\"clusters\": [\"dnum\", \"snum\"], \"fpc\": [\"fpc1\", \"fpc2\"]");
        Design strat = Design.of(
                quoted(reference.resolve("data/apistrat.csv")),
                "\"weights\": \"pw\", \"strata\": [\"stype\"], \"fpc\": [\"fpc\"]");
        String stype = "{\"E\": 4421, \"H\": 755, \"M\": 1018}";
        String rake = "{\"method\": \"rake\", \"margins\": [{\"by\": [\"stype\"], \"totals\": " + stype + "},"
                + " {\"by\": [\"sch_wide\"], \"totals\": {\"No\": 1072, \"Yes\": 5122}}],"
                + " \"variance\": \"rake\", \"maxIterations\": %d, \"epsilon\": %s}";
        String types = "stype,E,4421\nstype,H,755\nstype,M,1018\n";
        String terms = terms("stype", "term,level,total\n" + types, "\"stype\"");
        String scores =
                terms("scores", "term,level,total\n,,6194\n" + types + "api99,,3914069\n", "\"stype\", \"api99\"");
        String score = terms("score", "term,level,total\napi99,,3914069\n", "\"api99\"");
        String linear = "{\"method\": \"linear\", " + scores + "}";
        String raking = "{\"method\": \"raking\", " + scores + "}";
        designs.put(
                "apiclus1_post",
                one.with(
                        calibration("{\"method\": \"poststratify\", \"by\": [\"stype\"], \"totals\": " + stype + "}")));
        designs.put("apiclus1_rake", one.with(calibration(rake.formatted(200, "1e-13"))));
        designs.put("apiclus1_rakedef", one.with(calibration(rake.formatted(10, "1"))));
        designs.put("apiclus1_lin", one.with(calibration(linear)));
        designs.put("apiclus1_linvar", one.with(calibration("{\"method\": \"linear\", " + terms + "}")));
        designs.put(
                "apiclus1_ratio",
                one.with(calibration(
                        "{\"method\": \"linear\", " + score + ", \"intercept\": false, \"variance\": \"api99\"}")));
        designs.put(
                "apiclus1_linbnd",
                one.with(calibration("{\"method\": \"linear\", " + scores + ", \"bounds\": [0.6, 1.6]}")));
        designs.put("apiclus1_raking", one.with(calibration(raking)));
        designs.put(
                "apiclus1_logit",
                one.with(calibration("{\"method\": \"logit\", " + scores + ", \"bounds\": [0.5, 1.7]}")));
        String trim = "{\"method\": \"trim\", \"lower\": 20, \"upper\": 50%s}";
        designs.put("apiclus1_trim", one.with(calibration(linear + "," + trim.formatted(""))));
        designs.put("apiclus1_trimS", one.with(calibration(linear + "," + trim.formatted(", \"strict\": true"))));
        designs.put("apiclus2_lin", two.with(calibration(linear)));
        designs.put("apistrat_lin", strat.with(calibration(linear)));
        designs.put("apistrat_raking", strat.with(calibration(raking)));
        designs.put(
                "apistrat_std",
                strat.with(calibration("{\"method\": \"standardize\", \"by\": [\"stype\"], \"over\": [\"comp_imp\"],"
                        + " \"shares\": {\"E\": 0.5, \"H\": 0.2, \"M\": 0.3}}")));
        return designs;
    }

    private String terms(String name, String totals, String terms) throws IOException {
        Path file = Files.writeString(folder.resolve(name + "-totals.csv"), totals);
        return "\"terms\": [%s], \"totals\": {\"file\": %s}".formatted(terms, quoted(file));
    }

    /** Replicates whose factors stand in files of the reference. */
    private static String replicates(Path folder, String name, String key) {
        String ending = Files.isRegularFile(folder.resolve("rep_" + name + ".csv")) ? ".csv" : ".csv.gz";
        return "\"replicates\": {\"factors\": %s, \"key\": {%s}, \"scales\": %s},"
                .formatted(
                        quoted(folder.resolve("rep_" + name + ending)),
                        key,
                        quoted(folder.resolve("rep_" + name + "_scales" + ending)));
    }

    private static String calibration(String steps) {
        return "\"calibration\": [" + steps + "],";
    }

    private Report compare(List<Map<String, String>> golden, Map<String, Design> designs) throws IOException {
        Report report = new Report();
        golden = golden.stream()
                .filter(row -> !ReferenceTestsTest.OPERATIONS.contains(row.get("op")))
                .toList();
        Map<String, List<Map<String, String>>> byDesign = golden.stream()
                .collect(Collectors.groupingBy(row -> row.get("design"), LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Map<String, String>>> entry : byDesign.entrySet()) {
            Design design = designs.get(entry.getKey());
            List<Map<String, String>> askable = new ArrayList<>();
            for (Map<String, String> row : entry.getValue()) {
                report.asked(row);
                if (design == null || !askable(row)) {
                    report.notYet(row, design == null);
                } else {
                    askable.add(row);
                }
            }
            if (design != null && !askable.isEmpty()) {
                Answers answers = run(entry.getKey(), design, askable);
                for (Map<String, String> row : askable) {
                    report.compare(row, answers.value(row), answers.scale(row));
                }
            }
        }
        return report;
    }

    private static boolean askable(Map<String, String> row) {
        // The spread of a quantile over the replicates is not built; its point estimate is asked.
        if (row.get("op").equals("quantile")
                && REPLICATES.test(row.get("design"))
                && row.get("stat").equals("se")) {
            return false;
        }
        String term = row.get("term");
        return OPERATIONS.contains(row.get("op"))
                && (!row.get("op").equals("prop") || INTERVALS.containsKey(term))
                && (!row.get("op").equals("quantile") || !(term.startsWith("shahvaish") || term.endsWith("#score")));
    }

    /** Runs one job with a block for each operation and grouping that the rows ask for. */
    private Answers run(String name, Design design, List<Map<String, String>> rows) throws IOException {
        Map<String, Set<String>> variables = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            variables.computeIfAbsent(block(row), key -> new LinkedHashSet<>()).add(row.get("var"));
        }
        List<String> blocks = new ArrayList<>();
        variables.forEach((key, names) -> {
            String operation = key.split("\\|", -1)[0];
            if (operation.equals("weights")) {
                return;
            }
            String by = key.split("\\|", -1)[1];
            String grouping = by.isEmpty() ? "[[]]" : "[[\"" + by + "\"]]";
            if (operation.equals("ratio")) {
                names.forEach(ratio -> {
                    int slash = ratio.indexOf('/');
                    blocks.add(
                            "{\"id\": \"%s %s\", \"statistic\": \"ratio\", \"numerator\": \"%s\", \"denominator\": \"%s\", \"by\": %s, \"intervals\": [\"t\"]}"
                                    .formatted(
                                            key,
                                            ratio,
                                            ratio.substring(0, slash),
                                            ratio.substring(slash + 1),
                                            grouping));
                });
                return;
            }
            if (operation.equals("diff") || operation.equals("logratio")) {
                blocks.add(contrasts(key, names, by, rows));
                return;
            }
            if (operation.equals("wave_diff")) {
                blocks.add(change(key, names));
                return;
            }
            if (operation.equals("quantile")) {
                blocks.add(quantile(key, names, grouping));
                return;
            }
            String statistic = Map.of(
                            "mean",
                            "mean",
                            "prop",
                            "proportion",
                            "total",
                            "total",
                            "bycov",
                            "mean",
                            "var",
                            "variance",
                            "by_mean",
                            "mean",
                            "target",
                            "proportion")
                    .get(operation);
            String intervals = operation.equals("prop")
                    ? "\"t\", \"normal\", \"logit\", \"xlogit\", \"asin\", \"beta\", \"likelihood\", \"wilson\", \"korn-graubard\""
                    : "\"t\", \"normal\"";
            blocks.add("{\"id\": \"%s\", \"statistic\": \"%s\", \"variables\": [%s], \"by\": %s, \"intervals\": [%s]%s}"
                    .formatted(
                            key,
                            statistic,
                            names.stream().map(v -> "\"" + v + "\"").collect(Collectors.joining(", ")),
                            grouping,
                            intervals,
                            operation.equals("bycov") ? ", \"covariances\": true" : ""));
        });
        String targets = rows.stream()
                .filter(row -> row.get("op").equals("target"))
                .map(row -> "{\"id\": \"%s %s\", \"of\": \"%s\", \"target\": %s, \"direction\": \"atLeast\"}"
                        .formatted(block(row), row.get("term"), block(row), row.get("term")))
                .distinct()
                .collect(Collectors.joining(", "));
        String domain = design.domain().isEmpty() ? "" : "\"domain\": \"" + design.domain() + "\",";
        Path job = Files.writeString(
                folder.resolve(name + ".json"),
                "{\"data\": {%s}, \"variables\": [%s], \"design\": {%s}, %s %s \"targets\": [%s], \"estimates\": [\n%s]}"
                        .formatted(
                                design.data(),
                                design.variables(),
                                design.design(),
                                domain,
                                design.weighting(),
                                targets,
                                String.join(",\n", blocks)));
        Path out = folder.resolve(name);
        AnalyseRun.run(job, out, stage -> {});
        return new Answers(out);
    }

    /** A value of R; NA, where R refuses, is no target. */
    private static double number(String value) {
        return value.equals("NA") ? Double.NaN : Double.parseDouble(value);
    }

    /** The block that a row asks: of quantiles one for each rule, probability and interval. */
    private static String block(Map<String, String> row) {
        String block = row.get("op") + "|" + row.get("by");
        return switch (row.get("op")) {
            case "quantile" -> block + "|" + row.get("term");
            case "wave_diff" -> block + "|" + row.get("domain");
            default -> block;
        };
    }

    /** A block of means with the contrasts, named by their term, that any row of the block asks for. */
    private static String contrasts(String key, Set<String> variables, String by, List<Map<String, String>> rows) {
        String scale = key.startsWith("diff") ? "difference" : "logratio";
        String contrasts = rows.stream()
                .filter(row -> block(row).equals(key))
                .map(row -> row.get("term"))
                .distinct()
                .map(term -> {
                    String[] groups = term.split("\\|", -1);
                    return "{\"name\": \"%s\", \"plus\": {\"%s\": 1}, \"minus\": {\"%s\": 1}, \"scale\": \"%s\"}"
                            .formatted(term, groups[0], groups[1], scale);
                })
                .collect(Collectors.joining(", "));
        return "{\"id\": \"%s\", \"statistic\": \"mean\", \"variables\": [%s], \"by\": [[\"%s\"]], \"contrasts\": [%s]}"
                .formatted(
                        key,
                        variables.stream().map(v -> "\"" + v + "\"").collect(Collectors.joining(", ")),
                        by,
                        contrasts);
    }

    /** The change from the first wave to the second, in a domain. */
    private static String change(String key, Set<String> variables) {
        String by = key.split("\\|", -1)[1];
        String where = by.isEmpty() ? "" : ", \"where\": \"${%s} = '%s'\"".formatted(by, key.split("\\|", -1)[2]);
        return "{\"id\": \"%s\", \"statistic\": \"mean\", \"variables\": [%s], \"by\": [[\"_wave\"]]%s, \"contrasts\": [{\"name\": \"change\", \"plus\": {\"2027\": 1}, \"minus\": {\"2026\": 1}}]}"
                .formatted(key, variables.stream().map(v -> "\"" + v + "\"").collect(Collectors.joining(", ")), where);
    }

    private static String quantile(String key, Set<String> variables, String grouping) {
        String term = key.split("\\|", -1)[2];
        String rule = term.substring(0, term.indexOf('@')).replace("math", "hf1");
        String p = term.substring(term.indexOf('@') + 1).split("#", -1)[0];
        String interval = term.contains("#") ? term.split("#", -1)[1] : "mean";
        return "{\"id\": \"%s\", \"statistic\": \"quantile\", \"variables\": [%s], \"by\": %s, \"probabilities\": [%s], \"rule\": \"%s\", \"interval\": \"%s\"}"
                .formatted(
                        key,
                        variables.stream().map(v -> "\"" + v + "\"").collect(Collectors.joining(", ")),
                        grouping,
                        p,
                        rule,
                        interval);
    }

    /** The rows of stratum H6 kept for one PSU only: a stratum with a single PSU. */
    private Path lonely(Path data) throws IOException {
        Path file = folder.resolve("lonely.csv");
        List<Map<String, String>> rows = CsvRows.of(data);
        StringBuilder csv = new StringBuilder(String.join(",", rows.get(0).keySet())).append('\n');
        for (Map<String, String> row : rows) {
            if (!row.get("stratum").equals("H6") || row.get("psu").equals("H6-010")) {
                csv.append(String.join(",", row.values())).append('\n');
            }
        }
        return Files.writeString(file, csv);
    }

    private static String waves(Path first, Path second) {
        return "\"waves\": [{\"wave\": \"2026\", \"file\": %s}, {\"wave\": \"2027\", \"file\": %s}]"
                .formatted(quoted(first), quoted(second));
    }

    private static String quoted(Path... files) {
        return List.of(files).stream()
                .map(file -> new JsonWriter().value(file.toString()).toString())
                .collect(Collectors.joining(", "));
    }

    /** What a job wrote, by what was asked. */
    private static final class Answers {
        private final Map<String, Map<String, String>> estimates = new HashMap<>();
        private final Map<String, Double> covariances = new HashMap<>();
        private final Map<String, Map<String, String>> contrasts = new HashMap<>();
        private final Map<String, Map<String, String>> targets = new HashMap<>();
        private final Path out;

        Answers(Path out) throws IOException {
            this.out = out;
            for (Map<String, String> row : CsvRows.of(out.resolve("estimates.csv"))) {
                estimates.put(key(row.get("id"), row.get("variable"), row.get("domain"), row.get("interval")), row);
            }
            if (Files.exists(out.resolve("contrasts.csv"))) {
                for (Map<String, String> row : CsvRows.of(out.resolve("contrasts.csv"))) {
                    contrasts.put(key(row.get("id"), row.get("variable"), row.get("contrast"), ""), row);
                }
            }
            if (Files.exists(out.resolve("targets.csv"))) {
                for (Map<String, String> row : CsvRows.of(out.resolve("targets.csv"))) {
                    targets.put(key(row.get("id"), row.get("variable"), row.get("domain"), ""), row);
                }
            }
            if (Files.exists(out.resolve("covariances.csv"))) {
                for (Map<String, String> row : CsvRows.of(out.resolve("covariances.csv"))) {
                    double value = Double.parseDouble(row.get("covariance"));
                    covariances.put(
                            key(row.get("id"), row.get("variable"), row.get("first"), row.get("second")), value);
                }
            }
        }

        double value(Map<String, String> asked) throws IOException {
            if (asked.get("op").equals("weights")) {
                return weighting(asked.get("stat"));
            }
            if (asked.get("op").equals("bycov")) {
                return covariance(asked, 0, 1);
            }
            if (asked.get("op").equals("diff") || asked.get("op").equals("logratio")) {
                Map<String, String> row = contrasts.get(key(id(asked), asked.get("var"), asked.get("term"), ""));
                assertThat(row).as("%s", asked).isNotNull();
                return Double.parseDouble(row.get(COLUMNS.get(asked.get("stat"))));
            }
            if (asked.get("op").equals("wave_diff")) {
                Map<String, String> row = contrasts.get(key(id(asked), asked.get("var"), "change", ""));
                assertThat(row).as("%s", asked).isNotNull();
                return Double.parseDouble(
                        row.get(asked.get("term").isEmpty() ? COLUMNS.get(asked.get("stat")) : "df_satterthwaite"));
            }
            if (asked.get("op").equals("target")) {
                String id = id(asked) + " " + asked.get("term");
                Map<String, String> row =
                        targets.get(key(id, asked.get("var"), domain(asked, asked.get("domain")), ""));
                assertThat(row).as("%s", asked).isNotNull();
                return Double.parseDouble(row.get(COLUMNS.get(asked.get("stat"))));
            }
            String term = asked.get("term");
            String interval = asked.get("op").equals("quantile")
                    ? term.contains("#") ? term.split("#", -1)[1] : "mean"
                    : INTERVALS.getOrDefault(term, "t");
            Map<String, String> row =
                    estimates.get(key(id(asked), asked.get("var"), domain(asked, asked.get("domain")), interval));
            assertThat(row).as("%s", asked).isNotNull();
            if (asked.get("stat").equals("var")) {
                double se = Double.parseDouble(row.get("se"));
                return se * se;
            }
            return Double.parseDouble(row.get(COLUMNS.get(asked.get("stat"))));
        }

        /** A figure of the final weights; the bounds of a trimming as run.json tells them. */
        private double weighting(String stat) throws IOException {
            double[] w = CsvRows.of(out.resolve("weights.csv")).stream()
                    .mapToDouble(row -> Double.parseDouble(row.get("final")))
                    .toArray();
            double sum = DoubleStream.of(w).sum();
            double mean = sum / w.length;
            double squares = DoubleStream.of(w).map(x -> x * x).sum();
            return switch (stat) {
                case "sum" -> sum;
                case "min" -> DoubleStream.of(w).min().orElseThrow();
                case "max" -> DoubleStream.of(w).max().orElseThrow();
                case "cv" ->
                    Math.sqrt(DoubleStream.of(w)
                                            .map(x -> (x - mean) * (x - mean))
                                            .sum()
                                    / (w.length - 1))
                            / mean;
                case "kish_deff" -> w.length * squares / (sum * sum);
                case "trim_lower", "trim_upper" -> {
                    Matcher bound = Pattern.compile("\"" + stat.substring(5) + "\":([0-9.eE+-]+)")
                            .matcher(Files.readString(out.resolve("run.json")));
                    assertThat(bound.find()).isTrue();
                    yield Double.parseDouble(bound.group(1));
                }
                default -> throw new IllegalArgumentException(stat);
            };
        }

        /** What a difference is measured by: the value itself, of a covariance the root of the two variances. */
        double scale(Map<String, String> asked) {
            return asked.get("op").equals("bycov")
                    ? Math.sqrt(covariance(asked, 0, 0) * covariance(asked, 1, 1))
                    : Math.abs(number(asked.get("value")));
        }

        private double covariance(Map<String, String> asked, int first, int second) {
            List<String> groups = List.of(asked.get("term").split("\\|", -1));
            Double value = covariances.get(key(
                    id(asked), asked.get("var"), domain(asked, groups.get(first)), domain(asked, groups.get(second))));
            assertThat(value).as("%s", asked).isNotNull();
            return value;
        }

        private static String id(Map<String, String> asked) {
            String block = block(asked);
            return asked.get("op").equals("ratio") ? block + " " + asked.get("var") : block;
        }

        private static String domain(Map<String, String> asked, String group) {
            return asked.get("by").isEmpty() ? "" : asked.get("by") + "=" + group;
        }

        private static String key(String a, String b, String c, String d) {
            return a + "\t" + b + "\t" + c + "\t" + d;
        }
    }

    /** The rows of one operation. */
    private static final class Tally {
        private int asked;
        private int ofDesignsNotYet;
        private int ofTermsNotYet;
        private int run;
        private int ofNoTarget;
        private int passed;
    }

    /** Counts by operation. */
    private static final class Report {
        private final Map<String, Tally> tallies = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();
        private double worst;

        private Tally tally(Map<String, String> row) {
            return tallies.computeIfAbsent(row.get("op"), key -> new Tally());
        }

        void asked(Map<String, String> row) {
            tally(row).asked++;
        }

        void notYet(Map<String, String> row, boolean design) {
            if (design) {
                tally(row).ofDesignsNotYet++;
            } else {
                tally(row).ofTermsNotYet++;
            }
        }

        void compare(Map<String, String> row, double ours, double scale) {
            if (row.get("tol").equals("info")) {
                tally(row).ofNoTarget++;
                return;
            }
            tally(row).run++;
            double expected = number(row.get("value"));
            boolean tiny = row.get("stat").startsWith("p") && expected > 0 && expected < 1e-12;
            // A tail far out is compared by its logarithm, as the reference says.
            double difference = tiny ? Math.abs(Math.log(ours / expected)) : Math.abs(ours - expected);
            double allowed = switch (row.get("tol")) {
                case "exact" -> tiny ? 1e-8 : 1e-10 * scale;
                case "iter" -> 1e-6 * scale;
                case "approx" -> 1e-3 * scale;
                case "zero" -> 1e-10;
                default -> throw new IllegalArgumentException("Unknown tolerance " + row.get("tol"));
            };
            if (difference <= allowed || (Double.isNaN(ours) && Double.isNaN(expected))) {
                tally(row).passed++;
                worst = row.get("tol").equals("exact") && scale > 0 && !tiny
                        ? Math.max(worst, difference / scale)
                        : worst;
            } else {
                wrong.add(row + " but " + ours);
            }
        }

        /** Every row's weight of every design that the file has a column of. */
        void compareWeights(Path folder, List<Map<String, String>> golden, Set<String> designs) throws IOException {
            for (String design : golden.get(0).keySet()) {
                if (!designs.contains(design)) {
                    tallies.computeIfAbsent("weights.csv", key -> new Tally()).ofDesignsNotYet +=
                            design.equals("pid") ? 0 : golden.size();
                    tallies.get("weights.csv").asked += design.equals("pid") ? 0 : golden.size();
                    continue;
                }
                List<Map<String, String>> ours =
                        CsvRows.of(folder.resolve(design).resolve("weights.csv"));
                assertThat(ours).hasSameSizeAs(golden);
                for (int row = 0; row < golden.size(); row++) {
                    double expected = Double.parseDouble(golden.get(row).get(design));
                    Map<String, String> asked = Map.of(
                            "op",
                            "weights.csv",
                            "var",
                            "",
                            "term",
                            "",
                            "stat",
                            "",
                            "by",
                            "",
                            "design",
                            design,
                            "row",
                            String.valueOf(row + 1),
                            "value",
                            golden.get(row).get(design),
                            "tol",
                            "exact");
                    asked(asked);
                    compare(asked, Double.parseDouble(ours.get(row).get("final")), Math.abs(expected));
                }
            }
        }

        int passed() {
            return tallies.values().stream().mapToInt(tally -> tally.passed).sum();
        }

        void print(String what) {
            System.out.println("Reference values, " + what
                    + ": rows asked = of designs not supported + of terms not supported + run + of no target; passed");
            tallies.forEach((operation, tally) -> System.out.printf(
                    "  %-10s %5d = %5d + %5d + %5d + %5d; passed %5d%n",
                    operation,
                    tally.asked,
                    tally.ofDesignsNotYet,
                    tally.ofTermsNotYet,
                    tally.run,
                    tally.ofNoTarget,
                    tally.passed));
            System.out.printf("  largest relative difference of an exact row %.1e%n", worst);
        }
    }
}
