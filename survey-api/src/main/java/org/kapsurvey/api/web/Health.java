package org.kapsurvey.api.web;

import io.javalin.http.Context;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.Problems;

/** Whether the service lives (it answers) and is ready (its database answers and has the right schema). */
public final class Health {
    private final Database database;
    private volatile boolean draining;

    public Health(Database database) {
        this.database = database;
    }

    public void live(Context context) {
        context.contentType("application/json").result("{\"status\":\"live\"}");
    }

    public void ready(Context context) {
        if (!isReady()) {
            throw Problems.DATABASE_UNAVAILABLE.exception();
        }
        context.contentType("application/json").result("{\"status\":\"ready\"}");
    }

    /** Whether requests can be answered: the database answers, has the right schema, and the service is not about to stop. */
    boolean isReady() {
        return !draining && database.ready();
    }

    /** From now on not ready: the service is about to stop. */
    public void drain() {
        draining = true;
    }
}
