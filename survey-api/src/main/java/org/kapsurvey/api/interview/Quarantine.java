package org.kapsurvey.api.interview;

import java.util.Locale;

/** Why an interview is set aside. None of these refuses it: its bytes are kept and its device gets a receipt. */
enum Quarantine {
    /** The bytes are no UTF-8. */
    NOT_UTF8,
    /** A NUL character, which PostgreSQL can't hold in a text. */
    NUL,
    /** Not JSON, or a key twice in one object. */
    NOT_JSON,
    /** Nested too deep, or with a part that is too long. */
    TOO_COMPLEX,
    /** JSON, but no {@code kap-interview/1}: a field is missing or of another kind. */
    WRONG_FORMAT,
    /** The id or the revision inside is another than in the address. */
    OTHER_ID,
    /** Answers that were made up to practise. */
    PRACTICE,
    /** No questionnaire of this id and version was ever published here. */
    UNKNOWN_QUESTIONNAIRE,
    /** The questionnaire of this id and version has other content than the one that the device used. */
    OTHER_QUESTIONNAIRE,
    /** No such survey round. */
    UNKNOWN_ROUND,
    /** The round asks another questionnaire. */
    OTHER_FORM_THAN_ROUND,
    /** The round selected no such person. */
    UNKNOWN_SELECTION,
    /** The round was locked before the interview came. */
    ROUND_LOCKED,
    /** The database took the bytes but not the record made from them. */
    NOT_STORABLE,
    /** A fault of ours: the engine did not get through. */
    ENGINE_FAULT,
    /** Sealed for a key that the service doesn't have. Kept apart from the interviews. */
    UNKNOWN_KEY,
    /** Sealed, but no envelope of this interview, or not as the device sealed it. Kept apart from the interviews. */
    NOT_OPENED;

    /** Whether it is known only by its bytes, so that the interview may still come. */
    boolean isSealed() {
        return this == UNKNOWN_KEY || this == NOT_OPENED;
    }

    /** The stable code in the database, for instance {@code unknown-questionnaire}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
