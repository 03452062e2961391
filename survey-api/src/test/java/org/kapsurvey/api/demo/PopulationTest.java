package org.kapsurvey.api.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.analysis.indicator.IndicatorEstimation;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.Interview;

/** The made-up provinces of the default seed, and what samples of them say about their true rates. */
class PopulationTest {
    private static final int SAMPLES = 100;
    /** Of fewer the correlation is too uncertain to be told. */
    private static final int MANY = 2_000;

    private static List<String> plans() {
        return DemoRound.PLANS;
    }

    @Test
    void everyIndicatorOfBothPlansHasATrueRateThatIsNeitherOfChanceNorOfNobody() {
        int indicators = 0;
        for (String plan : plans()) {
            DemoRound demo = DemoRounds.of(plan);
            for (Indicator indicator : demo.plan().indicators()) {
                assertThat(demo.truth().rates().get(indicator.id()))
                        .as(indicator.id())
                        .isBetween(0.55, 1.0);
                indicators++;
            }
        }
        assertThat(indicators).isEqualTo(52);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void peopleOfOneGroupAnswerAlikeAsInRealClusterSurveys(String plan) {
        DemoRound demo = DemoRounds.of(plan);
        for (Indicator indicator : ofPersons(demo)) {
            IndicatorColumns columns = IndicatorColumns.of(
                    indicator, demo.questionnaires(), demo.truth().people());
            int counted = (int) IntStream.range(0, columns.counted().rows())
                    .filter(row -> columns.counted().value(row) == 1)
                    .count();
            if (counted >= MANY) {
                double correlation = intraclassCorrelation(demo, columns);
                System.out.printf(
                        "%s: true rate %.3f, intraclass correlation %.3f%n",
                        indicator.id(), columns.unweightedRate(), correlation);
                assertThat(correlation).as(indicator.id()).isBetween(0.02, 0.11);
            }
        }
    }

    @Test
    void ratesDifferBySexAndSchooling() {
        DemoRound demo = DemoRounds.of(DemoRounds.HAI_PHONG);
        Table people = demo.truth().people();
        IndicatorColumns columns =
                IndicatorColumns.of(demo.plan().indicator("HP-2.1").orElseThrow(), demo.questionnaires(), people);
        TextColumn sex = (TextColumn) people.column("sex");
        assertThat(rate(columns, row -> "female".equals(sex.value(row)))
                        - rate(columns, row -> "male".equals(sex.value(row))))
                .isGreaterThan(0.02);
        Map<String, String> schooling = new LinkedHashMap<>();
        for (Population.Person person : demo.population().people()) {
            if (person.household() >= 0) {
                schooling.put(
                        person.id(),
                        demo.population()
                                .households()
                                .get(person.household())
                                .facts(person.member(), "none")
                                .getOrDefault("education", ""));
            }
        }
        List<Population.Person> persons = demo.population().people();
        assertThat(rate(
                                columns,
                                row -> "tertiary"
                                        .equals(schooling.get(persons.get(row).id())))
                        - rate(
                                columns,
                                row -> "primary"
                                        .equals(schooling.get(persons.get(row).id()))))
                .isGreaterThan(0.05);
    }

    @Test
    void everybodyIsAskedTheFormsOfTheGroupsThatTheHouseholdsFormNames() {
        Population population = DemoRounds.of(DemoRounds.HAI_PHONG).population();
        List<Integer> adults = new ArrayList<>();
        for (Population.Person person : population.people()) {
            if (person.household() < 0) {
                assertThat(population.due(person)).containsExactly("health-staff");
                continue;
            }
            Household.Member member =
                    population.households().get(person.household()).members().get(person.member());
            assertThat(population.due(person).contains("reproductive-age"))
                    .isEqualTo(member.age() >= 15 && member.age() <= 49);
            assertThat(population.due(person).contains("older-people")).isEqualTo(member.age() >= 60);
            if (!member.able()) {
                assertThat(population.due(person)).containsExactly("older-people");
            }
            if (member.age() >= 18) {
                adults.add(population.due(person).size());
            }
        }
        assertThat(adults).allMatch(forms -> forms > 0);
    }

    @Test
    void someSayThatTheyDoNotKnowAndSomeRefuse() {
        DemoRound demo = DemoRounds.of(DemoRounds.HAI_PHONG);
        Map<String, Integer> said = new LinkedHashMap<>();
        int asked = 0;
        for (Population.Person person : demo.population().people().subList(0, 1_500)) {
            if (demo.population().due(person).contains("reproductive-age")) {
                Interview interview = demo.population().interview(person, "reproductive-age");
                Evaluation evaluation = interview.evaluation();
                asked++;
                for (String question : List.of("exp_campaign", "kn_low_3", "at_use")) {
                    evaluation
                            .questionnaire()
                            .question(question)
                            .flatMap(evaluation::missing)
                            .ifPresent(reason -> said.merge(question + " " + reason.code(), 1, Integer::sum));
                    said.merge(
                            question + " "
                                    + evaluation.recorded(evaluation
                                            .questionnaire()
                                            .question(question)
                                            .orElseThrow()),
                            1,
                            Integer::sum);
                }
            }
        }
        assertThat(said).containsKeys("exp_campaign dk", "kn_low_3 dont_know");
        assertThat(said.keySet()).anyMatch(key -> key.endsWith(" refused"));
        assertThat(said.getOrDefault("exp_campaign dk", 0)).isLessThan(asked / 5);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void overManySamplesTheEstimatesOfEveryIndicatorCentreOnTheTrueRate(String plan) {
        DemoRound demo = DemoRounds.of(plan);
        Map<Indicator, IndicatorColumns> all = new LinkedHashMap<>();
        ofPersons(demo)
                .forEach(indicator -> all.put(
                        indicator,
                        IndicatorColumns.of(
                                indicator, demo.questionnaires(), demo.truth().people())));
        Map<Indicator, double[]> sums = new LinkedHashMap<>();
        for (int s = 0; s < SAMPLES; s++) {
            ClusterSample sample = sample(demo, s);
            NumericColumn weights = DemoRounds.table(demo, sample).numeric("w");
            all.forEach((indicator, columns) -> {
                double estimate = rate(columns, sample, weights);
                double[] sum = sums.computeIfAbsent(indicator, key -> new double[2]);
                sum[0] += estimate;
                sum[1] += estimate * estimate;
            });
        }
        sums.forEach((indicator, sum) -> {
            double truth = demo.truth().rates().getOrDefault(indicator.id(), Double.NaN);
            double mean = sum[0] / SAMPLES;
            double error = Math.sqrt((sum[1] / SAMPLES - mean * mean) / (SAMPLES - 1));
            System.out.printf(
                    "%s: true %.4f, mean of %d samples %.4f (Monte Carlo error %.4f)%n",
                    indicator.id(), truth, SAMPLES, mean, error);
            assertThat(mean).as(indicator.id()).isBetween(truth - 3 * error, truth + 3 * error);
        });
    }

    @Test
    void theIntervalsHoldTheTrueRatesAboutAsOftenAsTheySay() {
        DemoRound demo = DemoRounds.of(DemoRounds.BAC_NINH);
        int intervals = 0;
        int covered = 0;
        for (int s = 0; s < SAMPLES; s++) {
            Table table = DemoRounds.table(demo, sample(demo, 1_000 + s));
            IndicatorEstimation estimation =
                    new IndicatorEstimation(demo.questionnaires(), table, DemoRounds.design(table), 2.5);
            for (Indicator indicator : ofPersons(demo)) {
                IndicatorResult result =
                        estimation.results(indicator, List.of()).get(0);
                double truth = demo.truth().rates().getOrDefault(indicator.id(), Double.NaN);
                intervals++;
                covered += result.interval().lower() <= truth
                                && truth <= result.interval().upper()
                        ? 1
                        : 0;
            }
        }
        System.out.printf("%d of %d intervals hold the true rate%n", covered, intervals);
        assertThat((double) covered / intervals).isBetween(0.93, 0.99);
    }

    @Test
    void theWeightsOfASampleSumToNearlyAllWhoBelongToAGroup() {
        DemoRound demo = DemoRounds.of(DemoRounds.BAC_NINH);
        for (int s = 0; s < 5; s++) {
            double sum = sample(demo, s).selected().stream()
                    .mapToDouble(ClusterSample.Selected::designWeight)
                    .sum();
            assertThat(sum / demo.population().asked()).isBetween(0.9, 1.1);
        }
    }

    @Test
    void aSampleThatWouldDrawAGroupTwiceIsRefused() {
        Population population = DemoRounds.of(DemoRounds.BAC_NINH).population();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterSample.draw(population, 2_000, 5, Chance.ofSeed(1)))
                .withMessageContaining("Draw fewer groups");
    }

    @Test
    void theSameSeedMakesTheSameProvinceSampleAndInterviewsAndAnotherSeedOthers() {
        DemoRound first = DemoRounds.of(DemoRounds.BAC_NINH).resized(12, 4);
        DemoRound second = DemoRounds.made(DemoRounds.BAC_NINH, new DemoRound.Size(2026, 12, 4));
        assertThat(second.sample()).isEqualTo(first.sample());
        assertThat(second.interviews(second.round("", 1), "")).isEqualTo(first.interviews(first.round("", 1), ""));
        assertThat(second.truth().rates()).isEqualTo(first.truth().rates());
        assertThat(sample(first, 8)).isNotEqualTo(sample(first, 9));
    }

    private static ClusterSample sample(DemoRound demo, int seed) {
        return ClusterSample.draw(
                demo.population(),
                DemoRound.Size.CLUSTERS,
                DemoRound.Size.PEOPLE / 2,
                Chance.ofSeed(seed).of("samples of the test"));
    }

    private static List<Indicator> ofPersons(DemoRound demo) {
        return demo.plan().indicators().stream().filter(TrueRates::isOfPersons).toList();
    }

    private static double rate(IndicatorColumns columns, IntPredicate among) {
        double below = 0;
        double above = 0;
        for (int row = 0; row < columns.counted().rows(); row++) {
            if (columns.counted().value(row) == 1 && among.test(row)) {
                below++;
                above += columns.numerator().value(row);
            }
        }
        return above / below;
    }

    /** The estimate of a sample: Σ w·numerator / r over Σ w / r, r being the routes. */
    private static double rate(IndicatorColumns columns, ClusterSample sample, NumericColumn weights) {
        double below = 0;
        double above = 0;
        for (int row = 0; row < sample.selected().size(); row++) {
            int person = sample.selected().get(row).person();
            if (columns.counted().value(person) == 1) {
                double routes = columns.routes().map(of -> of.value(person)).orElse(1.0);
                double weight = weights.value(row) / Math.max(1, routes);
                below += weight;
                above += weight * columns.numerator().value(person);
            }
        }
        return above / below;
    }

    /** The analysis-of-variance estimator of the correlation within groups, pooled within strata. */
    private static double intraclassCorrelation(DemoRound demo, IndicatorColumns columns) {
        List<Province.Group> groups = demo.population().province().groups();
        double[] members = new double[groups.size()];
        double[] yes = new double[groups.size()];
        for (int row = 0; row < columns.counted().rows(); row++) {
            Population.Person person = demo.population().people().get(row);
            if (columns.counted().value(row) == 1 && person.household() >= 0) {
                members[person.place()]++;
                yes[person.place()] += columns.numerator().value(row);
            }
        }
        int strata = demo.population().province().strata().size();
        double[] membersOf = new double[strata];
        double[] yesOf = new double[strata];
        double[] squaresOf = new double[strata];
        int occupied = 0;
        for (int g = 0; g < groups.size(); g++) {
            int stratum = groups.get(g).stratum();
            membersOf[stratum] += members[g];
            yesOf[stratum] += yes[g];
            squaresOf[stratum] += members[g] * members[g];
            occupied += members[g] > 0 ? 1 : 0;
        }
        double between = 0;
        double within = 0;
        double people = 0;
        for (int g = 0; g < groups.size(); g++) {
            if (members[g] > 0) {
                double mean = yes[g] / members[g];
                int stratum = groups.get(g).stratum();
                between += members[g] * Math.pow(mean - yesOf[stratum] / membersOf[stratum], 2);
                within += members[g] * mean * (1 - mean);
                people += members[g];
            }
        }
        double size = people;
        for (int h = 0; h < strata; h++) {
            size -= squaresOf[h] / membersOf[h];
        }
        size /= occupied - strata;
        double meanBetween = between / (occupied - strata);
        double meanWithin = within / (people - occupied);
        return (meanBetween - meanWithin) / (meanBetween + (size - 1) * meanWithin);
    }
}
