package org.kapsurvey.api.frame;

import java.time.Instant;
import java.time.LocalDate;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * One version of a frame, without its areas.
 *
 * @param version from 1; a higher one was imported later
 * @param areas how many areas it has, over all its days
 */
public record StoredFrame(
        String id, int version, String hash, Wording name, LocalDate date, int areas, Instant importedAt) {
    void write(JsonWriter json) {
        json.beginObject();
        json.name("frame").value(id).name("version").value(version).name("hash").value(hash);
        name.write(json.name("name"));
        json.name("date").value(date.toString());
        json.name("areas").value(areas);
        json.name("importedAt").value(importedAt.toString());
        json.endObject();
    }
}
