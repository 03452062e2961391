package org.kapsurvey.analysis.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/** What must hold of a drawn sample, stage by stage, and what is refused. */
class SampleDrawingTest {
    private static final Frame FRAME = MadeUpFrame.groups();

    private static final String PLAN = """
            {"name": "x", "seed": "%s", "frame": {"file": "f.json"},
             "strata": {"by": ["province", "setting"],
                        "merge": {"71;island": "71;rural", "72;island": "72;rural"}},
             "stages": [
               {"unit": "commune", "count": 32, "order": ["type", "population"],
                "merge": {"minimum": 2000, "with": {"71044": "71043", "72044": "72043"}},
                "oversample": [{"property": "remote", "factor": 2}]},
               {"unit": "residential_group", "count": 3, "size": "population", "segments": {"above": 900},
                "merge": {"minimum": 200, "others": "next"}},
               {"unit": "household", "count": 12, "tooFew": "all"}],
             "panel": {"round": %d, "keep": 0.5}}
            """;

    @Test
    void weightedSizesOfTheFirstStageGiveTheMeasureOfEveryStratumExactly() {
        for (int seed = 0; seed < 50; seed++) {
            SampleDrawing drawing = drawing("seed " + seed, 1);
            for (StratumDraw stratum : drawing.strata()) {
                double all = stratum.units().stream()
                        .mapToLong(SamplingUnit::measure)
                        .sum();
                double estimated = 0;
                for (int unit : drawing.drawn(stratum)) {
                    estimated += stratum.units().get(unit).measure() / stratum.probability(unit);
                }
                assertThat(estimated).isCloseTo(all, within(1e-12 * all));
            }
        }
    }

    @Test
    void oversampledCommunesHaveSoManyTimesTheChanceOfOthersOfTheirSize() {
        SampleDrawing drawing = drawing("x", 1);
        int seen = 0;
        for (StratumDraw stratum : drawing.strata()) {
            for (int i = 0; i < stratum.units().size(); i++) {
                SamplingUnit unit = stratum.units().get(i);
                if (!stratum.isSelfRepresenting(i)) {
                    long factor = unit.first().hasFlag("remote") ? 2 : 1;
                    assertThat(unit.measure()).isEqualTo(1_000 * factor * unit.size());
                    seen += factor == 2 ? 1 : 0;
                }
            }
        }
        assertThat(seen).isGreaterThan(3);
    }

    @Test
    void aMergedCommuneIsDrawnWithItsNeighbourAndKeepsBothCodes() {
        List<SamplingUnit> merged = drawing("x", 1).strata().stream()
                .flatMap(stratum -> stratum.units().stream())
                .filter(unit -> unit.areas().size() > 1)
                .toList();
        assertThat(merged.stream().map(SamplingUnit::code)).containsExactlyInAnyOrder("71043+71044", "72043+72044");
        assertThat(merged.get(0).size())
                .isEqualTo(size(merged.get(0).areas().get(0))
                        + size(merged.get(0).areas().get(1)));
    }

    @Test
    void probabilitiesOfTheStagesMultiplyUpWithTheSegment() {
        SampleDrawing drawing = drawing("x", 1);
        List<DrawnUnit> first = drawing.first();
        List<DrawnUnit> second = second(drawing, first);
        Map<String, DrawnUnit> byCode = first.stream().collect(Collectors.toMap(DrawnUnit::code, unit -> unit));
        int segmented = 0;
        int merged = 0;
        for (DrawnUnit unit : second) {
            DrawnUnit parent = parent(unit, byCode);
            assertThat(unit.segments()).isEqualTo((int) Math.ceil(unit.size() / 900.0));
            assertThat(unit.segment()).isBetween(1, unit.segments());
            assertThat(unit.inclusionProbability())
                    .isCloseTo(parent.probability() * unit.probability() / unit.segments(), within(1e-15));
            assertThat(unit.size()).isGreaterThanOrEqualTo(200);
            segmented += unit.segments() > 1 ? 1 : 0;
            merged += unit.areas().size() > 1 ? 1 : 0;
        }
        assertThat(segmented).isGreaterThan(2);
        assertThat(merged).isGreaterThan(2);
        List<DrawnHousehold> households = households(drawing, second, listings(second, 30));
        Map<String, DrawnUnit> clusters = second.stream().collect(Collectors.toMap(DrawnUnit::code, unit -> unit));
        assertThat(households).hasSize(12 * second.size());
        for (DrawnHousehold household : households) {
            assertThat(household.probability()).isEqualTo(12 / 30.0);
            assertThat(household.inclusionProbability())
                    .isEqualTo(clusters.get(household.cluster()).inclusionProbability() * household.probability());
            assertThat(household.designWeight()).isEqualTo(1 / household.inclusionProbability());
        }
    }

    @Test
    void aSelfRepresentingCommuneIsAStratumWhoseGroupsAreThePsusAtLeastTwo() {
        for (int seed = 0; seed < 20; seed++) {
            SampleDrawing drawing = drawing("seed " + seed, 1);
            List<DrawnUnit> first = drawing.first();
            List<DrawnUnit> certain =
                    first.stream().filter(DrawnUnit::selfRepresenting).toList();
            assertThat(certain.stream().map(DrawnUnit::code)).contains("71009", "71020", "72009", "72020");
            List<DrawnUnit> second = second(drawing, first);
            Map<String, Set<String>> psus = new HashMap<>();
            for (DrawnHousehold household : households(drawing, second, listings(second, 25))) {
                psus.computeIfAbsent(household.stratum(), stratum -> new HashSet<>())
                        .add(household.psu());
            }
            assertThat(psus.values())
                    .allSatisfy(ofStratum -> assertThat(ofStratum).hasSizeGreaterThanOrEqualTo(2));
            for (DrawnUnit commune : certain) {
                assertThat(commune.psu()).isEmpty();
                assertThat(commune.probability()).isEqualTo(1);
                List<DrawnUnit> inside = second.stream()
                        .filter(unit -> unit.stratum().equals(commune.stratum()))
                        .toList();
                assertThat(inside).hasSizeGreaterThanOrEqualTo(2).allSatisfy(unit -> {
                    assertThat(unit.psu()).isEqualTo(unit.code());
                    assertThat(unit.ssu()).isEmpty();
                });
            }
        }
    }

    @Test
    void aHouseholdOfASelfRepresentingCommuneHasAboutTheChanceOfOthersInItsStratum() {
        // Without oversampling and segments the chance of a group is proportional to its size: π/size is one number.
        String plan = """
                {"name": "x", "seed": "x", "frame": {"file": "f.json"}, "strata": {"by": ["province"]},
                 "stages": [{"unit": "commune", "count": 30}, {"unit": "residential_group", "count": 4}]}
                """;
        SampleDrawing drawing = MadeUpFrame.drawing(plan, FRAME);
        List<DrawnUnit> second = second(drawing, drawing.first());
        for (String province : List.of("71", "72")) {
            double[] rates = second.stream()
                    .filter(unit -> unit.code().startsWith(province))
                    .mapToDouble(unit -> unit.inclusionProbability() / unit.size())
                    .toArray();
            double usual = rates[rates.length / 2];
            // Whole numbers of groups are drawn, so that a self-representing commune of 5.4 intervals gets 22 and not
            // 21.6.
            for (double rate : rates) {
                assertThat(rate / usual).isBetween(0.9, 1.1);
            }
        }
    }

    @Test
    void aSelfRepresentingCommuneWithTooFewGroupsForItsSizeIsRefusedOrToldAsThePlanSays() {
        String plan = """
                {"name": "x", "seed": "x", "frame": {"file": "f.json"},
                 "stages": [{"unit": "commune", "count": 4}, {"unit": "residential_group", "count": 2%s}]}
                """;
        // Of 50,000 one of four has 12,500; without the town three share 20,000: it is 30,000 / 6,667 = 4.5 of these.
        SampleDrawing enough = MadeUpFrame.drawing(plan.formatted(""), town(12));
        List<DrawnUnit> nine = second(enough, enough.first());
        assertThat(nine.stream().filter(unit -> unit.code().startsWith("73009")))
                .hasSize(9);
        assertThat(enough.notes(enough.first(), nine, List.of())).isEmpty();

        SampleDrawing refused = MadeUpFrame.drawing(plan.formatted(""), town(4));
        Faults faults = new Faults();
        refused.second(refused.first(), List.of(), faults);
        assertThat(faults.list().stream().map(Fault::toString).toList())
                .singleElement()
                .asString()
                .contains("73009 (Thị trấn) has 4 units to draw from; it is self-representing and needs 9.")
                .contains("\"tooFew\": \"all\"; or write \"selfRepresenting\": \"fixed\"");

        SampleDrawing all = MadeUpFrame.drawing(plan.formatted(", \"tooFew\": \"all\""), town(4));
        List<DrawnUnit> four = second(all, all.first());
        assertThat(four.stream().filter(unit -> unit.code().startsWith("73009")))
                .hasSize(4);
        List<Wording> notes = all.notes(all.first(), four, List.of());
        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.en()).contains("73009 (Thị trấn) is self-representing and wants 9 units", "only 4");
            assertThat(note.vi()).contains("cần 9 đơn vị cấp hai, nhưng chỉ có 4");
        });
    }

    /** Five communes of 4,000 with eight groups each, and a town of 30,000. */
    private static Frame town(int groups) {
        List<Area> areas = new ArrayList<>();
        for (int commune = 1; commune <= 6; commune++) {
            boolean isTown = commune == 6;
            String code = isTown ? "73009" : "7300" + commune;
            long size = isTown ? 30_000 : 4_000;
            areas.add(new Area(
                    code,
                    "",
                    AreaLevel.COMMUNE,
                    isTown ? "Thị trấn" : "Xã " + commune,
                    "xã",
                    "rural",
                    Map.of("population", size),
                    Set.of()));
            int inside = isTown ? groups : 8;
            for (int group = 1; group <= inside; group++) {
                areas.add(new Area(
                        code + (group < 10 ? "00" : "0") + group,
                        code,
                        AreaLevel.RESIDENTIAL_GROUP,
                        "Thôn " + group,
                        "thôn",
                        "",
                        Map.of("population", size / inside),
                        Set.of()));
            }
        }
        return Frame.of("town", LocalDate.of(2026, 11, 1), areas);
    }

    @Test
    void aPanelTellsOfEveryStratumThatKeepsAnotherShareThanIsWanted() {
        int told = 0;
        for (int seed = 0; seed < 10; seed++) {
            SampleDrawing later = drawing("panel " + seed, 2);
            List<DrawnUnit> first = later.first();
            List<Wording> notes = later.notes(first, List.of(), List.of());
            for (StratumDraw stratum : later.strata()) {
                long kept = first.stream()
                        .filter(unit -> unit.stratum().equals(stratum.label()) && unit.kept() && unit.probability() < 1)
                        .count();
                List<String> own = notes.stream()
                        .map(Wording::en)
                        .filter(note -> note.startsWith("Stratum " + stratum.label() + ":"))
                        .toList();
                if (kept == 0.5 * stratum.places()) {
                    assertThat(own).isEmpty();
                } else {
                    told++;
                    assertThat(own)
                            .singleElement()
                            .asString()
                            .contains(
                                    "round 2 keeps " + kept + " of " + stratum.places() + " PSUs",
                                    "the plan wants 50.0%");
                }
            }
            // What the second round will keep is told with the first already.
            assertThat(drawing("panel " + seed, 1).notes(first, List.of(), List.of()))
                    .isEqualTo(notes);
        }
        assertThat(told).isPositive();
    }

    @Test
    void whereHouseholdsFollowTheFirstStageSelfRepresentingCommunesGetSoManyMoreOfThem() {
        String plan = """
                {"name": "x", "seed": "x", "frame": {"file": "f.json"}, "strata": {"by": ["province"]},
                 "stages": [{"unit": "commune", "count": 30%s}, {"unit": "household", "count": 40}]}
                """;
        SampleDrawing drawing = MadeUpFrame.drawing(plan.formatted(""), FRAME);
        List<DrawnUnit> communes = drawing.first();
        List<DrawnHousehold> households = new ArrayList<>();
        for (DrawnUnit commune : communes) {
            households.addAll(households(drawing, communes, listings(List.of(commune), (int) commune.size() / 20)));
        }
        for (String province : List.of("71", "72")) {
            double[] chances = households.stream()
                    .filter(household -> household.cluster().startsWith(province))
                    .mapToDouble(DrawnHousehold::inclusionProbability)
                    .sorted()
                    .toArray();
            // Listings have whole numbers of households, and so has what is drawn.
            assertThat(chances[chances.length - 1] / chances[0]).isLessThan(1.03);
        }
        DrawnUnit town = communes.stream()
                .filter(commune -> commune.code().equals("71009"))
                .findFirst()
                .orElseThrow();
        assertThat(town.selfRepresenting()).isTrue();
        assertThat(households.stream().filter(household -> household.cluster().equals("71009")))
                .hasSizeBetween(100, 105);
        SampleDrawing fixed = MadeUpFrame.drawing(plan.formatted(", \"selfRepresenting\": \"fixed\""), FRAME);
        assertThat(households(fixed, fixed.first(), listings(List.of(town), 9_500)))
                .hasSize(40);
    }

    @Test
    void aSelfRepresentingUnitThatIsCutIntoSegmentsIsAPsuAmongTheOthersForItsSegmentIsDrawn() {
        SampleDrawing drawing = MadeUpFrame.drawing("""
                {"name": "x", "seed": "x", "frame": {"file": "f.json"}, "strata": {"by": ["province"]},
                 "stages": [{"unit": "commune", "count": 30, "segments": {"above": 100000}},
                            {"unit": "household", "count": 40}]}
                """, FRAME);
        List<DrawnUnit> communes = drawing.first();
        List<DrawnUnit> cut =
                communes.stream().filter(commune -> commune.segments() > 1).toList();
        assertThat(cut.stream().map(DrawnUnit::code)).containsExactlyInAnyOrder("71009", "71020", "72009", "72020");
        assertThat(cut).allSatisfy(commune -> {
            assertThat(commune.selfRepresenting()).isFalse();
            assertThat(commune.stratum()).isEqualTo(commune.code().substring(0, 2));
            assertThat(commune.psu()).isEqualTo(commune.code());
            assertThat(commune.probability()).isEqualTo(1);
            assertThat(commune.inclusionProbability()).isEqualTo(.5);
        });
        // In the same way the groups of a commune of which all are taken.
        SampleDrawing all = MadeUpFrame.drawing("""
                {"name": "x", "seed": "x", "frame": {"file": "f.json"}, "strata": {"by": ["province"]},
                 "stages": [{"unit": "commune", "count": 30},
                            {"unit": "residential_group", "count": 1000, "tooFew": "all", "segments": {"above": 900}}]}
                """, FRAME);
        List<DrawnUnit> groups = second(all, all.first()).stream()
                .filter(group -> group.code().startsWith("71009"))
                .toList();
        assertThat(groups).anySatisfy(group -> assertThat(group.segments()).isEqualTo(2));
        assertThat(groups).anySatisfy(group -> assertThat(group.segments()).isEqualTo(1));
        assertThat(groups).allSatisfy(group -> {
            boolean whole = group.segments() == 1;
            assertThat(group.selfRepresenting()).isEqualTo(whole);
            assertThat(group.psu()).isEqualTo(whole ? "" : group.code());
            assertThat(group.stratum()).isEqualTo(whole ? "71;71009;" + group.code() : "71;71009");
        });
    }

    @Test
    void theSameSeedDrawsTheSameAndAnotherSeedAnother() {
        assertThat(drawing("x", 1).first()).isEqualTo(drawing("x", 1).first());
        assertThat(drawing("x", 1).first()).isNotEqualTo(drawing("y", 1).first());
    }

    @Test
    void aListingThatComesLaterChangesNothingThatWasDrawn() {
        SampleDrawing drawing = drawing("x", 1);
        List<DrawnUnit> second = second(drawing, drawing.first());
        List<Listing> all = listings(second, 40);
        List<DrawnHousehold> early = households(drawing, second, all.subList(0, 5));
        assertThat(households(drawing, second, all)).containsAll(early);
        List<Listing> reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        assertThat(households(drawing, second, reversed)).isEqualTo(households(drawing, second, all));
    }

    @Test
    void aPanelKeepsItsShareOfThePsusAndTheGroupsOfThemButDrawsHouseholdsAnew() {
        SampleDrawing one = drawing("x", 1);
        SampleDrawing two = drawing("x", 2);
        Set<String> before = one.first().stream().map(DrawnUnit::code).collect(Collectors.toSet());
        List<DrawnUnit> kept = two.first().stream().filter(DrawnUnit::kept).toList();
        assertThat(kept).allSatisfy(unit -> assertThat(before).contains(unit.code()));
        assertThat(two.first().stream().filter(unit -> !unit.kept()))
                .isNotEmpty()
                .allSatisfy(unit -> assertThat(before).doesNotContain(unit.code()));
        for (StratumDraw stratum : one.strata()) {
            long shared = kept.stream()
                    .filter(unit -> unit.stratum().equals(stratum.label()))
                    .count();
            assertThat(shared).isGreaterThanOrEqualTo(Math.round(0.5 * stratum.places()));
        }
        Map<String, List<String>> groups = groups(second(one, one.first()));
        groups(second(two, two.first())).forEach((psu, codes) -> {
            if (groups.containsKey(psu)) {
                assertThat(codes).isEqualTo(groups.get(psu));
            }
        });
        List<DrawnUnit> ofOne = second(one, one.first());
        List<Listing> listings = listings(ofOne, 60);
        List<String> households = households(one, ofOne, listings).stream()
                .map(DrawnHousehold::household)
                .toList();
        Set<String> shared =
                second(two, two.first()).stream().map(DrawnUnit::code).collect(Collectors.toSet());
        List<Listing> again = listings.stream()
                .filter(listing -> shared.contains(listing.cluster()))
                .toList();
        assertThat(again).isNotEmpty();
        List<String> drawnAgain = households(two, second(two, two.first()), again).stream()
                .map(DrawnHousehold::household)
                .toList();
        assertThat(households).isNotEqualTo(drawnAgain).doesNotContainSequence(drawnAgain);
    }

    @Test
    void groupsThatTheFrameLacksMayBeGivenLaterForSomeOfThePsus() {
        SampleDrawing drawing = MadeUpFrame.drawing("""
                {"name": "x", "seed": "x", "frame": {"file": "f.json"}, "strata": {"by": ["province"]},
                 "stages": [{"unit": "commune", "count": 10}, {"unit": "residential_group", "count": 2}]}
                """, MadeUpFrame.communes());
        List<DrawnUnit> first = drawing.first();
        assertThat(second(drawing, first)).isEmpty();
        String commune = first.get(0).code();
        List<Area> given = FRAME.children(commune);
        Faults faults = new Faults();
        List<DrawnUnit> second = drawing.second(first, given, faults);
        assertThat(faults.list()).isEmpty();
        assertThat(second)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(unit -> assertThat(unit.code()).startsWith(commune));
    }

    @Test
    void aSimpleRandomSampleAndASystematicOneHaveEqualProbabilities() {
        for (String method : List.of("srs", "systematic")) {
            SampleDrawing drawing = MadeUpFrame.drawing("""
                    {"name": "x", "seed": "x", "frame": {"file": "f.json"}, "strata": {"by": ["province"]},
                     "stages": [{"unit": "commune", "method": "%s", "count": {"71": 9, "72": 15}},
                                {"unit": "residential_group", "count": 2}]}
                    """.formatted(method), FRAME);
            assertThat(drawing.first())
                    .hasSize(24)
                    .allSatisfy(unit -> assertThat(unit.probability())
                            .isEqualTo(unit.stratum().equals("71") ? 9 / 45.0 : 15 / 45.0));
        }
    }

    @Test
    void whatDoesNotFitTheFrameIsRefusedAllAtOnce() {
        assertThat(MadeUpFrame.faults("""
                        {"name": "x", "frame": {"file": "f.json"}, "strata": {"by": ["setting"]},
                         "stages": [{"unit": "commune", "size": "children", "order": ["hight"],
                                     "merge": {"minimum": 1, "with": {"71001": "99"}},
                                     "oversample": [{"property": "border", "factor": 2}]}]}
                        """, FRAME))
                .containsExactly(
                        "plan.json:1:54: The plan has no seed. Write \"seed\": any text, once, before the draw.",
                        "plan.json:2:41: 90 of the areas to draw from have no size \"children\" above 0: 71044 (Xã 71044), 72044 (Xã 72044), 71001 (Xã 71001), 71002 (Xã 71002), 71004 (Xã 71004), …. Import their sizes, or measure size by another target group.",
                        "plan.json:2:63: No area of the frame has the property or flag \"hight\". Use one of province, commune, type, setting, code, name, or a flag: remote.",
                        "plan.json:3:56: There is no area \"99\" to be merged. Name areas of the level and the part of the frame that is drawn from.",
                        "plan.json:4:42: No area of the frame has the property or flag \"border\". Use one of province, commune, type, setting, code, name, or a flag: remote.");
        assertThat(MadeUpFrame.faults("""
                        {"name": "x", "seed": "x", "frame": {"file": "f.json"}, "strata": {"by": ["setting"]},
                         "stages": [{"unit": "commune", "merge": {"minimum": 2000},
                                     "count": {"urban": 31, "rural": 1, "sea": 3}}]}
                        """, FRAME))
                .containsExactly(
                        "plan.json:2:13: Strata without a count: island. Nobody in them could be drawn: give them one, merge them, or leave their areas out with \"within\".",
                        "plan.json:2:42: The area 71044 (Xã 71044) has the size 700, below the minimum 2000. Name the neighbour that it is merged with under \"with\", or lower the minimum.",
                        "plan.json:2:42: The area 72044 (Xã 72044) has the size 700, below the minimum 2000. Name the neighbour that it is merged with under \"with\", or lower the minimum.",
                        "plan.json:3:33: Stratum \"urban\" has 30 units, of which 31 can't be drawn. Lower the count, or merge the stratum with another.",
                        "plan.json:3:46: Stratum \"rural\" gets 1 PSUs; variance needs 2. Raise the count, or merge the stratum with another.",
                        "plan.json:3:56: There is no stratum \"sea\". The strata are island, rural, urban.");
        assertThat(MadeUpFrame.faults("""
                        {"name": "x", "seed": "x", "frame": {"file": "f.json"}, "strata": {"by": ["province"]},
                         "stages": [{"unit": "commune", "count": {"71": 3, "72": 20}}]}
                        """, FRAME))
                .containsExactly(
                        "plan.json:2:13: Stratum \"72\" has self-representing units, and no stage draws in them: 72009 (Xã 72009), 72020 (Xã 72020). Add a stage, of whose units at least 2 in each are drawn: they are its PSUs.");
        // Strata by a property that there is not can't be made; what else is wrong is told all the same.
        assertThat(MadeUpFrame.faults("""
                        {"name": "x", "seed": "x", "frame": {"file": "f.json"}, "strata": {"by": ["setting", "nope"]},
                         "stages": [{"unit": "commune", "size": "elders", "count": {"urban": 4, "rurall": 6}}]}
                        """, FRAME))
                .containsExactly(
                        "plan.json:1:86: No area of the frame has the property or flag \"nope\". Use one of province, commune, type, setting, code, name, or a flag: remote.",
                        "plan.json:2:41: No area of the frame has a size \"elders\". Import their sizes, or measure size by another target group.",
                        "plan.json:2:83: There is no stratum \"rurall\". The values of \"setting\" are island, rural, urban. Did you mean \"rural\"?");
        List<Area> unequal = new ArrayList<>();
        for (long size : new long[] {100_000, 90_000, 1_000, 1_100, 1_200, 1_300}) {
            unequal.add(new Area(
                    String.valueOf(unequal.size() + 1),
                    "",
                    AreaLevel.COMMUNE,
                    "Xã",
                    "",
                    "",
                    Map.of("population", size),
                    Set.of()));
        }
        assertThat(MadeUpFrame.faults("""
                        {"name": "x", "seed": "x", "frame": {"file": "f.json"},
                         "stages": [{"unit": "commune", "count": {"all": 3}}, {"unit": "household", "count": 9}]}
                        """, Frame.of("unequal", LocalDate.of(2026, 11, 1), unequal)))
                .containsExactly(
                        "plan.json:2:50: Stratum \"all\" gets 1 PSU beside those that are self-representing; variance needs 2. Self-representing: 1 (Xã), 2 (Xã). Raise the count, or merge the stratum with another.");
    }

    @Test
    void listingsThatDoNotFitAreRefusedAllAtOnce() {
        SampleDrawing drawing = MadeUpFrame.drawing(PLAN.formatted("x", 1).replace(", \"tooFew\": \"all\"", ""), FRAME);
        List<DrawnUnit> second = second(drawing, drawing.first());
        String cluster = second.get(0).code();
        String other = second.get(1).code();
        Faults faults = new Faults();
        drawing.households(
                second,
                List.of(
                        listing("nowhere", 1, "a1", "a2"),
                        listing(
                                cluster,
                                10,
                                IntStream.range(0, 12).mapToObj(i -> "h" + i).toArray(String[]::new)),
                        listing(cluster, 30, "h3"),
                        listing(other, 40, "x1", "x1", "x2")),
                faults);
        assertThat(faults.list().stream().map(Fault::toString))
                .containsExactly(
                        "listing.csv:1:1: The cluster \"nowhere\" is listed, but was not drawn. Check its code against ssus.csv, or psus.csv where there is no second stage.",
                        "listing.csv:30:1: The cluster \"71022002\" is listed twice. Give each cluster one listing.",
                        "listing.csv:30:1: The household \"h3\" is listed twice, first at listing.csv:13:1. Give every household of the survey an id of its own.",
                        "listing.csv:40:1: The listing of cluster \"71022007\" has 3 households; 12 are to be drawn. Check that the listing is complete; if it is, lower the count or have all taken with \"tooFew\": \"all\".",
                        "listing.csv:41:1: The household \"x1\" is listed twice, first at listing.csv:40:1. Give every household of the survey an id of its own.");
    }

    @Test
    void aListingSmallerThanTheCountIsTakenWholeWhereThePlanSaysSo() {
        SampleDrawing drawing = drawing("x", 1);
        List<DrawnUnit> second = second(drawing, drawing.first());
        List<DrawnHousehold> drawn = households(drawing, second, listings(second.subList(0, 1), 7));
        assertThat(drawn)
                .hasSize(7)
                .allSatisfy(household -> assertThat(household.probability()).isEqualTo(1));
    }

    private static Map<String, List<String>> groups(List<DrawnUnit> second) {
        return second.stream()
                .filter(unit -> !unit.ssu().isEmpty())
                .collect(Collectors.groupingBy(
                        DrawnUnit::psu, Collectors.mapping(DrawnUnit::code, Collectors.toList())));
    }

    private static DrawnUnit parent(DrawnUnit unit, Map<String, DrawnUnit> byCode) {
        String commune = FRAME.area(unit.areas().get(0)).orElseThrow().parent();
        return byCode.values().stream()
                .filter(parent -> parent.areas().contains(commune))
                .findFirst()
                .orElseThrow();
    }

    private static long size(Area area) {
        return area.size("population").orElseThrow();
    }

    private static SampleDrawing drawing(String seed, int round) {
        return MadeUpFrame.drawing(PLAN.formatted(seed, round), FRAME);
    }

    private static List<DrawnUnit> second(SampleDrawing drawing, List<DrawnUnit> first) {
        Faults faults = new Faults();
        List<DrawnUnit> second = drawing.second(first, List.of(), faults);
        assertThat(faults.list()).isEmpty();
        return second;
    }

    private static List<DrawnHousehold> households(
            SampleDrawing drawing, List<DrawnUnit> clusters, List<Listing> listings) {
        Faults faults = new Faults();
        List<DrawnHousehold> households = drawing.households(clusters, listings, faults);
        assertThat(faults.list()).isEmpty();
        return households;
    }

    private static List<Listing> listings(List<DrawnUnit> clusters, int households) {
        return clusters.stream()
                .map(cluster -> listing(
                        cluster.code(),
                        1,
                        IntStream.rangeClosed(1, households)
                                .mapToObj(i -> cluster.code() + "-" + i)
                                .toArray(String[]::new)))
                .toList();
    }

    private static Listing listing(String cluster, int line, String... households) {
        List<Listing.Household> listed = new ArrayList<>();
        for (int i = 0; i < households.length; i++) {
            listed.add(new Listing.Household(households[i], new Place("listing.csv", line + i, 1)));
        }
        return new Listing(cluster, listed);
    }
}
