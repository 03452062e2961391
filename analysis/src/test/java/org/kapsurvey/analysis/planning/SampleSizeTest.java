package org.kapsurvey.analysis.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes by hand and by Cochran's own example, and what must hold whatever the numbers are. */
class SampleSizeTest {
    /** The level at which z is 2, as many textbooks take it. */
    private static final double TWO_ERRORS = 0.9544997361036416;

    @Test
    void aProportionIsSizedAsByHand() {
        // z² = 3.841458820694124; 3.841458820694124 · .25 / .0025.
        assertThat(new ProportionSize(.5, .95, 1).interviews(.05)).isCloseTo(384.1458820694124, within(1e-9));
        assertThat(new ProportionSize(.5, .95, 2).interviews(.05))
                .as("twice the design effect")
                .isCloseTo(2 * 384.1458820694124, within(1e-9));
        // n₀ / (1 + (n₀ − 1)/1000).
        assertThat(new ProportionSize(.5, .95, 1, 1000).interviews(.05))
                .isCloseTo(384.1458820694124 / (1 + (384.1458820694124 - 1) / 1000), within(1e-9));
    }

    @Test
    void cochransIslandersNeedFourHundredOr356OfThem() {
        // Cochran 1977, chapter 4: p = .5, d = .05, t = 2 of 3,200 inhabitants.
        ProportionSize island = new ProportionSize(.5, TWO_ERRORS, 1, 3200);
        assertThat(island.uncorrected(.05)).isCloseTo(400, within(1e-8));
        assertThat(Math.ceil(island.interviews(.05))).isEqualTo(356);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.01, .02, .035, .1, .3})
    void fromMarginToSizeAndBackIsTheSameMargin(double margin) {
        for (double population : new double[] {50, 3200, 1e7, Double.POSITIVE_INFINITY}) {
            ProportionSize size = new ProportionSize(.83, .9, 1.7, population);
            assertThat(size.margin(size.interviews(margin))).isCloseTo(margin, within(1e-12));
        }
    }

    @Test
    void aMarginOfAlmostNothingAsksForEverybodyAndEverybodyHasNoMargin() {
        ProportionSize size = new ProportionSize(.7, .95, 1.5, 812);
        assertThat(size.interviews(1e-9)).isCloseTo(812, within(1e-6));
        assertThat(size.margin(812)).isZero();
        assertThat(new ProportionSize(.5, .95, .001, 3).interviews(.9)).isLessThanOrEqualTo(3);
    }

    @Test
    void clustersAndWeightsMultiply() {
        DesignEffect effect = new DesignEffect(16, .05, .4);
        assertThat(effect.clustering()).isCloseTo(1.75, within(1e-15));
        assertThat(effect.weighting()).isCloseTo(1.16, within(1e-15));
        assertThat(effect.value()).isCloseTo(2.03, within(1e-15));
        assertThat(DesignEffect.ofGroup(20, .5, .05, 0).interviewsPerCluster()).isEqualTo(10.5);
        assertThat(DesignEffect.ofGroup(20, 1, .05, 0)).isEqualTo(new DesignEffect(20, .05, 0));
        assertThat(new DesignEffect(1, .3, 0).value())
                .as("one interview per cluster")
                .isEqualTo(1);
        assertThat(new DesignEffect(30, 0, 0).value()).as("clusters all alike").isEqualTo(1);
    }

    @Test
    void aDesignEffectGivesItsCorrelationBack() {
        DesignEffect effect = new DesignEffect(14, .07, .3);
        assertThat(DesignEffect.intraclassCorrelation(effect.value(), 14, .3)).isCloseTo(.07, within(1e-14));
        assertThat(DesignEffect.intraclassCorrelation(.8, 14, 0))
                .as("below 1 by chance")
                .isZero();
    }

    @Test
    void aChangeIsSizedAsByHand() {
        // (1.959963984540054 + .8416212335729143)² = 7.848879734; (.16 + .1275) / .05² = 115.
        ChangeSize plain = new ChangeSize(.8, .85, .95, .8, new DesignEffect(1, 0, 0), 0, 0);
        assertThat(plain.interviews()).isCloseTo(7.848879734 * 115, within(1e-5));
        assertThat(plain.power(plain.interviews())).isCloseTo(.8, within(1e-12));
        DesignEffect clusters = new DesignEffect(10, .05, 0);
        ChangeSize apart = new ChangeSize(.8, .85, .95, .8, clusters, 0, 1);
        assertThat(apart.interviews()).isCloseTo(1.45 * plain.interviews(), within(1e-9));
        // B = .2875 · 1.45 − 2 · 10 · .05 · √(.16 · .1275).
        ChangeSize same = new ChangeSize(.8, .85, .95, .8, clusters, 1, 1);
        assertThat(same.interviews())
                .isCloseTo(7.848879734 * (.2875 * 1.45 - Math.sqrt(.16 * .1275)) / .0025, within(1e-5));
    }

    @Test
    void sharedClustersAreWorthInterviewsAndTheMoreOfThemTheMore() {
        DesignEffect clusters = new DesignEffect(20, .08, .3);
        double before = Double.POSITIVE_INFINITY;
        for (double overlap : new double[] {0, .25, .5, 1}) {
            double size = new ChangeSize(.7, .76, .95, .9, clusters, overlap, .6).interviews();
            assertThat(size).isPositive().isLessThan(before);
            before = size;
        }
        assertThat(new ChangeSize(.7, .76, .95, .9, clusters, 1, 0).interviews())
                .as("clusters whose rates have nothing in common")
                .isEqualTo(new ChangeSize(.7, .76, .95, .9, clusters, 0, 0).interviews());
    }

    @Test
    void theBestNumberOfUnitsPerClusterIsCochrans() {
        // √(25 · .8/.2) = 10.
        FieldCost cost = new FieldCost(1000, 250, 10);
        assertThat(cost.bestTake(.2, 1)).isCloseTo(10, within(1e-12));
        assertThat(cost.bestTake(.2, 1, 50)).isEqualTo(10);
        assertThat(cost.bestTake(.4, .5)).as("half of the units in the group").isCloseTo(10, within(1e-12));
        assertThat(cost.bestTake(.2, 1, 6)).as("no more than there are").isEqualTo(6);
        assertThat(cost.bestTake(0, 1, 40)).as("clusters all alike").isEqualTo(40);
        FieldCost free = new FieldCost(0, 0, 10);
        assertThat(free.bestTake(.2, 1, 40)).as("clusters cost nothing").isEqualTo(1);
        assertThat(free.bestTake(0, 1, 40)).isEqualTo(1);
    }

    @Test
    void noOtherWholeNumberOfUnitsIsBetterForTheMoney() {
        for (double correlation : new double[] {.01, .05, .2}) {
            for (double cluster : new double[] {30, 170, 900}) {
                FieldCost cost = new FieldCost(0, cluster, 10);
                double least = value(cost, cost.bestTake(correlation, .7, 100), correlation);
                for (int take = 1; take <= 100; take++) {
                    assertThat(value(cost, take, correlation)).isGreaterThanOrEqualTo(least);
                }
            }
        }
    }

    private static double value(FieldCost cost, int take, double correlation) {
        return cost.total(1, take)
                * DesignEffect.ofGroup(take, .7, correlation, 0).value()
                / take;
    }

    @Test
    void aBudgetPaysForItsClustersAndNotForOneMore() {
        FieldCost cost = new FieldCost(1000, 250, 10);
        assertThat(cost.total(7, 12)).isEqualTo(3590);
        assertThat(cost.clusters(3590, 12)).isEqualTo(7);
        assertThat(cost.clusters(3589, 12)).isEqualTo(6);
        assertThat(cost.clusters(999, 12)).isZero();
    }

    @Test
    void whatAFormulaCannotTakeIsRefusedWithItsValue() {
        List<Runnable> wrong = List.of(
                () -> new ProportionSize(0, .95, 1),
                () -> new ProportionSize(1, .95, 1),
                () -> new ProportionSize(Double.NaN, .95, 1),
                () -> new ProportionSize(.5, 1, 1),
                () -> new ProportionSize(.5, .95, 0),
                () -> new ProportionSize(.5, .95, 1, .5),
                () -> new ProportionSize(.5, .95, 1).interviews(0),
                () -> new ProportionSize(.5, .95, 1, 10).margin(11),
                () -> new DesignEffect(.5, 0, 0),
                () -> new DesignEffect(2, -.1, 0),
                () -> new DesignEffect(2, 1.1, 0),
                () -> new DesignEffect(2, 0, -1),
                () -> new ChangeSize(.5, .5, .95, .8, new DesignEffect(1, 0, 0), 0, 0),
                () -> new ChangeSize(.5, .6, .95, .8, new DesignEffect(1, 0, 0), 1.5, 0),
                () -> new FieldCost(-1, 0, 1),
                () -> new FieldCost(0, -1, 1),
                () -> new FieldCost(0, 1, 0));
        assertThat(wrong)
                .allSatisfy(call -> assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> new ProportionSize(1.2, .95, 1))
                .hasMessage("A rate must be above 0 and below 1, not 1.2.");
    }
}
