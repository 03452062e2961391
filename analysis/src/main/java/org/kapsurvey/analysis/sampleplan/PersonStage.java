package org.kapsurvey.analysis.sampleplan;

import java.util.List;
import org.kapsurvey.questionnaire.fault.Place;

/** The stage that draws one person for each target group in a household. */
public record PersonStage(List<String> groups, Place place) {
    public PersonStage {
        groups = List.copyOf(groups);
    }
}
