package org.kapsurvey.analysis.design;

import java.util.List;

/**
 * One stage of sampling: its sampled units, the stratum of each and how much of each stratum was sampled. The units of
 * stage 1 are the PSUs; a later stage samples within each unit of the stage before (its <em>parent</em>), so that its
 * strata are those of a parent. Units, strata and parents count from 0; the one parent of stage 1 is the population.
 */
public final class Stage {
    /** A stratum sampled to this share or more is taken as sampled completely: it adds no variance. */
    private static final double COMPLETE = 1 - 1e-7;

    private final int[] unitOfLast;
    private final int[] stratumOfUnit;
    private final int[] parentOfStratum;
    private final int[] sampled;
    private final int[] unitsOfParent;
    private final double[] fractions;
    private final double[] carried;
    private final List<String> labels;

    /**
     * @param unitOfLast for each unit of the last stage the unit of this stage that it lies in
     * @param parents how many parents there are
     * @param fractions for each stratum f = n/N, 0 where the population is taken as infinite
     * @param carried for each stratum the product of f of the stages before, 1 at stage 1
     */
    Stage(
            int[] unitOfLast,
            int[] stratumOfUnit,
            int[] parentOfStratum,
            int parents,
            double[] fractions,
            double[] carried,
            List<String> labels) {
        this.unitOfLast = unitOfLast;
        this.stratumOfUnit = stratumOfUnit;
        this.parentOfStratum = parentOfStratum;
        this.fractions = fractions;
        this.carried = carried;
        this.labels = List.copyOf(labels);
        this.sampled = new int[fractions.length];
        this.unitsOfParent = new int[parents];
        for (int stratum : stratumOfUnit) {
            sampled[stratum]++;
            unitsOfParent[parentOfStratum[stratum]]++;
        }
    }

    /** The same stage with other units of the last stage. */
    Stage within(int[] otherUnitOfLast) {
        return new Stage(
                otherUnitOfLast, stratumOfUnit, parentOfStratum, unitsOfParent.length, fractions, carried, labels);
    }

    public int units() {
        return stratumOfUnit.length;
    }

    public int strata() {
        return sampled.length;
    }

    /** How many units of the stage before the strata lie in; 1 at stage 1. */
    public int parents() {
        return unitsOfParent.length;
    }

    public int stratum(int unit) {
        return stratumOfUnit[unit];
    }

    public int parent(int stratum) {
        return parentOfStratum[stratum];
    }

    /** n: how many units were sampled in the stratum. */
    public int sampled(int stratum) {
        return sampled[stratum];
    }

    /** How many units were sampled in the parent, over all its strata. */
    public int unitsOfParent(int parent) {
        return unitsOfParent[parent];
    }

    /** f = n/N of the stratum; 0 without a finite population correction. */
    public double fraction(int stratum) {
        return fractions[stratum];
    }

    /** The product of f over the stages before, by which the stratum's variance counts. */
    public double carried(int stratum) {
        return carried[stratum];
    }

    /** Whether every unit of the stratum was sampled, so that this stage adds no variance. */
    public boolean isComplete(int stratum) {
        return fractions[stratum] >= COMPLETE;
    }

    /** Whether the stratum has one sampled unit of several, so that its variance can't be told. */
    public boolean isSingle(int stratum) {
        return sampled[stratum] == 1 && !isComplete(stratum);
    }

    /** What the stratum is called in messages. */
    public String label(int stratum) {
        return labels.get(stratum);
    }

    /** The sums by unit of this stage of values by unit of the last stage. */
    public double[] sums(double[] byLast) {
        double[] sums = new double[units()];
        for (int last = 0; last < byLast.length; last++) {
            sums[unitOfLast[last]] += byLast[last];
        }
        return sums;
    }

    /** How many units the last stage has, in which totals are kept. */
    int lastUnits() {
        return unitOfLast.length;
    }

    /** The unit of this stage that a unit of the last stage lies in. */
    public int unitOfLast(int last) {
        return unitOfLast[last];
    }
}
