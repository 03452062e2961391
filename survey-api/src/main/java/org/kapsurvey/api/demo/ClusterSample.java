package org.kapsurvey.api.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A stratified two-stage sample of people: residential groups drawn systematically with probability proportional to their
 * listed size (Madow 1949), then people with equal probability within each group.
 *
 * <p>The design weight of a person is 1 / (n_h M_i / ΣM · m / N_i), with n_h groups drawn in the stratum, M_i the listed
 * size of the group, m people taken of the N_i found in it.
 */
record ClusterSample(List<Selected> selected) {

    /**
     * A selected person.
     *
     * @param group place of the group in {@link Province#groups()}
     * @param person number of the person within the group, from 0
     * @param designWeight inverse of the inclusion probability
     * @param responds whether an interview will be had
     */
    record Selected(int group, int person, double designWeight, boolean responds) {}

    /**
     * Draws the sample.
     *
     * @param groupsInStratum groups to draw in each stratum, at least 2 each
     * @param peopleInGroup people to take in each group; all of a smaller group
     * @throws IllegalArgumentException if a group is larger than the sampling interval and would be drawn twice
     */
    static ClusterSample draw(Province province, int[] groupsInStratum, int peopleInGroup, Random random) {
        List<Selected> selected = new ArrayList<>();
        for (int h = 0; h < province.strata().size(); h++) {
            double response = province.strata().get(h).response();
            double total = 0;
            for (Province.Group group : province.groups()) {
                total += group.stratum() == h ? group.listed() : 0;
            }
            double interval = total / groupsInStratum[h];
            double next = interval * (1 - random.nextDouble());
            double passed = 0;
            for (int g = 0; g < province.groups().size(); g++) {
                Province.Group group = province.groups().get(g);
                if (group.stratum() != h) {
                    continue;
                }
                if (group.listed() >= interval) {
                    throw new IllegalArgumentException("Group " + group.code() + " has " + group.listed()
                            + " people, the sampling interval is " + interval
                            + ". Draw fewer groups: a group must not be drawn twice.");
                }
                passed += group.listed();
                if (passed >= next) {
                    next += interval;
                    take(selected, g, group, interval, peopleInGroup, response, random);
                }
            }
        }
        return new ClusterSample(List.copyOf(selected));
    }

    private static void take(
            List<Selected> selected,
            int place,
            Province.Group group,
            double interval,
            int wanted,
            double response,
            Random random) {
        int taken = Math.min(wanted, group.people());
        double weight = interval / group.listed() * group.people() / taken;
        int left = taken;
        for (int person = 0; left > 0; person++) {
            // Selection sampling (Knuth, TAOCP 2, 3.4.2 algorithm S): each subset of that size is equally likely.
            if (random.nextInt(group.people() - person) < left) {
                selected.add(new Selected(place, person, weight, random.nextDouble() < response));
                left--;
            }
        }
    }
}
