package org.kapsurvey.questionnaire.json;

import org.kapsurvey.questionnaire.fault.Place;

public record JsonNull(Place place) implements Json {
    @Override
    public String kind() {
        return "null";
    }
}
