package org.kapsurvey.analysis.disclosure;

/**
 * What published tables must not tell.
 *
 * @param minimum a count from 1 to below this must not be learnt; at least 2
 * @param width how far apart, at least, the lowest and the highest value must lie that a reader can work out for such a count
 */
public record ProtectionRule(int minimum, int width) {
    /** For what leaves the organisation: 10, as the Australian Bureau of Statistics asks of outputs of its DataLab. */
    public static final ProtectionRule OUTSIDE = new ProtectionRule(10, 10);

    /** For those who work with the survey. */
    public static final ProtectionRule INSIDE = new ProtectionRule(5, 5);

    /** @throws IllegalArgumentException if the minimum is below 2 or the width below 1 */
    public ProtectionRule {
        if (minimum < 2 || width < 1) {
            throw new IllegalArgumentException(
                    "minimum " + minimum + " must be 2 or more, width " + width + " 1 or more");
        }
    }

    /** Whether so many persons are few enough to be hidden; nobody is not. */
    boolean hides(long count) {
        return count > 0 && count < minimum;
    }
}
