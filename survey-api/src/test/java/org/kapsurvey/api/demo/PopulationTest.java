package org.kapsurvey.api.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.analysis.weighting.ClassRules;
import org.kapsurvey.analysis.weighting.WeightingClasses;
import org.kapsurvey.questionnaire.definition.Question;

/** The made-up province of the default seed, and what samples of it say about its true rates. */
class PopulationTest {
    private static final int SAMPLES = 200;

    private static DemoRound demo;
    private static Population population;

    @BeforeAll
    static void make() throws IOException {
        demo = DemoRound.of(
                DemoTest.questionnaires(), new DemoRound.Size(2026, DemoRound.Size.CLUSTERS, DemoRound.Size.PEOPLE));
        population = demo.population();
    }

    @Test
    void peopleOfOneGroupAnswerAlikeAsInRealClusterSurveys() {
        Table everybody = population.table(demo.form());
        for (Indicator indicator : modelled()) {
            double correlation = intraclassCorrelation(IndicatorColumns.of(indicator, List.of(demo.form()), everybody)
                    .numerator());
            System.out.printf("%s: intraclass correlation %.3f%n", indicator.id(), correlation);
            assertThat(correlation).as(indicator.id()).isBetween(0.03, 0.10);
        }
    }

    @Test
    void ratesDifferBySexAgeAndSchooling() {
        Table everybody = population.table(demo.form());
        IndicatorColumns columns =
                IndicatorColumns.of(demo.plan().indicator("HP-2.2").orElseThrow(), List.of(demo.form()), everybody);
        TextColumn sex = (TextColumn) everybody.column("sex");
        TextColumn education = (TextColumn) everybody.column("education");
        NumericColumn age = everybody.numeric("age");
        NumericColumn rate = columns.numerator();
        double women = 0;
        double men = 0;
        double high = 0;
        double low = 0;
        double young = 0;
        double grown = 0;
        int[] n = new int[6];
        for (int i = 0; i < population.people(); i++) {
            boolean woman = "female".equals(sex.value(i));
            women += woman ? rate.value(i) : 0;
            men += woman ? 0 : rate.value(i);
            n[woman ? 0 : 1]++;
            boolean tertiary = "tertiary".equals(education.value(i));
            boolean primary = "primary".equals(education.value(i));
            high += tertiary ? rate.value(i) : 0;
            low += primary ? rate.value(i) : 0;
            n[2] += tertiary ? 1 : 0;
            n[3] += primary ? 1 : 0;
            boolean teenager = age.value(i) < 20;
            boolean thirties = age.value(i) >= 30 && age.value(i) < 40;
            young += teenager ? rate.value(i) : 0;
            grown += thirties ? rate.value(i) : 0;
            n[4] += teenager ? 1 : 0;
            n[5] += thirties ? 1 : 0;
        }
        assertThat(women / n[0] - men / n[1]).isGreaterThan(0.05);
        assertThat(high / n[2] - low / n[3]).isGreaterThan(0.05);
        assertThat(grown / n[5] - young / n[4]).isGreaterThan(0.05);
    }

    @Test
    void someSayThatTheyDoNotKnowAndSomeRefuse() {
        for (String item : List.of("exp_campaign", "pr_intend", "kn_low_3")) {
            Population.Item answers = population.item(item).orElseThrow();
            int unsure = 0;
            int refused = 0;
            for (int person = 0; person < population.people(); person++) {
                String code = answers.code(person);
                unsure += code.equals("!dk") || code.equals("dont_know") ? 1 : 0;
                refused += code.equals("!refused") ? 1 : 0;
            }
            assertThat(unsure).as(item).isPositive();
            assertThat(refused).as(item).isPositive().isLessThan(population.people() / 50);
        }
    }

    /** The true rates are computed without the engine; they are right only if the engine records the same answers. */
    @Test
    void theEngineRecordsExactlyTheAnswersThatTheTrueRatesAreComputedFrom() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            int person = random.nextInt(population.people());
            Respondent.Interviewed interviewed =
                    new Respondent(population, person, new Random(i)).interview(demo.form(), "2026-10-05");
            for (Population.Item item : population.items()) {
                Question question = demo.form().question(item.name()).orElseThrow();
                String code = item.code(person);
                boolean answered = !code.isEmpty() && code.charAt(0) != Population.MISSING;
                assertThat(interviewed.evaluation().recorded(question))
                        .as("%s of person %d", item.name(), person)
                        .isEqualTo(answered ? code : "");
                if (code.isEmpty()) {
                    assertThat(interviewed.evaluation().isRelevant(question))
                            .as("%s of person %d is asked", item.name(), person)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void overManySamplesTheEstimatesCentreOnTheTrueRatesAndTheIntervalsCoverThem() {
        Table everybody = population.table(demo.form());
        for (Indicator indicator : modelled()) {
            NumericColumn answers = IndicatorColumns.of(indicator, List.of(demo.form()), everybody)
                    .numerator();
            double truth = demo.trueRates().getOrDefault(indicator.id(), Double.NaN);
            double sum = 0;
            double squares = 0;
            int covered = 0;
            for (int sample = 0; sample < SAMPLES; sample++) {
                Estimate estimate = estimate(answers, Chance.of(1, sample));
                Interval interval = ProportionInterval.KORN_GRAUBARD.of(estimate, 0.95);
                sum += estimate.value();
                squares += estimate.value() * estimate.value();
                covered += interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
            }
            double mean = sum / SAMPLES;
            double error = Math.sqrt((squares / SAMPLES - mean * mean) / (SAMPLES - 1));
            System.out.printf(
                    "%s: true %.4f, mean of %d samples %.4f (Monte Carlo error %.4f), covered %d%n",
                    indicator.id(), truth, SAMPLES, mean, error, covered);
            assertThat(mean).as(indicator.id()).isBetween(truth - 3 * error, truth + 3 * error);
            // 95 % of 200 is 190 ± 3; below 180 the intervals would be too short beyond chance (p < 0.002).
            assertThat(covered).as(indicator.id()).isGreaterThanOrEqualTo(180);
        }
    }

    @Test
    void theWeightsOfASampleSumToNearlyThePopulation() {
        for (int seed = 0; seed < 5; seed++) {
            double sum = sample(Chance.of(2, seed)).selected().stream()
                    .mapToDouble(ClusterSample.Selected::designWeight)
                    .sum();
            assertThat(sum / population.people()).isBetween(0.95, 1.05);
        }
    }

    @Test
    void aSampleThatWouldDrawAGroupTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClusterSample.draw(population.province(), new int[] {400, 400, 400}, 5, new Random(1)))
                .withMessageContaining("Draw fewer groups");
    }

    @Test
    void theSameSeedMakesTheSameProvinceSampleAndInterviews() throws IOException {
        DemoRound.Size size = new DemoRound.Size(7, 12, 4);
        DemoRound first = DemoRound.of(DemoTest.questionnaires(), size);
        DemoRound second = DemoRound.of(DemoTest.questionnaires(), size);
        assertThat(second.sample()).isEqualTo(first.sample());
        assertThat(second.interviews(second.round("", 1), "")).isEqualTo(first.interviews(first.round("", 1), ""));
        assertThat(DemoRound.of(DemoTest.questionnaires(), new DemoRound.Size(8, 12, 4))
                        .sample())
                .isNotEqualTo(first.sample());
        Map<String, Double> rates = first.trueRates();
        assertThat(second.trueRates()).isEqualTo(rates);
    }

    private static ClusterSample sample(Random random) {
        return ClusterSample.draw(population.province(), new int[] {44, 42, 22}, 20, random);
    }

    /** The estimate from one sample, weighted for non-response by stratum as a stored round is. */
    private static Estimate estimate(NumericColumn answers, Random random) {
        List<ClusterSample.Selected> selected = sample(random).selected();
        int rows = selected.size();
        int[] strata = new int[rows];
        double[] weights = new double[rows];
        boolean[] responds = new boolean[rows];
        double[] values = new double[rows];
        List<String> stratumOf = new ArrayList<>();
        List<String> psuOf = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            ClusterSample.Selected one = selected.get(row);
            Province.Group group = population.province().groups().get(one.group());
            strata[row] = group.stratum();
            weights[row] = one.designWeight();
            responds[row] = one.responds();
            values[row] = answers.value(population.person(one));
            stratumOf.add(Integer.toString(group.stratum()));
            psuOf.add(group.code());
        }
        List<Column> columns = List.of(
                NumericColumn.of("y", values),
                NumericColumn.of(
                        "w",
                        WeightingClasses.forResponse(
                                        "by stratum", strata, List.of("1", "2", "3"), responds, ClassRules.USUAL)
                                .apply(weights)
                                .weights()),
                TextColumn.of("stratum", stratumOf),
                TextColumn.of("psu", psuOf));
        Table table = Table.of(rows, columns);
        SurveyDesign design = SurveyDesign.of(table)
                .weights("w")
                .strata("stratum")
                .clusters("psu")
                .build();
        return new Estimation(new TableTotals(table), design).whole(Mean.of("y"));
    }

    /** The analysis-of-variance estimator of the correlation within groups, pooled within strata. */
    private static double intraclassCorrelation(NumericColumn answers) {
        int strata = population.province().strata().size();
        int groups = population.province().groups().size();
        double[] sumOf = new double[strata];
        double[] peopleOf = new double[strata];
        double[] squaresOf = new double[strata];
        double[] sumOfGroup = new double[groups];
        int person = 0;
        for (int g = 0; g < groups; g++) {
            Province.Group group = population.province().groups().get(g);
            for (int i = 0; i < group.people(); i++) {
                sumOfGroup[g] += answers.value(person++);
            }
            sumOf[group.stratum()] += sumOfGroup[g];
            peopleOf[group.stratum()] += group.people();
            squaresOf[group.stratum()] += (double) group.people() * group.people();
        }
        double between = 0;
        double within = 0;
        for (int g = 0; g < groups; g++) {
            Province.Group group = population.province().groups().get(g);
            double mean = sumOfGroup[g] / group.people();
            double ofStratum = sumOf[group.stratum()] / peopleOf[group.stratum()];
            between += group.people() * (mean - ofStratum) * (mean - ofStratum);
            within += group.people() * mean * (1 - mean);
        }
        double people = Arrays.stream(peopleOf).sum();
        double size = people;
        for (int h = 0; h < strata; h++) {
            size -= squaresOf[h] / peopleOf[h];
        }
        size /= groups - strata;
        double meanBetween = between / (groups - strata);
        double meanWithin = within / (people - groups);
        return (meanBetween - meanWithin) / (meanBetween + (size - 1) * meanWithin);
    }

    /** The indicators whose every question the model of the population answers. */
    private static List<Indicator> modelled() {
        List<Indicator> modelled = demo.plan().indicators().stream()
                .filter(indicator -> demo.trueRates().containsKey(indicator.id()))
                .toList();
        assertThat(modelled).extracting(Indicator::id).contains("HP-2.1", "HP-2.2", "HP-2.3");
        return modelled;
    }
}
