package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.model.Family;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A model that a job asks for.
 *
 * @param terms as written: {@code age}, {@code sex:edu}, {@code factor(year)}
 * @param references of columns the level that others are compared with
 * @param tests lists of terms that are tested together
 * @param margins factors whose predicted margins are wanted
 * @param covariance whether the covariances of the coefficients are written
 */
public record ModelRequest(
        String id,
        Family family,
        JsonText response,
        List<JsonText> terms,
        List<Reference> references,
        List<List<JsonText>> tests,
        List<JsonText> margins,
        boolean covariance,
        Optional<Expression> where,
        double level,
        Place place) {
    public ModelRequest {
        terms = List.copyOf(terms);
        references = List.copyOf(references);
        tests = tests.stream().map(List::copyOf).toList();
        margins = List.copyOf(margins);
    }

    /**
     * The level that the others of a column are compared with.
     *
     * @param at where the column is named
     */
    public record Reference(String column, Place at, JsonText level) {}
}
