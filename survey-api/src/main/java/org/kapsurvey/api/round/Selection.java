package org.kapsurvey.api.round;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person selected for a round, with their place in the design; or a registered unit that it asks.
 *
 * @param ssu null where persons were drawn directly in the PSU
 * @param designWeight the inverse of the inclusion probability, above 0
 * @param groups the target groups of a person who was selected without a household, as from a list of staff; empty where the
 *     round's drawn sample knows them. Whoever has none at all is asked every form
 * @param kind of a unit, as the plan's groups name it; null of a person
 */
public record Selection(
        String id,
        String stratum,
        String psu,
        @Nullable String ssu,
        double designWeight,
        List<String> groups,
        @Nullable String kind) {
    public Selection {
        groups = List.copyOf(groups);
    }

    /** A person whose groups the drawn sample tells, if any. */
    public Selection(String id, String stratum, String psu, @Nullable String ssu, double designWeight) {
        this(id, stratum, psu, ssu, designWeight, List.of(), null);
    }

    /** A person of a list, with the target groups that they belong to. */
    public Selection(
            String id, String stratum, String psu, @Nullable String ssu, double designWeight, List<String> groups) {
        this(id, stratum, psu, ssu, designWeight, groups, null);
    }

    /**
     * A unit of a register.
     *
     * @param stratum in which units were drawn; in a census the kind
     * @param designWeight units registered in the stratum over those asked; 1 in a census
     */
    public static Selection ofUnit(String code, String kind, String stratum, double designWeight) {
        return new Selection(code, stratum, code, null, designWeight, List.of(), kind);
    }
}
