package org.kapsurvey.analysis.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * Collects what is wrong with a frame's files, and what is only worth knowing. Of one kind in one file the first {@value
 * #LISTED} are told one by one, the others counted. Not safe for several threads.
 */
public final class Findings {
    static final int LISTED = 100;

    private final List<Finding> faults = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /** Adds a finding; {@code words} take the places of {@code {0}}, {@code {1}}, … in its sentences. */
    public void add(Place place, FrameFinding kind, Object... words) {
        int count = counts.merge(kind + " " + place.file(), 1, Integer::sum);
        if (count <= LISTED) {
            (kind.isWarning() ? warnings : faults).add(kind.at(place, words));
        }
    }

    /** What is wrong, in the order in which it was found, and at the end how many more there are of what. */
    public List<Finding> faults() {
        List<Finding> all = new ArrayList<>(faults);
        counts.forEach((key, count) -> {
            FrameFinding kind = FrameFinding.valueOf(key.substring(0, key.indexOf(' ')));
            if (count > LISTED && !kind.isWarning()) {
                Place file = Place.ofFile(key.substring(key.indexOf(' ') + 1));
                all.add(FrameFinding.MORE.at(file, count - LISTED));
            }
        });
        return all;
    }

    public List<Finding> warnings() {
        return List.copyOf(warnings);
    }
}
