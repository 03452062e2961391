package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data and designs that can't give a number: refused with the rows and the remedy, or flagged with a defined note. */
class BadInputTest {
    private static final String MEAN =
            "\"estimates\": [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"y\"]}]";

    private JobFolder jobs;

    @TempDir
    private Path folder;

    @BeforeEach
    void data() throws IOException {
        jobs = new JobFolder(folder);
        jobs.write("data.csv", """
                id,h,psu,w,N,y,one,sex,female
                1,a,1,10,20,3,1,F,1
                2,a,1,10,20,1,1,M,0
                3,a,2,10,20,4,1,F,1
                4,a,2,10,20,1,1,M,0
                5,b,3,10,20,5,1,F,1
                6,b,3,10,20,9,1,M,0
                7,b,4,10,20,2,1,F,1
                8,b,4,10,20,6,1,M,0
                """);
    }

    private static String job(String variables, String design, String rest) {
        return "{\"data\": {\"file\": \"data.csv\"}, \"variables\": [" + variables + "],\n\"design\": {" + design
                + "},\n" + rest + "}";
    }

    private static String variable(String name, String value) {
        return "{\"name\": \"" + name + "\", \"value\": \"" + value + "\"}";
    }

    @Test
    void weightsThatAreMissingOrNegativeAreNamedByRowAllAtOnceAndOneTooLargeForANumberIsMissing() {
        String bad = "if(${id} = 2, number(''), if(${id} = 4, -3, if(${id} = 7, number('1e308') * 10, ${w})))";
        assertThat(jobs.faults(job(variable("bad", bad), "\"weights\": \"bad\"", MEAN)))
                .containsExactly(
                        "job.json:2:11: Weight \"bad\" is missing in 2 rows: row 2, row 7. Give every row a weight, 0 for a row"
                                + " that must not count.",
                        "job.json:2:11: Weight \"bad\" is negative in 1 row: row 4 (-3). A weight must be 0 or more.");
    }

    @Test
    void aNumberTooLargeForAWeightIsNamedByRow() throws IOException {
        jobs.write("data.csv", "w,y\n1,2\n1e999,3\n");
        assertThat(jobs.faults(job("", "\"weights\": \"w\"", MEAN)))
                .singleElement()
                .asString()
                .contains("job.json:2:23: Weights must be numeric; the column \"w\" is text: \"1e999\" in row 2.");
    }

    @Test
    void badWeightsDoNotHideWhatIsWrongWithTheDesign() {
        String bad = variable("bad", "if(${id} = 4, -3, ${w})");
        assertThat(jobs.faults(job(
                        bad + ", " + variable("p", "if(${id} = 5, 1, ${psu})"),
                        "\"weights\": \"bad\", \"strata\": [\"h\"], \"clusters\": [\"p\"]",
                        MEAN)))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("negative in 1 row: row 4 (-3)"))
                .anyMatch(fault -> fault.contains("PSU 1 in strata \"a\" and \"b\" (row 5)"));
        assertThat(jobs.faults(job(
                        bad + ", " + variable("p", "if(${h} = 'b', 3, ${psu})"),
                        "\"weights\": \"bad\", \"strata\": [\"h\"], \"clusters\": [\"p\"]",
                        MEAN)))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("negative in 1 row: row 4 (-3)"))
                .anyMatch(fault -> fault.contains("Stratum \"b\" has 1 sampled PSU"));
    }

    @Test
    void aPsuInTwoStrataIsNamedWithTheRowAndTheRemedy() {
        String moved = variable("moved", "if(${id} = 7, 'a', ${h})");
        assertThat(jobs.faults(job(moved, "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"moved\"", MEAN)))
                .singleElement()
                .asString()
                .contains("job.json:2:11: 1 PSU is in more than one stratum", "PSU 4", "set nested = true");
    }

    @Test
    void anFpcSmallerThanTheSampleNamesTheStratum() {
        String small = variable("small", "if(${h} = 'b', 1, 20)");
        assertThat(jobs.faults(job(
                        small,
                        "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"h\", \"fpc\": \"small\"",
                        MEAN)))
                .singleElement()
                .asString()
                .contains("Stratum \"b\": fpc 1 is smaller than the 2 sampled PSUs (row 5)", "at least as many");
    }

    @Test
    void anFpcBelowZeroIsNoFractionAmongSizes() {
        assertThat(jobs.faults(job(
                        variable("size", "if(${id} = 5, -4, ${N})"),
                        "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"h\", \"fpc\": \"size\"",
                        MEAN)))
                .containsExactly("job.json:2:11: The fpc \"size\" is not above 0 in 1 row: row 5 (-4). Write population"
                        + " sizes (1 or more) or sampling fractions (1 or less).");
    }

    @Test
    void faultsOfWeightsStrataAndFpcAreToldTogether() {
        String bad = variable("bad", "if(${id} = 1, -1, ${w})") + ", "
                + variable("none", "if(${id} = 8, number(''), ${psu})") + ", "
                + variable("mixed", "if(${h} = 'a', 0.5, 20)");
        assertThat(jobs.faults(job(bad, "\"weights\": \"bad\", \"clusters\": \"none\", \"fpc\": \"mixed\"", MEAN)))
                .satisfiesExactlyInAnyOrder(
                        weight -> assertThat(weight).contains("negative in 1 row: row 1 (-1)"),
                        psu -> assertThat(psu).contains("The PSU \"none\" is missing in 1 row: row 8."),
                        fpc -> assertThat(fpc)
                                .contains(
                                        "The fpc \"mixed\" is below 1, a sampling fraction, where others are population sizes",
                                        "4 rows: row 1 (0.5), row 2 (0.5)",
                                        "Write sizes everywhere or fractions everywhere."));
    }

    @Test
    void aDomainThatNoRowMeetsIsRefusedAtItsCondition() {
        assertThat(jobs.faults(job("", "\"weights\": \"w\"", "\"domain\": \"${sex} = 'X'\",\n" + MEAN)))
                .containsExactly(
                        "job.json:3:12: No row with a weight meets \"domain\". Correct the condition, or the codes"
                                + " that it compares with.");
        assertThat(jobs.faults(job("", "\"weights\": \"w\"", """
                        "estimates": [{"id": "a", "statistic": "mean", "variables": ["y"],
                          "where": "${y} > 100"}],
                        "tests": [{"id": "t", "test": "t", "variable": "y", "groups": "sex", "where": "${y} > 200"}]""")))
                .anySatisfy(line -> assertThat(line).startsWith("job.json:4:13: No row with a weight meets \"where\"."))
                .anySatisfy(
                        line -> assertThat(line).startsWith("job.json:5:80: No row with a weight meets \"where\"."));
        assertThat(jobs.faults(job(
                        variable("zero", "if(${sex} = 'F', 0, 1)"),
                        "\"weights\": \"zero\"",
                        "\"domain\": \"${sex} = 'F'\",\n" + MEAN)))
                .singleElement()
                .asString()
                .contains("No row with a weight meets \"domain\".");
    }

    @Test
    void whatHasNoValueIsWarnedOfOnceAsItsNoteTells() throws IOException {
        jobs.run(job(
                variable("none", "${one} - 1"), "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"h\"", """
                "estimates": [{"id": "r", "statistic": "ratio", "numerator": "y", "denominator": "none"}]"""));
        assertThat(jobs.rows("estimates.csv").get(0)).containsEntry("note", "n<25 undefined df<8");
        assertThat(jobs.text("run.json")).contains("\"code\":\"undefined\"").doesNotContain("se-undefined");
    }

    @Test
    void aVariableThatHasNoValueWhereItIsAskedForIsNamed() throws IOException {
        jobs.run(job(
                variable("none", "number('')") + ", " + variable("ofMen", "if(${sex} = 'M', ${y}, number(''))"),
                "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"h\"",
                """
                "estimates": [
                  {"id": "m", "statistic": "mean", "variables": ["none", "y"]},
                  {"id": "s", "statistic": "proportions", "variables": ["none"]},
                  {"id": "q", "statistic": "quantile", "variables": ["ofMen"], "probabilities": [0.5],
                   "where": "${sex} = 'F'"},
                  {"id": "c", "statistic": "count", "by": [["none"]]},
                  {"id": "n", "statistic": "mean", "variables": ["ofMen"], "by": [["sex"]]}]"""));
        assertThat(jobs.rows("estimates.csv").stream().map(row -> row.get("id")))
                .containsExactly("m", "n");
        String sentence = "has a value, so that nothing is written: none, ofMen, (none)\",\"count\":3}";
        assertThat(jobs.text("run.json")).contains("\"code\":\"no-value\"", sentence);
        assertThat(jobs.text("tables.html")).contains("nên không có gì được ghi: none, ofMen, (none)");
    }

    @Test
    void figuresOfAScaleThatAreNotDefinedAndATargetWithoutAPValueAreWarnedOf() throws IOException {
        jobs.run(job("", "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"h\"", """
                "estimates": [{"id": "p", "statistic": "proportion", "variables": ["one"]}],
                "targets": [{"id": "all", "of": "p", "target": 0.9}],
                "scales": [{"id": "flat", "items": ["one", "female"]}, {"id": "sound", "items": ["y", "female"]}]"""));
        assertThat(jobs.rows("targets.csv").get(0)).containsEntry("p_two", "NaN");
        assertThat(jobs.text("run.json"))
                .contains(
                        "\"code\":\"p-undefined\",\"message\":\"Contrasts, targets, tests and coefficients have no p-value:")
                .contains("\"code\":\"scale-undefined\"", "one item alone: flat\",\"count\":1}");
        assertThat(jobs.text("tables.html")).contains("hoặc chỉ có một mục: flat");
    }

    @Test
    void sumsTooLargeForANumberAreNotedAndTheirVariablesNamed() throws IOException {
        jobs.run(job(
                variable("vast", "${y} * number('1e200')") + ", " + variable("vaster", "${y} * number('1e307')"),
                "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"h\"",
                """
                "estimates": [{"id": "t", "statistic": "total", "variables": ["y", "vast", "vaster"]}]"""));
        List<Map<String, String>> rows = jobs.rows("estimates.csv");
        assertThat(rows.stream().map(row -> row.get("note")))
                .containsExactly("n<25 df<8", "n<25 se-undefined df<8", "n<25 undefined df<8");
        assertThat(rows.get(1)).containsEntry("se", "Infinity");
        assertThat(rows.get(2)).containsEntry("estimate", "Infinity");
        assertThat(jobs.text("run.json"))
                .contains("\"code\":\"too-large\"", "too large for a number: vast, vaster. Give", "\"count\":2}");
        assertThat(jobs.text("tables.html")).contains("quá lớn để ghi thành số: vast, vaster.");
    }

    @Test
    void aVariableThatDoesNotVaryIsNotedAndItsTestIsWarnedOf() throws IOException {
        jobs.run(job("", "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"h\"", """
                "estimates": [
                  {"id": "m", "statistic": "mean", "variables": ["one", "y"], "intervals": ["t"]},
                  {"id": "r", "statistic": "ratio", "numerator": "one", "denominator": "one"},
                  {"id": "v", "statistic": "variance", "variables": ["one", "y"]},
                  {"id": "p", "statistic": "proportion", "variables": ["one"], "intervals": ["korn-graubard"]}],
                "tests": [{"id": "t", "test": "t", "variable": "one", "groups": "sex"}]"""));
        List<Map<String, String>> rows = jobs.rows("estimates.csv");
        assertThat(rows.stream().map(row -> row.get("note")))
                .containsExactly(
                        "n<25 constant df<8",
                        "n<25 df<8",
                        "n<25 constant df<8",
                        "n<25 constant df<8",
                        "n<25 df<8",
                        "n<25 p=1 df<8 n*=psus");
        assertThat(rows.get(0))
                .containsEntry("estimate", "1")
                .containsEntry("se", "0")
                .containsEntry("lower", "1")
                .containsEntry("upper", "1");
        assertThat(jobs.rows("tests.csv").get(0)).containsEntry("p", "NaN");
        assertThat(jobs.text("run.json")).contains("\"code\":\"p-undefined\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "3", "0.1"})
    void aConstantHasNoErrorNoTestAndReachesItself(String constant) throws IOException {
        jobs.run(job(
                variable("u", "1.3 + ${id} div 7") + ", " + variable("k", constant) + ", "
                        + variable("mixed", "if(${sex} = 'F', " + constant + ", 5)"),
                "\"weights\": \"u\", \"clusters\": \"psu\", \"strata\": \"h\"",
                """
                "estimates": [
                  {"id": "m", "statistic": "mean", "variables": ["k", "mixed"], "by": [["sex"]], "intervals": ["t"],
                   "contrasts": [{"name": "d", "plus": {"F": 1}, "minus": {"M": 1}}]}],
                "targets": [{"id": "T", "of": "m", "target": %s}],
                "tests": [{"id": "t", "test": "t", "variable": "k", "groups": "sex"},
                  {"id": "l", "test": "trend", "variable": "k", "over": "y"},
                  {"id": "mixed", "test": "t", "variable": "mixed", "groups": "sex"}]""".formatted(constant)));
        assertThat(jobs.rows("estimates.csv"))
                .hasSize(4)
                .allSatisfy(
                        row -> assertThat(row).containsEntry("se", "0").containsEntry("note", "n<25 constant df<8"));
        assertThat(jobs.rows("contrasts.csv"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).containsEntry("se", "0").containsEntry("p", "NaN"));
        assertThat(jobs.rows("tests.csv"))
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row).containsEntry("statistic", "NaN").containsEntry("p", "NaN"));
        assertThat(jobs.rows("targets.csv").stream().limit(2))
                .allSatisfy(row -> assertThat(row).containsEntry("verdict", "met"));
        assertThat(jobs.text("run.json")).contains("\"code\":\"p-undefined\"");
    }

    @Test
    void aMeanThatTheCalibrationFixesHasNoErrorAndReachesItself() throws IOException {
        for (String method : List.of(
                "{\"method\": \"poststratify\", \"by\": [\"sex\"], \"totals\": {\"F\": 31, \"M\": 69}}",
                "{\"method\": \"linear\", \"terms\": [\"sex\"], \"totals\": {\"file\": \"totals.csv\"}}")) {
            jobs.write("totals.csv", "term,level,total\nsex,F,31\nsex,M,69\n");
            jobs.run(job(
                    variable("u", "1.3 + ${id} div 7") + ", " + variable("k", "if(${sex} = 'F', 0.3, 7)"),
                    "\"weights\": \"u\", \"clusters\": \"psu\", \"strata\": \"h\"",
                    "\"calibration\": [" + method + """
                    ],
                    "estimates": [
                      {"id": "m", "statistic": "mean", "variables": ["k"], "intervals": ["t"]},
                      {"id": "p", "statistic": "proportion", "variables": ["sex"], "category": "F", "intervals": ["beta"]}],
                    "targets": [{"id": "T", "of": "m", "target": 4.923}, {"id": "P", "of": "p", "target": 0.31}]"""));
            List<Map<String, String>> rows = jobs.rows("estimates.csv");
            assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("se", "0"));
            assertThat(Double.parseDouble(rows.get(1).get("lower"))).isCloseTo(0.31, within(1e-12));
            assertThat(Double.parseDouble(rows.get(1).get("upper"))).isCloseTo(0.31, within(1e-12));
            assertThat(jobs.rows("targets.csv").get(0))
                    .containsEntry("verdict", "met")
                    .containsEntry("p_two", "NaN");
        }
    }

    @Test
    void whatHasNoDegreesOfFreedomIsNoted() throws IOException {
        jobs.run(job(
                "",
                "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"psu\", \"singlePsu\": \"certainty\"",
                """
                "estimates": [{"id": "m", "statistic": "mean", "variables": ["y"], "intervals": ["t"]}]"""));
        assertThat(jobs.rows("estimates.csv").get(0))
                .containsEntry("note", "n<25 df<1")
                .containsEntry("lower", "NaN");
        jobs.run(job(
                "",
                "\"weights\": \"w\", \"clusters\": \"psu\", \"strata\": \"psu\", \"singlePsu\": \"average\"",
                MEAN));
        assertThat(jobs.rows("estimates.csv").get(0))
                .containsEntry("se", "NaN")
                .containsEntry("note", "n<25 se-undefined df<1");
    }

    @Test
    void collinearTermsOfACalibrationAreNamed() throws IOException {
        jobs.write("totals.csv", "term,level,total\n,,100\nsex,F,60\nsex,M,40\nfemale,,60\n");
        assertThat(jobs.faults(job(
                        "",
                        "\"weights\": \"w\"",
                        "\"calibration\": [{\"method\": \"linear\", \"terms\": [\"sex\", \"female\"], \"totals\": {\"file\":"
                                + " \"totals.csv\"}}],\n" + MEAN)))
                .singleElement()
                .asString()
                .contains("job.json:3:", "The term female is collinear with the terms before it", "Leave it out");
    }

    @Test
    void aTotalThatIsNoNumberIsNamedByItsRow() throws IOException {
        jobs.write("totals.csv", "term,level,total\n,,100\nsex,F,\nsex,M,forty\n");
        assertThat(jobs.faults(job(
                        "",
                        "\"weights\": \"w\"",
                        "\"calibration\": [{\"method\": \"linear\", \"terms\": [\"sex\"], \"totals\": {\"file\":"
                                + " \"totals.csv\"}}],\n" + MEAN)))
                .containsExactly(
                        "job.json:3:66: The totals \"total\" in \"totals.csv\" are not all numbers: \"forty\" in"
                                + " row 3. Correct the file.");
    }

    @Test
    void anUnknownLevelIsToldWithTheLevelsThereAre() {
        assertThat(jobs.faults(job("", "\"weights\": \"w\"", """
                        "estimates": [
                          {"id": "p", "statistic": "proportion", "variables": ["sex"], "category": "X"},
                          {"id": "c", "statistic": "mean", "variables": ["y"], "by": [["sex"]],
                           "contrasts": [{"name": "d", "plus": {"Y": 1}, "minus": {"M": 1}}]}],
                        "calibration": [{"method": "poststratify", "by": ["sex"], "totals": {"F": 50, "Z": 50}}]""")))
                .anySatisfy(line -> assertThat(line).contains("has no category \"X\". It has \"F\", \"M\"."))
                .anySatisfy(line -> assertThat(line).contains("There is no group \"Y\". The groups are \"F\", \"M\"."))
                .anySatisfy(line -> assertThat(line).contains("No row of the data is in sex=Z"))
                .anySatisfy(line -> assertThat(line).contains("There is no total above 0 for sex=M"));
    }

    @Test
    void aStageWithoutAnFpcIsWarnedOf() throws IOException {
        String stages = "\"weights\": \"w\", \"clusters\": [\"psu\", \"id\"], \"strata\": [\"h\"], \"fpc\": [\"N\"]";
        jobs.run(job("", stages, MEAN));
        assertThat(jobs.text("run.json"))
                .contains("\"code\":\"stage-without-fpc\"", "taken as drawn from an infinite population");
        jobs.run(job("", stages.replace(", \"fpc\": [\"N\"]", ""), MEAN));
        assertThat(jobs.text("run.json")).doesNotContain("stage-without-fpc");
    }

    @Test
    void aCensusHasNoErrorAndIsWarnedOf() throws IOException {
        String design = "\"weights\": \"w\", \"clusters\": [\"psu\", \"id\"], \"strata\": [\"h\"], \"fpc\": ";
        jobs.run(job("", design + "[\"one\", \"one\"]", """
                "estimates": [
                  {"id": "m", "statistic": "mean", "variables": ["y"]},
                  {"id": "p", "statistic": "proportion", "variables": ["female"], "intervals": ["korn-graubard"]}]"""));
        Map<String, String> rate = jobs.rows("estimates.csv").get(1);
        assertThat(jobs.rows("estimates.csv").get(0)).containsEntry("se", "0").containsEntry("df", "2");
        assertThat(rate).containsEntry("se", "0");
        assertThat(Double.parseDouble(rate.get("lower"))).isLessThan(0.5);
        assertThat(jobs.text("run.json"))
                .contains("\"code\":\"stage-complete\"", "at stage: 1, 2. If not all were", "\"count\":2}");
        assertThat(jobs.text("tables.html")).contains("Theo fpc, mọi đơn vị đều được chọn", "chọn mẫu: 1, 2. Nếu");
        // As many as were sampled is all of them too; a stage of which some strata were drawn from is no census.
        jobs.run(job(variable("all", "2"), design + "[\"all\", \"N\"]", MEAN));
        assertThat(jobs.text("run.json")).contains("at stage: 1. If not all were");
        jobs.run(job(variable("some", "if(${h} = 'a', 2, 20)"), design + "[\"some\", \"N\"]", MEAN));
        assertThat(jobs.text("run.json")).doesNotContain("stage-complete");
    }

    @Test
    void negativeWeightsAreNoConstant() throws IOException {
        jobs.write("totals.csv", "term,level,total\n,,80\ny,,1000\n");
        jobs.run(job(variable("z", "${y} * ${y}"), "\"weights\": \"w\"", """
                "calibration": [{"method": "linear", "terms": ["y"], "totals": {"file": "totals.csv"}}],
                "estimates": [
                  {"id": "m", "statistic": "mean", "variables": ["y", "z", "one"]},
                  {"id": "r", "statistic": "ratio", "numerator": "y", "denominator": "one"},
                  {"id": "v", "statistic": "variance", "variables": ["y"]},
                  {"id": "q", "statistic": "quantile", "variables": ["y"], "probabilities": [0.5]}]"""));
        List<Map<String, String>> rows = jobs.rows("estimates.csv");
        assertThat(rows.stream().map(row -> row.get("note")))
                .containsExactly(
                        "n<25 variance-below-0 df<8",
                        "n<25 variance-below-0 df<8",
                        "n<25 constant df<8",
                        "n<25 variance-below-0 df<8",
                        "n<25 variance-below-0 df<8",
                        "n<25 df<8 weights<0");
        assertThat(rows.get(0)).containsEntry("deff", "NaN").containsEntry("deff_wr", "NaN");
        assertThat(Double.parseDouble(rows.get(4).get("estimate"))).isNegative();
        assertThat(jobs.text("run.json")).contains("\"code\":\"weights-negative\"");
    }

    @Test
    void aShareThatNegativeWeightsBringOutsideZeroAndOneHasNoIntervalAndIsNoted() throws IOException {
        jobs.write("totals.csv", "term,level,total\n,,80\ny,,1000\n");
        jobs.run(job(
                variable("low", "if(${y} < 4, 1, 0)") + ", " + variable("high", "1 - ${low}"),
                "\"weights\": \"w\"",
                """
                "calibration": [{"method": "linear", "terms": ["y"], "totals": {"file": "totals.csv"}}],
                "estimates": [
                  {"id": "p", "statistic": "proportion", "variables": ["low", "high"], "intervals": ["t", "korn-graubard", "beta"]},
                  {"id": "d", "statistic": "proportion", "variables": ["low"]}],
                "targets": [{"id": "T", "of": "d", "target": 0.5}]"""));
        List<Map<String, String>> rows = jobs.rows("estimates.csv");
        assertThat(rows.stream()
                        .map(row -> row.get("note").contains("p<0") + " "
                                + row.get("note").contains("p>1")))
                .containsExactly(
                        "true false",
                        "true false",
                        "true false",
                        "false true",
                        "false true",
                        "false true",
                        "true false");
        assertThat(rows).allSatisfy(row -> assertThat(row.get("note")).doesNotContain("n*", "enclosing"));
        assertThat(rows.get(0).get("lower")).isNotEqualTo("NaN");
        assertThat(rows.get(1)).containsEntry("lower", "NaN").containsEntry("upper", "NaN");
        assertThat(rows.get(5)).containsEntry("lower", "NaN").containsEntry("upper", "NaN");
        assertThat(jobs.rows("targets.csv").get(0)).containsEntry("verdict", "not_measured");
        assertThat(jobs.text("tables.html")).contains("p&lt;0");
    }

    @Test
    void groupsWithoutARowAreNamedTheFirstTenOfThem() throws IOException {
        jobs.run(job(variable("known", "if(${id} > 6, ${y}, number(''))"), "\"weights\": \"w\"", """
                "estimates": [
                  {"id": "m", "statistic": "mean", "variables": ["known", "y"], "by": [["id"], ["psu", "sex"]]},
                  {"id": "q", "statistic": "quantile", "variables": ["known"], "probabilities": [0.25, 0.5], "by": [["h"]]}]"""));
        assertThat(jobs.text("run.json"))
                .contains(
                        "not written: id=1 (known), id=2 (known), id=3 (known), id=4 (known), id=5 (known), id=6 (known),"
                                + " psu=1;sex=F (known), psu=1;sex=M (known), psu=2;sex=F (known), psu=2;sex=M (known), …\",\"count\":13}");
        assertThat(jobs.text("tables.html")).contains("thì không được ghi: id=1 (known)");
    }

    @Test
    void anEmptyNameOfAFileIsAFaultAtItsPlace() {
        assertThat(jobs.faults("""
                        {"data": {"file": ""},
                         "calibration": [{"method": "poststratify", "by": ["sex"], "totals": {"file": ""}}],
                         "estimates": [{"id": "m", "statistic": "mean", "variables": ["y"]}]}"""))
                .anySatisfy(line -> assertThat(line).startsWith("job.json:1:19: The name of the file is empty."))
                .anySatisfy(line -> assertThat(line).startsWith("job.json:2:79: The name of the file is empty."));
        assertThat(jobs.faults("{\"data\": {\"file\": [\"data.csv\", \"\"]}, " + MEAN + "}"))
                .singleElement()
                .asString()
                .startsWith("job.json:1:32: The name of the file is empty.");
    }
}
