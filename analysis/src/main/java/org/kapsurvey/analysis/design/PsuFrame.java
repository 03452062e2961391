package org.kapsurvey.analysis.design;

import java.util.List;

/**
 * The sampled PSUs and the stratum of each, and what was sampled within them, which is all that the design variance needs
 * to know of the sample. PSUs and strata count from 0. Every sampled PSU is here, also one without a case in any domain.
 *
 * <p>Totals are kept by <em>unit</em>: the PSU where stage 1 alone decides the variance, otherwise the unit of the last
 * stage; where waves share some of their PSUs, each PSU in each wave.
 */
public final class PsuFrame {
    private final List<Stage> stages;
    private final int[] waveOfUnit;

    PsuFrame(List<Stage> stages) {
        this(stages, new int[0]);
    }

    /** @param waveOfUnit for each unit its wave, where waves share some of their PSUs; else empty */
    PsuFrame(List<Stage> stages, int[] waveOfUnit) {
        this.stages = List.copyOf(stages);
        this.waveOfUnit = waveOfUnit;
    }

    /** Whether units are PSUs in waves that share some, not all, of them. */
    public boolean hasWaves() {
        return waveOfUnit.length > 0;
    }

    /** The wave of a unit, from 0, if there are any. */
    public int wave(int unit) {
        return waveOfUnit[unit];
    }

    /** The stages that the variance has a part of: stage 1, and the later ones where sampling fractions are known. */
    public List<Stage> stages() {
        return stages;
    }

    private Stage first() {
        return stages.get(0);
    }

    /** How many units totals are kept by. */
    public int units() {
        return first().lastUnits();
    }

    /** The PSU that a unit lies in. */
    public int psuOfUnit(int unit) {
        return first().unitOfLast(unit);
    }

    public int psus() {
        return first().units();
    }

    public int strata() {
        return first().strata();
    }

    public int stratum(int psu) {
        return first().stratum(psu);
    }

    /** n_h: how many PSUs were sampled in the stratum. */
    public int sampledPsus(int stratum) {
        return first().sampled(stratum);
    }

    /** The stratum's value in the data; empty in a design without strata. */
    public String stratumLabel(int stratum) {
        return first().label(stratum);
    }
}
