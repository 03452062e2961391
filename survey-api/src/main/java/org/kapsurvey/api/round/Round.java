package org.kapsurvey.api.round;

import java.util.regex.Pattern;

/**
 * One survey: a plan's indicators measured with one questionnaire in one year.
 *
 * @param id {@code [a-z][a-z0-9_-]{0,39}}
 * @param planningDesignEffect the design effect that the sample size was planned with, at least 1
 * @param synthetic whether its interviews were made up, as in a demonstration; printed beside every number
 */
public record Round(
        String id,
        String plan,
        String form,
        String formVersion,
        String titleVi,
        String titleEn,
        int year,
        double planningDesignEffect,
        boolean synthetic) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    /** Whether a text can be the id of a round at all. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
