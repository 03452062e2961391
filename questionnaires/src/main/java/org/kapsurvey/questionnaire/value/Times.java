package org.kapsurvey.questionnaire.value;

/** Times of day, written {@code HH:MM}. */
public final class Times {
    private Times() {}

    /** Whether a text is a time from 00:00 to 23:59, with two digits each. */
    public static boolean isTime(String text) {
        if (text.length() != 5 || text.charAt(2) != ':') {
            return false;
        }
        for (int i = 0; i < 5; i++) {
            if (i != 2 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return false;
            }
        }
        return (text.charAt(0) < '2' || (text.charAt(0) == '2' && text.charAt(1) < '4')) && text.charAt(3) < '6';
    }
}
