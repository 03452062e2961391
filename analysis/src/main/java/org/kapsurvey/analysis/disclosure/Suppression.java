package org.kapsurvey.analysis.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which of some sums are published, so that counts to be guarded do not follow from them. Hides first what a guarded count is itself; then,
 * as long as one follows exactly, the sum of fewest persons that it follows from; then, as long as the range of one is too narrow, a sum
 * near it; and shows again what turns out to be hidden in vain.
 */
final class Suppression {
    private final ProtectionRule rule;
    private final FeasibleRange range;
    private final List<Sum> sums = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();
    private final Set<Guard> exposed = new HashSet<>();
    private int[] telling = {};

    /** A sum of unknowns, and what it comes to. */
    static final class Sum {
        private final int[] of;
        private final long value;
        private final long persons;
        private final String table;
        private final boolean canBeHidden;
        private boolean small;
        private boolean shown = true;

        private Sum(int[] of, long value, long persons, String table, boolean canBeHidden) {
            this.of = of;
            this.value = value;
            this.persons = persons;
            this.table = table;
            this.canBeHidden = canBeHidden;
        }

        boolean isShown() {
            return shown;
        }

        int[] of() {
            return of;
        }

        private boolean isThere() {
            return shown && canBeHidden;
        }
    }

    /**
     * A count that must not be learnt.
     *
     * @param kind what is asked of it
     */
    private record Guard(List<Integer> of, String table, Kind kind) {
        int[] coefficients() {
            return of.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /**
     * Without sums.
     *
     * @param counts how many of the unknowns are 0 or more; those after them may be below 0
     */
    Suppression(ProtectionRule rule, int counts, int unknowns) {
        this.rule = rule;
        this.range = new FeasibleRange(counts, unknowns);
    }

    int unknowns() {
        return range.unknowns();
    }

    /** What is asked of a guarded count. */
    enum Kind {
        /** It is small, and its range must be wide. */
        RANGED,
        /** It is small, and must not follow exactly. */
        EXACT,
        /** If it follows, it must not be small: nobody here knows it otherwise. */
        IF_SMALL
    }

    /** A sum that is shown until it is hidden. */
    Sum hideable(int[] of, long value, long persons, String table) {
        Sum sum = new Sum(of, value, persons, table, true);
        sums.add(sum);
        return sum;
    }

    /** A sum that is known, whatever is hidden. */
    void known(int[] of, long value) {
        sums.add(new Sum(of, value, 0, "", false));
    }

    /** Hides a sum for its own sake. */
    void hideSmall(Sum sum) {
        sum.small = true;
        sum.shown = false;
    }

    /** Guards a count. */
    void guard(int[] of, String table, Kind kind) {
        guards.add(guarded(of, table, kind));
    }

    private static Guard guarded(int[] of, String table, Kind kind) {
        List<Integer> coefficients = new ArrayList<>();
        for (int one : of) {
            coefficients.add(one);
        }
        return new Guard(coefficients, table, kind);
    }

    /**
     * Hides until no guarded count follows.
     *
     * @param moving small counts to be guarded too, which hang on what is hidden; combinations of the sums
     * @return whether every count could be guarded
     */
    boolean protect(Supplier<List<int[]>> moving) {
        Span all = new Span(range.unknowns(), sums.size() + guards.size());
        sums.forEach(sum -> all.add(sum.of, 0));
        guards.forEach(guard -> all.add(guard.coefficients(), 0));
        telling = all.telling();
        do {
            boolean hidden = true;
            while (hidden) {
                hidden = hideWhatFollows(moving.get());
            }
        } while (hideNarrow());
        showAgain(moving);
        return exposed.isEmpty();
    }

    private Span span(List<Sum> known) {
        Span span = new Span(telling.length, known.size());
        known.forEach(sum -> span.add(told(sum.of), sum.value));
        return span;
    }

    private int[] told(int[] of) {
        int[] told = new int[telling.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = of[telling[i]];
        }
        return told;
    }

    private List<Sum> shown() {
        return sums.stream().filter(Sum::isShown).toList();
    }

    private List<Guard> with(List<int[]> moving) {
        List<Guard> all = new ArrayList<>(guards);
        moving.forEach(one -> all.add(guarded(one, "", Kind.EXACT)));
        all.removeAll(exposed);
        return all;
    }

    /** Hides a sum for each guarded count that follows; of those that followed from it too nothing more, as they may not any longer. */
    private boolean hideWhatFollows(List<int[]> moving) {
        List<Sum> known = shown();
        Span span = span(known);
        boolean hidden = false;
        for (Guard guard : with(moving)) {
            Optional<Span.Combination> found = follows(guard, span);
            if (found.isPresent()) {
                List<Sum> from = found.get().sums().stream().map(known::get).toList();
                if (from.stream().allMatch(Sum::isShown)) {
                    Optional<Sum> fewest = from.stream().filter(Sum::isThere).min(fewestPersons());
                    fewest.ifPresentOrElse(sum -> sum.shown = false, () -> exposed.add(guard));
                    hidden |= fewest.isPresent();
                }
            }
        }
        return hidden;
    }

    /** What a guarded count that must not be learnt follows from. */
    private Optional<Span.Combination> follows(Guard guard, Span span) {
        return span.combination(told(guard.coefficients()))
                .filter(found -> guard.kind != Kind.IF_SMALL || rule.hides(Math.abs(found.value())));
    }

    private static Comparator<Sum> fewestPersons() {
        return Comparator.comparingLong(sum -> sum.persons);
    }

    private boolean hideNarrow() {
        know();
        for (Guard guard : guards) {
            if (isNarrow(guard)) {
                Optional<Sum> near = sums.stream()
                        .filter(Sum::isThere)
                        .min(Comparator.<Sum, Boolean>comparing(sum -> !sum.table.equals(guard.table))
                                .thenComparing(fewestPersons()));
                if (near.isPresent()) {
                    near.get().shown = false;
                    return true;
                }
                exposed.add(guard);
            }
        }
        return false;
    }

    private void know() {
        List<Sum> known = shown();
        range.know(
                known.stream().map(Sum::of).toList(),
                known.stream().map(sum -> sum.value).toList());
    }

    private boolean isNarrow(Guard guard) {
        return guard.kind == Kind.RANGED
                && !exposed.contains(guard)
                && !range.isAtLeast(guard.coefficients(), rule.width());
    }

    private void showAgain(Supplier<List<int[]>> moving) {
        List<Sum> hidden = sums.stream()
                .filter(sum -> !sum.shown && !sum.small)
                .sorted(fewestPersons().reversed())
                .toList();
        for (Sum sum : hidden) {
            sum.shown = true;
            sum.shown = isSafe(moving.get());
        }
    }

    private boolean isSafe(List<int[]> moving) {
        Span span = span(shown());
        if (with(moving).stream().anyMatch(guard -> follows(guard, span).isPresent())) {
            return false;
        }
        know();
        return guards.stream().noneMatch(this::isNarrow);
    }
}
