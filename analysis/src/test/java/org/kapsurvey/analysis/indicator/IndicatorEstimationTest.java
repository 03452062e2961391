package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Ratio;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;

class IndicatorEstimationTest {
    private static final int PSUS = 40;
    private static final int ROWS = 400;
    private static final List<List<String>> BY_SEX = List.of(List.of("sex"));

    private static Questionnaire form;
    private static Plan plan;

    @BeforeAll
    static void read() throws IOException {
        form = PlanFormTest.form();
        plan = Plan.parse("plan.json", PlanTest.text(), List.of(form));
    }

    @Test
    void anIndicatorIsTheRatioOfNumeratorAndDenominatorInItsGroup() {
        Table table = answers(1);
        SurveyDesign design = design(table);
        for (Indicator indicator : plan.indicators()) {
            IndicatorColumns columns = IndicatorColumns.of(indicator, List.of(form), table);
            Table with = table.with(columns.counted())
                    .with(NumericColumn.indicator(
                            "both",
                            table.rows(),
                            row -> columns.counted().value(row)
                                            * columns.numerator().value(row)
                                    == 1));
            Estimate ratio = new Estimation(new TableTotals(with), design).whole(Ratio.of("both", "counted"));
            Estimate found = headline(results(table, design), indicator.id()).estimate();
            assertThat(found.value()).isCloseTo(ratio.value(), within(1e-14));
            assertThat(found.standardError()).isCloseTo(ratio.standardError(), within(1e-14));
        }
    }

    @Test
    void theRatesOfTheSexesWeighUpToTheRateOfAll() {
        Table table = answers(2);
        List<IndicatorResult> results = results(table, design(table));
        for (Indicator indicator : plan.indicators()) {
            double sum = 0;
            double weight = 0;
            for (IndicatorResult result : results) {
                if (result.indicator().id().equals(indicator.id())
                        && !result.by().isEmpty()) {
                    sum += result.estimate().value() * result.estimate().weightedRows();
                    weight += result.estimate().weightedRows();
                }
            }
            Estimate all = headline(results, indicator.id()).estimate();
            assertThat(sum / weight).isCloseTo(all.value(), within(1e-12));
            assertThat(weight).isCloseTo(all.weightedRows(), within(1e-6));
        }
    }

    @Test
    void theIndicatorOfFourContentsIsNeverAboveAnyOfItsContentsAndAtLeastOneNeverBelow() {
        Table table = answers(3);
        List<IndicatorResult> results = results(table, design(table));
        double all = headline(results, "HP-2.1").estimate().value();
        double any = part(results, "hp_2_1_any").estimate().value();
        for (String content : List.of("campaign", "rights", "low_fertility", "contraception")) {
            double rate = part(results, "hp_2_1_" + content).estimate().value();
            assertThat(rate).isBetween(all, any);
        }
    }

    @Test
    void aMissingAnswerCountsAsNoAndLeavesTheDenominatorAsItIs() {
        Table table = answers(4);
        Estimate before = headline(results(table, design(table)), "HP-2.1").estimate();
        TextColumn heard = (TextColumn) table.column("exp_rights");
        List<@Nullable String> refused = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            refused.add(row % 2 == 0 ? null : heard.value(row));
        }
        Table fewer = table.with(TextColumn.of("exp_rights", refused));
        Estimate after = headline(results(fewer, design(fewer)), "HP-2.1").estimate();
        assertThat(after.rows()).isEqualTo(before.rows());
        assertThat(after.weightedRows()).isEqualTo(before.weightedRows());
        assertThat(after.value()).isLessThan(before.value());
    }

    @Test
    void threeRightAnswersOfFourReachTheCutOffWhateverTheFourthIs() {
        Question first = form.question("kn_two_1").orElseThrow();
        assertThat(ItemKey.right(first)).hasSize(1);
        Indicator knowledge = plan.indicator("HP-2.2").orElseThrow();
        Table right = keyed();
        Table oneMissing = right.with(TextColumn.of("kn_two_1", Arrays.asList(null, null)));
        Table twoMissing = oneMissing.with(TextColumn.of("kn_two_2", Arrays.asList(null, "dont_know")));
        assertThat(IndicatorColumns.of(knowledge, List.of(form), right)
                        .numerator()
                        .values())
                .containsExactly(1, 1);
        assertThat(IndicatorColumns.of(knowledge, List.of(form), oneMissing)
                        .numerator()
                        .values())
                .containsExactly(1, 1);
        assertThat(IndicatorColumns.of(knowledge, List.of(form), twoMissing)
                        .numerator()
                        .values())
                .containsExactly(0, 0);
    }

    @Test
    void peopleOutsideTheAgesOfTheGroupAreNotCounted() {
        Indicator indicator = plan.indicator("HP-2.1").orElseThrow();
        Table table = answers(5).with(NumericColumn.of("age", ages(50)));
        assertThat(IndicatorColumns.of(indicator, List.of(form), table)
                        .counted()
                        .values())
                .containsOnly(0);
        IndicatorResult headline = headline(results(table, design(table)), "HP-2.1");
        assertThat(headline.verdict()).hasValue(Verdict.NOT_MEASURED);
        assertThat(headline.estimate().rows()).isZero();
    }

    @Test
    void aRateOfOneIsGivenTheLowerLimitOfThePlannedDesignEffect() {
        Table table = answers(6);
        for (String item : List.of("exp_campaign", "exp_rights", "exp_low_fertility", "exp_contraception")) {
            table = table.with(TextColumn.of(item, all("yes")));
        }
        SurveyDesign design = design(table);
        IndicatorResult loose =
                headline(new IndicatorEstimation(List.of(form), table, design, 4).results(plan, List.of()), "HP-2.1");
        IndicatorResult tight =
                headline(new IndicatorEstimation(List.of(form), table, design, 1).results(plan, List.of()), "HP-2.1");
        assertThat(loose.estimate().value()).isEqualTo(1);
        assertThat(loose.interval().upper()).isEqualTo(1);
        // Clopper and Pearson: the lower limit of n successes of n is (a/2)^(1/n).
        assertThat(loose.interval().lower()).isCloseTo(Math.pow(0.025, 4.0 / ROWS), within(1e-12));
        assertThat(tight.interval().lower()).isCloseTo(Math.pow(0.025, 1.0 / ROWS), within(1e-12));
    }

    @Test
    void aRateOfOneInASmallGroupBorrowsFromTheNearestEnclosingGroupNotFromTheWhole() {
        Table table = answers(6);
        TextColumn sex = (TextColumn) table.column("sex");
        List<String> area = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            area.add(row % 7 < 3 ? "urban" : "rural");
        }
        table = table.with(TextColumn.of("area", area));
        for (String item : List.of("exp_campaign", "exp_rights", "exp_low_fertility", "exp_contraception")) {
            List<String> heard = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                // All women in towns have heard of all; of the others those of some PSUs.
                boolean all = "female".equals(sex.value(row)) && area.get(row).equals("urban");
                heard.add(all || row % PSUS % 3 == 0 || row % 5 == 0 ? "yes" : "no");
            }
            table = table.with(TextColumn.of(item, heard));
        }
        List<List<String>> by = List.of(List.of("sex", "area"), List.of("sex"), List.of("area"));
        List<IndicatorResult> results =
                new IndicatorEstimation(List.of(form), table, design(table), 9).results(plan, by);
        IndicatorResult sure = inGroup(results, List.of("sex", "area"), List.of("female", "urban"));
        double ofWomen =
                inGroup(results, List.of("sex"), List.of("female")).estimate().designEffectWithReplacement();
        double ofTowns =
                inGroup(results, List.of("area"), List.of("urban")).estimate().designEffectWithReplacement();
        double effective = sure.estimate().rows() / Math.max(1, Math.max(ofWomen, ofTowns));
        assertThat(sure.estimate().value()).isEqualTo(1);
        assertThat(sure.interval().lower()).isCloseTo(Math.pow(0.025, 1 / effective), within(1e-12));
    }

    private static IndicatorResult inGroup(List<IndicatorResult> results, List<String> by, List<String> levels) {
        return results.stream()
                .filter(r -> r.indicator().id().equals("HP-2.1")
                        && r.by().equals(by)
                        && r.levels().equals(levels))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theVerdictFollowsFromThePrintedInterval() {
        Table table = answers(7);
        for (IndicatorResult result : results(table, design(table))) {
            if (result.part().isEmpty()) {
                assertThat(result.verdict())
                        .hasValue(Verdict.ofSample(
                                result.interval().lower(),
                                result.interval().upper(),
                                result.indicator().target()));
            } else {
                assertThat(result.verdict()).isEmpty();
                assertThat(result.test()).isEmpty();
            }
        }
    }

    @Test
    void aResultExplainsItselfFromTheRuleToTheTotals() {
        Table table = answers(8);
        String text =
                headline(results(table, design(table)), "HP-2.2").explain().toString();
        assertThat(text)
                .startsWith("HP-2.2 = ")
                .contains("rule 1: ", "at least 3 of 4", "Σw", "strata 2", "korn-graubard");
    }

    private static List<IndicatorResult> results(Table table, SurveyDesign design) {
        return new IndicatorEstimation(List.of(form), table, design, 2).results(plan, BY_SEX);
    }

    private static IndicatorResult headline(List<IndicatorResult> results, String id) {
        return results.stream()
                .filter(r -> r.isHeadline() && r.indicator().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static IndicatorResult part(List<IndicatorResult> results, String name) {
        return results.stream()
                .filter(r -> r.part().filter(p -> p.name().equals(name)).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static SurveyDesign design(Table table) {
        return SurveyDesign.of(table)
                .weights("w")
                .strata("stratum")
                .clusters("psu")
                .build();
    }

    /** Answers to every select_one of the form at random, with clusters, weights and ages. */
    private static Table answers(long seed) {
        Random random = new Random(seed);
        List<Column> columns = new ArrayList<>();
        for (Question question : form.questions()) {
            if (question.choices() == null) {
                continue;
            }
            List<String> codes = question.choices().choices().stream()
                    .map(choice -> choice.name())
                    .toList();
            List<@Nullable String> values = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                double draw = random.nextDouble();
                values.add(
                        draw < 0.05 && !question.name().equals("sex")
                                ? null
                                : draw < 0.7 ? codes.get(0) : codes.get(random.nextInt(codes.size())));
            }
            columns.add(TextColumn.of(question.name(), values));
        }
        columns.add(NumericColumn.of(
                "age", random.ints(ROWS, 12, 55).asDoubleStream().toArray()));
        columns.add(NumericColumn.of("w", random.doubles(ROWS, 1, 30).toArray()));
        List<String> strata = new ArrayList<>();
        List<String> psus = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            psus.add("P" + row % PSUS);
            strata.add("H" + row % PSUS % 2);
        }
        columns.add(TextColumn.of("stratum", strata));
        columns.add(TextColumn.of("psu", psus));
        Table table = Table.of(ROWS, columns);
        return seed == 6 ? table.with(NumericColumn.of("age", ages(30))) : table;
    }

    private static double[] ages(double age) {
        double[] ages = new double[ROWS];
        Arrays.fill(ages, age);
        return ages;
    }

    private static List<String> all(String code) {
        return java.util.Collections.nCopies(ROWS, code);
    }

    /** Two people aged 30 who get every statement right. */
    private static Table keyed() {
        List<Column> columns = new ArrayList<>();
        columns.add(NumericColumn.of("age", 30, 30));
        for (String scale : List.of("kn_two_", "kn_low_", "kn_contra_")) {
            for (int i = 1; i <= 4; i++) {
                String item = scale + i;
                String key = ItemKey.right(form.question(item).orElseThrow()).get(0);
                columns.add(TextColumn.of(item, List.of(key, key)));
            }
        }
        return Table.of(2, columns);
    }
}
