package org.kapsurvey.analysis.expression;

/** The conversions of XPath 1.0 between types, unknown staying unknown. */
final class Conversions {
    private Conversions() {}

    /** Truths become 1 and 0; texts must have been refused before. */
    static Operation.OfNumber toNumber(Operation operation) {
        if (operation instanceof Operation.OfNumber number) {
            return number;
        }
        if (operation instanceof Operation.OfTruth truth) {
            return row -> {
                int value = truth.at(row);
                return value == Operation.UNKNOWN ? Double.NaN : value;
            };
        }
        return row -> Double.NaN;
    }

    /** A number holds unless it is 0, a text unless it is empty. */
    static Operation.OfTruth toTruth(Operation operation) {
        if (operation instanceof Operation.OfTruth truth) {
            return truth;
        }
        if (operation instanceof Operation.OfNumber number) {
            return row -> {
                double value = number.at(row);
                return Double.isNaN(value) ? Operation.UNKNOWN : truth(value != 0);
            };
        }
        if (operation instanceof Operation.OfText text) {
            return row -> text.at(row) == null ? Operation.UNKNOWN : Operation.YES;
        }
        return row -> Operation.UNKNOWN;
    }

    static int truth(boolean holds) {
        return holds ? Operation.YES : Operation.NO;
    }
}
