package org.kapsurvey.analysis.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.chance.RandomStream;

/** What must hold of every systematic sample with probability proportional to size. */
class SystematicPpsTest {
    private static final int DESIGNS = 300;

    @Test
    void overAllItsStartsEveryUnitIsDrawnExactlyAsOftenAsItsProbabilitySays() {
        for (int seed = 0; seed < DESIGNS; seed++) {
            RandomStream random = RandomStream.of("exact", String.valueOf(seed));
            long[] sizes = sizes(random, 1 + random.nextInt(30), 60);
            int count = 1 + random.nextInt(sizes.length);
            SystematicPps design = SystematicPps.of(sizes, count);
            long[] drawn = new long[sizes.length];
            for (long start = 1; start <= design.starts(); start++) {
                int[] sample = design.drawAt(start);
                assertThat(sample).hasSize(count).doesNotHaveDuplicates();
                Arrays.stream(sample).forEach(unit -> drawn[unit]++);
            }
            for (int unit = 0; unit < sizes.length; unit++) {
                if (design.isSelfRepresenting(unit)) {
                    assertThat(drawn[unit]).isEqualTo(design.starts());
                } else {
                    assertThat(drawn[unit]).isEqualTo(design.places() * sizes[unit]);
                    assertThat(design.probability(unit)).isEqualTo((double) drawn[unit] / design.starts());
                    assertThat(design.probability(unit)).isLessThan(1);
                }
            }
        }
    }

    @Test
    void probabilitiesSumToTheSizeOfTheSampleAndDoNotDependOnTheOrder() {
        for (int seed = 0; seed < DESIGNS; seed++) {
            RandomStream random = RandomStream.of("order", String.valueOf(seed));
            long[] sizes = sizes(random, 2 + random.nextInt(200), 200_000);
            int count = 1 + random.nextInt(sizes.length);
            SystematicPps design = SystematicPps.of(sizes, count);
            int[] order = SimpleRandom.permutation(sizes.length, random);
            SystematicPps shuffled = SystematicPps.of(
                    Arrays.stream(order).mapToLong(i -> sizes[i]).toArray(), count);
            double sum = 0;
            for (int i = 0; i < order.length; i++) {
                assertThat(shuffled.probability(i)).isEqualTo(design.probability(order[i]));
                sum += shuffled.probability(i);
            }
            assertThat(sum).isCloseTo(count, within(1e-12 * sizes.length * count));
        }
    }

    @Test
    void theSizesOfEverySampleWeightedEstimateTheirSumExactly() {
        for (int seed = 0; seed < DESIGNS; seed++) {
            RandomStream random = RandomStream.of("total", String.valueOf(seed));
            long[] sizes = sizes(random, 2 + random.nextInt(200), 200_000);
            SystematicPps design = SystematicPps.of(sizes, 1 + random.nextInt(sizes.length));
            double all = LongStream.of(sizes).sum();
            double estimated = Arrays.stream(design.draw(random))
                    .mapToDouble(unit -> sizes[unit] / design.probability(unit))
                    .sum();
            assertThat(estimated).isCloseTo(all, within(1e-12 * all));
        }
    }

    @Test
    void unitsAsLargeAsTheIntervalAreTakenUntilThereAreNone() {
        // 100 reaches 161/4 and is taken; 30 reaches 61/3 and is taken; 16 then reaches 31/2; 10 reaches 15/1 no more.
        SystematicPps design = SystematicPps.of(new long[] {100, 30, 16, 10, 3, 2}, 4);
        assertThat(IntStream.range(0, 6).filter(design::isSelfRepresenting)).containsExactly(0, 1, 2);
        assertThat(design.places()).isEqualTo(1);
        assertThat(design.probability(3)).isEqualTo(10 / 15.0);
        assertThat(design.count()).isEqualTo(4);
        for (long start = 1; start <= design.starts(); start++) {
            assertThat(design.drawAt(start)).contains(0, 1, 2).hasSize(4);
        }
    }

    @Test
    void aUnitExactlyAsLargeAsTheIntervalIsSelfRepresenting() {
        SystematicPps design = SystematicPps.of(new long[] {50, 49, 1}, 2);
        assertThat(design.isSelfRepresenting(0)).isTrue();
        assertThat(design.probability(1)).isEqualTo(49 / 50.0);
    }

    @Test
    void allUnitsAreSelfRepresentingWhereAllAreDrawn() {
        SystematicPps design = SystematicPps.of(new long[] {1, 1_000_000, 7}, 3);
        assertThat(design.draw(RandomStream.of("all"))).containsExactly(0, 1, 2);
        assertThat(design.starts()).isZero();
        assertThat(IntStream.range(0, 3).mapToDouble(design::probability)).containsOnly(1.0);
    }

    @Test
    void equalSizesAreDrawnSystematicallyWithEqualProbability() {
        SystematicPps design = SystematicPps.equal(10, 4);
        assertThat(IntStream.range(0, 10).mapToDouble(design::probability)).containsOnly(0.4);
        assertThat(design.drawAt(1)).containsExactly(0, 2, 5, 7);
        assertThat(design.drawAt(10)).containsExactly(2, 4, 7, 9);
    }

    @Test
    void theUnitDrawnIsTheOneWhoseCumulatedSizeFirstReachesThePoint() {
        // Cumulated 5, 8, 15, 20; interval 10. The starts 1 … 20 stand for r = 0.5, 1, … 10.
        SystematicPps design = SystematicPps.of(new long[] {5, 3, 7, 5}, 2);
        assertThat(design.drawAt(10)).containsExactly(0, 2);
        assertThat(design.drawAt(11)).containsExactly(1, 3);
        assertThat(design.drawAt(16)).containsExactly(1, 3);
        assertThat(design.drawAt(17)).containsExactly(2, 3);
    }

    @Test
    void sizesOfThousandsOfMillionsKeepTheirExactProbabilities() {
        long[] sizes = new long[2_000];
        Arrays.fill(sizes, 4_000_000_000L);
        sizes[7] = 1;
        SystematicPps design = SystematicPps.of(sizes, 1_000);
        assertThat(design.starts()).isEqualTo(1_999L * 4_000_000_000L + 1);
        assertThat(design.drawAt(design.starts())).hasSize(1_000).endsWith(1_999);
        assertThat(design.drawAt(1)).hasSize(1_000).startsWith(0);
    }

    @Test
    void whatCanNotBeDrawnIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SystematicPps.of(new long[] {3, 0}, 1))
                .withMessage("Unit 2 has the size 0; it must be above 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SystematicPps.of(new long[] {3, -1}, 1))
                .withMessageContaining("size -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SystematicPps.of(new long[] {3, 4}, 3))
                .withMessageContaining("Of 2 units 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SystematicPps.of(new long[] {Long.MAX_VALUE / 2, 4}, 2))
                .withMessageContaining("too large");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SystematicPps.of(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}, 1))
                .withMessageContaining("too large");
    }

    @Test
    void pairsAreDrawnTogetherAsOftenAsTheStartsOfBothOverlap() {
        RandomStream random = RandomStream.of("pairs");
        long[] sizes = sizes(random, 25, 400);
        SystematicPps design = SystematicPps.of(sizes, 6);
        double[][] joint = new double[sizes.length][sizes.length];
        for (long start = 1; start <= design.starts(); start++) {
            int[] sample = design.drawAt(start);
            for (int a = 0; a < sample.length; a++) {
                for (int b = a + 1; b < sample.length; b++) {
                    joint[sample[a]][sample[b]] += 1.0 / design.starts();
                }
            }
        }
        Frequencies found = Frequencies.of(
                sizes.length, 50_000, draw -> design.draw(RandomStream.of("draw", String.valueOf(draw))));
        double pairs = 0;
        for (int a = 0; a < sizes.length; a++) {
            found.assertUnit(a, design.probability(a));
            for (int b = a + 1; b < sizes.length; b++) {
                found.assertPair(a, b, Math.min(1, joint[a][b]));
                pairs += joint[a][b];
            }
        }
        // Every sample of 6 has 15 pairs.
        assertThat(pairs).isCloseTo(15, within(1e-9));
    }

    private static long[] sizes(RandomStream random, int units, int largest) {
        long[] sizes = new long[units];
        for (int i = 0; i < units; i++) {
            sizes[i] = 1L + random.nextInt(largest);
            if (random.nextInt(20) == 0) {
                sizes[i] *= 10;
            }
        }
        return sizes;
    }
}
