package org.kapsurvey.analysis.indicator;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** The answers to a question as points, by the key in its form. */
public final class ItemPoints {
    private ItemPoints() {}

    /**
     * The points of each row, NaN where it has no answer. "Don't know" is worth the fewest points, of an attitude it is no
     * answer.
     *
     * @return empty if no form has a key for the question
     */
    public static Optional<double[]> of(String item, List<Questionnaire> forms, Table answers) {
        List<String> all = forms.stream().map(Questionnaire::form).toList();
        return FormKeys.of(all, forms).key(item).map(key -> {
            double dontKnow = key.component() == KapComponent.ATTITUDE ? Double.NaN : key.least();
            return key.points(answers, item, dontKnow, Double.NaN);
        });
    }
}
