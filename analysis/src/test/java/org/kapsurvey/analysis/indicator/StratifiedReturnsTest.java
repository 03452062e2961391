package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.indicator.StratifiedReturns.Counts;
import org.kapsurvey.questionnaire.chance.RandomStream;

class StratifiedReturnsTest {
    private static final double LEVEL = 0.95;

    @Test
    void oneStratumIsItsRange() {
        ReturnsRange range = ReturnsRange.of(30, 12, 7, 3, LEVEL);
        StratifiedReturns one = StratifiedReturns.of(List.of(new Counts(30, 12, 7, 3)), LEVEL);

        assertThat(one.least()).isCloseTo(range.least(), within(1e-15));
        assertThat(one.most()).isCloseTo(range.most(), within(1e-15));
        assertThat(one.lower()).isEqualTo(range.lower());
        assertThat(one.upper()).isEqualTo(range.upper());
    }

    @Test
    void strataThatAreAskedCompletelyAddUpToTheirUnion() {
        StratifiedReturns parts = StratifiedReturns.of(List.of(new Counts(7, 7, 4, 1), new Counts(3, 3, 3, 0)), LEVEL);

        assertThat(parts).isEqualTo(StratifiedReturns.of(List.of(new Counts(10, 10, 7, 1)), LEVEL));
        assertThat(parts.lower()).isEqualTo(0.7);
        assertThat(parts.upper()).isEqualTo(0.9);
    }

    @Test
    void allUnitsAreExactlyOneHoweverManyStrataThereAre() {
        List<Counts> strata = new ArrayList<>();
        for (int size = 1; size <= 30; size++) {
            strata.add(new Counts(size, size, size, 0));
        }
        assertThat(StratifiedReturns.of(strata, LEVEL).verdict(1, Direction.AT_LEAST))
                .isEqualTo(Verdict.MET);
    }

    /**
     * Four of 10 drawn, all yes, and 5 of 5 asked, 3 yes, 1 no: least (10·4/4 + 3)/15 = 13/15, most (10 + 4)/15. One stratum alone
     * is a sample, so its limits are those of 95 %: at least 6 of 10 ({@link ReturnsRangeTest}); 6 + 3 of 15 to 10 + 4 of 15.
     */
    @Test
    void aSampleAndACensusAreAddedByTheirUnits() {
        StratifiedReturns both = StratifiedReturns.of(List.of(new Counts(10, 4, 4, 0), new Counts(5, 5, 3, 1)), LEVEL);

        assertThat(both.least()).isCloseTo(13 / 15.0, within(1e-15));
        assertThat(both.most()).isCloseTo(14 / 15.0, within(1e-15));
        assertThat(both.lower()).isEqualTo(9 / 15.0);
        assertThat(both.upper()).isEqualTo(14 / 15.0);
    }

    /**
     * Twice 4 of 10, all yes: each at 97.5 %, with tails of 0.0125. P(Y ≥ 4 | K = 4) = 1/210 = 0.0048 and 5/210 = 0.0238 for K = 5,
     * so that 5 of each 10 are the least.
     */
    @Test
    void severalSamplesShareTheRiskOfError() {
        StratifiedReturns two = StratifiedReturns.of(List.of(new Counts(10, 4, 4, 0), new Counts(10, 4, 4, 0)), LEVEL);

        assertThat(two.lower()).isEqualTo(0.5);
        assertThat(two.upper()).isEqualTo(1);
    }

    @Test
    void unitsOfAStratumThatNobodyWasDrawnOfMayBeEither() {
        StratifiedReturns part = StratifiedReturns.of(List.of(new Counts(2, 0, 0, 0), new Counts(6, 6, 6, 0)), LEVEL);

        assertThat(part.least()).isEqualTo(0.75);
        assertThat(part.most()).isEqualTo(1);
        assertThat(part.lower()).isEqualTo(0.75);
        assertThat(part.verdict(1, Direction.AT_LEAST)).isEqualTo(Verdict.NOT_DISTINGUISHABLE);
        assertThatThrownBy(() -> StratifiedReturns.of(List.of(new Counts(2, 0, 0, 0)), LEVEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }

    /** Of 40 and 15 units 12 and 6 are drawn, over and over: the limits hold the population's share in at least 95 of 100. */
    @Test
    void theLimitsHoldTheShareOfThePopulationAsOftenAsTheySay() {
        RandomStream chance = RandomStream.of("stratified-returns");
        int draws = 4_000;
        int held = 0;
        for (int draw = 0; draw < draws; draw++) {
            int first = drawn(40, 29, 12, chance);
            int second = drawn(15, 4, 6, chance);
            StratifiedReturns found = StratifiedReturns.of(
                    List.of(new Counts(40, 12, first, 12 - first), new Counts(15, 6, second, 6 - second)), LEVEL);
            double truth = 33 / 55.0;
            held += found.lower() <= truth && truth <= found.upper() ? 1 : 0;
        }
        assertThat(held / (double) draws).isGreaterThanOrEqualTo(LEVEL);
    }

    private static int drawn(int units, int yes, int size, RandomStream chance) {
        int found = 0;
        for (int i = 0; i < size; i++) {
            found += chance.nextInt(units - i) < yes - found ? 1 : 0;
        }
        return found;
    }
}
