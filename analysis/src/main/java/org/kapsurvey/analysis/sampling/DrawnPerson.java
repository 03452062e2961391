package org.kapsurvey.analysis.sampling;

import java.util.List;

/**
 * A person who was drawn in a household.
 *
 * @param household the household with its place in the design
 * @param person id in the household
 * @param groups the target groups to which the person belongs
 * @param drawnFor those of them for which the person was drawn
 * @param members of each group in {@code drawnFor}, how many the household has
 * @param probability of being drawn for at least one of them, given the household
 */
public record DrawnPerson(
        DrawnHousehold household,
        String person,
        List<String> groups,
        List<String> drawnFor,
        List<Integer> members,
        double probability) {
    public DrawnPerson {
        groups = List.copyOf(groups);
        drawnFor = List.copyOf(drawnFor);
        members = List.copyOf(members);
    }

    /** The person's id in the round: household and person joined by {@code .}. */
    public String selection() {
        return household.household() + "." + person;
    }

    public double inclusionProbability() {
        return household.inclusionProbability() * probability;
    }

    public double designWeight() {
        return 1 / inclusionProbability();
    }
}
