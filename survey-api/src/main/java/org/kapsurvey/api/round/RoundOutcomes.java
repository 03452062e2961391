package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.Outcomes;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** What became of the persons selected for a round, of whom its form is asked, counted: of all, by stratum, and by who came last. */
public final class RoundOutcomes {
    private final Database database;

    public RoundOutcomes(Database database) {
        this.database = database;
    }

    /**
     * A count.
     *
     * @param by {@code all}, {@code stratum} or {@code surveyor}
     * @param group the stratum or the surveyor's code; empty of all, and of persons whom no visit says a surveyor of
     */
    public record Group(String by, String group, Outcomes persons) {}

    /**
     * The counts: all, then the strata and the surveyors, each in the order of their names; empty if there is no such round.
     *
     * @param states of the interviews that count as interviews
     */
    public Optional<List<Group>> of(String round, Collection<String> states) {
        return database.report(
                tables -> Round.isId(round) && RoundStore.find(tables, round).isPresent()
                        ? Optional.of(count(tables, round, states))
                        : Optional.empty());
    }

    private static List<Group> count(DSLContext tables, String round, Collection<String> states) {
        PersonOutcomes outcomes = PersonOutcomes.of(tables, round);
        Questionnaire form =
                RoundTable.form(tables, RoundStore.find(tables, round).orElseThrow());
        AskedPersons asked = AskedPersons.of(tables, round, form);
        Map<String, String> strata = new LinkedHashMap<>();
        Map<String, String> interviews = new LinkedHashMap<>();
        // Of several interviews of a person the approved one, else the first received, as the round's table has it.
        tables.select(SELECTION.SELECTION_ID, SELECTION.STRATUM, INTERVIEW.OUTCOME)
                .from(SELECTION)
                .leftJoin(INTERVIEW
                        .join(INTERVIEW_STATE)
                        .on(INTERVIEW_STATE
                                .INTERVIEW_ID
                                .eq(INTERVIEW.INTERVIEW_ID)
                                .and(INTERVIEW_STATE.REVISION.eq(INTERVIEW.REVISION))
                                .and(INTERVIEW_STATE.STATE.in(states))
                                .and(INTERVIEW.STATUS.eq("stored"))))
                .on(INTERVIEW.ROUND_ID.eq(SELECTION.ROUND_ID).and(INTERVIEW.SELECTION_ID.eq(SELECTION.SELECTION_ID)))
                .where(SELECTION.ROUND_ID.eq(round))
                .orderBy(
                        SELECTION.SELECTION_ID.collate("C"),
                        DSL.when(INTERVIEW_STATE.STATE.eq("approved"), 0).else_(1),
                        INTERVIEW.RECEIVED_AT,
                        INTERVIEW.INTERVIEW_ID)
                .forEach(row -> {
                    if (asked.isAsked(row.value1())
                            && strata.putIfAbsent(row.value1(), row.value2()) == null
                            && row.value3() != null) {
                        interviews.put(row.value1(), row.value3());
                    }
                });
        Outcomes all = Outcomes.none();
        Map<String, Outcomes> byStratum = new TreeMap<>();
        Map<String, Outcomes> bySurveyor = new TreeMap<>();
        for (Map.Entry<String, String> person : strata.entrySet()) {
            Disposition disposition = outcomes.disposition(person.getKey(), interviews.get(person.getKey()));
            Outcomes one = Outcomes.none().with(disposition, 1);
            String surveyor = outcomes.surveyor(person.getKey());
            all = all.combine(one);
            byStratum.merge(person.getValue(), one, Outcomes::combine);
            bySurveyor.merge(surveyor == null ? "" : surveyor, one, Outcomes::combine);
        }
        List<Group> groups = new ArrayList<>();
        groups.add(new Group("all", "", all));
        byStratum.forEach((stratum, persons) -> groups.add(new Group("stratum", stratum, persons)));
        bySurveyor.forEach((surveyor, persons) -> groups.add(new Group("surveyor", surveyor, persons)));
        return groups;
    }
}
