package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;

class AnalyseRunTest {
    private static final String DESIGN = "\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"h\"]";

    @TempDir
    Path folder;

    private int runs;

    @BeforeEach
    void data() throws IOException {
        StringBuilder csv = new StringBuilder("h,psu,w,yes,score,sex,area,city\n");
        for (int i = 0; i < 48; i++) {
            String sex = i % 2 == 0 ? "F" : "M";
            // Everybody in the area 3 says yes, so that its rate is 1.
            int yes = i % 3 == 2 || i % 5 < 2 ? 1 : 0;
            csv.append("H%d,%d,%d,%d,%s,%s,%d,%s\n"
                    .formatted(i / 16, i / 4, 10 + i % 7, yes, i == 7 ? "" : "" + i % 11, sex, i % 3 + 1, "<b>&x"));
        }
        Files.writeString(folder.resolve("data.csv"), csv);
    }

    @Test
    void rowsStandInTheOrderOfTheJob() throws IOException {
        List<Map<String, String>> rows = estimates("""
                {"id": "b", "statistic": "mean", "variables": ["score", "yes"], "by": [["sex"], []], "intervals": ["normal", "t"]},
                {"id": "a", "statistic": "proportions", "variables": ["area"], "by": [["sex"]]}
                """);
        assertThat(rows.stream()
                        .map(r -> "%s %s %s %s %s"
                                .formatted(
                                        r.get("id"),
                                        r.get("variable"),
                                        r.get("domain"),
                                        r.get("category"),
                                        r.get("interval"))
                                .replaceAll(" +", " ")
                                .strip()))
                .containsExactly(
                        "b score sex=F normal",
                        "b score sex=F t",
                        "b score sex=M normal",
                        "b score sex=M t",
                        "b score normal",
                        "b score t",
                        "b yes sex=F normal",
                        "b yes sex=F t",
                        "b yes sex=M normal",
                        "b yes sex=M t",
                        "b yes normal",
                        "b yes t",
                        "a area sex=F 1",
                        "a area sex=F 2",
                        "a area sex=F 3",
                        "a area sex=M 1",
                        "a area sex=M 2",
                        "a area sex=M 3");
    }

    @Test
    void theSharesOfAllCategoriesAddUpToOneAndEqualTheProportionOfEach() throws IOException {
        List<Map<String, String>> rows = estimates("""
                {"id": "all", "statistic": "proportions", "variables": ["area"]},
                {"id": "one", "statistic": "proportion", "variables": ["area"], "category": "2"},
                {"id": "number", "statistic": "proportion", "variables": ["area"], "category": 2}
                """);
        assertThat(rows.stream()
                        .limit(3)
                        .mapToDouble(row -> number(row, "estimate"))
                        .sum())
                .isCloseTo(1, within(1e-12));
        assertThat(rows.get(3).get("estimate")).isEqualTo(rows.get(1).get("estimate"));
        assertThat(rows.get(3).get("se")).isEqualTo(rows.get(1).get("se"));
        assertThat(rows.get(4).get("estimate")).isEqualTo(rows.get(1).get("estimate"));
    }

    @Test
    void whatHasNoNumberIsNotedAndWarnedOf() throws IOException {
        run("{\"data\": {\"file\": \"data.csv\"}, \"design\": {" + DESIGN + "}, " + """
                "variables": [{"name": "none", "value": "0"}, {"name": "vast", "value": "number('1e308')"},
                  {"name": "huge", "value": "if(${sex} = 'M', ${vast}, ${vast} * 0.9)"}],
                "estimates": [
                  {"id": "r", "statistic": "ratio", "numerator": "score", "denominator": "none", "intervals": ["t"]},
                  {"id": "m", "statistic": "mean", "variables": ["huge", "vast"]}
                ]}
                """);
        List<Map<String, String>> rows = CsvRows.of(out().resolve("estimates.csv"));
        assertThat(rows.get(0)).containsEntry("estimate", "NaN").containsEntry("note", "n<50 undefined");
        assertThat(rows.get(1).get("note")).contains("undefined");
        // The sum of a constant about itself is 0, however large it is.
        assertThat(Double.parseDouble(rows.get(2).get("estimate"))).isEqualTo(1e308);
        assertThat(Files.readString(out().resolve("run.json"))).contains("\"code\":\"undefined\"");
    }

    @Test
    void aMissingAnswerIsOutsideTheDomainOfItsEstimateOnly() throws IOException {
        List<Map<String, String>> rows = estimates("""
                {"id": "m", "statistic": "mean", "variables": ["score"]},
                {"id": "c", "statistic": "count"},
                {"id": "c2", "statistic": "count", "variables": ["score"], "where": "${sex} = 'M'"}
                """);
        assertThat(rows.stream().map(row -> row.get("n"))).containsExactly("47", "48", "23");
        assertThat(rows.get(1).get("estimate")).isEqualTo(rows.get(1).get("weighted_n"));
    }

    @Test
    void whereADomainOfAJobAndOneOfABlockMeetBothHold() throws IOException {
        run("""
                {"data": {"file": "data.csv"}, "design": {%s}, "domain": "${sex} = 'M'", "level": [0.9, 0.95],
                 "estimates": [{"id": "c", "statistic": "count", "where": "${area} = 1", "by": [[], ["sex"]], "intervals": ["t"]}]}
                """.formatted(DESIGN));
        List<Map<String, String>> rows = CsvRows.of(out().resolve("estimates.csv"));
        assertThat(rows.stream().map(row -> row.get("domain") + " " + row.get("level") + " " + row.get("n")))
                .containsExactly(" 0.9 8", " 0.95 8", "sex=M 0.9 8", "sex=M 0.95 8");
        assertThat(Files.readString(out().resolve("run.json"))).contains("\"code\":\"empty-group\"");
    }

    @Test
    void aRateOfOneTakesTheDesignEffectOfTheEnclosingDomain() throws IOException {
        List<Map<String, String>> rows = estimates("""
                {"id": "r", "statistic": "proportion", "variables": ["yes"], "by": [[], ["area"]], "intervals": ["korn-graubard", "beta"]}
                """);
        Map<String, String> whole = rows.get(0);
        Map<String, String> area = rows.get(6);
        assertThat(area.get("domain")).isEqualTo("area=3");
        assertThat(area.get("estimate")).isEqualTo("1");
        assertThat(area.get("note")).isEqualTo("n<25 p=1 deff-of-enclosing-domain");
        double effective = number(area, "n") / Math.max(1, number(whole, "deff_wr"));
        assertThat(number(area, "lower")).isCloseTo(Math.pow(0.025, 1 / effective), within(1e-12));
        assertThat(rows.get(7).get("lower")).isEqualTo("NaN");
    }

    @Test
    void theCovariancesHaveTheVariancesOnTheirDiagonal() throws IOException {
        List<Map<String, String>> rows = estimates("""
                {"id": "m", "statistic": "mean", "variables": ["yes"], "by": [["sex"]], "covariances": true}
                """);
        List<Map<String, String>> pairs = CsvRows.of(out().resolve("covariances.csv"));
        assertThat(pairs.stream().map(row -> row.get("first") + " " + row.get("second")))
                .containsExactly("sex=F sex=F", "sex=F sex=M", "sex=M sex=M");
        double se = number(rows.get(0), "se");
        assertThat(number(pairs.get(0), "covariance")).isCloseTo(se * se, within(1e-15));
    }

    @Test
    void whatHasNoStandardErrorIsCountedAmongTheWarnings() throws IOException {
        List<Map<String, String>> rows = estimates("""
                {"id": "q", "statistic": "quantile", "variables": ["psu"], "probabilities": [0.5, 0.9]}
                """);
        assertThat(rows.get(0).get("se")).isNotEqualTo("NaN");
        assertThat(rows.get(1).get("se")).isEqualTo("NaN");
        assertThat(Files.readString(out().resolve("run.json"))).contains("\"code\":\"se-undefined\"");
    }

    @Test
    void theCovariancesOfProportionsAreAmongAllCategories() throws IOException {
        List<Map<String, String>> rows = estimates("""
                {"id": "p", "statistic": "proportions", "variables": ["sex"], "by": [[], ["area"]], "covariances": true}
                """);
        List<Map<String, String>> pairs = CsvRows.of(out().resolve("covariances.csv"));
        assertThat(pairs.stream().limit(3).map(row -> row.get("first") + " " + row.get("second")))
                .containsExactly("sex=F sex=F", "sex=F sex=M", "sex=M sex=M");
        assertThat(pairs.get(4).get("first")).isEqualTo("area=1;sex=F");
        assertThat(pairs.get(4).get("second")).isEqualTo("area=1;sex=M");
        double se = number(rows.get(0), "se");
        assertThat(number(pairs.get(0), "covariance")).isCloseTo(se * se, within(1e-15));
        assertThat(number(pairs.get(1), "covariance")).isCloseTo(-se * se, within(1e-15));
    }

    @Test
    void twoRunsGiveTheSameBytesButForTheTiming() throws IOException {
        String job = """
                {"id": "m", "statistic": "mean", "variables": ["yes"], "by": [["sex"]], "intervals": ["t"]}
                """;
        estimates(job);
        Path first = out();
        estimates(job);
        for (String file : List.of("estimates.csv", "run.json", "tables.html")) {
            assertThat(out().resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
    }

    @Test
    void runJsonHasTheHashesTheTypesAndTheDesign() throws IOException {
        estimates("{\"id\": \"c\", \"statistic\": \"count\"}");
        JsonObject run = (JsonObject) JsonReader.read("run.json", Files.readString(out().resolve("run.json")));
        assertThat(run.members().keySet())
                .containsExactly(
                        "format",
                        "versions",
                        "name",
                        "job",
                        "data",
                        "columns",
                        "rows",
                        "strata",
                        "psus",
                        "estimates",
                        "warnings");
        String text = Files.readString(out().resolve("run.json"));
        assertThat(text)
                .contains("\"rows\":48,\"strata\":3,\"psus\":12")
                .contains("{\"name\":\"score\",\"type\":\"numeric\",\"missing\":1}")
                .contains("{\"name\":\"sex\",\"type\":\"text\",\"missing\":0}")
                .containsPattern("\"file\":\"data.csv\",\"sha256\":\"[0-9a-f]{64}\"")
                .doesNotContain("${");
    }

    @Test
    void namesFromTheDataAreEscapedInThePage() throws IOException {
        estimates("{\"id\": \"<i>\", \"statistic\": \"count\", \"by\": [[\"city\"]], \"intervals\": [\"t\"]}");
        assertThat(Files.readString(out().resolve("tables.html")))
                .contains("city=&lt;b&gt;&amp;x")
                .contains("&lt;i&gt;")
                .contains("<svg")
                .doesNotContain("<b>");
    }

    @Test
    void thePageWritesItsNumbersAsEachLanguageDoes() throws IOException {
        estimates("{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"score\"], \"intervals\": [\"t\"]}");
        assertThat(Files.readString(out().resolve("tables.html")))
                .containsPattern(
                        "lang=\"vi\">[0-9]+,[0-9]{2,4}</span><span class=\"en\" lang=\"en\">[0-9]+\\.[0-9]{2,4}<")
                .contains("<small>95%, t</small>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"waves\": [{\"wave\": \"1\", \"file\": \"data.csv\"}, {\"wave\": \"1\", \"file\": \"data.csv\"}] | Two waves are called \"1\"",
                "\"file\": \"data.csv\", \"waves\": [{\"wave\": \"1\", \"file\": \"data.csv\"}] | \"file\" and \"waves\" exclude each other",
                "\"file\": \"data.csv\", \"sharedPsus\": true | \"sharedPsus\" belongs to waves",
                "\"waves\": [{\"wave\": \"1\"}] | The key \"file\" is missing",
                "\"waves\": [{\"wave\": \"1\", \"file\": \"data.csv\"}], \"sharedPsus\": true | name the column of PSUs under \"clusters\"",
            })
    void wavesThatCannotBeReadAreRefused(String data, String fault) {
        assertThat(faults("{\"data\": {" + data + "}, \"estimates\": [{\"id\": \"c\", \"statistic\": \"count\"}]}"))
                .anySatisfy(line -> assertThat(line).contains("job.json:1:").contains(fault));
    }

    @Test
    void aQuantilesSpreadOverReplicatesNeedsReplicates() {
        assertThat(faults("""
                {"data": {"file": "data.csv"},
                 "estimates": [{"id": "q", "statistic": "quantile", "variables": ["score"], "probabilities": [0.5],
                   "interval": "replicates"}]}
                """))
                .singleElement()
                .asString()
                .contains("job.json:3:", "The interval \"replicates\" needs replicates.", "Add \"replicates\"");
    }

    @Test
    void testsThatCannotBeRunAreRefusedEachAtItsPlace() {
        assertThat(faults("""
                {"data": {"file": "data.csv"}, "design": {"weights": "w", "clusters": ["psu"], "strata": ["h"]},
                 "tests": [{"id": "a", "test": "rank", "variable": "score", "groups": "yes", "scores": "middle"},
                           {"id": "b", "test": "independence", "rows": "yes", "columns": "citty"},
                           {"id": "c", "test": "independence", "rows": "yes", "columns": "h", "statistic": "lincoln"},
                           {"id": "d", "test": "t", "variable": "score", "groups": "score"},
                           {"id": "a", "test": "trend", "variable": "score", "over": "yes", "kind": "logit"},
                           {"id": "e", "test": "t", "variable": "score"},
                           {"id": "f", "test": "kappa", "rows": "yes", "columns": "sex"}]}
                """))
                .extracting(Object::toString)
                .satisfiesExactlyInAnyOrder(
                        rank -> assertThat(rank).contains("job.json:2:").contains("Unknown scores \"middle\"."),
                        column -> assertThat(column).contains("job.json:3:").contains("There is no column \"citty\"."),
                        lincoln ->
                                assertThat(lincoln).contains("job.json:4:").contains("Unknown statistic \"lincoln\"."),
                        groups -> assertThat(groups).contains("job.json:5:").contains("where the test needs 2."),
                        twice -> assertThat(twice).contains("job.json:6:").contains("Two blocks have the id \"a\"."),
                        logit -> assertThat(logit).contains("job.json:6:").contains("\"logit\" is not supported yet."),
                        missing -> assertThat(missing).contains("job.json:7:").contains("groups"),
                        apart -> assertThat(apart)
                                .contains("job.json:8:")
                                .contains("\"yes\" and \"sex\" have no level in common"));
    }

    @Test
    void targetsMayBeUpperLimitsAndMeansAreJudgedByTheirT() throws IOException {
        run("{\"data\": {\"file\": \"data.csv\"}, \"design\": {" + DESIGN + "}, " + """
                "estimates": [{"id": "mean", "statistic": "mean", "variables": ["score"], "intervals": ["t"]},
                              {"id": "rate", "statistic": "proportion", "variables": ["yes"], "intervals": ["korn-graubard"]}],
                "targets": [{"id": "low", "of": "rate", "target": 0.1, "direction": "atMost"},
                            {"id": "high", "of": "rate", "target": 0.999, "direction": "atMost"},
                            {"id": "score", "of": "mean", "target": 1},
                            {"id": "score-most", "of": "mean", "target": 1, "direction": "atMost"}]}
                """);
        List<Map<String, String>> targets = CsvRows.of(out().resolve("targets.csv"));
        List<Map<String, String>> estimates = CsvRows.of(out().resolve("estimates.csv"));
        assertThat(targets.stream().map(row -> row.get("direction") + " " + row.get("verdict")))
                .containsExactly("atMost not_met", "atMost met", "atLeast met", "atMost not_met");
        assertThat(targets.get(2)).containsEntry("interval", "t").containsEntry("t_logit", "NaN");
        assertThat(targets.get(2).get("lower")).isEqualTo(estimates.get(0).get("lower"));
        assertThat(targets.get(0).get("lower")).isEqualTo(estimates.get(1).get("lower"));
    }

    @Test
    void everyCategoryHasItsContrast() throws IOException {
        String contrasts =
                "\"by\": [[\"sex\"]], \"contrasts\": [{\"name\": \"d\", \"plus\": {\"F\": 1}, \"minus\": {\"M\": 1}}]";
        estimates("{\"id\": \"all\", \"statistic\": \"proportions\", \"variables\": [\"area\"], " + contrasts + "},"
                + "{\"id\": \"one\", \"statistic\": \"proportion\", \"variables\": [\"area\"], \"category\": \"2\", "
                + contrasts
                + "}");
        List<Map<String, String>> rows = CsvRows.of(out().resolve("contrasts.csv"));
        assertThat(rows.stream().map(row -> row.get("id") + " " + row.get("domain")))
                .containsExactly("all area=1", "all area=2", "all area=3", "one ");
        for (String column : List.of("estimate", "se", "df", "p", "lower", "upper")) {
            assertThat(rows.get(1).get(column)).isEqualTo(rows.get(3).get(column));
        }
        assertThat(rows.stream()
                        .limit(3)
                        .mapToDouble(row -> number(row, "estimate"))
                        .sum())
                .isCloseTo(0, within(1e-15));
    }

    @Test
    void targetsThatCannotBeJudgedAreRefused() {
        assertThat(faults("""
                {"data": {"file": "data.csv"}, "design": {"weights": "w", "clusters": ["psu"], "strata": ["h"]},
                 "estimates": [{"id": "mean", "statistic": "mean", "variables": ["score"]},
                               {"id": "rate", "statistic": "proportion", "variables": ["yes"]},
                               {"id": "spread", "statistic": "variance", "variables": ["score"]}],
                 "targets": [{"id": "a", "of": "spread", "target": 0.5},
                             {"id": "b", "of": "rates", "target": 0.5},
                             {"id": "a", "of": "rate", "target": 90, "direction": "below"}]}
                """))
                .map(fault -> fault.substring(fault.indexOf("job.json")))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .contains(
                                        "job.json:5:",
                                        "A target judges a rate, mean, ratio or total; \"spread\" is a variance."),
                        fault -> assertThat(fault)
                                .contains("job.json:6:", "no block of estimates \"rates\"", "Did you mean \"rate\"?"),
                        fault -> assertThat(fault).contains("job.json:7:", "Two targets have the id \"a\""),
                        fault -> assertThat(fault)
                                .contains("job.json:7:", "The target of a rate is a share from 0 to 1"),
                        fault -> assertThat(fault).contains("job.json:7:", "Unknown direction \"below\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"fpc\": [\"w\"] | The design: fpc 10 is smaller than the 48 sampled PSUs (row 1)",
                "\"clusters\": [\"psu\"], \"fpc\": [\"w\", \"w\"] | \"fpc\" names 2 stages, the clusters 1",
                "\"clusters\": [\"psu\", \"sex\"], \"fpc\": [\"w\"] | Without weights every stage needs an fpc",
                "\"fpc\": [\"sex\"] | The fpc must be numeric; the column \"sex\" is text",
                "\"fpc\": [\"score\"] | The fpc \"score\" is missing in 1 row: row 8",
                "\"degreesOfFreedom\": 3 | \"degreesOfFreedom\" is not supported yet",
                "\"strata\": [\"h\", \"sex\"] | \"strata\" names 2 stages, the clusters 1",
                "\"nested\": true | \"nested\" needs strata and clusters",
                "\"singlePsu\": \"centered\" | Unknown singlePsu \"centered\"",
                "\"weights\": \"sex\" | Weights must be numeric; the column \"sex\" is text",
                "\"weights\": \"score\" | Weight \"score\" is missing in 1 row: row 8",
                "\"clusters\": [\"psu\"], \"strata\": [\"psu\"] | has 1 sampled PSU; variance needs 2",
            })
    void designsThatCannotBeUsedAreRefused(String design, String fault) {
        assertThat(faults("{\"data\": {\"file\": \"data.csv\"}, \"design\": {" + design
                        + "}, \"estimates\": [{\"id\": \"c\", \"statistic\": \"count\", \"variables\": [\"psu\"]}]}"))
                .anySatisfy(line -> assertThat(line).contains("job.json:1:").contains(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"statistic\": \"quantile\", \"variables\": [\"score\"] | A quantile needs \"probabilities\"",
                "\"statistic\": \"quantile\", \"variables\": [\"score\"], \"probabilities\": [50] | must be a number between 0 and 1, found 50",
                "\"statistic\": \"quantile\", \"variables\": [\"score\"], \"probabilities\": [0.5], \"rule\": \"hf10\" | Unknown rule \"hf10\"",
                "\"statistic\": \"quantile\", \"variables\": [\"score\"], \"probabilities\": [0.5], \"interval\": \"logit\" | Unknown interval \"logit\"",
                "\"statistic\": \"quantile\", \"variables\": [\"score\"], \"probabilities\": [0.5], \"intervals\": [\"t\"] | A quantile has one kind of interval",
                "\"statistic\": \"quantile\", \"variables\": [\"score\"], \"probabilities\": [0.5], \"covariances\": true | Quantiles have no covariances",
                "\"statistic\": \"quantile\", \"variables\": [\"sex\"], \"probabilities\": [0.5] | A quantile must be numeric",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"probabilities\": [0.5] | \"probabilities\" belongs to statistic \"quantile\"",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"contrasts\": [] | Contrasts compare the groups of one grouping",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"by\": [[\"sex\"]], \"contrasts\": [{\"name\": \"d\", \"plus\": {\"F\": 1}, \"minus\": {\"X\": 1}}] | There is no group \"X\". The groups are \"F\", \"M\".",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"by\": [[\"sex\"]], \"contrasts\": [{\"name\": \"d\", \"plus\": {\"F\": \"one\"}, \"minus\": {\"M\": 1}}] | A coefficient must be a number",
                "\"statistic\": \"quantile\", \"variables\": [\"score\"], \"probabilities\": [0.5], \"by\": [[\"h\"]], \"contrasts\": [] | There are no contrasts of quantiles",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"intervals\": [\"logit\"] | The interval \"logit\" is for proportions",
                "\"statistic\": \"proportion\", \"variables\": [\"yes\"], \"intervals\": [\"score\"] | Unknown interval \"score\"",
                "\"statistic\": \"proportion\", \"variables\": [\"yes\"], \"intervals\": [\"logitt\"] | Did you mean \"logit\"?",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"level\": 95 | found 95. Write 0.95",
                "\"statistic\": \"mean\", \"variables\": [\"sex\"] | A mean must be numeric; the column \"sex\" is text",
                "\"statistic\": \"mean\" | The key \"variables\" is missing",
                "\"statistic\": \"mean\", \"variables\": [] | The block names no variable",
                "\"statistic\": \"mean\", \"variables\": [\"score\", \"score\"] | stands twice",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"category\": \"1\" | \"category\" belongs to",
                "\"statistic\": \"proportion\", \"variables\": [\"score\"] | is 2 in row 3",
                "\"statistic\": \"proportion\", \"variables\": [\"sex\"] | needs a \"category\". It has \"F\", \"M\".",
                "\"statistic\": \"proportion\", \"variables\": [\"sex\"], \"category\": \"X\" | has no category \"X\". It has \"F\", \"M\".",
                "\"statistic\": \"ratio\", \"numerator\": \"yes\" | The key \"denominator\" is missing",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"by\": [\"sex\"] | A grouping must be a list of columns",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"by\": [[\"sexx\"]] | Did you mean \"sex\"?",
                "\"statistic\": \"mean\", \"variables\": [\"score\"], \"where\": \"${sexx} = 1\" | There is no column \"sexx\"",
            })
    void blocksThatCannotBeRunAreRefused(String block, String fault) {
        assertThat(faults("{\"data\": {\"file\": \"data.csv\"}, \"design\": {" + DESIGN
                        + "}, \"estimates\": [{\"id\": \"c\", " + block + "}]}"))
                .anySatisfy(line -> assertThat(line).contains("job.json:1:").contains(fault));
    }

    @Test
    void aStatisticThatIsMisspeltIsTheOnlyFault() {
        for (String block : List.of(
                "\"proporton\", \"variables\": [\"sex\"], \"category\": \"F\", \"intervals\": [\"korn-graubard\"]",
                "\"ratoi\", \"numerator\": \"yes\", \"denominator\": \"score\"",
                "\"quantil\", \"variables\": [\"score\"], \"probabilities\": [0.5], \"rule\": \"hf7\"")) {
            assertThat(faults("{\"data\": {\"file\": \"data.csv\"}, \"design\": {" + DESIGN
                            + "}, \"estimates\": [{\"id\": \"c\", \"statistic\": " + block + "}]}"))
                    .singleElement()
                    .asString()
                    .contains("Unknown statistic \"", "Did you mean \"");
        }
    }

    @Test
    void aColumnThatIsNotThereIsToldBesideAStatisticThatIsMisspelt() {
        assertThat(faults("{\"data\": {\"file\": \"data.csv\"}, \"design\": {" + DESIGN
                        + "}, \"estimates\": [{\"id\": \"c\", \"statistic\": \"ratoi\", \"numerator\": \"yse\","
                        + " \"denominator\": \"score\"}]}"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("Unknown statistic \"ratoi\""),
                        second -> assertThat(second).contains("There is no column \"yse\""));
    }

    @Test
    void faultsOfTheJobAndOfTheDataAreListedTogether() throws IOException {
        Files.writeString(folder.resolve("data.csv"), "a,b\n1\n");
        assertThat(faults("{\"data\": {\"file\": [\"data.csv\", \"no.csv\"]}, \"levels\": 1, \"estimates\": []}"))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("Unknown key \"levels\""))
                .anySatisfy(line -> assertThat(line).contains("asks for no estimate"))
                .anySatisfy(line -> assertThat(line).contains("data.csv:2:1"))
                .anySatisfy(line -> assertThat(line).contains("no.csv: The file is not there"));
    }

    @Test
    void aVariableMayNotTakeTheNameOfAColumnAndItsFaultIsToldOnce() {
        assertThat(faults("""
                        {"data": {"file": "data.csv"},
                         "variables": [{"name": "yes", "value": "1"},
                                       {"name": "x", "value": "${nothing} + 1"}],
                         "estimates": [{"id": "c", "statistic": "proportion", "variables": ["x"], "category": "1"}]}
                        """))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("job.json:2:25: There is a column \"yes\" already."))
                .anySatisfy(line -> assertThat(line).contains("job.json:3:40: There is no column \"nothing\"."));
    }

    @Test
    void groupingByAnIdentifierIsRefusedBeforeTheMemoryIsFull() throws IOException {
        StringBuilder csv = new StringBuilder("id,code\n");
        for (int i = 0; i < 5000; i++) {
            csv.append(i).append(",x").append(i).append('\n');
        }
        Files.writeString(folder.resolve("data.csv"), csv);
        assertThat(faults("{\"data\": {\"file\": \"data.csv\"}, \"estimates\":"
                        + " [{\"id\": \"c\", \"statistic\": \"count\", \"by\": [[\"id\", \"code\"]]}]}"))
                .singleElement()
                .asString()
                .contains("This grouping makes 5,000 groups in 5,000 PSUs");
    }

    @Test
    void theCellThatMakesAColumnTextIsNamed() throws IOException {
        assertThat(faults("{\"data\": {\"file\": \"data.csv\"}, \"estimates\":"
                        + " [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"sex\"]}]}"))
                .singleElement()
                .asString()
                .contains("the column \"sex\" is text: \"F\" in row 1. Convert it");
    }

    @Test
    void aJobThatIsNoJsonOrNotUtf8IsRefused() throws IOException {
        assertThat(faults("{\"data\": ")).singleElement().asString().contains("job.json:1:");
        Path job = folder.resolve("job.json");
        Files.write(job, new byte[] {'{', (byte) 0xff, '}'});
        assertThatThrownBy(() -> AnalyseRun.run(job, folder.resolve("out"), stage -> {}))
                .isInstanceOf(FaultsException.class)
                .hasMessageContaining("not UTF-8");
    }

    private List<Map<String, String>> estimates(String blocks) throws IOException {
        run("{\"data\": {\"file\": \"data.csv\"}, \"design\": {" + DESIGN + "}, \"estimates\": [" + blocks + "]}");
        return CsvRows.of(out().resolve("estimates.csv"));
    }

    private void run(String text) throws IOException {
        runs++;
        AnalyseRun.run(Files.writeString(folder.resolve("job.json"), text), out(), stage -> {});
        // Nothing but the job, the data and the finished folders is left.
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.count()).isEqualTo(2 + runs);
        }
    }

    private Path out() {
        return folder.resolve("out" + runs);
    }

    private List<String> faults(String text) {
        try {
            AnalyseRun.run(Files.writeString(folder.resolve("job.json"), text), folder.resolve("out"), stage -> {});
        } catch (FaultsException e) {
            assertThat(folder.resolve("out")).doesNotExist();
            return e.faults().stream().map(Fault::toString).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("The job was not refused: " + text);
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
