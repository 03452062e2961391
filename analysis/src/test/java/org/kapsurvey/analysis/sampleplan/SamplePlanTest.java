package org.kapsurvey.analysis.sampleplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;

/** Reading a sample plan, and the strata that it makes of a frame. */
class SamplePlanTest {
    private static final Frame FRAME = Frame.of(
            "made-up",
            LocalDate.of(2026, 11, 1),
            List.of(
                    province("31"),
                    province("24"),
                    commune("0001", "31", "urban", Set.of()),
                    commune("0002", "31", "rural", Set.of("remote")),
                    commune("0003", "31", "island", Set.of()),
                    commune("0004", "24", "urban", Set.of()),
                    commune("0005", "24", "rural", Set.of("remote"))));

    @Test
    void aPlanSaysFrameStrataStagesAndPanel() {
        SamplePlan plan = plan("""
                {"name": "hp-2027", "seed": "any text",
                 "frame": {"file": "frame.json", "date": "2026-11-01", "within": ["31"]},
                 "strata": {"by": ["province", "setting"], "merge": {"31;island": "31;rural"}},
                 "stages": [
                   {"unit": "commune", "count": {"31;urban": 12, "31;rural": 20}, "order": ["type", "code"],
                    "merge": {"minimum": 2000, "with": {"0003": "0002"}},
                    "oversample": [{"property": "remote", "factor": 1.5}], "selfRepresenting": "fixed"},
                   {"unit": "residential_group", "method": "srs", "size": "households", "count": 3,
                    "segments": {"above": 200}, "merge": {"minimum": 30, "others": "next"}, "tooFew": "all"},
                   {"unit": "household", "count": 15, "tooFew": "all"},
                   {"unit": "person", "groups": ["adult", "older"]}],
                 "panel": {"round": 2, "keep": 0.5},
                 "allocation": {"rule": "proportional"}}
                """);
        assertThat(plan.name()).isEqualTo("hp-2027");
        assertThat(plan.stages()).hasSize(2);
        AreaStage communes = plan.stages().get(0);
        assertThat(communes.method()).isEqualTo(DrawMethod.PPS);
        assertThat(communes.size().value()).isEqualTo("population");
        assertThat(communes.counts().get("31;rural").count()).isEqualTo(20);
        assertThat(communes.oversample().get(0).thousandths()).isEqualTo(1_500);
        assertThat(communes.selfRepresenting()).isEqualTo(AreaStage.SelfRepresenting.FIXED);
        AreaStage groups = plan.stages().get(1);
        assertThat(groups.total()).isEqualTo(OptionalInt.of(3));
        assertThat(groups.merge().orElseThrow().next()).isTrue();
        assertThat(groups.tooFew()).isEqualTo(AreaStage.TooFew.ALL);
        assertThat(plan.households().orElseThrow().count()).isEqualTo(15);
        assertThat(plan.persons().orElseThrow().groups()).containsExactly("adult", "older");
        assertThat(plan.panel()).contains(new SamplePlan.Panel(2, 0.5));
        assertThat(plan.planning()).containsOnlyKeys("allocation");
    }

    @Test
    void strataAreMadeByPropertiesAndFlagsAndMerged() {
        SamplePlan plan = plan("""
                {"name": "x", "frame": {"file": "frame.json"},
                 "strata": {"by": ["province", "setting"], "merge": {"31;island": "31;rural"}},
                 "stages": [{"unit": "commune", "count": 4}]}
                """);
        assertThat(strata(plan))
                .isEqualTo(Map.of(
                        "24;rural", List.of("0005"),
                        "24;urban", List.of("0004"),
                        "31;rural", List.of("0002", "0003"),
                        "31;urban", List.of("0001")));
        SamplePlan flags = plan("""
                {"name": "x", "frame": {"file": "frame.json", "within": ["31"]}, "strata": {"by": ["remote"]},
                 "stages": [{"unit": "commune", "count": 4}]}
                """);
        assertThat(strata(flags)).isEqualTo(Map.of("no", List.of("0001", "0003"), "yes", List.of("0002")));
    }

    @Test
    void whatTheFrameLacksIsRefusedAllAtOnceWithPlaces() {
        SamplePlan plan = plan("""
                {"name": "x", "frame": {"file": "frame.json", "within": ["31", "99"]},
                 "strata": {"by": ["remot", "setting"], "merge": {"sea": "rural"}},
                 "stages": [{"unit": "commune", "count": 4}]}
                """);
        Faults faults = new Faults();
        FrameStratum.of(plan, FRAME, faults);
        assertThat(faults.list().stream().map(Fault::toString))
                .containsExactly(
                        "plan.json:1:64: There is no area \"99\" in the frame. Name codes of the frame, or leave the key"
                                + " \"within\" out.",
                        "plan.json:2:20: No area of the frame has the property or flag \"remot\". Use one of province,"
                                + " commune, type, setting, code, name, or a flag: remote. Did you mean \"remote\"?");
        // Only where the strata can be told, one that there is not is told as well.
        assertThat(refused("{\"by\": [\"setting\"], \"merge\": {\"sea\": \"rural\"}}", "\"31\""))
                .containsExactly(
                        "plan.json:2:49: There is no stratum \"sea\" to be merged. The strata are urban, rural, island.");
        // Of a part of the frame that there is not, nothing else is missed.
        assertThat(refused("{\"by\": [\"setting\"], \"merge\": {\"island\": \"rural\"}}", "\"13\""))
                .containsExactly(
                        "plan.json:1:58: There is no area \"13\" in the frame. Name codes of the frame, or leave the key"
                                + " \"within\" out.");
    }

    private static List<String> refused(String strata, String within) {
        Faults faults = new Faults();
        FrameStratum.of(plan("""
                {"name": "x", "frame": {"file": "frame.json", "within": [%s]},
                 "strata": %s, "stages": [{"unit": "commune", "count": 4}]}
                """.formatted(within, strata)), FRAME, faults);
        return faults.list().stream().map(Fault::toString).toList();
    }

    @Test
    void onlyTheLastStageOfAreasIsCutIntoSegments() {
        Faults faults = new Faults();
        SamplePlan.parse("plan.json", """
                {"name": "x", "frame": {"file": "f.json"},
                 "stages": [{"unit": "commune", "count": 4, "segments": {"above": 900}},
                            {"unit": "residential_group", "count": 2, "segments": {"above": 900}}]}
                """, faults);
        assertThat(faults.list().stream().map(Fault::toString))
                .containsExactly(
                        "plan.json:2:13: Areas in which areas are drawn can't be cut into segments: of a segment nobody"
                                + " knows which areas it has. Write \"segments\" at the last stage of areas.");
    }

    @Test
    void aStageOfPersonsNeedsAGroup() {
        for (String groups : List.of("[]", "\"older-people\"")) {
            Faults faults = new Faults();
            SamplePlan.parse("plan.json", """
                    {"name": "x", "frame": {"file": "f.json"},
                     "stages": [{"unit": "commune", "count": 4}, {"unit": "household", "count": 9},
                                {"unit": "person", "groups": %s}]}
                    """.formatted(groups), faults);
            assertThat(faults.list().stream().map(Fault::toString))
                    .singleElement()
                    .asString()
                    .contains(groups.equals("[]") ? "The list \"groups\" is empty." : "\"groups\" must be a list");
        }
    }

    @Test
    void everyFaultOfAPlanIsFoundWithItsPlace() {
        Faults faults = new Faults();
        Optional<SamplePlan> plan = SamplePlan.parse("plan.json", """
                {"name": "mẫu 1", "seed": " ", "frame": {"file": "f.json", "hash": "12"},
                 "strata": {"by": ["type"], "merge": {"a": "b", "b": "a"}},
                 "stages": [
                   {"unit": "residential_group", "method": "srs", "count": {"a": -1},
                    "oversample": [{"property": "remote", "factor": 0.5}]},
                   {"unit": "commune", "count": 0, "tooFew": "some"},
                   {"unit": "person", "groups": ["a", "a"]}],
                 "panel": {"round": 0, "keep": 2}, "seeds": 1}
                """, faults);
        assertThat(plan).isEmpty();
        assertThat(faults.list().stream().map(Fault::toString))
                .containsExactly(
                        "plan.json:1:10: The name must be letters, digits, - . or _, 40 at most. Choose such a name.",
                        "plan.json:1:27: The seed is empty. Write any text, and keep it.",
                        "plan.json:1:68: The frame's hash must be 64 hexadecimal digits. Copy it from run.json of a drawn sample.",
                        "plan.json:2:38: \"a\" is merged with itself. Merge it with another stratum.",
                        "plan.json:2:38: \"b\" is merged with itself. Merge it with another stratum.",
                        "plan.json:3:12: Persons are drawn in households. Put a stage of households before them.",
                        "plan.json:4:66: The count of stratum \"a\" must be a whole number from 0 to 1000000. Write how many PSUs are drawn in it.",
                        "plan.json:5:19: Only with the method pps some areas can have a larger chance. Use pps.",
                        "plan.json:5:53: A factor must be from 1 to 1000 with at most three decimals, found 0.5. Write for instance 1.5.",
                        "plan.json:6:13: A stage of commune can't follow one of residential_group. Draw from above.",
                        "plan.json:6:33: \"count\" must be a whole number from 1 to 1000000, found 0.",
                        "plan.json:6:46: Unknown tooFew \"some\". Use one of refuse, all.",
                        "plan.json:7:33: The target group \"a\" is empty, has a blank in it, or stands twice. Give each target group a name of one word.",
                        "plan.json:8:21: \"round\" must be a whole number from 1 to 99, found 0.",
                        "plan.json:8:32: The share that is kept must be from 0 to 1. Write for instance 0.5.",
                        "plan.json:8:36: Unknown key \"seeds\". Known keys: name, frame, seed, strata, stages, panel, plan, earlier, groups, indicators, domains, size, cost, allocation. Did you mean \"seed\"?");
    }

    private static Map<String, List<String>> strata(SamplePlan plan) {
        Faults faults = new Faults();
        List<FrameStratum> strata = FrameStratum.of(plan, FRAME, faults);
        assertThat(faults.list()).isEmpty();
        return strata.stream()
                .collect(Collectors.toMap(
                        FrameStratum::label,
                        stratum -> stratum.areas().stream().map(Area::code).toList()));
    }

    private static SamplePlan plan(String text) {
        Faults faults = new Faults();
        Optional<SamplePlan> plan = SamplePlan.parse("plan.json", text, faults);
        assertThat(faults.list()).isEmpty();
        return plan.orElseThrow();
    }

    private static Area province(String code) {
        return new Area(code, "", AreaLevel.PROVINCE, "Tỉnh " + code, "tỉnh", "", Map.of(), Set.of());
    }

    private static Area commune(String code, String parent, String setting, Set<String> flags) {
        return new Area(
                code, parent, AreaLevel.COMMUNE, "Xã " + code, "xã", setting, Map.of("population", 5_000L), flags);
    }
}
