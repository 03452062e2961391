package org.kapsurvey.api.torture;

import java.net.URI;
import java.util.List;
import org.kapsurvey.api.database.Database;

/** A defect to be found, so that a torture that finds nothing means something. There are none but in tests. */
interface Sabotage {
    /** None: the service as it is. */
    Sabotage NONE = new Sabotage() {};

    /** Lines of PostgreSQL's configuration. */
    default List<String> settings() {
        return List.of();
    }

    /** Done to the database before the first interview. */
    default void database(Database database) {}

    /** What devices send to instead of the service. */
    default URI front(URI service) {
        return service;
    }

    /** Whether that takes several interviews in one request. */
    default boolean takesBatches() {
        return true;
    }
}
