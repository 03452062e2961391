package org.kapsurvey.questionnaire.value;

import java.util.ArrayList;
import java.util.List;

/** Texts as lists of words parted by blanks, as the answer to a select_multiple is; lengths and places in code points. */
public final class Words {
    private Words() {}

    /** The words of a text, without empty ones. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            while (i < text.length() && isBlank(text.charAt(i))) {
                i++;
            }
            int start = i;
            while (i < text.length() && !isBlank(text.charAt(i))) {
                i++;
            }
            if (i > start) {
                words.add(text.substring(start, i));
            }
        }
        return words;
    }

    /** The text without blanks at its ends; a blank is a space, a tab or a line break. */
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return from == 0 && to == text.length() ? text : text.substring(from, to);
    }

    /**
     * The code points from start (counted from 0) to before end; negative places count from the end of the text, places
     * beyond it are its ends. NaN gives the empty text.
     */
    static String part(String text, double start, double end) {
        if (Double.isNaN(start) || Double.isNaN(end)) {
            return "";
        }
        int length = text.codePointCount(0, text.length());
        int from = place(start, length);
        int to = place(end, length);
        if (from >= to) {
            return "";
        }
        int first = text.offsetByCodePoints(0, from);
        return text.substring(first, text.offsetByCodePoints(first, to - from));
    }

    private static int place(double place, int length) {
        double whole = place < 0 ? length + Math.ceil(place) : Math.floor(place);
        return whole <= 0 ? 0 : whole >= length ? length : (int) whole;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
