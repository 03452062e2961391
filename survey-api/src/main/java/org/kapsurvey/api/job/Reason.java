package org.kapsurvey.api.job;

import java.util.Locale;

/** Why a job gave nothing; {@code docs/api.md} lists them all. */
public enum Reason {
    /** Somebody cancelled it. */
    ON_REQUEST,
    /** It was right when it was posted and is not any more: the round has changed. */
    FAULTS,
    /** Its files, or what it needs to compute, exceed what the service keeps. */
    TOO_LARGE,
    /** Each of the workers that took it died. */
    WORKER_LOST,
    /** The database could not be read, several times. */
    DATABASE,
    /** A fault of ours. */
    PROGRAM_FAULT;

    /** For instance {@code worker-lost}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
