package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.OptionalInt;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A stored survey round as the data of a job.
 *
 * @param states of the interviews that are read; empty for the approved ones
 * @param weights the version of the round's weights; empty for those that only non-response within the strata has changed
 * @param replicates whether the replicates of that version are wanted, if it has some
 * @param degreesOfFreedom of every estimate that takes its variance from them; empty for those that the version was made with, or to count them
 * @param units whether the round's registered units are read, and not its persons
 * @param place of the object that is the job's {@code data}
 */
public record RoundRequest(
        JsonText round,
        List<JsonText> states,
        OptionalInt weights,
        boolean replicates,
        OptionalInt degreesOfFreedom,
        boolean units,
        Place place) {
    public RoundRequest {
        states = List.copyOf(states);
    }
}
