package org.kapsurvey.analysis.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.disclosure.MadeUpRelease.Person;
import org.kapsurvey.analysis.disclosure.MadeUpRelease.Place;

/**
 * Made-up releases are attacked by a reader who knows every number that was published to the last person, and which numbers of an earlier
 * edition are still true: no small number may follow. {@code -Dkap.releases=2000} attacks more of them.
 */
class DisclosureAttackTest {
    private static final int RELEASES = Integer.getInteger("kap.releases", 500);

    /** Of every so many releases it is looked whether all that is hidden has to be. */
    private static final int LOOKED_AT = 10;

    /** What attacks on releases came to. */
    private static final class Tally {
        int releases;
        int earlier;
        int cells;
        int small;
        int known;
        int hidden;
        int recovered;
        int complements;
        int inVain;
        int exposed;

        @Override
        public String toString() {
            return releases + " releases, " + earlier + " with an earlier edition: " + small
                    + " small numbers, of which " + known
                    + " followed before and " + recovered + " were worked out now; of " + cells + " cells " + hidden
                    + " hidden; of " + complements + " complements looked at " + inVain
                    + " in vain; measures exposed before: " + exposed;
        }
    }

    @Test
    void noSmallNumberCanBeWorkedOut() {
        Tally tally = attack(RELEASES, true);
        System.out.println(tally);
        assertEquals(0, tally.recovered, tally.toString());
        assertTrue(tally.small > 20 * RELEASES, tally.toString());
        assertTrue(tally.earlier > RELEASES / 4, tally.toString());
        assertTrue(tally.exposed <= RELEASES / 500, tally.toString());
        // A complement in vain here may still keep a range wide, which this reader does not look at.
        assertTrue(tally.inVain * 7 < tally.complements, tally.toString());
    }

    @Test
    void withoutComplementsSmallNumbersCanBeWorkedOut() {
        Tally tally = attack(100, false);
        System.out.println(tally);
        assertTrue(tally.recovered > 100, tally.toString());
    }

    private static Tally attack(int releases, boolean complementary) {
        Tally tally = new Tally();
        for (int seed = 0; seed < releases; seed++) {
            attack(
                    new MadeUpRelease(seed),
                    seed % 2 == 0 ? ProtectionRule.OUTSIDE : ProtectionRule.INSIDE,
                    complementary,
                    tally);
        }
        return tally;
    }

    private static void attack(MadeUpRelease release, ProtectionRule rule, boolean complementary, Tally tally) {
        tally.releases++;
        List<EarlierCell> earlier = List.of();
        Disclosure first = new Disclosure(List.of(), List.of());
        if (release.hasEarlier) {
            tally.earlier++;
            first = Disclosure.of(List.copyOf(release.cells(0).values()), List.of(), rule, complementary);
            earlier = release.earlier(first.shown());
        }
        Map<Place, PersonCell> cells = release.cells(1);
        Disclosure disclosure = Disclosure.of(List.copyOf(cells.values()), earlier, rule, complementary);
        tally.exposed += disclosure.exposed().size();
        new Attack(release, rule, first, disclosure).run(tally, complementary);
    }

    /** One release as its reader sees it. */
    private static final class Attack {
        private final MadeUpRelease release;
        private final ProtectionRule rule;
        private final Disclosure first;
        private final Disclosure second;
        private final Attacker attacker = new Attacker();
        private final Set<Map<String, Integer>> learnt = new HashSet<>();

        Attack(MadeUpRelease release, ProtectionRule rule, Disclosure first, Disclosure second) {
            this.release = release;
            this.rule = rule;
            this.first = first;
            this.second = second;
        }

        void run(Tally tally, boolean complementary) {
            List<Place> places = List.copyOf(release.cells(1).keySet());
            tally.cells += places.size();
            tally.hidden += (int) second.shown().stream()
                    .filter(shown -> shown != Shown.EVERYTHING)
                    .count();
            if (release.hasEarlier) {
                learnEdition(0, first.shown());
                learnWhatIsStillTrue(first.shown());
            }
            Set<Map<String, Integer>> targets = new HashSet<>();
            for (Place place : places) {
                targets.add(persons(place, 1));
                targets.addAll(answers(place, 1));
            }
            for (Place outer : places) {
                for (Place inner : places) {
                    if (isInside(inner, outer)) {
                        targets.add(less(persons(outer, 1), persons(inner, 1)));
                        if (outer.category().equals(inner.category())) {
                            List<Map<String, Integer>> all = answers(outer, 1);
                            List<Map<String, Integer>> part = answers(inner, 1);
                            for (int i = 0; i < all.size(); i++) {
                                targets.add(less(all.get(i), part.get(i)));
                            }
                        }
                    }
                }
            }
            if (release.hasEarlier) {
                for (Place place : places) {
                    List<Map<String, Integer>> now = answers(place, 1);
                    List<Map<String, Integer>> then = answers(place, 0);
                    for (int i = 0; i < now.size(); i++) {
                        targets.add(less(now.get(i), then.get(i)));
                    }
                }
            }
            targets.removeIf(target -> value(target) == 0 || Math.abs(value(target)) >= rule.minimum());
            tally.small += targets.size();
            int small = targets.size();
            // What follows from the first edition and from what of it is still true no second edition can take back.
            targets.removeIf(attacker::knows);
            tally.known += small - targets.size();
            learnEdition(1, second.shown());
            targets.forEach(target -> tally.recovered += attacker.knows(target) ? 1 : 0);
            if (complementary && tally.releases % LOOKED_AT == 0) {
                inVain(places, targets, tally);
            }
        }

        /** Counts the cells that are hidden though not small, and those of them of which alone nothing small would follow. */
        private void inVain(List<Place> places, Set<Map<String, Integer>> targets, Tally tally) {
            for (int i = 0; i < places.size(); i++) {
                List<Map<String, Integer>> told = new ArrayList<>(answers(places.get(i), 1));
                told.add(persons(places.get(i), 1));
                if (second.shown().get(i) != Shown.EVERYTHING
                        && told.stream().map(this::value).noneMatch(value -> value > 0 && value < rule.minimum())) {
                    Attacker more = attacker.copy();
                    told.forEach(more::learn);
                    tally.complements++;
                    tally.inVain += targets.stream().noneMatch(more::knows) ? 1 : 0;
                }
            }
        }

        private void learnEdition(int edition, List<Shown> shown) {
            int i = 0;
            for (Place place : release.cells(edition).keySet()) {
                Shown of = shown.get(i++);
                if (of != Shown.NOTHING) {
                    learn(persons(place, edition));
                }
                if (of == Shown.EVERYTHING) {
                    answers(place, edition).forEach(this::learn);
                }
            }
        }

        private void learnWhatIsStillTrue(List<Shown> shown) {
            int i = 0;
            for (Place place : release.cells(0).keySet()) {
                Shown of = shown.get(i++);
                Map<String, Integer> persons = less(persons(place, 1), persons(place, 0));
                if (of != Shown.NOTHING && value(persons) == 0) {
                    learn(persons);
                    List<Map<String, Integer>> now = answers(place, 1);
                    List<Map<String, Integer>> then = answers(place, 0);
                    if (of == Shown.EVERYTHING && !now.isEmpty() && value(less(now.get(0), then.get(0))) == 0) {
                        learn(less(now.get(0), then.get(0)));
                    }
                }
            }
        }

        private void learn(Map<String, Integer> sum) {
            if (learnt.add(sum)) {
                attacker.learn(sum);
            }
        }

        /** Those who have a value: everybody of one full set of levels who answers the same measures is one unknown of each edition. */
        private Map<String, Integer> persons(Place place, int edition) {
            Map<String, Integer> sum = new TreeMap<>();
            for (Person person : release.persons) {
                for (int e = 0; e < 2; e++) {
                    if (person.answer(place.measure(), e).isPresent()
                            && person.level()
                                    .entrySet()
                                    .containsAll(place.domain().entrySet())) {
                        sum.put(group(person, e, edition), 1);
                    }
                }
            }
            return sum;
        }

        private String group(Person person, int answers, int edition) {
            StringBuilder group = new StringBuilder("e" + edition + person.level());
            release.measures.forEach(measure ->
                    group.append(person.answer(measure.name(), answers).isPresent()));
            return group.toString();
        }

        /** Those who gave the answer and those who did not; of exhaustive answers the last is the persons less the others. */
        private List<Map<String, Integer>> answers(Place place, int edition) {
            if (place.category().isEmpty()) {
                return List.of();
            }
            Map<String, Integer> persons = persons(place, edition);
            Map<String, Integer> yes;
            if (place.category().equals("c")) {
                yes = less(
                        less(persons, ofCategory(persons, place.measure(), "a")),
                        ofCategory(persons, place.measure(), "b"));
            } else {
                yes = ofCategory(persons, place.measure(), place.category());
            }
            return List.of(yes, less(persons, yes));
        }

        private static Map<String, Integer> ofCategory(Map<String, Integer> persons, String measure, String category) {
            Map<String, Integer> sum = new TreeMap<>();
            persons.keySet().forEach(group -> sum.put(group + measure + category, 1));
            return sum;
        }

        private static boolean isInside(Place inner, Place outer) {
            return inner.measure().equals(outer.measure())
                    && !inner.domain().equals(outer.domain())
                    && inner.domain().entrySet().containsAll(outer.domain().entrySet());
        }

        private static Map<String, Integer> less(Map<String, Integer> from, Map<String, Integer> what) {
            Map<String, Integer> rest = new TreeMap<>(from);
            what.forEach((unknown, factor) -> rest.merge(unknown, -factor, Integer::sum));
            rest.values().removeIf(factor -> factor == 0);
            return rest;
        }

        private final Map<String, Long> truth = new HashMap<>();

        private long value(Map<String, Integer> sum) {
            if (truth.isEmpty()) {
                count();
            }
            return sum.entrySet().stream()
                    .mapToLong(one -> one.getValue() * truth.getOrDefault(one.getKey(), 0L))
                    .sum();
        }

        private void count() {
            for (Person person : release.persons) {
                for (int edition = 0; edition < 2; edition++) {
                    if (person.isIn().get(edition)) {
                        String group = group(person, edition, edition);
                        truth.merge(group, 1L, Long::sum);
                        for (MadeUpRelease.Measure measure : release.measures) {
                            person.answer(measure.name(), edition)
                                    .ifPresent(answer -> truth.merge(group + measure.name() + answer, 1L, Long::sum));
                        }
                    }
                }
            }
        }
    }
}
