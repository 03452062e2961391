package org.kapsurvey.questionnaire.value;

import org.kapsurvey.questionnaire.number.Numbers;

/**
 * A number, a text, a truth or a day. There is no null: an answer that is empty, whatever the reason, is the empty text.
 * The conversions are those of XPath 1.0 with two differences: a number that is not finite is the empty text, never
 * {@code NaN}, and a day is the number of days since 1970-01-01.
 */
public sealed interface Value {
    /** As a number; NaN if it has none. */
    double number();

    /** As a text; empty if it has none. */
    String text();

    /** As a yes or no. */
    boolean truth();

    /** Whether there is nothing: the empty text, or a number that is not finite. */
    default boolean isEmpty() {
        return text().isEmpty();
    }

    /** The empty text. */
    static Value empty() {
        return Text.EMPTY;
    }

    static Value of(double number) {
        return new Quantity(number);
    }

    static Value of(String text) {
        return text.isEmpty() ? Text.EMPTY : new Text(text);
    }

    static Value of(boolean truth) {
        return truth ? Truth.TRUE : Truth.FALSE;
    }

    /** A day; the empty text if it is outside the years 1 to 9999. */
    static Value ofDay(double epochDay) {
        return Days.inRange(epochDay) ? new Day((int) Math.floor(epochDay)) : Text.EMPTY;
    }

    /** Any double, also one that is not finite. */
    record Quantity(double number) implements Value {
        @Override
        public String text() {
            return isFinite() ? Numbers.print(number) : "";
        }

        @Override
        public boolean truth() {
            return number != 0 && !Double.isNaN(number);
        }

        @Override
        public boolean isEmpty() {
            return !isFinite();
        }

        private boolean isFinite() {
            return !Double.isNaN(number) && !Double.isInfinite(number);
        }
    }

    /** A text; its number is read after blanks at both ends are taken away. */
    record Text(String text) implements Value {
        private static final Text EMPTY = new Text("");

        @Override
        public double number() {
            return Numbers.parse(Words.trim(text));
        }

        @Override
        public boolean truth() {
            return !text.isEmpty();
        }
    }

    /** {@code true} or {@code false}. */
    record Truth(boolean truth) implements Value {
        private static final Truth TRUE = new Truth(true);
        private static final Truth FALSE = new Truth(false);

        @Override
        public double number() {
            return truth ? 1 : 0;
        }

        @Override
        public String text() {
            return truth ? "true" : "false";
        }
    }

    /** A day of the Gregorian calendar, years 1 to 9999. */
    record Day(int epochDay) implements Value {
        @Override
        public double number() {
            return epochDay;
        }

        @Override
        public String text() {
            return Days.print(epochDay);
        }

        @Override
        public boolean truth() {
            return true;
        }
    }
}
