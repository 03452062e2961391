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
    private final boolean quoted;
    private final double[] scales;
    private final boolean hasSingle;
    private final boolean last;

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
            List<String> labels,
            boolean quoted) {
        this.unitOfLast = unitOfLast;
        this.stratumOfUnit = stratumOfUnit;
        this.parentOfStratum = parentOfStratum;
        this.fractions = fractions;
        this.carried = carried;
        this.labels = List.copyOf(labels);
        this.quoted = quoted;
        this.sampled = new int[fractions.length];
        this.unitsOfParent = new int[parents];
        for (int stratum : stratumOfUnit) {
            sampled[stratum]++;
            unitsOfParent[parentOfStratum[stratum]]++;
        }
        this.scales = new double[fractions.length];
        boolean single = false;
        for (int stratum = 0; stratum < scales.length; stratum++) {
            single |= isSingle(stratum);
            double replaced = sampled[stratum] == 1 ? 1 : (double) sampled[stratum] / (sampled[stratum] - 1);
            scales[stratum] = isComplete(stratum) ? 0 : carried[stratum] * (1 - fractions[stratum]) * replaced;
        }
        this.hasSingle = single;
        boolean same = unitOfLast.length == stratumOfUnit.length;
        for (int unit = 0; same && unit < unitOfLast.length; unit++) {
            same = unitOfLast[unit] == unit;
        }
        this.last = same;
    }

    /** The same stage with other units of the last stage. */
    Stage within(int[] otherUnitOfLast) {
        return new Stage(
                otherUnitOfLast,
                stratumOfUnit,
                parentOfStratum,
                unitsOfParent.length,
                fractions,
                carried,
                labels,
                quoted);
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

    /** n of each stratum; not to be changed. */
    public int[] sampled() {
        return sampled;
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

    /** Whether any stratum has one sampled unit of several. */
    public boolean hasSingle() {
        return hasSingle;
    }

    /** For each stratum F (1 − f) n/(n − 1), with 1 for n/(n − 1) where n is 1; 0 if it is complete. Not to be changed. */
    public double[] scales() {
        return scales;
    }

    /** For each unit its stratum; not to be changed. */
    public int[] stratumOfUnit() {
        return stratumOfUnit;
    }

    /** The stratum's value in the data, or where that may not be quoted {@code of row 5}; empty in a design without strata. */
    public String label(int stratum) {
        return labels.get(stratum);
    }

    /** The stratum as messages go on after the word: {@code "rural"} in quotation marks, or {@code of row 5}. */
    public String told(int stratum) {
        return quoted ? '"' + labels.get(stratum) + '"' : labels.get(stratum);
    }

    /** The sums by unit of this stage of values by unit of the last stage; these themselves if their units are the same. */
    public double[] sums(double[] byLast) {
        if (last) {
            return byLast;
        }
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
