package org.kapsurvey.api.interview;

import org.jspecify.annotations.Nullable;

/**
 * What the service made of a payload: the columns of its row beside the bytes themselves.
 *
 * @param quarantine why the interview is quarantined; null if it is stored
 * @param canonical the canonical record as JSON; null if quarantined
 * @param findings a JSON array
 * @param number which of the device's interviews it is; null where the device does not say
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
        String findings,
        @Nullable DeviceNumber number) {

    static Reading quarantined(Quarantine why) {
        return new Reading(why, null, null, null, null, null, null, null, null, "[]", null);
    }

    /** The same interview set aside; what is known of it stays, what an analysis would read goes. */
    Reading withQuarantine(Quarantine why) {
        return new Reading(why, null, null, form, version, questionnaireHash, engineHash, outcome, null, "[]", number);
    }

    Reading withNumber(@Nullable DeviceNumber number) {
        return new Reading(
                quarantine,
                round,
                selection,
                form,
                version,
                questionnaireHash,
                engineHash,
                outcome,
                canonical,
                findings,
                number);
    }
}
