package org.kapsurvey.analysis.inference;

/**
 * A design effect (with replacement) for {@link ProportionInterval#KORN_GRAUBARD} at p = 0 or 1, where an estimate has none.
 *
 * @param value NaN if none is known
 * @param from whose it is, for a reader: {@code region=North}
 */
public record BorrowedEffect(double value, String from) {
    /** None is known. */
    public static final BorrowedEffect NONE = new BorrowedEffect(Double.NaN, "");

    public boolean isKnown() {
        return !Double.isNaN(value);
    }
}
