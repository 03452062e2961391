package org.kapsurvey.analysis.sampleplan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A stage that draws areas.
 *
 * @param size the target group that measures size
 * @param total how many are drawn: at the first stage in all strata together, later in each unit of the stage before
 * @param counts how many are drawn in each stratum, by its label; at the first stage only
 * @param minimum of the drawn in a stratum, where a total is allocated
 * @param order names of properties, by which the units are ordered in a serpentine
 * @param segments the size above which a drawn area is cut into segments of which one is drawn
 * @param place of the stage in the file
 */
public record AreaStage(
        AreaLevel level,
        DrawMethod method,
        JsonText size,
        OptionalInt total,
        Map<String, Count> counts,
        int minimum,
        List<JsonText> order,
        Optional<Merge> merge,
        OptionalLong segments,
        List<Oversample> oversample,
        SelfRepresenting selfRepresenting,
        TooFew tooFew,
        Place place) {
    public AreaStage {
        counts = Map.copyOf(counts);
        order = List.copyOf(order);
        oversample = List.copyOf(oversample);
    }

    /** Whether it is said how many are drawn. */
    public boolean isCounted() {
        return total.isPresent() || !counts.isEmpty();
    }

    /** The same stage, with so many drawn in each stratum. */
    AreaStage with(Map<String, Count> ofStrata) {
        return new AreaStage(
                level,
                method,
                size,
                OptionalInt.empty(),
                ofStrata,
                minimum,
                order,
                merge,
                segments,
                oversample,
                selfRepresenting,
                tooFew,
                place);
    }

    /** How many are drawn in a stratum, and where that is written. */
    public record Count(int count, Place place) {}

    /**
     * What becomes of areas that are too small to be visited alone.
     *
     * @param minimum the size that every unit must have
     * @param into for the code of an area that of the area it is merged with
     * @param next whether an area below the minimum without a declared neighbour goes together with the next in the order
     */
    public record Merge(long minimum, Map<String, JsonText> into, boolean next, Place place) {
        public Merge {
            into = Map.copyOf(into);
        }
    }

    /**
     * A larger chance for some areas: their size counts so much more.
     *
     * @param property a name of {@link Properties}
     * @param value what it must be; {@code yes} for a flag
     * @param thousandths of the factor, so that probabilities stay exact
     */
    public record Oversample(JsonText property, String value, long thousandths) {}

    /** How many units of the next stage a self-representing unit gets; at least 2, for these are its PSUs. */
    public enum SelfRepresenting {
        /** The number of the others times how many intervals it is large: so a household has the same chance everywhere. */
        PROPORTIONAL,
        /** As many as every other unit. */
        FIXED
    }

    /** What is done where there are fewer units than are to be drawn. */
    public enum TooFew {
        REFUSE,
        /** All are taken, each with probability 1. */
        ALL
    }
}
