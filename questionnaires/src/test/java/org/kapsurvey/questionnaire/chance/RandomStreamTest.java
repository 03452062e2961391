package org.kapsurvey.questionnaire.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Known answers are from a program in Python that follows docs/methods.md, with whole numbers of any length. */
final class RandomStreamTest {
    @Test
    void textsOfKeysGiveTheKnownNumbers() {
        assertThat(firstOf(RandomStream.of("")))
                .containsExactly(-925762496797060849L, -4093855380200140443L, 3066231724759202328L);
        assertThat(firstOf(RandomStream.of("2026")))
                .containsExactly(597953802074182132L, 4721871277401348867L, -6891253978810914918L);
        assertThat(firstOf(RandomStream.of("2026", "ward")))
                .containsExactly(-3067857493511163062L, 915348869309404692L, 2951705698154420067L);
        assertThat(firstOf(RandomStream.of("a", "b")))
                .containsExactly(5087316314486905995L, 6053435539671773363L, 7578107284835845539L);
        assertThat(firstOf(RandomStream.of("ab")))
                .containsExactly(-4899033312318039198L, -5966382399508979373L, -6192254164899395259L);
    }

    @Test
    void lettersOfEveryLengthInUtf8GiveTheKnownNumbers() {
        assertThat(firstOf(RandomStream.of("Hải Phòng", "0001")))
                .containsExactly(4524993545192786720L, 7324188868628510108L, 3177637068340057107L);
        assertThat(firstOf(RandomStream.of("𠀀")))
                .containsExactly(-8269078622206826539L, 7775340810176338018L, -7189849061159216024L);
    }

    @Test
    void numbersAsKeysGiveTheKnownNumbers() {
        assertThat(firstOf(RandomStream.of(1, 2, 3)))
                .containsExactly(374318849193179560L, -381986585827516691L, 7545989697352793513L);
        assertThat(firstOf(RandomStream.of(1).split(2).split(3))).isEqualTo(firstOf(RandomStream.of(1, 2, 3)));
    }

    @Test
    void fractionsAndNumbersBelowABoundAreTheKnownOnes() {
        RandomStream fractions = RandomStream.of("2026", "doubles");
        assertThat(IntStream.range(0, 4)
                        .mapToDouble(i -> fractions.nextDouble())
                        .toArray())
                .containsExactly(0.6985807978536027, 0.37986025199351214, 0.9727002204952069, 0.9463147314826557);
        RandomStream tens = RandomStream.of("2026", "ints");
        assertThat(below(tens, 10, 12)).containsExactly(3, 2, 3, 2, 9, 6, 4, 6, 4, 6, 0, 8);
        assertThat(below(tens, Integer.MAX_VALUE, 3)).containsExactly(558156894, 62866309, 1019659469);
        assertThat(tens.nextInt(1)).isZero();
        // A bound for which two numbers of five are thrown away.
        assertThat(below(RandomStream.of("2026", "ints"), 3 << 29, 12))
                .containsExactly(
                        431525592,
                        644117072,
                        1570893145,
                        1080323275,
                        1022535643,
                        740816363,
                        971339285,
                        22901507,
                        1390734457,
                        418617670,
                        801316580,
                        1254171826);
    }

    @Test
    void aStreamOfOneMoreKeyDependsOnTheKeysAloneAndNotOnWhatWasTaken() {
        RandomStream round = RandomStream.of("2026");
        assertThat(firstOf(round.split("ward"))).isEqualTo(firstOf(RandomStream.of("2026", "ward")));
        assertThat(firstOf(round)).isEqualTo(firstOf(RandomStream.of("2026")));
        assertThat(firstOf(round.split("ward"))).isEqualTo(firstOf(RandomStream.of("2026", "ward")));
    }

    @Test
    void theStreamsOfManyHouseholdsBeginDifferently() {
        RandomStream round = RandomStream.of("2026");
        Set<Long> first = new HashSet<>();
        for (int household = 0; household < 200_000; household++) {
            first.add(round.split("31-" + household).nextLong());
        }
        assertThat(first).hasSize(200_000);
    }

    @Test
    void everyBitIsSetInHalfOfTheFirstNumbersOfNeighbouringKeys() {
        int[] set = new int[64];
        int keys = 40_000;
        for (int key = 0; key < keys; key++) {
            long number = RandomStream.of("seed", String.valueOf(key)).nextLong();
            for (int bit = 0; bit < 64; bit++) {
                set[bit] += (int) ((number >>> bit) & 1);
            }
        }
        // Five standard errors of a share of one half.
        for (int n : set) {
            assertThat(n).isBetween(19_500, 20_500);
        }
    }

    @Test
    void fractionsAreFromZeroToBelowOneAndEven() {
        RandomStream stream = RandomStream.of("even");
        int[] counts = new int[16];
        for (int draw = 0; draw < 160_000; draw++) {
            double fraction = stream.nextDouble();
            assertThat(fraction >= 0 && fraction < 1).isTrue();
            counts[(int) (fraction * 16)]++;
        }
        assertThat(chiSquare(counts)).isLessThan(37.70); // the 99.9 % point with 15 degrees of freedom
    }

    @Test
    void drawsBelowABoundAreEven() {
        int[] counts = new int[7];
        RandomStream stream = RandomStream.of(1, 2, 3);
        for (int draw = 0; draw < 70_000; draw++) {
            counts[stream.nextInt(7)]++;
        }
        assertThat(chiSquare(counts)).isLessThan(22.46); // the 99.9 % point with 6 degrees of freedom
    }

    @Test
    void halfASurrogatePairIsAKeyLikeAnother() {
        assertThat(firstOf(RandomStream.of("x\uD840"))).isNotEqualTo(firstOf(RandomStream.of("x?")));
    }

    @Test
    void noKeyAndABoundBelowOneAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(RandomStream::of).withMessageContaining("needs a key");
        for (int bound : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RandomStream.of("x").nextInt(bound))
                    .withMessageContaining(String.valueOf(bound));
        }
    }

    private static long[] firstOf(RandomStream stream) {
        return LongStream.range(0, 3).map(i -> stream.nextLong()).toArray();
    }

    private static int[] below(RandomStream stream, int bound, int draws) {
        return IntStream.range(0, draws).map(i -> stream.nextInt(bound)).toArray();
    }

    private static double chiSquare(int[] counts) {
        double expected = (double) IntStream.of(counts).sum() / counts.length;
        return IntStream.of(counts)
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
    }
}
