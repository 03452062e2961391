package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/**
 * What says how answers are scored and which indicators they make.
 *
 * @param plan empty if there is none
 * @param forms whose keys score answers
 * @param files of the two, with their hashes
 */
public record KapInputs(Optional<Plan> plan, List<Questionnaire> forms, List<RunJson.Input> files) {
    /** For data without a plan and without forms. */
    public static final KapInputs NONE = new KapInputs(Optional.empty(), List.of(), List.of());

    public KapInputs {
        forms = List.copyOf(forms);
        files = List.copyOf(files);
    }
}
