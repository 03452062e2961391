package org.kapsurvey.analysis.expression;

import org.jspecify.annotations.Nullable;

/** A compiled expression of known type, asked row by row. */
sealed interface Operation {
    /** A number; NaN is unknown. */
    @FunctionalInterface
    non-sealed interface OfNumber extends Operation {
        double at(int row);
    }

    /** A text; null is unknown. */
    @FunctionalInterface
    non-sealed interface OfText extends Operation {
        @Nullable
        String at(int row);
    }

    /** {@link #YES}, {@link #NO} or {@link #UNKNOWN}. */
    @FunctionalInterface
    non-sealed interface OfTruth extends Operation {
        int at(int row);
    }

    /** Unknown in every row, of no type of its own: the text {@code ''}. */
    record Missing() implements Operation {}

    int NO = 0;
    int YES = 1;
    int UNKNOWN = -1;
}
