package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyseCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void data() throws IOException {
        Files.writeString(
                folder.resolve("data.csv"), "h,psu,w,yes,sex\na,1,10,1,F\na,2,20,0,M\nb,3,15,1,F\nb,4,5,1,M\n");
    }

    @Test
    void aJobIsRunAndItsFilesWritten() throws IOException {
        assertThat(analyse(job("\"intervals\": [\"t\"]"))).isZero();
        assertThat(names(folder.resolve("result")))
                .containsExactly("estimates.csv", "run.json", "tables.html", "timing.json");
        List<String> lines = Files.readAllLines(folder.resolve("result/estimates.csv"));
        assertThat(lines.get(0))
                .isEqualTo("id,statistic,variable,category,domain,n,weighted_n,estimate,se,cv,df,deff,deff_wr,deft_dhs,"
                        + "interval,level,lower,upper,note");
        assertThat(lines.get(1)).startsWith("rate,proportion,yes,,,4,50,0.6,");
        assertThat(out.toString()).contains("1 lines of estimates");
    }

    @Test
    void theJobThatTheLaunchersArchiveOfClassesIsMadeFromRuns() throws IOException {
        assertThat(analyse(Path.of("src/main/training/job.json")))
                .as(error.toString())
                .isZero();
        assertThat(names(folder.resolve("result")))
                .contains("estimates.csv", "contrasts.csv", "targets.csv", "tests.csv", "weights.csv");
    }

    @Test
    void everyFaultIsListedAtOnceAndNothingIsWritten() throws IOException {
        Path job = Files.writeString(folder.resolve("job.json"), """
                {
                  "data": {"file": "data.csv"},
                  "design": {"wieghts": "w", "strata": ["stratum"], "clusters": ["psu"]},
                  "estimates": [{"id": "rate", "statistic": "mode", "variables": ["yess"]}]
                }
                """);
        assertThat(analyse(job)).isEqualTo(2);
        assertThat(error.toString().lines().map(line -> line.substring(line.indexOf("job.json"))))
                .containsExactly(
                        "job.json:3:14: Unknown key \"wieghts\". Known keys: weights, clusters, strata, fpc, nested,"
                                + " singlePsu, singlePsuInDomains. Did you mean \"weights\"?",
                        "job.json:3:41: There is no column \"stratum\". Name a column of the data or a derived variable.",
                        "job.json:4:45: Unknown statistic \"mode\". Use one of mean, total, proportion, proportions, ratio,"
                                + " variance, quantile, count.",
                        "job.json:4:67: There is no column \"yess\". Name a column of the data or a derived variable."
                                + " Did you mean \"yes\"?");
        assertThat(names(folder)).containsExactly("data.csv", "job.json");
    }

    @Test
    void aFolderThatIsNotEmptyIsLeftAsItIs() throws IOException {
        Files.createDirectory(folder.resolve("result"));
        Files.writeString(folder.resolve("result/mine.txt"), "keep");
        assertThat(analyse(job("\"intervals\": []"))).isEqualTo(2);
        assertThat(error.toString()).contains("The output folder is not empty. Name a new or an empty folder.");
        assertThat(names(folder.resolve("result"))).containsExactly("mine.txt");
    }

    @Test
    void anEmptyFolderIsFilled() throws IOException {
        Files.createDirectory(folder.resolve("result"));
        assertThat(analyse(job("\"intervals\": []"))).isZero();
        assertThat(names(folder.resolve("result"))).contains("estimates.csv");
    }

    @Test
    void aJobThatIsNotThereIsAFaultOfTheInput() {
        assertThat(analyse(folder.resolve("no.json"))).isEqualTo(2);
        assertThat(error.toString()).contains("no.json: The job is not there.");
    }

    @Test
    void withoutAFolderTheCommandLineIsRefused() throws IOException {
        assertThat(Kap.commandLine()
                        .setErr(new PrintWriter(error))
                        .execute("analyse", job("\"intervals\": []").toString()))
                .isEqualTo(2);
        assertThat(error.toString()).contains("--out");
    }

    private Path job(String more) throws IOException {
        return Files.writeString(folder.resolve("job.json"), """
                {
                  "data": {"file": "data.csv"},
                  "design": {"weights": "w", "strata": ["h"], "clusters": ["psu"]},
                  "estimates": [{"id": "rate", "statistic": "proportion", "variables": ["yes"], %s}]
                }
                """.formatted(more));
    }

    private int analyse(Path job) {
        return Kap.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(
                        "analyse",
                        job.toString(),
                        "--out",
                        folder.resolve("result").toString());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
