package org.kapsurvey.api.interview;

import java.util.Comparator;
import java.util.UUID;

/** One revision of one interview as it came, and what the service made of it. */
record Arrival(UUID id, int revision, Payload payload, Reading reading) {
    /**
     * The order in which rows are written. Two batches with the same interviews in another order would else wait for each
     * other's rows.
     */
    static final Comparator<Arrival> ORDER = Comparator.comparing(Arrival::id).thenComparingInt(Arrival::revision);

    /** One revision of an interview, as the database knows it. */
    record Key(UUID id, int revision) {}

    /** Whether it came sealed and stays so. */
    boolean isSealed() {
        Quarantine why = reading.quarantine();
        return why != null && why.isSealed();
    }

    Key key() {
        return new Key(id, revision);
    }

    Arrival withReading(Reading other) {
        return new Arrival(id, revision, payload, other);
    }
}
