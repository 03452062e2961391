package org.kapsurvey.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.inference.IndependenceTest;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.analysis.outcome.Disposition;

/** docs/formats.md names every word that a job may use and every code that a job gives. */
class FormatsDocTest {
    static Stream<String> words() {
        return Stream.of(
                        Arrays.stream(Statistic.values()).map(Statistic::text),
                        ProportionInterval.names().stream(),
                        CalibrationParser.METHODS.stream(),
                        ReplicatesParser.METHODS.stream(),
                        Arrays.stream(SinglePsu.values())
                                .map(policy -> policy.name().toLowerCase(Locale.ROOT)),
                        Arrays.stream(TestBlock.Kind.values()).map(TestBlock.Kind::text),
                        IndependenceTest.Statistic.names().stream(),
                        Warnings.codes().stream(),
                        Stream.of(
                                HeldBack.NOTE,
                                "n<25",
                                "n<50",
                                "p=0",
                                "p=1",
                                "p<0",
                                "p>1",
                                "constant",
                                "variance-below-0",
                                "weights<0",
                                "df<8",
                                "deff-of-enclosing-domain",
                                "n*=psus"))
                .flatMap(word -> word);
    }

    static Stream<String> wordsOfWeighting() {
        return Stream.of(WeightingParser.KEYS.stream(), CalibrationParser.TOTALS.stream(), Disposition.texts().stream())
                .flatMap(word -> word);
    }

    @ParameterizedTest
    @MethodSource("wordsOfWeighting")
    void everyWordOfAWeightingFileIsDescribed(String word) throws IOException {
        String document = Files.readString(ProjectFiles.root().resolve("docs/formats.md"));
        String section = document.substring(document.indexOf("## The weighting file"), document.indexOf("## Plan\n"));
        assertThat(section).contains("`" + word + "`");
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordIsDescribed(String word) throws IOException {
        String document = Files.readString(ProjectFiles.root().resolve("docs/formats.md"));
        String section = document.substring(document.indexOf("## Analysis job"));
        assertThat(section).contains("`" + word + "`");
    }
}
