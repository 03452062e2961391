package org.kapsurvey.analysis.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which answers to one measure are published, where numbers of persons are shown. The unknowns are how many of each smallest group gave each
 * answer and, behind them, by how much that has changed since an earlier edition.
 */
final class AnswersProtection {
    private final List<PersonCell> told;
    private final ProtectionRule rule;
    private final PersonGroups groups;
    private final List<String> answers = new ArrayList<>();
    private final int kinds;
    private final int counts;
    private final long[] truth;
    private final Suppression suppression;
    private final Map<Place, Suppression.Sum> sums = new LinkedHashMap<>();
    private final Map<String, Set<BitSet>> tables = new LinkedHashMap<>();
    private final Map<BitSet, int[]> sets = new LinkedHashMap<>();

    /** Where a number of answers stands. */
    private record Place(BitSet persons, String answer) {}

    /**
     * The answers, all of which are shown at first.
     *
     * @param told cells whose persons are shown
     * @param untold cells whose persons are hidden, and the answers with them
     */
    AnswersProtection(List<PersonCell> told, List<PersonCell> untold, List<EarlierCell> before, ProtectionRule rule) {
        this.told = told;
        this.rule = rule;
        List<PersonCell> all = new ArrayList<>(told);
        all.addAll(untold);
        List<PersonCell> ever = new ArrayList<>(all);
        before.forEach(cell -> ever.add(cell.today()));
        Set<BitSet> distinct = new LinkedHashSet<>();
        ever.forEach(cell -> distinct.add(cell.persons()));
        this.groups = PersonGroups.of(List.copyOf(distinct));
        Map<String, BitSet> gave = new LinkedHashMap<>();
        for (PersonCell cell : ever) {
            cell.yes()
                    .ifPresent(yes -> gave.computeIfAbsent(cell.category(), c -> new BitSet())
                            .or(yes));
        }
        answers.addAll(gave.keySet());
        BitSet others = new BitSet();
        distinct.forEach(others::or);
        gave.values().forEach(others::andNot);
        // A reader knows of several answers that they are all there are, of a single one that everybody gave it not.
        this.kinds = answers.size() + (others.isEmpty() && answers.size() > 1 ? 0 : 1);
        this.counts = groups.size() * kinds;
        this.truth = new long[counts];
        for (int answer = 0; answer < kinds; answer++) {
            long[] those = groups.counts(answer < answers.size() ? gave.get(answers.get(answer)) : others);
            System.arraycopy(those, 0, truth, answer * groups.size(), those.length);
        }
        this.suppression = new Suppression(rule, counts, before.isEmpty() ? counts : 2 * counts);
        ever.forEach(cell -> sets.computeIfAbsent(cell.persons(), groups::sum));
        for (PersonCell cell : told) {
            tell(cell);
        }
        before.forEach(cell -> tellBefore(cell));
        Set<Place> guarded = new LinkedHashSet<>();
        for (PersonCell cell : all) {
            if (cell.yes().isPresent() && guarded.add(new Place(cell.persons(), cell.category()))) {
                guard(
                        sets.get(cell.persons()),
                        answers.indexOf(cell.category()),
                        cell.table(),
                        Suppression.Kind.RANGED);
            }
        }
        guardBetween();
        if (!before.isEmpty()) {
            guardChanges();
        }
    }

    /** What is known of the answers to be told: a sum of the groups' numbers of an answer, or of all. */
    private int[] sum(int[] of, int answer, int part) {
        int[] sum = new int[suppression.unknowns()];
        for (int kind = 0; kind < kinds; kind++) {
            if (answer < 0 || kind == answer) {
                System.arraycopy(of, 0, sum, part * counts + kind * groups.size(), of.length);
            }
        }
        return sum;
    }

    private void tell(PersonCell cell) {
        int[] of = sets.get(cell.persons());
        long persons = cell.persons().cardinality();
        if (tables.computeIfAbsent(cell.table(), t -> new LinkedHashSet<>()).add(cell.persons())) {
            suppression.known(sum(of, -1, 0), persons);
        }
        Place place = new Place(cell.persons(), cell.category());
        if (cell.yes().isPresent() && !sums.containsKey(place)) {
            long yes = cell.yes().get().cardinality();
            Suppression.Sum sum =
                    suppression.hideable(sum(of, answers.indexOf(cell.category()), 0), yes, persons, cell.table());
            sums.put(place, sum);
            if (rule.hides(yes) || rule.hides(persons - yes)) {
                suppression.hideSmall(sum);
            }
        }
    }

    private void tellBefore(EarlierCell cell) {
        int[] of = groups.sum(cell.today().persons());
        long persons = cell.today().persons().cardinality();
        long joined = persons - cell.rows();
        tellBefore(of, -1, cell.rows(), joined == 0);
        if (cell.yes().isPresent()) {
            long now = cell.today().yes().map(BitSet::cardinality).orElse(0);
            long gained = now - cell.yes().getAsLong();
            int answer = answers.indexOf(cell.today().category());
            tellBefore(of, answer, cell.yes().getAsLong(), joined == 0 && gained == 0);
        }
    }

    private void tellBefore(int[] of, int answer, long then, boolean stillTrue) {
        int[] now = sum(of, answer, 0);
        int[] since = sum(of, answer, 1);
        if (stillTrue) {
            suppression.known(now, then);
            suppression.known(since, 0);
        } else {
            suppression.known(PersonGroups.less(now, since), then);
        }
    }

    /** Guards those who gave an answer, and those who did not, if they are few. */
    private void guard(int[] of, int answer, String table, Suppression.Kind kind) {
        int[] yes = sum(of, answer, 0);
        int[] no = PersonGroups.less(sum(of, -1, 0), yes);
        if (rule.hides(PersonGroups.value(yes, truth))) {
            suppression.guard(yes, table, kind);
        }
        if (rule.hides(PersonGroups.value(no, truth))) {
            suppression.guard(no, table, kind);
        }
    }

    /** Guards the answers in what a group has beyond another within it, and in the smallest groups. */
    private void guardBetween() {
        for (int answer = 0; answer < answers.size(); answer++) {
            for (int[] outer : sets.values()) {
                for (int[] inner : sets.values()) {
                    if (PersonGroups.isInside(inner, outer)) {
                        guard(PersonGroups.less(outer, inner), answer, "", Suppression.Kind.EXACT);
                    }
                }
            }
            for (int group = 0; group < groups.size(); group++) {
                int[] alone = new int[groups.size()];
                alone[group] = 1;
                guard(alone, answer, "", Suppression.Kind.EXACT);
            }
        }
    }

    /** Guards by how many those who gave an answer, and those who did not, have become more or fewer in a group. */
    private void guardChanges() {
        for (int answer = 0; answer < answers.size(); answer++) {
            for (int[] of : sets.values()) {
                int[] yes = sum(of, answer, 1);
                suppression.guard(yes, "", Suppression.Kind.IF_SMALL);
                suppression.guard(PersonGroups.less(sum(of, -1, 1), yes), "", Suppression.Kind.IF_SMALL);
            }
        }
    }

    /**
     * Decides.
     *
     * @param complementary whether to hide anything but what is small itself
     * @return whether every small number could be guarded
     */
    boolean protect(boolean complementary) {
        return !complementary || suppression.protect(this::notTold);
    }

    /** Within each group what a table does not tell of an answer, if those who gave it or those who did not are few. */
    private List<int[]> notTold() {
        List<int[]> few = new ArrayList<>();
        for (int answer = 0; answer < answers.size(); answer++) {
            for (int[] outer : sets.values()) {
                for (Set<BitSet> table : tables.values()) {
                    int[] rest = outer;
                    for (BitSet part : table) {
                        Suppression.Sum sum = sums.get(new Place(part, answers.get(answer)));
                        if (sum != null && sum.isShown() && PersonGroups.isInside(sets.get(part), outer)) {
                            rest = PersonGroups.less(rest, sets.get(part));
                        }
                    }
                    int[] yes = sum(rest, answer, 0);
                    int[] no = PersonGroups.less(sum(rest, -1, 0), yes);
                    if (rule.hides(PersonGroups.value(yes, truth))) {
                        few.add(yes);
                    }
                    if (rule.hides(PersonGroups.value(no, truth))) {
                        few.add(no);
                    }
                }
            }
        }
        return few;
    }

    /** Whether the answers of a cell are shown, of those whose persons are; where it has none, there is nothing to hide. */
    boolean isShown(int cell) {
        PersonCell of = told.get(cell);
        return of.yes().isEmpty()
                || sums.get(new Place(of.persons(), of.category())).isShown();
    }
}
