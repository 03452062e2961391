package org.kapsurvey.analysis.planning;

import java.util.List;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.planning.Allocation.Conflict;
import org.kapsurvey.questionnaire.fault.Place;

/** Sizes, minima and maxima of a plan can't all hold. The message is one line for each conflict, with the plan's place. */
public final class PlanningException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Conflict> conflicts;
    private final transient Place place;

    PlanningException(List<Conflict> conflicts, Place place) {
        super(conflicts.stream()
                .map(conflict -> place + ": " + conflict.message().en() + " "
                        + conflict.remedy().en())
                .collect(Collectors.joining("\n")));
        this.conflicts = List.copyOf(conflicts);
        this.place = place;
    }

    /** At least one. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** Of the key {@code allocation} in the sample plan. */
    public Place place() {
        return place;
    }
}
