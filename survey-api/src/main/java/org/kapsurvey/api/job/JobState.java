package org.kapsurvey.api.job;

import java.util.Locale;

/** Where a job stands in the queue. */
enum JobState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    boolean hasEnded() {
        return this != QUEUED && this != RUNNING;
    }
}
