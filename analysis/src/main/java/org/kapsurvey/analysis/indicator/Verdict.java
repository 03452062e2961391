package org.kapsurvey.analysis.indicator;

/**
 * What an interval says about a target. It comes from the printed interval and from nothing else,
 * so that a page and its verdict cannot disagree.
 */
public enum Verdict {
    /** The whole interval is on the wanted side of the target, which itself belongs to it. */
    MET("met"),
    /** The whole interval is on the other side. */
    NOT_MET("not_met"),
    /** The interval holds values on both sides of the target. */
    NOT_DISTINGUISHABLE("not_distinguishable"),
    /** There is no interval: nobody of the group was interviewed, or no design-based error can be computed. */
    NOT_MEASURED("not_measured");

    private static final double ROUNDING = 1e-13;

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
     * @see #ofSample(double, double, double, Direction)
     */
    public static Verdict ofSample(double lower, double upper, double target) {
        return ofSample(lower, upper, target, Direction.AT_LEAST);
    }

    /**
     * Judges a rate estimated from a sample.
     *
     * <p>A target of 1 to be reached, or of 0 not to be exceeded, is never met by a sample: people outside it may differ, so a
     * sample can refute it only.
     *
     * @param lower lower limit of the interval, a share in [0, 1]; NaN if there is none
     * @param upper upper limit, a share in [0, 1]; NaN if there is none
     * @param target a share in [0, 1]
     * @throws IllegalArgumentException if the target is not in [0, 1] or the limits are in the wrong order
     */
    public static Verdict ofSample(double lower, double upper, double target, Direction direction) {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException("A target must be a share from 0 to 1, not " + target + ".");
        }
        Verdict verdict = of(lower, upper, target, direction);
        boolean beyondSamples = target == (direction == Direction.AT_LEAST ? 1 : 0);
        return beyondSamples && verdict == MET ? NOT_DISTINGUISHABLE : verdict;
    }

    /**
     * Judges any estimate, as a mean score.
     *
     * @param lower lower limit of the interval; NaN if there is none
     * @param upper upper limit; NaN if there is none
     * @throws IllegalArgumentException if the limits are in the wrong order
     */
    public static Verdict of(double lower, double upper, double target, Direction direction) {
        if (Double.isNaN(lower) || Double.isNaN(upper)) {
            return NOT_MEASURED;
        }
        if (lower > upper) {
            throw new IllegalArgumentException("The lower limit " + lower + " is above the upper limit " + upper + ".");
        }
        boolean least = direction == Direction.AT_LEAST;
        if (least ? !reaches(upper, target) : !reaches(target, lower)) {
            return NOT_MET;
        }
        return (least ? reaches(lower, target) : reaches(target, upper)) ? MET : NOT_DISTINGUISHABLE;
    }

    /**
     * Whether a limit is no smaller than a target but for its rounding, 1e-13 of it: the mean of a constant, or one that a
     * calibration fixes, may end in another digit than the target that it is.
     */
    public static boolean reaches(double limit, double target) {
        return limit >= target - ROUNDING * Math.max(Math.abs(limit), Math.abs(target));
    }
}
