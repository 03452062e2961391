package org.kapsurvey.analysis.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.hash.ContentHash;

class FrameTest {
    private static final LocalDate DAY = LocalDate.of(2026, 9, 20);

    private static final List<Area> AREAS = List.of(
            new Area("01", "", AreaLevel.PROVINCE, "Bãi Mới", "tỉnh", "", Map.of(), Set.of()),
            new Area("00102", "01", AreaLevel.COMMUNE, "Đồi Trà", "xã", "rural", Map.of(), Set.of("upland", "border")),
            new Area(
                    "00101",
                    "01",
                    AreaLevel.COMMUNE,
                    "Bến \"Cũ\"",
                    "phường",
                    "urban",
                    Map.of("population", 900L),
                    Set.of()),
            group("00102-1", "00102", 300, 70),
            group("00102-2", "00102", 200, 50));

    private static Area group(String code, String commune, long population, long women) {
        return new Area(
                code,
                commune,
                AreaLevel.RESIDENTIAL_GROUP,
                "Thôn " + code,
                "thôn",
                "",
                Map.of("population", population, "women_15_49", women),
                Set.of());
    }

    private static List<String> findings(Area... more) {
        List<Area> areas = new ArrayList<>(AREAS);
        areas.addAll(List.of(more));
        return catchThrowableOfType(DesignException.class, () -> Frame.of("test", DAY, areas))
                .findings();
    }

    @Test
    void theHashIsThatOfTheFileAndDoesNotDependOnTheOrderOfRows() {
        Frame frame = Frame.of("test", DAY, AREAS);
        List<Area> shuffled = new ArrayList<>(AREAS);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(Frame.of("other", DAY.plusDays(1), shuffled))
                .isEqualTo(frame)
                .hasSameHashCodeAs(frame);
        assertThat(frame.hash()).isEqualTo(ContentHash.of(frame.csv()));
        assertThat(frame.csv()).isEqualTo("""
                level,code,parent,name,type,setting,flags,population,women_15_49
                province,01,,Bãi Mới,tỉnh,,,1400,
                commune,00101,01,"Bến ""Cũ""\",phường,urban,,900,
                commune,00102,01,Đồi Trà,xã,rural,border upland,500,120
                residential_group,00102-1,00102,Thôn 00102-1,thôn,,,300,70
                residential_group,00102-2,00102,Thôn 00102-2,thôn,,,200,50
                """);
    }

    @Test
    void anySizeNameOrFlagThatDiffersChangesTheHash() {
        String hash = Frame.of("test", DAY, AREAS).hash();
        for (int i = 0; i < AREAS.size(); i++) {
            Area area = AREAS.get(i);
            for (Area other : List.of(
                    area.withSizes(Map.of("population", 901L)),
                    new Area(
                            area.code(),
                            area.parent(),
                            area.level(),
                            area.name() + "x",
                            area.type(),
                            area.setting(),
                            area.sizes(),
                            area.flags()),
                    new Area(
                            area.code(),
                            area.parent(),
                            area.level(),
                            area.name(),
                            area.type(),
                            area.setting(),
                            area.sizes(),
                            Set.of("island")))) {
                List<Area> changed = new ArrayList<>(AREAS);
                changed.set(i, other);
                assertThat(Frame.of("test", DAY, changed).hash()).isNotEqualTo(hash);
            }
        }
    }

    @Test
    void areasAreFoundByCodeByParentByLevelAndByWhatTheyLieIn() {
        Frame frame = Frame.of("test", DAY, AREAS);

        assertThat(frame.area("00101").orElseThrow().name()).isEqualTo("Bến \"Cũ\"");
        assertThat(frame.area("101")).isEmpty();
        assertThat(frame.children("01")).extracting(Area::code).containsExactly("00101", "00102");
        assertThat(frame.children("00101")).isEmpty();
        assertThat(frame.children("")).isEmpty();
        assertThat(frame.at(AreaLevel.COMMUNE)).extracting(Area::code).containsExactly("00101", "00102");
        Area group = frame.area("00102-2").orElseThrow();
        assertThat(frame.enclosing(group, AreaLevel.PROVINCE).orElseThrow().code())
                .isEqualTo("01");
        assertThat(frame.enclosing(group, AreaLevel.RESIDENTIAL_GROUP)).contains(group);
        assertThat(frame.enclosing(frame.area("01").orElseThrow(), AreaLevel.COMMUNE))
                .isEmpty();
    }

    @Test
    void aSizeThatIsNotGivenIsTheSumFromBelowAndOneThatIsGivenStays() {
        Frame frame = Frame.of("test", DAY, AREAS);

        assertThat(frame.area("00102").orElseThrow().size("population")).hasValue(500);
        assertThat(frame.area("00102").orElseThrow().size("women_15_49")).hasValue(120);
        assertThat(frame.area("01").orElseThrow().size("population")).hasValue(1400);
        // One commune of the province has none, so the province's is not known.
        assertThat(frame.area("01").orElseThrow().size("women_15_49")).isEmpty();

        List<Area> stated = new ArrayList<>(AREAS);
        stated.set(1, AREAS.get(1).withSizes(Map.of("population", 650L)));
        assertThat(Frame.of("test", DAY, stated).area("01").orElseThrow().size("population"))
                .hasValue(1550);
    }

    @Test
    void aFrameOfCommunesAloneNeedsNoProvince() {
        Area commune =
                new Area("00101", "", AreaLevel.COMMUNE, "Bến Cũ", "phường", "", Map.of("population", 9L), Set.of());

        assertThat(Frame.of("test", DAY, List.of(commune)).at(AreaLevel.COMMUNE))
                .containsExactly(commune);
    }

    @Test
    void everyAreaThatBreaksTheRulesIsNamedAtOnce() {
        assertThat(findings(
                        group("00101", "00102", 5, 1),
                        group("x", "00999", 5, 1),
                        group("y", "01", 5, 1),
                        group("z ", "00102", 5, -1),
                        new Area("w", "00102", AreaLevel.RESIDENTIAL_GROUP, "Tho\u0302n", "", "", Map.of(), Set.of())))
                .hasSize(7)
                .anyMatch(finding -> finding.startsWith("The code \"00101\" is that of commune 00101"))
                .anyMatch(finding -> finding.contains("x (Thôn x) has the parent \"00999\", which is not in the frame"))
                .anyMatch(finding -> finding.contains(
                        "y (Thôn y) has as its parent province 01 (Bãi Mới); it must be a" + " commune"))
                .anyMatch(
                        finding -> finding.contains("\"z \" must be in Unicode's composed form (NFC), without blanks"))
                .anyMatch(finding -> finding.contains("has a negative size of \"women_15_49\": -1"))
                .anyMatch(finding -> finding.contains("\"Tho\u0302n\" must be in Unicode's composed form"));
        assertThat(findings(group("x", "00102", 0, 1)))
                .containsExactly("residential_group x (Thôn x) must have a population of at least 1, found 0. Give its"
                        + " size, or those of all areas in it.");
    }

    @Test
    void aFrameWithoutAreasIsRefused() {
        assertThat(catchThrowableOfType(DesignException.class, () -> Frame.of("test", DAY, List.of()))
                        .findings())
                .containsExactly("The frame has no area on its day. Correct the day, or the validity of its areas.");
    }
}
