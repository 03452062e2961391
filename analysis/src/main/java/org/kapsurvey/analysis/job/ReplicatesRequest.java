package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Locale;
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
        BRR,
        FAY,
        SUBBOOTSTRAP,
        SDR;

        /** The name that jobs give it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether its author says how many replicates it has, and their seed. */
        boolean isDrawn() {
            return this == SUBBOOTSTRAP;
        }

        boolean isJackknife() {
            return this == JK1 || this == JKN;
        }

        /** Whether it has half-samples, for which every stratum needs two PSUs. */
        boolean isHalves() {
            return this == BRR || this == FAY;
        }
    }

    /**
     * Replicates made from the design.
     *
     * @param count how many, of a method that draws them; else 0
     * @param rho Fay's ρ, 0 for all other methods
     */
    record Made(Method method, int count, long seed, double rho, boolean mse, OptionalInt degreesOfFreedom, Place place)
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
