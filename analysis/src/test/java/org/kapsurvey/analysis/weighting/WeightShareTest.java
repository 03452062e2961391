package org.kapsurvey.analysis.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.chance.RandomStream;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.selection.PersonSelection;
import org.kapsurvey.questionnaire.selection.Roster;
import org.kapsurvey.questionnaire.selection.SelectedPerson;

final class WeightShareTest {
    @Test
    void aUnitGetsTheSumOfItsReportersWeightsOverItsRoutes() {
        // A couple of whom both were interviewed, one of whom one was, and a child that four persons could tell of.
        Grouping units = units("c1", "c1", "c2", "child", "");
        WeightShare share = WeightShare.of(units, new double[] {2, 2, 2, 4, Double.NaN});
        Weighted shared = share.apply(new double[] {10, 30, 12, 8, 0});
        assertThat(shared.weights()).containsExactly(5, 15, 6, 2, 0);
        assertThat(shared.facts()).containsEntry("units", 3.0);
        // Levels of text are in the order of their code points.
        assertThat(share.ofUnits(shared)).containsExactly(20, 6, 2);
    }

    @Test
    void linksShareTheWeightAsTheySay() {
        Grouping units = units("child", "child", "other");
        // The mother tells of the child with a link of 3, the father with 1; of the other child only a grandmother
        // does.
        Weighted shared = new WeightShare(units, new double[] {3, 1, 0.5}, new double[] {4, 4, 0.5})
                .apply(new double[] {100, 60, 40});
        assertThat(shared.weights()).containsExactly(75, 15, 40);
    }

    @Test
    void aUnitWithOneRouteKeepsItsReportersWeight() {
        double[] weights = {3, 1.5, 7};
        assertThat(WeightShare.of(units("a", "b", "c"), new double[] {1, 1, 1})
                        .apply(weights)
                        .weights())
                .containsExactly(weights);
    }

    @Test
    void everyFaultNamesItsRowsAndNoValue() {
        WeightShare share = new WeightShare(
                units("a", "a", "b", "", "c", "c"), new double[] {1, 1, -1, 1, 1, 1}, new double[] {2, 3, 1, 1, 1, 1});
        assertThatThrownBy(() -> share.apply(new double[] {1, 1, 1, 1, 1, 1}))
                .isInstanceOfSatisfying(
                        WeightingException.class,
                        e -> assertThat(e.findings())
                                .containsExactly(
                                        "Rows 1 and 2 tell of one unit and must have the same routes.",
                                        "The link of row 3 must be a number of 0 or more.",
                                        "Row 4 has no value of unit, so it is not known of which unit it tells.",
                                        "The links of the unit of row 5 sum to more in the sample than its routes in the"
                                                + " population: a person may tell of it twice."));
        assertThatThrownBy(() -> WeightShare.of(units("a"), new double[] {0}).apply(new double[] {1}))
                .hasMessage("The routes of row 1 must be a number above 0.");
        assertThat(share.apply(new double[6]).weights()).containsOnly(0);
    }

    /**
     * Children whose parents live together or apart, and who belong to none, one or both of two target groups: simple random
     * samples of households, persons drawn as in the field, totals over children by either weight.
     */
    @Test
    void totalsOverUnitsAreUnbiasedByTheShareAndByTheProbabilityOverAllRoutes() {
        Town town = Town.of(400);
        double share = 0;
        double shareSquares = 0;
        double own = 0;
        double ownSquares = 0;
        double truthTogether = 0;
        for (Town.Child child : town.children) {
            truthTogether += child.together() ? child.value() : 0;
        }
        int samples = 4_000;
        for (int sample = 0; sample < samples; sample++) {
            double[] estimates = town.estimates(RandomStream.of("town", String.valueOf(sample)), 60);
            share += estimates[0];
            shareSquares += estimates[0] * estimates[0];
            own += estimates[1];
            ownSquares += estimates[1] * estimates[1];
        }
        assertUnbiased(town.total(), share, shareSquares, samples);
        assertUnbiased(truthTogether, own, ownSquares, samples);
    }

    private static void assertUnbiased(double truth, double sum, double squares, int samples) {
        double mean = sum / samples;
        double error = Math.sqrt((squares / samples - mean * mean) / samples);
        assertThat(mean).isCloseTo(truth, within(3 * error));
        // The comparison is worth something: three errors are less than 3 % of the total.
        assertThat(3 * error).isLessThan(0.03 * truth);
    }

    /** The units of rows by their names; an empty name is missing. */
    private static Grouping units(String... names) {
        List<@Nullable String> values = new ArrayList<>();
        for (String name : names) {
            values.add(name.isEmpty() ? null : name);
        }
        return Grouping.of(Table.of(names.length, List.of(TextColumn.of("unit", values))), List.of("unit"));
    }

    /** Households with up to two adults, and children whose two parents are adults somewhere. */
    private record Town(List<List<Adult>> households, List<Child> children) {
        /** Belongs to group a, b, both or (rarely) to none, and then can't be reached. */
        record Adult(int household, String id, List<String> groups) {}

        record Child(int number, List<Adult> parents, double value) {
            boolean together() {
                return parents.stream().map(Adult::household).distinct().count() == 1;
            }
        }

        static Town of(int size) {
            RandomStream random = RandomStream.of("a town");
            List<List<Adult>> households = new ArrayList<>();
            for (int household = 0; household < size; household++) {
                List<Adult> adults = new ArrayList<>();
                for (int adult = 0; adult < 1 + random.nextInt(4); adult++) {
                    int kind = random.nextInt(3);
                    adults.add(new Adult(
                            household,
                            String.valueOf(adult),
                            kind == 0 ? List.of("a") : kind == 1 ? List.of("b") : List.of("a", "b")));
                }
                households.add(adults);
            }
            List<Child> children = new ArrayList<>();
            for (int number = 0; number < 2 * size; number++) {
                List<Adult> first = households.get(random.nextInt(size));
                List<Adult> second = random.nextInt(3) > 0 ? first : households.get(random.nextInt(size));
                Adult mother = first.get(0);
                Adult father = second.get(second.size() - 1);
                children.add(new Child(
                        number,
                        mother.equals(father) ? List.of(mother) : List.of(mother, father),
                        1 + random.nextInt(9)));
            }
            return new Town(households, children);
        }

        double total() {
            return children.stream().mapToDouble(Child::value).sum();
        }

        /** By the weight share over all children, and by their own probability over those whose parents live together. */
        double[] estimates(RandomStream random, int sampled) {
            double householdWeight = (double) households.size() / sampled;
            PersonSelection[] selections = new PersonSelection[households.size()];
            for (int household : simpleRandom(random, households.size(), sampled)) {
                selections[household] = selection(random, households.get(household), household);
            }
            List<String> unit = new ArrayList<>();
            List<Double> weights = new ArrayList<>();
            List<Double> routes = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            double own = 0;
            for (Child child : children) {
                boolean reached = false;
                for (Adult parent : child.parents()) {
                    PersonSelection selection = selections[parent.household()];
                    SelectedPerson person = selection == null
                            ? null
                            : selection.persons().stream()
                                    .filter(one -> one.id().equals(parent.id()))
                                    .findFirst()
                                    .orElseThrow();
                    if (person != null && person.isSelected()) {
                        reached = true;
                        unit.add("child" + child.number());
                        weights.add(householdWeight / person.probability());
                        routes.add((double) child.parents().size());
                        values.add(child.value());
                    }
                }
                if (child.together() && reached) {
                    double probability = selections[child.parents().get(0).household()].probability(
                            child.parents().stream().map(Adult::id).toList());
                    own += householdWeight / probability * child.value();
                }
            }
            double[] shared = WeightShare.of(units(unit.toArray(new String[0])), array(routes))
                    .apply(array(weights))
                    .weights();
            double sum = 0;
            for (int row = 0; row < shared.length; row++) {
                sum += shared[row] * values.get(row);
            }
            return new double[] {sum, own};
        }

        private static PersonSelection selection(RandomStream random, List<Adult> adults, int household) {
            List<String> persons = new ArrayList<>();
            for (Adult adult : adults) {
                persons.add("{\"id\":\"%s\",\"groups\":[%s]}"
                        .formatted(adult.id(), "\"" + String.join("\",\"", adult.groups()) + "\""));
            }
            return PersonSelection.of(
                    String.valueOf(random.nextLong()),
                    Roster.parse(
                            "roster",
                            "{\"household\":\"H%d\",\"groups\":[\"a\",\"b\"],\"persons\":%s}"
                                    .formatted(household, persons),
                            new JvmHost()));
        }

        private static List<Integer> simpleRandom(RandomStream random, int of, int size) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < of; i++) {
                all.add(i);
            }
            for (int i = 0; i < size; i++) {
                int at = i + random.nextInt(of - i);
                all.set(i, all.set(at, all.get(i)));
            }
            return all.subList(0, size);
        }

        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
