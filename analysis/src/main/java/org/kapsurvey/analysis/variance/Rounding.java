package org.kapsurvey.analysis.variance;

/**
 * Variances that are nothing but rounding: a sum that ought to cancel, as the linearised total of a constant or of what a
 * calibration fixes, leaves some 1e-16 of the parts that it was added up from. Taken for a variance that would make a test of
 * two constants significant. So a variance that is less than 1e-26 of the sum of the squares of those parts is 0.
 */
public final class Rounding {
    private static final double SHARE = 1e-26;

    private Rounding() {}

    /**
     * The variance, or 0.
     *
     * @param size the sum of the squares of what was added up, without signs, or a few times as much
     */
    public static double removed(double variance, double size) {
        return isAll(variance, size) ? 0 : variance;
    }

    /** Whether the variance is rounding. */
    static boolean isAll(double variance, double size) {
        return Math.abs(variance) < SHARE * size;
    }
}
