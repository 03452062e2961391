package org.kapsurvey.api.interview;

import static org.kapsurvey.api.database.generated.Tables.ACCOUNT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;

/**
 * How far a round's field work has come: interviews received, by their states, and the persons and units selected; of all, by
 * stratum, PSU, surveyor and day; of those that the account may read.
 */
public final class RoundProgress {
    /** The day on which an interview came, where the surveys are made. */
    private static final Field<String> DAY = DSL.field(
            "to_char({0} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')",
            SQLDataType.VARCHAR, INTERVIEW_STATE.RECEIVED_AT);

    private final Database database;

    public RoundProgress(Database database) {
        this.database = database;
    }

    /** What a group is of. */
    enum By {
        ALL,
        STRATUM,
        PSU,
        SURVEYOR,
        DAY
    }

    /**
     * A count.
     *
     * @param within the stratum of a PSU, else empty
     * @param group the stratum, the PSU, the account's id or the day; empty of all, of interviews of nobody selected, and of
     *     interviews that no account sent
     * @param name of the account; empty of others
     * @param selected persons and units; 0 of surveyors and days
     * @param reached those of them of whom an interview is there that was not set aside
     * @param states how many interviews are in each
     */
    record Group(
            By by, String within, String group, String name, int selected, int reached, Map<State, Integer> states) {
        int interviews() {
            return states.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * The counts of a round.
     *
     * @param whole whether they are of the whole round, and not of the areas of the account alone
     */
    record Counts(boolean whole, List<Group> groups) {}

    /** All, then the strata, the PSUs and the surveyors in the order of their names, and the days; empty if there is no such round. */
    Optional<Counts> of(String round) {
        return database.report(
                tables -> Round.isId(round) && RoundStore.find(tables, round).isPresent()
                        ? Optional.of(new Counts(Scope.isWhole(tables, round), count(tables, round)))
                        : Optional.empty());
    }

    private record Key(By by, String within, String group) {}

    private static List<Group> count(DSLContext tables, String round) {
        Map<Key, Group> groups = new LinkedHashMap<>();
        add(groups, new Group(By.ALL, "", "", "", 0, 0, none()));
        ofSelected(tables, round, groups);
        ofSenders(tables, round, groups);
        List<Group> sorted = new ArrayList<>(groups.values());
        sorted.sort(Comparator.comparing(Group::by)
                .thenComparing(Group::within)
                .thenComparing(Group::name)
                .thenComparing(Group::group));
        return sorted;
    }

    private static void add(Map<Key, Group> groups, Group more) {
        groups.merge(
                new Key(more.by, more.within, more.group),
                more,
                (one, other) -> new Group(
                        one.by,
                        one.within,
                        one.group,
                        one.name,
                        one.selected + other.selected,
                        one.reached + other.reached,
                        sum(one.states, other.states)));
    }

    private static Map<State, Integer> none() {
        return Map.of();
    }

    private static Map<State, Integer> sum(Map<State, Integer> one, Map<State, Integer> other) {
        Map<State, Integer> sum = new EnumMap<>(State.class);
        sum.putAll(one);
        other.forEach((state, count) -> sum.merge(state, count, Integer::sum));
        return Collections.unmodifiableMap(sum);
    }

    /** Of all, by stratum and PSU. A person counts once, whatever the number of interviews. */
    private static void ofSelected(DSLContext tables, String round, Map<Key, Group> groups) {
        List<Field<Integer>> counts = Arrays.stream(State.values())
                .map(state -> DSL.count()
                        .filterWhere(INTERVIEW_STATE.STATE.eq(state.text()))
                        .as(state.text()))
                .toList();
        Field<Integer> kept = DSL.count()
                .filterWhere(INTERVIEW_STATE.STATE.notIn(State.REJECTED.text(), State.VOID.text()))
                .as("kept");
        Table<?> interviews = tables.select(INTERVIEW_STATE.SELECTION_ID)
                .select(kept)
                .select(counts)
                .from(INTERVIEW_STATE)
                .where(INTERVIEW_STATE.ROUND_ID.eq(round).and(Scope.of(INTERVIEW_STATE)))
                .groupBy(INTERVIEW_STATE.SELECTION_ID)
                .asTable("interviews");
        Table<?> selected = tables.select(SELECTION.SELECTION_ID.as("selected"), SELECTION.STRATUM, SELECTION.PSU)
                .from(SELECTION)
                .where(SELECTION.ROUND_ID.eq(round).and(Scope.of(SELECTION)))
                .asTable("selected");
        Field<String> selection = Objects.requireNonNull(selected.field("selected", String.class));
        Field<String> stratum = Objects.requireNonNull(selected.field(SELECTION.STRATUM));
        Field<String> psu = Objects.requireNonNull(selected.field(SELECTION.PSU));
        Field<Integer> persons = DSL.count(selection);
        Field<Integer> reached = DSL.count(selection)
                .filterWhere(Objects.requireNonNull(interviews.field(kept)).gt(0));
        Map<State, Field<BigDecimal>> sums = new EnumMap<>(State.class);
        for (State state : State.values()) {
            sums.put(state, DSL.sum(Objects.requireNonNull(interviews.field(state.text(), Integer.class))));
        }
        tables.select(stratum, psu, persons, reached)
                .select(sums.values())
                .from(selected)
                .fullJoin(interviews)
                .on(selection.eq(interviews.field(INTERVIEW_STATE.SELECTION_ID)))
                .groupBy(stratum, psu)
                .forEach(row -> {
                    String within = Objects.requireNonNullElse(row.get(stratum), "");
                    String cluster = Objects.requireNonNullElse(row.get(psu), "");
                    Map<State, Integer> states = new EnumMap<>(State.class);
                    sums.forEach((state, sum) -> {
                        // Null where nobody of them has an interview.
                        if (row.get(sum) != null) {
                            states.put(state, row.get(sum).intValue());
                        }
                    });
                    for (Key key : List.of(
                            new Key(By.ALL, "", ""),
                            new Key(By.STRATUM, "", within),
                            new Key(By.PSU, within, cluster))) {
                        add(
                                groups,
                                new Group(
                                        key.by, key.within, key.group, "", row.get(persons), row.get(reached), states));
                    }
                });
    }

    private static void ofSenders(DSLContext tables, String round, Map<Key, Group> groups) {
        Map<Key, Map<State, Integer>> counts = new LinkedHashMap<>();
        tables.select(INTERVIEW_STATE.SENT_BY, DAY, INTERVIEW_STATE.STATE, DSL.count())
                .from(INTERVIEW_STATE)
                .where(INTERVIEW_STATE.ROUND_ID.eq(round).and(Scope.of(INTERVIEW_STATE)))
                .groupBy(INTERVIEW_STATE.SENT_BY, DAY, INTERVIEW_STATE.STATE)
                .forEach(row -> {
                    for (Key key :
                            List.of(new Key(By.SURVEYOR, "", text(row.value1())), new Key(By.DAY, "", row.value2()))) {
                        counts.computeIfAbsent(key, any -> new EnumMap<>(State.class))
                                .merge(State.of(row.value3()), row.value4(), Integer::sum);
                    }
                });
        Map<String, String> names = names(tables, counts);
        counts.forEach((key, states) -> add(
                groups,
                new Group(
                        key.by,
                        key.within,
                        key.group,
                        key.by == By.SURVEYOR ? names.getOrDefault(key.group, "") : "",
                        0,
                        0,
                        states)));
    }

    private static Map<String, String> names(DSLContext tables, Map<Key, Map<State, Integer>> counts) {
        List<UUID> accounts = counts.keySet().stream()
                .filter(key -> key.by == By.SURVEYOR && !key.group.isEmpty())
                .map(key -> UUID.fromString(key.group))
                .toList();
        Map<String, String> names = new LinkedHashMap<>();
        tables.select(ACCOUNT.ACCOUNT_ID, ACCOUNT.DISPLAY_NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ACCOUNT_ID.in(accounts))
                .forEach(row -> names.put(row.value1().toString(), row.value2()));
        return names;
    }

    private static String text(@Nullable UUID account) {
        return account == null ? "" : account.toString();
    }
}
