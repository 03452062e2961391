package org.kapsurvey.analysis.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.io.AnalyseRun;

/** The engine spark beside the engine in memory on ten million rows in 20 files. */
class TenMillionRowsTest {
    private static final int FILES = 20;
    private static final int ROWS = 500_000;

    private final Path folder = LargeSample.folder();

    TenMillionRowsTest() throws IOException {}

    @AfterEach
    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void tenMillionRowsInTwentyFilesGiveTheSameFilesOnSparkAsInMemory() throws IOException {
        long begin = System.nanoTime();
        LargeSample.write(folder, FILES, ROWS, 20260101);
        begin = told("made", begin);
        String all = IntStream.range(0, FILES)
                .mapToObj("\"data/part-%02d.csv\""::formatted)
                .collect(Collectors.joining(", ", "[", "]"));
        SparkRun.run(TestSpark.session(), job("spark", "\"data\""), folder.resolve("on spark"), stage -> {});
        begin = told("on Spark, 2 processors", begin);
        AnalyseRun.run(job("memory", all), folder.resolve("in memory"), stage -> {});
        told("in memory", begin);
        long numbers = SameFiles.of(folder.resolve("in memory"), folder.resolve("on spark"));
        System.out.println("Spark: numbers that differ in their last digits: " + numbers + "; "
                + Files.readString(folder.resolve("on spark/timing.json")).strip());
        assertThat(Files.readAllLines(folder.resolve("on spark/estimates.csv"))).hasSizeGreaterThan(60);
        assertThat(Files.readString(folder.resolve("on spark/run.json"))).contains("\"rows\":10000000");
    }

    private static long told(String what, long begin) {
        long now = System.nanoTime();
        System.out.printf("10,000,000 rows in 20 files, %s: %.1f s%n", what, (now - begin) / 1e9);
        return now;
    }

    private Path job(String name, String file) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), """
                {"data": {"file": %s, "missing": ["99"]},
                 "variables": [{"name": "young", "value": "${age} < 25"},
                               {"name": "knows", "value": "${k1} = 1 and ${k2} = 1"}],
                 "design": {"weights": "w", "clusters": ["psu"], "strata": ["stratum"]},
                 "domain": "${age} >= 18",
                 "targets": [{"id": "t", "of": "rates", "target": 0.5, "direction": "atLeast"}],
                 "estimates": [
                  {"id": "rates", "statistic": "proportion", "variables": ["k1", "k2", "k3", "knows"],
                   "by": [[], ["area"], ["education"], ["young", "area"]], "intervals": ["korn-graubard", "logit"]},
                  {"id": "score", "statistic": "mean", "variables": ["score"], "by": [["education"]], "intervals": ["t"],
                   "covariances": true,
                   "contrasts": [{"name": "d", "plus": {"đại học": 1}, "minus": {"không": 1}}]},
                  {"id": "n", "statistic": "total", "variables": ["k1"], "by": [["area"]], "where": "not(is-missing(${education}))"},
                  {"id": "r", "statistic": "ratio", "numerator": "k1", "denominator": "score", "by": [["area"]]}],
                 "tests": [{"id": "i", "test": "independence", "rows": "education", "columns": "area"}]}
                """.formatted(file));
    }
}
