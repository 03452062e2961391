package org.kapsurvey.analysis.io;

/**
 * Numbers as cells hold them: {@code -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?} and nothing else, so that the
 * commune 07294 stays text, as do NaN, 1d and 0x1, and 1e309, which would be infinite.
 */
public final class CsvNumber {
    /** Up to here a whole number is exact as a double, and so is its quotient by an exact power of ten, rounded once. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private CsvNumber() {}

    /** The correctly rounded double; NaN if the characters are no number, or one that no double can hold. */
    public static double parse(char[] cell, int offset, int length) {
        int end = offset + length;
        int at = offset;
        boolean negative = at < end && cell[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long digits = 0;
        while (at < end && isDigit(cell[at])) {
            digits = digits * 10 + (cell[at] - '0');
            at++;
        }
        int whole = at - first;
        if (whole == 0 || (whole > 1 && cell[first] == '0')) {
            return Double.NaN;
        }
        int fraction = 0;
        if (at < end && cell[at] == '.') {
            int point = at++;
            while (at < end && isDigit(cell[at])) {
                digits = digits * 10 + (cell[at] - '0');
                at++;
            }
            fraction = at - point - 1;
            if (fraction == 0) {
                return Double.NaN;
            }
        }
        if (at == end && whole + fraction <= EXACT_DIGITS) {
            double value = (double) digits / POWERS_OF_TEN[fraction];
            return negative ? -value : value;
        }
        if (at < end && !isExponent(cell, at, end)) {
            return Double.NaN;
        }
        // The form is checked, and Java's parser rounds correctly (JDK-4396272, fixed in 8).
        double value = Double.parseDouble(new String(cell, offset, length));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private static boolean isExponent(char[] cell, int from, int end) {
        int at = from;
        if (cell[at] != 'e' && cell[at] != 'E') {
            return false;
        }
        at++;
        if (at < end && (cell[at] == '+' || cell[at] == '-')) {
            at++;
        }
        int first = at;
        while (at < end && isDigit(cell[at])) {
            at++;
        }
        return at > first && at == end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
