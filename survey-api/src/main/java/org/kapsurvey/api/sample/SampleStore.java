package org.kapsurvey.api.sample;

import static org.kapsurvey.api.database.generated.Tables.SAMPLE;
import static org.kapsurvey.api.database.generated.Tables.SAMPLE_ASSIGNMENT;
import static org.kapsurvey.api.database.generated.Tables.SAMPLE_HOUSEHOLD;
import static org.kapsurvey.api.database.generated.Tables.SAMPLE_PERSON;
import static org.kapsurvey.api.database.generated.Tables.SAMPLE_UNIT;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.SampleFolder;
import org.kapsurvey.analysis.sampling.DrawnHousehold;
import org.kapsurvey.analysis.sampling.DrawnPerson;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.SampleAssignmentRecord;
import org.kapsurvey.api.database.generated.tables.records.SampleHouseholdRecord;
import org.kapsurvey.api.database.generated.tables.records.SamplePersonRecord;
import org.kapsurvey.api.database.generated.tables.records.SampleRecord;
import org.kapsurvey.api.database.generated.tables.records.SampleUnitRecord;
import org.kapsurvey.api.database.generated.tables.records.SelectionRecord;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.TargetGroups;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/** The drawn samples of rounds. */
public final class SampleStore {
    private static final int ROWS = 500;
    private static final int LISTED = 5;

    private final Database database;

    public SampleStore(Database database) {
        this.database = database;
    }

    /**
     * How many rows of each kind were new.
     *
     * @param notAsked the sample's groups whose persons are asked nothing in the round, as was said when it was loaded
     * @param formsOfOthers forms that nobody of the sample is asked, as their groups are none of the sample's, each with its group
     */
    public record Loaded(
            int units,
            int households,
            int persons,
            int assignments,
            List<String> notAsked,
            List<String> formsOfOthers) {
        public Loaded {
            notAsked = List.copyOf(notAsked);
            formsOfOthers = List.copyOf(formsOfOthers);
        }
    }

    /**
     * A sample as it is stored.
     *
     * @param second absent if only one stage draws areas; empty if nothing was drawn in the second one yet
     * @param assignments for codes of clusters their surveyors
     * @param plan the text that the service drew it by; absent if it was drawn by the command
     */
    public record Stored(
            String name,
            String seed,
            String personSeed,
            int panelRound,
            String frameId,
            String frameDate,
            String frameHash,
            List<DrawnUnit> first,
            Optional<List<DrawnUnit>> second,
            List<DrawnHousehold> households,
            List<DrawnPerson> persons,
            Map<String, String> assignments,
            Optional<String> plan) {
        public Stored {
            persons = List.copyOf(persons);
            first = List.copyOf(first);
            households = List.copyOf(households);
        }
    }

    /**
     * Keeps a sample, or what is new of it, in one transaction: nothing of it is kept if anything does not fit.
     *
     * @param assigned for codes of clusters their surveyors; those of other clusters stay
     * @throws org.kapsurvey.questionnaire.fault.FaultsException with all that does not fit: an unknown round, another sample
     *     of that round, units, households or persons drawn otherwise than those that are there, groups that no form of the round is
     *     asked of
     */
    public Loaded load(String round, SampleFolder sample, Map<String, String> assigned) {
        return load(round, sample, assigned, Set.of());
    }

    /**
     * The same where persons drawn for some groups are to be asked nothing in the round.
     *
     * @param notAsked groups of the sample that no form of the round is asked of
     */
    public Loaded load(String round, SampleFolder sample, Map<String, String> assigned, Set<String> notAsked) {
        return load(round, sample, assigned, notAsked, null);
    }

    /** Adds a fault for groups of a sample that no form of a round is asked of, before the round is opened. */
    public void check(Round round, SampleFolder sample, Faults faults) {
        database.read(tables -> {
            TargetGroups.of(tables, round).check(sample.groups(), Set.of(), Place.ofFile("run.json"), faults);
            return round;
        });
    }

    /**
     * Keeps a sample that the service drew, with the plan that it was drawn by.
     *
     * @throws org.kapsurvey.questionnaire.fault.FaultsException as {@link #load}
     */
    Loaded keep(String round, SampleFolder sample, String plan) {
        return load(round, sample, Map.of(), Set.of(), plan);
    }

    private Loaded load(
            String round,
            SampleFolder sample,
            Map<String, String> assigned,
            Set<String> notAsked,
            @Nullable String plan) {
        return database.write(tables -> {
            Faults faults = new Faults();
            Optional<Round> found = RoundStore.find(tables, round);
            if (found.isEmpty()) {
                List<String> ids = RoundStore.ids(tables);
                faults.add(
                        Place.ofFile("ROUND"),
                        "There is no round \"" + round + "\".",
                        ids.isEmpty() ? "There are none yet." : "The rounds are " + String.join(", ", ids) + ".");
                faults.throwIfAny();
            }
            Scope.requireWhole(tables, round);
            Loading loading = new Loading(tables, round, sample, faults);
            loading.checkSample();
            TargetGroups groups = TargetGroups.of(tables, found.orElseThrow());
            groups.check(sample.groups(), notAsked, Place.ofFile("run.json"), faults);
            List<TableRecord<?>> units = loading.units();
            List<TableRecord<?>> households = loading.households();
            List<TableRecord<?>> selections = loading.selections();
            List<TableRecord<?>> persons = loading.persons();
            faults.throwIfAny();
            loading.insertSample(plan);
            insert(tables, units);
            insert(tables, households);
            insert(tables, selections);
            insert(tables, persons);
            int assignments = loading.assign(assigned);
            Audit.write(
                    tables,
                    plan == null ? "sample-loaded" : "sample-drawn",
                    Map.of("round", round, "sample", sample.name(), "frame", sample.frameHash()));
            return new Loaded(
                    units.size(),
                    households.size(),
                    persons.size(),
                    assignments,
                    groups.withoutForm(sample.groups()),
                    groups.formsOfOthers(sample.groups()));
        });
    }

    private static void insert(DSLContext tables, List<TableRecord<?>> rows) {
        for (int from = 0; from < rows.size(); from += ROWS) {
            tables.batchInsert(rows.subList(from, Math.min(rows.size(), from + ROWS)))
                    .execute();
        }
    }

    private static final class Loading {
        private final DSLContext tables;
        private final String round;
        private final SampleFolder sample;
        private final Faults faults;
        private final Set<String> refused = new HashSet<>();

        Loading(DSLContext tables, String round, SampleFolder sample, Faults faults) {
            this.tables = tables;
            this.round = round;
            this.sample = sample;
            this.faults = faults;
        }

        private @Nullable SampleRecord stored() {
            return tables.selectFrom(SAMPLE).where(SAMPLE.ROUND_ID.eq(round)).fetchOne();
        }

        void checkSample() {
            SampleRecord stored = stored();
            if (stored == null) {
                return;
            }
            String differs = !stored.getName().equals(sample.name())
                    ? "is \"" + stored.getName() + "\""
                    : !stored.getSeed().equals(sample.seed())
                            ? "has another seed"
                            : stored.getPanelRound() != sample.round() ? "is of another round of the panel" : "";
            if (!differs.isEmpty()) {
                faults.add(
                        Place.ofFile("run.json"),
                        "The round has a sample already, which " + differs + ".",
                        "Load what continues that sample, or open a round of its own for this one.");
            }
        }

        void insertSample(@Nullable String plan) {
            if (stored() == null) {
                SampleRecord row = new SampleRecord();
                row.setRoundId(round);
                row.setName(sample.name());
                row.setSeed(sample.seed());
                row.setPersonSeed(sample.personSeed());
                row.setPanelRound(sample.round());
                row.setFrameId(sample.frameId());
                row.setFrameDate(sample.frameDate());
                row.setFrameHash(sample.frameHash());
                row.setAreaStages(sample.hasSecond() ? 2 : 1);
                row.setPlan(plan);
                tables.insertInto(SAMPLE).set(row).execute();
            }
        }

        List<TableRecord<?>> units() {
            List<SampleUnitRecord> rows = new ArrayList<>();
            for (int stage = 1; stage <= 2; stage++) {
                List<DrawnUnit> units = stage == 1 ? sample.first() : sample.second();
                for (int i = 0; i < units.size(); i++) {
                    rows.add(record(round, stage, i, units.get(i)));
                }
            }
            // Units of the second stage come in one PSU after the other, so that their places move.
            return added(
                    "areas",
                    rows,
                    row -> row.getStage() + " " + row.getCode(),
                    row -> {
                        SampleUnitRecord copy = row.into(SAMPLE_UNIT);
                        copy.setPosition(0);
                        return copy;
                    },
                    "psus.csv and ssus.csv",
                    tables.selectFrom(SAMPLE_UNIT)
                            .where(SAMPLE_UNIT.ROUND_ID.eq(round))
                            .fetch());
        }

        List<TableRecord<?>> households() {
            int stage = sample.hasSecond() ? 2 : 1;
            List<SampleHouseholdRecord> rows = new ArrayList<>();
            for (DrawnHousehold household : sample.households()) {
                SampleHouseholdRecord row = new SampleHouseholdRecord();
                row.setRoundId(round);
                row.setHousehold(household.household());
                row.setStage(stage);
                row.setCluster(household.cluster());
                row.setStratum(household.stratum());
                row.setPsu(household.psu());
                row.setSsu(household.ssu());
                row.setNumber(household.number());
                row.setListed(household.listed());
                row.setProbability(household.probability());
                row.setInclusionProbability(household.inclusionProbability());
                rows.add(row);
            }
            return added(
                    "households",
                    rows,
                    SampleHouseholdRecord::getHousehold,
                    row -> row,
                    "households.csv",
                    tables.selectFrom(SAMPLE_HOUSEHOLD)
                            .where(SAMPLE_HOUSEHOLD.ROUND_ID.eq(round))
                            .fetch());
        }

        /**
         * A round's selections without a sample, as a demonstration has them, are not the sample's; persons of a list, who have
         * groups of their own, and registered units may stand beside it.
         */
        List<TableRecord<?>> selections() {
            Set<String> own =
                    sample.persons().stream().map(DrawnPerson::selection).collect(Collectors.toSet());
            List<SelectionRecord> rows = new ArrayList<>();
            for (DrawnPerson person : sample.persons()) {
                SelectionRecord row = new SelectionRecord();
                row.setRoundId(round);
                row.setSelectionId(person.selection());
                row.setStratum(person.household().stratum());
                row.setPsu(person.household().psu());
                row.setSsu(
                        person.household().ssu().isEmpty()
                                ? null
                                : person.household().ssu());
                row.setDesignWeight(person.designWeight());
                row.setGroups(new String[0]);
                rows.add(row);
            }
            return added(
                    "persons",
                    rows,
                    SelectionRecord::getSelectionId,
                    row -> row,
                    "selection.csv",
                    tables.selectFrom(SELECTION).where(SELECTION.ROUND_ID.eq(round)).stream()
                            .filter(row -> (row.getGroups().length == 0 && row.getKind() == null)
                                    || own.contains(row.getSelectionId()))
                            .toList());
        }

        List<TableRecord<?>> persons() {
            List<SamplePersonRecord> rows = new ArrayList<>();
            for (DrawnPerson person : sample.persons()) {
                SamplePersonRecord row = new SamplePersonRecord();
                row.setRoundId(round);
                row.setSelectionId(person.selection());
                row.setHousehold(person.household().household());
                row.setPerson(person.person());
                row.setGroups(person.groups().toArray(String[]::new));
                row.setDrawnFor(person.drawnFor().toArray(String[]::new));
                row.setProbability(person.probability());
                row.setMembers(person.members().toArray(Integer[]::new));
                rows.add(row);
            }
            return added(
                    "persons",
                    rows,
                    SamplePersonRecord::getSelectionId,
                    row -> row,
                    "selection.csv",
                    tables.selectFrom(SAMPLE_PERSON)
                            .where(SAMPLE_PERSON.ROUND_ID.eq(round))
                            .fetch());
        }

        /**
         * The rows that are not there yet; a fault for those that are there and would be others, or are not given again.
         *
         * @param what the fault calls the rows
         */
        private <R extends TableRecord<R>> List<TableRecord<?>> added(
                String what,
                List<R> rows,
                Function<R, String> key,
                Function<R, R> compared,
                String file,
                List<R> there) {
            Map<String, R> byKey = new LinkedHashMap<>();
            rows.forEach(row -> byKey.put(key.apply(row), row));
            List<String> changed = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            for (R old : there) {
                R now = byKey.remove(key.apply(old));
                if (now == null) {
                    missing.add(key.apply(old));
                } else if (!compared.apply(now).equals(compared.apply(old))) {
                    changed.add(key.apply(old));
                }
            }
            refuse(what, changed, " would be others: ", file);
            refuse(what, missing, " are not in the folder: ", file);
            return List.copyOf(byKey.values());
        }

        private void refuse(String what, List<String> keys, String how, String file) {
            // A person is a selection too: what is wrong with both is told once.
            if (!keys.isEmpty() && refused.add(file + how)) {
                faults.add(
                        Place.ofFile(file),
                        "Of the " + what + " that the round has " + keys.size() + how
                                + String.join(", ", keys.subList(0, Math.min(LISTED, keys.size())))
                                + (keys.size() > LISTED ? ", …" : "") + ".",
                        "Load the folder of a draw that continues the one that was loaded.");
            }
        }

        int assign(Map<String, String> assigned) {
            int stage = sample.hasSecond() ? 2 : 1;
            assigned.forEach((cluster, surveyor) -> {
                SampleAssignmentRecord row = new SampleAssignmentRecord();
                row.setRoundId(round);
                row.setStage(stage);
                row.setCluster(cluster);
                row.setSurveyor(surveyor);
                tables.insertInto(SAMPLE_ASSIGNMENT)
                        .set(row)
                        .onConflict(SAMPLE_ASSIGNMENT.ROUND_ID, SAMPLE_ASSIGNMENT.CLUSTER)
                        .doUpdate()
                        .set(SAMPLE_ASSIGNMENT.SURVEYOR, surveyor)
                        .execute();
            });
            return assigned.size();
        }
    }

    private static SampleUnitRecord record(String round, int stage, int position, DrawnUnit unit) {
        SampleUnitRecord row = new SampleUnitRecord();
        row.setRoundId(round);
        row.setStage(stage);
        row.setCode(unit.code());
        row.setPosition(position);
        row.setStratum(unit.stratum());
        row.setPsu(unit.psu());
        row.setSsu(unit.ssu());
        row.setName(unit.name());
        row.setWithin(unit.within());
        row.setAreas(unit.areas().toArray(String[]::new));
        row.setSize(unit.size());
        row.setProbability(unit.probability());
        row.setSelfRepresenting(unit.selfRepresenting());
        row.setSegments(unit.segments());
        row.setSegment(unit.segment());
        row.setInclusionProbability(unit.inclusionProbability());
        row.setKept(unit.kept());
        return row;
    }

    /** The surveyors of a round's clusters, so that a later load keeps them. */
    public Map<String, String> assignments(String round) {
        return database.read(tables -> assignments(tables, round));
    }

    private static Map<String, String> assignments(DSLContext tables, String round) {
        Map<String, String> assignments = new LinkedHashMap<>();
        tables.selectFrom(SAMPLE_ASSIGNMENT)
                .where(SAMPLE_ASSIGNMENT.ROUND_ID.eq(round).and(Scope.of(SAMPLE_ASSIGNMENT)))
                .orderBy(SAMPLE_ASSIGNMENT.CLUSTER)
                .forEach(row -> assignments.put(row.getCluster(), row.getSurveyor()));
        return assignments;
    }

    /** Whether there is such a round at all. */
    public boolean hasRound(String round) {
        return database.read(tables -> RoundStore.find(tables, round).isPresent());
    }

    /** Whether all of a round's sample may be read, and not the clusters in the areas of the account alone. */
    boolean isWhole(String round) {
        return database.read(tables -> Scope.isWhole(tables, round));
    }

    /** The sample of a round, as far as it may be read. */
    public Optional<Stored> find(String round) {
        return database.report(tables ->
                tables.selectFrom(SAMPLE).where(SAMPLE.ROUND_ID.eq(round)).fetchOptional(row -> stored(tables, row)));
    }

    private static Stored stored(DSLContext tables, SampleRecord row) {
        String round = row.getRoundId();
        List<DrawnUnit> second = units(tables, round, 2);
        List<DrawnHousehold> households = households(tables, round);
        boolean hasSecond = row.getAreaStages() == null ? !second.isEmpty() : row.getAreaStages() == 2;
        return new Stored(
                row.getName(),
                row.getSeed(),
                row.getPersonSeed(),
                row.getPanelRound(),
                row.getFrameId(),
                row.getFrameDate(),
                row.getFrameHash(),
                units(tables, round, 1),
                hasSecond ? Optional.of(second) : Optional.empty(),
                households,
                persons(tables, round, households),
                assignments(tables, round),
                Optional.ofNullable(row.getPlan()));
    }

    /** In the order of the units, and in each as listed. */
    private static List<DrawnHousehold> households(DSLContext tables, String round) {
        return tables.select(SAMPLE_HOUSEHOLD.fields())
                .from(SAMPLE_HOUSEHOLD)
                .join(SAMPLE_UNIT)
                .on(SAMPLE_UNIT
                        .ROUND_ID
                        .eq(SAMPLE_HOUSEHOLD.ROUND_ID)
                        .and(SAMPLE_UNIT.STAGE.eq(SAMPLE_HOUSEHOLD.STAGE))
                        .and(SAMPLE_UNIT.CODE.eq(SAMPLE_HOUSEHOLD.CLUSTER)))
                .where(SAMPLE_HOUSEHOLD.ROUND_ID.eq(round).and(Scope.of(SAMPLE_HOUSEHOLD)))
                .orderBy(
                        SAMPLE_UNIT.STRATUM,
                        SAMPLE_UNIT.PSU,
                        SAMPLE_UNIT.POSITION,
                        SAMPLE_UNIT.CODE,
                        SAMPLE_HOUSEHOLD.NUMBER)
                .fetchInto(SAMPLE_HOUSEHOLD)
                .map(row -> new DrawnHousehold(
                        row.getStratum(),
                        row.getPsu(),
                        row.getSsu(),
                        row.getCluster(),
                        row.getHousehold(),
                        row.getNumber(),
                        row.getListed(),
                        row.getProbability(),
                        row.getInclusionProbability()));
    }

    /** By household and, where these are numbers, by the number of the person. */
    private static List<DrawnPerson> persons(DSLContext tables, String round, List<DrawnHousehold> households) {
        Map<String, DrawnHousehold> byId = new LinkedHashMap<>();
        households.forEach(household -> byId.put(household.household(), household));
        return tables.selectFrom(SAMPLE_PERSON)
                .where(SAMPLE_PERSON.ROUND_ID.eq(round).and(Scope.of(SAMPLE_PERSON)))
                .orderBy(SAMPLE_PERSON.HOUSEHOLD, DSL.length(SAMPLE_PERSON.PERSON), SAMPLE_PERSON.PERSON)
                .fetch(row -> new DrawnPerson(
                        Objects.requireNonNull(byId.get(row.getHousehold())),
                        row.getPerson(),
                        List.of(row.getGroups()),
                        List.of(row.getDrawnFor()),
                        List.of(row.getMembers()),
                        row.getProbability()));
    }

    private static List<DrawnUnit> units(DSLContext tables, String round, int stage) {
        return tables.selectFrom(SAMPLE_UNIT)
                .where(SAMPLE_UNIT
                        .ROUND_ID
                        .eq(round)
                        .and(SAMPLE_UNIT.STAGE.eq(stage))
                        .and(Scope.of(SAMPLE_UNIT)))
                .orderBy(SAMPLE_UNIT.STRATUM, SAMPLE_UNIT.PSU, SAMPLE_UNIT.POSITION, SAMPLE_UNIT.CODE)
                .fetch(row -> new DrawnUnit(
                        row.getStratum(),
                        row.getPsu(),
                        row.getSsu(),
                        row.getCode(),
                        row.getName(),
                        row.getWithin(),
                        List.of(row.getAreas()),
                        row.getSize(),
                        row.getProbability(),
                        row.getSelfRepresenting(),
                        row.getSegments(),
                        row.getSegment(),
                        row.getInclusionProbability(),
                        row.getKept()));
    }
}
