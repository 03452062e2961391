package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A scale whose items are to be analysed.
 *
 * @param items columns of numbers, or of texts that a form's key turns into points
 */
public record ScaleRequest(String id, List<JsonText> items, Optional<Expression> where) {
    public ScaleRequest {
        items = List.copyOf(items);
    }
}
