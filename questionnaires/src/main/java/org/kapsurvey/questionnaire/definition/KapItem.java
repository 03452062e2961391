package org.kapsurvey.questionnaire.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;

/**
 * What a question contributes to a measurement, so that scoring is data.
 *
 * @param scale the scale or sub-scale it belongs to; empty if none
 * @param right the codes that count as right; empty if nothing is right or wrong
 * @param reverse whether agreement means the opposite of what the scale measures
 * @param points for a right answer; 1 unless the form says otherwise
 * @param choicePoints the points of each choice, by its code; empty unless the form gives them
 * @param dontKnow the codes of choices that mean "don't know", as the missing code {@code dk} always does
 */
public record KapItem(
        KapComponent component,
        String scale,
        List<String> right,
        boolean reverse,
        double points,
        Map<String, Double> choicePoints,
        List<String> dontKnow) {
    static KapItem of(CompiledFields compiled) {
        Json points = compiled.object().get("points");
        Map<String, Double> choicePoints = new LinkedHashMap<>();
        if (points instanceof JsonObject choices) {
            for (Map.Entry<String, Json> choice : choices.members().entrySet()) {
                choicePoints.put(choice.getKey(), ((JsonNumber) choice.getValue()).value());
            }
        }
        return new KapItem(
                KapComponent.of(compiled.text("component")),
                compiled.text("scale"),
                compiled.texts("right"),
                compiled.flag("reverse"),
                points instanceof JsonNumber number ? number.value() : 1,
                choicePoints,
                compiled.texts("dk"));
    }
}
