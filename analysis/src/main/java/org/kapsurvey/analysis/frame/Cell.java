package org.kapsurvey.analysis.frame;

/**
 * A cell as a file holds it.
 *
 * @param text empty for {@link Kind#EMPTY}; a number in decimal digits without needless zeros; a date as {@code 2026-09-20};
 *     of {@link Kind#FAULTY} what the cell shows
 */
public record Cell(Kind kind, String text) {
    public static final Cell EMPTY = new Cell(Kind.EMPTY, "");

    /** What a file says that its cell is. Cells of CSV are texts or empty; only workbooks know the others. */
    public enum Kind {
        EMPTY,
        TEXT,
        NUMBER,
        DATE,
        /** {@code true} or {@code false}. */
        TRUTH,
        /** A formula's error, a formula without its value. */
        FAULTY
    }

    public static Cell text(String text) {
        return text.isEmpty() ? EMPTY : new Cell(Kind.TEXT, text);
    }

    /** Whether it holds nothing, or blanks only. */
    public boolean isBlank() {
        return withoutBlanks(text).isEmpty();
    }

    /** Without blanks at its ends, those of typesetting included, which copying from a page brings along. */
    public static String withoutBlanks(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char sign) {
        return Character.isWhitespace(sign) || Character.isSpaceChar(sign) || sign == '\ufeff' || sign == '\u200b';
    }
}
