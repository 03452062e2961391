package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.estimate.Estimate;

/** The codes of the column {@code note}: what a reader must know before trusting an estimate. */
final class Notes {
    private Notes() {}

    static String of(Estimate estimate, boolean proportion) {
        List<String> notes = new ArrayList<>();
        if (estimate.rows() < 25) {
            notes.add("n<25");
        } else if (estimate.rows() < 50) {
            notes.add("n<50");
        }
        if (!Double.isFinite(estimate.value())) {
            notes.add("undefined");
        }
        if (proportion && estimate.value() == 0) {
            notes.add("p=0");
        }
        if (proportion && estimate.value() == 1) {
            notes.add("p=1");
        }
        if (estimate.degreesOfFreedom() < 8) {
            notes.add("df<8");
        }
        return String.join(" ", notes);
    }

    /** The note of a korn-graubard interval at p = 0 or 1: where its design effect came from. */
    static String with(String note, double enclosingEffect) {
        return note + (Double.isNaN(enclosingEffect) ? " n*=psus" : " deff-of-enclosing-domain");
    }
}
