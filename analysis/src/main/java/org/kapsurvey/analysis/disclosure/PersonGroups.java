package org.kapsurvey.analysis.disclosure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The smallest groups that sets of persons are made of: persons who belong to exactly the same of the sets are one group. However the sets
 * lie (nested, crossed, overlapping), each is a sum of groups.
 */
final class PersonGroups {
    private static final int NONE = -1;

    private final int[] groupOf;
    private final long[] sizes;

    private PersonGroups(int[] groupOf, long[] sizes) {
        this.groupOf = groupOf;
        this.sizes = sizes;
    }

    /** The groups of all persons of the sets, in the order of their first persons. */
    static PersonGroups of(List<BitSet> sets) {
        int persons = sets.stream().mapToInt(BitSet::length).max().orElse(0);
        // Refined set by set: whoever is of one group so far and differs in the next set parts from it.
        int[] groupOf = new int[persons];
        for (BitSet set : sets) {
            Map<Long, Integer> numbers = new HashMap<>();
            for (int person = 0; person < persons; person++) {
                long key = 2L * groupOf[person] + (set.get(person) ? 1 : 0);
                int next = numbers.size();
                groupOf[person] = numbers.computeIfAbsent(key, k -> next);
            }
        }
        BitSet somewhere = new BitSet();
        sets.forEach(somewhere::or);
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int person = 0; person < persons; person++) {
            int next = numbers.size();
            groupOf[person] = somewhere.get(person) ? numbers.computeIfAbsent(groupOf[person], group -> next) : NONE;
        }
        long[] sizes = new long[numbers.size()];
        Arrays.stream(groupOf).filter(group -> group != NONE).forEach(group -> sizes[group]++);
        return new PersonGroups(groupOf, sizes);
    }

    int size() {
        return sizes.length;
    }

    /** How many persons each group has. */
    long[] sizes() {
        return sizes.clone();
    }

    /** The set as a sum of groups: 1 for those that it is made of. */
    int[] sum(BitSet set) {
        int[] sum = new int[sizes.length];
        set.stream().forEach(person -> sum[groupOf[person]] = 1);
        return sum;
    }

    /** How many persons of a set each group has. */
    long[] counts(BitSet set) {
        long[] counts = new long[sizes.length];
        set.stream().forEach(person -> counts[groupOf[person]]++);
        return counts;
    }

    /** Whether every group of the inner sum is one of the outer one, which has more. */
    static boolean isInside(int[] inner, int[] outer) {
        return !Arrays.equals(inner, outer) && IntStream.range(0, inner.length).allMatch(g -> inner[g] <= outer[g]);
    }

    static int[] less(int[] from, int[] what) {
        int[] rest = from.clone();
        for (int g = 0; g < rest.length; g++) {
            rest[g] -= what[g];
        }
        return rest;
    }

    /** What a sum comes to; unknowns beyond the counts are left out. */
    static long value(int[] sum, long[] counts) {
        long value = 0;
        for (int g = 0; g < counts.length; g++) {
            value += sum[g] * counts[g];
        }
        return value;
    }
}
