package org.kapsurvey.questionnaire.fault;

import java.util.ArrayList;
import java.util.List;

/** Collects faults, so that an author sees all of them at once. Not safe for use by several threads. */
public final class Faults {
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

    /** File after file as first met, each in its order; faults of one place in the order in which they were found. */
    public List<Fault> list() {
        List<String> files = new ArrayList<>();
        for (Fault fault : found) {
            if (files.indexOf(fault.place().file()) < 0) {
                files.add(fault.place().file());
            }
        }
        List<Fault> sorted = new ArrayList<>(found);
        sorted.sort((a, b) -> {
            int file = Integer.compare(
                    files.indexOf(a.place().file()), files.indexOf(b.place().file()));
            int line = Integer.compare(a.place().line(), b.place().line());
            return file != 0
                    ? file
                    : line != 0
                            ? line
                            : Integer.compare(a.place().column(), b.place().column());
        });
        return sorted;
    }

    /** Throws all faults, if there are any. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new FaultsException(list());
        }
    }
}
