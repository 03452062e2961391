package org.kapsurvey.api.institution;

import static org.kapsurvey.api.database.generated.Tables.INSTITUTION_FILE;
import static org.kapsurvey.api.database.generated.Tables.INSTITUTION_SURVEY;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.institution.InstitutionResult;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.InstitutionSurveyRecord;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/** The surveys of institutions, version by version. What is imported is never changed. */
public final class InstitutionStore {
    /** What a survey told stands beside what was read, which may have files of the same names. */
    private static final String TOLD = "told/";

    private final Database database;

    public InstitutionStore(Database database) {
        this.database = database;
    }

    /** What came of an import: the version, and whether it was not there before. */
    public record Imported(StoredInstitutions survey, boolean fresh) {}

    /** Keeps a survey as its next version, all of it or nothing; the same files again are the version that is there. */
    public Imported add(InstitutionImport given) {
        String id = given.job().name();
        StringBuilder names = new StringBuilder();
        given.read()
                .forEach((name, content) -> names.append(name)
                        .append('\n')
                        .append(Sha256.hex(content))
                        .append('\n'));
        String hash = Sha256.hex(names.toString().getBytes(StandardCharsets.UTF_8));
        // Versions are counted on over all that are there, whoever may read them.
        return database.accept(tables -> {
            // Two imports of one survey at once would both take the same next number.
            tables.fetch("select pg_advisory_xact_lock(hashtext('institutions'), hashtext(?))", id);
            Optional<StoredInstitutions> before = tables.selectFrom(INSTITUTION_SURVEY)
                    .where(INSTITUTION_SURVEY.SURVEY_ID.eq(id).and(INSTITUTION_SURVEY.HASH.eq(hash)))
                    .fetchOptional(InstitutionStore::survey);
            if (before.isPresent()) {
                return new Imported(before.get(), false);
            }
            Integer last = tables.select(DSL.max(INSTITUTION_SURVEY.VERSION))
                    .from(INSTITUTION_SURVEY)
                    .where(INSTITUTION_SURVEY.SURVEY_ID.eq(id))
                    .fetchOne(0, Integer.class);
            int version = last == null ? 1 : last + 1;
            InstitutionSurveyRecord row = new InstitutionSurveyRecord();
            row.setSurveyId(id);
            row.setVersion(version);
            row.setHash(hash);
            row.setTitleVi(given.job().title().vi());
            row.setTitleEn(given.job().title().en());
            row.setRegisterDate(given.job().date());
            tables.insertInto(INSTITUTION_SURVEY).set(row).execute();
            int position = 0;
            for (Map.Entry<String, byte[]> file : given.read().entrySet()) {
                insert(tables, id, version, position++, file.getKey(), file.getValue());
            }
            for (Map.Entry<String, String> file : given.told().entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                insert(tables, id, version, position++, TOLD + file.getKey(), content);
            }
            Audit.write(
                    tables,
                    "institutions.imported",
                    Map.of("survey", id, "version", Integer.toString(version), "sha256", hash));
            return new Imported(find(tables, id, version), true);
        });
    }

    private static void insert(DSLContext tables, String id, int version, int position, String name, byte[] content) {
        tables.insertInto(INSTITUTION_FILE)
                .set(INSTITUTION_FILE.SURVEY_ID, id)
                .set(INSTITUTION_FILE.VERSION, version)
                .set(INSTITUTION_FILE.POSITION, position)
                .set(INSTITUTION_FILE.NAME, name)
                .set(INSTITUTION_FILE.CONTENT, content)
                .set(INSTITUTION_FILE.HASH, Sha256.hex(content))
                .execute();
    }

    /** All versions of all surveys, the newest first. */
    public List<StoredInstitutions> list() {
        return database.read(tables -> tables.selectFrom(INSTITUTION_SURVEY)
                .where(Scope.ofSurveys(INSTITUTION_SURVEY))
                .orderBy(
                        INSTITUTION_SURVEY.IMPORTED_AT.desc(),
                        INSTITUTION_SURVEY.SURVEY_ID,
                        INSTITUTION_SURVEY.VERSION.desc())
                .fetch(InstitutionStore::survey));
    }

    /** A file that says what a version told, as it was written; problem 404.8 without the version or the file. */
    public byte[] told(String id, int version, String name) {
        return database.read(tables -> tables.select(INSTITUTION_FILE.CONTENT)
                .from(INSTITUTION_FILE)
                .where(INSTITUTION_FILE
                        .SURVEY_ID
                        .eq(id)
                        .and(INSTITUTION_FILE.VERSION.eq(version))
                        .and(INSTITUTION_FILE.NAME.eq(TOLD + name))
                        .and(Scope.ofSurveys(INSTITUTION_FILE)))
                .fetchOptional(INSTITUTION_FILE.CONTENT)
                .orElseThrow(() -> Problems.UNKNOWN_INSTITUTIONS.exception(Details.of("survey", id))));
    }

    /**
     * What the files of a version tell, read again; problem 404.8 without it.
     *
     * @param version the newest if it is empty
     */
    public Kept kept(String id, OptionalInt version) {
        StoredInstitutions survey = list().stream()
                .filter(one -> one.survey().equals(id) && (version.isEmpty() || version.getAsInt() == one.version()))
                .max(Comparator.comparing(StoredInstitutions::version))
                .orElseThrow(() -> Problems.UNKNOWN_INSTITUTIONS.exception(Details.of("survey", id)));
        Map<String, byte[]> files =
                database.read(tables -> tables.select(INSTITUTION_FILE.NAME, INSTITUTION_FILE.CONTENT)
                        .from(INSTITUTION_FILE)
                        .where(INSTITUTION_FILE
                                .SURVEY_ID
                                .eq(id)
                                .and(INSTITUTION_FILE.VERSION.eq(survey.version()))
                                .and(INSTITUTION_FILE.NAME.notLike(TOLD + "%"))
                                .and(Scope.ofSurveys(INSTITUTION_FILE)))
                        .fetchMap(INSTITUTION_FILE.NAME, INSTITUTION_FILE.CONTENT));
        byte[] job = Objects.requireNonNull(files.remove(InstitutionImport.JOB), "the job of a version");
        return new Kept(
                survey,
                InstitutionImport.of(new String(job, StandardCharsets.UTF_8), files)
                        .result());
    }

    /** A version and what its files tell. */
    public record Kept(StoredInstitutions survey, InstitutionResult result) {}

    private static StoredInstitutions find(DSLContext tables, String id, int version) {
        return tables.selectFrom(INSTITUTION_SURVEY)
                .where(INSTITUTION_SURVEY.SURVEY_ID.eq(id).and(INSTITUTION_SURVEY.VERSION.eq(version)))
                .fetchSingle(InstitutionStore::survey);
    }

    private static StoredInstitutions survey(InstitutionSurveyRecord row) {
        return new StoredInstitutions(
                row.getSurveyId(),
                row.getVersion(),
                row.getHash(),
                new Wording(row.getTitleVi(), row.getTitleEn()),
                row.getRegisterDate(),
                row.getImportedAt().toInstant());
    }
}
