package org.kapsurvey.analysis.replicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.io.ReplicateFile;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.Margin;
import org.kapsurvey.analysis.weighting.Raking;
import org.kapsurvey.analysis.weighting.WeightingException;
import org.kapsurvey.questionnaire.chance.RandomStream;

/** Replicates raked by their cells are those raked row by row. */
final class RakedReplicatesTest {
    private static final int REPLICATES = 60;

    private final Sample sample = Sample.of(2_000, 20261122);

    @Test
    void weightsOfReplicatesAreThoseOfRakingTheirRows() {
        RakedReplicates raked = RakedReplicates.of(sample.raking, sample.factors, sample.weights, done -> {});
        CalibratedWeights rows = CalibratedWeights.of(List.of(sample.raking), sample.weights);
        assertClose(raked.full(), rows.calibrated());
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            double[] expected = rows.again(sample.factors.weights(replicate, sample.weights))
                    .calibrated();
            assertClose(raked.weights(replicate), expected);
            assertThat(raked.warnings(replicate)).isEmpty();
        }
    }

    @Test
    void marginsAreReachedInEveryReplicate() {
        RakedReplicates raked = RakedReplicates.of(sample.raking, sample.factors, sample.weights, done -> {});
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            double[] weights = raked.weights(replicate);
            for (Margin margin : sample.margins) {
                double[] sums = new double[margin.groups()];
                Grouping grouping = sample.groupings.get(sample.margins.indexOf(margin));
                for (int row = 0; row < weights.length; row++) {
                    sums[grouping.code(row)] += weights[row];
                }
                for (int group = 0; group < sums.length; group++) {
                    assertThat(sums[group]).isCloseTo(margin.total(group), within(1e-6 * margin.total(group)));
                }
            }
        }
    }

    @Test
    void theWeightsOfAJobsReplicatesComeFromTheirCells() {
        CalibratedWeights rows = CalibratedWeights.of(List.of(sample.raking), sample.weights);
        ReplicateWeights replicates = ReplicateWeights.of(sample.factors, rows);
        assertThat(replicates.full()).isEqualTo(rows.calibrated());
        assertClose(
                replicates.weights(7),
                rows.again(sample.factors.weights(7, sample.weights)).calibrated());
        assertThat(replicates.warned()).isZero();
        assertThat(replicates.factorsAlone()).isNull();
    }

    @Test
    void theFileHoldsTheFactorsOfEveryRowReplicateAfterReplicate(@TempDir Path folder) throws IOException {
        RakedReplicates raked = RakedReplicates.of(sample.raking, sample.factors, sample.weights, done -> {});
        Path file = folder.resolve("replicates.f32");
        List<Integer> told = new ArrayList<>();
        CalibratedWeights calibrated = CalibratedWeights.of(List.of(sample.raking), sample.weights);
        ReplicateFile.write(file, new CarriedReplicates(sample.factors, calibrated), told::add);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.remaining()).isEqualTo(4 * REPLICATES * sample.weights.length);
        double[] full = raked.full();
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            double[] weights = raked.weights(replicate);
            for (int row = 0; row < weights.length; row++) {
                double read = full[row] * bytes.getFloat();
                assertThat(read).isCloseTo(weights[row], within(1e-7 * weights[row]));
            }
        }
        assertThat(told).isEqualTo(IntStream.rangeClosed(1, REPLICATES).boxed().toList());
    }

    @Test
    void progressIsToldForEveryReplicate() {
        Set<Integer> told = ConcurrentHashMap.newKeySet();
        RakedReplicates.of(sample.raking, sample.factors, sample.weights, told::add);
        assertThat(told).hasSize(REPLICATES).contains(1, REPLICATES);
    }

    @Test
    void aReplicateThatLosesAGroupIsNamed() {
        double[][] factors = new double[3][sample.factors.units()];
        for (double[] ofReplicate : factors) {
            Arrays.fill(ofReplicate, 1);
        }
        // Of the last two nothing is left; the first of them is named.
        Arrays.fill(factors[1], 0);
        Arrays.fill(factors[2], 0);
        ReplicateFactors losing =
                new ReplicateFactors(factors, sample.factors.unitOfRow(), new double[] {1, 1, 1}, false);
        assertThatThrownBy(() -> RakedReplicates.of(sample.raking, losing, sample.weights, done -> {}))
                .isInstanceOfSatisfying(
                        WeightingException.class,
                        e -> assertThat(e.findings())
                                .allMatch(finding -> finding.startsWith("Replicate 2: The weights of ")));
    }

    @Test
    void rowsWithoutAGroupOrAWeightKeepWhatTheyHave() {
        double[] weights = sample.weights.clone();
        weights[3] = 0;
        List<@Nullable String> first = new ArrayList<>();
        for (int row = 0; row < weights.length; row++) {
            first.add(row == 3 ? null : row % 2 == 0 ? "x" : "y");
        }
        Table table = Table.of(weights.length, List.of(TextColumn.of("first", first)));
        Grouping grouping = Grouping.of(table, List.of("first"));
        Raking raking = new Raking(
                List.of(Margin.of(grouping, Map.of(List.of("x"), 700.0, List.of("y"), 500.0), weights)),
                1e-10,
                100,
                true,
                Raking.Variance.REGRESSION);
        RakedReplicates raked = RakedReplicates.of(raking, sample.factors, weights, done -> {});
        float[] factors = new float[5];
        raked.factors(0, 0, factors);
        assertThat(factors[3]).isZero();
        assertThat(raked.weights(0)[3]).isZero();
        assertThat(raked.full()[3]).isZero();
    }

    private static void assertClose(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int row = 0; row < found.length; row++) {
            assertThat(found[row]).isCloseTo(expected[row], within(1e-10 * expected[row]));
        }
    }

    /** Rows in 40 strata of 4 PSUs with four groupings, and their totals. */
    private static final class Sample {
        private final double[] weights;
        private final List<Grouping> groupings = new ArrayList<>();
        private final List<Margin> margins = new ArrayList<>();
        private final Raking raking;
        private final ReplicateFactors factors;

        private Sample(int rows, RandomStream random) {
            weights = new double[rows];
            double[] stratum = new double[rows];
            double[] psu = new double[rows];
            List<List<String>> levels =
                    List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int row = 0; row < rows; row++) {
                psu[row] = row % 160;
                stratum[row] = Math.floor(psu[row] / 4);
                weights[row] = 1 + 4 * random.nextDouble();
                for (int grouping = 0; grouping < 4; grouping++) {
                    levels.get(grouping).add("a" + random.nextInt(2 + grouping));
                }
            }
            Table table = Table.of(
                    rows,
                    List.of(
                            NumericColumn.of("stratum", stratum),
                            NumericColumn.of("psu", psu),
                            NumericColumn.of("weight", weights),
                            TextColumn.of("g0", levels.get(0)),
                            TextColumn.of("g1", levels.get(1)),
                            TextColumn.of("g2", levels.get(2)),
                            TextColumn.of("g3", levels.get(3))));
            for (int g = 0; g < 4; g++) {
                Grouping grouping = Grouping.of(table, List.of("g" + g));
                groupings.add(grouping);
                Map<List<String>, Double> totals = new LinkedHashMap<>();
                for (int group = 0; group < grouping.size(); group++) {
                    totals.put(
                            grouping.levels(group), 12_000.0 * (group + 3) / (3 * (g + 2) + (g + 2) * (g + 1) / 2.0));
                }
                margins.add(Margin.of(grouping, totals, weights));
            }
            raking = new Raking(margins, 1e-12, 200, true, Raking.Variance.REGRESSION);
            SurveyDesign design = SurveyDesign.of(table)
                    .weights("weight")
                    .strata("stratum")
                    .clusters("psu")
                    .build();
            factors = Bootstrap.of(design, REPLICATES, 3, false);
        }

        static Sample of(int rows, long seed) {
            return new Sample(rows, RandomStream.of(seed));
        }
    }
}
