package org.kapsurvey.analysis.frame;

import java.time.LocalDate;

/**
 * The days on which something holds, both ends included. Open ends are {@link #ALWAYS}'s, the first and the last day that a
 * file can name.
 */
public record Validity(LocalDate from, LocalDate to) {
    /** From the first day to the last. */
    public static final Validity ALWAYS = new Validity(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));

    public Validity {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A validity can't end on " + to + ", before it begins on " + from + ".");
        }
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    public boolean contains(Validity other) {
        return contains(other.from) && contains(other.to);
    }

    public boolean overlaps(Validity other) {
        return !to.isBefore(other.from) && !other.to.isBefore(from);
    }

    /** The days of both, which must overlap. */
    Validity intersection(Validity other) {
        return new Validity(from.isBefore(other.from) ? other.from : from, to.isAfter(other.to) ? other.to : to);
    }

    /** The first day as files have it; empty if open. */
    public String begin() {
        return from.equals(ALWAYS.from) ? "" : from.toString();
    }

    /** The last day as files have it; empty if open. */
    public String end() {
        return to.equals(ALWAYS.to) ? "" : to.toString();
    }

    /** {@code 2025-07-01 – 2026-09-19}; an open end is {@code …}. */
    @Override
    public String toString() {
        return (begin().isEmpty() ? "…" : begin()) + " – " + (end().isEmpty() ? "…" : end());
    }
}
