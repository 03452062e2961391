package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.ROUND_LOCK;
import static org.kapsurvey.api.database.generated.Tables.SAMPLE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;
import static org.kapsurvey.api.database.generated.Tables.SURVEY_ROUND;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.generated.tables.records.SelectionRecord;
import org.kapsurvey.api.database.generated.tables.records.SurveyRoundRecord;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/** The survey rounds and the persons selected for each. */
public final class RoundStore {
    private static final int ROWS = 1_000;

    private final Database database;

    public RoundStore(Database database) {
        this.database = database;
    }

    /**
     * Opens a round with all its selected persons, in one transaction: a round is never seen with half of its sample.
     * The same round with the same selections again changes nothing; anything else under its id is problem 409.5.
     */
    public void open(Round round, List<Selection> selections) {
        boolean same = database.write(tables -> {
            int inserted = tables.insertInto(SURVEY_ROUND)
                    .set(record(round))
                    .onConflictDoNothing()
                    .execute();
            if (inserted == 1) {
                insert(tables, round.id(), selections);
                return true;
            }
            return find(tables, round.id()).filter(round::equals).isPresent()
                    && new LinkedHashSet<>(selections(tables, round.id())).equals(new LinkedHashSet<>(selections));
        });
        if (!same) {
            throw Problems.IMMUTABLE.exception(Details.of("round", round.id()));
        }
    }

    /**
     * A round with what there is of it.
     *
     * @param sample the name of its drawn sample, if one was kept
     * @param lockedAt when it was locked, if it was
     */
    public record Listed(Round round, Optional<String> sample, Optional<Instant> lockedAt) {}

    /** All rounds, the newest first. */
    public List<Listed> list() {
        return database.read(tables -> tables.select(SURVEY_ROUND.fields())
                .select(SAMPLE.NAME, ROUND_LOCK.LOCKED_AT)
                .from(SURVEY_ROUND)
                .leftJoin(SAMPLE)
                .on(SAMPLE.ROUND_ID.eq(SURVEY_ROUND.ROUND_ID))
                .leftJoin(ROUND_LOCK)
                .on(ROUND_LOCK.ROUND_ID.eq(SURVEY_ROUND.ROUND_ID))
                .orderBy(SURVEY_ROUND.CREATED_AT.desc(), SURVEY_ROUND.ROUND_ID)
                .fetch(row -> new Listed(
                        round(row.into(SURVEY_ROUND)),
                        Optional.ofNullable(row.get(SAMPLE.NAME)),
                        Optional.ofNullable(row.get(ROUND_LOCK.LOCKED_AT)).map(OffsetDateTime::toInstant))));
    }

    public Optional<Round> find(String id) {
        return database.read(tables -> find(tables, id));
    }

    /** The persons selected for a round, by id. */
    public List<Selection> selections(String round) {
        return database.report(tables -> selections(tables, round));
    }

    /** Inside a transaction of the caller's. */
    public static Optional<Round> find(DSLContext tables, String id) {
        return tables.selectFrom(SURVEY_ROUND)
                .where(SURVEY_ROUND.ROUND_ID.eq(id))
                .fetchOptional(RoundStore::round);
    }

    /** The ids of all rounds, the newest first; inside a transaction of the caller's. */
    public static List<String> ids(DSLContext tables) {
        return tables.select(SURVEY_ROUND.ROUND_ID)
                .from(SURVEY_ROUND)
                .orderBy(SURVEY_ROUND.CREATED_AT.desc(), SURVEY_ROUND.ROUND_ID)
                .fetch(SURVEY_ROUND.ROUND_ID);
    }

    /** Whether a person was selected for a round; inside a transaction of the caller's. */
    public static boolean isSelected(DSLContext tables, String round, String selection) {
        return tables.fetchExists(tables.selectOne()
                .from(SELECTION)
                .where(SELECTION.ROUND_ID.eq(round).and(SELECTION.SELECTION_ID.eq(selection))));
    }

    private static List<Selection> selections(DSLContext tables, String round) {
        return tables.selectFrom(SELECTION)
                .where(SELECTION.ROUND_ID.eq(round))
                .orderBy(SELECTION.SELECTION_ID)
                .fetch(row -> new Selection(
                        row.getSelectionId(), row.getStratum(), row.getPsu(), row.getSsu(), row.getDesignWeight()));
    }

    private static void insert(DSLContext tables, String round, List<Selection> selections) {
        for (int from = 0; from < selections.size(); from += ROWS) {
            List<Selection> rows = selections.subList(from, Math.min(selections.size(), from + ROWS));
            tables.insertInto(SELECTION)
                    .set(rows.stream().map(row -> record(round, row)).toList())
                    .execute();
        }
    }

    private static SelectionRecord record(String round, Selection selection) {
        SelectionRecord row = new SelectionRecord();
        row.setRoundId(round);
        row.setSelectionId(selection.id());
        row.setStratum(selection.stratum());
        row.setPsu(selection.psu());
        row.setSsu(selection.ssu());
        row.setDesignWeight(selection.designWeight());
        return row;
    }

    private static SurveyRoundRecord record(Round round) {
        SurveyRoundRecord row = new SurveyRoundRecord();
        row.setRoundId(round.id());
        row.setPlanId(round.plan());
        row.setFormId(round.form());
        row.setFormVersion(round.formVersion());
        row.setTitleVi(round.titleVi());
        row.setTitleEn(round.titleEn());
        row.setSurveyYear(round.year());
        row.setPlanningDeff(round.planningDesignEffect());
        row.setSynthetic(round.synthetic());
        return row;
    }

    private static Round round(SurveyRoundRecord row) {
        return new Round(
                row.getRoundId(),
                row.getPlanId(),
                row.getFormId(),
                row.getFormVersion(),
                row.getTitleVi(),
                row.getTitleEn(),
                row.getSurveyYear(),
                row.getPlanningDeff(),
                row.getSynthetic());
    }
}
