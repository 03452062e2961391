package org.kapsurvey.analysis.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

class SparkRunTest {
    private static final String DESIGN =
            "\"design\": {\"weights\": \"w\", \"clusters\": [\"psu\"], \"strata\": [\"stratum\"]}";

    /** Decomposed letters, words for missing cells, zeros before numbers, a PSU with cases of one sex, a weight of 0. */
    private static final String DATA = """
            stratum,psu,w,sex,area,code,y,k
            A,1,2,nữ,Hải Phòng,01,3,1
            A,1,2,nam,Ha\u0309i Pho\u0300ng,02,5,0
            A,2,3,nữ,Hải Phòng,01,?,1
            A,2,0,nam,Đồ Sơn,03,4,1
            B,3,2.5,nữ,Đồ Sơn,01,2,0
            B,3,2.5,nữ,"Đồ Sơn",02,7,?
            B,4,1,nam,,03,1,1
            B,5,1,nam,Đồ Sơn,02,6,0
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path job(String name, String data, String rest) throws IOException {
        return write(name + ".json", "{\"data\": {" + data + ", \"missing\": [\"?\"]}, " + DESIGN + ", " + rest + "}");
    }

    private List<String> faults(Path job) {
        return catchThrowableOfType(
                        FaultsException.class,
                        () -> SparkRun.run(TestSpark.session(), job, folder.resolve("no"), stage -> {}))
                .faults()
                .stream()
                .map(Fault::toString)
                .toList();
    }

    private static final String ESTIMATES = """
            "variables": [{"name": "old", "value": "${y} >= 4"}, {"name": "both", "value": "concat(${sex}, '/', ${code})"}],
            "domain": "${code} != '03' or ${sex} = 'nam'",
            "estimates": [
              {"id": "m", "statistic": "mean", "variables": ["y", "old"], "by": [[], ["sex"], ["area", "sex"]], "covariances": true,
               "intervals": ["t"]},
              {"id": "c", "statistic": "proportions", "variables": ["code", "both"], "by": [["area"]], "covariances": true},
              {"id": "k", "statistic": "proportion", "variables": ["k"], "by": [[], ["sex"]], "intervals": ["korn-graubard"]},
              {"id": "n", "statistic": "count", "by": [["both"]], "where": "${y} > 2"},
              {"id": "d", "statistic": "mean", "variables": ["y"], "by": [["sex"]],
               "contrasts": [{"name": "nữ less nam", "plus": {"nữ": 1}, "minus": {"nam": 1}}]}],
            "tests": [{"id": "i", "test": "independence", "rows": "sex", "columns": "code"},
                      {"id": "t", "test": "t", "variable": "y", "groups": "sex"}]
            """;

    @Test
    void textsMissingCellsVariablesDomainsAndTestsAreThoseOfTheEngineInMemory() throws IOException {
        write("data.csv", DATA);
        Path job = job("job", "\"file\": \"data.csv\", \"text\": [\"code\"]", ESTIMATES);
        AnalyseRun.run(job, folder.resolve("memory"), stage -> {});
        SparkRun.run(TestSpark.session(), job, folder.resolve("spark"), stage -> {});
        SameFiles.of(folder.resolve("memory"), folder.resolve("spark"));
        assertThat(Files.readString(folder.resolve("spark/estimates.csv"))).contains("area=Hải Phòng;sex=nữ");
    }

    @Test
    void parquetGivesTheSameFilesAsCsv() throws IOException {
        write("data.csv", DATA.replace("?", ""));
        SparkSession spark = TestSpark.session();
        spark.read()
                .option("header", true)
                .schema("stratum string, psu bigint, w double, sex string, area string, code string, y int, k int")
                .csv(folder.resolve("data.csv").toString())
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("typed").toString());
        spark.read()
                .option("header", true)
                .csv(folder.resolve("data.csv").toString())
                .repartition(3)
                .write()
                .parquet(folder.resolve("texts").toString());
        String text = ", \"text\": [\"code\"]";
        SparkRun.run(
                spark, job("csv", "\"file\": \"data.csv\"" + text, ESTIMATES), folder.resolve("of csv"), stage -> {});
        SparkRun.run(
                spark, job("texts", "\"file\": \"texts\"" + text, ESTIMATES), folder.resolve("of texts"), stage -> {});
        SparkRun.run(spark, job("typed", "\"file\": \"typed\"", ESTIMATES), folder.resolve("of types"), stage -> {});
        SameFiles.of(folder.resolve("of csv"), folder.resolve("of texts"));
        SameFiles.of(folder.resolve("of csv"), folder.resolve("of types"));
    }

    @Test
    void whatTheEngineCannotDoIsRefusedByNameAllAtOnceBeforeTheDataIsLookedAt() throws IOException {
        Path job = write("job.json", """
                {"data": {"file": "nowhere.csv"},
                 "design": {"weights": "w", "clusters": ["psu", "house"], "strata": ["stratum"], "fpc": ["n1", "n2"]},
                 "calibration": [{"method": "poststratify", "by": ["sex"], "totals": {"F": 1, "M": 1}}],
                 "replicates": {"method": "jkn"},
                 "estimates": [{"id": "q", "statistic": "quantile", "variables": ["y"], "probabilities": [0.5]}],
                 "models": [{"id": "l", "family": "gaussian", "response": "y", "terms": ["house"]}],
                 "tests": [{"id": "r", "test": "rank", "variable": "y", "groups": "house"}]}
                """);
        assertThat(faults(job)).hasSize(6).allMatch(fault -> fault.contains("not supported by the engine spark"));
        assertThat(faults(job).get(0)).contains("job.json:2:").contains("\"fpc\" with clusters of several stages");
        assertThat(faults(job).get(1)).contains("job.json:3:").contains("Calibration");
        assertThat(faults(job).get(2)).contains("job.json:4:").contains("\"replicates\"");
        assertThat(faults(job).get(3)).contains("job.json:5:").contains("\"quantile\"");
        assertThat(faults(job).get(4)).contains("job.json:6:").contains("\"models\"");
        assertThat(faults(job).get(5)).contains("job.json:7:").contains("The test \"rank\"");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void everyRowItsOwnPsuIsRefused() throws IOException {
        Path job = write("job.json", """
                {"data": {"file": "nowhere.csv"}, "design": {"weights": "w"},
                 "estimates": [{"id": "m", "statistic": "mean", "variables": ["y"]}]}
                """);
        assertThat(faults(job)).singleElement().asString().contains("without \"clusters\"");
    }

    @Test
    void faultsOfTheJobAndOfTheDesignAreThoseOfTheEngineInMemoryWithoutNumbersOfRows() throws IOException {
        write("data.csv", DATA.replace("A,1,2,nam", "B,1,-2,nam").replace("B,4,1,nam", ",4,1,nam"));
        Path job = job(
                "job",
                "\"file\": \"data.csv\"",
                "\"estimates\": [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"sex\", \"z\"]},"
                        + "{\"id\": \"p\", \"statistic\": \"proportion\", \"variables\": [\"y\"], \"by\": [[\"sex\"]]}]");
        String all = String.join("\n", faults(job));
        assertThat(all)
                .contains("Weight \"w\" is negative in 1 row. A weight must be 0 or more.")
                .contains("The stratum \"stratum\" is missing in 1 row. Every row must have one.")
                .contains("A mean must be numeric; the column \"sex\" is text: \"")
                .contains("There is no column \"z\".")
                .contains("A proportion needs a variable of 0 and 1; \"y\" is ");
        assertThat(all).doesNotContain("in row");
    }

    @Test
    void aPsuInTwoStrataAndAStratumOfOnePsuAreNamed() throws IOException {
        String mean = "\"estimates\": [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"y\"]}]";
        write("torn.csv", DATA.replace("A,1,2,nam", "B,1,2,nam"));
        assertThat(faults(job("torn", "\"file\": \"torn.csv\"", mean)))
                .singleElement()
                .asString()
                .contains("1 PSU is in more than one stratum: PSU 1 in strata \"A\" and \"B\".");
        write("single.csv", DATA.replace("A,2,", "A,1,"));
        assertThat(faults(job("single", "\"file\": \"single.csv\"", mean)))
                .singleElement()
                .asString()
                .contains("Stratum \"A\" has 1 sampled PSU; variance needs 2. PSU 1 (4 interviews).");
    }

    @Test
    void aDomainWithoutARowThatCountsIsRefusedAsInMemory() throws IOException {
        write("data.csv", DATA);
        Path job = job(
                "job",
                "\"file\": \"data.csv\"",
                "\"domain\": \"${w} > 0\", \"estimates\": [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"y\"]},"
                        + "{\"id\": \"e\", \"statistic\": \"mean\", \"variables\": [\"y\"], \"where\": \"${y} > 7\"}]");
        assertThat(faults(job))
                .singleElement()
                .asString()
                .contains("No row with a weight meets \"where\" within \"domain\".");
    }

    @Test
    void raggedRowsOtherHeadersAndAbsentFilesAreNamed() throws IOException {
        String mean = "\"estimates\": [{\"id\": \"m\", \"statistic\": \"mean\", \"variables\": [\"y\"]}]";
        write("ragged.csv", DATA + "B,5,1\n");
        assertThat(faults(job("ragged", "\"file\": \"ragged.csv\"", mean)))
                .singleElement()
                .asString()
                .contains("1 row has another number of cells than the header's 8: in ragged.csv.");
        write("data.csv", DATA);
        write("other.csv", DATA.replace("stratum,psu", "psu,stratum"));
        assertThat(faults(job("other", "\"file\": [\"data.csv\", \"other.csv\"]", mean)))
                .singleElement()
                .asString()
                .contains("The header differs from that of the first file.");
        assertThat(faults(job("absent", "\"file\": \"absent.csv\"", mean)))
                .singleElement()
                .asString()
                .contains("\"absent.csv\" is not there.");
    }

    @Test
    void theCommandLineSaysWhatItDidAndWhatIsWrong() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        assertThat(AnalyseOnSpark.run(List.of("job.json"), stream, stream)).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("Usage: kap analyse");
    }
}
