package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replicates as a job asks for them: what is refused, with its line and the remedy, and what is warned of. */
class ReplicatesJobTest {
    private static final String DESIGN = "\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"h\"]";
    private static final String GIVEN =
            "\"factors\": \"rep.csv\", \"key\": {\"psu\": \"psuid\"}, \"scales\": \"scales.csv\"";
    private static final String SCALES = "replicate,rscale,scale,mse\n1,1,0.5,0\n2,1,0.5,0\n";

    private JobFolder jobs;

    @TempDir
    private Path folder;

    @BeforeEach
    void data() throws IOException {
        jobs = new JobFolder(folder);
        StringBuilder csv = new StringBuilder("h,psu,hh,w,N,M,y,wave\n");
        for (int i = 0; i < 16; i++) {
            csv.append("H%d,%d,%d,10,20,50,%d,x\n".formatted(i / 8, i / 2 % 8, i, i * i % 7));
        }
        jobs.write("data.csv", csv.toString());
        jobs.write("rep.csv", "psuid,r1,r2\n0,0,2\n1,2,0\n2,0,2\n3,2,0\n4,0,2\n5,2,0\n6,0,2\n7,2,0\n");
        jobs.write("scales.csv", SCALES);
    }

    private static String job(String design, String replicates) {
        return "{\"data\": {\"file\": \"data.csv\"}, \"design\": {" + design + "},\n\"replicates\": {" + replicates
                + "},\n\"estimates\": [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"y\"], \"intervals\": [\"t\"]}]}";
    }

    @Test
    void factorsOfAFileGiveAnEstimate() throws IOException {
        jobs.run(job(DESIGN, GIVEN));
        // Two replicates about their mean: c (θ₁ − θ₂)²/2.
        assertThat(Double.parseDouble(jobs.rows("estimates.csv").get(0).get("se")))
                .isPositive();
        assertThat(jobs.rows("estimates.csv").get(0)).containsEntry("df", "1");
    }

    @Test
    void factorsInSinglePrecisionGiveTheSameAsThoseInText() throws IOException {
        jobs.run(job(DESIGN, GIVEN));
        Map<String, String> ofText = jobs.rows("estimates.csv").get(0);
        Files.write(folder.resolve("rep.f32"), factors(32, 2));
        jobs.run(job(DESIGN, "\"factors\": \"rep.f32\", \"scales\": \"scales.csv\""));
        assertThat(jobs.rows("estimates.csv").get(0)).isEqualTo(ofText);
        assertThat(jobs.text("run.json")).contains("{\"file\":\"rep.f32\",\"sha256\":\"");
    }

    /** Of the 16 rows those of the even PSUs count 0 in the first replicate and 2 in the second, the others 2 and 0. */
    private static byte[] factors(int numbers, float most) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < numbers; i++) {
            bytes.putFloat((i % 16 / 2 + i / 16) % 2 == 0 ? 0 : most);
        }
        return bytes.array();
    }

    @Test
    void aFileOfSinglePrecisionThatDoesNotFitTheRowsIsRefused() throws IOException {
        String given = "\"factors\": \"rep.f32\", \"scales\": \"scales.csv\"";
        assertThat(jobs.faults(job(DESIGN, given))).singleElement().asString().contains("\"rep.f32\" is not there.");
        Files.write(folder.resolve("rep.f32"), factors(31, 2));
        assertThat(jobs.faults(job(DESIGN, given)))
                .singleElement()
                .asString()
                .contains(
                        "does not hold replicates of 16 rows: 124 bytes for 16 rows. A replicate takes 4 bytes for each row");
        Files.write(folder.resolve("rep.f32"), factors(16, 2));
        assertThat(jobs.faults(job(DESIGN, given)))
                .singleElement()
                .asString()
                .contains("\"rep.f32\" holds 1 replicate of 16 rows; the data has 16 rows. Give 2 replicates or more");
        Files.write(folder.resolve("rep.f32"), factors(32, -2));
        assertThat(jobs.faults(job(DESIGN, given + ", \"key\": {\"psu\": \"psuid\"}")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("in their order, and no key. Leave \"key\" out."))
                .anySatisfy(
                        line -> assertThat(line).contains("The factor of replicate 1 in row 3 of \"rep.f32\" is -2."));
    }

    @Test
    void theLogitsOfReplicatesHaveASpreadOfTheirOwnUnlessOneOfThemIsZeroOrOne() throws IOException {
        String block = "\"statistic\": \"mean\", \"variables\": [\"y\"], \"intervals\": [\"t\"]";
        for (String share : new String[] {"${y} < 2", "${hh} = 0"}) {
            jobs.run(
                    job(DESIGN, "\"method\": \"jkn\"")
                            .replace(
                                    "\"design\"",
                                    "\"variables\": [{\"name\": \"p\", \"value\": \"" + share + "\"}], \"design\"")
                            .replace(
                                    block,
                                    "\"statistic\": \"proportion\", \"variables\": [\"p\"], \"intervals\": [\"logit\", \"xlogit\"]"));
            String logit = jobs.rows("estimates.csv").get(0).get("lower");
            String xlogit = jobs.rows("estimates.csv").get(1).get("lower");
            assertThat(Double.parseDouble(logit)).isBetween(0.0, 1.0);
            // Without the one PSU of household 0 the second share is 0, which has no logit.
            assertThat(logit.equals(xlogit)).isEqualTo(share.contains("hh"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"method\": \"subbootstrap\", \"seed\": 7, \"count\": 0 | \"count\"",
                "\"method\": \"subbootstrap\", \"seed\": 7, \"count\": 1 | \"count\"",
                "\"method\": \"subbootstrap\", \"count\": 10 | The key \"seed\" is missing",
                "\"method\": \"subbootstrap\", \"seed\": -1, \"count\": 10 | \"seed\"",
                "\"method\": \"jkn\", \"count\": 10 | \"count\" belongs to a bootstrap",
                "\"method\": \"jkn\", \"rho\": 0.3 | \"rho\" does not belong to replicates that are made by jkn",
                "\"method\": \"jkn\", \"degreesOfFreedom\": 0 | \"degreesOfFreedom\"",
                "\"method\": \"jk1\" | jk1 is for designs without strata; this one has 2. Use jkn.",
                "\"method\": \"bootstrap\", \"count\": 100, \"seed\": 1 | Making \"bootstrap\" replicates is not supported yet. Use one of",
                "\"method\": \"mrb\" | Making \"mrb\" replicates is not supported yet. Use one of jk1, jkn, brr, fay, subbootstrap, sdr, or give their \"factors\"",
                "\"method\": \"brr\" | brr needs strata of two sampled PSUs; 2 of 2 have more: \"H0\" (4), \"H1\" (4). Use jkn, or divide the strata in pairs of PSUs",
                "\"method\": \"brr\", \"count\": 8 | \"count\" does not belong to replicates that are made by brr. Leave it out.",
                "\"method\": \"brr\", \"rho\": 0.3 | \"rho\" does not belong to replicates that are made by brr. Leave it out.",
                "\"method\": \"fay\" | The key \"rho\" is missing",
                "\"method\": \"fay\", \"rho\": 1 | \"rho\" must be 0 or more and less than 1. Write 0.3 or 0.5.",
                "\"method\": \"sdr\", \"mse\": false | \"mse\" does not belong to replicates that are made by sdr. Leave it out.",
                "\"method\": \"jackknife\" | Unknown method \"jackknife\"",
                "\"seed\": 7 | The key \"method\" is missing",
                "\"factors\": \"rep.csv\" | The key \"scales\" is missing",
                "\"factors\": \"rep.csv\", \"scales\": \"scales.csv\", \"method\": \"brr\" | \"method\" does not go with given \"factors\"",
                "\"factors\": \"rep.csv\", \"scales\": \"scales.csv\", \"key\": {} | \"key\" names no column",
                "\"factors\": \"rep.csv\", \"scales\": \"scales.csv\", \"key\": {\"psuu\": \"psuid\"} | There is no column \"psuu\".",
                "\"factors\": \"rep.csv\", \"scales\": \"scales.csv\", \"key\": {\"psu\": \"psu\"} | \"rep.csv\" has no column \"psu\".",
                "\"factors\": \"rep.csv\", \"scales\": \"scales.csv\" | \"rep.csv\" has 8 rows, the data 16. Give a row of factors for each row of the data, or a \"key\".",
                "\"factors\": \"gone.csv\", \"scales\": \"scales.csv\" | gone.csv: The file is not there",
            })
    void requestsThatCannotBeMadeAreRefused(String replicates, String fault) {
        assertThat(jobs.faults(job(DESIGN, replicates)))
                .anySatisfy(line -> assertThat(line).contains(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "psuid,r1,r2;0,0,2;1,2,0;2,0,2;3,2,0;4,0,2;5,2,0 | 4 rows have no factors in \"rep.csv\": row 13 (6), row 14 (6), row 15 (7), row 16 (7). Add them to the file",
                "psuid,r1,r2;0,0,2;1,2,0;1,2,0 | The key 1 stands twice in \"rep.csv\", in rows 2 and 3. Name more columns in \"key\" if labels repeat.",
                "psuid,r1,r2;0,0,2;1,2,-1;2,0,2;3,2,0;4,0,2;5,2,0;6,0,2;7,2,0 | The factor \"r2\" in row 2 of \"rep.csv\" is -1. A factor must be 0 or more.",
                "psuid,r1,r2;0,0,2;1,2,;2,0,2;3,2,0;4,0,2;5,2,0;6,0,2;7,2,0 | The factor \"r2\" in row 2 of \"rep.csv\" is missing.",
                "psuid,r1,r2;0,0,2;1,2,x;2,0,2;3,2,0;4,0,2;5,2,0;6,0,2;7,2,0 | The column \"r2\" of \"rep.csv\" is no factor: it is text.",
                "psuid,r1;0,0;1,2;2,0;3,2;4,0;5,2;6,0;7,2 | \"rep.csv\" holds fewer than 2 replicates.",
            })
    void filesOfFactorsThatDoNotFitAreRefusedWithTheRows(String factors, String fault) throws IOException {
        jobs.write("rep.csv", factors.replace(';', '\n') + "\n");
        assertThat(jobs.faults(job(DESIGN, GIVEN)))
                .anySatisfy(line ->
                        assertThat(line).containsPattern("job.json:\\d+:\\d+: ").contains(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "replicate,rscale,scale,mse;1,1,0.5,0 | \"scales.csv\" has 1 lines for 2 replicates.",
                "replicate,rscale,scale,mse;2,1,0.5,0;1,1,0.5,0 | Line 1 of \"scales.csv\" is wrong. It needs replicate 1",
                "replicate,rscale,scale,mse;1,-1,0.5,0;2,1,0.5,0 | Line 1 of \"scales.csv\" is wrong.",
                "replicate,rscale,scale,mse;1,1,0.5,0;2,1,0.5,1 | Line 2 of \"scales.csv\" is wrong.",
                "replicate,rscale,mse;1,1,0;2,1,0 | \"scales.csv\" has no numeric column \"scale\". It must have replicate,rscale,scale,mse, all of them numbers; mse is 1 or 0.",
            })
    void filesOfScalesThatDoNotFitAreRefusedWithTheLine(String scales, String fault) throws IOException {
        jobs.write("scales.csv", scales.replace(';', '\n') + "\n");
        assertThat(jobs.faults(job(DESIGN, GIVEN)))
                .anySatisfy(line -> assertThat(line).contains(fault));
    }

    @Test
    void aBootstrapPastAnFpcAndAJackknifePastLaterStagesAreWarnedOf() throws IOException {
        String bootstrap = "\"method\": \"subbootstrap\", \"count\": 20, \"seed\": 7";
        jobs.run(job(DESIGN + ", \"fpc\": [\"N\"]", bootstrap));
        assertThat(jobs.text("run.json")).contains("\"code\":\"replicates-without-fpc\"");
        String withFpc = jobs.rows("estimates.csv").get(0).get("se");
        jobs.run(job(DESIGN, bootstrap));
        assertThat(jobs.text("run.json")).doesNotContain("replicates-without-fpc");
        assertThat(jobs.rows("estimates.csv").get(0).get("se")).isEqualTo(withFpc);
        String stages =
                "\"weights\": \"w\", \"clusters\": [\"psu\", \"hh\"], \"strata\": [\"h\"], \"fpc\": [\"N\", \"M\"]";
        jobs.run(job(stages, "\"method\": \"jkn\""));
        assertThat(jobs.text("run.json")).contains("\"code\":\"replicates-of-stage-1\"");
    }

    @Test
    void halfSamplesAndSuccessiveDifferencesOfPairsGiveTheStandardErrorOfATotalThatTheJackknifeGives()
            throws IOException {
        String pairs = "\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"pair\"]";
        jobs.write(
                "data.csv",
                "pair,psu,w,N,y\na,1,1,5,1\na,2,1,5,2\nb,3,2,5,3\nb,4,1,5,9\nb,4,3,5,7\nc,6,1,5,2\nc,5,2,5,8\n");
        String total = "\"statistic\": \"total\"";
        String jackknife = "";
        for (String method : new String[] {
            "\"jkn\"", "\"brr\"", "\"fay\", \"rho\": 0.3", "\"fay\", \"rho\": 0.5, \"mse\": true", "\"sdr\""
        }) {
            jobs.run(job(pairs, "\"method\": " + method).replace("\"statistic\": \"mean\"", total));
            Map<String, String> row = jobs.rows("estimates.csv").get(0);
            assertThat(row).as(method).containsEntry("df", "3");
            jackknife = jackknife.isEmpty() ? row.get("se") : jackknife;
            assertThat(Double.parseDouble(row.get("se")))
                    .as(method)
                    .isCloseTo(Double.parseDouble(jackknife), within(1e-12 * Double.parseDouble(jackknife)));
            assertThat(jobs.text("run.json")).doesNotContain("replicates-without-fpc");
        }
        for (String method : new String[] {"brr", "sdr"}) {
            jobs.run(job(pairs + ", \"fpc\": [\"N\"]", "\"method\": \"" + method + "\""));
            assertThat(jobs.text("run.json")).contains(method + " takes no account of \\\"fpc\\\"");
        }
    }

    @Test
    void whatReplicatesCannotTakeAccountOfIsRefused() throws IOException {
        assertThat(jobs.faults(job(
                        DESIGN + ", \"singlePsu\": \"adjust\", \"singlePsuInDomains\": true", "\"method\": \"jkn\"")))
                .singleElement()
                .asString()
                .contains("\"singlePsuInDomains\" is for linearisation");
        jobs.write("data.csv", "h,psu,w,y\na,1,1,1\na,2,1,2\nb,3,1,3\nb,3,1,4\n");
        String bootstrap = "\"method\": \"subbootstrap\", \"count\": 20, \"seed\": 7";
        assertThat(jobs.faults(job(DESIGN + ", \"singlePsu\": \"adjust\"", bootstrap)))
                .singleElement()
                .asString()
                .contains("subbootstrap can't treat strata with one PSU by \"adjust\"; there is 1. Use jkn");
        jobs.write("second.csv", "h,psu,w,y\na,2,1,1\na,5,1,2\nb,3,1,3\nb,4,1,4\n");
        assertThat(jobs.faults(job(DESIGN + ", \"singlePsu\": \"certainty\"", "\"method\": \"jkn\"")
                        .replace(
                                "\"file\": \"data.csv\"",
                                "\"waves\": [{\"wave\": \"1\", \"file\": \"data.csv\"}, {\"wave\": \"2\", \"file\":"
                                        + " \"second.csv\"}], \"sharedPsus\": true")))
                .singleElement()
                .asString()
                .contains("Replicates can't be made where waves share some of their PSUs.");
        jobs.write("data.csv", "h,psu,w,y\na,1,1,1\nb,2,1,2\n");
        assertThat(jobs.faults(job(DESIGN + ", \"singlePsu\": \"certainty\"", "\"method\": \"jkn\"")))
                .singleElement()
                .asString()
                .contains("No stratum has two sampled PSUs to make replicates of.");
    }
}
