package org.kapsurvey.questionnaire.json;

import org.kapsurvey.questionnaire.fault.Place;

public record JsonBoolean(boolean value, Place place) implements Json {
    @Override
    public String kind() {
        return value ? "true" : "false";
    }
}
