package org.kapsurvey.api.round;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.Outcomes;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;

/** What became of the persons selected for a round who are asked any of its forms, and of the units that it asks, counted: of all persons, by form where there are several, by stratum, and by who came last; of those whom the account may read. */
public final class RoundOutcomes {
    private final Database database;

    public RoundOutcomes(Database database) {
        this.database = database;
    }

    /**
     * A count.
     *
     * @param by {@code all}, {@code form}, {@code kind} of registered units, {@code stratum} or {@code surveyor}; {@code unasked} of persons
     *     whom no form is asked of, who are in no other count and all ineligible; what became of a person in one form, by form, else
     *     altogether
     * @param group the form, the kind, the stratum, the surveyor's code or the groups without a form, parted by blanks; empty of all, and of persons whom no visit says a surveyor of
     */
    public record Group(String by, String group, Outcomes persons) {}

    /**
     * The counts: all, then the forms, the kinds of units, the strata, the surveyors and the groups without a form, each in the order of their names; empty if there is no such round.
     *
     * @param states of the interviews that count as interviews
     */
    public Optional<List<Group>> of(String round, Collection<String> states) {
        return database.report(
                tables -> Round.isId(round) && RoundStore.find(tables, round).isPresent()
                        ? Optional.of(count(tables, round, states))
                        : Optional.empty());
    }

    /**
     * The persons and units of whom a form is still due, by id; empty if there is no such round.
     *
     * @param states of the interviews that count as interviews
     */
    public Optional<List<DueForms>> open(String id, Collection<String> states) {
        return database.report(tables -> (Round.isId(id) ? RoundStore.find(tables, id) : Optional.<Round>empty())
                .map(round -> DueForms.of(tables, round, states).stream()
                        .filter(DueForms::isOpen)
                        .toList()));
    }

    /** Whether these are of all persons and units, and not of those alone who live in the areas of the account. */
    boolean isWhole(String round) {
        return database.read(tables -> Scope.isWhole(tables, round));
    }

    private static List<Group> count(DSLContext tables, String id, Collection<String> states) {
        Round round = RoundStore.find(tables, id).orElseThrow();
        Counts all = new Counts("all");
        Counts byForm = new Counts("form");
        Counts byKind = new Counts("kind");
        Counts byStratum = new Counts("stratum");
        Counts bySurveyor = new Counts("surveyor");
        Counts unasked = new Counts("unasked");
        for (DueForms due : DueForms.of(tables, round, states)) {
            due.forms().forEach(byForm::add);
            @Nullable String kind = due.kind();
            if (due.forms().isEmpty()) {
                if (!due.groupsWithoutForm().isEmpty()) {
                    unasked.add(String.join(" ", due.groupsWithoutForm()), Disposition.INELIGIBLE);
                }
                continue;
            }
            Disposition altogether = PersonOutcomes.of(due.forms().values());
            if (kind != null) {
                byKind.add(kind, altogether);
                continue;
            }
            @Nullable String surveyor = due.surveyor();
            all.add("", altogether);
            byStratum.add(due.stratum(), altogether);
            bySurveyor.add(surveyor == null ? "" : surveyor, altogether);
        }
        List<Group> groups =
                new ArrayList<>(List.of(new Group("all", "", all.groups.getOrDefault("", Outcomes.none()))));
        if (round.forms().size() > 1) {
            byForm.addTo(groups);
        }
        byKind.addTo(groups);
        byStratum.addTo(groups);
        bySurveyor.addTo(groups);
        unasked.addTo(groups);
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
