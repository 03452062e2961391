package org.kapsurvey.analysis.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.planning.Assumptions.Sources;
import org.kapsurvey.analysis.planning.PlannedSample.Basis;
import org.kapsurvey.analysis.planning.PlannedSample.Need;
import org.kapsurvey.analysis.planning.PlannedSample.Precision;
import org.kapsurvey.analysis.report.Presentation;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;

/** Plans recomputed by hand, what must hold of all of them, and what is refused. */
class PlannedSampleTest {
    private static final String STRATA = """
            {"stratum": "urban", "population": 600000, "clusters": 200},
            {"stratum": "rural", "population": 300000, "clusters": 150},
            {"stratum": "island", "population": 100000, "clusters": 40}""";

    private static final String PLAN = """
            {"name": "by-hand",
             "groups": [{"id": "adults", "share": 0.8, "response": 1}],
             "indicators": [{"id": "A", "rate": 0.8, "icc": 0.05, "target": 0.9}],
             "domains": [],
             "size": {"margin": 0.04, "take": 16, "response": 0.9, "eligibility": 1},
             "allocation": {"strata": [%s]}}
            """.formatted(STRATA);

    @Test
    void aPlanIsThatOfTheHand() {
        PlannedSample plan = plan(PLAN);
        Need need = plan.lead().orElseThrow();
        assertThat(need.yield()).isCloseTo(.72, within(1e-15));
        // m = 1 + 15 · .72 = 11.8; deff = 1 + 10.8 · .05 = 1.54; n = 3.8414588 · .16 · 1.54 / .0016.
        assertThat(need.effect().interviewsPerCluster()).isCloseTo(11.8, within(1e-12));
        assertThat(need.interviews()).isCloseTo(3.841458820694124 * 154, within(1e-9));
        // 591.58 / .72 / 16 = 51.35 clusters; 52 over 6 : 3 : 1 is 31.2, 15.6, 5.2.
        assertThat(need.clusters()).isCloseTo(51.3528, within(1e-3));
        assertThat(plan.counts()).isEqualTo(Map.of("urban", 31L, "rural", 16L, "island", 5L));
        assertThat(plan.units()).isEqualTo(52 * 16);
        Precision whole = row(plan, "A", "");
        // 52 clusters, each without a case with the probability .28^16; three strata.
        assertThat(whole.interval().degreesOfFreedom()).isCloseTo(49, within(1e-6));
        assertThat(whole.interval().interviews()).isCloseTo(52 * 16 * .72, within(1e-9));
    }

    @Test
    void clustersThatMayBeWithoutACaseCostNoWholeDegreeOfFreedom() {
        PlannedSample plan = plan(PLAN.replace("\"margin\": 0.04, \"take\": 16", "\"clusters\": 9, \"take\": 8"));
        Precision whole = row(plan, "A", "");
        // 9 (1 − .28^8) − 3 + .28^48 + .28^24 + .28^16 …: below 6 by 3.4e-4.
        assertThat(whole.interval().degreesOfFreedom()).isLessThan(6).isCloseTo(6, within(5e-4));
        double half = whole.interval().standardError() * 2.446911851;
        assertThat(whole.interval().half()).as("t(.975; 6)").isCloseTo(half, within(1e-4 * half));
        assertThat(PlanFiles.of(plan).get("precision.csv").lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line.split(",", -1)[6]).isEqualTo("6"));
        assertThat(PlanText.write(plan, "vi")).contains(" 6,0 ").doesNotContain(" 5,9");
        assertThat(PlanFiles.of(plan).get("plan.html")).contains("6,0").contains("6.0");
        // One cluster more than strata in a domain is one degree of freedom, and gives an interval.
        Precision urban = row(plan, "A", "urban");
        assertThat(urban.interval().degreesOfFreedom()).isLessThan(urban.clusters() - 1.0);
        assertThat(urban.interval().defined()).isTrue();
    }

    @Test
    void withoutGroupsEverySelectedUnitIsOfTheOneGroupThereIs() {
        String without = PLAN.replace("\"groups\": [{\"id\": \"adults\", \"share\": 0.8, \"response\": 1}],", "");
        PlannedSample plan = plan(without);
        String all = PLAN.replace("\"share\": 0.8", "\"share\": 1");
        assertThat(plan.counts()).isEqualTo(plan(all).counts());
        assertThat(row(plan, "A", "").interval())
                .isEqualTo(row(plan(all), "A", "").interval());
        assertThat(faults(without.replace("\"icc\"", "\"group\": \"adults\", \"icc\"")))
                .containsExactly("The plan has no \"groups\".");
    }

    @Test
    void theRateOfAStratumIsThatOfItsRowAndOfTheDomainsThatItMakesUp() {
        String own = PLAN.replace("\"clusters\": 200}", "\"clusters\": 200, \"rate\": 0.7}")
                .replace(
                        "\"domains\": []",
                        "\"domains\": [{\"name\": \"land\", \"strata\": [\"urban\", \"rural\"]}, {\"name\": \"young\", \"share\": 0.3}]");
        PlannedSample plan = plan(own);
        assertThat(row(plan, "A", "urban").interval().rate()).isEqualTo(.7);
        assertThat(row(plan, "A", "rural").interval().rate()).isEqualTo(.8);
        // (600 · .7 + 300 · .8) / 900.
        assertThat(row(plan, "A", "land").interval().rate()).isCloseTo(2.2 / 3, within(1e-12));
        assertThat(row(plan, "A", "young").interval().rate()).isEqualTo(.8);
        assertThat(row(plan, "A", "").interval().rate()).isEqualTo(.8);
        // .6 · .7 + .4 · .8 = .74: the strata contradict the whole, which is told.
        assertThat(cautions(plan)).singleElement().asString().contains("80.0%", "74.0%");
        assertThat(cautions(plan(PLAN))).isEmpty();
        assertThat(cautions(plan(own.replace(
                        "\"rate\": 0.8,", "\"rate\": 0.74, \"rates\": {\"rural\": 0.8, \"island\": 0.8},"))))
                .isEmpty();
        assertThat(faults(own.replace("\"icc\"", "\"rates\": {\"urban\": 0.75}, \"icc\"")))
                .containsExactly("Stratum \"urban\" has the rate 0.7 here, but among the rates of \"A\" it has 0.75.");
    }

    @Test
    void aLaterRoundOfAPanelOverlapsByWhatItKeepsUnlessThePlanSaysOtherwise() {
        String change = PLAN.replace("\"target\"", "\"before\": 0.6, \"target\"")
                .replace("\"response\": 0.9,", "\"response\": 0.9, \"clusterCorrelation\": 0.6%s,");
        String panel = change.replace("\"domains\"", "\"panel\": {\"round\": %d, \"keep\": 0.5}, \"domains\"");
        assertThat(plan(change.formatted(", \"overlap\": 0.5"))
                        .assumptions()
                        .size()
                        .overlap())
                .isEqualTo(.5);
        assertThat(plan(panel.formatted(2, "")).assumptions().size().overlap()).isEqualTo(.5);
        assertThat(plan(panel.formatted(1, "")).assumptions().size().overlap()).isZero();
        assertThat(plan(panel.formatted(2, ", \"overlap\": 0.3"))
                        .assumptions()
                        .size()
                        .overlap())
                .isEqualTo(.3);
    }

    private static List<String> cautions(PlannedSample plan) {
        return Reasoning.of(plan).get(0).sentences().stream()
                .map(sentence -> sentence.in("en"))
                .filter(sentence -> sentence.startsWith("Caution"))
                .toList();
    }

    @Test
    void theMarginAskedForIsThatOfTheSizeGiven() {
        for (String rule : List.of("proportional", "neyman", "power")) {
            PlannedSample plan = plan(PLAN.replace("{\"strata\"", "{\"rule\": \"" + rule + "\", \"strata\""));
            Precision whole = row(plan, "A", "");
            double margin = new ProportionSize(.8, .95, whole.interval().designEffect())
                    .margin(whole.interval().interviews());
            assertThat(margin).as(rule).isLessThanOrEqualTo(.04).isCloseTo(.04, within(.0012));
        }
    }

    @Test
    void strataSampledOutOfProportionNeedMoreClustersInAll() {
        PlannedSample proportional = plan(PLAN);
        PlannedSample equal = plan(PLAN.replace("{\"strata\"", "{\"rule\": \"power\", \"exponent\": 0, \"strata\""));
        assertThat(proportional.disproportion()).isCloseTo(1, within(.005));
        // Equal a_h: a Σ W²/a_h = 3 · (.36 + .09 + .01) = 1.38.
        assertThat(equal.disproportion()).isCloseTo(1.38, within(.03));
        assertThat(equal.clusters()).isBetween(69L, 72L);
    }

    @Test
    void aDomainThatCrossesStrataAsksForItsShareOfAll() {
        PlannedSample plan = plan(PLAN.replace(
                "\"domains\": []", "\"domains\": [{\"name\": \"minority\", \"share\": 0.25, \"margin\": 0.06}]"));
        Need need = plan.needs().get(1);
        assertThat(need.domain()).isEqualTo("minority");
        assertThat(need.yield()).isCloseTo(.18, within(1e-15));
        // m = 1 + 15 · .18 = 3.7; n = 3.8414588 · .16 · 1.135 / .0036.
        assertThat(need.interviews()).isCloseTo(3.841458820694124 * .16 * 1.135 / .0036, within(1e-9));
        assertThat(plan.lead()).contains(need);
        assertThat(row(plan, "A", "minority").interval().interviews())
                .isCloseTo(.25 * row(plan, "A", "").interval().interviews(), within(1e-9));
    }

    @Test
    void aDomainOfStrataWithAMarginOfItsOwnGetsItsClusters() {
        PlannedSample plan = plan(PLAN.replace(
                "\"domains\": []",
                "\"domains\": [{\"name\": \"sea\", \"strata\": [\"island\"], \"margin\": 0.07},"
                        + " {\"name\": \"land\", \"strata\": [\"urban\", \"rural\"]}]"));
        // 51.35 · (.04/.07)² = 16.77: 17 clusters on the islands, and more in all, for strata are out of proportion.
        assertThat(plan.counts().get("island")).isEqualTo(17);
        assertThat(plan.minima()).hasSize(1);
        assertThat(plan.clusters()).isGreaterThan(52);
        Precision sea = row(plan, "A", "sea");
        assertThat(new ProportionSize(.8, .95, sea.interval().designEffect())
                        .margin(sea.interval().interviews()))
                .isLessThanOrEqualTo(.07);
        Precision whole = row(plan, "A", "");
        assertThat(new ProportionSize(.8, .95, whole.interval().designEffect())
                        .margin(whole.interval().interviews()))
                .isLessThanOrEqualTo(.04);
    }

    @Test
    void theSizeIsTheLeastWhoseOwnAllocationHoldsEveryMargin() {
        // The islands alone ask for more clusters than all strata together would need in proportion.
        String few = PLAN.replace("\"domains\": []", "\"domains\": [{\"name\": \"sea\", \"strata\": [\"island\"]%s}]");
        PlannedSample plan = plan(few.formatted(", \"margin\": 0.05"));
        // 51.35 · (.04/.05)² = 32.87.
        assertThat(plan.counts().get("island")).isEqualTo(33);
        assertThat(margin(plan)).isLessThanOrEqualTo(.04);
        // Σ W²/a = .36/a₁ + .09/a₂ + .01/33 is at most 1/51.35 from a₁ = 28.2, a₂ = 14.1 on, two to one.
        assertThat(plan.clusters()).isEqualTo(33 + 43);
        String fixed = few.formatted(", \"least\": 33").replace("\"margin\": 0.04", "\"clusters\": %d");
        assertThat(margin(plan(fixed.formatted(plan.clusters())))).isLessThanOrEqualTo(.04);
        assertThat(margin(plan(fixed.formatted(plan.clusters() - 1)))).isGreaterThan(.04);
        // Of a domain of two strata with an uneven allocation the same holds.
        String two = PLAN.replace(
                "\"domains\": []",
                "\"domains\": [{\"name\": \"away\", \"strata\": [\"rural\", \"island\"], \"margin\": 0.045}]");
        PlannedSample away = plan(two.replace("{\"strata\"", "{\"rule\": \"power\", \"exponent\": 0, \"strata\""));
        assertThat(margin(away, "away")).isLessThanOrEqualTo(.045).isGreaterThan(.0443);
        assertThat(margin(away)).isLessThanOrEqualTo(.04);
    }

    @Test
    void whereEvenAllClustersAreTooFewThePlanSaysHowManyItNeeds() {
        assertThatThrownBy(() -> plan(PLAN.replace("\"margin\": 0.04", "\"margin\": 0.012")))
                .isInstanceOf(PlanningException.class)
                .hasMessageContaining("The strata have only 390, less than the size 5");
    }

    private static double margin(PlannedSample plan) {
        return margin(plan, "");
    }

    /** What the sample gives by the formula that its size was found by. */
    private static double margin(PlannedSample plan, String domain) {
        Precision row = row(plan, "A", domain);
        return new ProportionSize(.8, .95, row.interval().designEffect())
                .margin(row.interval().interviews());
    }

    @Test
    void aChangeWithSharedClustersNeedsFewerThanWithout() {
        String change =
                PLAN.replace("\"margin\": 0.04, ", "").replace("\"rate\": 0.8", "\"rate\": 0.8, \"before\": 0.7");
        PlannedSample apart = plan(change);
        PlannedSample shared =
                plan(change.replace("\"take\"", "\"overlap\": 1, \"clusterCorrelation\": 0.8, \"take\""));
        assertThat(shared.clusters()).isLessThan(apart.clusters());
        assertThat(apart.lead().orElseThrow().before()).hasValue(.7);
    }

    @Test
    void theCheapestPlanIsFoundAndABudgetLimitsIt() {
        String cost = "\"cost\": {\"fixed\": 1000, \"cluster\": 200, \"listing\": 1, \"listed\": 100, \"visit\": 5,"
                + " \"interview\": 20, \"currency\": \"USD\"%s}, \"allocation\"";
        PlannedSample free = plan(PLAN.replace("\"take\": 16, ", "").replace("\"allocation\"", cost.formatted("")));
        assertThat(free.basis()).isEqualTo(Basis.NEEDS);
        double least = free.cost().orElseThrow().total();
        for (int take = 2; take <= 60; take += 2) {
            PlannedSample other = plan(
                    PLAN.replace("\"take\": 16", "\"take\": " + take).replace("\"allocation\"", cost.formatted("")));
            assertThat(other.cost().orElseThrow().total())
                    .as("%s units per cluster", take)
                    .isGreaterThan(least * .985);
        }
        // √(300 / (5 + 20 · .72) · (1 − .036)/.036) = 20.3.
        assertThat(free.bestTake().orElseThrow()).isCloseTo(20.35, within(.01));
        assertThat(free.take()).isBetween(17, 24);
        PlannedSample poor = plan(
                PLAN.replace("\"take\": 16, ", "").replace("\"allocation\"", cost.formatted(", \"budget\": 15000")));
        assertThat(poor.basis()).isEqualTo(Basis.BUDGET);
        assertThat(poor.cost().orElseThrow().total()).isLessThanOrEqualTo(15000);
        assertThat(poor.clusters()).isLessThan(free.clusters());
        PlannedSample rich = plan(
                PLAN.replace("\"take\": 16, ", "").replace("\"allocation\"", cost.formatted(", \"budget\": 1500000")));
        assertThat(rich.clusters()).as("no more than is needed").isEqualTo(free.clusters());
    }

    @Test
    void fewInterviewsAndNoDegreesOfFreedomAreMarked() {
        PlannedSample plan = plan(PLAN.replace(
                "\"domains\": []", "\"domains\": [{\"name\": \"rare\", \"share\": 0.002, \"strata\": [\"island\"]}]"));
        Precision rare = row(plan, "A", "rare");
        assertThat(rare.presentation()).isEqualTo(Presentation.HIDDEN);
        assertThat(rare.interval().defined()).isFalse();
        String csv = PlanFiles.of(plan).get("precision.csv");
        assertThat(csv).contains("A,rare,0.8,").contains("n<25 df<1").doesNotContain("NaN");
        assertThat(PlanFiles.of(plan).get("plan.html")).doesNotContain("NaN");
    }

    @Test
    void theReasoningHoldsTheFiguresInBothLanguages() {
        String english = PlanText.write(plan(PLAN), "en");
        assertThat(english)
                .contains("n₀ = z² p(1 − p) deff / e² = 1.960² × 0.800 × 0.200 × 1.540 / 0.0400² = 591.6.")
                .contains("[1 + (11.80 − 1) × 0.050] × [1 + 0.00²] = 1.540")
                .contains("52 clusters × 16 units = 832 selected units, about 599 complete interviews");
        assertThat(PlanText.write(plan(PLAN), "vi"))
                .contains("1,960² × 0,800 × 0,200 × 1,540 / 0,0400² = 591,6.")
                .contains("52 cụm × 16 đơn vị = 832 đơn vị được chọn");
    }

    @Test
    void theReasoningTellsTheMinimaThatTheAllocationKept() {
        String least = PLAN.replace("{\"strata\"", "{\"least\": 3, \"strata\"")
                .replace("\"clusters\": 40", "\"clusters\": 40, \"least\": 8");
        assertThat(PlanText.write(plan(least), "en")).contains("at least 3 in each stratum (island at least 8);");
        assertThat(PlanText.write(plan(least), "vi")).contains("mỗi tầng ít nhất 3 cụm (island ít nhất 8);");
        assertThat(plan(least).counts()).containsEntry("island", 8L);
    }

    @Test
    void everyFaultIsFoundAtOnceWithItsPlaceAndRemedy() {
        Faults faults = new Faults();
        Optional<Assumptions> none = SamplePlanText.assumptions("sample.json", """
                {"name": "x",
                 "groups": [{"id": "g", "share": 1.2}],
                 "indicators": [
                   {"id": "A", "rate": 85, "icc": -0.1},
                   {"id": "A", "rate": 0.5, "icc": 0.1, "group": "h", "rates": {"urbn": 0.5}}],
                 "domains": [{"name": "d", "strata": ["urbn"], "least": -1}],
                 "size": {"margin": 0, "power": 1, "lead": "B"},
                 "cost": {"cluster": -5},
                 "allocation": {"rule": "best", "exponent": 0.5, "strata": [
                   {"stratum": "urban", "population": 0, "clusters": 10},
                   {"stratum": "urban", "population": 5, "clusters": 10}]},
                 "sized": 1}
                """, Sources.of(List.of()), faults);
        assertThat(none).isEmpty();
        assertThat(faults.list().stream().map(Fault::message))
                .contains(
                        "\"share\" must be a share above 0, at most 1, found 1.2.",
                        "\"rate\" must be a share above 0 and below 1, found 85.",
                        "\"icc\" must be a share from 0 to 1, found -0.1.",
                        "There are two indicators \"A\".",
                        "There is no group \"h\".",
                        "There is no domain or stratum \"urbn\".",
                        "There is no stratum \"urbn\".",
                        "\"least\" must be a whole number, 0 or more, found -1.",
                        "\"margin\" must be a share above 0 and below 1, found 0.",
                        "\"power\" must be a share above 0 and below 1, found 1.",
                        "There is no indicator \"B\".",
                        "\"cluster\" must be 0 or more, found -5.",
                        "Neither a visit nor an interview costs anything.",
                        "Unknown rule \"best\".",
                        "\"population\" must be a whole number, 1 or more, found 0.",
                        "There are two strata \"urban\".",
                        "Unknown key \"sized\".");
        assertThat(faults.list().toString()).contains("Write per cent as a share: 0.85.", "Did you mean \"urban\"?");
        assertThat(faults.list())
                .allSatisfy(fault -> assertThat(fault.place().line()).isPositive());
    }

    @Test
    void perCentIsToldAsAShareWithoutDigitsThatNobodyWrote() {
        Faults faults = new Faults();
        SamplePlanText.assumptions(
                "sample.json", PLAN.replace("\"rate\": 0.8", "\"rate\": 1.4"), Sources.of(List.of()), faults);
        assertThat(faults.list().stream().map(Fault::remedy)).containsExactly("Write per cent as a share: 0.014.");
    }

    @Test
    void aPlanWithoutStrataSizesOrRatesSaysWhatIsMissing() {
        assertThat(faults("{\"name\": \"x\"}"))
                .containsExactly(
                        "The key \"allocation\" is missing.",
                        "The key \"size\" is missing.",
                        "The key \"indicators\" is missing.");
        assertThat(faults(PLAN.replaceAll("(?s)\"allocation\".*", "\"allocation\": {}}")))
                .containsExactly("The plan has no strata.");
        assertThat(faults(PLAN.replace("\"margin\": 0.04, \"take\": 16, ", "")))
                .containsExactly("Nothing decides the size.", "Nothing decides how many units a cluster gives.");
        assertThat(faults(PLAN.replace("\"rate\": 0.8, \"icc\": 0.05, ", "")))
                .containsExactly(
                        "The expected rate of \"A\" is missing.", "The intraclass correlation of \"A\" is missing.");
        assertThat(faults(PLAN.replace(
                        "\"groups\"",
                        "\"plan\": \"p.json\", \"earlier\": {\"file\": \"e.csv\","
                                + " \"perCluster\": 12}, \"groups\"")))
                .containsExactly("The service reads no files.", "The service reads no files.");
    }

    @Test
    void minimaAndMaximaThatCannotHoldAreRefused() {
        String fixed = PLAN.replace("\"margin\": 0.04, ", "\"clusters\": 20, ");
        assertThatThrownBy(() -> plan(fixed.replace("\"clusters\": 40}", "\"clusters\": 40, \"least\": 30}")))
                .isInstanceOf(PlanningException.class)
                .hasMessageStartingWith("sample.json:6:")
                .hasMessageContaining("The minima sum to 34, more than the size 20. Raise the size to at least 34");
        assertThatThrownBy(() -> plan(fixed.replace("\"clusters\": 40}", "\"clusters\": 1}")))
                .hasMessageContaining("Stratum \"island\" must get at least 2, but has only 1.");
        assertThatThrownBy(() -> plan(PLAN.replace("\"margin\": 0.04", "\"margin\": 0.01")))
                .hasMessageContaining("The strata have only 390, less than the size")
                .hasMessageContaining("take more units in each cluster");
    }

    private static List<String> faults(String text) {
        Faults faults = new Faults();
        assertThat(SamplePlanText.assumptions("sample.json", text, Sources.of(List.of()), faults))
                .isEmpty();
        return faults.list().stream().map(Fault::message).toList();
    }

    private static PlannedSample plan(String text) {
        Faults faults = new Faults();
        Optional<Assumptions> assumptions =
                SamplePlanText.assumptions("sample.json", text, Sources.of(List.of()), faults);
        faults.throwIfAny();
        return PlannedSample.of(assumptions.orElseThrow());
    }

    private static Precision row(PlannedSample plan, String indicator, String domain) {
        return plan.precision().stream()
                .filter(row ->
                        row.indicator().id().equals(indicator) && row.domain().equals(domain))
                .findFirst()
                .orElseThrow();
    }
}
