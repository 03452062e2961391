package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/**
 * The forms that are due of a person or unit that a round selected, and what became of each.
 *
 * @param selection id of the person, code of the unit
 * @param kind of a registered unit; null of a person
 * @param surveyor code of who came last; null where no visit says
 * @param forms in the round's order; empty of a person who is asked none
 * @param groupsWithoutForm the groups of a person who is asked none, as no form of the round is asked of them
 */
public record DueForms(
        String selection,
        @Nullable String kind,
        String stratum,
        @Nullable String surveyor,
        Map<String, Disposition> forms,
        List<String> groupsWithoutForm) {
    public DueForms {
        forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
        groupsWithoutForm = List.copyOf(groupsWithoutForm);
    }

    /** Whether any of them has not come in whole. */
    public boolean isOpen() {
        return forms.values().stream().anyMatch(one -> one != Disposition.COMPLETE);
    }

    /**
     * Of everyone whom a round selected, by id; inside a transaction of the caller's.
     *
     * @param states of the interviews that count as interviews
     */
    static List<DueForms> of(DSLContext tables, Round round, Collection<String> states) {
        PersonOutcomes outcomes = PersonOutcomes.of(tables, round);
        List<Questionnaire> forms = RoundTable.forms(tables, round).stream()
                .map(RoundTable.Form::questionnaire)
                .toList();
        AskedPersons asked = AskedPersons.of(
                tables,
                round.id(),
                forms.stream().filter(form -> !round.isOfUnits(form)).toList());
        Map<String, String> kinds = new HashMap<>();
        Map<String, String> strata = new LinkedHashMap<>();
        Map<String, Map<String, String>> interviews = new HashMap<>();
        CurrentInterviews.of(
                        tables,
                        round.id(),
                        states,
                        DSL.noCondition(),
                        List.of(
                                SELECTION.SELECTION_ID,
                                SELECTION.STRATUM,
                                SELECTION.KIND,
                                INTERVIEW.FORM_ID,
                                INTERVIEW.OUTCOME))
                .forEach(row -> {
                    strata.put(row.get(SELECTION.SELECTION_ID), row.get(SELECTION.STRATUM));
                    if (row.get(SELECTION.KIND) != null) {
                        kinds.put(row.get(SELECTION.SELECTION_ID), row.get(SELECTION.KIND));
                    }
                    Map<String, String> own =
                            interviews.computeIfAbsent(row.get(SELECTION.SELECTION_ID), person -> new HashMap<>());
                    if (row.get(INTERVIEW.FORM_ID) != null) {
                        own.putIfAbsent(row.get(INTERVIEW.FORM_ID), row.get(INTERVIEW.OUTCOME));
                    }
                });
        return strata.entrySet().stream()
                .map(entry -> {
                    String person = entry.getKey();
                    @Nullable String kind = kinds.get(person);
                    List<String> due = forms.stream()
                            .filter(form -> kind == null
                                    ? !round.isOfUnits(form) && asked.isAsked(person, form)
                                    : round.form(form.form())
                                            .orElseThrow()
                                            .kinds()
                                            .contains(kind))
                            .map(Questionnaire::form)
                            .toList();
                    Map<String, String> answered = new HashMap<>(interviews.getOrDefault(person, Map.of()));
                    answered.keySet().retainAll(due);
                    Map<String, Disposition> found = new LinkedHashMap<>();
                    due.forEach(form -> found.put(form, outcomes.disposition(person, form, answered)));
                    return new DueForms(
                            person,
                            kind,
                            entry.getValue(),
                            outcomes.surveyor(person),
                            found,
                            kind == null ? asked.groupsWithoutForm(person) : List.of());
                })
                .toList();
    }
}
