package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.Outcomes;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** What became of the persons selected for a round who are asked any of its forms, and of the units that it asks, counted: of all persons, by form where there are several, by stratum, and by who came last. */
public final class RoundOutcomes {
    private final Database database;

    public RoundOutcomes(Database database) {
        this.database = database;
    }

    /**
     * A count.
     *
     * @param by {@code all}, {@code form}, {@code kind} of registered units, {@code stratum} or {@code surveyor}; what became of a person in one form, by form, else
     *     altogether
     * @param group the form, the kind, the stratum or the surveyor's code; empty of all, and of persons whom no visit says a surveyor of
     */
    public record Group(String by, String group, Outcomes persons) {}

    /**
     * The counts: all, then the forms, the kinds of units, the strata and the surveyors, each in the order of their names; empty if there is no such round.
     *
     * @param states of the interviews that count as interviews
     */
    public Optional<List<Group>> of(String round, Collection<String> states) {
        return database.report(
                tables -> Round.isId(round) && RoundStore.find(tables, round).isPresent()
                        ? Optional.of(count(tables, round, states))
                        : Optional.empty());
    }

    private static List<Group> count(DSLContext tables, String id, Collection<String> states) {
        Round round = RoundStore.find(tables, id).orElseThrow();
        PersonOutcomes outcomes = PersonOutcomes.of(tables, round);
        List<Questionnaire> forms = RoundTable.forms(tables, round).stream()
                .map(RoundTable.Form::questionnaire)
                .toList();
        AskedPersons asked = AskedPersons.of(
                tables,
                id,
                forms.stream().filter(form -> !round.isOfUnits(form)).toList());
        Map<String, String> kinds = new HashMap<>();
        Map<String, String> strata = new LinkedHashMap<>();
        Map<String, Map<String, String>> interviews = new HashMap<>();
        CurrentInterviews.of(
                        tables,
                        id,
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
        Counts all = new Counts("all");
        Counts byForm = new Counts("form");
        Counts byKind = new Counts("kind");
        Counts byStratum = new Counts("stratum");
        Counts bySurveyor = new Counts("surveyor");
        strata.forEach((person, stratum) -> {
            @Nullable String kind = kinds.get(person);
            List<String> due = forms.stream()
                    .filter(form -> kind == null
                            ? !round.isOfUnits(form) && asked.isAsked(person, form)
                            : round.form(form.form()).orElseThrow().kinds().contains(kind))
                    .map(Questionnaire::form)
                    .toList();
            Map<String, String> answered = new HashMap<>(interviews.getOrDefault(person, Map.of()));
            answered.keySet().retainAll(due);
            List<Disposition> dispositions = new ArrayList<>();
            for (String form : due) {
                Disposition one = outcomes.disposition(person, form, answered);
                dispositions.add(one);
                byForm.add(form, one);
            }
            if (dispositions.isEmpty()) {
                return;
            }
            Disposition altogether = PersonOutcomes.of(dispositions);
            if (kind != null) {
                byKind.add(kind, altogether);
                return;
            }
            String surveyor = outcomes.surveyor(person);
            all.add("", altogether);
            byStratum.add(stratum, altogether);
            bySurveyor.add(surveyor == null ? "" : surveyor, altogether);
        });
        List<Group> groups =
                new ArrayList<>(List.of(new Group("all", "", all.groups.getOrDefault("", Outcomes.none()))));
        if (forms.size() > 1) {
            byForm.addTo(groups);
        }
        byKind.addTo(groups);
        byStratum.addTo(groups);
        bySurveyor.addTo(groups);
        return groups;
    }

    /** Counts by the names of groups, in their order. */
    private static final class Counts {
        private final String by;
        private final Map<String, Outcomes> groups = new TreeMap<>();

        Counts(String by) {
            this.by = by;
        }

        void add(String group, Disposition disposition) {
            groups.merge(group, Outcomes.none().with(disposition, 1), Outcomes::combine);
        }

        void addTo(List<Group> listed) {
            groups.forEach((group, persons) -> listed.add(new Group(by, group, persons)));
        }
    }
}
