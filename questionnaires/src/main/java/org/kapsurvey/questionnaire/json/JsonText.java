package org.kapsurvey.questionnaire.json;

import org.kapsurvey.questionnaire.fault.Place;

/**
 * A text.
 *
 * @param value the characters, escapes resolved
 * @param plain whether the text was written without escapes, so that places inside it are known
 * @param place of the opening quote
 */
public record JsonText(String value, boolean plain, Place place) implements Json {
    /** The place of a character of the value, counted in code points from 0; the opening quote if there are escapes. */
    public Place placeOf(int codePoint) {
        return plain ? place.plus(1 + codePoint) : place;
    }

    @Override
    public String kind() {
        return "a text";
    }
}
