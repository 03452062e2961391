package org.kapsurvey.questionnaire.json;

import org.kapsurvey.questionnaire.fault.Place;

/**
 * A number.
 *
 * @param value finite
 * @param text as written in the file
 */
public record JsonNumber(double value, String text, Place place) implements Json {
    @Override
    public String kind() {
        return "a number";
    }
}
