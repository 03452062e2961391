package org.kapsurvey.questionnaire.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A choice of a list.
 *
 * @param name its code in answers
 * @param exclusive whether it can't be chosen together with others, such as "none of these"
 * @param attributes its further columns, at which a {@code choice_filter} looks
 */
public record Choice(String name, Labels label, boolean exclusive, Map<String, Json> attributes) {
    static Choice of(CompiledFields compiled) {
        return new Choice(
                compiled.text("name"),
                compiled.labels("label"),
                compiled.flag("exclusive"),
                compiled.object().get("attributes") instanceof JsonObject columns
                        ? columns.members()
                        : new LinkedHashMap<>());
    }

    /** A further column; empty if the choice doesn't have it. */
    public String attribute(String column) {
        return attributes.get(column) instanceof JsonText text ? text.value() : "";
    }
}
