package org.kapsurvey.questionnaire.number;

/**
 * Reads and prints doubles. {@code Double.toString} is not always shortest before JDK 19 and differs in a browser, so the
 * engine, the jobs and the reports all use this one.
 */
public final class Numbers {
    private static final long HIDDEN_BIT = 1L << 52;
    private static final int LEAST_EXPONENT = -1074;
    private static final int QUOTIENT_BITS = 56;
    private static final double EXACT = 9007199254740992.0; // 2^53: every smaller whole number is a double
    /** Digits beyond these can't change a rounded double except by being nonzero: 767 is the longest halfway case. */
    private static final int DIGITS = 800;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Numbers() {}

    /**
     * The double nearest to a decimal, ties to even (IEEE 754). Its form is
     * {@code -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?}; anything else is NaN. Beyond the range it is ±Infinity or
     * ±0; {@code -0} is −0.
     */
    public static double parse(String text) {
        int length = text.length();
        int i = 0;
        boolean negative = length > 0 && text.charAt(0) == '-';
        if (negative) {
            i++;
        }
        int wholeStart = i;
        while (i < length && isDigit(text.charAt(i))) {
            i++;
        }
        int wholeEnd = i;
        if (wholeEnd == wholeStart || (wholeEnd > wholeStart + 1 && text.charAt(wholeStart) == '0')) {
            return Double.NaN;
        }
        int fractionStart = i;
        int fractionEnd = i;
        if (i < length && text.charAt(i) == '.') {
            fractionStart = i + 1;
            i = fractionStart;
            while (i < length && isDigit(text.charAt(i))) {
                i++;
            }
            fractionEnd = i;
            if (fractionEnd == fractionStart) {
                return Double.NaN;
            }
        }
        long exponent = 0;
        if (i < length && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i++;
            boolean below = i < length && text.charAt(i) == '-';
            if (i < length && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
                i++;
            }
            int exponentStart = i;
            while (i < length && isDigit(text.charAt(i))) {
                // Texts are shorter than 2^31 characters: an exponent beyond 10^10 decides alone.
                exponent = Math.min(exponent * 10 + (text.charAt(i) - '0'), 10_000_000_000L);
                i++;
            }
            if (i == exponentStart) {
                return Double.NaN;
            }
            exponent = below ? -exponent : exponent;
        }
        if (i < length) {
            return Double.NaN;
        }
        String digits = text.substring(wholeStart, wholeEnd) + text.substring(fractionStart, fractionEnd);
        double magnitude = magnitude(digits, exponent - (fractionEnd - fractionStart));
        return negative ? -magnitude : magnitude;
    }

    /**
     * The shortest decimal that reads back as the same double; of several the nearest to it, of two the one with an even
     * last digit. Plain notation for 1e-7 ≤ |x| &lt; 1e21, else like {@code 1.5e-9}. Zero of either sign is {@code 0};
     * then {@code NaN}, {@code Infinity}, {@code -Infinity}.
     */
    public static String print(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (value == 0) {
            return "0";
        }
        if (value < 0) {
            return "-" + print(-value);
        }
        if (value == Double.POSITIVE_INFINITY) {
            return "Infinity";
        }
        if (value < EXACT && value == Math.floor(value)) {
            return String.valueOf((long) value);
        }
        String plain = shortFraction(value);
        return plain.isEmpty() ? exact(value) : plain;
    }

    /** digits × 10^exponent, correctly rounded. */
    private static double magnitude(String digits, long exponent) {
        int first = 0;
        while (first < digits.length() && digits.charAt(first) == '0') {
            first++;
        }
        int last = digits.length();
        while (last > first && digits.charAt(last - 1) == '0') {
            last--;
        }
        if (first == last) {
            return 0;
        }
        long scale = exponent + (digits.length() - last);
        int count = last - first;
        if (count <= 15 && scale >= -22 && scale <= 22) {
            // Both are doubles without error, so one operation rounds once (Clinger 1990).
            double significand = (double) Long.parseLong(digits.substring(first, last));
            return scale < 0 ? significand / POWERS[(int) -scale] : significand * POWERS[(int) scale];
        }
        if (count + scale > 310) {
            return Double.POSITIVE_INFINITY;
        }
        if (count + scale < -330) {
            return 0;
        }
        if (count > DIGITS) {
            return rounded(
                    Natural.ofDigits(digits.substring(first, first + DIGITS) + "1"), (int) scale + count - DIGITS - 1);
        }
        return rounded(Natural.ofDigits(digits.substring(first, last)), (int) scale);
    }

    /** significand × 10^scale by exact integer division, rounded half to even. */
    private static double rounded(Natural numerator, int scale) {
        Natural denominator = Natural.of(1);
        if (scale >= 0) {
            numerator.timesPowerOfTen(scale);
        } else {
            denominator.timesPowerOfTen(-scale);
        }
        // The quotient gets 54 or 55 bits: 53 to keep, at least one to round by; the remainder is the rest.
        int shift = 55 - (numerator.bitLength() - denominator.bitLength());
        int exponent = -shift;
        if (exponent < LEAST_EXPONENT - 2) {
            exponent = LEAST_EXPONENT - 2;
            shift = -exponent;
        }
        if (shift >= 0) {
            numerator.shiftLeft(shift);
        } else {
            denominator.shiftLeft(-shift);
        }
        // Long division in the binary system.
        denominator.shiftLeft(QUOTIENT_BITS);
        long quotient = 0;
        for (int bit = 0; bit <= QUOTIENT_BITS; bit++) {
            quotient <<= 1;
            if (numerator.compareTo(denominator) >= 0) {
                numerator.subtract(denominator);
                quotient |= 1;
            }
            denominator.halve();
        }
        boolean inexact = !numerator.isZero();
        int drop = 0;
        while ((quotient >> drop) >= 2 * HIDDEN_BIT || exponent + drop < LEAST_EXPONENT) {
            drop++;
        }
        long kept = quotient >> drop;
        long rest = quotient - (kept << drop);
        long half = drop == 0 ? 0 : 1L << (drop - 1);
        if (drop > 0 && (rest > half || (rest == half && (inexact || (kept & 1) == 1)))) {
            kept++;
        }
        exponent += drop;
        if (kept == 2 * HIDDEN_BIT) {
            kept = HIDDEN_BIT;
            exponent++;
        }
        if (exponent > 971) {
            return Double.POSITIVE_INFINITY;
        }
        if (kept < HIDDEN_BIT) {
            return Double.longBitsToDouble(kept);
        }
        return Double.longBitsToDouble(((long) (exponent + 1075) << 52) | (kept - HIDDEN_BIT));
    }

    /**
     * A decimal of at most 15 digits and 15 places that reads back as the value, or nothing. Decimals of 15 digits are
     * all different doubles, so where there is one it is the only one, hence the shortest.
     */
    private static String shortFraction(double value) {
        if (value < 1e-5 || value >= 1e15) {
            return "";
        }
        for (int places = 1; places <= 15; places++) {
            double scaled = value * POWERS[places];
            if (scaled >= 1e15) {
                return "";
            }
            double whole = Math.floor(scaled + 0.5);
            if (whole < 1e15 && whole / POWERS[places] == value) {
                return plain(String.valueOf((long) whole), -places);
            }
        }
        return "";
    }

    /** Free-format printing with exact integers: Burger and Dybvig 1996, doi:10.1145/231379.231397, figure 3. */
    private static String exact(double value) {
        long bits = Double.doubleToLongBits(value);
        int biased = (int) (bits >> 52) & 0x7ff;
        long fraction = bits & (HIDDEN_BIT - 1);
        long significand = biased == 0 ? fraction : fraction | HIDDEN_BIT;
        int exponent = biased == 0 ? LEAST_EXPONENT : biased - 1075;
        boolean even = (significand & 1) == 0;
        // At a power of two the neighbour below is half as far away as the one above.
        boolean narrow = fraction == 0 && biased > 1;

        Natural r = Natural.of(significand).shiftLeft(Math.max(exponent, 0) + (narrow ? 2 : 1));
        Natural s = Natural.of(1).shiftLeft(Math.max(-exponent, 0) + (narrow ? 2 : 1));
        Natural below = Natural.of(1).shiftLeft(Math.max(exponent, 0));
        Natural above = narrow ? below.copy().shiftLeft(1) : below.copy();

        int bitLength = 64 - Long.numberOfLeadingZeros(significand);
        // 30103/100000 is log10(2) to six digits: the estimate is right or one off, which the loops below mend.
        int point = Math.floorDiv((exponent + bitLength - 1) * 30103, 100000);
        if (point >= 0) {
            s.timesPowerOfTen(point);
        } else {
            r.timesPowerOfTen(-point);
            below.timesPowerOfTen(-point);
            above.timesPowerOfTen(-point);
        }
        while (reaches(r.plus(above), s, even)) {
            s.timesPowerOfTen(1);
            point++;
        }
        StringBuilder digits = new StringBuilder();
        while (true) {
            r.timesPowerOfTen(1);
            below.timesPowerOfTen(1);
            above.timesPowerOfTen(1);
            int digit = 0;
            while (r.compareTo(s) >= 0) {
                r.subtract(s);
                digit++;
            }
            boolean low = reaches(below, r, even);
            boolean high = reaches(r.plus(above), s, even);
            if (!low && !high) {
                digits.append((char) ('0' + digit));
                continue;
            }
            int half = r.plus(r).compareTo(s);
            boolean up = (low && high) ? half > 0 || (half == 0 && (digit & 1) == 1) : high;
            digits.append((char) ('0' + (up ? digit + 1 : digit)));
            return layOut(digits.toString(), point);
        }
    }

    /** Whether a ≥ b, or a &gt; b where the bounds themselves read back as another double (an odd significand). */
    private static boolean reaches(Natural a, Natural b, boolean inclusive) {
        int order = a.compareTo(b);
        return inclusive ? order >= 0 : order > 0;
    }

    /** Lays out 0.digits × 10^point. */
    private static String layOut(String digits, int point) {
        if (point > -7 && point <= 21) {
            return plain(digits, point - digits.length());
        }
        String head = digits.substring(0, 1);
        String tail = digits.length() > 1 ? "." + digits.substring(1) : "";
        return head + tail + "e" + String.valueOf(point - 1);
    }

    /** Lays out digits × 10^exponent without an exponent. */
    private static String plain(String digits, int exponent) {
        if (exponent >= 0) {
            return digits + "0".repeat(exponent);
        }
        int whole = digits.length() + exponent;
        if (whole > 0) {
            return digits.substring(0, whole) + "." + digits.substring(whole);
        }
        return "0." + "0".repeat(-whole) + digits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
