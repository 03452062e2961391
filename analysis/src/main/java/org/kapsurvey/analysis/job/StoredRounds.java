package org.kapsurvey.analysis.job;

import java.util.Optional;
import org.kapsurvey.questionnaire.fault.Faults;

/** Where a job finds the stored rounds that it names: the analysis itself knows no database. */
@FunctionalInterface
public interface StoredRounds {
    /** The round as one moment of the database has it; nothing, and faults at their places in the job, if it can't be had. */
    Optional<StoredRound> read(RoundRequest request, Faults faults);

    /** For a program that has no database: every round is refused. */
    static StoredRounds none() {
        return (request, faults) -> {
            faults.add(
                    request.round().place(),
                    "There are no stored rounds here.",
                    "Name a \"file\" that ./kap export has written.");
            return Optional.empty();
        };
    }
}
