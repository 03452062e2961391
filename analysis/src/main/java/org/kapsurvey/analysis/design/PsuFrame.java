package org.kapsurvey.analysis.design;

import java.util.List;

/**
 * The sampled PSUs and the stratum of each, and what was sampled within them, which is all that the design variance needs
 * to know of the sample. PSUs and strata count from 0. Every sampled PSU is here, also one without a case in any domain.
 *
 * <p>Totals are kept by <em>unit</em>: the PSU where stage 1 alone decides the variance, otherwise the unit of the last
 * stage.
 */
public final class PsuFrame {
    private final List<Stage> stages;

    PsuFrame(List<Stage> stages) {
        this.stages = List.copyOf(stages);
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
        return stages.get(stages.size() - 1).units();
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
