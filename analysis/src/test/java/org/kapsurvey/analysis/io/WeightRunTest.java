package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.analysis.replicates.RowFactors;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Whole weighting files on a made-up sample of 1,200 persons in 60 PSUs, as {@code ./kap weight} runs them. */
class WeightRunTest {
    private static final String DATA =
            "\"data\": {\"file\": \"sample.csv\"}, \"id\": \"pid\", \"design\": {\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"h\"]}";
    private static final String OUTCOME =
            "\"outcome\": {\"column\": \"result\", \"codes\": {\"complete\": [1], \"partial\": [2], \"refusal\": [3], \"non-contact\": [4, 5],"
                    + " \"other\": [6], \"unknown-household\": [7], \"unknown-other\": [8], \"ineligible\": [9]}}";
    private static final String ELIGIBILITY = "\"eligibility\": {\"by\": [\"h\"]}";
    private static final String NONRESPONSE = "\"nonresponse\": {\"by\": [\"h\", \"area\"]}";
    private static final String SEX = "{\"by\": [\"sex\"], \"totals\": {\"F\": 5200, \"M\": 4800}}";
    private static final String AGE = "{\"by\": [\"age\"], \"totals\": {\"a0\": 3000, \"a1\": 3500, \"a2\": 3500}}";
    private static final String RAKE =
            "\"calibration\": [{\"method\": \"rake\", \"margins\": [" + SEX + ", " + AGE + "]}]";
    private static final String CHAIN = String.join(", ", DATA, OUTCOME, ELIGIBILITY, NONRESPONSE, RAKE);

    @TempDir
    private Path folder;

    private int runs;

    @BeforeEach
    void writeASample() throws IOException {
        Random random = new Random(2026);
        StringBuilder csv = new StringBuilder("pid,h,psu,w,area,surveyor,result,sex,age,yes\n");
        for (int row = 0; row < 1200; row++) {
            boolean urban = row / 20 % 3 == 0;
            int result = result(random, urban);
            boolean met = result <= 2;
            csv.append("P%d,h%d,p%d,%s,%s,s%d,%d,"
                    .formatted(
                            1000 + row,
                            row / 400,
                            row / 20,
                            4 + row / 20 % 7 + random.nextInt(3),
                            urban ? "urban" : "rural",
                            row / 20 % 6,
                            result));
            csv.append(met ? (random.nextInt(5) < 3 ? "F" : "M") + ",a" + random.nextInt(3) : ",")
                    .append(',');
            csv.append(met ? Integer.toString(random.nextInt(2)) : "").append('\n');
        }
        Files.writeString(folder.resolve("sample.csv"), csv);
    }

    private static int result(Random random, boolean urban) {
        double chance = random.nextDouble() + (urban ? 0.12 : 0);
        double[] shares = {0.68, 0.71, 0.79, 0.86, 0.9, 0.92, 0.97, 1.0};
        for (int code = 0; code < shares.length; code++) {
            if (chance < shares[code]) {
                return code + 1;
            }
        }
        return 9;
    }

    @Test
    void theChainMeetsItsTotalsAndEveryStepCanBeTakenBack() throws IOException {
        Path out = run(CHAIN + ", \"trimming\": {\"upperQuantile\": 0.95, \"lowerQuantile\": 0.05}");
        List<Map<String, String>> rows = CsvRows.of(out.resolve("weights.csv"));
        assertThat(rows).hasSize(1200);
        List<String> steps = List.of("eligibility", "nonresponse", "calibration", "trimming");
        double sum = 0;
        for (Map<String, String> row : rows) {
            double product = number(row, "base");
            for (String step : steps) {
                product *= row.get(step).isEmpty() ? 0 : number(row, step);
            }
            double last = number(row, "final");
            assertThat(product).isCloseTo(last, within(1e-13 * last));
            assertThat(last > 0).isEqualTo(row.get("disposition").equals("I"));
            if (last > 0) {
                double back = last;
                for (int step = steps.size() - 1; step >= 0; step--) {
                    back /= number(row, steps.get(step));
                }
                assertThat(back).isCloseTo(number(row, "base"), within(1e-12));
            }
            sum += last;
        }
        assertThat(sum).isCloseTo(10_000, within(1e-7 * 10_000));
        for (Map<String, String> total : CsvRows.of(out.resolve("totals.csv"))) {
            assertThat(number(total, "relative_miss")).isLessThanOrEqualTo(1e-8);
        }
        Map<String, String> calibrated = step(out, "calibration");
        Map<String, String> trimmed = step(out, "trimming");
        assertThat(number(trimmed, "max")).isLessThan(number(calibrated, "max"));
        assertThat(number(trimmed, "kish_deff")).isLessThan(number(calibrated, "kish_deff"));
        assertThat(number(trimmed, "cut_rows")).isPositive();
    }

    @Test
    void beforeCalibrationTheWeightsSumToTheEligibleBaseOfEveryClass() throws IOException {
        Path out = run(String.join(", ", DATA, OUTCOME, ELIGIBILITY, NONRESPONSE));
        Map<String, double[]> strata = new LinkedHashMap<>();
        List<Map<String, String>> sample = CsvRows.of(folder.resolve("sample.csv"));
        List<Map<String, String>> rows = CsvRows.of(out.resolve("weights.csv"));
        for (int row = 0; row < rows.size(); row++) {
            double[] sums = strata.computeIfAbsent(sample.get(row).get("h"), any -> new double[4]);
            String code = rows.get(row).get("disposition");
            int place = code.startsWith("U") ? 1 : code.equals("NE") ? 2 : 0;
            sums[place] += number(rows.get(row), "base");
            sums[3] += number(rows.get(row), "final");
        }
        strata.values().forEach(sums -> {
            double eligible = sums[0] + sums[1] * sums[0] / (sums[0] + sums[2]);
            assertThat(sums[3]).isCloseTo(eligible, within(1e-9 * eligible));
        });
        assertThat(Files.readString(out.resolve("totals.csv"))).isEqualTo("total,wanted,reached,relative_miss\n");
    }

    @Test
    void postStratifyingByOneMarginIsRakingToIt() throws IOException {
        String head = String.join(", ", DATA, OUTCOME, ELIGIBILITY, NONRESPONSE);
        double[] post =
                finals(run(head + ", \"calibration\": [{\"method\": \"poststratify\", " + SEX.substring(1) + "]"));
        double[] rake = finals(run(head + ", \"calibration\": [{\"method\": \"rake\", \"margins\": [" + SEX + "]}]"));
        assertThat(rake).containsExactly(post, within(1e-12));
    }

    @Test
    void estimatesWithTheFactorsAgreeWithTheChainInsideAJob() throws IOException {
        String replicates = ", \"replicates\": {\"method\": \"jkn\"}";
        String steps = "{\"method\": \"nonresponse-classes\", \"respondent\": \"met\", \"by\": [\"h\", \"area\"]},"
                + " {\"method\": \"rake\", \"epsilon\": 1e-13, \"maxIterations\": 10000, \"margins\": [" + SEX + ", "
                + AGE + "]}";
        String estimates =
                "\"estimates\": [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"yes\"], \"by\": [[], [\"sex\"]]},"
                        + " {\"id\": \"t\", \"statistic\": \"total\", \"variables\": [\"yes\"], \"by\": [[], [\"age\"]]}]";
        Files.writeString(folder.resolve("inside.json"), """
                {"data": {"file": "sample.csv"}, "design": {"weights": "w", "clusters": ["psu"], "strata": ["h"]},
                 "variables": [{"name": "met", "value": "if(${result} = 1, 1, 0)"}], "calibration": [%s], %s%s}""".formatted(steps, estimates, replicates));
        AnalyseRun.run(folder.resolve("inside.json"), folder.resolve("inside"), stage -> {});
        String allEligible = OUTCOME.replace(
                        "\"unknown-household\": [7], \"unknown-other\": [8], \"ineligible\": [9]", "")
                .replace("\"other\": [6], ", "\"other\": [6, 7, 8, 9]");
        Path out = run(String.join(", ", DATA, allEligible, NONRESPONSE, RAKE) + replicates);
        String job = Files.readString(out.resolve("job.json"));
        assertThat(job).contains("final_weight", "replicates.f32", "replicate_scales.csv");
        Files.writeString(
                out.resolve("beside.json"), job.replaceFirst("\"estimates\":\\[.*\\]", estimates.replace("$", "\\$")));
        AnalyseRun.run(out.resolve("beside.json"), folder.resolve("beside"), stage -> {});
        List<Map<String, String>> inside = CsvRows.of(folder.resolve("inside/estimates.csv"));
        List<Map<String, String>> beside = CsvRows.of(folder.resolve("beside/estimates.csv"));
        assertThat(beside).hasSameSizeAs(inside).hasSize(7);
        for (int row = 0; row < inside.size(); row++) {
            assertThat(beside.get(row).get("domain")).isEqualTo(inside.get(row).get("domain"));
            for (String figure : List.of("n", "weighted_n", "estimate", "se", "df")) {
                double wanted = number(inside.get(row), figure);
                // The factors stand in the file in single precision.
                double precision = figure.equals("se") ? 1e-6 : 1e-10;
                assertThat(number(beside.get(row), figure)).isCloseTo(wanted, within(precision * wanted));
            }
        }
    }

    @Test
    void aReplicateWhoseFactorsAreOneHasTheWeightsOfTheFullSample() throws IOException {
        StringBuilder factors = new StringBuilder("psu,r1,r2\n");
        for (int psu = 0; psu < 60; psu++) {
            factors.append("p")
                    .append(psu)
                    .append(",1,")
                    .append(psu % 2 == 0 ? 2 : 0.5)
                    .append('\n');
        }
        Files.writeString(folder.resolve("factors.csv"), factors);
        Files.writeString(folder.resolve("scales.csv"), "replicate,rscale,scale,mse\n1,1,0.5,0\n2,1,0.5,0\n");
        Path out = run(
                CHAIN
                        + ", \"trimming\": {\"upperQuantile\": 0.95}, \"replicates\": {\"factors\": \"factors.csv\", \"key\": {\"psu\": \"psu\"}, \"scales\": \"scales.csv\", \"degreesOfFreedom\": 1}");
        assertThat(out.resolve("job.json"))
                .content()
                .contains("\"scales\":\"replicate_scales.csv\",\"degreesOfFreedom\":1}");
        assertThat(out.resolve("weights.html"))
                .content()
                .contains(
                        "riêng việc cắt trọng số lặp lại như ở mẫu đầy đủ",
                        "the cutting alone being repeated as in the full sample",
                        "Bậc tự do khai báo của cả mẫu: 1.",
                        "Degrees of freedom declared of the whole sample: 1.");
        List<Map<String, String>> weights = CsvRows.of(out.resolve("weights.csv"));
        double changed = 0;
        double sum = 0;
        RowFactors factorsOfRows = ReplicateFile.read(out.resolve("replicates.f32"), weights.size());
        assertThat(factorsOfRows.replicates()).isEqualTo(2);
        for (int row = 0; row < weights.size(); row++) {
            double last = number(weights.get(row), "final");
            assertThat(factorsOfRows.factor(0, row)).isEqualTo(last == 0 ? 0 : 1);
            changed += last == 0 ? 0 : Math.abs(factorsOfRows.factor(1, row) - 1);
            sum += last * factorsOfRows.factor(1, row);
        }
        assertThat(changed).isGreaterThan(100);
        // The second is calibrated to the same population.
        assertThat(sum).isCloseTo(10_000, within(1e-7 * 10_000));
    }

    @Test
    void ratesAreGivenForAllForEveryStratumAndEverySurveyor() throws IOException {
        Path out = run(CHAIN + ", \"rates\": {\"by\": [[\"h\"], [\"surveyor\"]]}");
        List<Map<String, String>> rows = CsvRows.of(out.resolve("outcomes.csv"));
        assertThat(rows).hasSize(2 * (1 + 3 + 6));
        Map<String, String> all = rows.get(0);
        double complete = number(all, "I");
        double eligible = complete + number(all, "P") + number(all, "R") + number(all, "NC") + number(all, "O");
        double unknown = number(all, "UH") + number(all, "UO");
        double e = eligible / (eligible + number(all, "NE"));
        assertThat(number(all, "n")).isEqualTo(1200);
        assertThat(number(all, "e")).isCloseTo(e, within(1e-15));
        assertThat(number(all, "RR1")).isCloseTo(complete / (eligible + unknown), within(1e-15));
        assertThat(number(all, "RR3")).isCloseTo(complete / (eligible + e * unknown), within(1e-15));
        for (String by : List.of("h", "surveyor")) {
            double sum = rows.stream()
                    .filter(row ->
                            row.get("by").equals(by) && row.get("counted").equals("persons"))
                    .mapToDouble(row -> number(row, "I"))
                    .sum();
            assertThat(sum).isEqualTo(complete);
        }
        assertThat(rows.get(1).get("counted")).isEqualTo("base weights");
    }

    @Test
    void aPartialInterviewCountsAsResponseOnlyWhereTheFileSaysSo() throws IOException {
        String head = String.join(", ", DATA, ELIGIBILITY, NONRESPONSE);
        long without = respondents(run(head + ", " + OUTCOME));
        long with = respondents(
                run(head + ", " + OUTCOME.replace("\"column\"", "\"partial\": \"respondent\", \"column\"")));
        long partial = CsvRows.of(folder.resolve("sample.csv")).stream()
                .filter(row -> row.get("result").equals("2"))
                .count();
        assertThat(with - without).isEqualTo(partial).isPositive();
    }

    /** By hand: in A 50/40 · 37.5/25 = 1.875 for those interviewed, in B 110/90; the couple u1 told twice by the two who can. */
    private static final String COUPLES = """
            pid,h,psu,w,result,unit,who,link,sex
            1,A,a1,10,1,u1,2,1,F
            2,A,a1,10,1,u1,2,1,M
            3,A,a2,10,3,,,,
            4,A,a2,10,7,,,,
            5,A,a2,10,9,,,,
            6,B,b1,20,1,u6,2,1,F
            7,B,b1,20,1,u7,1,1,M
            8,B,b2,20,4,,,,
            9,B,b2,30,1,u9,4,1,F
            10,B,b2,20,1,u10,2,1,M
            """;

    private static final String SHARED = String.join(
            ", ",
            DATA,
            OUTCOME,
            "\"eligibility\": {\"by\": [\"h\"], \"fewest\": 1}",
            "\"nonresponse\": {\"by\": [\"h\"], \"fewest\": 1}",
            "\"share\": {\"unit\": [\"unit\"], \"routes\": \"who\", \"link\": \"link\"}");

    @Test
    void aUnitThatSeveralPersonsCanTellOfSharesItsWeightAmongThemBeforeTheCalibration() throws IOException {
        Files.writeString(folder.resolve("sample.csv"), COUPLES);
        double b = 110 / 90.0;
        double[] byHand = {9.375, 9.375, 0, 0, 0, 10 * b, 20 * b, 0, 7.5 * b, 10 * b};
        assertThat(finals(run(SHARED))).containsExactly(byHand, within(1e-12));
        // The links of a row are its own: the second of the couple tells of it for both.
        Files.writeString(
                folder.resolve("sample.csv"),
                COUPLES.replace("1,A,a1,10,1,u1,2,1", "1,A,a1,10,1,u1,2,0")
                        .replace("2,A,a1,10,1,u1,2,1", "2,A,a1,10,1,u1,2,2"));
        byHand[0] = 0;
        byHand[1] = 18.75;
        assertThat(finals(run(SHARED))).containsExactly(byHand, within(1e-12));
    }

    @Test
    void aUnitThatIsNoListIsOneFaultAndNoneOfTheRows() throws IOException {
        Files.writeString(folder.resolve("sample.csv"), COUPLES);
        assertThat(faults(SHARED.replace("[\"unit\"]", "\"unit\"")))
                .singleElement()
                .asString()
                .contains("\"unit\" must be a list");
        assertThat(faults(SHARED.replace("[\"unit\"]", "[]")))
                .singleElement()
                .asString()
                .contains("\"unit\"");
    }

    @Test
    void sharedWeightsAreCalibratedToTotalsOfUnitsInEveryReplicateToo() throws IOException {
        Files.writeString(folder.resolve("sample.csv"), COUPLES);
        StringBuilder factors = new StringBuilder("pid,r1,r2\n");
        for (int pid = 1; pid <= 10; pid++) {
            factors.append(pid).append(pid == 7 || pid == 9 ? ",2,1\n" : ",1,1\n");
        }
        Files.writeString(folder.resolve("factors.csv"), factors);
        Files.writeString(folder.resolve("scales.csv"), "replicate,rscale,scale,mse\n1,1,0.5,0\n2,1,0.5,0\n");
        Path out = run(
                SHARED
                        + ", \"calibration\": [{\"method\": \"poststratify\", \"by\": [\"h\"], \"totals\": {\"A\": 20, \"B\": 60}}],"
                        + " \"replicates\": {\"factors\": \"factors.csv\", \"key\": {\"pid\": \"pid\"}, \"scales\": \"scales.csv\"}");
        assertThat(Files.readAllLines(out.resolve("weights.csv")).get(0))
                .isEqualTo("row,id,disposition,base,eligibility,nonresponse,share,calibration,final");
        double[] finals = finals(out);
        assertThat(finals[0]).isCloseTo(10, within(1e-12));
        assertThat(finals[8]).isCloseTo(60 * 7.5 / 47.5, within(1e-12));
        assertThat(step(out, "share")).containsEntry("rows", "6").containsEntry("smallest_factor", "0.25");
        assertThat(Files.readString(out.resolve("weights.html")))
                .contains("chia trọng số tổng quát", "đại diện cho 80 đơn vị");
        // In the replicate persons 7 and 9 count double: 10, 40, 15 and 10 of 75.
        RowFactors replicates = ReplicateFile.read(out.resolve("replicates.f32"), 10);
        assertThat(replicates.factor(0, 8) * finals[8]).isCloseTo(60 * 15 / 75.0, within(1e-7 * 12));
    }

    @Test
    void aShareThatCannotBeIsRefusedWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("sample.csv"), COUPLES.replace("7,B,b1,20,1,u7,1,1", "7,B,b1,20,1,,0,1"));
        assertThat(faults(SHARED))
                .containsExactly(
                        "weighting.json:1:%d: Row 7 has no value of unit, so it is not known of which unit it tells."
                                .formatted(SHARED.indexOf("{\"unit\"") + 2),
                        "weighting.json:1:%d: The routes of row 7 must be a number above 0."
                                .formatted(SHARED.indexOf("{\"unit\"") + 2));
        Files.writeString(folder.resolve("sample.csv"), COUPLES.replaceAll("(,u\\d+,\\d),1,", "$1,0,"));
        assertThat(faults(SHARED)).singleElement().asString().contains("The shares leave no row a weight");
        assertThat(faults(SHARED.replace("\"routes\"", "\"rutes\"")))
                .anySatisfy(line -> assertThat(line).contains("\"routes\" is missing"));
    }

    @Test
    void everyRowWhoseIdIsMissingOrStandsAgainIsTold() throws IOException {
        Files.writeString(
                folder.resolve("sample.csv"),
                COUPLES.replace("\n3,A", "\n,A").replace("\n5,A", "\n1,A").replace("\n8,B", "\n2,B"));
        assertThat(faults(SHARED))
                .anySatisfy(line -> assertThat(line).contains("The id \"pid\" is missing in 1 row: 3."))
                .anySatisfy(line -> assertThat(line)
                        .contains("The id \"pid\" stands again in 2 rows: 5 (as in row 1), 8 (as in row 2)."));
    }

    @Test
    void aRowThatTellsOfNoUnitHasTheLinkZeroAndNeedsNothingElse() throws IOException {
        Files.writeString(folder.resolve("sample.csv"), COUPLES.replace("7,B,b1,20,1,u7,1,1", "7,B,b1,20,1,,,0"));
        double[] finals = finals(run(SHARED));
        assertThat(finals[6]).isZero();
        // The couple of person 6 has what it has beside a neighbour who tells of one.
        Files.writeString(folder.resolve("sample.csv"), COUPLES);
        assertThat(finals[5]).isEqualTo(finals(run(SHARED))[5]);
    }

    @Test
    void propensityClassesMayStandInPlaceOfWeightingClasses() throws IOException {
        Path out = run(String.join(", ", DATA, OUTCOME, ELIGIBILITY, RAKE)
                + ", \"nonresponse\": {\"terms\": [\"area\", \"h\"], \"classes\": 4}");
        assertThat(Files.readString(out.resolve("classes.csv"))).contains("nonresponse,propensity class 1,");
        assertThat(Files.readString(out.resolve("run.json"))).contains("\"term\":\"area=urban\"", "meanPropensity");
    }

    @Test
    void theReportIsInTwoLanguagesAndEscapesWhatTheFileSays() throws IOException {
        Path out = run(CHAIN + ", \"name\": \"<b>Khảo sát</b>\", \"rates\": {\"by\": [[\"h\"], [\"surveyor\"]]},"
                + " \"trimming\": {\"upperQuantile\": 0.98}");
        String html = Files.readString(out.resolve("weights.html"));
        // The rows that were cut, by their ids, and weights of one table in as many decimals.
        String cut = html.substring(html.indexOf("Các trọng số bị cắt"));
        cut = cut.substring(0, cut.indexOf("</section>"));
        Map<String, String> farthest = CsvRows.of(out.resolve("weights.csv")).stream()
                .filter(row -> !row.get("trimming").isEmpty())
                .min(Comparator.comparingDouble(row -> number(row, "trimming")))
                .orElseThrow();
        assertThat(number(farthest, "trimming")).isLessThan(1);
        assertThat(cut).contains(">" + farthest.get("id") + "</td>");
        assertThat(html).containsPattern("[0-9]+ trọng số lớn hơn [0-9,]+ nên bị cắt");
        assertThat(html).containsPattern("[0-9]+ weights were larger than [0-9.]+ and were cut");
        assertThat(html)
                .contains(
                        "Báo cáo trọng số",
                        "Weight report",
                        "&lt;b&gt;Khảo sát&lt;/b&gt;",
                        "chưa rõ có thuộc đối tượng",
                        "Đối chiếu với tổng thể",
                        "Người phỏng vấn",
                        "<svg class=\"histogram vi\"",
                        "sex=F")
                .doesNotContain("<b>Khảo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"eligibility\": {\"by\": [\"h\"]}, | | rows are of unknown eligibility",
                "\"nonresponse\": {\"by\": [\"h\", \"area\"]}, | | eligible rows have no interview",
                "\"M\": 4800 | \"M\": 4700 | The totals of age sum to 10000, those of sex to 9900",
                "\"M\": 4800 | \"N\": 4800 | No row of the data is in sex=N, which has a total of 4800",
                "\"M\": 4800 | \"M\": 0 | There is no total above 0 for sex=M",
                "\"ineligible\": [9] | \"ineligible\": [10] | The outcome \"9\" has no disposition, found in",
                "\"ineligible\": [9] | \"gone\": [9] | Unknown disposition \"gone\"",
                "\"ineligible\": [9] | \"ineligible\": [8] | The code \"8\" stands twice",
                "[\"h\", \"area\"] | [\"h\", \"sex\"] | The class \"sex\" is missing in",
                "\"column\": \"result\" | \"column\": \"resul\" | There is no column \"resul\"",
                "\"id\": \"pid\" | \"id\": \"psu\" | The id \"psu\" stands again in ",
                "\"method\": \"rake\" | \"maxIterations\": 1, \"method\": \"rake\" | Raking did not converge in 1 round",
                "\"method\": \"rake\" | \"method\": \"trim\" | Unknown method \"trim\"",
                "\"method\": \"rake\" | \"mustConverge\": false, \"method\": \"rake\" | Unknown key \"mustConverge\"",
                "\"complete\": [1] | \"other\": [1] | stands twice",
            })
    void badInputIsRefusedWithItsPlaceAndNothingIsWritten(String what, String with, String fault) {
        String file = CHAIN.replace(what, with == null ? "" : with);
        assertThat(file).isNotEqualTo(CHAIN);
        assertThat(faults(file))
                .anySatisfy(
                        line -> assertThat(line).startsWith("weighting.json:").contains(fault));
    }

    @Test
    void faultsOfTheOutcomesDoNotHideColumnsThatTheStepsNameAndTheDataLack() {
        String file = CHAIN.replace("\"ineligible\": [9]", "\"ineligible\": [10]")
                .replace("\"eligibility\": {\"by\": [\"h\"]}", "\"eligibility\": {\"by\": [\"hh\"]}")
                .replace("[\"h\", \"area\"]", "[\"h\", \"aera\"]")
                .replace("{\"by\": [\"sex\"]", "{\"by\": [\"sez\"]");
        assertThat(faults(file))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("The outcome \"9\" has no disposition"))
                .anySatisfy(line -> assertThat(line).contains("There is no column \"hh\"."))
                .anySatisfy(line -> assertThat(line).contains("There is no column \"aera\"."))
                .anySatisfy(line -> assertThat(line).contains("There is no column \"sez\"."));
    }

    @Test
    void marginsThatDisagreeAreScaledWhereTheFileDeclaresItAndSaysSo() throws IOException {
        Path out = run(CHAIN.replace("\"M\": 4800", "\"M\": 4700")
                .replace("\"method\": \"rake\"", "\"method\": \"rake\", \"disagree\": \"scale\""));
        assertThat(Files.readString(out.resolve("run.json"))).contains("sum to 10000, those of sex to 9900");
        assertThat(Files.readString(out.resolve("weights.html")))
                .contains("Các tổng theo age cộng lại bằng 10.000, còn theo sex bằng 9.900");
        assertThat(java.util.Arrays.stream(finals(out)).sum()).isCloseTo(9900, within(1e-6));
    }

    @Test
    void totalsThatALaterStepBreaksAreFoundAtTheEndAndNoFileIsWritten() {
        String steps = "\"calibration\": [{\"method\": \"poststratify\", " + SEX.substring(1)
                + ", {\"method\": \"poststratify\", " + AGE.substring(1) + "]";
        assertThat(faults(CHAIN.replace(RAKE, steps)))
                .singleElement()
                .asString()
                .contains("The final weights miss 2 totals: sex=");
    }

    @Test
    void aClassThatIsTooSmallAndHasNoNeighbourLeftIsNamed() throws IOException {
        String one = CHAIN.replace(ELIGIBILITY, "\"eligibility\": {\"by\": [\"h\"], \"fewest\": 2000}");
        Path out = run(one);
        assertThat(Files.readString(out.resolve("run.json")))
                .contains("Class h=h0 + h=h1 + h=h2 has ", "no neighbour is left.");
        assertThat(Files.readString(out.resolve("weights.html"))).contains("không còn lớp bên cạnh để gộp");
        assertThat(Files.readString(run(CHAIN).resolve("run.json"))).contains("\"notes\":[]");
    }

    @Test
    void aCellWhoseRowsHaveNoInterviewIsToldApartFromOneThatTheDataLacks() throws IOException {
        Files.writeString(folder.resolve("sample.csv"), COUPLES.replace(",M\n", ",\n"));
        String head = String.join(
                ", ",
                DATA,
                OUTCOME,
                "\"eligibility\": {\"by\": [\"h\"], \"fewest\": 1}",
                "\"nonresponse\": {\"by\": [\"h\"], \"fewest\": 1}",
                "\"calibration\": [{\"method\": \"poststratify\", \"by\": [\"psu\"], \"totals\": {\"a1\": 9, \"a2\": 9, \"b1\": 9, \"b2\": 9, \"c\": 9}}]");
        assertThat(faults(head))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .contains("No row with a weight left is in psu=a2, which has a total of 9"),
                        line -> assertThat(line).contains("No row of the data is in psu=c, which has a total of 9"));
    }

    @Test
    void aTotalThatItsFileLeavesEmptyIsMissing() throws IOException {
        Files.writeString(folder.resolve("sex.csv"), "sex,total\nF,5200\nM,\n");
        assertThat(faults(CHAIN.replace("{\"F\": 5200, \"M\": 4800}", "{\"file\": \"sex.csv\"}")))
                .anySatisfy(line -> assertThat(line).contains("The total of sex=M is missing."))
                .noneSatisfy(line -> assertThat(line).contains("NaN"));
    }

    @Test
    void weightsTooLargeForANumberAreRefused() throws IOException {
        Files.writeString(
                folder.resolve("sample.csv"),
                COUPLES.replace("1,A,a1,10", "1,A,a1,1e308").replace("6,B,b1,20", "6,B,b1,1e308"));
        assertThat(faults(SHARED)).anySatisfy(line -> assertThat(line).contains("sum to more than a number can hold"));
    }

    @Test
    void oneWeightOfHundredsOfDigitsIsASlipAndNoContradictionOfTheTotals() throws IOException {
        Path sample = folder.resolve("sample.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(sample));
        String[] header = lines.get(0).split(",", -1);
        int weight = List.of(header).indexOf("w");
        int result = List.of(header).indexOf("result");
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            if (cells[result].equals("1")) {
                cells[weight] = "1e300";
                lines.set(row, String.join(",", cells));
                break;
            }
        }
        Files.write(sample, lines);
        assertThat(faults(CHAIN))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("too far apart to be right: check the weights for a slip.")
                        .doesNotContain("contradict"));
    }

    @Test
    void oneCellOfTextAmongTheWeightsHidesNoNegativeOneAndNoMissingStratum() throws IOException {
        Path sample = folder.resolve("sample.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(sample));
        List<String> header = List.of(lines.get(0).split(",", -1));
        String[][] slips = {{"w", "ten"}, {"w", "-3"}, {"h", ""}, {"result", "99"}};
        for (int row = 1; row <= slips.length; row++) {
            String[] cells = lines.get(row).split(",", -1);
            cells[header.indexOf(slips[row - 1][0])] = slips[row - 1][1];
            lines.set(row, String.join(",", cells));
        }
        Files.write(sample, lines);
        assertThat(faults(CHAIN))
                .anySatisfy(line -> assertThat(line).contains("Weights must be numeric"))
                .anySatisfy(line -> assertThat(line).contains("\"99\""))
                .anySatisfy(line -> assertThat(line).contains("Weight \"w\" is negative in 1 "))
                .anySatisfy(line -> assertThat(line).containsPattern("stratum.*missing|missing.*stratum"));
    }

    @Test
    void aReplicateIsAdjustedInTheClassesOfTheSampleAndNotInItsOwn() throws IOException {
        Files.writeString(folder.resolve("sample.csv"), COUPLES);
        Files.writeString(folder.resolve("scales.csv"), "replicate,rscale,scale,mse\n1,1,0.5,0\n2,1,0.5,0\n");
        String replicates =
                ", \"replicates\": {\"factors\": \"factors.csv\", \"key\": {\"psu\": \"psu\"}, \"scales\": \"scales.csv\"}";
        Files.writeString(folder.resolve("factors.csv"), "psu,r1,r2\na1,0,1\na2,2,1\nb1,1,1\nb2,1,1\n");
        // Nobody of A responded in the first replicate; B must not stand for A there.
        assertThat(faults(SHARED + replicates))
                .singleElement()
                .asString()
                .contains("Replicate 1: Nobody responded in h=A");
        Files.writeString(folder.resolve("factors.csv"), "psu,r1,r2\na1,1,1\na2,1,1\nb1,0,1\nb2,2,1\n");
        Path out = run(SHARED.replace("\"by\": [\"h\"], \"fewest\": 1", "\"by\": [\"h\"], \"fewest\": 2") + replicates);
        RowFactors factors = ReplicateFile.read(out.resolve("replicates.f32"), 10);
        // In B two of b2 carry 140, as persons 9 and 10 of the sample do 90 of 110; A is as it was.
        assertThat(factors.factor(0, 0)).isEqualTo(1);
        assertThat(factors.factor(0, 8)).isEqualTo((float) (2 * (140 / 100.0) / (110 / 90.0)));
    }

    @Test
    void boundsThatContradictTheTotalsAreRefused() {
        assertThat(faults(CHAIN + ", \"trimming\": {\"lower\": 1, \"upper\": 5}"))
                .singleElement()
                .asString()
                .contains("they can't hold together with the totals");
    }

    @Test
    void aRakingThatStopsNearlyThereSaysByHowMuchItMisses() {
        String four = CHAIN.replace("\"method\": \"rake\"", "\"maxIterations\": 4, \"method\": \"rake\"");
        assertThat(faults(four)).singleElement().satisfies(line -> {
            Matcher miss =
                    Pattern.compile("(sex|age)=\\w+ ([0-9.]+) of ([0-9.]+)").matcher(line);
            assertThat(miss.find()).isTrue();
            assertThat(miss.group(2)).isNotEqualTo(miss.group(3));
        });
    }

    @Test
    void boundsTheWrongWayRoundAreToldWithTheOtherFaultsOfTheFile() {
        assertThat(faults(CHAIN + ", \"trimming\": {\"lower\": 5, \"upper\": 1}, \"replicate\": 1"))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("Unknown key \"replicate\"."))
                .anySatisfy(line -> assertThat(line)
                        .contains("The lower bound 5 must be below the upper bound 1. Raise the upper bound"));
        assertThat(faults(CHAIN + ", \"trimming\": {\"lowerQuantile\": 0.5, \"upperQuantile\": 0.5}"))
                .singleElement()
                .asString()
                .contains("The lower bound 0.5 must be below the upper bound 0.5.");
    }

    @Test
    void aReplicateWithoutRespondentsInAClassIsNamed() throws IOException {
        StringBuilder factors = new StringBuilder("psu,r1,r2\n");
        for (int psu = 0; psu < 60; psu++) {
            factors.append("p")
                    .append(psu)
                    .append(",1,")
                    .append(psu < 20 ? 0 : 1)
                    .append('\n');
        }
        Files.writeString(folder.resolve("factors.csv"), factors);
        Files.writeString(folder.resolve("scales.csv"), "replicate,rscale,scale,mse\n1,1,0.5,0\n2,1,0.5,0\n");
        String sexAndAge =
                "\"calibration\": [{\"method\": \"poststratify\", \"by\": [\"h\"], \"totals\": {\"h0\": 3000, \"h1\": 3000, \"h2\": 3000}}]";
        assertThat(
                        faults(
                                CHAIN.replace(RAKE, sexAndAge)
                                        + ", \"replicates\": {\"factors\": \"factors.csv\", \"key\": {\"psu\": \"psu\"}, \"scales\": \"scales.csv\"}"))
                .singleElement()
                .asString()
                .contains("Replicate 2: The weights of h=h0 don't sum to more than 0");
    }

    private Path run(String file) throws IOException {
        runs++;
        Path out = folder.resolve("out" + runs);
        WeightRun.run(write(file), out, stage -> {});
        return out;
    }

    private Path write(String file) throws IOException {
        return Files.writeString(folder.resolve("weighting.json"), "{" + file + "}");
    }

    private List<String> faults(String file) {
        Path out = folder.resolve("refused");
        try {
            WeightRun.run(write(file), out, stage -> {});
        } catch (FaultsException e) {
            assertThat(out).doesNotExist();
            return e.faults().stream()
                    .map(Fault::toString)
                    .map(line -> line.replace(folder + "/", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("The weighting file was not refused: " + file);
    }

    private static Map<String, String> step(Path out, String name) throws IOException {
        return CsvRows.of(out.resolve("steps.csv")).stream()
                .filter(row -> row.get("step").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double[] finals(Path out) throws IOException {
        return CsvRows.of(out.resolve("weights.csv")).stream()
                .mapToDouble(row -> number(row, "final"))
                .toArray();
    }

    private static long respondents(Path out) throws IOException {
        List<Double> finals = new ArrayList<>();
        for (double last : finals(out)) {
            finals.add(last);
        }
        return finals.stream().filter(last -> last > 0).count();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
