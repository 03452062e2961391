package org.kapsurvey.analysis.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.planning.Allocation.Minimum;
import org.kapsurvey.analysis.planning.Allocation.Share;
import org.kapsurvey.questionnaire.chance.RandomStream;

class AllocationTest {
    private static final long MANY = 1_000_000;

    @Test
    void aProportionalAllocationIsThatOfTheHand() {
        // 100 over 500, 300, 200: 50, 30, 20.
        assertThat(allocated(100, new AllocationRule.Proportional(), new double[] {500, 300, 200}, .5))
                .containsExactly(50L, 30L, 20L);
    }

    @Test
    void neymanTakesMoreWhereAnswersDiffer() {
        // N S: 400 · √(.5 · .5) = 200 and 400 · √(.1 · .9) = 120: 50 and 30 of 80.
        AllocationRule neyman = new AllocationRule.Neyman();
        List<Share> shares = List.of(share(neyman.weight(400, .5, .5)), share(neyman.weight(400, .1, .3)));
        assertThat(Allocation.of(80, shares).rounded()).containsExactly(50L, 30L);
    }

    @Test
    void rulesThatMustAgreeDo() {
        double[] equal = {70, 70, 70, 70};
        assertThat(allocated(40, new AllocationRule.Proportional(), equal, .3)).containsOnly(10L);
        double[] sizes = {120, 4_500, 77, 903};
        assertThat(allocated(500, new AllocationRule.Neyman(), sizes, .3))
                .as("equal S")
                .isEqualTo(allocated(500, new AllocationRule.Proportional(), sizes, .3));
        assertThat(allocated(400, new AllocationRule.Power(0), sizes, .3))
                .as("a = 0 and equal S/Y: equal sizes, hence equal coefficients of variation")
                .containsOnly(100L);
        assertThat(allocated(500, new AllocationRule.Power(1), sizes, .3))
                .as("a = 1 and equal S/Y")
                .isEqualTo(allocated(500, new AllocationRule.Proportional(), sizes, .3));
    }

    @Test
    void aPowerOfOneHalfIsTheAllocationByRoots() {
        assertThat(allocated(60, new AllocationRule.Power(.5), new double[] {100, 400, 900}, .5))
                .containsExactly(10L, 20L, 30L);
    }

    @Test
    void remaindersGoToThoseThatLostMost() {
        // 10 over 1 : 1 : 1 is 3⅓ each; the first of equals gets the one left.
        assertThat(allocated(10, new AllocationRule.Proportional(), new double[] {1, 1, 1}, .5))
                .containsExactly(4L, 3L, 3L);
        // 3.75, 2.5, 3.75 of 10.
        assertThat(allocated(10, new AllocationRule.Proportional(), new double[] {3, 2, 3}, .5))
                .containsExactly(4L, 2L, 4L);
    }

    @Test
    void aMinimumIsTakenFromTheOthersInTheirProportion() {
        List<Share> shares = List.of(
                new Share("large", 60, 0, MANY), new Share("middle", 30, 0, MANY), new Share("small", 1, 10, MANY));
        assertThat(Allocation.of(100, shares).rounded()).containsExactly(60L, 30L, 10L);
    }

    @Test
    void aStratumIsNeverAskedForMoreThanItHas() {
        List<Share> shares = List.of(new Share("tiny", 100, 0, 4), new Share("other", 100, 0, MANY));
        assertThat(Allocation.of(20, shares).rounded()).containsExactly(4L, 16L);
    }

    @Test
    void aDomainGetsItsMinimumSpreadByTheRuleInside() {
        List<Share> shares = List.of(
                new Share("rest", 80, 0, MANY), new Share("north", 15, 0, MANY), new Share("south", 5, 0, MANY));
        Allocation found = Allocation.of(100, shares, List.of(new Minimum("hills", Set.of(1, 2), 40)));
        assertThat(found.rounded()).containsExactly(60L, 30L, 10L);
        assertThat(Allocation.of(100, shares, List.of(new Minimum("hills", Set.of(1, 2), 12)))
                        .rounded())
                .as("a minimum that is met anyway")
                .containsExactly(80L, 15L, 5L);
    }

    @Test
    void whateverTheLimitsTheSumIsExactAndTheLimitsHold() {
        RandomStream random = RandomStream.of("allocation", "random limits");
        int tried = 0;
        for (int round = 0; round < 2_000; round++) {
            int strata = 1 + random.nextInt(12);
            List<Share> shares = new ArrayList<>();
            for (int h = 0; h < strata; h++) {
                long least = random.nextInt(6);
                shares.add(new Share(
                        "s" + h, Math.exp(6 * random.nextDouble()), least, least + (long) random.nextInt(60)));
            }
            List<Minimum> minima = strata < 4
                    ? List.of()
                    : List.of(
                            new Minimum("a", Set.of(0, 1), random.nextInt(60)),
                            new Minimum("b", Set.of(2, 3), random.nextInt(60)));
            long total = random.nextInt(300) + 1L;
            if (Allocation.conflicts(total, shares, minima).isEmpty()) {
                tried++;
                assertHolds(total, shares, minima);
            }
        }
        assertThat(tried).as("cases without conflict").isGreaterThan(300);
    }

    private static void assertHolds(long total, List<Share> shares, List<Minimum> minima) {
        Allocation found = Allocation.of(total, shares, minima);
        assertThat(found.rounded().stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
        assertThat(found.exact().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo((double) total, within(1e-9));
        for (int h = 0; h < shares.size(); h++) {
            assertThat(found.rounded().get(h))
                    .isBetween(shares.get(h).least(), shares.get(h).most());
            assertThat((double) found.rounded().get(h)).isCloseTo(found.exact().get(h), within(1.0));
        }
        for (Minimum minimum : minima) {
            assertThat(minimum.strata().stream()
                            .mapToLong(h -> found.rounded().get(h))
                            .sum())
                    .isGreaterThanOrEqualTo(minimum.least());
        }
    }

    @Test
    void noOtherAllocationWithinTheLimitsHasLessVariance() {
        // Every whole allocation of 24 over three strata within limits, against the real optimum and the rounded one.
        List<Share> shares = List.of(new Share("a", 9, 2, 11), new Share("b", 4, 7, 30), new Share("c", 2, 2, 30));
        Allocation found = Allocation.of(24, shares);
        double best = Double.POSITIVE_INFINITY;
        for (long a = 2; a <= 11; a++) {
            for (long b = 7; b <= 22 - a; b++) {
                best = Math.min(best, variance((double) a, (double) b, (double) (24 - a - b)));
            }
        }
        List<Double> exact = found.exact();
        assertThat(variance(exact.get(0), exact.get(1), exact.get(2))).isLessThanOrEqualTo(best + 1e-9);
        List<Long> rounded = found.rounded();
        assertThat(variance((double) rounded.get(0), (double) rounded.get(1), (double) rounded.get(2)))
                .isCloseTo(best, within(1e-9));
    }

    private static double variance(double a, double b, double c) {
        return 81 / a + 16 / b + 4 / c;
    }

    @Test
    void limitsThatCannotHoldAreRefusedAllAtOnceWithARemedy() {
        List<Share> shares = List.of(new Share("a", 1, 5, 3), new Share("b", 1, 9, 8));
        assertThatThrownBy(() -> Allocation.of(10, shares, List.of(new Minimum("d", Set.of(1), 20))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        Stratum "a" must get at least 5, but has only 3. Lower its minimum, or merge it with another stratum.
                        Stratum "b" must get at least 9, but has only 8. Lower its minimum, or merge it with another stratum.
                        Domain "d" must get at least 20, but its strata have only 8. Lower the domain's minimum, or accept a \
                        wider margin.""");
        assertThatThrownBy(() -> Allocation.of(10, List.of(share(1), new Share("b", 1, 11, MANY))))
                .hasMessage("The minima sum to 11, more than the size 10. Raise the size to at least 11, or lower the"
                        + " minima.");
        assertThatThrownBy(() -> Allocation.of(10, List.of(new Share("a", 1, 0, 4), new Share("b", 1, 0, 5))))
                .hasMessage(
                        "The strata have only 9, less than the size 10: a 4, b 5. Lower the size to at most 9, or take more"
                                + " units in each cluster.");
        assertThatThrownBy(() -> Allocation.of(10, List.of()))
                .hasMessage("There is no stratum to allocate to. Name at least one stratum.");
        assertThatThrownBy(() -> Allocation.of(
                        10,
                        List.of(share(1), share(1), share(1)),
                        List.of(new Minimum("x", Set.of(0, 1), 1), new Minimum("y", Set.of(1, 2), 1))))
                .hasMessageContaining("Domain \"y\" shares a stratum with another domain");
        assertThatThrownBy(() -> new AllocationRule.Power(1.5)).hasMessageContaining("from 0 to 1, not 1.5");
    }

    private static Share share(double weight) {
        return new Share("any", weight, 0, MANY);
    }

    private static List<Long> allocated(long total, AllocationRule rule, double[] sizes, double rate) {
        List<Share> shares = new ArrayList<>();
        for (double size : sizes) {
            shares.add(share(rule.weight(size, rate, Math.sqrt(rate * (1 - rate)))));
        }
        return Allocation.of(total, shares).rounded();
    }
}
