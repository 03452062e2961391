package org.kapsurvey.questionnaire.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.RandomRosters;
import org.kapsurvey.questionnaire.definition.AskedOf;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.jvm.JvmHost;

final class PersonSelectionTest {
    private static final int ROSTERS = 100_000;
    private static final JvmHost HOST = new JvmHost();
    /** A smaller p would come about once in a thousand tests of a right generator; the seeds are fixed. */
    private static final double UNLIKELY = 0.001;

    @Test
    void everyMemberOfAGroupIsDrawnAsOftenAsTheOthersOverManyRosters() {
        Map<String, long[]> counts = new LinkedHashMap<>();
        for (int seed = 0; seed < ROSTERS; seed++) {
            PersonSelection selection = drawn("2026", RandomRosters.roster(seed));
            for (String group : RandomRosters.GROUPS) {
                List<SelectedPerson> members = members(selection, group);
                assertThat(selection.eligible(group)).isEqualTo(members.size());
                if (members.size() > 1) {
                    counts.computeIfAbsent(group + " of " + members.size(), any -> new long[members.size()])[
                            drawnAt(members, group)]++;
                } else if (members.size() == 1) {
                    assertThat(drawnAt(members, group)).isZero();
                }
            }
        }
        assertThat(counts).hasSize(4 * 8);
        double sum = 0;
        double degrees = 0;
        for (Map.Entry<String, long[]> size : counts.entrySet()) {
            double statistic = chiSquare(size.getValue());
            int df = size.getValue().length - 1;
            assertThat(p(statistic, df)).as(size.getKey()).isGreaterThan(UNLIKELY / counts.size());
            sum += statistic;
            degrees += df;
        }
        double together = p(sum, degrees);
        System.out.printf("%,d rosters: chi-square %.1f, df %.0f, p %.3f%n", ROSTERS, sum, degrees, together);
        assertThat(together).isBetween(UNLIKELY, 1 - UNLIKELY);
    }

    @Test
    void theDrawsOfTwoGroupsWithTheSameMembersAreIndependent() {
        long[] pairs = new long[9];
        for (int household = 0; household < 45_000; household++) {
            PersonSelection selection = drawn("2026", roster("H" + household, "1 a b", "2 a b", "3 b a"));
            List<SelectedPerson> all = selection.persons();
            pairs[3 * drawnAt(all, "a") + drawnAt(all, "b")]++;
        }
        assertThat(p(chiSquare(pairs), 8)).isBetween(UNLIKELY, 1 - UNLIKELY);
    }

    @Test
    void neighbouringSeedsAndHouseholdsDrawIndependently() {
        long[] seeds = new long[4];
        long[] households = new long[4];
        int before = 0;
        for (int n = 0; n < 20_000; n++) {
            int here =
                    drawnAt(drawn(String.valueOf(n), roster("H", "1 a", "2 a")).persons(), "a");
            int next = drawnAt(
                    drawn(String.valueOf(n + 1), roster("H", "1 a", "2 a")).persons(), "a");
            seeds[2 * here + next]++;
            int household = drawnAt(drawn("x", roster("H" + n, "1 a", "2 a")).persons(), "a");
            households[2 * before + household]++;
            before = household;
        }
        assertThat(p(chiSquare(seeds), 3)).isGreaterThan(UNLIKELY);
        assertThat(p(chiSquare(households), 3)).isGreaterThan(UNLIKELY);
    }

    @Test
    void aPersonIsSelectedAsOftenAsTheProbabilitySays() {
        int[] selected = new int[4];
        double[] probability = new double[4];
        int households = 40_000;
        for (int household = 0; household < households; household++) {
            List<SelectedPerson> persons = drawn("2026", roster("H" + household, "1 a b", "2 a", "3 a b c", "4"))
                    .persons();
            for (int person = 0; person < 4; person++) {
                selected[person] += persons.get(person).isSelected() ? 1 : 0;
                probability[person] = persons.get(person).probability();
            }
        }
        // 1 − (1 − 1/3)(1 − 1/2), 1/3, a sole member of c, a member of no group.
        assertThat(probability[0]).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(probability[1]).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(probability[2]).isEqualTo(1);
        assertThat(probability[3]).isZero();
        for (int person = 0; person < 4; person++) {
            double error = Math.sqrt(probability[person] * (1 - probability[person]) / households);
            assertThat((double) selected[person] / households).isCloseTo(probability[person], within(4 * error));
        }
    }

    @Test
    void aUnitOfWhichSeveralCanTellIsReachedAsOftenAsTheProbabilitySays() {
        List<String> couple = List.of("1", "2");
        int households = 40_000;
        int reached = 0;
        for (int household = 0; household < households; household++) {
            PersonSelection selection = drawn("5", roster("H" + household, "1 a b", "2 a", "3 a b", "4 b", "5 b"));
            // 1 − (1 − 2/3)(1 − 1/4): of a both are members, of b one.
            assertThat(selection.probability(couple)).isCloseTo(0.75, within(1e-15));
            assertThat(selection.probability(List.of("3")))
                    .isEqualTo(selection.persons().get(2).probability());
            assertThat(selection.probability(List.of("1", "2", "3", "4", "5"))).isEqualTo(1);
            assertThat(selection.probability(List.of("9"))).isZero();
            reached += selection.selected().stream().anyMatch(person -> couple.contains(person.id())) ? 1 : 0;
        }
        assertThat((double) reached / households).isCloseTo(0.75, within(4 * Math.sqrt(0.75 * 0.25 / households)));
    }

    @Test
    void weightedCountsAreUnbiasedUnderEitherRuleOfWhomAFormIsAskedOf() {
        for (AskedOf rule : AskedOf.values()) {
            double sum = 0;
            int households = 40_000;
            for (int household = 0; household < households; household++) {
                PersonSelection selection = drawn("7", roster("H" + household, "1 a b", "2 a", "3 a b", "4 b"));
                for (SelectedPerson person : selection.persons()) {
                    sum += selection.factor(person, "a", rule).orElse(0);
                }
            }
            assertThat(sum / households).as(rule.written()).isCloseTo(3, within(0.03));
        }
    }

    @Test
    void aFormIsAskedOfTheSelectedMembersOfItsGroupOrOfTheOneDrawnForIt() {
        for (int household = 0; household < 50; household++) {
            PersonSelection selection = drawn("7", roster("H" + household, "1 a b", "2 a", "3 b", "4 b", "5"));
            for (SelectedPerson person : selection.persons()) {
                boolean member = person.groups().contains("a");
                assertThat(selection.factor(person, "a", AskedOf.SELECTED).isPresent())
                        .isEqualTo(member && person.isSelected());
                if (member && person.isSelected()) {
                    assertThat(selection.factor(person, "a", AskedOf.SELECTED)).hasValue(1 / person.probability());
                }
                boolean drawn = person.drawnFor().contains("a");
                assertThat(selection.factor(person, "a", AskedOf.DRAWN).isPresent())
                        .isEqualTo(drawn);
                if (drawn) {
                    assertThat(selection.factor(person, "a", AskedOf.DRAWN)).hasValue(2);
                }
            }
        }
    }

    @Test
    void theOrderOfTheRosterDoesNotMatter() {
        for (int household = 0; household < 500; household++) {
            String id = "H" + household;
            assertThat(selectedIds(drawn("7", roster(id, "1 a b", "2 a", "3 b a", "4 b"))))
                    .containsExactlyInAnyOrderElementsOf(
                            selectedIds(drawn("7", roster(id, "4 b", "3 a b", "1 b a", "2 a"))));
        }
    }

    @Test
    void aCorrectionThatLeavesTheGroupsMembersAsTheyWereLeavesTheDraw() {
        for (int household = 0; household < 500; household++) {
            String id = "H" + household;
            PersonSelection before = drawn("7", roster(id, "1 a", "2 a", "3 b a"));
            PersonSelection after = drawn("7", roster(id, "0", "1 a", "2 a", "2b b", "3 a b"));
            assertThat(after.persons().stream()
                            .filter(p -> p.drawnFor().contains("a"))
                            .map(SelectedPerson::id))
                    .containsExactlyElementsOf(before.persons().stream()
                            .filter(p -> p.drawnFor().contains("a"))
                            .map(SelectedPerson::id)
                            .toList());
        }
    }

    @Test
    void aHouseholdIsTheSameWhetherItsLettersAreComposedOrNot() {
        String composed = "Đồ Sơn 7";
        String decomposed = "Đo\u0302\u0300 So\u031Bn 7";
        assertThat(composed).isNotEqualTo(decomposed);
        for (String seed : List.of("1", "2", "3", "4", "5", "6", "7", "8")) {
            String[] persons = {"1 ả", "2 a\u0309", "3 ả", "4 ả"};
            assertThat(PersonSelection.json(seed, roster(composed, persons), HOST))
                    .isEqualTo(PersonSelection.json(seed, roster(decomposed, persons), HOST));
        }
    }

    @Test
    void groupsWithoutMembersAndHouseholdsWithoutPersonsDrawNobody() {
        String nobody = "{\"household\":\"H\",\"groups\":[\"a\",\"b\"],\"persons\":[]}";
        assertThat(PersonSelection.json("7", nobody, HOST))
                .isEqualTo("{\"household\":\"H\",\"groups\":[{\"group\":\"a\",\"eligible\":0,\"drawn\":null},"
                        + "{\"group\":\"b\",\"eligible\":0,\"drawn\":null}],\"selected\":[]}");
        PersonSelection selection = drawn(
                "7",
                "{\"household\":\"H\",\"groups\":[\"a\",\"b\"],\"persons\":"
                        + "[{\"id\":\"1\",\"groups\":[\"b\"]},{\"id\":\"2\"}]}");
        assertThat(selection.eligible("a")).isZero();
        assertThat(selection.eligible("zz")).isZero();
        assertThat(selectedIds(selection)).containsExactly("1[b]");
        assertThat(selection.persons().get(1).probability()).isZero();
    }

    @Test
    void theDrawOfAHouseholdIsThatOfTheStream() {
        // Numbers of RandomStream.of("2026", "persons", "31-0007-012", group, id), by another program: the least is
        // drawn.
        assertThat(PersonSelection.json(
                        "2026", roster("31-0007-012", "1 adult", "2 adult older", "3 older", "4 adult"), HOST))
                .isEqualTo("""
                        {"household":"31-0007-012","groups":[{"group":"adult","eligible":3,"drawn":"4"},\
                        {"group":"older","eligible":2,"drawn":"2"}],"selected":[\
                        {"id":"2","groups":["adult","older"],"drawnFor":["older"],\
                        "probability":0.6666666666666666},\
                        {"id":"4","groups":["adult"],"drawnFor":["adult"],\
                        "probability":0.33333333333333326}]}""");
    }

    @Test
    void everyFaultOfARosterIsNamedWithItsPlace() {
        String roster = """
                {"household": "",
                 "groups": ["a", "b", "a"],
                 "persons": [
                  {"id": "1", "groups": ["a", "aa"]},
                  {"id": "1", "group": []},
                  {"groups": ["b", "b"]},
                  {"id": 4},
                  "5"]}
                """;
        assertThatThrownBy(() -> Roster.parse("roster.json", roster, HOST))
                .isInstanceOfSatisfying(
                        FaultsException.class,
                        e -> assertThat(e.faults().stream().map(Fault::toString).collect(Collectors.joining("\n")))
                                .contains("roster.json:1:15", "The household's id is empty.")
                                .contains("roster.json:2:23", "The group \"a\" is named twice.")
                                .contains(
                                        "roster.json:4:31",
                                        "The group \"aa\" is none of the roster's. Its groups: a, b.")
                                .contains(
                                        "roster.json:5:10",
                                        "The person \"1\" is on the roster twice, first at roster.json:4:10")
                                .contains("Unknown key \"group\"")
                                .contains("roster.json:6:3", "The key \"id\" is missing.")
                                .contains("roster.json:6:20", "The group \"b\" is named twice.")
                                .contains("roster.json:7:10", "\"id\" must be a text, found a number.")
                                .contains("roster.json:8:3", "\"persons\" must hold objects"));
    }

    @Test
    void aRosterBeyondItsCapsIsRefusedAtOnce() {
        List<String> groups =
                IntStream.range(0, 200_000).mapToObj(i -> "\"g" + i + "\"").toList();
        List<String> persons = IntStream.range(0, 1001)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"groups\":[]}")
                .collect(Collectors.toCollection(ArrayList::new));
        persons.set(3, "{\"id\":\"" + "x".repeat(101) + "\"}");
        assertThat(PersonSelection.json(
                        "7", "{\"household\":\"H\",\"groups\":" + groups + ",\"persons\":" + persons + "}", HOST))
                .startsWith("{\"faults\":[{")
                .contains("\\\"groups\\\" holds 200000, more than 100.")
                .contains("\\\"persons\\\" holds 1001, more than 1000.")
                .contains("A person's id is longer than 100 characters.")
                .contains("remedy");
        persons.remove(3);
        String full = "{\"household\":\"H\",\"groups\":[\"a\"],\"persons\":"
                + persons.toString().replace("[]", "[\"a\"]") + "}";
        assertThat(drawn("7", full).eligible("a")).isEqualTo(1000);
    }

    /** Persons are written as an id and groups, parted by blanks. */
    private static String roster(String household, String... persons) {
        List<String> groups = new ArrayList<>();
        List<String> members = new ArrayList<>();
        for (String person : persons) {
            List<String> words = List.of(person.split(" "));
            List<String> of = words.subList(1, words.size()).stream()
                    .map(group -> "\"" + group + "\"")
                    .toList();
            of.stream().map(HOST::nfc).filter(group -> !groups.contains(group)).forEach(groups::add);
            members.add("{\"id\":\"" + words.get(0) + "\",\"groups\":" + of + "}");
        }
        return "{\"household\":\"" + household + "\",\"groups\":"
                + groups.stream().sorted().toList() + ",\"persons\":" + members + "}";
    }

    private static PersonSelection drawn(String seed, String roster) {
        return PersonSelection.of(seed, Roster.parse("roster.json", roster, HOST));
    }

    private static List<SelectedPerson> members(PersonSelection selection, String group) {
        return selection.persons().stream()
                .filter(person -> person.groups().contains(group))
                .toList();
    }

    private static int drawnAt(List<SelectedPerson> members, String group) {
        int[] at = IntStream.range(0, members.size())
                .filter(i -> members.get(i).drawnFor().contains(group))
                .toArray();
        assertThat(at).hasSize(1);
        return at[0];
    }

    private static List<String> selectedIds(PersonSelection selection) {
        return selection.selected().stream()
                .map(person -> person.id() + person.drawnFor())
                .toList();
    }

    private static double chiSquare(long[] counts) {
        double expected = 0;
        for (long count : counts) {
            expected += (double) count / counts.length;
        }
        double sum = 0;
        for (long count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    private static double p(double statistic, double degrees) {
        return ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
    }
}
