package org.kapsurvey.analysis.inference;

import java.util.ArrayList;
import java.util.List;

/** The ways to keep some of a few things. */
final class Subsets {
    private Subsets() {}

    /** Every ascending list of {@code kept} of the numbers 0 to {@code all} − 1. */
    static List<List<Integer>> of(int all, int kept) {
        List<List<Integer>> found = new ArrayList<>();
        add(all, kept, 0, new ArrayList<>(), found);
        return found;
    }

    private static void add(int all, int kept, int from, List<Integer> chosen, List<List<Integer>> found) {
        if (chosen.size() == kept) {
            found.add(List.copyOf(chosen));
            return;
        }
        for (int next = from; next < all; next++) {
            chosen.add(next);
            add(all, kept, next + 1, chosen, found);
            chosen.remove(chosen.size() - 1);
        }
    }
}
