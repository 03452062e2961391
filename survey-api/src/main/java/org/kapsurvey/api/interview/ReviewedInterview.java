package org.kapsurvey.api.interview;

import static org.kapsurvey.api.database.generated.Tables.ACCOUNT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_COMMENT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_CONFLICT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.InterviewRecord;
import org.kapsurvey.api.database.generated.tables.records.InterviewStateRecord;
import org.kapsurvey.api.database.generated.tables.records.SelectionRecord;
import org.kapsurvey.api.problem.Problems;

/**
 * One revision of an interview with all that is known about it.
 *
 * @param current the revision that a decision is on
 * @param reason of the last decision; null where none was given
 * @param stratum null of nobody selected, as is the PSU
 * @param quarantine null where it is stored
 * @param form null where it is not known, as is the version
 * @param findings a JSON array
 * @param conflicts how many times other bytes came for one of its revisions
 * @param revisions all that came, the oldest first
 * @param comments of all returns, the first return's first
 * @param names of the accounts that occur, by their ids
 */
record ReviewedInterview(
        UUID interview,
        int revision,
        int current,
        State state,
        @Nullable String reason,
        @Nullable String round,
        @Nullable String selection,
        @Nullable String stratum,
        @Nullable String psu,
        boolean outsideAreas,
        @Nullable String outcome,
        @Nullable String quarantine,
        @Nullable String form,
        @Nullable String version,
        Payload payload,
        String findings,
        int conflicts,
        List<Revision> revisions,
        List<Event> history,
        List<Comment> comments,
        Map<String, String> names) {

    /** A revision that came. */
    record Revision(
            int revision,
            OffsetDateTime receivedAt,
            @Nullable UUID sentBy,
            boolean quarantined) {}

    /**
     * What was done to an interview.
     *
     * @param actor the id of an account, or {@code local}
     * @param action as the audit names it, such as {@code interview.moved}
     * @param details a JSON object of texts
     */
    record Event(OffsetDateTime at, String actor, String action, int revision, String details) {}

    /**
     * What was said of a question when the interview was returned.
     *
     * @param version of the state, as the return left it; the details of its {@link Event} name it too
     */
    record Comment(int revision, int version, ReviewComment comment) {}

    /**
     * Reads it; inside a transaction of the caller's.
     *
     * @param revision null for the current one
     * @throws org.kapsurvey.api.problem.ProblemException 404.3
     */
    static ReviewedInterview of(DSLContext tables, UUID id, @Nullable Integer revision) {
        InterviewStateRecord state = tables.selectFrom(INTERVIEW_STATE)
                .where(INTERVIEW_STATE.INTERVIEW_ID.eq(id).and(Scope.of(INTERVIEW_STATE)))
                .fetchOne();
        InterviewRecord interview = state == null
                ? null
                : tables.selectFrom(INTERVIEW)
                        .where(INTERVIEW.INTERVIEW_ID.eq(id))
                        .and(INTERVIEW.REVISION.eq(revision == null ? state.getRevision() : revision))
                        .and(Scope.of(INTERVIEW))
                        .fetchOne();
        if (state == null || interview == null) {
            throw Problems.UNKNOWN_INTERVIEW.exception();
        }
        SelectionRecord selection = tables.selectFrom(SELECTION)
                .where(SELECTION.ROUND_ID.eq(interview.getRoundId()))
                .and(SELECTION.SELECTION_ID.eq(interview.getSelectionId()))
                .and(Scope.of(SELECTION))
                .fetchOne();
        List<Revision> revisions = tables.select(
                        INTERVIEW.REVISION, INTERVIEW.RECEIVED_AT, INTERVIEW.SENT_BY, INTERVIEW.STATUS)
                .from(INTERVIEW)
                .where(INTERVIEW.INTERVIEW_ID.eq(id).and(Scope.of(INTERVIEW)))
                .orderBy(INTERVIEW.REVISION)
                .fetch(row -> new Revision(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4().equals(Receipt.Status.QUARANTINED.text())));
        List<Event> history = tables.fetch(
                        "select at, actor, action, revision, details from history_of_interview(?)", id)
                .map(row -> new Event(
                        row.get("at", OffsetDateTime.class),
                        row.get("actor", String.class),
                        row.get("action", String.class),
                        row.get("revision", Integer.class),
                        row.get("details", JSONB.class).data()));
        List<Comment> comments = tables.selectFrom(INTERVIEW_COMMENT)
                .where(INTERVIEW_COMMENT.INTERVIEW_ID.eq(id).and(Scope.of(INTERVIEW_COMMENT)))
                .orderBy(INTERVIEW_COMMENT.VERSION, INTERVIEW_COMMENT.PLACE)
                .fetch(row -> new Comment(row.getRevision(), row.getVersion(), ReviewStore.comment(row)));
        int conflicts = tables.fetchCount(
                INTERVIEW_CONFLICT, INTERVIEW_CONFLICT.INTERVIEW_ID.eq(id).and(Scope.of(INTERVIEW_CONFLICT)));
        return new ReviewedInterview(
                id,
                interview.getRevision(),
                state.getRevision(),
                State.of(state.getState()),
                state.getReason(),
                interview.getRoundId(),
                interview.getSelectionId(),
                selection == null ? null : selection.getStratum(),
                selection == null ? null : selection.getPsu(),
                interview.getOutsideAreas(),
                interview.getOutcome(),
                interview.getQuarantineReason(),
                interview.getFormId(),
                interview.getVersion(),
                new Payload(interview.getPayload()),
                interview.getFindings().data(),
                conflicts,
                revisions,
                history,
                comments,
                names(tables, revisions, history));
    }

    private static Map<String, String> names(DSLContext tables, List<Revision> revisions, List<Event> history) {
        List<String> actors = new ArrayList<>(history.stream().map(Event::actor).toList());
        revisions.stream().filter(one -> one.sentBy != null).forEach(one -> actors.add(one.sentBy + ""));
        Map<String, String> names = new HashMap<>();
        tables.select(ACCOUNT.ACCOUNT_ID, ACCOUNT.DISPLAY_NAME)
                .from(ACCOUNT)
                .where(DSL.cast(ACCOUNT.ACCOUNT_ID, SQLDataType.VARCHAR).in(actors))
                .forEach(row -> names.put(row.value1().toString(), row.value2()));
        return names;
    }
}
