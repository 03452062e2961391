package org.kapsurvey.analysis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;

/** The chain gone through a few times; {@code ./kap bench --chain} goes through it 2,000 times. */
class ChainTest {
    private static final int SAMPLES = 40;

    @Test
    void estimatesLieAboutTheTruthAsTheirErrorsSay() {
        List<Chain.Figure> figures = new Chain(SAMPLES, 7, stage -> {}).run();
        assertThat(figures).hasSize(ChainTarget.values().length * Chain.Method.values().length);
        for (Chain.Figure figure : figures) {
            String what = figure.target().text() + " " + figure.method().text();
            // The spread of 40 estimates is itself known to some 11 %; the seed is fixed.
            assertThat(Math.abs(figure.bias())).as(what).isLessThan(4);
            assertThat(figure.errorRatio()).as(what).isBetween(.7, 1.5);
            assertThat(figure.covers()).as(what).isGreaterThanOrEqualTo(.85);
            assertThat(figure.mean()).as(what).isBetween(.9 * figure.truth(), 1.1 * figure.truth());
        }
        assertThat(Chain.markdown(figures).lines())
                .hasSize(2 + figures.size())
                .allMatch(line -> line.startsWith("| ") || line.startsWith("|-"));
    }

    @Test
    void aSeedGivesItsFiguresWhateverElseRunsBesideIt() {
        List<Chain.Figure> once = new Chain(4, 11, stage -> {}).run();
        assertThat(new Chain(4, 11, stage -> {}).run()).isEqualTo(once);
        assertThat(new Chain(4, 12, stage -> {}).run()).isNotEqualTo(once);
    }

    @Test
    void samplesHaveWhatMakesWeightingHard() {
        Table sample = new ChainSample(new ChainPopulation()).draw("a sample");
        TextColumn results = (TextColumn) sample.column("result");
        assertThat(IntStream.range(0, sample.rows()).mapToObj(results::value).distinct())
                .containsExactlyInAnyOrder("complete", "refusal", "non-contact", "ineligible", "unknown-other");
        TextColumn strata = (TextColumn) sample.column("stratum");
        // The town is a stratum of its own, its residential groups are the PSUs.
        assertThat(IntStream.range(0, sample.rows()).mapToObj(strata::value).distinct())
                .hasSize(5)
                .anyMatch(stratum -> stratum.startsWith("91;urban;91u1001"));
        assertThat(sample.rows()).isBetween(1_500, 4_000);
    }
}
