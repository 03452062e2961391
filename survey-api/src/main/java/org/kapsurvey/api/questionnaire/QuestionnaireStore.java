package org.kapsurvey.api.questionnaire;

import static org.kapsurvey.api.database.generated.Tables.QUESTIONNAIRE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Record2;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** The published questionnaires. A version never changes, so that one read once is kept in memory. Safe for threads. */
public final class QuestionnaireStore {
    private final Database database;
    private final Map<Key, Published> known = new ConcurrentHashMap<>();

    private record Key(String form, String version) {}

    /** One line of the list of questionnaires. */
    public record Entry(String form, String version, String hash, String titleVi, String titleEn) {}

    public QuestionnaireStore(Database database) {
        this.database = database;
    }

    /**
     * Publishes a form. The same bytes again change nothing; other bytes under the same id and version are problem 409.5.
     *
     * @param file the name that faults carry
     * @throws FaultsException if the form has faults; nothing is kept
     */
    public Entry publish(String file, byte[] content) {
        Questionnaire questionnaire = Questionnaire.parse(file, new String(content, StandardCharsets.UTF_8));
        Entry entry = new Entry(
                questionnaire.form(),
                questionnaire.version(),
                Sha256.hex(content),
                questionnaire.title().in("vi"),
                questionnaire.title().in("en"));
        String kept = database.write(tables -> {
            tables.insertInto(QUESTIONNAIRE)
                    .set(QUESTIONNAIRE.FORM_ID, entry.form)
                    .set(QUESTIONNAIRE.VERSION, entry.version)
                    .set(QUESTIONNAIRE.CONTENT, content)
                    .set(QUESTIONNAIRE.HASH, entry.hash)
                    .set(QUESTIONNAIRE.TITLE_VI, entry.titleVi)
                    .set(QUESTIONNAIRE.TITLE_EN, entry.titleEn)
                    .onConflictDoNothing()
                    .execute();
            return tables.select(QUESTIONNAIRE.HASH)
                    .from(QUESTIONNAIRE)
                    .where(QUESTIONNAIRE.FORM_ID.eq(entry.form).and(QUESTIONNAIRE.VERSION.eq(entry.version)))
                    .fetchSingle(QUESTIONNAIRE.HASH);
        });
        if (!kept.equals(entry.hash)) {
            throw Problems.IMMUTABLE.exception(Details.of("questionnaire", entry.form + " " + entry.version)
                    .with("kept", kept));
        }
        return entry;
    }

    /** All versions of all forms, by form and then as published. */
    public List<Entry> list() {
        return database.read(tables -> tables.selectFrom(QUESTIONNAIRE)
                .orderBy(QUESTIONNAIRE.FORM_ID, QUESTIONNAIRE.CREATED_AT, QUESTIONNAIRE.VERSION)
                .fetch(row -> new Entry(
                        row.getFormId(), row.getVersion(), row.getHash(), row.getTitleVi(), row.getTitleEn())));
    }

    public Optional<Published> find(String form, String version) {
        Key key = new Key(form, version);
        Published cached = known.get(key);
        if (cached != null) {
            return Optional.of(cached);
        }
        Record2<String, byte[]> row = database.read(tables -> tables.select(QUESTIONNAIRE.HASH, QUESTIONNAIRE.CONTENT)
                .from(QUESTIONNAIRE)
                .where(QUESTIONNAIRE.FORM_ID.eq(form).and(QUESTIONNAIRE.VERSION.eq(version)))
                .fetchOne());
        if (row == null) {
            return Optional.empty();
        }
        Published found = Published.of(row.value1(), row.value2());
        known.put(key, found);
        return Optional.of(found);
    }
}
