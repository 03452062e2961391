package org.kapsurvey.analysis.indicator;

import org.kapsurvey.questionnaire.expression.Operator;

/**
 * What a part of an indicator can be.
 *
 * @param truth whether it is 1 or 0, and nothing between
 * @param percent whether it is points in per cent of the most
 */
record PartRange(double least, double most, boolean truth, boolean percent) {
    /** Of a condition or a cut-off: 1 of those who are counted, 0 of the others. */
    static final PartRange TRUTH = new PartRange(0, 1, true, false);

    static final PartRange UNKNOWN = new PartRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, false);

    /** Whether some value compares so with a number, and some does not. */
    boolean isDividedBy(Operator operator, double number) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> number >= least && number <= most;
            case LESS, GREATER_OR_EQUAL -> number > least && number <= most;
            case LESS_OR_EQUAL, GREATER -> number >= least && number < most;
            default -> throw new IllegalArgumentException(operator + " compares nothing");
        };
    }
}
