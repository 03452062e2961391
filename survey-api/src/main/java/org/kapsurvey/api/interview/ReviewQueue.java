package org.kapsurvey.api.interview;

import static org.kapsurvey.api.database.generated.Tables.ACCOUNT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;

/** The interviews that an account may review, in the order in which they came, a page at a time. */
public final class ReviewQueue {
    static final int PAGE = 50;

    private static final Field<Integer> FINDINGS =
            DSL.field("jsonb_array_length({0})", Integer.class, INTERVIEW.FINDINGS);

    private final Database database;

    public ReviewQueue(Database database) {
        this.database = database;
    }

    /**
     * Which interviews, those waiting for a decision the oldest first, others the newest first.
     *
     * @param round null for those of no round: quarantined ones, and those that were made without one
     * @param state null for all
     * @param surveyor the account that sent it; null for all
     * @param psu null for all
     * @param after where the page before ended; null for the first
     */
    record Wanted(
            @Nullable String round,
            @Nullable State state,
            @Nullable UUID surveyor,
            @Nullable String psu,
            @Nullable Place after) {
        boolean oldestFirst() {
            return state == State.SUBMITTED;
        }
    }

    /** Where in the order of a list an interview stands. */
    record Place(OffsetDateTime receivedAt, UUID interview) {
        /** What {@link #text} gave; empty if it is none. */
        static Optional<Place> of(String text) {
            int end = text.indexOf('_');
            if (end < 0
                    || !InterviewResource.UUID_FORM
                            .matcher(text.substring(end + 1))
                            .matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Place(
                        OffsetDateTime.parse(text.substring(0, end)), UUID.fromString(text.substring(end + 1))));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        String text() {
            return receivedAt.toInstant() + "_" + interview;
        }
    }

    /**
     * An interview in a list.
     *
     * @param findings how many the server has of it
     */
    record Listed(
            UUID interview,
            int revision,
            State state,
            boolean quarantined,
            @Nullable String form,
            @Nullable String outcome,
            @Nullable String selection,
            @Nullable String stratum,
            @Nullable String psu,
            @Nullable String surveyor,
            OffsetDateTime receivedAt,
            int findings) {}

    /**
     * A page of a list.
     *
     * @param next where it goes on; null where it ends
     */
    record Interviews(List<Listed> listed, @Nullable Place next) {}

    /** At most {@link #PAGE} interviews. */
    Interviews list(Wanted wanted) {
        List<Listed> listed = database.report(tables -> rows(tables, wanted).fetch(ReviewQueue::listed));
        if (listed.size() <= PAGE) {
            return new Interviews(List.copyOf(listed), null);
        }
        Listed last = listed.get(PAGE - 1);
        return new Interviews(List.copyOf(listed.subList(0, PAGE)), new Place(last.receivedAt, last.interview));
    }

    /** One more than a page. */
    static ResultQuery<? extends Record> rows(DSLContext tables, Wanted wanted) {
        return tables.select(
                        INTERVIEW_STATE.INTERVIEW_ID,
                        INTERVIEW_STATE.REVISION,
                        INTERVIEW_STATE.STATE,
                        INTERVIEW_STATE.STATUS,
                        INTERVIEW_STATE.FORM_ID,
                        INTERVIEW_STATE.OUTCOME,
                        INTERVIEW_STATE.SELECTION_ID,
                        SELECTION.STRATUM,
                        SELECTION.PSU,
                        ACCOUNT.DISPLAY_NAME,
                        INTERVIEW_STATE.RECEIVED_AT,
                        FINDINGS)
                .from(current())
                .where(condition(wanted))
                .orderBy(
                        wanted.oldestFirst() ? INTERVIEW_STATE.RECEIVED_AT.asc() : INTERVIEW_STATE.RECEIVED_AT.desc(),
                        wanted.oldestFirst() ? INTERVIEW_STATE.INTERVIEW_ID.asc() : INTERVIEW_STATE.INTERVIEW_ID.desc())
                .limit(PAGE + 1);
    }

    /** The current revision of each interview, with whom it is of, as far as the account may know it, and who sent it. */
    static Table<? extends Record> current() {
        return INTERVIEW_STATE
                .join(INTERVIEW)
                .on(INTERVIEW
                        .INTERVIEW_ID
                        .eq(INTERVIEW_STATE.INTERVIEW_ID)
                        .and(INTERVIEW.REVISION.eq(INTERVIEW_STATE.REVISION)))
                .leftJoin(SELECTION)
                .on(SELECTION
                        .ROUND_ID
                        .eq(INTERVIEW_STATE.ROUND_ID)
                        .and(SELECTION.SELECTION_ID.eq(INTERVIEW_STATE.SELECTION_ID))
                        .and(Scope.of(SELECTION)))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ACCOUNT_ID.eq(INTERVIEW_STATE.SENT_BY));
    }

    private static Listed listed(Record row) {
        return new Listed(
                row.get(INTERVIEW_STATE.INTERVIEW_ID),
                row.get(INTERVIEW_STATE.REVISION),
                State.of(row.get(INTERVIEW_STATE.STATE)),
                row.get(INTERVIEW_STATE.STATUS).equals(Receipt.Status.QUARANTINED.text()),
                row.get(INTERVIEW_STATE.FORM_ID),
                row.get(INTERVIEW_STATE.OUTCOME),
                row.get(INTERVIEW_STATE.SELECTION_ID),
                row.get(SELECTION.STRATUM),
                row.get(SELECTION.PSU),
                row.get(ACCOUNT.DISPLAY_NAME),
                row.get(INTERVIEW_STATE.RECEIVED_AT),
                row.get(FINDINGS));
    }

    private static Condition condition(Wanted wanted) {
        List<Condition> all = new ArrayList<>();
        all.add(Scope.of(INTERVIEW_STATE));
        all.add(wanted.round == null ? INTERVIEW_STATE.ROUND_ID.isNull() : INTERVIEW_STATE.ROUND_ID.eq(wanted.round));
        if (wanted.state != null) {
            all.add(INTERVIEW_STATE.STATE.eq(wanted.state.text()));
        }
        if (wanted.surveyor != null) {
            all.add(INTERVIEW_STATE.SENT_BY.eq(wanted.surveyor));
        }
        if (wanted.psu != null) {
            all.add(SELECTION.PSU.eq(wanted.psu));
        }
        if (wanted.after != null) {
            var at = DSL.row(INTERVIEW_STATE.RECEIVED_AT, INTERVIEW_STATE.INTERVIEW_ID);
            all.add(
                    wanted.oldestFirst()
                            ? at.gt(wanted.after.receivedAt, wanted.after.interview)
                            : at.lt(wanted.after.receivedAt, wanted.after.interview));
        }
        return DSL.and(all);
    }
}
