package org.kapsurvey.api.round;

import org.jspecify.annotations.Nullable;

/**
 * A person selected for a round, with their place in the design.
 *
 * @param ssu null where persons were drawn directly in the PSU
 * @param designWeight the inverse of the inclusion probability, above 0
 */
public record Selection(
        String id, String stratum, String psu, @Nullable String ssu, double designWeight) {}
