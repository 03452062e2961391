package org.kapsurvey.analysis.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which numbers of persons are published, of all measures together: where two count the same persons, they are shown or hidden together. */
final class PersonsProtection {
    private final List<PersonCell> cells;
    private final ProtectionRule rule;
    private final PersonGroups groups;
    private final Suppression suppression;
    private final Map<BitSet, Suppression.Sum> sums = new LinkedHashMap<>();
    private final List<Measure> measures = new ArrayList<>();
    private final long[] sizes;

    /** The distinct groups of persons of a measure, and the tables that they stand in. */
    private record Measure(Set<BitSet> sets, Map<String, Set<BitSet>> tables) {}

    PersonsProtection(List<PersonCell> cells, List<EarlierCell> before, ProtectionRule rule) {
        this.cells = cells;
        this.rule = rule;
        Set<BitSet> sets = new LinkedHashSet<>();
        cells.forEach(cell -> sets.add(cell.persons()));
        before.forEach(cell -> sets.add(cell.today().persons()));
        this.groups = PersonGroups.of(List.copyOf(sets));
        this.sizes = groups.sizes();
        this.suppression = new Suppression(rule, groups.size(), groups.size());
        for (PersonCell cell : cells) {
            if (!sums.containsKey(cell.persons())) {
                add(cell);
            }
        }
        for (EarlierCell cell : before) {
            if (cell.rows() == cell.today().persons().cardinality()) {
                suppression.known(groups.sum(cell.today().persons()), cell.rows());
            }
        }
        Map<String, Measure> byMeasure = new LinkedHashMap<>();
        for (PersonCell cell : cells) {
            Measure measure = byMeasure.computeIfAbsent(
                    cell.measure(), m -> new Measure(new LinkedHashSet<>(), new LinkedHashMap<>()));
            measure.tables()
                    .computeIfAbsent(cell.table(), t -> new LinkedHashSet<>())
                    .add(cell.persons());
            measure.sets().add(cell.persons());
        }
        measures.addAll(byMeasure.values());
        measures.forEach(this::guardBetween);
    }

    private void add(PersonCell cell) {
        int[] of = groups.sum(cell.persons());
        long persons = cell.persons().cardinality();
        Suppression.Sum sum = suppression.hideable(of, persons, persons, cell.table());
        sums.put(cell.persons(), sum);
        if (rule.hides(persons)) {
            suppression.hideSmall(sum);
            suppression.guard(of, cell.table(), Suppression.Kind.RANGED);
        }
    }

    /** Guards what a group has beyond another that lies within it. */
    private void guardBetween(Measure measure) {
        for (BitSet outer : measure.sets()) {
            for (BitSet inner : measure.sets()) {
                int[] all = sums.get(outer).of();
                int[] part = sums.get(inner).of();
                if (rule.hides((long) outer.cardinality() - inner.cardinality()) && PersonGroups.isInside(part, all)) {
                    suppression.guard(PersonGroups.less(all, part), "", Suppression.Kind.EXACT);
                }
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
        return !complementary || suppression.protect(this::hiddenTogether);
    }

    /** Within each group what a table hides, if that is few together. */
    private List<int[]> hiddenTogether() {
        List<int[]> few = new ArrayList<>();
        for (Measure measure : measures) {
            for (BitSet outer : measure.sets()) {
                for (Set<BitSet> table : measure.tables().values()) {
                    int[] all = sums.get(outer).of();
                    int[] rest = all;
                    boolean hides = false;
                    for (BitSet part : table) {
                        Suppression.Sum sum = sums.get(part);
                        if (PersonGroups.isInside(sum.of(), all)) {
                            rest = sum.isShown() ? PersonGroups.less(rest, sum.of()) : rest;
                            hides |= !sum.isShown();
                        }
                    }
                    if (hides && rule.hides(PersonGroups.value(rest, sizes))) {
                        few.add(rest);
                    }
                }
            }
        }
        return few;
    }

    /** Whether the number of persons of a cell is shown. */
    boolean isShown(int cell) {
        return sums.get(cells.get(cell).persons()).isShown();
    }
}
