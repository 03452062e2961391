package org.kapsurvey.analysis.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.GroupEstimates;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.estimate.Total;
import org.kapsurvey.analysis.totals.TableTotals;

/** Waves that share all, some or none of their PSUs, over seeded random samples. */
class WaveVarianceTest {
    private static final double CLOSE = 1e-12;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    /** Two waves of 3 strata; stratum {@code stranger}, if any, has other PSUs in the second wave. */
    private static Table table(long seed, int stranger) {
        Random random = new Random(seed);
        List<String> wave = new ArrayList<>();
        List<String> stratum = new ArrayList<>();
        List<String> psu = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int h = 0; h < 3; h++) {
            int psus = 3 + random.nextInt(4);
            for (int c = 0; c < psus; c++) {
                double level = random.nextGaussian();
                for (int t = 0; t < 2; t++) {
                    int interviews = 1 + random.nextInt(5);
                    for (int i = 0; i < interviews; i++) {
                        wave.add(t == 0 ? "first" : "second");
                        stratum.add("H" + h);
                        psu.add("H" + h + "-" + c + (t == 1 && (h == stranger || stranger > 2) ? "new" : ""));
                        y.add(level + random.nextGaussian());
                    }
                }
            }
        }
        return Table.of(
                y.size(),
                List.of(
                        TextColumn.of("_wave", wave),
                        TextColumn.of("stratum", stratum),
                        TextColumn.of("psu", psu),
                        NumericColumn.of("w", random.doubles(y.size(), 1, 9).toArray()),
                        NumericColumn.of(
                                "y", y.stream().mapToDouble(Double::doubleValue).toArray())));
    }

    private static SurveyDesign.Builder design(Table table) {
        return SurveyDesign.of(table).weights("w").strata("stratum").clusters("psu");
    }

    private static GroupEstimates byWave(Table table, SurveyDesign design) {
        return new Estimation(new TableTotals(table), design).each(Mean.of("y"), Grouping.of(table, List.of("_wave")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void wavesThatShareNoPsuAreIndependentSamples(long seed) {
        Table table = table(seed, 3);
        SurveyDesign shared = design(table).waves("_wave", true).build();
        SurveyDesign apart = design(table).waves("_wave", false).build();
        assertThat(shared.psus().hasWaves()).isTrue();
        double[][] ours = byWave(table, shared).covariances();
        double[][] theirs = byWave(table, apart).covariances();
        assertThat(ours[0][0]).isCloseTo(theirs[0][0], within(CLOSE));
        assertThat(ours[1][1]).isCloseTo(theirs[1][1], within(CLOSE));
        assertThat(ours[0][1]).isZero();
        assertThat(theirs[0][1]).isCloseTo(0, within(CLOSE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void wavesThatShareAllTheirPsusAreOneDesign(long seed) {
        Table table = table(seed, -1);
        SurveyDesign shared = design(table).waves("_wave", true).build();
        assertThat(shared.psus().hasWaves()).isFalse();
        assertThat(byWave(table, shared).covariances())
                .isDeepEqualTo(byWave(table, design(table).build()).covariances());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStratumCountsByThePsusThatItSharesWhateverTheOthersShare(long seed) {
        Table table = table(seed, 2);
        SurveyDesign partly = design(table).waves("_wave", true).build();
        assertThat(partly.psus().hasWaves()).isTrue();
        SurveyDesign pooled = design(table).build();
        SurveyDesign apart = design(table).waves("_wave", false).build();
        // The first two strata have the same PSUs in both waves, the third has none in common.
        TextColumn stratum = (TextColumn) table.column("stratum");
        for (String h : List.of("H0", "H1", "H2")) {
            NumericColumn inside = NumericColumn.indicator("inside", table.rows(), row -> h.equals(stratum.value(row)));
            Grouping groups = Grouping.of(table, List.of("_wave")).within(inside);
            double[][] ours = new Estimation(new TableTotals(table), partly)
                    .each(Mean.of("y"), groups)
                    .covariances();
            double[][] theirs = new Estimation(new TableTotals(table), h.equals("H2") ? apart : pooled)
                    .each(Mean.of("y"), groups)
                    .covariances();
            assertThat(ours[0][0]).isCloseTo(theirs[0][0], within(CLOSE));
            assertThat(ours[0][1]).isCloseTo(theirs[0][1], within(CLOSE));
            assertThat(ours[1][0]).isCloseTo(theirs[1][0], within(CLOSE));
            assertThat(ours[1][1]).isCloseTo(theirs[1][1], within(CLOSE));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWaveAloneHasTheVarianceOfItsOwnSample(long seed) {
        Table table = table(seed, 2);
        Estimate ours = byWave(table, design(table).waves("_wave", true).build())
                .estimates()
                .get(0);
        Estimate theirs = byWave(table, design(table).waves("_wave", false).build())
                .estimates()
                .get(0);
        assertThat(ours.standardError()).isCloseTo(theirs.standardError(), within(CLOSE));
        assertThat(ours.degreesOfFreedom()).isEqualTo(theirs.degreesOfFreedom());
    }

    /** All rotations of 3 PSUs of 5 of which 2 are kept: the mean of the estimated variances is the variance. */
    @Test
    void withAnFpcTheVarianceOfAChangeIsWithoutBiasOverAllRotationsOfASample() {
        double[] before = {3, 1, 4, 1, 5};
        double[] after = {9, 2, 6, 5, 3};
        List<Double> changes = new ArrayList<>();
        double variances = 0;
        for (int kept = 0; kept < 32; kept++) {
            for (int out = 0; out < 5; out++) {
                for (int in = 0; in < 5; in++) {
                    boolean apart = (kept >> out & 1) == 0 && (kept >> in & 1) == 0 && in != out;
                    if (Integer.bitCount(kept) != 2 || !apart) {
                        continue;
                    }
                    List<String> wave = new ArrayList<>();
                    List<String> psu = new ArrayList<>();
                    List<Double> y = new ArrayList<>();
                    for (int c = 0; c < 5; c++) {
                        for (int t = 0; t < 2; t++) {
                            if ((kept >> c & 1) == 1 || c == (t == 0 ? out : in)) {
                                wave.add("wave " + t);
                                psu.add("c" + c);
                                y.add(t == 0 ? before[c] : after[c]);
                            }
                        }
                    }
                    double[] weights = new double[6];
                    Arrays.fill(weights, 5.0 / 3);
                    double[] sizes = new double[6];
                    Arrays.fill(sizes, 5);
                    Table table = Table.of(
                            6,
                            List.of(
                                    TextColumn.of("_wave", wave),
                                    TextColumn.of("psu", psu),
                                    NumericColumn.of("w", weights),
                                    NumericColumn.of("N", sizes),
                                    NumericColumn.of(
                                            "y",
                                            y.stream()
                                                    .mapToDouble(Double::doubleValue)
                                                    .toArray())));
                    SurveyDesign design = SurveyDesign.of(table)
                            .weights("w")
                            .clusters("psu")
                            .fpc("N")
                            .waves("_wave", true)
                            .build();
                    GroupEstimates totals = new Estimation(new TableTotals(table), design)
                            .each(Total.of("y"), Grouping.of(table, List.of("_wave")));
                    double[][] v = totals.covariances();
                    changes.add(totals.estimates().get(1).value()
                            - totals.estimates().get(0).value());
                    variances += v[0][0] + v[1][1] - 2 * v[0][1];
                }
            }
        }
        double mean = changes.stream().mapToDouble(c -> c).average().orElseThrow();
        double variance = changes.stream()
                .mapToDouble(c -> (c - mean) * (c - mean))
                .average()
                .orElseThrow();
        assertThat(changes).hasSize(60);
        assertThat(variances / changes.size()).isCloseTo(variance, within(1e-10));
    }

    @Test
    void anFpcOfWavesThatSharePsusIsRefusedWhereItSaysTooLittle() {
        Table table = Table.of(
                6,
                List.of(
                        TextColumn.of("_wave", List.of("a", "a", "a", "b", "b", "b")),
                        TextColumn.of("psu", List.of("1", "2", "3", "2", "3", "4")),
                        NumericColumn.of("w", 2, 2, 2, 2, 2, 2),
                        NumericColumn.of("f", 0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
                        NumericColumn.of("N", 6, 6, 6, 6, 6, 6)));
        assertThatThrownBy(() -> SurveyDesign.of(table)
                        .weights("w")
                        .clusters("psu")
                        .fpc("f")
                        .waves("_wave", true)
                        .build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("population sizes, not sampling fractions");
        assertThatThrownBy(() -> SurveyDesign.of(table)
                        .clusters("psu")
                        .fpc("N")
                        .waves("_wave", true)
                        .build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("needs \"weights\"");
        assertThatThrownBy(() -> SurveyDesign.of(table)
                        .weights("w")
                        .clusters("psu", "w")
                        .fpc("N")
                        .waves("_wave", true)
                        .build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("counts for PSUs alone");
    }

    @Test
    void aWaveWithOnePsuInAStratumIsRefusedByName() {
        Table table = Table.of(
                5,
                List.of(
                        TextColumn.of("_wave", List.of("a", "a", "b", "b", "b")),
                        TextColumn.of("psu", List.of("1", "2", "1", "1", "1"))));
        assertThatThrownBy(() -> SurveyDesign.of(table)
                        .clusters("psu")
                        .waves("_wave", true)
                        .build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("in wave b")
                .hasMessageContaining("Choose singlePsu = certainty or remove");
        assertThatThrownBy(() -> SurveyDesign.of(table)
                        .clusters("psu")
                        .waves("_wave", true)
                        .singlePsu(SinglePsu.ADJUST)
                        .build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("singlePsu = adjust is not supported");
        assertThatThrownBy(() -> SurveyDesign.of(table).waves("_wave", true).build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("name the column of PSUs");
    }
}
