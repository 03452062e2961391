package org.kapsurvey.analysis.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.questionnaire.fault.FaultsException;

class BenchTest {
    private static final int ROWS = 4_000;

    private final Bench bench = new Bench(2, stage -> {});

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        bench.make(folder.resolve("a.csv"), ROWS, 7);
        bench.make(folder.resolve("b.csv"), ROWS, 7);
        bench.make(folder.resolve("c.csv"), ROWS, 8);
        assertThat(Files.mismatch(folder.resolve("a.csv"), folder.resolve("b.csv")))
                .isEqualTo(-1);
        assertThat(Files.mismatch(folder.resolve("a.csv"), folder.resolve("c.csv")))
                .isPositive();
    }

    @Test
    void everyTaskRunsOnTheDataInAProcessOfItsOwn() throws IOException {
        Path data = folder.resolve("data.csv");
        bench.make(data, ROWS, 1);
        List<Bench.Figure> figures = bench.run(data);
        assertThat(figures).extracting(Bench.Figure::task).containsExactly("read", "derive", "table", "rake", "memory");
        assertThat(figures).allSatisfy(figure -> {
            assertThat(figure.rows()).isEqualTo(ROWS);
            assertThat(figure.median()).isPositive();
        });
    }

    @Test
    void replicatesAreRakedAndWrittenInAProcessOfTheirOwnThatTellsHowFarItIs() throws IOException {
        Path data = folder.resolve("data.csv");
        bench.make(data, ROWS, 1);
        List<String> stages = new ArrayList<>();
        List<Bench.Figure> figures = new Bench(2, stages::add).runReplicates(data, 20);
        assertThat(figures)
                .extracting(Bench.Figure::task)
                .containsExactly("read", "rake-replicates", "memory", "weight", "weight-memory");
        assertThat(figures).allSatisfy(figure -> assertThat(figure.median()).isPositive());
        assertThat(stages)
                .contains(
                        "run 1 of 2",
                        "run 2 of 2: 1 of 20 replicates",
                        "run 2 of 2: 20 of 20 replicates",
                        "run 2 of 2: weighting");
    }

    @Test
    void theFiguresOfRSayWhichVersionsTheyAreOf() throws IOException {
        Path data = folder.resolve("data.csv");
        bench.make(data, ROWS, 1);
        Optional<Bench.InR> inR = bench.inR(data);
        assumeTrue(inR.isPresent(), "Rscript with the package survey is not installed here");
        assertThat(inR.get().r()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(inR.get().survey()).matches("[0-9]+\\.[0-9].*");
        assertThat(inR.get().figures())
                .extracting(Bench.Figure::task)
                .containsExactly("read", "derive", "table", "rake");
    }

    @Test
    void aFileWithOtherColumnsIsRefused() throws IOException {
        Path data = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> bench.run(data)).isInstanceOf(FaultsException.class);
    }

    @Test
    void fewerRowsThanTheDesignNeedsAreRefused() {
        assertThatThrownBy(() -> bench.make(folder.resolve("few.csv"), 100, 1))
                .isInstanceOf(FaultsException.class)
                .hasMessageContaining("4000");
    }

    @Test
    void costsAreTakenFromTenThousandRowsOnByTens() {
        assertThat(Bench.sizes(10_000_000)).containsExactly(10_000, 100_000, 1_000_000, 10_000_000);
        assertThat(Bench.sizes(99_999)).containsExactly(10_000);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(Bench.median(List.of(4.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Bench.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }
}
