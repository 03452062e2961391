package org.kapsurvey.questionnaire.value;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.questionnaire.number.Numbers;

/** What operators and functions do with values where an unanswered question is the empty text, as in ODK forms. */
public final class Operations {
    /** Texts that formulas make are cut here, so that formulas can't multiply a text without end. */
    static final int LONGEST_TEXT = 10_000;

    private Operations() {}

    /**
     * Whether two values are equal: as truths if either is a truth; as numbers if either is a number or a day; else as
     * texts, character by character. NaN equals nothing, so an unanswered question equals no number, not even 0.
     */
    public static boolean equal(Value a, Value b) {
        if (a instanceof Value.Truth || b instanceof Value.Truth) {
            return a.truth() == b.truth();
        }
        if (a instanceof Value.Text left && b instanceof Value.Text right) {
            return left.text().equals(right.text());
        }
        return comparable(a, b) == comparable(b, a);
    }

    /** The number by which a value is compared with another: a text beside a day is read as a day. */
    public static double comparable(Value value, Value other) {
        if (value instanceof Value.Text text && other instanceof Value.Day) {
            int day = Days.parse(Words.trim(text.text()));
            return day == Days.NONE ? Double.NaN : day;
        }
        return value.number();
    }

    /** The whole number nearest to a number, halves up (towards +∞), as in XPath. */
    public static double round(double x) {
        double below = Math.floor(x);
        return x - below >= 0.5 ? below + 1 : below;
    }

    /**
     * A number rounded to so many decimal places, halves up, on its shortest decimal: 1.005 to 2 places is 1.01, though
     * the double is a little less. Negative places round to tens, hundreds …; the places are cut to −20 … 20.
     */
    public static double round(double x, double places) {
        if (Double.isNaN(x) || Double.isInfinite(x) || Double.isNaN(places)) {
            return Double.NaN;
        }
        int shift = places <= -20 ? -20 : places >= 20 ? 20 : (int) places;
        double moved = shifted(x, shift);
        // From 2^53 on a double has no fraction that could be rounded away; moving it back would lose digits.
        return Math.abs(moved) >= 9007199254740992.0 ? x : shifted(round(moved), -shift);
    }

    /** x × 10^shift, rounded once. */
    private static double shifted(double x, int shift) {
        String digits = Numbers.print(x);
        int e = digits.indexOf('e');
        if (e < 0) {
            return Numbers.parse(digits + "e" + String.valueOf(shift));
        }
        int exponent = Integer.parseInt(digits.substring(e + 1)) + shift;
        return Numbers.parse(digits.substring(0, e) + "e" + String.valueOf(exponent));
    }

    /** The number without its fraction, towards zero. */
    public static double whole(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    /** The least of the numbers that are answered; NaN if none is, or if one is no number. */
    public static double least(List<Value> values) {
        double least = Double.NaN;
        for (Value value : values) {
            if (!value.isEmpty()) {
                double number = value.number();
                if (Double.isNaN(number)) {
                    return Double.NaN;
                }
                least = Double.isNaN(least) || number < least ? number : least;
            }
        }
        return least;
    }

    /** The greatest of the numbers that are answered; NaN if none is, or if one is no number. */
    public static double greatest(List<Value> values) {
        double greatest = Double.NaN;
        for (Value value : values) {
            if (!value.isEmpty()) {
                double number = value.number();
                if (Double.isNaN(number)) {
                    return Double.NaN;
                }
                greatest = Double.isNaN(greatest) || number > greatest ? number : greatest;
            }
        }
        return greatest;
    }

    /** The sum of the numbers that are answered; 0 if none is, NaN if one is no number. */
    public static double sum(List<Value> values) {
        double sum = 0;
        for (Value value : values) {
            if (!value.isEmpty()) {
                sum += value.number();
            }
        }
        return sum;
    }

    /** Texts with a separator between them, cut like {@link #concat}. */
    public static String join(String separator, List<Value> values) {
        List<Value> parts = new ArrayList<>();
        for (Value value : values) {
            if (!parts.isEmpty()) {
                parts.add(Value.of(separator));
            }
            parts.add(value);
        }
        return concat(parts);
    }

    /** Whether a code is one of the words of an answer; never true of the empty code or of several words at once. */
    public static boolean selected(String answer, String code) {
        String word = Words.trim(code);
        return !word.isEmpty() && Words.of(answer).contains(word);
    }

    /** Texts one after the other, cut at 10,000 characters (a character of two units is not halved). */
    public static String concat(List<Value> values) {
        StringBuilder text = new StringBuilder();
        for (Value value : values) {
            text.append(value.text());
            if (text.length() > LONGEST_TEXT) {
                boolean halved = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
                return text.substring(0, halved ? LONGEST_TEXT - 1 : LONGEST_TEXT);
            }
        }
        return text.toString();
    }

    public static String substring(String text, double start, double end) {
        return Words.part(text, start, end);
    }

    /** The day of a value: of a text {@code YYYY-MM-DD}, of a number of days; empty if it has none. */
    public static Value day(Value value) {
        if (value instanceof Value.Day || value.isEmpty()) {
            return value.isEmpty() ? Value.empty() : value;
        }
        if (value instanceof Value.Text text) {
            int day = Days.parse(Words.trim(text.text()));
            return day == Days.NONE ? Value.empty() : new Value.Day(day);
        }
        return value instanceof Value.Quantity quantity ? Value.ofDay(quantity.number()) : Value.empty();
    }

    /** A day in a format of {@link Days#format}; empty if the value has no day. */
    public static String formatDay(Value value, String format) {
        return day(value) instanceof Value.Day day ? Days.format(day.epochDay(), format) : "";
    }
}
