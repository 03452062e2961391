package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Calibration as a job asks for it: what it writes, and what it refuses with the line and the remedy. */
class CalibrationJobTest {
    @TempDir
    Path folder;

    @BeforeEach
    void data() throws IOException {
        StringBuilder csv = new StringBuilder("h,psu,w,yes,sex,age,score\n");
        for (int i = 0; i < 48; i++) {
            csv.append("H%d,%d,%d,%d,%s,a%d,%d\n"
                    .formatted(i / 16, i / 4, 10 + i % 7, i % 5 < 2 ? 1 : 0, i % 2 == 0 ? "F" : "M", i % 3, 20 + i));
        }
        Files.writeString(folder.resolve("data.csv"), csv);
        Files.writeString(
                folder.resolve("terms.csv"),
                "term,level,total\n,,1000\nsex,F,520\nsex,M,480\nage,a0,300\nage,a1,300\nage,a2,400\nscore,,44000\n");
        Files.writeString(folder.resolve("sizes.csv"), "term,level,total\n,,1000\nscore,,44000\n");
    }

    @Test
    void theWeightsOfThoseWhoTellOfOneCoupleAreShared() throws IOException {
        StringBuilder csv = new StringBuilder("h,psu,w,yes,sex,age,score,couple,tellers\n");
        for (int i = 0; i < 48; i++) {
            csv.append("H%d,%d,%d,%d,%s,a%d,%d,c%d,%d\n"
                    .formatted(i / 16, i / 4, i, i % 2, "F", 0, i, i < 40 ? i / 2 : i, i < 40 ? 2 : 1));
        }
        Files.writeString(folder.resolve("data.csv"), csv);
        Path out = run("""
                {"method": "share", "unit": ["couple"], "routes": "tellers"}""");
        List<Map<String, String>> rows = CsvRows.of(out.resolve("weights.csv"));
        for (int i = 0; i < 48; i++) {
            assertThat(Double.parseDouble(rows.get(i).get("final"))).isEqualTo(i < 40 ? i / 2.0 : i);
        }
        // Row 1 has the weight 0; its couple is told of by row 2 alone.
        assertThat(Files.readString(out.resolve("run.json"))).contains("\"method\":\"share\"", "\"units\":28");

        assertThat(faults("{\"method\": \"share\", \"unit\": [\"couple\"], \"routes\": \"score\"}"))
                .anySatisfy(fault -> assertThat(fault).contains("tell of one unit and must have the same routes."));
        assertThat(faults("{\"method\": \"share\", \"unit\": [\"couple\"], \"routes\": \"sex\", \"link\": \"lnk\"}"))
                .anySatisfy(fault -> assertThat(fault).contains("The routes \"sex\" must be a numeric column."))
                .anySatisfy(fault -> assertThat(fault).contains("There is no column \"lnk\""));
        assertThat(faults("{\"method\": \"share\", \"unit\": [\"psu\"], \"routes\": \"tellers\"}"))
                .anySatisfy(fault -> assertThat(fault).contains("sum to more in the sample than its routes"));
    }

    @Test
    void theWeightsBeforeAndAfterStandInAFileAndEveryStepInRunJson() throws IOException {
        Path out = run("""
                {"method": "poststratify", "by": ["sex"], "totals": {"F": 520, "M": 480}},
                {"method": "trim", "lower": 15, "upper": 26, "strict": true}""");
        List<Map<String, String>> rows = CsvRows.of(out.resolve("weights.csv"));
        assertThat(rows).hasSize(48);
        assertThat(rows.get(0)).containsKeys("row", "initial", "final").containsEntry("row", "1");
        assertThat(rows.stream().mapToDouble(row -> Double.parseDouble(row.get("final"))))
                .allSatisfy(weight -> assertThat(weight).isBetween(15.0, 26.0));
        assertThat(Files.readString(out.resolve("run.json")))
                .contains("\"weights\":[{\"method\":\"initial\"", "\"method\":\"poststratify\"", "\"cutRows\":");
    }

    @Test
    void theRowsOfAClusterGetOneWeightAndTheTotalsHold() throws IOException {
        Path out = run(
                "{\"method\": \"linear\", \"terms\": [\"score\"], \"aggregate\": \"psu\", \"totals\": {\"file\": \"sizes.csv\"}}");
        List<Map<String, String>> rows = CsvRows.of(out.resolve("weights.csv"));
        double score = 0;
        for (int i = 0; i < 48; i++) {
            double weight = Double.parseDouble(rows.get(i).get("final"));
            assertThat(weight).isCloseTo(Double.parseDouble(rows.get(i / 4 * 4).get("final")), within(1e-9));
            score += weight * (20 + i);
        }
        assertThat(score).isCloseTo(44000, within(1e-6));
    }

    @Test
    void aFileOfTotalsIsHashedWithTheData() throws IOException {
        Path out = run(
                "{\"method\": \"linear\", \"terms\": [\"sex\", \"age\", \"score\"], \"totals\": {\"file\": \"terms.csv\"}}");
        assertThat(Files.readString(out.resolve("run.json"))).contains("{\"file\":\"terms.csv\",\"sha256\":");
        double score = 0;
        List<Map<String, String>> rows = CsvRows.of(out.resolve("weights.csv"));
        for (int i = 0; i < 48; i++) {
            score += Double.parseDouble(rows.get(i).get("final")) * (20 + i);
        }
        assertThat(score).isCloseTo(44000, within(1e-6));
    }

    @Test
    void anUnknownLevelAnEmptyCellAndALevelWithoutATotalAreAllTold() {
        assertThat(faults("{\"method\": \"poststratify\", \"by\": [\"sex\"], \"totals\": {\"F\": 520, \"X\": 480}}"))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("job.json:3", "No row of the data is in sex=X"))
                .anySatisfy(line -> assertThat(line).contains("There is no total above 0 for sex=M"));
    }

    @Test
    void marginsThatNoWeightsCanMeetTogetherAreNamedWithTheirTotals() throws IOException {
        Files.writeString(
                folder.resolve("crossed.csv"),
                "sex,age,total\nF,a0,100\nF,a1,100\nF,a2,200\nM,a0,200\nM,a1,200\nM,a2,200\n");
        // All of F stand in three groups of the other margin, whose totals sum to 400 and not to 500.
        assertThat(faults("{\"method\": \"rake\", \"mustConverge\": true, \"margins\": ["
                        + "{\"by\": [\"sex\"], \"totals\": {\"F\": 500, \"M\": 500}}, {\"by\": [\"sex\", \"age\"],"
                        + " \"totals\": {\"file\": \"crossed.csv\"}}]}"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("are the same rows, so that their totals, 400 and 500, must be equal")
                        .contains("sex=F;age=a0 + sex=F;age=a1 + sex=F;age=a2 and sex=F")
                        .doesNotContain("Allow more rounds"));
    }

    @Test
    void marginsThatDisagreeDoNotConverge() throws IOException {
        String steps = "{\"method\": \"rake\", \"margins\": [{\"by\": [\"sex\"], \"totals\": {\"F\": 500, \"M\": 400}},"
                + " {\"by\": [\"age\"], \"totals\": {\"a0\": 300, \"a1\": 300, \"a2\": 400}}]%s}";
        Path out = run(steps.formatted(""));
        assertThat(Files.readString(out.resolve("run.json")))
                .contains("rake-not-converged", "the margins contradict one another");
        assertThat(faults(steps.formatted(", \"mustConverge\": true")))
                .singleElement()
                .asString()
                .contains(
                        "the margins contradict one another",
                        "sex=M 444.4 of 400.0",
                        "The margins sum to different populations: sex 900; age 1000.")
                .doesNotContain("age=");
        assertThat(faults(steps.formatted(", \"maxIterations\": 1, \"mustConverge\": true")))
                .singleElement()
                .asString()
                .contains("Raking did not converge in 1 round:", "sum to different populations");
    }

    /** Sexes that live in two of three ages: the rounds take long. The weights are those of a file in millionths. */
    @Test
    void marginsOfSharesAreReachedOrToldWhateverTheWeightsSumTo() throws IOException {
        StringBuilder csv = new StringBuilder("h,psu,w,yes,sex,age,score\n");
        for (int i = 0; i < 48; i++) {
            csv.append("H%d,%d,%d,%d,%s,a%d,%d\n"
                    .formatted(
                            i / 16,
                            i / 4,
                            (20 + i % 5) * 1_000_000,
                            i % 2,
                            i % 2 == 0 ? "F" : "M",
                            i % 8 == 0 ? 1 : i % 8 == 7 ? 0 : i % 2,
                            20 + i));
        }
        Files.writeString(folder.resolve("data.csv"), csv);
        String steps = "{\"method\": \"rake\", \"mustConverge\": %s, \"maxIterations\": %d, \"margins\": ["
                + "{\"by\": [\"sex\"], \"totals\": {\"F\": 0.55, \"M\": 0.45}},"
                + " {\"by\": [\"age\"], \"totals\": {\"a0\": 0.25, \"a1\": 0.75}}]}";
        Path out = run(steps.formatted(true, 1000));
        double women = 0;
        List<Map<String, String>> rows = CsvRows.of(out.resolve("weights.csv"));
        for (int i = 0; i < 48; i += 2) {
            women += Double.parseDouble(rows.get(i).get("final"));
        }
        assertThat(women).isCloseTo(.55, within(1e-8));
        assertThat(faults(steps.formatted(true, 3)))
                .singleElement()
                .asString()
                .contains("Raking did not converge in 3 rounds", "Farthest from their totals: sex=");
        String job = Files.readString(job(steps.formatted(false, 3)));
        Path replicated = Files.writeString(
                folder.resolve("job.json"), job.replaceFirst("\\{", "{\"replicates\": {\"method\": \"jkn\"}, "));
        AnalyseRun.run(replicated, folder.resolve("replicated"), stage -> {});
        // The full weights and all 12 replicates.
        assertThat(Files.readString(folder.resolve("replicated/run.json")))
                .contains("\"code\":\"rake-not-converged\"")
                .containsPattern("\"code\":\"replicates-not-converged\"[^}]*\"count\":12");
    }

    @Test
    void totalsThatStandTwiceAreNamedWithTheirFileAndRows() throws IOException {
        Files.writeString(folder.resolve("twice.csv"), "sex,total\nM,480\nF,1\nF,520\n");
        assertThat(faults("{\"method\": \"poststratify\", \"by\": [\"sex\"], \"totals\": {\"file\": \"twice.csv\"}}"))
                .singleElement()
                .asString()
                .contains("job.json:3:", "The totals of F stand twice in \"twice.csv\", in rows 2 and 3.");
    }

    @Test
    void aMissThatRoundingHidesIsToldWithItsDigits() {
        // A factor of a thousand-millionth on 10⁹ is 1 less a number near 1: the linear distance loses the digits.
        String scaled = "{\"method\": \"linear\", \"terms\": [\"sex\"], \"totals\": {\"file\": \"shares.csv\"}}";
        assertThat(faultsOfLargeWeights(scaled))
                .singleElement()
                .asString()
                .containsPattern("Farthest: .*\\([-+]0\\.0\\d+ %\\)")
                .doesNotContain(" 0.5 of 0.5", " 1.0 of 1.0");
    }

    @Test
    void totalsThatCannotBeReachedWithinBoundsNameTheFarthest() {
        assertThat(faults("{\"method\": \"linear\", \"terms\": [\"sex\", \"age\", \"score\"], \"bounds\": [0.9, 1.1],"
                        + " \"totals\": {\"file\": \"terms.csv\"}}"))
                .singleElement()
                .asString()
                .contains("can't be reached with factors from 0.9 to 1.1", "Widen the bounds");
    }

    @Test
    void termsAndTotalsMustAgree() throws IOException {
        Files.writeString(
                folder.resolve("terms.csv"),
                "term,level,total\n,,1000\nsex,F,520\nsex,M,490\nage,a0,300\nage,a1,300\nage,a2,400\n");
        assertThat(
                        faults(
                                "{\"method\": \"linear\", \"terms\": [\"sex\", \"score\"], \"totals\": {\"file\": \"terms.csv\"}}"))
                .anySatisfy(line -> assertThat(line).contains("The totals of \"sex\" sum to 1010"))
                .anySatisfy(line -> assertThat(line).contains("no row for the term \"score\""))
                .anySatisfy(line -> assertThat(line).contains("name the term \"age\" with the level \"a0\""));
    }

    @Test
    void whatIsMissingWrongOrNotThereIsRefusedByName() {
        assertThat(faults("""
                        {"method": "nonresponse-classes", "by": ["sex"], "largest": 1},
                        {"method": "nonresponse-propensity", "respondent": "yes", "terms": [], "classes": 1},
                        {"method": "logit", "terms": ["sex"], "totals": {"file": "terms.csv"}},
                        {"method": "linear", "terms": ["sex"], "totals": {"file": "gone.csv"}, "aggregate": "psuu"},
                        {"method": "trim"},
                        {"method": "poststratify", "by": ["sexx"], "totals": {"F": 1}, "cells": 3}"""))
                .anySatisfy(line -> assertThat(line).contains("\"respondent\" is missing"))
                .anySatisfy(line -> assertThat(line).contains("\"largest\" must be above 1"))
                .anySatisfy(line -> assertThat(line).contains("\"terms\" is an empty list"))
                .anySatisfy(line -> assertThat(line).contains("\"classes\" must be"))
                .anySatisfy(line -> assertThat(line).contains("The logit calibration needs \"bounds\""))
                .anySatisfy(line -> assertThat(line).contains("There is no column \"psuu\""))
                .anySatisfy(line -> assertThat(line).contains("The trimming has no bound"))
                .anySatisfy(line -> assertThat(line).contains("Unknown key \"cells\""));
        assertThat(faults("{\"method\": \"poststratify\", \"by\": [\"sexx\"], \"totals\": {\"file\": \"gone.csv\"}}"))
                .anySatisfy(line -> assertThat(line).contains("There is no column \"sexx\"", "Did you mean \"sex\""))
                .anySatisfy(line -> assertThat(line).contains("gone.csv"));
    }

    private Path run(String steps) throws IOException {
        Path out = folder.resolve("out");
        AnalyseRun.run(job(steps), out, stage -> {});
        return out;
    }

    private Path job(String steps) throws IOException {
        return Files.writeString(folder.resolve("job.json"), """
                {"data": {"file": "data.csv"}, "design": {"weights": "w", "clusters": ["psu"], "strata": ["h"]},
                 "estimates": [{"id": "m", "statistic": "mean", "variables": ["yes"]}],
                 "calibration": [%s]}""".formatted(steps));
    }

    private List<String> faultsOfLargeWeights(String steps) {
        try {
            Files.writeString(folder.resolve("shares.csv"), "term,level,total\n,,1\nsex,F,0.5\nsex,M,0.5\n");
            String data = Files.readString(folder.resolve("data.csv"));
            String[] lines = data.split("\n", -1);
            StringBuilder large = new StringBuilder(lines[0]).append('\n');
            for (int i = 1; i < lines.length - 1; i++) {
                String[] cells = lines[i].split(",", -1);
                cells[2] = (i * 7919 % 97 + 13) + "000123457";
                large.append(String.join(",", cells)).append('\n');
            }
            Files.writeString(folder.resolve("data.csv"), large);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return faults(steps);
    }

    private List<String> faults(String steps) {
        try {
            AnalyseRun.run(job(steps), folder.resolve("refused"), stage -> {});
        } catch (FaultsException e) {
            assertThat(folder.resolve("refused")).doesNotExist();
            return e.faults().stream().map(Fault::toString).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("The job was not refused: " + steps);
    }
}
