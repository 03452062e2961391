package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/** "replicates" as its author wrote it: how they are made, or the files that they stand in. */
public sealed interface ReplicatesRequest {
    Place place();

    /** Degrees of freedom of every estimate; empty to count them. */
    OptionalInt degreesOfFreedom();

    List<JsonText> files();

    /** The ways to make replicates. */
    enum Method {
        JK1,
        JKN,
        SUBBOOTSTRAP
    }

    record Made(Method method, int count, long seed, boolean mse, OptionalInt degreesOfFreedom, Place place)
            implements ReplicatesRequest {
        @Override
        public List<JsonText> files() {
            return List.of();
        }
    }

    /**
     * Replicates from files.
     *
     * @param key columns of the data and those of the file that rows are matched by; empty to match rows in order
     */
    record Given(
            JsonText factors, Map<JsonText, JsonText> key, JsonText scales, OptionalInt degreesOfFreedom, Place place)
            implements ReplicatesRequest {
        @Override
        public List<JsonText> files() {
            return List.of(factors, scales);
        }
    }
}
