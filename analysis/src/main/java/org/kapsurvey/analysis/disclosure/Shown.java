package org.kapsurvey.analysis.disclosure;

/** How much of a {@link PersonCell} is published. */
public enum Shown {
    EVERYTHING,
    /** How many persons they are, but not how many gave the answer. */
    PERSONS_ALONE,
    NOTHING
}
