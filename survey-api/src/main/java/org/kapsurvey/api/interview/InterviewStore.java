package org.kapsurvey.api.interview;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_CONFLICT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.UnexpectedSqlException;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/**
 * Keeps interviews. The rules: one row per (id, revision), by the unique key and not by a look before the insert; row,
 * state and audit in one transaction; a receipt only after it is committed; the same bytes give the same receipt; other
 * bytes are problem 409.1 and kept.
 */
public final class InterviewStore {
    private final Database database;

    public InterviewStore(Database database) {
        this.database = database;
    }

    /** What became of an insert, decided inside the transaction and acted on after its commit. */
    private record Outcome(Receipt receipt, boolean conflict) {}

    /** Keeps one revision of one interview. */
    Receipt keep(UUID id, int revision, Payload payload, Reading reading) {
        Outcome outcome;
        try {
            outcome = database.write(tables -> insert(tables, id, revision, payload, checked(tables, reading)));
        } catch (UnexpectedSqlException e) {
            if (!e.state().startsWith("22") || reading.quarantine() != null) {
                throw e;
            }
            // Class 22: a text or number that the database can't hold. The bytes it can.
            Reading aside = reading.withQuarantine(Quarantine.NOT_STORABLE);
            outcome = database.write(tables -> insert(tables, id, revision, payload, aside));
        }
        if (outcome.conflict) {
            throw Problems.INTERVIEW_CONFLICT.exception(Details.of("interview", id.toString())
                    .with("revision", Integer.toString(revision))
                    .with("kept", outcome.receipt.sha256())
                    .with("received", payload.sha256()));
        }
        return outcome.receipt;
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
                    insert(tables, one.id(), 1, one.payload(), checked(tables, one.reading()));
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

    private static Outcome insert(DSLContext tables, UUID id, int revision, Payload payload, Reading reading) {
        boolean locked = isInLockedRound(tables, id);
        Receipt.Status status = reading.quarantine() == null ? Receipt.Status.STORED : Receipt.Status.QUARANTINED;
        OffsetDateTime receivedAt = tables.insertInto(INTERVIEW)
                .set(INTERVIEW.INTERVIEW_ID, id)
                .set(INTERVIEW.REVISION, revision)
                .set(INTERVIEW.STATUS, status.text())
                .set(
                        INTERVIEW.QUARANTINE_REASON,
                        reading.quarantine() == null
                                ? null
                                : reading.quarantine().code())
                .set(INTERVIEW.ROUND_ID, reading.round())
                .set(INTERVIEW.SELECTION_ID, reading.selection())
                .set(INTERVIEW.FORM_ID, reading.form())
                .set(INTERVIEW.VERSION, reading.version())
                .set(INTERVIEW.QUESTIONNAIRE_HASH, reading.questionnaireHash())
                .set(INTERVIEW.ENGINE_HASH, reading.engineHash())
                .set(INTERVIEW.OUTCOME, reading.outcome())
                .set(INTERVIEW.PAYLOAD, payload.bytes())
                .set(INTERVIEW.SHA256, payload.sha256())
                .set(INTERVIEW.CANONICAL, JSONB.jsonbOrNull(reading.canonical()))
                .set(INTERVIEW.FINDINGS, JSONB.valueOf(reading.findings()))
                .set(
                        INTERVIEW.DEVICE_ID,
                        reading.number() == null ? null : reading.number().device())
                .set(
                        INTERVIEW.DEVICE_NUMBER,
                        reading.number() == null ? null : reading.number().number())
                .onConflict(INTERVIEW.INTERVIEW_ID, INTERVIEW.REVISION)
                .doNothing()
                .returning(INTERVIEW.RECEIVED_AT)
                .fetchOne(INTERVIEW.RECEIVED_AT);
        if (receivedAt == null) {
            return repeated(tables, id, revision, payload);
        }
        submit(tables, id, revision, locked);
        Audit.write(
                tables,
                "device",
                "interview.received",
                id,
                revision,
                Map.of("sha256", payload.sha256(), "status", status.text()));
        return new Outcome(new Receipt(id, revision, payload.sha256(), receivedAt.toInstant(), status), false);
    }

    private static Outcome repeated(DSLContext tables, UUID id, int revision, Payload payload) {
        Receipt kept = receipt(tables, id, revision)
                .orElseThrow(() -> new IllegalStateException("A row that stood in the way is gone"));
        if (kept.sha256().equals(payload.sha256())) {
            return new Outcome(kept, false);
        }
        int inserted = tables.insertInto(INTERVIEW_CONFLICT)
                .set(INTERVIEW_CONFLICT.INTERVIEW_ID, id)
                .set(INTERVIEW_CONFLICT.REVISION, revision)
                .set(INTERVIEW_CONFLICT.SHA256, payload.sha256())
                .set(INTERVIEW_CONFLICT.PAYLOAD, payload.bytes())
                .onConflictDoNothing()
                .execute();
        if (inserted == 1) {
            Audit.write(tables, "device", "interview.conflict", id, revision, Map.of("sha256", payload.sha256()));
        }
        return new Outcome(kept, true);
    }

    /** Whether an earlier revision counts in a round that is locked: whatever this one is, that one stays what it was. */
    private static boolean isInLockedRound(DSLContext tables, UUID id) {
        return tables
                .selectDistinct(INTERVIEW.ROUND_ID)
                .from(INTERVIEW)
                .where(INTERVIEW
                        .INTERVIEW_ID
                        .eq(id)
                        .and(INTERVIEW.STATUS.eq(Receipt.Status.STORED.text()))
                        .and(INTERVIEW.ROUND_ID.isNotNull()))
                .fetch(INTERVIEW.ROUND_ID)
                .stream()
                .anyMatch(round -> RoundStore.isLocked(tables, round));
    }

    /** The newest revision is the one that a supervisor sees, unless one is decided already. */
    private static void submit(DSLContext tables, UUID id, int revision, boolean locked) {
        var state = tables.insertInto(INTERVIEW_STATE)
                .set(INTERVIEW_STATE.INTERVIEW_ID, id)
                .set(INTERVIEW_STATE.REVISION, revision)
                .set(INTERVIEW_STATE.STATE, State.SUBMITTED.text());
        if (locked) {
            state.onConflictDoNothing().execute();
            return;
        }
        state.onConflict(INTERVIEW_STATE.INTERVIEW_ID)
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

    /** Rounds and selections never change, and a round that is open stays so until the end: what is true here stays true. */
    private static Reading checked(DSLContext tables, Reading reading) {
        if (reading.quarantine() != null || reading.round() == null) {
            return reading;
        }
        Optional<Round> round = RoundStore.find(tables, reading.round());
        if (round.isEmpty()) {
            return reading.withQuarantine(Quarantine.UNKNOWN_ROUND);
        }
        if (round.get().forms().stream().noneMatch(form -> form.form().equals(reading.form()))) {
            return reading.withQuarantine(Quarantine.OTHER_FORM_THAN_ROUND);
        }
        if (RoundStore.isLocked(tables, reading.round())) {
            return reading.withQuarantine(Quarantine.ROUND_LOCKED);
        }
        String selection = reading.selection();
        return selection == null || RoundStore.isSelected(tables, reading.round(), selection)
                ? reading
                : reading.withQuarantine(Quarantine.UNKNOWN_SELECTION);
    }

    private static Optional<Receipt> receipt(DSLContext tables, UUID id, int revision) {
        Record3<String, OffsetDateTime, String> row = tables.select(
                        INTERVIEW.SHA256, INTERVIEW.RECEIVED_AT, INTERVIEW.STATUS)
                .from(INTERVIEW)
                .where(INTERVIEW.INTERVIEW_ID.eq(id).and(INTERVIEW.REVISION.eq(revision)))
                .fetchOne();
        return row == null
                ? Optional.empty()
                : Optional.of(new Receipt(
                        id, revision, row.value1(), row.value2().toInstant(), Receipt.Status.of(row.value3())));
    }
}
