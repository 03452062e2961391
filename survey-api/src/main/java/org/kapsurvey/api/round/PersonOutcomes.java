package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.VISIT;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.api.database.Scope;

/**
 * What became of the persons selected for a round, in each form that they are asked and altogether.
 *
 * <p>In a form: an interview that is read says it: complete, partial, or how else it ended. Where there are only others, which were rejected, are
 * void or are not in the wanted states, it is a refusal if one of them refused and was not set aside, else {@code other}. Without an
 * interview it is what the last visit found; a visit that found an interview which never arrived is {@code other}, and so is whatever
 * it found but a refusal where another form of the person was answered. Whoever was neither interviewed nor visited is a
 * non-contact: persons are selected from those known to be eligible.
 *
 * <p>Altogether, forms for which the person turned out to be ineligible aside: complete if every form is, partial if only some are or
 * one broke off; else a refusal if one is, else {@code other} if one is, else a non-contact if one is, else what the last visit found;
 * ineligible if no form is left. AAPOR 2016 leaves it to a survey
 * how much of its questions makes an interview complete.
 */
final class PersonOutcomes {
    private static final List<Disposition> LESS_THAN_PARTIAL = List.of(
            Disposition.REFUSAL,
            Disposition.OTHER,
            Disposition.NON_CONTACT,
            Disposition.UNKNOWN_OTHER,
            Disposition.UNKNOWN_HOUSEHOLD);

    private final Map<Key, Boolean> refusedByInterview;
    private final Map<String, Disposition> visits;
    private final Map<String, String> surveyors;

    private record Key(String person, String form) {}

    private PersonOutcomes(
            Map<Key, Boolean> refusedByInterview, Map<String, Disposition> visits, Map<String, String> surveyors) {
        this.refusedByInterview = refusedByInterview;
        this.visits = visits;
        this.surveyors = surveyors;
    }

    /** Of a round; inside a transaction of the caller's. */
    static PersonOutcomes of(DSLContext tables, Round round) {
        Map<Key, Boolean> refused = new HashMap<>();
        tables.select(
                        INTERVIEW.SELECTION_ID,
                        INTERVIEW.FORM_ID,
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
                .where(INTERVIEW
                        .ROUND_ID
                        .eq(round.id())
                        .and(INTERVIEW.SELECTION_ID.isNotNull())
                        .and(Scope.of(INTERVIEW)))
                .groupBy(INTERVIEW.SELECTION_ID, INTERVIEW.FORM_ID)
                .forEach(row -> {
                    // Of an interview that could not be read it may not be known which form it is of.
                    List<String> forms = row.value2() == null
                            ? round.forms().stream().map(RoundForm::form).toList()
                            : List.of(row.value2());
                    forms.forEach(form -> refused.merge(
                            new Key(row.value1(), form), Boolean.TRUE.equals(row.value3()), Boolean::logicalOr));
                });
        Map<String, Disposition> visits = new HashMap<>();
        Map<String, String> surveyors = new HashMap<>();
        tables.select(VISIT.SELECTION_ID, VISIT.DISPOSITION, VISIT.SURVEYOR)
                .from(VISIT)
                .where(VISIT.ROUND_ID.eq(round.id()).and(Scope.of(VISIT)))
                .orderBy(VISIT.SELECTION_ID, VISIT.VISIT_)
                .forEach(row -> {
                    visits.put(row.value1(), Disposition.parse(row.value2()).orElseThrow());
                    if (row.value3() != null) {
                        surveyors.put(row.value1(), row.value3());
                    }
                });
        return new PersonOutcomes(refused, visits, surveyors);
    }

    /**
     * In a form that the person is asked.
     *
     * @param interviews outcomes of the interviews of the person that are read, by form
     */
    Disposition disposition(String person, String form, Map<String, String> interviews) {
        @Nullable String interview = interviews.get(form);
        if (interview != null) {
            return Disposition.parse(interview).orElseThrow();
        }
        @Nullable Boolean refused = refusedByInterview.get(new Key(person, form));
        if (refused != null) {
            return refused ? Disposition.REFUSAL : Disposition.OTHER;
        }
        @Nullable Disposition visited = visits.get(person);
        boolean answeredElsewhere = interviews.values().stream().anyMatch(PersonOutcomes::isAnswered);
        if (visited == Disposition.COMPLETE
                || visited == Disposition.PARTIAL
                || (answeredElsewhere && visited != Disposition.REFUSAL)) {
            return Disposition.OTHER;
        }
        return visited == null ? Disposition.NON_CONTACT : visited;
    }

    /** Whether an interview of this outcome has answers. */
    static boolean isAnswered(String outcome) {
        return outcome.equals(Disposition.COMPLETE.text()) || outcome.equals(Disposition.PARTIAL.text());
    }

    /** Altogether, from the dispositions in the forms that the person is asked. */
    static Disposition of(Collection<Disposition> all) {
        List<Disposition> forms =
                all.stream().filter(one -> one != Disposition.INELIGIBLE).toList();
        if (forms.isEmpty()) {
            return Disposition.INELIGIBLE;
        }
        if (forms.stream().allMatch(one -> one == Disposition.COMPLETE)) {
            return Disposition.COMPLETE;
        }
        if (forms.contains(Disposition.COMPLETE) || forms.contains(Disposition.PARTIAL)) {
            return Disposition.PARTIAL;
        }
        return LESS_THAN_PARTIAL.stream().filter(forms::contains).findFirst().orElseThrow();
    }

    /** Who came last; null if no visit says. */
    @Nullable
    String surveyor(String person) {
        return surveyors.get(person);
    }
}
