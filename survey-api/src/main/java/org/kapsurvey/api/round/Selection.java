package org.kapsurvey.api.round;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person selected for a round, with their place in the design.
 *
 * @param ssu null where persons were drawn directly in the PSU
 * @param designWeight the inverse of the inclusion probability, above 0
 * @param groups the target groups of a person who was selected without a household, as from a list of staff; empty where the
 *     round's drawn sample knows them. Whoever has none at all is asked every form
 */
public record Selection(
        String id, String stratum, String psu, @Nullable String ssu, double designWeight, List<String> groups) {
    public Selection {
        groups = List.copyOf(groups);
    }

    public Selection(String id, String stratum, String psu, @Nullable String ssu, double designWeight) {
        this(id, stratum, psu, ssu, designWeight, List.of());
    }
}
