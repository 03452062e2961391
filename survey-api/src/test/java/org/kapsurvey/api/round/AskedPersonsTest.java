package org.kapsurvey.api.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.api.TestPlan;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.selection.PersonSelection;
import org.kapsurvey.questionnaire.selection.Roster;
import org.kapsurvey.questionnaire.selection.SelectedPerson;

/** Weights of persons who are asked several forms: totals of every form, and of several together, are unbiased. */
class AskedPersonsTest {
    private static final List<String> GROUPS = List.of("youth", "parents", "adults");
    private static final int HOUSEHOLDS = 60;
    private static final int DRAWS = 4_000;

    private final List<Questionnaire> forms =
            List.of(form("youth", "selected"), form("parents", "drawn"), form("adults", "drawn"));
    private final Map<String, Roster> households = new LinkedHashMap<>();
    private final Map<String, Double> value = new HashMap<>();

    AskedPersonsTest() {
        Random random = new Random(20261122);
        for (int i = 0; i < HOUSEHOLDS; i++) {
            String household = "h" + i;
            List<String> persons = new ArrayList<>();
            for (int p = 1; p <= 1 + random.nextInt(5); p++) {
                String groups =
                        GROUPS.stream().filter(group -> random.nextInt(5) < 2).collect(Collectors.joining("\", \""));
                persons.add(
                        "{\"id\": \"" + p + "\", \"groups\": [" + (groups.isEmpty() ? "" : '"' + groups + '"') + "]}");
                value.put(household + "." + p, (double) random.nextInt(10));
            }
            String roster = "{\"household\": \"%s\", \"groups\": [\"%s\"], \"persons\": [%s]}"
                    .formatted(household, String.join("\", \"", GROUPS), String.join(", ", persons));
            households.put(household, Roster.parse("roster", roster, new JvmHost()));
        }
    }

    @Test
    void totalsOfEachFormAndOfAllTogetherAreUnbiasedOverDraws() {
        Mean youth = new Mean(total("youth"));
        Mean parents = new Mean(total("parents"));
        Mean adults = new Mean(total("adults"));
        Mean any = new Mean(total("youth", "parents", "adults"));
        Mean drawn = new Mean(total("parents", "adults"));
        for (int draw = 0; draw < DRAWS; draw++) {
            Map<String, AskedPersons.Person> persons = draw("seed-" + draw);
            AskedPersons asked = new AskedPersons(forms, persons);
            AskedPersons askedDrawn = new AskedPersons(forms.subList(1, 3), persons);
            double[] sums = new double[5];
            persons.forEach((person, known) -> {
                double selected = 1 / known.probability();
                for (int form = 0; form < 3; form++) {
                    sums[form] += asked.weight(person, forms.get(form), selected) * value.get(person);
                }
                sums[3] += asked.weight(person, selected) * value.get(person);
                sums[4] += askedDrawn.weight(person, selected) * value.get(person);
            });
            youth.add(sums[0]);
            parents.add(sums[1]);
            adults.add(sums[2]);
            any.add(sums[3]);
            drawn.add(sums[4]);
        }
        youth.assertUnbiased();
        parents.assertUnbiased();
        adults.assertUnbiased();
        any.assertUnbiased();
        drawn.assertUnbiased();
    }

    @Test
    void anIndicatorOfSeveralFormsCountsEachPersonOnceInExpectation() {
        Mean numerator = new Mean(total("parents", "adults"));
        Mean denominator = new Mean(count("parents", "adults"));
        Mean group = new Mean(total("parents"));
        Indicator indicator = Plan.parse("plan", PLAN).indicators().get(0);
        for (int draw = 0; draw < DRAWS / 4; draw++) {
            Map<String, AskedPersons.Person> persons = draw("indicator-" + draw);
            Table table = table(persons);
            IndicatorColumns columns = IndicatorColumns.of(indicator, forms, table);
            NumericColumn weight = table.numeric("_weight");
            NumericColumn answers = table.numeric("points");
            double over = 0;
            double under = 0;
            double ofParents = 0;
            for (int row = 0; row < table.rows(); row++) {
                double counts = columns.counted().value(row)
                        * weight.value(row)
                        * columns.formFactors().orElseThrow().whole().value(row);
                over += counts * answers.value(row);
                under += counts;
                ofParents += columns.groups().get("parents").value(row)
                        * table.numeric("_weight.parents").value(row)
                        * answers.value(row);
            }
            numerator.add(over);
            denominator.add(under);
            group.add(ofParents);
        }
        numerator.assertUnbiased();
        denominator.assertUnbiased();
        group.assertUnbiased();
    }

    @Test
    void whoIsAskedEveryFormOfHisGroupsHasOneWeightInAllOfThem() {
        List<Questionnaire> all = List.of(form("youth", "selected"), form("parents", "selected"));
        Map<String, AskedPersons.Person> persons = draw("one");
        AskedPersons asked = new AskedPersons(all, persons);
        persons.forEach((person, known) -> {
            double selected = 1 / known.probability();
            for (Questionnaire form : all) {
                double weight = asked.weight(person, form, selected);
                assertThat(weight).isIn(0.0, selected);
                assertThat(weight > 0).isEqualTo(known.groups().contains(form.targetGroup()));
            }
            assertThat(asked.weight(person, selected))
                    .isEqualTo(
                            known.groups().contains("youth") || known.groups().contains("parents") ? selected : 0);
        });
        // Nobody knows the groups of whoever was selected without a household and without groups: he is asked all.
        assertThat(asked.isAsked("stranger", all.get(0))).isTrue();
        assertThat(asked.weight("stranger", 7)).isEqualTo(7);
    }

    /** One draw of the persons of all households, which are all in the sample. */
    private Map<String, AskedPersons.Person> draw(String seed) {
        Map<String, AskedPersons.Person> persons = new LinkedHashMap<>();
        households.forEach((household, roster) -> {
            PersonSelection selection = PersonSelection.of(seed, roster);
            Map<String, Integer> members =
                    GROUPS.stream().collect(Collectors.toMap(group -> group, selection::eligible));
            for (SelectedPerson person : selection.selected()) {
                persons.put(
                        household + "." + person.id(),
                        new AskedPersons.Person(person.groups(), person.drawnFor(), person.probability(), members));
            }
        });
        return persons;
    }

    /** A round's table in which everybody who is asked a form answers it. */
    private Table table(Map<String, AskedPersons.Person> persons) {
        AskedPersons asked = new AskedPersons(forms, persons);
        FormWeights weights = new FormWeights(forms, asked);
        List<String> answered = new ArrayList<>();
        double[] whole = new double[persons.size()];
        double[] points = new double[persons.size()];
        int row = 0;
        for (Map.Entry<String, AskedPersons.Person> person : persons.entrySet()) {
            double selected = 1 / person.getValue().probability();
            Map<String, Disposition> outcomes = new LinkedHashMap<>();
            for (Questionnaire form : forms) {
                if (asked.isAsked(person.getKey(), form)) {
                    outcomes.put(form.form(), Disposition.COMPLETE);
                }
            }
            whole[row] = asked.weight(person.getKey(), selected);
            points[row] = value.get(person.getKey());
            weights.add(person.getKey(), whole[row], selected, outcomes);
            answered.add(outcomes.keySet().stream().map(form -> form + "/1").collect(Collectors.joining(" ")));
            row++;
        }
        List<Column> columns = new ArrayList<>(List.of(
                TextColumn.of(
                        "_form",
                        answered.stream()
                                .map(text -> text.isEmpty() ? null : text)
                                .toList()),
                NumericColumn.of("_weight", whole),
                NumericColumn.of("points", points)));
        columns.addAll(weights.columns(whole, new int[row], List.of("all")));
        return Table.of(row, columns);
    }

    private double total(String... groups) {
        return over(groups).mapToDouble(value::get).sum();
    }

    private double count(String... groups) {
        return over(groups).count();
    }

    /** The persons of the population who belong to one of the groups. */
    private Stream<String> over(String... groups) {
        return households.values().stream()
                .flatMap(roster -> roster.persons().stream()
                        .filter(person -> person.groups().stream()
                                .anyMatch(group -> List.of(groups).contains(group)))
                        .map(person -> roster.household() + "." + person.id()));
    }

    /** A mean over draws, and the number that it ought to be. */
    private static final class Mean {
        private final double truth;
        private int draws;
        private double sum;
        private double squares;

        Mean(double truth) {
            this.truth = truth;
        }

        void add(double estimate) {
            draws++;
            sum += estimate;
            squares += estimate * estimate;
        }

        void assertUnbiased() {
            double mean = sum / draws;
            double error = Math.sqrt((squares / draws - mean * mean) / draws);
            assertThat(mean).isCloseTo(truth, within(4 * error + 1e-9));
        }
    }

    private static Questionnaire form(String group, String askedOf) {
        return Questionnaire.parse(group, """
                {"settings": {"form_id": "%1$s", "version": "1", "default_language": "vi", "languages": ["vi"],
                              "title": {"vi": "Phiếu"}, "target_group": "%1$s", "asked_of": "%2$s"},
                 "survey": [{"type": "begin_group", "name": "all", "label": {"vi": "a"}},
                            {"type": "integer", "name": "points", "label": {"vi": "Điểm?"}},
                            {"type": "end_group"}], "choices": []}
                """.formatted(group, askedOf));
    }

    private static final String PLAN = TestPlan.of("p", """
              {"id": "X-1", "objective": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"},
               "component": "knowledge",
               "groups": [{"id": "parents", "title": {"vi": "a", "en": "a"}, "form": "parents"},
                          {"id": "adults", "title": {"vi": "a", "en": "a"}, "form": "adults"}],
               "numerator": "${points} >= 5", "rule": {"version": "1", "text": {"vi": "a", "en": "a"}, "readings": []},
               "target": 90, "direction": "atLeast", "due": 2030, "lead": {"vi": "a", "en": "a"}, "cooperating": []}
            """);
}
