package org.kapsurvey.api.interview;

import org.jspecify.annotations.Nullable;

/**
 * What the service made of a payload: the columns of its row beside the bytes themselves.
 *
 * @param quarantine why the interview is quarantined; null if it is stored
 * @param canonical the canonical record as JSON; null if quarantined
 * @param findings a JSON array
 */
record Reading(
        @Nullable Quarantine quarantine,
        @Nullable String round,
        @Nullable String selection,
        @Nullable String form,
        @Nullable String version,
        @Nullable String questionnaireHash,
        @Nullable String engineHash,
        @Nullable String outcome,
        @Nullable String canonical,
        String findings) {

    static Reading quarantined(Quarantine why) {
        return new Reading(why, null, null, null, null, null, null, null, null, "[]");
    }

    /** The same interview set aside; what is known of it stays, what an analysis would read goes. */
    Reading withQuarantine(Quarantine why) {
        return new Reading(why, null, null, form, version, questionnaireHash, engineHash, outcome, null, "[]");
    }
}
