package org.kapsurvey.api.round;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;

/**
 * A visit to a person selected, as it is kept.
 *
 * @param number from 1
 * @param surveyor a code; null if it is not known
 */
record Visit(
        String round,
        String selection,
        int number,
        Disposition disposition,
        @Nullable String surveyor,
        OffsetDateTime recordedAt) {}
