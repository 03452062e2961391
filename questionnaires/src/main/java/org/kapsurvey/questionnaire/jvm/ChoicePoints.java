package org.kapsurvey.questionnaire.jvm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.definition.KapItem;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;

/**
 * What each choice of a question is worth, by the key in its form ({@code kap}): the points that the key gives it; else those of
 * a right answer (1 unless the key says otherwise) and 0 for any other; of an attitude, which has none of these, 1 for the last
 * to k for the first of its k choices that are not a "don't know". A reversed item is turned round within its fewest and most
 * points. Where several may be chosen they are worth something together, by the rule of the key, and nothing without one.
 */
public final class ChoicePoints {
    private ChoicePoints() {}

    /** Points by code, in the order of the choices, without those that mean "don't know"; empty if nothing says what they are worth. */
    public static Map<String, Double> of(Question question) {
        KapItem kap = question.kap();
        ChoiceList choices = question.choices();
        if (kap == null || choices == null) {
            return Map.of();
        }
        List<String> codes = choices.choices().stream()
                .map(Choice::name)
                .filter(code -> !kap.dontKnow().contains(code))
                .toList();
        boolean degrees = kap.choicePoints().isEmpty() && kap.right().isEmpty();
        boolean one = question.type() == QuestionType.SELECT_ONE;
        if (codes.isEmpty()
                || (one
                        ? degrees && kap.component() != KapComponent.ATTITUDE
                        : kap.rule().isEmpty())) {
            return Map.of();
        }
        Map<String, Double> points = new LinkedHashMap<>();
        for (String code : codes) {
            points.put(code, degrees ? codes.size() - points.size() : worth(kap, code));
        }
        if (kap.reverse()) {
            double both = Collections.min(points.values()) + Collections.max(points.values());
            points.replaceAll((code, worth) -> both - worth);
        }
        return Collections.unmodifiableMap(points);
    }

    private static double worth(KapItem kap, String code) {
        return kap.choicePoints().isEmpty()
                ? kap.right().contains(code) ? kap.points() : 0
                : kap.choicePoints().getOrDefault(code, 0.0);
    }
}
