package org.kapsurvey.api.interview;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_CONFLICT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.UNOPENED_ENVELOPE;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record4;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.UnexpectedSqlException;
import org.kapsurvey.api.database.generated.tables.records.InterviewRecord;
import org.kapsurvey.api.database.generated.tables.records.InterviewStateRecord;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.problem.Trace;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps interviews. The rules: one row per (id, revision), by the unique key and not by a look before the insert; row,
 * state and audit in one transaction; a receipt only after it is committed; the same bytes give the same receipt; other
 * bytes are problem 409.1 and kept.
 */
public final class InterviewStore {
    private static final Logger LOG = LoggerFactory.getLogger(InterviewStore.class);

    private final Database database;

    public InterviewStore(Database database) {
        this.database = database;
    }

    /**
     * What became of an interview, decided inside the transaction and acted on after its commit.
     *
     * @param problem why nothing but its bytes, if that, was kept; null if {@code receipt} is its own
     */
    record Outcome(@Nullable Receipt receipt, @Nullable ProblemException problem) {
        static Outcome of(Receipt receipt) {
            return new Outcome(receipt, null);
        }
    }

    /** Keeps one revision of one interview. */
    Receipt keepOne(Arrival arrival) {
        Outcome outcome = keep(arrival);
        if (outcome.problem != null) {
            throw outcome.problem;
        }
        return Objects.requireNonNull(outcome.receipt);
    }

    /**
     * Keeps interviews, in one transaction where the database takes them all and else each in its own, so that none of them
     * can keep another from being kept. Returns when all is on disk.
     *
     * @return what became of each, in order
     * @throws ProblemException 503 if the database does not answer; some may be kept, and the same again gives their receipts
     */
    List<Outcome> keep(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        try {
            return database.accept(tables -> insert(tables, checked(tables, arrivals)));
        } catch (UnexpectedSqlException e) {
            return arrivals.stream().map(this::keepApart).toList();
        }
    }

    private Outcome keepApart(Arrival arrival) {
        try {
            return keep(arrival);
        } catch (UnexpectedSqlException e) {
            UUID error = UUID.randomUUID();
            LOG.error("An interview of a batch can't be kept, state {}, error {}\n{}", e.state(), error, Trace.of(e));
            return new Outcome(null, Problems.UNEXPECTED.exception(Details.of("error", error.toString())));
        }
    }

    private Outcome keep(Arrival arrival) {
        try {
            return database.accept(tables -> insert(tables, checked(tables, List.of(arrival))))
                    .get(0);
        } catch (UnexpectedSqlException e) {
            if (!e.state().startsWith("22") || arrival.reading().quarantine() != null) {
                throw e;
            }
            // Class 22: a text or number that the database can't hold. The bytes it can.
            Arrival aside = arrival.withReading(arrival.reading().withQuarantine(Quarantine.NOT_STORABLE));
            return database.accept(tables -> insert(tables, List.of(aside))).get(0);
        }
    }

    /**
     * Keeps returns of one form by units of a round, all or none; those that are there already, just so, change nothing.
     *
     * @return how many are new
     * @throws FaultsException with every unit that has returned the form otherwise
     */
    int keepReturns(String round, String form, List<ReturnImport.Ready> returns) {
        return database.write(tables -> {
            Faults faults = new Faults();
            if (RoundStore.isLocked(tables, round)) {
                throw Problems.ROUND_LOCKED.exception(Details.of("round", round));
            }
            Set<String> elsewhere = tables.selectDistinct(INTERVIEW.SELECTION_ID)
                    .from(INTERVIEW)
                    .join(INTERVIEW_STATE)
                    .on(INTERVIEW_STATE
                            .INTERVIEW_ID
                            .eq(INTERVIEW.INTERVIEW_ID)
                            .and(INTERVIEW_STATE.REVISION.eq(INTERVIEW.REVISION)))
                    .where(INTERVIEW.ROUND_ID.eq(round))
                    .and(INTERVIEW.FORM_ID.eq(form))
                    .and(INTERVIEW.STATUS.eq(Receipt.Status.STORED.text()))
                    .and(INTERVIEW_STATE.STATE.notIn(State.REJECTED.text(), State.VOID.text()))
                    .and(INTERVIEW.INTERVIEW_ID.notIn(
                            returns.stream().map(ReturnImport.Ready::id).toList()))
                    .fetchSet(INTERVIEW.SELECTION_ID);
            int fresh = 0;
            for (ReturnImport.Ready one : returns) {
                Optional<Receipt> there = receipt(tables, one.id(), 1);
                boolean same = there.isPresent()
                        && there.get().sha256().equals(one.payload().sha256());
                if (elsewhere.contains(one.unit()) || (there.isPresent() && !same)) {
                    faults.add(
                            one.place(),
                            "The unit \"" + one.unit() + "\" has returned \"" + form
                                    + "\" already, with other answers or in another way.",
                            "Take the line out; a return that is wrong is corrected where interviews are reviewed.");
                } else if (there.isEmpty()) {
                    Arrival arrival = new Arrival(one.id(), 1, one.payload(), one.reading());
                    insert(tables, checked(tables, List.of(arrival)));
                    fresh++;
                }
            }
            ReturnImport.throwCapped(faults);
            return fresh;
        });
    }

    /** The receipt of a revision that was kept. */
    Optional<Receipt> receipt(UUID id, int revision) {
        return database.read(tables -> receipt(tables, id, revision));
    }

    /** Inserts what is new, whatever stands in the way, and says of each what became of it. */
    private static List<Outcome> insert(DSLContext tables, List<Arrival> arrivals) {
        List<Arrival> sorted = arrivals.stream()
                .filter(one -> !one.isSealed())
                .sorted(Arrival.ORDER)
                .toList();
        Set<UUID> locked = inLockedRounds(tables, sorted);
        Map<Arrival.Key, Inserted> inserted = insertRows(tables, sorted);
        List<Audit.Entry> received = new ArrayList<>();
        List<Arrival> fresh = new ArrayList<>();
        IdentityHashMap<Arrival, OffsetDateTime> receivedAt = new IdentityHashMap<>();
        IdentityHashMap<Arrival, Outcome> outcomes = new IdentityHashMap<>();
        for (Arrival one : sorted) {
            // Of two with one key the first was inserted: the second is a repetition like any other.
            Inserted row = inserted.remove(one.key());
            if (row != null) {
                fresh.add(one);
                received.add(received(one, row.outsideAreas));
                receivedAt.put(one, row.receivedAt);
            }
        }
        submit(tables, fresh, locked);
        Map<UUID, Integer> counting = counting(tables, fresh);
        receivedAt.forEach((one, at) -> outcomes.put(
                one, Outcome.of(receipt(one, at, counting.getOrDefault(one.id(), one.revision()) < one.revision()))));
        Audit.write(tables, "interview.received", received);
        for (Arrival one : sorted) {
            if (!outcomes.containsKey(one)) {
                outcomes.put(one, repeated(tables, one));
            }
        }
        arrivals.stream()
                .filter(Arrival::isSealed)
                .sorted(Arrival.ORDER)
                .forEach(one -> outcomes.put(one, unopened(tables, one)));
        return arrivals.stream().map(outcomes::get).toList();
    }

    /** Its bytes are kept beside the interviews: whatever it is, it must not stand where the interview itself belongs. */
    private static Outcome unopened(DSLContext tables, Arrival one) {
        String reason = Objects.requireNonNull(one.reading().quarantine()).code();
        String sha256 = one.payload().sha256();
        int inserted = tables.insertInto(UNOPENED_ENVELOPE)
                .set(UNOPENED_ENVELOPE.INTERVIEW_ID, one.id())
                .set(UNOPENED_ENVELOPE.REVISION, one.revision())
                .set(UNOPENED_ENVELOPE.SHA256, sha256)
                .set(UNOPENED_ENVELOPE.REASON, reason)
                .set(UNOPENED_ENVELOPE.CONTENT, one.payload().bytes())
                .onConflictDoNothing()
                .execute();
        if (inserted == 1) {
            Map<String, String> details = Map.of("sha256", sha256, "reason", reason);
            Audit.write(tables, "interview.unopened", one.id(), one.revision(), details);
        }
        OffsetDateTime receivedAt = tables.select(UNOPENED_ENVELOPE.RECEIVED_AT)
                .from(UNOPENED_ENVELOPE)
                .where(UNOPENED_ENVELOPE
                        .INTERVIEW_ID
                        .eq(one.id())
                        .and(UNOPENED_ENVELOPE.REVISION.eq(one.revision()))
                        .and(UNOPENED_ENVELOPE.SHA256.eq(sha256)))
                .fetchSingle(UNOPENED_ENVELOPE.RECEIVED_AT);
        return Outcome.of(receipt(one, receivedAt, false));
    }

    private static Audit.Entry received(Arrival one, boolean outsideAreas) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("sha256", one.payload().sha256());
        details.put("status", status(one).text());
        if (outsideAreas) {
            details.put("outsideAreas", "true");
        }
        return new Audit.Entry(one.id(), one.revision(), details);
    }

    private static Receipt receipt(Arrival one, OffsetDateTime receivedAt, boolean late) {
        return new Receipt(one.id(), one.revision(), one.payload().sha256(), receivedAt.toInstant(), status(one), late);
    }

    /** The revisions that count of those that were sent again; a first one is never late, and is not asked for. */
    private static Map<UUID, Integer> counting(DSLContext tables, List<Arrival> fresh) {
        List<UUID> again = fresh.stream()
                .filter(one -> one.revision() > 1)
                .map(Arrival::id)
                .distinct()
                .toList();
        return again.isEmpty()
                ? Map.of()
                : tables.select(INTERVIEW_STATE.INTERVIEW_ID, INTERVIEW_STATE.REVISION)
                        .from(INTERVIEW_STATE)
                        .where(INTERVIEW_STATE.INTERVIEW_ID.in(again))
                        .fetchMap(INTERVIEW_STATE.INTERVIEW_ID, INTERVIEW_STATE.REVISION);
    }

    private static Receipt.Status status(Arrival one) {
        return one.reading().quarantine() == null ? Receipt.Status.STORED : Receipt.Status.QUARANTINED;
    }

    /**
     * A row that was not there yet.
     *
     * @param outsideAreas whether the person lives outside of the areas of who sent it
     */
    private record Inserted(OffsetDateTime receivedAt, boolean outsideAreas) {}

    private static Map<Arrival.Key, Inserted> insertRows(DSLContext tables, List<Arrival> arrivals) {
        Map<Arrival.Key, Inserted> inserted = new HashMap<>();
        if (arrivals.isEmpty()) {
            return inserted;
        }
        tables.insertInto(INTERVIEW)
                .set(arrivals.stream().map(InterviewStore::row).toList())
                .onConflict(INTERVIEW.INTERVIEW_ID, INTERVIEW.REVISION)
                .doNothing()
                .returning(INTERVIEW.INTERVIEW_ID, INTERVIEW.REVISION, INTERVIEW.RECEIVED_AT, INTERVIEW.OUTSIDE_AREAS)
                .fetch()
                .forEach(row -> inserted.put(
                        new Arrival.Key(row.getInterviewId(), row.getRevision()),
                        new Inserted(row.getReceivedAt(), row.getOutsideAreas())));
        return inserted;
    }

    private static InterviewRecord row(Arrival one) {
        Reading reading = one.reading();
        Quarantine quarantine = reading.quarantine();
        DeviceNumber number = reading.number();
        InterviewRecord row = new InterviewRecord();
        row.setInterviewId(one.id());
        row.setRevision(one.revision());
        row.setStatus(status(one).text());
        row.setQuarantineReason(quarantine == null ? null : quarantine.code());
        row.setRoundId(reading.round());
        row.setSelectionId(reading.selection());
        row.setFormId(reading.form());
        row.setVersion(reading.version());
        row.setQuestionnaireHash(reading.questionnaireHash());
        row.setEngineHash(reading.engineHash());
        row.setOutcome(reading.outcome());
        row.setPayload(one.payload().bytes());
        row.setSha256(one.payload().sha256());
        row.setCanonical(JSONB.jsonbOrNull(reading.canonical()));
        row.setFindings(JSONB.valueOf(reading.findings()));
        row.setDeviceId(number == null ? null : number.device());
        row.setDeviceNumber(number == null ? null : number.number());
        return row;
    }

    private static Outcome repeated(DSLContext tables, Arrival one) {
        Receipt kept = receipt(tables, one.id(), one.revision())
                .orElseThrow(() -> new IllegalStateException("A row that stood in the way is gone"));
        String sha256 = one.payload().sha256();
        if (kept.sha256().equals(sha256)) {
            return Outcome.of(kept);
        }
        int inserted = tables.insertInto(INTERVIEW_CONFLICT)
                .set(INTERVIEW_CONFLICT.INTERVIEW_ID, one.id())
                .set(INTERVIEW_CONFLICT.REVISION, one.revision())
                .set(INTERVIEW_CONFLICT.SHA256, sha256)
                .set(INTERVIEW_CONFLICT.PAYLOAD, one.payload().bytes())
                .onConflictDoNothing()
                .execute();
        if (inserted == 1) {
            Audit.write(tables, "interview.conflict", one.id(), one.revision(), Map.of("sha256", sha256));
        }
        return new Outcome(
                null,
                Problems.INTERVIEW_CONFLICT.exception(
                        Details.of("interview", one.id().toString())
                                .with("revision", Integer.toString(one.revision()))
                                .with("kept", kept.sha256())
                                .with("received", sha256)));
    }

    /** Those of which an earlier revision counts in a round that is locked: whatever this one is, that one stays what it was. */
    private static Set<UUID> inLockedRounds(DSLContext tables, List<Arrival> arrivals) {
        Map<String, Set<UUID>> earlier = tables
                .selectDistinct(INTERVIEW.ROUND_ID, INTERVIEW.INTERVIEW_ID)
                .from(INTERVIEW)
                .where(INTERVIEW
                        .INTERVIEW_ID
                        .in(arrivals.stream().map(Arrival::id).distinct().toList())
                        .and(INTERVIEW.STATUS.eq(Receipt.Status.STORED.text()))
                        .and(INTERVIEW.ROUND_ID.isNotNull()))
                .fetch()
                .intoGroups(INTERVIEW.ROUND_ID, INTERVIEW.INTERVIEW_ID)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        Set<UUID> locked = new HashSet<>();
        earlier.forEach((round, ids) -> {
            if (RoundStore.isLocked(tables, round)) {
                locked.addAll(ids);
            }
        });
        return locked;
    }

    /** The newest revision is the one that a supervisor sees, unless one is decided already. */
    private static void submit(DSLContext tables, List<Arrival> fresh, Set<UUID> locked) {
        // One statement can't change a row twice: of two revisions of an interview the later has a statement of its
        // own.
        Map<UUID, Arrival> first = new LinkedHashMap<>();
        List<Arrival> later = new ArrayList<>();
        for (Arrival one : fresh) {
            if (locked.contains(one.id()) || first.putIfAbsent(one.id(), one) != null) {
                later.add(one);
            }
        }
        if (!first.isEmpty()) {
            submitRows(tables, List.copyOf(first.values()));
        }
        for (Arrival one : later) {
            if (locked.contains(one.id())) {
                tables.insertInto(INTERVIEW_STATE)
                        .set(state(one))
                        .onConflictDoNothing()
                        .execute();
            } else {
                submitRows(tables, List.of(one));
            }
        }
    }

    private static void submitRows(DSLContext tables, List<Arrival> arrivals) {
        Field<Integer> revision = DSL.excluded(INTERVIEW_STATE.REVISION);
        tables.insertInto(INTERVIEW_STATE)
                .set(arrivals.stream().map(InterviewStore::state).toList())
                .onConflict(INTERVIEW_STATE.INTERVIEW_ID)
                .doUpdate()
                .set(INTERVIEW_STATE.REVISION, revision)
                .set(INTERVIEW_STATE.STATE, State.SUBMITTED.text())
                .set(INTERVIEW_STATE.VERSION, INTERVIEW_STATE.VERSION.plus(1))
                .setNull(INTERVIEW_STATE.REASON)
                .set(INTERVIEW_STATE.CHANGED_AT, DSL.currentOffsetDateTime())
                .where(INTERVIEW_STATE
                        .REVISION
                        .lt(revision)
                        .and(INTERVIEW_STATE.STATE.in(State.SUBMITTED.text(), State.RETURNED.text())))
                .execute();
    }

    private static InterviewStateRecord state(Arrival one) {
        InterviewStateRecord row = new InterviewStateRecord();
        row.setInterviewId(one.id());
        row.setRevision(one.revision());
        row.setState(State.SUBMITTED.text());
        return row;
    }

    /** What the rounds that are named say to it. */
    private static List<Arrival> checked(DSLContext tables, List<Arrival> arrivals) {
        Map<String, List<Arrival>> byRound = new TreeMap<>();
        for (Arrival one : arrivals) {
            if (one.reading().quarantine() == null && one.reading().round() != null) {
                byRound.computeIfAbsent(one.reading().round(), round -> new ArrayList<>())
                        .add(one);
            }
        }
        IdentityHashMap<Arrival, Quarantine> aside = new IdentityHashMap<>();
        byRound.forEach((round, ofRound) -> check(tables, round, ofRound, aside));
        return arrivals.stream()
                .map(one -> {
                    Quarantine why = aside.get(one);
                    return why == null ? one : one.withReading(one.reading().withQuarantine(why));
                })
                .toList();
    }

    /** Rounds and selections never change, and a round that is open stays so until the end: what is true here stays true. */
    private static void check(
            DSLContext tables, String id, List<Arrival> ofRound, IdentityHashMap<Arrival, Quarantine> aside) {
        Optional<Round> round = RoundStore.find(tables, id);
        if (round.isEmpty()) {
            ofRound.forEach(one -> aside.put(one, Quarantine.UNKNOWN_ROUND));
            return;
        }
        boolean locked = RoundStore.isLocked(tables, id);
        Set<String> selected = RoundStore.selected(
                tables,
                id,
                ofRound.stream()
                        .map(one -> one.reading().selection())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        for (Arrival one : ofRound) {
            String form = one.reading().form();
            String selection = one.reading().selection();
            if (round.get().forms().stream().noneMatch(asked -> asked.form().equals(form))) {
                aside.put(one, Quarantine.OTHER_FORM_THAN_ROUND);
            } else if (locked) {
                aside.put(one, Quarantine.ROUND_LOCKED);
            } else if (selection != null && !selected.contains(selection)) {
                aside.put(one, Quarantine.UNKNOWN_SELECTION);
            }
        }
    }

    private static Optional<Receipt> receipt(DSLContext tables, UUID id, int revision) {
        Record4<String, OffsetDateTime, String, Integer> row = tables.select(
                        INTERVIEW.SHA256, INTERVIEW.RECEIVED_AT, INTERVIEW.STATUS, INTERVIEW_STATE.REVISION)
                .from(INTERVIEW)
                .leftJoin(INTERVIEW_STATE)
                .on(INTERVIEW_STATE.INTERVIEW_ID.eq(INTERVIEW.INTERVIEW_ID))
                .where(INTERVIEW
                        .INTERVIEW_ID
                        .eq(id)
                        .and(INTERVIEW.REVISION.eq(revision))
                        .and(Scope.of(INTERVIEW)))
                .fetchOne();
        return row == null
                ? Optional.empty()
                : Optional.of(new Receipt(
                        id,
                        revision,
                        row.value1(),
                        row.value2().toInstant(),
                        Receipt.Status.of(row.value3()),
                        row.value4() != null && row.value4() < revision));
    }
}
