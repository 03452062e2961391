package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.kapsurvey.analysis.indicator.MadeUpPlan.form;
import static org.kapsurvey.analysis.indicator.MadeUpPlan.group;
import static org.kapsurvey.analysis.indicator.MadeUpPlan.headline;
import static org.kapsurvey.analysis.indicator.MadeUpPlan.inDomain;
import static org.kapsurvey.analysis.indicator.MadeUpPlan.part;
import static org.kapsurvey.analysis.indicator.MadeUpPlan.question;
import static org.kapsurvey.analysis.indicator.MadeUpPlan.results;
import static org.kapsurvey.analysis.indicator.MadeUpPlan.table;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Ratio;
import org.kapsurvey.analysis.fault.VietnameseFaults;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** What is easily measured wrongly in plans of this kind, each with answers written by hand. */
class PlanTrapsTest {
    private static final Questionnaire YOUTH = form(
            "youth",
            question("integer", "age", ""),
            question("select_one yes_no", "heard", ""),
            question("select_one yes_no", "knows", ", 'kap': {'component': 'knowledge', 'right': 'yes'}"));
    private static final Questionnaire PARENTS = form(
            "parents",
            question("integer", "age", ""),
            question("select_one yes_no", "heard", ""),
            question("select_one yes_no", "knows", ", 'kap': {'component': 'knowledge', 'right': 'yes'}"),
            question("integer", "children", ""));
    private static final String EVERYBODY = "'groups': [" + group("young", "youth", "") + "], 'target': 50";

    @Test
    void aJointTargetReportsBothConditionsAndJudgesTheirJointShare() {
        Plan plan = MadeUpPlan.of(
                EVERYBODY
                        + ", 'parts': [{'id': 'understands', 'title': BOTH, 'numerator': '${knows} = `yes`'},"
                        + " {'id': 'joint', 'title': BOTH, 'numerator': '${heard} = `yes` and ${understands} = 1'}],"
                        + " 'numerator': '${heard} = `yes`', 'judged': 'joint'",
                YOUTH);
        Table table = table("heard: yes yes yes no yes no no no", "knows: yes yes no yes no no no yes");
        List<IndicatorResult> results = results(plan, table, YOUTH);
        assertThat(headline(results).estimate().value()).isEqualTo(4 / 8.0);
        assertThat(headline(results).verdict()).isEmpty();
        assertThat(part(results, "understands").estimate().value()).isEqualTo(4 / 8.0);
        assertThat(part(results, "understands").verdict()).isEmpty();
        assertThat(part(results, "joint").estimate().value()).isEqualTo(2 / 8.0);
        assertThat(part(results, "joint").verdict()).isPresent();
    }

    @Test
    void theJointShareThatIsJudgedStandsInEachGroupAndDomainAsItsPartsDo() {
        String parts = ", 'parts': [{'id': 'understands', 'title': BOTH, 'numerator': '${knows} = `yes`'},"
                + " {'id': 'joint', 'title': BOTH, 'numerator': '${heard} = `yes` and ${understands} = 1'}],"
                + " 'numerator': '${heard} = `yes`', 'judged': 'joint'";
        Plan plan = MadeUpPlan.of(
                "'groups': [" + group("young", "youth", "") + ", " + group("parents", "parents", "") + "], 'target': 50"
                        + parts,
                YOUTH,
                PARENTS);
        Table table = table(
                "_form: youth/1 youth/1 youth/1+parents/1 parents/1 parents/1",
                "heard: yes yes no yes yes",
                "knows: yes no yes no yes",
                "sex: f m f m f");
        List<IndicatorResult> results = new IndicatorEstimation(
                        List.of(YOUTH, PARENTS), table, SurveyDesign.of(table).build(), 1)
                .results(plan, List.of(List.of("sex")));
        assertThat(results)
                .extracting(result -> result.part().map(Indicator.Part::name).orElse("") + " " + result.domain())
                .containsExactly(
                        " ",
                        " group=young",
                        " group=parents",
                        "understands ",
                        "joint ",
                        "joint group=young",
                        "joint group=parents",
                        " sex=f",
                        " sex=m",
                        "joint sex=f",
                        "joint sex=m");
        assertThat(results)
                .filteredOn(result -> result.verdict().isPresent())
                .extracting(result -> result.estimate().value())
                .containsExactly(2 / 5.0, 1 / 3.0, 1 / 3.0, 2 / 3.0, 0.0);
        assertThat(results).filteredOn(IndicatorResult::isJudged).hasSize(1);
    }

    @Test
    void aConditionalTargetIsARatioToThoseInformedAndItsPartTellsOfAll() {
        Plan plan = MadeUpPlan.of(
                EVERYBODY
                        + ", 'denominator': '${heard} = `yes`', 'numerator': '${knows} = `yes`',"
                        + " 'parts': [{'id': 'of_all', 'title': BOTH, 'denominator': '1', 'numerator': '${knows} = `yes`'}]",
                YOUTH);
        Table table = table(
                "heard: yes yes yes no yes - no no",
                "knows: yes yes no yes no yes no yes",
                "psu: a a b b c c d d",
                "w: 1 2 3 4 5 6 7 8");
        SurveyDesign design =
                SurveyDesign.of(table).weights("w").clusters("psu").build();
        List<IndicatorResult> results =
                new IndicatorEstimation(List.of(YOUTH), table, design, 1).results(plan, List.of());
        Table both = table.with(NumericColumn.of("informed", 1, 1, 1, 0, 1, 0, 0, 0))
                .with(NumericColumn.of("right", 1, 1, 0, 0, 0, 0, 0, 0));
        Estimate ratio = new Estimation(new TableTotals(both), design).whole(Ratio.of("right", "informed"));
        assertThat(headline(results).estimate().value()).isCloseTo(3 / 11.0, within(1e-15));
        assertThat(headline(results).estimate().standardError()).isCloseTo(ratio.standardError(), within(1e-15));
        assertThat(headline(results).estimate().rows()).isEqualTo(4);
        assertThat(part(results, "of_all").estimate().value()).isCloseTo((1 + 2 + 4 + 6 + 8) / 36.0, within(1e-15));
        assertThat(part(results, "of_all").estimate().rows()).isEqualTo(8);
    }

    @Test
    void aTargetOfAllIsRefutedButNeverMetByASampleAndTellsItsOneSidedLimit() {
        Plan plan = MadeUpPlan.of(
                "'groups': [" + group("young", "youth", "") + "], 'target': 100, 'numerator': '${knows} = `yes`'",
                YOUTH);
        IndicatorResult all = headline(results(plan, table("knows:" + " yes".repeat(60)), YOUTH));
        assertThat(all.estimate().value()).isEqualTo(1);
        assertThat(all.verdict()).hasValue(Verdict.NOT_DISTINGUISHABLE);
        assertThat(all.notes()).contains("only-refutable", "p=1");
        assertThat(all.oneSided().getAsDouble()).isCloseTo(Math.pow(0.05, 1 / 60.0), within(1e-12));
        IndicatorResult some = headline(results(plan, table("knows:" + " yes".repeat(40) + " no".repeat(20)), YOUTH));
        assertThat(some.verdict()).hasValue(Verdict.NOT_MET);
        assertThat(some.oneSided()).isEmpty();
    }

    @Test
    void twoGroupsUnderOneFigureStandApartAndTogetherWithNobodyCountedTwice() {
        Plan plan = MadeUpPlan.of(
                "'groups': [" + group("young", "youth", ", 'age': {'item': 'age', 'from': 16, 'to': 30}") + ", "
                        + group("parents", "parents", "")
                        + "], 'target': 50, 'numerator': '${heard} = `yes`'",
                YOUTH,
                PARENTS);
        // The third person is young and a parent: one row, in both groups.
        Table table = table(
                "_form: youth/1 youth/1 youth/1+parents/1 parents/1 parents/1 youth/1",
                "age: 16 31 20 45 50 15",
                "heard: yes yes no yes yes yes");
        List<IndicatorResult> results = results(plan, table, YOUTH, PARENTS);
        assertThat(inDomain(results, "group=young").estimate().value()).isEqualTo(1 / 2.0);
        assertThat(inDomain(results, "group=parents").estimate().value()).isEqualTo(2 / 3.0);
        assertThat(headline(results).estimate().rows()).isEqualTo(4);
        assertThat(headline(results).estimate().value()).isEqualTo(3 / 4.0);
        assertThat(headline(results).verdict()).isPresent();
        // Which of the groups misses the target can be read; what is judged is the figure of all.
        assertThat(inDomain(results, "group=young").verdict()).isPresent();
        assertThat(inDomain(results, "group=young").isJudged()).isFalse();
    }

    @Test
    void whileAGroupThatThePlanNamesHasNobodyTheFigureOfAllIsNotJudged() {
        IndicatorResult headline = youngAndParents(", 'required': true", "youth/1 youth/1 youth/1");
        assertThat(headline.verdict()).hasValue(Verdict.NOT_MEASURED);
        assertThat(headline.notes()).contains("empty-group=parents");
    }

    @Test
    void aGroupThatIsOnlyOneWayOfReachingPeopleIsToldWhenEmptyAndTheOthersAreJudged() {
        IndicatorResult headline = youngAndParents("", "youth/1 youth/1 youth/1");
        assertThat(headline.verdict()).isPresent().get().isNotEqualTo(Verdict.NOT_MEASURED);
        assertThat(headline.estimate().rows()).isEqualTo(3);
        assertThat(headline.notes()).contains("empty-group=parents");
    }

    @Test
    void withoutAnybodyInAnyGroupNothingIsMeasured() {
        IndicatorResult headline = youngAndParents("", "other/1 other/1 other/1");
        assertThat(headline.verdict()).hasValue(Verdict.NOT_MEASURED);
        assertThat(headline.notes()).contains("empty-group=young+parents");
    }

    private static IndicatorResult youngAndParents(String more, String forms) {
        Plan plan = MadeUpPlan.of(
                "'groups': [" + group("young", "youth", more) + ", " + group("parents", "parents", more)
                        + "], 'target': 50, 'numerator': '${heard} = `yes`'",
                YOUTH,
                PARENTS);
        return headline(results(plan, table("_form: " + forms, "heard: yes yes no"), YOUTH, PARENTS));
    }

    @Test
    void groupsOfUnitsAreNotRequired() {
        Questionnaire agency = form("agency", question("select_one yes_no", "plan", ""));
        String text = MadeUpPlan.text("'counts': 'units', 'groups': ["
                + group("agencies", "agency", ", 'kinds': ['agency'], 'required': true")
                + "], 'target': 100, 'numerator': '${plan} = `yes`'");
        assertThat(catchThrowableOfType(FaultsException.class, () -> Plan.parse("plan.json", text, List.of(agency)))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("\"required\" belongs to groups of persons"));
    }

    @Test
    void groupsOfDifferentFormsNeedToKnowWhoAnsweredWhich() {
        Plan plan = MadeUpPlan.of(
                "'groups': [" + group("young", "youth", "") + ", " + group("parents", "parents", "")
                        + "], 'target': 50, 'numerator': '${heard} = `yes`'",
                YOUTH,
                PARENTS);
        assertThatThrownBy(() -> results(plan, table("heard: yes no"), YOUTH, PARENTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("youth or parents")
                .hasMessageContaining("_form");
    }

    @Test
    void aCoupleThatBothSpousesCanTellOfCountsOnce() {
        Questionnaire couples = form(
                "couples",
                question("select_one yes_no", "commits", ""),
                question("select_one yes_no", "spouse_too", ""));
        Plan plan = MadeUpPlan.of(
                "'groups': [" + group("couples", "couples", "")
                        + "], 'target': 90, 'routes': 'if(${spouse_too} = `yes`, 2, 1)', 'numerator': '${commits} = `yes`'",
                couples);
        // Everybody is asked: two spouses who both commit, two who disagree, and one whose spouse is not of age.
        Table table = table("commits: yes yes yes no no", "spouse_too: yes yes yes yes no");
        IndicatorResult headline = headline(results(plan, table, couples));
        assertThat(headline.estimate().value()).isCloseTo((1 + 0.5) / 3, within(1e-15));
        assertThat(headline.estimate().rows()).isEqualTo(5);
        assertThat(headline.estimate().weightedRows())
                .as("couples, not spouses")
                .isEqualTo(3);
        assertThat(headline.notes()).noneMatch(note -> note.startsWith("routes-unknown"));
        assertThat(IndicatorColumns.of(plan.indicators().get(0), List.of(couples), table)
                        .unweightedRate())
                .isCloseTo(0.5, within(1e-15));
    }

    @Test
    void aRowOfWhichNobodyKnowsHowManyCouldTellIsLeftOutAndTold() {
        Questionnaire couples = form(
                "couples",
                question("select_one yes_no", "commits", ""),
                question("integer", "tellers", ""),
                question("select_one yes_no", "sex", ""));
        Plan plan = MadeUpPlan.of(
                "'groups': [" + group("couples", "couples", ", 'where': '${sex} = `yes` or ${sex} = `no`'")
                        + "], 'target': 90, 'routes': '${tellers}', 'numerator': '${commits} = `yes`',"
                        + " 'parts': [{'id': 'p', 'title': BOTH, 'numerator': '${commits} = `no`'}]",
                couples);
        Table known = table("commits: yes no no", "tellers: 2 2 1", "sex: yes no yes");
        Table some = table(
                "commits: yes no no yes yes yes yes",
                "tellers: 2 2 1 0 - 0.5 -",
                "sex: yes no yes yes yes no dont_know");
        IndicatorResult without = headline(results(plan, known, couples));
        List<IndicatorResult> results = new IndicatorEstimation(
                        List.of(couples), some, SurveyDesign.of(some).build(), 1)
                .results(plan, List.of(List.of("sex")));
        IndicatorResult headline = headline(results);
        assertThat(headline.estimate().value())
                .isEqualTo(without.estimate().value())
                .isEqualTo(0.25);
        assertThat(headline.estimate().rows()).isEqualTo(3);
        assertThat(headline.estimate().weightedRows()).isEqualTo(2);
        // The last is of no group, so that its routes are nobody's concern.
        assertThat(headline.notes()).contains("routes-unknown=3");
        assertThat(part(results, "p").notes()).contains("routes-unknown=3");
        assertThat(part(results, "p").estimate().value()).isEqualTo(0.75);
        assertThat(inDomain(results, "sex=yes").notes()).contains("routes-unknown=2");
        assertThat(inDomain(results, "sex=no").notes()).contains("routes-unknown=1");
        assertThat(IndicatorColumns.of(plan.indicators().get(0), List.of(couples), some)
                        .unweightedRate())
                .isEqualTo(0.25);
    }

    @Test
    void unitsThatDoNotReturnLeaveARangeAndOnlyAWholeCensusMeetsATargetOfAll() {
        Questionnaire agency =
                form("agency", question("select_one yes_no", "plan", ""), question("select_one yes_no", "funds", ""));
        Plan plan = MadeUpPlan.of(
                "'counts': 'units', 'groups': [" + group("agencies", "agency", ", 'kinds': ['agency']")
                        + "], 'target': 100, 'numerator': '${plan} = `yes` and ${funds} = `yes`',"
                        + " 'parts': [{'id': 'has_plan', 'title': BOTH, 'numerator': '${plan} = `yes`'}]",
                agency);
        Table some =
                table("_stratum: agency agency agency agency school", "plan: yes yes no - yes", "funds: yes - - - yes");
        List<IndicatorResult> results = results(plan, some, agency);
        // One says yes to both, one no to the plan; of the second and the fourth nobody knows.
        assertThat(headline(results).estimate().value()).isEqualTo(1 / 4.0);
        assertThat(headline(results).interval().lower()).isEqualTo(1 / 4.0);
        assertThat(headline(results).interval().upper()).isEqualTo(3 / 4.0);
        assertThat(headline(results).notes()).contains("missing=2", "census");
        assertThat(headline(results).verdict()).hasValue(Verdict.NOT_MET);
        assertThat(part(results, "has_plan").interval().upper()).isEqualTo(3 / 4.0);
        Table all = table("_stratum: agency agency", "plan: yes yes", "funds: yes yes");
        assertThat(headline(results(plan, all, agency)).verdict()).hasValue(Verdict.MET);
        Table open = table("_stratum: agency agency", "plan: yes -", "funds: yes -");
        assertThat(headline(results(plan, open, agency)).verdict()).hasValue(Verdict.NOT_DISTINGUISHABLE);
    }

    @Test
    void aSampleOfUnitsTakesAccountOfHowManyThereAre() {
        Questionnaire school = form("school", question("select_one yes_no", "taught", ""));
        Plan plan = MadeUpPlan.of(
                "'counts': 'units', 'groups': [" + group("schools", "school", ", 'kinds': ['school']")
                        + "], 'target': 100, 'numerator': '${taught} = `yes`'",
                school);
        Table drawn = table(
                "_stratum: school;town school;town school;town school;rest",
                "_design_weight: 4 4 4 1",
                "taught: yes yes yes yes");
        IndicatorResult headline = headline(results(plan, drawn, school));
        StratifiedReturns expected = StratifiedReturns.of(
                List.of(new StratifiedReturns.Counts(12, 3, 3, 0), new StratifiedReturns.Counts(1, 1, 1, 0)), 0.95);
        assertThat(headline.estimate().weightedRows()).isEqualTo(13);
        assertThat(headline.interval().lower()).isEqualTo(expected.lower());
        assertThat(headline.verdict()).hasValue(Verdict.NOT_DISTINGUISHABLE);
        assertThat(headline.notes()).contains("sample-of-units");
    }

    @Test
    void ofSomeUnitsOfASampledStratumThereAreNoLimitsForNobodyKnowsHowManyThereAre() {
        Questionnaire school = form("school", question("select_one yes_no", "taught", ""));
        Plan plan = MadeUpPlan.of(
                "'counts': 'units', 'groups': [" + group("schools", "school", ", 'kinds': ['school']")
                        + "], 'target': 30, 'numerator': '${taught} = `yes`'",
                school);
        // Drawn from schools and agencies together: 4 of 12; of the other stratum all three, two of them schools.
        Table drawn = table(
                "_kind: school school school agency school school agency",
                "_stratum: town town town town rest rest rest",
                "_design_weight: 3 3 3 3 1 1 1",
                "taught: yes yes - yes no yes -");
        IndicatorResult headline = headline(results(plan, drawn, school));
        assertThat(headline.estimate().value()).isCloseTo((9 * 2 / 3.0 + 1) / 11, within(1e-15));
        assertThat(headline.estimate().rows()).isEqualTo(5);
        assertThat(headline.interval().lower()).isNaN();
        assertThat(headline.interval().upper()).isNaN();
        assertThat(headline.verdict()).hasValue(Verdict.NOT_MEASURED);
        assertThat(headline.notes()).containsExactly("missing=1", "sample-of-units", "part-of-sample");
        // In a domain without the sampled stratum the limits are there.
        List<IndicatorResult> apart = new IndicatorEstimation(
                        List.of(school), drawn, SurveyDesign.of(drawn).build(), 1)
                .results(plan, List.of(List.of("_stratum")));
        assertThat(apart)
                .filteredOn(result -> result.levels().equals(List.of("rest")))
                .singleElement()
                .satisfies(rest -> {
                    assertThat(rest.interval().lower()).isEqualTo(0.5);
                    assertThat(rest.notes()).containsExactly("census");
                });
    }

    @Test
    void aUnitThatHasNotReturnedItsFormMayYetPassAScaleOrAScore() {
        Questionnaire official = form(
                "official",
                question("select_one yes_no", "knows", ", 'kap': {'component': 'knowledge', 'right': 'yes'}"));
        Plan plan = MadeUpPlan.of(
                "'counts': 'units', 'groups': [" + group("all", "official", ", 'kinds': ['official']")
                        + "], 'target': 100, 'parts': [{'id': 'k', 'title': BOTH, 'scale': {'items': ['knows'],"
                        + " 'atLeast': 1}}, {'id': 's', 'title': BOTH, 'score': {'items': ['knows'], 'of': 'sum',"
                        + " 'cutOff': 1}}], 'numerator': '${k} = 1 and ${s} = 1'",
                official);
        Table table = table("_kind: official official official official", "knows: yes yes no -");
        for (IndicatorResult result : results(plan, table, official)) {
            assertThat(result.interval().lower()).isEqualTo(0.5);
            assertThat(result.interval().upper()).isEqualTo(0.75);
        }
    }

    @Test
    void serviceStatisticsAreSumsOverSumsAndNotMeansOfShares() {
        Questionnaire service = form("service", question("integer", "screened", ""), question("integer", "births", ""));
        String keys = "'counts': 'sums', 'groups': [" + group("hospitals", "service", ", 'kinds': ['hospital']")
                + "], 'target': 70, 'denominator': '${births}', 'numerator': '${screened}'";
        Plan plan = MadeUpPlan.of(keys, service);
        Table all = table("_kind: hospital hospital clinic", "screened: 90 10 1", "births: 100 100 50");
        IndicatorResult headline = headline(results(plan, all, service));
        assertThat(headline.estimate().value()).isEqualTo(0.5);
        assertThat(headline.estimate().weightedRows()).isEqualTo(200);
        assertThat(headline.verdict()).hasValue(Verdict.NOT_MET);
        Table open = table("_kind: hospital hospital", "screened: 90 -", "births: 100 100");
        IndicatorResult missing = headline(results(plan, open, service));
        assertThat(missing.estimate().value()).isEqualTo(0.9);
        assertThat(missing.verdict()).hasValue(Verdict.NOT_MEASURED);
        assertThat(missing.notes()).contains("missing=1");
        Table wrong = table("_kind: hospital clinic", "screened: 90 1", "births: 80 1");
        assertThat(headline(results(plan, wrong, service)).verdict()).hasValue(Verdict.NOT_MEASURED);
        assertThat(headline(results(plan, wrong, service)).notes()).contains("above-1");
    }

    @Test
    void sumsOverAPartOfTheWholeLeaveARangeAndConfirmNoTargetOfAll() {
        Questionnaire service = form(
                "service",
                question("integer", "facilities", ""),
                question("integer", "inspected", ""),
                question("integer", "compliant", ""));
        Plan plan = MadeUpPlan.of(
                "'counts': 'sums', 'groups': [" + group("departments", "service", ", 'kinds': ['department']")
                        + "], 'target': 100, 'denominator': '${inspected}', 'of': '${facilities}',"
                        + " 'numerator': '${compliant}', 'parts': [{'id': 'seen', 'title': BOTH,"
                        + " 'denominator': '${facilities}', 'numerator': '${inspected}'}]",
                service);
        Table some = table("_kind: department clinic", "facilities: 500 9", "inspected: 20 9", "compliant: 20 9");
        IndicatorResult open = headline(results(plan, some, service));
        assertThat(open.estimate().value()).isEqualTo(1);
        assertThat(open.interval()).isEqualTo(new Limits("count", 1, 20 / 500.0, 1));
        assertThat(open.verdict()).hasValue(Verdict.NOT_DISTINGUISHABLE);
        assertThat(open.notes()).containsExactly("not-seen=480");
        assertThat(open.estimate().explain().text()).contains("20 / 20, seen of 500, of 1 units");
        assertThat(part(results(plan, some, service), "seen").estimate().value())
                .isEqualTo(20 / 500.0);
        assertThat(part(results(plan, some, service), "seen").interval().upper())
                .isEqualTo(20 / 500.0);
        // One that fails refutes it, however few were seen.
        Table one = table("_kind: department department", "facilities: 500 10", "inspected: 20 5", "compliant: 19 5");
        IndicatorResult refuted = headline(results(plan, one, service));
        assertThat(refuted.interval().upper()).isEqualTo(509 / 510.0);
        assertThat(refuted.verdict()).hasValue(Verdict.NOT_MET);
        Table all = table("_kind: department clinic", "facilities: 500 9", "inspected: 500 9", "compliant: 500 0");
        assertThat(headline(results(plan, all, service)).verdict()).hasValue(Verdict.MET);
        assertThat(headline(results(plan, all, service)).notes()).isEmpty();
        Table wrong = table("_kind: department clinic", "facilities: 10 9", "inspected: 20 0", "compliant: 20 0");
        assertThat(headline(results(plan, wrong, service)).verdict()).hasValue(Verdict.NOT_MEASURED);
        assertThat(headline(results(plan, wrong, service)).notes()).containsExactly("above-whole");
        Table unknown =
                table("_kind: department department", "facilities: 500 -", "inspected: 20 5", "compliant: 19 5");
        assertThat(headline(results(plan, unknown, service)).verdict()).hasValue(Verdict.NOT_MEASURED);
        assertThat(headline(results(plan, unknown, service)).notes()).containsExactly("missing=1", "not-seen=480");
    }

    @Test
    void aWholeIsOfSumsAlone() {
        String text = MadeUpPlan.text(EVERYBODY + ", 'numerator': '${knows} = `yes`', 'of': '${age}'");
        List<Fault> faults = catchThrowableOfType(
                        FaultsException.class, () -> Plan.parse("plan.json", text, List.of(YOUTH)))
                .faults();
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.message()).isEqualTo("\"of\" belongs to sums that units report.");
            assertThat(VietnameseFaults.of(fault).message()).startsWith("\"of\" chỉ dùng cho");
            assertThat(VietnameseFaults.of(fault).remedy()).startsWith("Bỏ khóa này");
        });
    }

    @Test
    void anIndicatorWhoseQuestionsTheDataLackIsThereAsNotMeasured() {
        Plan plan = MadeUpPlan.of(EVERYBODY + ", 'numerator': '${knows} = `yes`'", YOUTH);
        IndicatorResult headline = headline(results(plan, table("heard: yes no"), YOUTH));
        assertThat(headline.verdict()).hasValue(Verdict.NOT_MEASURED);
        assertThat(headline.notes()).containsExactly("no-data");
    }

    @Test
    void aScoreCountsDontKnowAsTheKeyAndThePlanSay() {
        Questionnaire form = form(
                "likert",
                question("select_one degree", "a", ", 'missing': ['dk'], 'kap': {'component': 'attitude'}"),
                question("select_one degree", "b", ", 'kap': {'component': 'attitude', 'reverse': true}"),
                question(
                        "select_one yes_no",
                        "c",
                        ", 'kap': {'component': 'knowledge', 'right': 'no', 'dk': 'dont_know'}"));
        Table table = table(
                "a: agree disagree - -",
                "a_missing: - - dk refused",
                "b: disagree disagree neutral -",
                "c: no dont_know yes -");
        // a: 3 1 - -, b: 3 3 2 -, c: 1 0 0 -.
        assertThat(score(form, table, "'of': 'sum', 'dontKnow': 'wrong', 'missing': 'wrong'"))
                .containsExactly(7, 4, 3, 2);
        assertThat(score(form, table, "'of': 'mean', 'dontKnow': 'dropped', 'missing': 'dropped', 'answered': 2"))
                .containsExactly(7 / 3.0, 2, 1, Double.NaN);
        assertThat(score(form, table, "'of': 'percent', 'dontKnow': 'dropped', 'missing': 'dropped', 'answered': 2"))
                .containsExactly(100, 80, 20, Double.NaN);
        assertThat(score(form, table, "'of': 'sum', 'dontKnow': 'wrong', 'missing': 'wrong', 'cutOff': 4"))
                .containsExactly(1, 1, 0, 0);
    }

    @Test
    void choicesAreWorthThePointsThatTheFormGivesThem() {
        Questionnaire form = form(
                "likert",
                question(
                        "select_one degree",
                        "a",
                        ", 'kap': {'component': 'practice', 'reverse': true,"
                                + " 'points': {'agree': 10, 'neutral': 7, 'disagree': 0}}"),
                question("select_one yes_no", "b", ", 'kap': {'component': 'knowledge', 'right': 'no', 'points': 2.5}"),
                question(
                        "select_one degree",
                        "c",
                        ", 'kap': {'component': 'attitude', 'points': {'agree': 4, 'disagree': -1}, 'dk': ['neutral']}"));
        Table table = table("a: agree neutral disagree", "b: no dont_know yes", "c: agree neutral disagree");
        // a: 0 3 10, b: 2.5 0 0, as "dont_know" is a choice like any other where the key does not name it, c: 4 - -1.
        assertThat(score(form, table, "'of': 'sum', 'dontKnow': 'wrong', 'missing': 'wrong'"))
                .containsExactly(6.5, 2, 9);
        assertThat(score(form, table, "'of': 'mean', 'dontKnow': 'dropped', 'missing': 'wrong', 'answered': 2"))
                .containsExactly(6.5 / 3, 1.5, 3);
        assertThat(score(form, table, "'of': 'percent', 'dontKnow': 'dropped', 'missing': 'wrong', 'answered': 2"))
                .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-12 ? 0 : Double.compare(x, y))
                .containsExactly(100 * 7.5 / 17.5, 100 * 5.5 / 17.5, 100 * 10 / 17.5);
    }

    /** Answers to a question with several choices are worth what the rule of its key says of all that was chosen. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Chosen: a b; b a; a; a c; a b c; c; none; "don't know" alone; no answer.
                "'right': ['a', 'b'], 'rule': 'all'|1 1 0 0 1 0 0 0 0|1 1 0 0 1 0 0 0 0",
                "'right': ['a', 'b'], 'rule': 'all', 'minus': 0.25|1 1 0 0 0.75 0 0 0 0|1 1 0 0 0 0 0 0 0",
                "'right': ['a', 'b'], 'rule': 'any'|1 1 1 1 1 0 0 0 0|1 1 1 1 1 0 0 0 0",
                "'right': ['a', 'b'], 'rule': 'any', 'points': 2, 'minus': 3|2 2 2 0 0 0 0 0 0|1 1 1 0 0 0 0 0 0",
                "'right': ['a', 'b', 'c'], 'rule': 2|1 1 0 1 1 0 0 0 0|1 1 0 1 1 0 0 0 0",
                "'right': ['a', 'b'], 'rule': 'share', 'points': 4, 'minus': 1|4 4 2 1 3 0 0 0 0|1 1 0 0 0 0 0 0 0",
                "'rule': 'sum', 'points': {'a': 1, 'b': 0.5, 'c': -1, 'none': 0}|1.5 1.5 1 0 0.5 0 0 0 0|",
            })
    void severalChoicesAreWorthWhatTheRuleSaysOfThemTogether(String key, String points, String right) {
        Questionnaire form = form(
                "likert",
                List.of(
                        "{'list_name': 'm', 'name': 'a', 'label': {'vi': 'a'}}",
                        "{'list_name': 'm', 'name': 'b', 'label': {'vi': 'b'}}",
                        "{'list_name': 'm', 'name': 'c', 'label': {'vi': 'c'}}",
                        "{'list_name': 'm', 'name': 'none', 'label': {'vi': 'd'}, 'exclusive': true}",
                        "{'list_name': 'm', 'name': 'unsure', 'label': {'vi': 'e'}, 'exclusive': true}"),
                question("select_multiple m", "a", ", 'kap': {'component': 'knowledge', 'dk': 'unsure', " + key + "}"));
        Table table = table("a: a+b b+a a a+c a+b+c c none unsure -");
        String groups = "'groups': [" + group("all", "likert", "") + "], 'target': 50, ";
        assertThat(partOf(
                        groups + "'parts': [{'id': 's', 'title': BOTH, 'score': {'items': ['a'], 'of': 'sum',"
                                + " 'missing': 'wrong'}}], 'numerator': '${s} > 0'",
                        form,
                        table))
                .containsExactly(numbers(points));
        if (right != null) {
            assertThat(partOf(
                            groups + "'parts': [{'id': 's', 'title': BOTH, 'scale': {'items': ['a'], 'atLeast': 1}}],"
                                    + " 'numerator': '${s} = 1'",
                            form,
                            table))
                    .containsExactly(numbers(right));
        }
        assertThat(ItemPoints.of("a", List.of(form), table).orElseThrow()[8]).isNaN();
    }

    private static double[] numbers(String written) {
        return Arrays.stream(written.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static double[] partOf(String keys, Questionnaire form, Table table) {
        Indicator indicator = MadeUpPlan.of(keys, form).indicators().get(0);
        return Objects.requireNonNull(IndicatorColumns.of(indicator, List.of(form), table)
                        .parts()
                        .get("s"))
                .value()
                .values();
    }

    private static double[] score(Questionnaire form, Table table, String rule) {
        Plan plan = MadeUpPlan.of(
                "'groups': [" + group("all", "likert", "") + "], 'target': 50, 'parts': [{'id': 's', 'title': BOTH,"
                        + " 'score': {'items': ['a', 'b', 'c'], " + rule + "}}], 'numerator': 'not(is-missing(${s}))'",
                form);
        IndicatorColumns.PartColumns part = IndicatorColumns.of(
                        plan.indicators().get(0), List.of(form), table)
                .parts()
                .get("s");
        return part == null ? new double[0] : part.value().values();
    }

    @Test
    void theMeanScoreStandsBesideTheRateWithAnIntervalOfItsOwn() {
        Plan plan = MadeUpPlan.of(
                EVERYBODY
                        + ", 'parts': [{'id': 'points', 'title': BOTH, 'score': {'items': ['knows'], 'of': 'percent'}}],"
                        + " 'numerator': '${points} >= 80'",
                YOUTH);
        List<IndicatorResult> results = results(plan, table("knows: yes yes no dont_know"), YOUTH);
        assertThat(part(results, "points").estimate().value()).isEqualTo(50);
        assertThat(part(results, "points").interval().method()).isEqualTo("t");
        assertThat(headline(results).estimate().value()).isEqualTo(0.5);
    }

    /** A kind that the register does not have would leave a group without a unit, and nobody would be told. */
    @Test
    void kindsOfUnitsAreThoseThatThePlanNames() {
        String units = MadeUpPlan.text("'counts': 'units', 'groups': ["
                + group("agencies", "youth", ", 'kinds': ['agncy', 'commune', 'commune']") + ", "
                + group("none", "youth", ", 'kinds': []") + "], 'target': 50, 'numerator': '${knows} = `yes`'");
        String named = units.replace(
                "\"objectives\"",
                "\"kinds\": [{\"kind\": \"agency\", \"vi\": \"a\", \"en\": \"a\"}, {\"kind\": \"commune\", \"vi\": \"a\","
                        + " \"en\": \"a\"}, {\"kind\": \"commune\", \"vi\": \"a\", \"en\": \"a\"}], \"objectives\"");
        List<String> faults =
                catchThrowableOfType(FaultsException.class, () -> Plan.parse("plan.json", named, List.of(YOUTH)))
                        .faults()
                        .stream()
                        .map(fault -> fault.message() + " " + fault.remedy())
                        .toList();
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "The kind \"commune\" stands twice. Name it once.",
                        "The kind \"commune\" stands twice. Name it once.",
                        "The plan has no kind of unit \"agncy\". Its kinds are agency, commune. Did you mean \"agency\"?",
                        "No kind of unit is named. Name the kinds of the register's units that are counted.");
        String good = named.replace("\"agncy\", \"commune\", \"commune\"", "\"agency\"")
                .replace("\"kinds\": []", "\"kinds\": [\"commune\"]")
                .replaceFirst(", \\{\"kind\": \"commune\"[^}]*}\\]", "]");
        assertThat(Plan.parse("plan.json", good, List.of(YOUTH)).unitForms().get("youth"))
                .containsExactly("agency", "commune");
        assertThat(Plan.parse("plan.json", good.replaceFirst("\"kinds\": \\[\\{.*?}], ", ""), List.of(YOUTH))
                        .unitForms())
                .hasSize(1);
    }

    @Test
    void whatAPlanCanNotMeanIsReportedAtOnce() {
        String text = MadeUpPlan.text("'groups': [" + group("young", "youth", ", 'kinds': ['agency']") + ", "
                + group("young", "parents", "")
                + "], 'target': 50, 'numerator': '${children} > 0', 'judged': 'nobody',"
                + " 'parts': [{'id': 's', 'title': BOTH, 'score': {'items': ['heard', 'heard'], 'of': 'sum',"
                + " 'cutOff': 'mean'}}]");
        List<Fault> faults = catchThrowableOfType(
                        FaultsException.class, () -> Plan.parse("plan.json", text, List.of(YOUTH, PARENTS)))
                .faults();
        assertThat(faults)
                .extracting(Fault::message)
                .anySatisfy(m -> assertThat(m).contains("\"kinds\" belongs to units"))
                .anySatisfy(m -> assertThat(m).contains("Group \"young\" stands twice"))
                .anySatisfy(m -> assertThat(m).contains("Form \"youth\" has no question \"children\""))
                .anySatisfy(m -> assertThat(m).contains("no part \"nobody\""))
                .anySatisfy(m -> assertThat(m).contains("\"heard\" stands twice"))
                .anySatisfy(m -> assertThat(m).contains("\"heard\" has no right answer and no points"))
                .anySatisfy(m -> assertThat(m).contains("its mean or median").contains("no two rounds"));
    }

    @Test
    void aQuestionThatTwoFormsScoreOtherwiseIsNotOneScale() {
        Questionnaire other = form(
                "other", question("select_one yes_no", "knows", ", 'kap': {'component': 'knowledge', 'right': 'no'}"));
        String text = MadeUpPlan.text("'groups': [" + group("young", "youth", "") + ", " + group("others", "other", "")
                + "], 'target': 50, 'numerator': '${k} = 1',"
                + " 'parts': [{'id': 'k', 'title': BOTH, 'scale': {'items': ['knows'], 'atLeast': 1}}]");
        assertThat(catchThrowableOfType(
                                FaultsException.class, () -> Plan.parse("plan.json", text, List.of(YOUTH, other)))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("scores \"knows\" otherwise"));
    }

    @Test
    void aProvinceIsCalledWhatItIsCalledOnTheDay() {
        Province province = new Province(
                "27",
                List.of(
                        new Province.Dated(
                                LocalDate.of(2025, 7, 1),
                                new Wording("tỉnh Bắc Ninh", "Bắc Ninh province"),
                                new Wording("a", "a"),
                                List.of()),
                        new Province.Dated(
                                LocalDate.of(2026, 9, 20),
                                new Wording("thành phố Bắc Ninh", "Bắc Ninh city"),
                                new Wording("b", "b"),
                                List.of())));
        assertThat(province.on(LocalDate.of(2026, 9, 19)).name().vi()).isEqualTo("tỉnh Bắc Ninh");
        assertThat(province.on(LocalDate.of(2026, 9, 20)).name().vi()).isEqualTo("thành phố Bắc Ninh");
    }
}
