package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.PLAN;
import static org.kapsurvey.api.database.generated.Tables.ROUND_FORM;
import static org.kapsurvey.api.database.generated.Tables.ROUND_LOCK;
import static org.kapsurvey.api.database.generated.Tables.SAMPLE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;
import static org.kapsurvey.api.database.generated.Tables.SURVEY_ROUND;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.RoundFormRecord;
import org.kapsurvey.api.database.generated.tables.records.SelectionRecord;
import org.kapsurvey.api.database.generated.tables.records.SurveyRoundRecord;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;

/** The survey rounds, the persons selected for each and the units that it asks. */
public final class RoundStore {
    private static final int ROWS = 1_000;
    private static final int LONGEST_TITLE = 200;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

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
            if (insert(tables, round)) {
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
     * The round that is to be opened; absent, and faults, if it can't be.
     *
     * @param place of each field, by its key in the body of {@code POST /api/rounds}
     */
    public Optional<Round> check(RoundOpening opening, Function<String, Place> place, Faults faults) {
        int before = faults.size();
        if (!Round.isId(opening.round())) {
            faults.add(
                    place.apply("round"),
                    "\"" + opening.round() + "\" can't be the id of a round.",
                    "Begin with a small letter, then small letters, digits, - and _, 40 at most.");
        }
        Map.of("titleVi", opening.titleVi(), "titleEn", opening.titleEn()).forEach((key, title) -> {
            if (title.isBlank() || title.length() > LONGEST_TITLE) {
                faults.add(place.apply(key), "A title must have 1 to " + LONGEST_TITLE + " letters.", "Write it.");
            }
        });
        if (opening.year() < FIRST_YEAR || opening.year() > LAST_YEAR) {
            faults.add(
                    place.apply("year"),
                    "The year must be from " + FIRST_YEAR + " to " + LAST_YEAR + ", found " + opening.year() + ".",
                    "");
        }
        double effect = opening.planningDesignEffect();
        if (!(effect >= 1) || Double.isInfinite(effect)) {
            faults.add(
                    place.apply("planningDesignEffect"),
                    "The design effect must be 1 or more.",
                    "Take the one that the size was planned with; 1 for a simple random sample.");
        }
        List<String> plans = plans();
        if (!plans.contains(opening.plan())) {
            faults.add(
                    place.apply("plan"),
                    "There is no plan \"" + opening.plan() + "\".",
                    there("plans", plans) + JsonFields.suggestion(opening.plan(), plans));
        }
        List<RoundForm> forms = forms(opening, place.apply("forms"), faults);
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(new Round(
                        opening.round(),
                        opening.plan(),
                        forms,
                        opening.titleVi().strip(),
                        opening.titleEn().strip(),
                        opening.year(),
                        effect,
                        opening.synthetic()));
    }

    /** The forms, and the plan held to them: it was published with those of its day, and a round may ask other versions. */
    private List<RoundForm> forms(RoundOpening opening, Place place, Faults faults) {
        int before = faults.size();
        QuestionnaireStore questionnaires = new QuestionnaireStore(database);
        Optional<String> plan =
                new PlanStore(database).content(opening.plan()).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        try {
            Map<String, List<String>> kinds = plan.map(
                            text -> Plan.parse(opening.plan(), text).unitForms())
                    .orElse(Map.of());
            List<RoundForm> forms = new OpenedForms(questionnaires, kinds).check(opening.forms(), place, faults);
            if (plan.isPresent() && faults.size() == before) {
                Plan.parseWithSome(
                        opening.plan(),
                        plan.get(),
                        forms.stream()
                                .map(form -> questionnaires
                                        .find(form.form(), form.version())
                                        .orElseThrow()
                                        .questionnaire())
                                .toList());
            }
            return forms;
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return List.of();
        }
    }

    /** The ids of the published plans. */
    List<String> plans() {
        return database.read(tables ->
                tables.select(PLAN.PLAN_ID).from(PLAN).orderBy(PLAN.PLAN_ID).fetch(PLAN.PLAN_ID));
    }

    /** The titles of the published plans by their ids. */
    Map<String, Wording> titlesOfPlans() {
        Map<String, Wording> titles = new LinkedHashMap<>();
        new PlanStore(database).texts().forEach((plan, text) -> titles.put(plan, title(plan, text)));
        return titles;
    }

    /** One that an older version kept and this one can't read any more is called by its id, and hides no other. */
    private static Wording title(String plan, String text) {
        try {
            return Plan.parse(plan, text).title();
        } catch (FaultsException e) {
            return new Wording(plan, plan);
        }
    }

    static String there(String what, List<String> names) {
        return names.isEmpty()
                ? "None is published; ./kap serve publishes those of the folder questionnaires."
                : "The " + what + " are " + String.join(", ", names) + ".";
    }

    /**
     * Opens a round whose persons are selected later; problem 403.4 where its plan is of another province than the account is bound to.
     *
     * @return false if the same round is open already
     */
    public boolean open(Round round) {
        return database.write(tables -> {
            boolean fresh = insert(tables, round);
            if (!fresh && find(tables, round.id()).filter(round::equals).isEmpty()) {
                throw Problems.IMMUTABLE.exception(Details.of("round", round.id()));
            }
            Scope.requireWhole(tables, round.id());
            if (fresh) {
                Audit.write(tables, "round.opened", Map.of("round", round.id()));
            }
            return fresh;
        });
    }

    /**
     * Locks a round: nothing that estimates are made from is added or decided in it any more.
     *
     * @param withUndecided whether it is locked although interviews are submitted or returned; else they are problem 409.10
     * @return false if it is locked already
     */
    public boolean lock(String round, boolean withUndecided) {
        return database.write(tables -> {
            if (!Round.isId(round) || find(tables, round).isEmpty()) {
                throw Problems.UNKNOWN_ROUND.exception(Details.of("round", round));
            }
            Scope.requireWhole(tables, round);
            // Whoever adds to the round shares this lock; it is had once they are through, and they come in no more.
            tables.fetch("select pg_advisory_xact_lock(hashtext('round'), hashtext(?))", round);
            int undecided = tables.fetchCount(tables.selectOne()
                    .from(INTERVIEW_STATE)
                    .join(INTERVIEW)
                    .on(INTERVIEW
                            .INTERVIEW_ID
                            .eq(INTERVIEW_STATE.INTERVIEW_ID)
                            .and(INTERVIEW.REVISION.eq(INTERVIEW_STATE.REVISION)))
                    .where(INTERVIEW
                            .ROUND_ID
                            .eq(round)
                            .and(INTERVIEW.STATUS.eq("stored"))
                            .and(INTERVIEW_STATE.STATE.in("submitted", "returned"))));
            if (undecided > 0 && !withUndecided) {
                throw Problems.ROUND_UNDECIDED.exception(Details.of("undecided", Integer.toString(undecided)));
            }
            int inserted = tables.insertInto(ROUND_LOCK)
                    .set(ROUND_LOCK.ROUND_ID, round)
                    .onConflictDoNothing()
                    .execute();
            if (inserted == 1) {
                Audit.write(tables, "round.locked", Map.of("round", round, "undecided", Integer.toString(undecided)));
            }
            return inserted == 1;
        });
    }

    /** Whether a round is locked, or can't become so before the caller's transaction ends. */
    public static boolean isLocked(DSLContext tables, String round) {
        tables.fetch("select share_round(?)", round);
        return tables.fetchExists(tables.selectOne().from(ROUND_LOCK).where(ROUND_LOCK.ROUND_ID.eq(round)));
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
        return database.read(tables -> {
            Map<String, List<RoundForm>> forms = tables.selectFrom(ROUND_FORM)
                    .orderBy(ROUND_FORM.ROUND_ID, ROUND_FORM.POSITION)
                    .fetchGroups(ROUND_FORM.ROUND_ID, RoundStore::form);
            return tables.select(SURVEY_ROUND.fields())
                    .select(SAMPLE.NAME, ROUND_LOCK.LOCKED_AT)
                    .from(SURVEY_ROUND)
                    .leftJoin(SAMPLE)
                    .on(SAMPLE.ROUND_ID.eq(SURVEY_ROUND.ROUND_ID))
                    .leftJoin(ROUND_LOCK)
                    .on(ROUND_LOCK.ROUND_ID.eq(SURVEY_ROUND.ROUND_ID))
                    .orderBy(SURVEY_ROUND.CREATED_AT.desc(), SURVEY_ROUND.ROUND_ID)
                    .fetch(row -> new Listed(
                            round(
                                    row.into(SURVEY_ROUND),
                                    forms.getOrDefault(row.get(SURVEY_ROUND.ROUND_ID), List.of())),
                            Optional.ofNullable(row.get(SAMPLE.NAME)),
                            Optional.ofNullable(row.get(ROUND_LOCK.LOCKED_AT)).map(OffsetDateTime::toInstant)));
        });
    }

    public Optional<Round> find(String id) {
        return database.read(tables -> find(tables, id));
    }

    /** The persons selected for a round and the units that it asks, by id. */
    public List<Selection> selections(String round) {
        return database.report(tables -> selections(tables, round));
    }

    /** Inside a transaction of the caller's. */
    public static Optional<Round> find(DSLContext tables, String id) {
        return tables.selectFrom(SURVEY_ROUND)
                .where(SURVEY_ROUND.ROUND_ID.eq(id))
                .fetchOptional(row -> round(
                        row,
                        tables.selectFrom(ROUND_FORM)
                                .where(ROUND_FORM.ROUND_ID.eq(id))
                                .orderBy(ROUND_FORM.POSITION)
                                .fetch(RoundStore::form)));
    }

    /** The ids of all rounds, the newest first; inside a transaction of the caller's. */
    public static List<String> ids(DSLContext tables) {
        return tables.select(SURVEY_ROUND.ROUND_ID)
                .from(SURVEY_ROUND)
                .orderBy(SURVEY_ROUND.CREATED_AT.desc(), SURVEY_ROUND.ROUND_ID)
                .fetch(SURVEY_ROUND.ROUND_ID);
    }

    /** Those of {@code selections} that were selected for a round; inside a transaction of the caller's. */
    public static Set<String> selected(DSLContext tables, String round, Set<String> selections) {
        return selections.isEmpty()
                ? Set.of()
                : tables.select(SELECTION.SELECTION_ID)
                        .from(SELECTION)
                        .where(SELECTION
                                .ROUND_ID
                                .eq(round)
                                .and(SELECTION.SELECTION_ID.in(selections))
                                .and(Scope.of(SELECTION)))
                        .fetchSet(SELECTION.SELECTION_ID);
    }

    static List<Selection> selections(DSLContext tables, String round) {
        return tables.selectFrom(SELECTION)
                .where(SELECTION.ROUND_ID.eq(round).and(Scope.of(SELECTION)))
                .orderBy(SELECTION.SELECTION_ID)
                .fetch(row -> new Selection(
                        row.getSelectionId(),
                        row.getStratum(),
                        row.getPsu(),
                        row.getSsu(),
                        row.getDesignWeight(),
                        List.of(row.getGroups()),
                        row.getKind()));
    }

    /** Whether the round is new; what is there already stays as it is. */
    private static boolean insert(DSLContext tables, Round round) {
        int inserted = tables.insertInto(SURVEY_ROUND)
                .set(record(round))
                .onConflictDoNothing()
                .execute();
        for (int position = 0; position < round.forms().size() && inserted == 1; position++) {
            RoundForm form = round.forms().get(position);
            tables.insertInto(ROUND_FORM)
                    .set(ROUND_FORM.ROUND_ID, round.id())
                    .set(ROUND_FORM.POSITION, position)
                    .set(ROUND_FORM.FORM_ID, form.form())
                    .set(ROUND_FORM.FORM_VERSION, form.version())
                    .set(ROUND_FORM.KINDS, form.kinds().toArray(String[]::new))
                    .execute();
        }
        return inserted == 1;
    }

    static void insert(DSLContext tables, String round, List<Selection> selections) {
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
        row.setGroups(selection.groups().toArray(String[]::new));
        row.setKind(selection.kind());
        return row;
    }

    private static SurveyRoundRecord record(Round round) {
        SurveyRoundRecord row = new SurveyRoundRecord();
        row.setRoundId(round.id());
        row.setPlanId(round.plan());
        row.setForms(round.forms().size());
        row.setTitleVi(round.titleVi());
        row.setTitleEn(round.titleEn());
        row.setSurveyYear(round.year());
        row.setPlanningDeff(round.planningDesignEffect());
        row.setSynthetic(round.synthetic());
        return row;
    }

    private static RoundForm form(RoundFormRecord row) {
        return new RoundForm(row.getFormId(), row.getFormVersion(), List.of(row.getKinds()));
    }

    private static Round round(SurveyRoundRecord row, List<RoundForm> forms) {
        return new Round(
                row.getRoundId(),
                row.getPlanId(),
                forms,
                row.getTitleVi(),
                row.getTitleEn(),
                row.getSurveyYear(),
                row.getPlanningDeff(),
                row.getSynthetic());
    }
}
