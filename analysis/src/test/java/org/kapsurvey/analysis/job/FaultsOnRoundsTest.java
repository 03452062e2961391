package org.kapsurvey.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.fault.VietnameseFaults;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * What is wrong with a job on a stored round is told by rows and codes of the sample; no message holds an answer. The same job on
 * a file may quote them.
 */
class FaultsOnRoundsTest {
    private static final int ROWS = 12;

    /** Part of every answer below, whether a text or a number, and of nothing else. */
    private static final String ANSWER = "4711";

    private static final String ESTIMATE =
            "\"estimates\": [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"age\"]}]";
    private static final String DESIGN = "\"weights\": \"_weight\"";
    private static final Table DATA = data();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'weights': 'negative' | Weight \"negative\" is negative in 12 rows: row 1, row 2",
                "'weights': 'some' | Weight \"some\" is missing in 1 row: row 3",
                "'weights': 'sex' | Weights must be numeric; the column \"sex\" is text in row 1",
                "'strata': 'school' | The stratum \"school\" is missing in 1 row: row 5",
                "'strata': 'sex', 'clusters': '_psu' | PSU p1 in strata of row 1 and of row 2 (row 2)",
                "'strata': '_stratum', 'clusters': 'school2' | PSU of row 8 in strata \"s1\" and \"s2\" (row 8)",
                "'strata': 'own' | Stratum of row 1 has 1 sampled PSU; variance needs 2. Row 1 (1 interview)",
                "'strata': '_stratum', 'clusters': '_stratum' | Stratum \"s1\" has 1 sampled PSU; variance needs 2. PSU s1",
                "'strata': '_stratum', 'clusters': 'whole' | is in more than one stratum",
                "'clusters': 'whole' | The design has 1 sampled PSU; variance needs 2. PSU of row 1 (12 interviews)",
                "'fpc': 'sex' | The fpc must be numeric; the column \"sex\" is text in row 1",
                "'fpc': 'negative' | The fpc \"negative\" is not above 0 in 12 rows: row 1, row 2",
                "'fpc': 'mixed' | The fpc \"mixed\" is below 1, a sampling fraction, where others are population sizes above 1, in 9 rows: row 1, row 2, row 4",
                "'fpc': 'two' | The design: fpc is smaller than the 12 sampled PSUs (row 1)",
                "'fpc': 'age' | The design: fpc is not the same in row 1 and in row 2",
                "'strata': 'sex', 'fpc': 'two' | Stratum of row 1: fpc is smaller than the 6 sampled PSUs (row 1)",
                "'clusters': ['_psu', 'own'], 'strata': ['_stratum', 'woman'], 'fpc': ['hundred', 'one'] | Stage 2 in stratum s1, PSU p1, stratum of row 1: fpc is smaller",
                "'clusters': ['school2', 'own'], 'fpc': ['hundred', 'age'] | Stage 2 in PSU of row 1: fpc is not the same in row 1 and in row 2",
            })
    void ofTheDesign(String design, String expected) {
        told("{\"data\": DATA, \"variables\": VARIABLES, \"design\": {" + design + "},\n" + ESTIMATE + "}", expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'statistic': 'mean', 'variables': ['sex'] | A mean must be numeric; the column \"sex\" is text in row 1",
                "'statistic': 'variance', 'variables': ['sex'] | A variance must be numeric; the column \"sex\" is text in row 1",
                "'statistic': 'ratio', 'numerator': 'sex', 'denominator': 'age' | A ratio must be numeric",
                "'statistic': 'quantile', 'variables': ['sex'], 'probabilities': [0.5] | A quantile must be numeric",
                "'statistic': 'proportion', 'variables': ['age'] | A proportion needs a variable of 0 and 1; \"age\" is another number in row 1",
                "'statistic': 'proportion', 'variables': ['sex'] | A proportion of the text variable \"sex\" needs a \"category\"",
                "'statistic': 'proportion', 'variables': ['sex'], 'category': 'x' | \"sex\" has no category \"x\". It has 2 categories",
                "'statistic': 'proportion', 'variables': ['age'], 'category': 'x' | \"age\" has no category \"x\". It has 12 categories",
                "'statistic': 'mean', 'variables': ['age'], 'by': [['sex']], 'contrasts': [{'name': 'd', 'plus': {'x': 1}, 'minus': {'y': 1}}] | There is no group \"x\". There are 2 groups",
                "'statistic': 'mean', 'variables': ['age'], 'where': '${age} > 9999' | No row with a weight meets \"where\"",
            })
    void ofAnEstimate(String block, String expected) {
        told(
                "{\"data\": DATA, \"variables\": VARIABLES, \"design\": {" + DESIGN
                        + "},\n\"estimates\": [{\"id\": \"a\", " + block + "}]}",
                expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'test': 't', 'variable': 'sex', 'groups': 'sex' | A test \"t\" must be numeric; the column \"sex\" is text in row 1",
                "'test': 't', 'variable': 'age', 'groups': 'own' | \"own\" has 12 groups where the test needs 2.",
                "'test': 'independence', 'rows': 'whole', 'columns': 'sex' | \"whole\" has 1 group where the test needs 2 or more.",
            })
    void ofATest(String test, String expected) {
        told(
                "{\"data\": DATA, \"variables\": VARIABLES, \"design\": {" + DESIGN
                        + "},\n\"estimates\": [], \"tests\": [{\"id\": \"t\", " + test + "}]}",
                expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'method': 'poststratify', 'by': ['sex'], 'totals': {'x': 9} | There is no total above 0 for sex as in row 1, which the data has",
                "'method': 'poststratify', 'by': ['sex'], 'totals': {'x': 9} | No row of the data is in sex=x",
                "'method': 'poststratify', 'by': ['school'], 'totals': {'x': 9} | There is 1 row without a value of school: row 5",
                "'method': 'rake', 'margins': [{'by': ['school2'], 'totals': {'x': 9}}] | There is no total above 0 for school2 as in row 7",
                "'method': 'rake', 'margins': [{'by': ['sex', 'school2'], 'totals': {'file': 'totals.csv', 'column': 'total'}}] | There is no total above 0 for sex;school2 as in row 1",
                "'method': 'linear', 'terms': ['sex'], 'totals': {'file': 'terms.csv'} | There is no total above 0 for sex as in row 1",
                "'method': 'linear', 'terms': ['some'], 'totals': {'file': 'terms.csv'} | The term \"some\" is missing in 1 row, first in row 3",
                "'method': 'linear', 'terms': ['age'], 'variance': 'negative', 'totals': {'file': 'terms.csv'} | The variance \"negative\" must be above 0 in every row with a weight; row 1 is not.",
                "'method': 'linear', 'terms': ['age'], 'variance': 'some', 'totals': {'file': 'terms.csv'} | must be above 0 in every row with a weight; row 3 is missing.",
                "'method': 'linear', 'terms': ['age'], 'variance': 'sex', 'totals': {'file': 'terms.csv'} | The variance \"sex\" must be numeric.",
                "'method': 'nonresponse-classes', 'respondent': 'age', 'by': ['sex'] | The respondents \"age\" must be 1 or 0 in every row with a weight; row 1 is neither.",
                "'method': 'nonresponse-classes', 'respondent': 'women', 'by': ['sex'], 'order': ['x'] | \"order\" lacks 2 classes: sex as in row 1, sex as in row 2.",
                "'method': 'nonresponse-propensity', 'respondent': 'women', 'terms': ['sex'] | the largest coefficient at sex as in row 2.",
                "'method': 'nonresponse-propensity', 'respondent': 'early', 'terms': ['sex', 'twin'] | The term twin as in row 2 of the response model is collinear",
                "'method': 'share', 'unit': ['school'], 'routes': 'two' | Row 5 has no value of school",
                "'method': 'share', 'unit': ['school2'], 'routes': 'negative' | The routes of row 1 must be a number above 0.",
                "'method': 'share', 'unit': ['school2'], 'routes': 'age' | tell of one unit and must have the same routes",
                "'method': 'share', 'unit': ['school2'], 'routes': 'two', 'link': 'negative' | The link of row 1 must be a number of 0 or more.",
                "'method': 'standardize', 'over': ['own'], 'by': ['sex2'], 'shares': {'4711F': 1, '4711M': 1} | No row of own as in row 1 is in sex2=",
            })
    void ofACalibration(String step, String expected) {
        told(
                "{\"data\": DATA, \"variables\": VARIABLES, \"design\": {" + DESIGN + "},\n\"calibration\": [{" + step
                        + "}],\n" + ESTIMATE + "}",
                expected);
    }

    @Test
    void ofAReplicateThatLeavesNobodyToCarryAWeight() {
        told(
                "{\"data\": DATA, \"variables\": VARIABLES, \"design\": {" + DESIGN + "},\n\"calibration\": [{'method':"
                        + " 'nonresponse-classes', 'respondent': 'women', 'by': ['sex2'], 'fewest': 1}],\n\"replicates\":"
                        + " {\"factors\": \"women.csv\", \"key\": {\"sex\": \"sex\"}, \"scales\": \"scales.csv\"},\n"
                        + ESTIMATE + "}",
                "Replicate 1: Nobody responded in sex2 as in row 2, so that nobody");
    }

    @Test
    void ofGivenReplicates() {
        told(
                "{\"data\": DATA, \"variables\": VARIABLES, \"design\": {" + DESIGN
                        + "},\n\"replicates\": {\"factors\":"
                        + " \"factors.csv\", \"key\": {\"sex\": \"sex\"}, \"scales\": \"scales.csv\"},\n" + ESTIMATE
                        + "}",
                "12 rows have no factors in \"factors.csv\": row 1, row 2, row 3");
    }

    @Test
    void ofAWeighting() {
        String json = "{\"data\": DATA, \"variables\": VARIABLES, \"design\": {" + DESIGN + "},\n"
                + "'id': 'school2', 'calibration': [{'method': 'poststratify', 'by': ['sex'], 'totals': {'x': 9}}]}";
        Faults faults = new Faults();
        WeightingJob.parse("weighting.json", written(json, "{\"round\": \"r\"}"), faults)
                .ifPresent(job -> WeightingRun.run(job, DATA, Attachments.NONE, faults));
        assertToldWithout(faults, "The id \"school2\" stands again in 10 rows");
    }

    @Test
    void theSameJobOnAFileQuotesWhatItHolds() {
        String job = "{\"data\": DATA, \"variables\": VARIABLES, \"design\": {\"strata\": \"own\"},\n" + ESTIMATE + "}";
        assertThat(bound(written(job, "{\"file\": \"rows.csv\"}")).list())
                .anySatisfy(fault -> assertThat(fault.message()).startsWith("Stratum \"" + ANSWER));
    }

    private static void told(String job, String expected) {
        Faults faults = bound(written(job, "{\"round\": \"r\"}"));
        assertToldWithout(faults, expected);
        assertThat(faults.list())
                .as("in Vietnamese")
                .allSatisfy(fault ->
                        assertThat(VietnameseFaults.of(fault).message()).isNotEqualTo(fault.message()));
    }

    private static void assertToldWithout(Faults faults, String expected) {
        assertThat(faults.list())
                .anySatisfy(fault ->
                        assertThat(fault.message() + " " + fault.remedy()).contains(expected.replace('\'', '"')))
                .allSatisfy(fault -> assertThat(withoutOwnWords(fault)).doesNotContain(ANSWER));
    }

    /** Levels that the job itself names are no answers that it did not know. */
    private static String withoutOwnWords(Fault fault) {
        return (fault.message() + " " + fault.remedy()).replaceAll("is in sex2=4711[FM],", "");
    }

    private static String written(String job, String data) {
        String variables = "[" + variable("negative", "0 - ${age}") + ","
                + variable("some", "if(${age} < 73, ${age}, number(''))")
                + "," + variable("two", "${age} * 0 + 2") + "," + variable("one", "${age} * 0 + 1") + ","
                + variable("hundred", "${age} * 0 + 100")
                + "," + variable("mixed", "if(${sex} = ${sex2}, ${age} div 9000, ${age})")
                + "," + variable("women", "if(${sex} = ${woman}, 1, 0)") + "," + variable("twin", "${sex}") + ","
                + variable("early", "if(${_psu} = 'p1', 1, 0)")
                + "]";
        return job.replace('\'', '"').replace("DATA", data).replace("VARIABLES", variables);
    }

    private static String variable(String name, String value) {
        return "{\"name\": \"" + name + "\", \"value\": \"" + value + "\"}";
    }

    private static Faults bound(String text) {
        Faults faults = new Faults();
        AnalysisJob.parse("job.json", text, faults).ifPresent(job -> JobRun.bind(job, DATA, attachments(), faults));
        return faults;
    }

    private static Attachments attachments() {
        return new Attachments(
                Map.of(
                        "totals.csv",
                        Table.of(
                                1,
                                List.of(text("sex", "x"), text("school2", "y"), NumericColumn.of("total", new double[] {
                                    9
                                }))),
                        "terms.csv",
                        Table.of(
                                5,
                                List.of(
                                        text("term", null, "sex", "some", "age", "sex"),
                                        text("level", null, "x", null, null, "y"),
                                        NumericColumn.of("total", new double[] {20, 10, 5, 5, 10}))),
                        "factors.csv",
                        Table.of(
                                1,
                                List.of(
                                        text("sex", "x"),
                                        NumericColumn.of("r1", new double[] {1}),
                                        NumericColumn.of("r2", new double[] {1}))),
                        "women.csv",
                        Table.of(
                                2,
                                List.of(
                                        text("sex", ANSWER + "F", ANSWER + "M"),
                                        NumericColumn.of("r1", new double[] {0, 1}),
                                        NumericColumn.of("r2", new double[] {2, 1}))),
                        "scales.csv",
                        Table.of(
                                2,
                                List.of(
                                        NumericColumn.of("replicate", new double[] {1, 2}),
                                        NumericColumn.of("rscale", new double[] {1, 1}),
                                        NumericColumn.of("scale", new double[] {1, 1}),
                                        NumericColumn.of("mse", new double[] {0, 0})))),
                Map.of());
    }

    /** Two strata of three PSUs of two persons; the fifth did not say which school. */
    private static Table data() {
        List<Column> columns = new ArrayList<>();
        columns.add(cells("_stratum", row -> row < 6 ? "s1" : "s2"));
        columns.add(cells("_psu", row -> "p" + (row / 2 + 1)));
        columns.add(cells("_outcome", row -> "complete"));
        columns.add(NumericColumn.of(
                "_weight", IntStream.range(0, ROWS).mapToDouble(row -> 10).toArray()));
        columns.add(cells("_selection", row -> "person-" + row));
        columns.add(cells("sex", row -> ANSWER + (row % 2 == 0 ? "F" : "M")));
        columns.add(cells("woman", row -> ANSWER + "F"));
        columns.add(cells("sex2", row -> ANSWER + (row % 4 == 0 ? "F" : "M")));
        columns.add(cells("school", row -> row == 4 ? null : ANSWER + "s" + row / 4));
        columns.add(cells("school2", row -> ANSWER + (row < 6 || row == 7 ? "a" : "b")));
        columns.add(cells("own", row -> ANSWER + "own" + row));
        columns.add(cells("whole", row -> ANSWER + "whole"));
        columns.add(NumericColumn.of(
                "age",
                IntStream.range(0, ROWS)
                        .mapToDouble(row -> row == 2 ? 74.4711 : 20.4711 + row)
                        .toArray()));
        return Table.of(ROWS, columns);
    }

    private static TextColumn cells(String name, IntFunction<@Nullable String> cell) {
        return text(name, IntStream.range(0, ROWS).mapToObj(cell).toArray(String[]::new));
    }

    private static TextColumn text(String name, @Nullable String... cells) {
        return TextColumn.of(name, Arrays.asList(cells));
    }
}
