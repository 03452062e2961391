package org.kapsurvey.questionnaire.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.fault.Place;

/** Members in the order of the file; the places of their keys apart. */
public record JsonObject(Map<String, Json> members, Map<String, Place> keyPlaces, Place place) implements Json {
    /** The value of a key; null if there is none. */
    public @Nullable Json get(String key) {
        return members.get(key);
    }

    /** The place of a key's opening quote; of the object if it has no such key. */
    public Place keyPlace(String key) {
        Place known = keyPlaces.get(key);
        return known == null ? place : known;
    }

    @Override
    public String kind() {
        return "an object";
    }
}
