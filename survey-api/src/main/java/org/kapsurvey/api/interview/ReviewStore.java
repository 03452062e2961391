package org.kapsurvey.api.interview;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_COMMENT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.ROUND_LOCK;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.InterviewCommentRecord;
import org.kapsurvey.api.database.generated.tables.records.InterviewRecord;
import org.kapsurvey.api.database.generated.tables.records.InterviewStateRecord;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/** Moves interviews through their review. Of two who decide at the same moment one wins and the other is told. */
public final class ReviewStore {
    /** An interview has up to 2 MB; who has sent these again is given the next. */
    private static final int FEW = 50;

    /** The account whose request the transaction belongs to. */
    private static final Field<UUID> ASKING =
            DSL.field("nullif(current_setting('kap.account', true), '')::uuid", UUID.class);

    private final Database database;

    public ReviewStore(Database database) {
        this.database = database;
    }

    /** A wish to move an interview: it holds only if the interview still is where the wish says. */
    record Move(
            int revision, State from, State to, @Nullable String reason, List<ReviewComment> comments) {}

    /** Where an interview stands; the version counts its changes. */
    record Standing(int revision, State state, int version) {}

    /**
     * An interview that its sender shall send again.
     *
     * @param form null where it is not known, as is the version
     * @param payload null of one that could not be read
     */
    record Returned(
            UUID interview,
            int revision,
            @Nullable String form,
            @Nullable String version,
            OffsetDateTime at,
            @Nullable String reason,
            List<ReviewComment> comments,
            @Nullable Payload payload) {}

    /** Moves one interview; the problems 404.3, 409.2, 409.3, 409.4. */
    Standing move(UUID id, Move move) {
        return database.write(tables -> {
            InterviewStateRecord row = find(tables, id);
            if (row.getRevision() != move.revision || State.of(row.getState()) != move.from) {
                throw conflict(row);
            }
            int changed = tables.update(INTERVIEW_STATE)
                    .set(INTERVIEW_STATE.STATE, move.to.text())
                    .set(INTERVIEW_STATE.REASON, move.reason)
                    .set(INTERVIEW_STATE.VERSION, row.getVersion() + 1)
                    .set(INTERVIEW_STATE.CHANGED_AT, DSL.currentOffsetDateTime())
                    .where(INTERVIEW_STATE
                            .INTERVIEW_ID
                            .eq(id)
                            .and(INTERVIEW_STATE.STATE.eq(move.from.text()))
                            .and(INTERVIEW_STATE.VERSION.eq(row.getVersion())))
                    .execute();
            if (changed == 0) {
                throw conflict(find(tables, id));
            }
            Map<String, String> details = new LinkedHashMap<>();
            details.put("from", move.from.text());
            details.put("to", move.to.text());
            if (move.reason != null) {
                details.put("reason", move.reason);
            }
            if (!move.comments.isEmpty()) {
                details.put("version", Integer.toString(row.getVersion() + 1));
                comment(tables, id, row.getVersion() + 1, move);
            }
            Audit.write(tables, "interview.moved", id, move.revision, details);
            return new Standing(move.revision, move.to, row.getVersion() + 1);
        });
    }

    private static void comment(DSLContext tables, UUID id, int version, Move move) {
        List<InterviewCommentRecord> rows = new ArrayList<>();
        for (ReviewComment comment : move.comments) {
            InterviewCommentRecord row = new InterviewCommentRecord();
            row.setInterviewId(id);
            row.setRevision(move.revision);
            row.setVersion(version);
            row.setQuestion(comment.question());
            row.setRowNumbers(comment.row().toArray(Integer[]::new));
            row.setPlace(rows.size());
            row.setContent(comment.text());
            rows.add(row);
        }
        tables.insertInto(INTERVIEW_COMMENT).set(rows).execute();
    }

    /** Those that stand at {@code returned} and that the thread's account sent, of rounds that are not locked: the first {@value #FEW} of them. */
    List<Returned> returned() {
        return database.read(tables -> tables.select(INTERVIEW_STATE, INTERVIEW)
                .from(INTERVIEW_STATE)
                .join(INTERVIEW)
                .on(INTERVIEW.INTERVIEW_ID.eq(INTERVIEW_STATE.INTERVIEW_ID))
                .and(INTERVIEW.REVISION.eq(INTERVIEW_STATE.REVISION))
                .where(INTERVIEW_STATE.STATE.eq(State.RETURNED.text()))
                .and(INTERVIEW_STATE.SENT_BY.eq(ASKING))
                .and(Scope.of(INTERVIEW_STATE))
                .and(DSL.notExists(
                        DSL.selectOne().from(ROUND_LOCK).where(ROUND_LOCK.ROUND_ID.eq(INTERVIEW_STATE.ROUND_ID))))
                .orderBy(INTERVIEW_STATE.CHANGED_AT, INTERVIEW_STATE.INTERVIEW_ID)
                .limit(FEW)
                .fetch(row -> returned(tables, row.value1(), row.value2())));
    }

    private static Returned returned(DSLContext tables, InterviewStateRecord state, InterviewRecord interview) {
        boolean read = interview.getStatus().equals(Receipt.Status.STORED.text());
        return new Returned(
                state.getInterviewId(),
                state.getRevision(),
                interview.getFormId(),
                interview.getVersion(),
                state.getChangedAt(),
                state.getReason(),
                tables.selectFrom(INTERVIEW_COMMENT)
                        .where(INTERVIEW_COMMENT.INTERVIEW_ID.eq(state.getInterviewId()))
                        .and(INTERVIEW_COMMENT.VERSION.eq(state.getVersion()))
                        .and(Scope.of(INTERVIEW_COMMENT))
                        .orderBy(INTERVIEW_COMMENT.PLACE)
                        .fetch(ReviewStore::comment),
                read ? new Payload(interview.getPayload()) : null);
    }

    static ReviewComment comment(InterviewCommentRecord row) {
        return new ReviewComment(row.getQuestion(), List.of(row.getRowNumbers()), row.getContent());
    }

    private static InterviewStateRecord find(DSLContext tables, UUID id) {
        InterviewStateRecord row = tables.selectFrom(INTERVIEW_STATE)
                .where(INTERVIEW_STATE.INTERVIEW_ID.eq(id).and(Scope.of(INTERVIEW_STATE)))
                .fetchOne();
        if (row == null) {
            throw Problems.UNKNOWN_INTERVIEW.exception();
        }
        return row;
    }

    private static RuntimeException conflict(InterviewStateRecord row) {
        return Problems.STATE_CONFLICT.exception(
                Details.of("revision", Integer.toString(row.getRevision())).with("state", row.getState()));
    }
}
