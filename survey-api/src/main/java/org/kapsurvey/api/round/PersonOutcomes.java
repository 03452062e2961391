package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.VISIT;

import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;

/**
 * What became of the persons selected for a round. An interview that is read says it: complete, partial, refusal. Where there are
 * only others, which were rejected, are void or are not in the wanted states, it is a refusal if one of them refused and was not set aside,
 * else {@code other}. Without an interview it is what the last visit found; a visit that found an interview which never arrived is
 * {@code other}. Whoever was neither interviewed nor visited is a non-contact: persons are selected from those known to be eligible.
 */
final class PersonOutcomes {
    private final Map<String, Boolean> refusedByInterview;
    private final Map<String, Disposition> visits;
    private final Map<String, String> surveyors;

    private PersonOutcomes(
            Map<String, Boolean> refusedByInterview, Map<String, Disposition> visits, Map<String, String> surveyors) {
        this.refusedByInterview = refusedByInterview;
        this.visits = visits;
        this.surveyors = surveyors;
    }

    /** Of a round; inside a transaction of the caller's. */
    static PersonOutcomes of(DSLContext tables, String round) {
        Map<String, Boolean> refused = new HashMap<>();
        tables.select(
                        INTERVIEW.SELECTION_ID,
                        DSL.boolOr(INTERVIEW
                                .OUTCOME
                                .eq(Disposition.REFUSAL.text())
                                .and(INTERVIEW_STATE.STATE.notIn("rejected", "void"))))
                .from(INTERVIEW)
                .leftJoin(INTERVIEW_STATE)
                .on(INTERVIEW_STATE
                        .INTERVIEW_ID
                        .eq(INTERVIEW.INTERVIEW_ID)
                        .and(INTERVIEW_STATE.REVISION.eq(INTERVIEW.REVISION)))
                .where(INTERVIEW.ROUND_ID.eq(round).and(INTERVIEW.SELECTION_ID.isNotNull()))
                .groupBy(INTERVIEW.SELECTION_ID)
                .forEach(row -> refused.put(row.value1(), Boolean.TRUE.equals(row.value2())));
        Map<String, Disposition> visits = new HashMap<>();
        Map<String, String> surveyors = new HashMap<>();
        tables.select(VISIT.SELECTION_ID, VISIT.DISPOSITION, VISIT.SURVEYOR)
                .from(VISIT)
                .where(VISIT.ROUND_ID.eq(round))
                .orderBy(VISIT.SELECTION_ID, VISIT.VISIT_)
                .forEach(row -> {
                    visits.put(row.value1(), Disposition.parse(row.value2()).orElseThrow());
                    if (row.value3() != null) {
                        surveyors.put(row.value1(), row.value3());
                    }
                });
        return new PersonOutcomes(refused, visits, surveyors);
    }

    /** @param interview outcome of the interview that is read; null without one */
    Disposition disposition(String person, @Nullable String interview) {
        if (interview != null) {
            return Disposition.parse(interview).orElseThrow();
        }
        @Nullable Boolean refused = refusedByInterview.get(person);
        if (refused != null) {
            return refused ? Disposition.REFUSAL : Disposition.OTHER;
        }
        @Nullable Disposition visited = visits.get(person);
        if (visited == Disposition.COMPLETE || visited == Disposition.PARTIAL) {
            return Disposition.OTHER;
        }
        return visited == null ? Disposition.NON_CONTACT : visited;
    }

    /** Who came last; null if no visit says. */
    @Nullable
    String surveyor(String person) {
        return surveyors.get(person);
    }
}
