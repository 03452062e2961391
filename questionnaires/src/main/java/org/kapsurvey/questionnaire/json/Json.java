package org.kapsurvey.questionnaire.json;

import org.kapsurvey.questionnaire.fault.Place;

/** A JSON value and the place where it begins. */
public sealed interface Json permits JsonObject, JsonArray, JsonText, JsonNumber, JsonBoolean, JsonNull {
    Place place();

    /** What it is, in words for a fault: "a text", "a number", "a list" … */
    String kind();
}
