package org.kapsurvey.questionnaire.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * What a question contributes to a measurement, so that scoring is data.
 *
 * @param scale the scale or sub-scale it belongs to; empty if none
 * @param right the codes that count as right; empty if nothing is right or wrong
 * @param reverse whether agreement means the opposite of what the scale measures
 * @param points for a right answer; 1 unless the form says otherwise
 * @param choicePoints the points of each choice, by its code; empty unless the form gives them
 * @param rule how several choices are scored together: {@code all}, {@code any}, {@code share}, {@code sum} or how many right ones are
 *     enough; empty where one choice is the answer
 * @param minus points taken off for each wrong choice beside the right ones, down to 0
 * @param dontKnow the codes of choices that mean "don't know", as the missing code {@code dk} always does
 */
public record KapItem(
        KapComponent component,
        String scale,
        List<String> right,
        boolean reverse,
        double points,
        Map<String, Double> choicePoints,
        String rule,
        double minus,
        List<String> dontKnow) {
    /** The rule by which the points of the chosen choices are added up. */
    public static final String SUM = "sum";

    static final String ALL = "all";
    static final String ANY = "any";
    private static final String SHARE = "share";
    /** The rules that are words. */
    static final List<String> RULES = List.of(ALL, ANY, SHARE, SUM);

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
                compiled.text("rule"),
                compiled.object().get("minus") instanceof JsonNumber number ? number.value() : 0,
                compiled.texts("dk"));
    }

    /** Whether a right choice is worth its part of the points, and not all or nothing. */
    public boolean isShare() {
        return rule.equals(SHARE);
    }

    /** How many of the right choices must be chosen for all points; of one choice 1. */
    public int enough() {
        if (rule.isEmpty() || rule.equals(ANY)) {
            return 1;
        }
        return RULES.contains(rule) ? right.size() : (int) Numbers.parse(rule);
    }
}
