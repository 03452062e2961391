package org.kapsurvey.questionnaire.interview;

import org.kapsurvey.questionnaire.number.Numbers;

/** Numbers as people type them: leading zeros are taken, and a decimal comma as well as a point. */
final class AnswerNumbers {
    private static final double LARGEST_WHOLE = 1e15;

    private AnswerNumbers() {}

    /** A whole number of at most 15 digits; NaN if the text is none. */
    static double integer(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && !(c == '-' && i == 0)) {
                return Double.NaN;
            }
        }
        double value = Numbers.parse(withoutLeadingZeros(text));
        return Math.abs(value) < LARGEST_WHOLE ? value : Double.NaN;
    }

    /** A number, also with an exponent, as the record writes very large and very small ones; NaN if the text is none. */
    static double decimal(String text) {
        int comma = text.indexOf(',');
        String pointed =
                comma >= 0 && text.indexOf('.') < 0 ? text.substring(0, comma) + "." + text.substring(comma + 1) : text;
        double value = Numbers.parse(withoutLeadingZeros(pointed));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private static String withoutLeadingZeros(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int i = start;
        while (i + 1 < text.length()
                && text.charAt(i) == '0'
                && text.charAt(i + 1) >= '0'
                && text.charAt(i + 1) <= '9') {
            i++;
        }
        return text.substring(0, start) + text.substring(i);
    }
}
