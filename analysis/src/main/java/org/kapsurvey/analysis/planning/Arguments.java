package org.kapsurvey.analysis.planning;

import org.kapsurvey.questionnaire.number.Numbers;

/** What the formulas of this package can take; each check gives the value back. */
final class Arguments {
    private Arguments() {}

    /** A share above 0 and below 1. */
    static double inside(String what, double value) {
        return require(value > 0 && value < 1, what, "above 0 and below 1", value);
    }

    /** A share from 0 to 1. */
    static double share(String what, double value) {
        return require(value >= 0 && value <= 1, what, "from 0 to 1", value);
    }

    /** A share above 0, at most 1. */
    static double positiveShare(String what, double value) {
        return require(value > 0 && value <= 1, what, "above 0 and at most 1", value);
    }

    static double notNegative(String what, double value) {
        return require(value >= 0 && value < Double.POSITIVE_INFINITY, what, "0 or more", value);
    }

    static double positive(String what, double value) {
        return require(value > 0 && value < Double.POSITIVE_INFINITY, what, "above 0", value);
    }

    static double atLeast(double least, String what, double value) {
        return require(
                value >= least && value < Double.POSITIVE_INFINITY, what, Numbers.print(least) + " or more", value);
    }

    private static double require(boolean holds, String what, String range, double value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + range + ", not " + Numbers.print(value) + ".");
        }
        return value;
    }
}
