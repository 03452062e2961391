package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * Indicators of a plan that a job computes.
 *
 * @param file of the plan, from the job's folder; empty for the one that goes with the data
 * @param forms files of the forms; empty for those that go with the data, or that lie beside the plan
 * @param indicators their ids; empty for all of the plan
 * @param by groupings beside the whole
 */
public record PlanRequest(
        Optional<JsonText> file,
        List<JsonText> forms,
        List<JsonText> indicators,
        List<List<JsonText>> by,
        Place place) {
    public PlanRequest {
        forms = List.copyOf(forms);
        indicators = List.copyOf(indicators);
        by = by.stream().map(List::copyOf).toList();
    }
}
