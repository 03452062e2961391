package org.kapsurvey.analysis.design;

import java.util.List;

/**
 * The sampled PSUs and the stratum of each, which is all that the design variance needs to know of the sample. PSUs and
 * strata count from 0. Every sampled PSU is here, also one without a case in any domain.
 */
public final class PsuFrame {
    private final int[] stratumOfPsu;
    private final int[] sampledPsus;
    private final List<String> stratumLabels;

    PsuFrame(int[] stratumOfPsu, List<String> stratumLabels) {
        this.stratumOfPsu = stratumOfPsu;
        this.stratumLabels = stratumLabels;
        this.sampledPsus = new int[stratumLabels.size()];
        for (int stratum : stratumOfPsu) {
            sampledPsus[stratum]++;
        }
    }

    public int psus() {
        return stratumOfPsu.length;
    }

    public int strata() {
        return sampledPsus.length;
    }

    public int stratum(int psu) {
        return stratumOfPsu[psu];
    }

    /** n_h: how many PSUs were sampled in the stratum. */
    public int sampledPsus(int stratum) {
        return sampledPsus[stratum];
    }

    /** The stratum's value in the data; empty in a design without strata. */
    public String stratumLabel(int stratum) {
        return stratumLabels.get(stratum);
    }
}
