package org.kapsurvey.analysis.weighting;

/**
 * A population total that weights were calibrated to, and what they sum to.
 *
 * @param label what it is the total of: {@code sex=F}, a term, {@code the population}
 */
public record ReachedTotal(String label, double wanted, double reached) {
    /** |reached − wanted| as a share of the total; of a total of 0 the difference itself. */
    public double relativeMiss() {
        double miss = Math.abs(reached - wanted);
        return wanted == 0 ? miss : miss / Math.abs(wanted);
    }
}
