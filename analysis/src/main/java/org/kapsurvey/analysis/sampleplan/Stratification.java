package org.kapsurvey.analysis.sampleplan;

import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * By what the PSUs are stratified.
 *
 * @param by names of properties of areas ({@link Properties}), outermost first; one stratum if there are none
 * @param merge for the label of a stratum that of the one that it becomes part of
 */
public record Stratification(List<JsonText> by, Map<String, JsonText> merge, Place place) {
    public Stratification {
        by = List.copyOf(by);
        merge = Map.copyOf(merge);
    }
}
