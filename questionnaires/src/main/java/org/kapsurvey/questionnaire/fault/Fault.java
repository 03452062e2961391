package org.kapsurvey.questionnaire.fault;

/**
 * One thing that is wrong.
 *
 * @param message what was expected and what was found, one sentence
 * @param remedy what to do, one or more sentences; empty if the message says it
 */
public record Fault(Place place, String message, String remedy) {
    private static final int LONGEST = 1_000;
    private static final int TAIL = 200;

    /** What a message quotes may be of any length and hold signs that a terminal obeys; neither reaches the reader. */
    public Fault {
        message = printable(message);
        remedy = printable(remedy);
    }

    /** {@code forms/x.json:12:5: Unknown question type "integr". Use one of integer, decimal, text.} */
    @Override
    public String toString() {
        String where = place.toString();
        String what = remedy.isEmpty() ? message : message + " " + remedy;
        return where.isEmpty() ? what : where + ": " + what;
    }

    private static String printable(String text) {
        if (text.length() > LONGEST) {
            return printable(
                    whole(text, 0, LONGEST - TAIL - 3) + " … " + whole(text, text.length() - TAIL, text.length()));
        }
        StringBuilder printed = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            printed.append(sign < ' ' || (sign >= 0x7f && sign < 0xa0) ? '\ufffd' : sign);
        }
        return printed.toString();
    }

    /** A part of the text, without the halves of surrogate pairs at its ends. */
    private static String whole(String text, int from, int to) {
        int first = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
        int last = Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
        return text.substring(first, last);
    }
}
