package org.kapsurvey.analysis.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.bench.Coverage.Method;
import org.kapsurvey.analysis.bench.Coverage.Setting;
import org.kapsurvey.analysis.bench.Coverage.Weights;
import org.kapsurvey.analysis.codebook.Table;

class CoverageTest {
    private static final int SAMPLES = 200;

    @Test
    void theIntervalsOfAMiddlingRateHoldItAboutAsOftenAsTheySay() {
        Coverage.Figure figure = new Coverage(SAMPLES, 1, stage -> {}).figure(Setting.SIXTY, .5, .05, Weights.RELATED);
        // Four standard errors of a share of 200 about 95 %.
        for (Method method : Method.values()) {
            assertThat(figure.of(method).covers()).as(method.text()).isCloseTo(.95, within(.062));
            assertThat(figure.of(method).width()).as(method.text()).isBetween(.05, .15);
        }
        assertThat(figure.allTheSame()).isZero();
        // The same of a mean and of a variance of 200.
        assertThat(figure.bias()).isCloseTo(0, within(.29));
        assertThat(figure.varianceRatio()).isCloseTo(1, within(.4));
    }

    @Test
    void whereManySamplesAreAllYesOnlyKornAndGraubardsIntervalHoldsTheRate() {
        Coverage.Figure figure =
                new Coverage(SAMPLES, 1, stage -> {}).figure(Setting.TWENTY_DOMAIN, .98, .10, Weights.PERSONS);
        assertThat(figure.allTheSame()).isBetween(.3, .6);
        assertThat(figure.of(Method.KORN_GRAUBARD).covers()).isGreaterThan(.94);
        assertThat(figure.of(Method.KORN_GRAUBARD_PSUS).covers()).isGreaterThan(.94);
        assertThat(figure.of(Method.LOGIT).covers()).isLessThan(.7);
        assertThat(figure.of(Method.T).covers()).isLessThan(.7);
    }

    @Test
    void theSameSeedGivesTheSameFiguresAndAnotherSeedOthers() {
        Coverage.Figure ours = new Coverage(SAMPLES, 1, stage -> {}).figure(Setting.TWENTY, .9, .05, Weights.PERSONS);
        assertThat(new Coverage(SAMPLES, 1, stage -> {}).figure(Setting.TWENTY, .9, .05, Weights.PERSONS))
                .isEqualTo(ours);
        assertThat(new Coverage(SAMPLES, 2, stage -> {}).figure(Setting.TWENTY, .9, .05, Weights.PERSONS))
                .isNotEqualTo(ours);
    }

    @Test
    void whatTheDocumentationSaysOfTwentyPsusComesOutAgain() throws IOException {
        Coverage coverage = new Coverage(2000, 1, stage -> {});
        List<Coverage.Figure> figures = new ArrayList<>();
        for (double icc : new double[] {.02, .05, .10}) {
            for (Weights weights : List.of(Weights.PERSONS, Weights.UNRELATED, Weights.RELATED)) {
                figures.add(coverage.figure(Setting.TWENTY, .98, icc, weights));
            }
        }
        StringBuilder line = new StringBuilder();
        CoverageTables.row(line, figures, Method.KORN_GRAUBARD);
        String written = CoverageTables.markdown(figures);
        assertThat(written)
                .contains("### twenty, korn-graubard\n")
                .contains(line)
                .contains("| 94.5 or more | 9 | 9 |");
        assertThat(Files.readString(ProjectFiles.root().resolve("docs/coverage.md")))
                .contains(line);
        assertThat(CoverageGoal.outcomes(figures))
                .extracting(CoverageGoal.Outcome::reached)
                .containsExactly(9, 9);
    }

    @ParameterizedTest
    @EnumSource(Weights.class)
    void aPopulationHasTheCorrelationThatItWasMadeWithAndItsSamplesItsRate(Weights weights) {
        CoveragePopulation population =
                new CoveragePopulation(new CoveragePopulation.Sample(20, 4, 6, 18), .3, .08, weights);
        assertThat(population.intraclassCorrelation()).isCloseTo(.08, within(.0008));
        SplittableRandom random = new SplittableRandom(5);
        double yes = 0;
        double all = 0;
        double squares = 0;
        int rows = 0;
        for (int sample = 0; sample < 400; sample++) {
            Table table = population.sample(random);
            rows += table.rows();
            for (int row = 0; row < table.rows(); row++) {
                double weight = table.numeric("weight").value(row);
                yes += weight * table.numeric("yes").value(row);
                all += weight;
                squares += weight * weight;
            }
        }
        // 384,000 answers whose design effect is below 4: four standard errors.
        assertThat(yes / all).isCloseTo(population.rate(), within(.006));
        assertThat(rows * squares / (all * all)).isCloseTo(population.weightingEffect(), within(.02));
    }
}
