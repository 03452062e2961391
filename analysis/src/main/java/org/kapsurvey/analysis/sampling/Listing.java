package org.kapsurvey.analysis.sampling;

import java.util.List;
import org.kapsurvey.questionnaire.fault.Place;

/** The households found in a cluster, in the order in which they were listed. */
public record Listing(String cluster, List<Household> households) {
    public Listing {
        households = List.copyOf(households);
    }

    /** A household's id and where it is listed. */
    public record Household(String id, Place place) {}
}
