package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.util.Collection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.api.database.Scope;

/**
 * Those whom a round selected, each with the latest revision of every interview of theirs that is in some states, or without one: a
 * row for each interview, by the ids in the order of their code points, so that it is that of no database's own language. Of several
 * interviews of one form the first counts: the approved one, else the one received first.
 */
final class CurrentInterviews {
    private CurrentInterviews() {}

    /**
     * The rows; inside a transaction of the caller's.
     *
     * @param which of those selected
     * @param fields of {@code selection}, {@code interview} and {@code interview_state}
     */
    static ResultQuery<Record> of(
            DSLContext tables,
            String round,
            Collection<String> states,
            Condition which,
            Collection<? extends SelectFieldOrAsterisk> fields) {
        return tables.select(fields)
                .from(SELECTION)
                .leftJoin(INTERVIEW
                        .join(INTERVIEW_STATE)
                        .on(INTERVIEW_STATE
                                .INTERVIEW_ID
                                .eq(INTERVIEW.INTERVIEW_ID)
                                .and(INTERVIEW_STATE.REVISION.eq(INTERVIEW.REVISION))
                                .and(INTERVIEW_STATE.STATE.in(states))
                                .and(INTERVIEW.STATUS.eq("stored"))
                                .and(Scope.of(INTERVIEW))))
                .on(INTERVIEW.ROUND_ID.eq(SELECTION.ROUND_ID).and(INTERVIEW.SELECTION_ID.eq(SELECTION.SELECTION_ID)))
                .where(SELECTION.ROUND_ID.eq(round).and(which).and(Scope.of(SELECTION)))
                .orderBy(
                        SELECTION.SELECTION_ID.collate("C"),
                        DSL.when(INTERVIEW_STATE.STATE.eq("approved"), 0).else_(1),
                        DSL.when(INTERVIEW.OUTCOME.eq(Disposition.COMPLETE.text()), 0)
                                .when(INTERVIEW.OUTCOME.eq(Disposition.PARTIAL.text()), 1)
                                .else_(2),
                        INTERVIEW.RECEIVED_AT,
                        INTERVIEW.INTERVIEW_ID);
    }
}
