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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models as a job asks for them: identities with means of groups, and what is refused. */
class ModelJobTest {
    private static final String DESIGN = "\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"h\"]";

    private JobFolder jobs;

    @TempDir
    private Path folder;

    @BeforeEach
    void data() throws IOException {
        jobs = new JobFolder(folder);
        StringBuilder csv = new StringBuilder("h,psu,w,y,g,edu,year,score,twice,split,none\n");
        for (int i = 0; i < 96; i++) {
            int year = 2024 + i % 3;
            csv.append("H%d,%d,%d,%d,%s,%s,%d,%d,%d,%d,0\n"
                    .formatted(
                            i / 48,
                            i / 8,
                            10 + i * i % 7,
                            i * i * 31 % 97 % 2,
                            i % 5 < 2 ? "a" : "b",
                            i * i % 11 < 6 ? "none" : "school",
                            year,
                            i * i % 13,
                            2 * (i * i % 13),
                            i % 5 < 2 ? 1 : 0));
        }
        jobs.write("data.csv", csv.toString());
    }

    private static String job(String more, String models) {
        return "{\"data\": {\"file\": \"data.csv\"}, \"design\": {" + DESIGN + "}, " + more + "\n\"models\": [" + models
                + "]}";
    }

    private double number(String file, int row, String column) throws IOException {
        return Double.parseDouble(jobs.rows(file).get(row).get(column));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"replicates\": {\"method\": \"jkn\"}, ",
                "\"calibration\": [{\"method\": \"poststratify\", \"by\": [\"edu\"], \"totals\": {\"none\": 700, \"school\": 600}}], "
            })
    void aModelOfOneFactorHasTheMeansOfItsGroupsWithTheirErrors(String more) throws IOException {
        for (String family : List.of("gaussian", "binomial", "poisson")) {
            jobs.run(job(
                    more
                            + "\"estimates\": [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"y\"], \"by\": [[\"g\"]]}],",
                    "{\"id\": \"g\", \"family\": \"" + family
                            + "\", \"response\": \"y\", \"terms\": [\"g\"], \"margins\": [\"g\"]}"));
            for (int level = 0; level < 2; level++) {
                assertThat(number("margins.csv", level, "estimate"))
                        .isCloseTo(number("estimates.csv", level, "estimate"), within(1e-12));
                assertThat(number("margins.csv", level, "se"))
                        .isCloseTo(number("estimates.csv", level, "se"), within(1e-12));
            }
        }
    }

    @Test
    void aSlopeAndItsErrorDoNotDependOnWhereYearsBegin() throws IOException {
        String model = "{\"id\": \"%s\", \"family\": \"binomial\", \"response\": \"y\", \"terms\": [\"%s\", \"edu\"]}";
        jobs.run(job(
                "\"variables\": [{\"name\": \"t\", \"value\": \"${year} - 2025\"}],",
                model.formatted("far", "year") + "," + model.formatted("near", "t")));
        for (String column : List.of("estimate", "se", "t", "p")) {
            double near = number("coefficients.csv", 4, column);
            assertThat(number("coefficients.csv", 1, column)).isCloseTo(near, within(1e-9 * Math.abs(near)));
        }
    }

    @Test
    void anotherReferenceTurnsTheSignAndAnInteractionAloneHasEveryGroup() throws IOException {
        jobs.run(job("", """
                {"id": "a", "family": "gaussian", "response": "score", "terms": ["edu"], "termTests": true},
                {"id": "b", "family": "gaussian", "response": "score", "terms": ["edu"], "reference": {"edu": "school"}, "covariance": true},
                {"id": "c", "family": "gaussian", "response": "score", "terms": ["edu", "edu:g"]}"""));
        List<Map<String, String>> rows = jobs.rows("coefficients.csv");
        assertThat(rows.stream().map(row -> row.get("term")))
                .containsExactly(
                        "(intercept)",
                        "edu=school",
                        "(intercept)",
                        "edu=none",
                        "(intercept)",
                        "edu=school",
                        "edu=none:g=b",
                        "edu=school:g=b");
        assertThat(number("coefficients.csv", 1, "estimate"))
                .isCloseTo(-number("coefficients.csv", 3, "estimate"), within(1e-12));
        // The square of a t is the F of its term.
        double t = number("coefficients.csv", 1, "t");
        assertThat(number("term_tests.csv", 0, "F")).isCloseTo(t * t, within(1e-9));
        assertThat(number("term_tests.csv", 0, "p")).isCloseTo(number("coefficients.csv", 1, "p"), within(1e-12));
        assertThat(jobs.rows("covariances.csv")).hasSize(3);
        assertThat(jobs.text("tables.html")).contains("Mô hình: ").contains("edu=school");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binomial | y | \"split\", \"score\", \"twice\" | The term twice of the model is collinear",
                "binomial | split | \"g\" | Terms of the model separate the answers",
                "binomial | none | \"g\" | All rows of the model have the same answer",
                "binomial | score | \"g\" | The family binomial can't have the response \"score\" that is 4 in row 3.",
                "gaussian | g | \"edu\" | The response of a model must be numeric",
                "gaussian | y | \"edu\", \"edu\" | The term \"edu\" stands twice.",
                "gaussian | y | \"edu:edu\" | \"edu\" stands twice in the term \"edu:edu\".",
                "gaussian | y | \"eduu\" | There is no column \"eduu\"",
                "gaussian | y | \"edu\"], \"reference\": {\"edu\": \"some\"}, \"margins\": [\"edu\" | No row of the model has \"edu\" = \"some\".",
                "gaussian | y | \"year\"], \"margins\": [\"year\" | \"year\" is no factor of this model.",
                "gaussian | y | \"year\"], \"termTests\": [[\"edu\"]], \"margins\": [ | \"edu\" is no term of this model.",
            })
    void whatHasNoEstimateIsRefusedWithCauseAndRemedy(String family, String response, String terms, String said)
            throws IOException {
        String faults = String.join(
                "\n",
                jobs.faults(job(
                        "",
                        "{\"id\": \"m\", \"family\": \"" + family + "\", \"response\": \"" + response
                                + "\", \"terms\": [" + terms + "]}")));
        assertThat(faults).contains(said).contains("job.json:2:");
    }
}
