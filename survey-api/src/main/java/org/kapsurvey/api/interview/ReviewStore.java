package org.kapsurvey.api.interview;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.InterviewStateRecord;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/** Moves interviews through their review. Of two who decide at the same moment one wins and the other is told. */
public final class ReviewStore {
    private final Database database;

    public ReviewStore(Database database) {
        this.database = database;
    }

    /** A wish to move an interview: it holds only if the interview still is where the wish says. */
    record Move(
            int revision, State from, State to, @Nullable String reason) {}

    /** Where an interview stands; the version counts its changes. */
    record Standing(int revision, State state, int version) {}

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
            Audit.write(tables, "interview.moved", id, move.revision, details);
            return new Standing(move.revision, move.to, row.getVersion() + 1);
        });
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
