package org.kapsurvey.questionnaire.json;

import java.util.List;
import org.kapsurvey.questionnaire.fault.Place;

public record JsonArray(List<Json> items, Place place) implements Json {
    @Override
    public String kind() {
        return "a list";
    }
}
