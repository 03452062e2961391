package org.kapsurvey.api.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.selection.PersonSelection;
import org.kapsurvey.questionnaire.selection.Roster;
import org.kapsurvey.questionnaire.selection.SelectedPerson;

/**
 * A stratified sample: residential groups drawn systematically with probability proportional to their listed size (Madow 1949),
 * households with equal probability within each, and in each household one member for every target group
 * ({@link PersonSelection}); besides, staff of facilities drawn in the same way.
 *
 * <p>The design weight of a household is 1 / (n_h M_i / ΣM · m / N_i), with n_h groups drawn in the stratum, M_i the listed size of
 * the group, m households taken of the N_i found in it; that of a person is the household's over the probability of being
 * selected in it.
 */
record ClusterSample(List<Selected> selected, int households) {
    /** The stratum of staff. */
    static final String STAFF = "health-staff";

    private static final JvmHost HOST = new JvmHost();

    /**
     * A selected person.
     *
     * @param person place in {@link Population#people()}
     * @param stratum its code
     * @param ssu the household; empty of staff
     * @param designWeight inverse of the inclusion probability
     * @param responds whether an interview will be had
     */
    record Selected(int person, String stratum, String ssu, double designWeight, boolean responds) {}

    /**
     * Draws the sample.
     *
     * @param clusters residential groups to draw, shared out over the strata by their shares, at least 2 each
     * @param perCluster households to take in each group; all of a smaller group
     * @param chance of the draw; of whom is interviewed
     * @throws IllegalArgumentException if a group is larger than the sampling interval and would be drawn twice
     */
    static ClusterSample draw(Population population, int clusters, int perCluster, Chance chance) {
        return new Drawing(population, chance).draw(clusters, perCluster);
    }

    /** A sample while it is drawn. */
    private static final class Drawing {
        private final Population population;
        private final Province province;
        private final Chance chance;
        private final Map<Integer, List<Integer>> householdsOf = new HashMap<>();
        private final Map<Integer, List<Integer>> peopleOf = new HashMap<>();
        private final Map<Integer, List<Integer>> staffOf = new HashMap<>();
        private final List<Selected> selected = new ArrayList<>();
        private int households;

        Drawing(Population population, Chance chance) {
            this.population = population;
            this.province = population.province();
            this.chance = chance;
            for (int h = 0; h < population.households().size(); h++) {
                householdsOf
                        .computeIfAbsent(population.households().get(h).group(), group -> new ArrayList<>())
                        .add(h);
            }
            for (int p = 0; p < population.people().size(); p++) {
                Population.Person person = population.people().get(p);
                boolean staff = person.household() < 0;
                (staff ? staffOf : peopleOf)
                        .computeIfAbsent(staff ? person.place() : person.household(), key -> new ArrayList<>())
                        .add(p);
            }
        }

        ClusterSample draw(int clusters, int perCluster) {
            for (int h = 0; h < province.strata().size(); h++) {
                Province.Stratum stratum = province.strata().get(h);
                List<Integer> groups = new ArrayList<>();
                for (int g = 0; g < province.groups().size(); g++) {
                    if (province.groups().get(g).stratum() == h) {
                        groups.add(g);
                    }
                }
                int wanted = Math.max(2, (int) Math.round(clusters * stratum.share()));
                Chance own = chance.of(stratum.code());
                systematic(
                        groups,
                        group -> province.groups().get(group).listed(),
                        wanted,
                        own,
                        (group, weight) -> takeHouseholds(group, stratum, perCluster, weight, own.of(group)));
            }
            province.facilities().ifPresent(facilities -> {
                Chance own = chance.of(STAFF);
                systematic(
                        staffOf.keySet().stream().sorted().toList(),
                        facility -> staff(facility).size(),
                        facilities.drawn(),
                        own,
                        (facility, weight) -> takeStaff(facility, facilities, weight, own.of(facility)));
            });
            return new ClusterSample(List.copyOf(selected), households);
        }

        private List<Integer> staff(int facility) {
            return staffOf.getOrDefault(facility, List.of());
        }

        private interface Taken {
            void take(int unit, double weight);
        }

        private static void systematic(
                List<Integer> units, IntToDoubleFunction size, int wanted, Chance chance, Taken taken) {
            double total = units.stream().mapToDouble(size::applyAsDouble).sum();
            double interval = total / wanted;
            double next = interval * (1 - chance.uniform());
            double passed = 0;
            for (int unit : units) {
                double of = size.applyAsDouble(unit);
                if (of >= interval) {
                    throw new IllegalArgumentException("A group of size " + of + " would be drawn twice where every "
                            + interval + " one is drawn. Draw fewer groups.");
                }
                passed += of;
                if (passed >= next) {
                    next += interval;
                    taken.take(unit, interval / of);
                }
            }
        }

        private void takeHouseholds(int group, Province.Stratum stratum, int wanted, double weight, Chance own) {
            List<Integer> all = householdsOf.getOrDefault(group, List.of());
            for (int household : some(all, wanted, own)) {
                households++;
                double ofHousehold = weight * all.size() / Math.min(wanted, all.size());
                takePersons(household, stratum, ofHousehold, own.of("persons").of(household));
            }
        }

        /** Selection sampling (Knuth, TAOCP 2, 3.4.2 algorithm S): each subset of that size is equally likely. */
        private static List<Integer> some(List<Integer> all, int wanted, Chance chance) {
            List<Integer> taken = new ArrayList<>();
            int left = Math.min(wanted, all.size());
            for (int i = 0; left > 0; i++) {
                if (chance.below(all.size() - i) < left) {
                    taken.add(all.get(i));
                    left--;
                }
            }
            return taken;
        }

        private void takePersons(int household, Province.Stratum stratum, double weight, Chance own) {
            Household of = population.households().get(household);
            List<Integer> members = peopleOf.getOrDefault(household, List.of());
            PersonSelection selection = PersonSelection.of(own.of("draw").seed(), roster(of, members));
            for (int m = 0; m < members.size(); m++) {
                SelectedPerson person = selection.persons().get(m);
                if (person.isSelected()) {
                    selected.add(new Selected(
                            members.get(m),
                            stratum.code(),
                            of.id(),
                            weight / person.probability(),
                            own.of("responds").of(m).holds(stratum.response())));
                }
            }
        }

        private Roster roster(Household household, List<Integer> members) {
            JsonWriter json = new JsonWriter().beginObject().name("household").value(household.id());
            List<Population.Person> persons =
                    members.stream().map(population.people()::get).toList();
            json.name("groups").beginArray();
            persons.stream()
                    .flatMap(person -> person.groups().stream())
                    .distinct()
                    .sorted()
                    .forEach(json::value);
            json.endArray().name("persons").beginArray();
            for (Population.Person person : persons) {
                json.beginObject()
                        .name("id")
                        .value(Integer.toString(person.member() + 1))
                        .name("groups")
                        .beginArray();
                person.groups().forEach(json::value);
                json.endArray().endObject();
            }
            return Roster.parse("roster", json.endArray().endObject().toString(), HOST);
        }

        private void takeStaff(int facility, Province.Facilities facilities, double weight, Chance own) {
            List<Integer> all = staff(facility);
            for (int person : some(all, facilities.drawnStaff(), own)) {
                selected.add(new Selected(
                        person,
                        STAFF,
                        "",
                        weight * all.size() / Math.min(all.size(), facilities.drawnStaff()),
                        own.of("responds").of(person).holds(facilities.response())));
            }
        }
    }
}
