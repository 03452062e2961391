package org.kapsurvey.api.job;

import java.util.Locale;

/** What is being done to a job. */
enum Stage {
    QUEUED,
    READING,
    WEIGHTING,
    ESTIMATING,
    WRITING;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
