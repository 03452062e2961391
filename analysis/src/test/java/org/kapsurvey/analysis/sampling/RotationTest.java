package org.kapsurvey.analysis.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.chance.RandomStream;

/** What must hold of the samples of a panel of clusters, round after round. */
class RotationTest {
    private static final int DESIGNS = 150;
    private static final int ROUNDS = 7;

    @Test
    void inEveryRoundEveryUnitIsDrawnByExactlyAsManyStartsAsItsProbabilitySays() {
        for (int seed = 0; seed < DESIGNS; seed++) {
            RandomStream random = RandomStream.of("rotation", String.valueOf(seed));
            long[] sizes = sizes(random, 4 + random.nextInt(20));
            SystematicPps design = SystematicPps.of(sizes, 1 + random.nextInt(sizes.length / 2));
            Rotation rotation = new Rotation(design, random.nextInt(design.places() + 1), random);
            for (int round = 1; round <= ROUNDS; round++) {
                long[] drawn = new long[sizes.length];
                for (long start = 1; start <= design.starts(); start++) {
                    int[] sample = rotation.sample(start, round);
                    assertThat(sample).hasSize(design.count()).doesNotHaveDuplicates();
                    Arrays.stream(sample).forEach(unit -> drawn[unit]++);
                }
                for (int unit = 0; unit < sizes.length; unit++) {
                    assertThat((double) drawn[unit] / design.starts())
                            .as("design %d, round %d, unit %d", seed, round, unit)
                            .isEqualTo(design.probability(unit));
                }
            }
        }
    }

    @Test
    void theSecondRoundKeepsExactlyTheDeclaredNumberWhereNoUnitCoversHalfAnInterval() {
        int tried = 0;
        for (int seed = 0; seed < DESIGNS; seed++) {
            RandomStream random = RandomStream.of("kept", String.valueOf(seed));
            long[] sizes = sizes(random, 20 + random.nextInt(40));
            SystematicPps design = SystematicPps.of(sizes, 2 + random.nextInt(6));
            if (design.places() < 2 || 2 * design.largest() > design.starts()) {
                continue;
            }
            tried++;
            int kept = random.nextInt(design.places() + 1);
            Rotation rotation = new Rotation(design, kept, random);
            for (long start = 1; start <= design.starts(); start += 3) {
                assertThat(shared(rotation.sample(start, 1), rotation.sample(start, 2)))
                        .isEqualTo(design.count() - design.places() + kept);
                for (int round = 3; round <= ROUNDS; round++) {
                    assertThat(shared(rotation.sample(start, round - 1), rotation.sample(start, round)))
                            .isGreaterThanOrEqualTo(design.count() - design.places() + kept);
                }
            }
        }
        assertThat(tried).isGreaterThan(50);
    }

    @Test
    void theFirstRoundIsTheSampleOfTheDesignAndOneThatKeepsAllStaysTheSame() {
        SystematicPps design = SystematicPps.of(new long[] {5, 3, 5, 4, 4, 5, 2, 5}, 3);
        Rotation all = new Rotation(design, 3, RandomStream.of("all"));
        Rotation none = new Rotation(design, 0, RandomStream.of("none"));
        for (long start = 1; start <= design.starts(); start++) {
            assertThat(none.sample(start, 1)).isEqualTo(design.drawAt(start));
            assertThat(all.sample(start, 5)).isEqualTo(design.drawAt(start));
            assertThat(shared(none.sample(start, 1), none.sample(start, 2))).isZero();
        }
    }

    @Test
    void aUnitOfMoreThanHalfAnIntervalIsInTwoRoundsAsRarelyAsItCanBe() {
        long[] sizes = {70, 10, 20, 30, 40, 30};
        SystematicPps design = SystematicPps.of(sizes, 2);
        assertThat(design.probability(0)).isEqualTo(0.7);
        Rotation none = new Rotation(design, 0, RandomStream.of("none"));
        int both = 0;
        for (long start = 1; start <= design.starts(); start++) {
            both += none.sample(start, 1)[0] == 0 && none.sample(start, 2)[0] == 0 ? 1 : 0;
        }
        assertThat((double) both / design.starts()).isEqualTo(0.4);
    }

    @Test
    void everyPlaceIsRenewedInItsTurn() {
        long[] sizes = new long[60];
        Arrays.fill(sizes, 10);
        SystematicPps design = SystematicPps.of(sizes, 6);
        Rotation third = new Rotation(design, 4, RandomStream.of("turn"));
        int[] first = third.sample(17, 1);
        assertThat(shared(first, third.sample(17, 2))).isEqualTo(4);
        assertThat(shared(first, third.sample(17, 3))).isEqualTo(2);
        assertThat(shared(first, third.sample(17, 4))).isZero();
    }

    @Test
    void aPanelOfASimpleRandomSampleMovesOnInOneOrderAndStaysSimpleRandom() {
        int units = 12;
        for (int round : new int[] {1, 2, 5}) {
            Frequencies found = Frequencies.of(
                    units,
                    40_000,
                    draw -> SimpleRandom.sample(units, 5, 2, round, RandomStream.of("simple", String.valueOf(draw))));
            for (int a = 0; a < units; a++) {
                found.assertUnit(a, 5 / 12.0);
                for (int b = a + 1; b < units; b++) {
                    found.assertPair(a, b, 5 * 4 / (12.0 * 11));
                }
            }
        }
        int[] first = SimpleRandom.sample(units, 5, 2, 1, RandomStream.of("x"));
        assertThat(shared(first, SimpleRandom.sample(units, 5, 2, 2, RandomStream.of("x"))))
                .isEqualTo(3);
    }

    private static long shared(int[] first, int[] second) {
        Set<Integer> other = Arrays.stream(second).boxed().collect(Collectors.toSet());
        return Arrays.stream(first).filter(other::contains).count();
    }

    private static long[] sizes(RandomStream random, int units) {
        long[] sizes = new long[units];
        for (int i = 0; i < units; i++) {
            sizes[i] = 1L + random.nextInt(20) + (random.nextInt(8) == 0 ? 30 : 0);
        }
        return sizes;
    }
}
