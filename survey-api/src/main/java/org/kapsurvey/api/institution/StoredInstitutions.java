package org.kapsurvey.api.institution;

import java.time.Instant;
import java.time.LocalDate;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * One version of a survey of institutions, without its files.
 *
 * @param survey the name of its job
 * @param version from 1; a higher one has more returns, or others
 * @param hash over the names and the SHA-256 of the files that were read
 * @param date as of which the register was read
 */
public record StoredInstitutions(
        String survey, int version, String hash, Wording title, LocalDate date, Instant importedAt) {
    void write(JsonWriter json) {
        json.beginObject();
        json.name("survey")
                .value(survey)
                .name("version")
                .value(version)
                .name("hash")
                .value(hash);
        title.write(json.name("title"));
        json.name("date").value(date.toString());
        json.name("importedAt").value(importedAt.toString());
        json.endObject();
    }
}
