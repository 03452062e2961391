package org.kapsurvey.analysis.indicator;

/**
 * What an interval says about a target that a rate should reach. It comes from the printed interval and from nothing else,
 * so that a page and its verdict cannot disagree.
 */
public enum Verdict {
    /** The whole interval is at or above the target. */
    MET("met"),
    /** The whole interval is below the target. */
    NOT_MET("not_met"),
    /** The interval holds values on both sides of the target. */
    NOT_DISTINGUISHABLE("not_distinguishable"),
    /** There is no interval: nobody of the group was interviewed, or no design-based error can be computed. */
    NOT_MEASURED("not_measured");

    private final String code;

    Verdict(String code) {
        this.code = code;
    }

    /** The word in files and in JSON: {@code met}, {@code not_met}, {@code not_distinguishable}, {@code not_measured}. */
    public String code() {
        return code;
    }

    /**
     * Judges a rate estimated from a sample against a target to be reached or exceeded.
     *
     * <p>A target of 1 is never met by a sample: people outside it may differ, so a sample can refute it only.
     *
     * @param lower lower limit of the interval, a share in [0, 1]; NaN if there is none
     * @param upper upper limit, a share in [0, 1]; NaN if there is none
     * @param target a share in [0, 1]
     * @throws IllegalArgumentException if the target is not in [0, 1] or the limits are in the wrong order
     */
    public static Verdict ofSample(double lower, double upper, double target) {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException("A target must be a share from 0 to 1, not " + target + ".");
        }
        if (Double.isNaN(lower) || Double.isNaN(upper)) {
            return NOT_MEASURED;
        }
        if (lower > upper) {
            throw new IllegalArgumentException("The lower limit " + lower + " is above the upper limit " + upper + ".");
        }
        if (upper < target) {
            return NOT_MET;
        }
        return lower >= target && target < 1 ? MET : NOT_DISTINGUISHABLE;
    }
}
