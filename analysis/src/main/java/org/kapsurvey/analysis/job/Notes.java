package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.inference.ProportionInterval;

/** The codes of the column {@code note}: what a reader must know before trusting an estimate. */
final class Notes {
    private Notes() {}

    static String of(Estimate estimate, Statistic statistic) {
        boolean proportion = statistic.isProportion();
        List<String> notes = new ArrayList<>();
        if (estimate.rows() < 25) {
            notes.add("n<25");
        } else if (estimate.rows() < 50) {
            notes.add("n<50");
        }
        if (!Double.isFinite(estimate.value())) {
            notes.add("undefined");
        } else if (!Double.isFinite(estimate.standardError())) {
            notes.add("se-undefined");
        }
        if (proportion && estimate.value() == 0) {
            notes.add("p=0");
        } else if (proportion && estimate.value() == 1) {
            notes.add("p=1");
        } else if (proportion && ProportionInterval.outside(estimate.value())) {
            notes.add(estimate.value() < 0 ? "p<0" : "p>1");
        } else if (isConstant(estimate, statistic)) {
            notes.add("constant");
        }
        if (estimate.simpleRandomVariance() < 0 || (statistic == Statistic.VARIANCE && estimate.value() < 0)) {
            notes.add("variance-below-0");
        }
        if (estimate.degreesOfFreedom() < 1) {
            notes.add("df<1");
        } else if (estimate.degreesOfFreedom() < 8) {
            notes.add("df<8");
        }
        return String.join(" ", notes);
    }

    /** The note of a quantile of rows of which some weigh less than 0. */
    static String withNegativeWeights(String note) {
        return note.isEmpty() ? "weights<0" : note + " weights<0";
    }

    /** Whether the rows do not vary, so that there is no design effect. */
    private static boolean isConstant(Estimate estimate, Statistic statistic) {
        double variance = statistic == Statistic.VARIANCE ? estimate.value() : estimate.simpleRandomVariance();
        return variance == 0 && Double.isFinite(estimate.value()) && Double.isFinite(estimate.standardError());
    }

    /** The note of a korn-graubard interval at p = 0 or 1: where its design effect came from. */
    static String with(String note, double enclosingEffect) {
        return note + (Double.isNaN(enclosingEffect) ? " n*=psus" : " deff-of-enclosing-domain");
    }
}
