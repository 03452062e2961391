package org.kapsurvey.questionnaire.value;

/**
 * Days as whole numbers since 1970-01-01 in the Gregorian calendar, years 1 to 9999. The arithmetic on years that begin
 * in March is Howard Hinnant's, "chrono-Compatible Low-Level Date Algorithms".
 */
public final class Days {
    /** What {@link #parse} returns for a text that is no day. */
    public static final int NONE = Integer.MIN_VALUE;

    private static final int FIRST = -719162; // 0001-01-01
    private static final int LAST = 2932896; // 9999-12-31

    private Days() {}

    /** The day of a text {@code YYYY-MM-DD}; {@link #NONE} if it has another form or there is no such day. */
    public static int parse(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return NONE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) {
            return NONE;
        }
        return of(year, month, day);
    }

    /** {@code YYYY-MM-DD}. */
    public static String print(int epochDay) {
        return format(epochDay, "%Y-%m-%d");
    }

    /**
     * Fills the codes of a format: {@code %Y} year in four digits, {@code %y} its last two, {@code %m} month in two digits,
     * {@code %n} without leading zero, {@code %d} day in two digits, {@code %e} without leading zero, {@code %%} a per cent
     * sign. Other codes stay as they are.
     */
    public static String format(int epochDay, String format) {
        int shifted = epochDay + 719468; // days since 0000-03-01
        int era = Math.floorDiv(shifted, 146097);
        int dayOfEra = shifted - era * 146097;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            char code = c == '%' && i + 1 < format.length() ? format.charAt(i + 1) : ' ';
            switch (code) {
                case 'Y' -> text.append(padded(year, 4));
                case 'y' -> text.append(padded(year % 100, 2));
                case 'm' -> text.append(padded(month, 2));
                case 'n' -> text.append(month);
                case 'd' -> text.append(padded(day, 2));
                case 'e' -> text.append(day);
                case '%' -> text.append('%');
                default -> text.append(c);
            }
            if (c == '%' && isCode(code)) {
                i++;
            }
        }
        return text.toString();
    }

    /** The first {@code %} code of a format that {@link #format} does not fill, such as {@code %H}; empty if none. */
    public static String unknownCode(String format) {
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) == '%') {
                if (i + 1 >= format.length() || !isCode(format.charAt(i + 1))) {
                    return format.substring(i, Math.min(i + 2, format.length()));
                }
                i++;
            }
        }
        return "";
    }

    /** Whether a number of days, rounded down, is in the years 1 to 9999. */
    static boolean inRange(double epochDay) {
        return epochDay >= FIRST && epochDay < LAST + 1;
    }

    private static boolean isCode(char code) {
        return "Yymnde%".indexOf(code) >= 0;
    }

    private static int of(int year, int month, int day) {
        int marchYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146097 + dayOfEra - 719468;
    }

    private static int daysOfMonth(int year, int month) {
        if (month == 2) {
            boolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** The number of a run of digits; −1 if there is anything else. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static String padded(int number, int width) {
        String digits = String.valueOf(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
