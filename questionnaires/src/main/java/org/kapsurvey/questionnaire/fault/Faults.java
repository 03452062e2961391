package org.kapsurvey.questionnaire.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects faults, so that an author sees all of them at once. Not safe for use by several threads. */
public final class Faults {
    private static final Comparator<Fault> BY_PLACE = (a, b) -> {
        if (a.place().line() != b.place().line()) {
            return Integer.compare(a.place().line(), b.place().line());
        }
        return Integer.compare(a.place().column(), b.place().column());
    };

    private final List<Fault> found = new ArrayList<>();

    public void add(Place place, String message, String remedy) {
        found.add(new Fault(place, message, remedy));
    }

    public void addAll(List<Fault> faults) {
        found.addAll(faults);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int size() {
        return found.size();
    }

    /** The faults in the order of the file; faults of one place in the order in which they were found. */
    public List<Fault> list() {
        List<Fault> sorted = new ArrayList<>(found);
        sorted.sort(BY_PLACE);
        return sorted;
    }

    /** Throws all faults, if there are any. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new FaultsException(list());
        }
    }
}
