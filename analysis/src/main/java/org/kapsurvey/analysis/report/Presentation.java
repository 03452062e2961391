package org.kapsurvey.analysis.report;

/**
 * How a figure is shown by the number of rows that it rests on, unweighted, as the Demographic and Health Surveys do
 * (Malawi DHS 2015–16, FR319, reading guide): an asterisk below 25, parentheses from 25 to 49. What follows from a hidden
 * figure (its interval, its verdict) is hidden with it.
 */
public enum Presentation {
    PLAIN,
    IN_PARENTHESES,
    HIDDEN;

    private static final int HIDDEN_BELOW = 25;
    private static final int FLAGGED_BELOW = 50;

    /** How a figure on so many rows is shown; without rows there is nothing to hide. */
    public static Presentation of(long rows) {
        if (rows > 0 && rows < HIDDEN_BELOW) {
            return HIDDEN;
        }
        return rows > 0 && rows < FLAGGED_BELOW ? IN_PARENTHESES : PLAIN;
    }

    /** The figure itself, in parentheses, or an asterisk in its place. */
    public String figure(String plain) {
        return switch (this) {
            case PLAIN -> plain;
            case IN_PARENTHESES -> "(" + plain + ")";
            case HIDDEN -> "*";
        };
    }

    /** What goes with a figure, as its error: an asterisk where the figure is hidden. */
    public String beside(String plain) {
        return this == HIDDEN ? "*" : plain;
    }
}
