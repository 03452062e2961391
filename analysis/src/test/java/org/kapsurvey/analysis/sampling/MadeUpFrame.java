package org.kapsurvey.analysis.sampling;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.questionnaire.chance.RandomStream;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;

/** A frame of two provinces that do not exist: 90 communes from an islet to a town, with or without residential groups. */
final class MadeUpFrame {
    private MadeUpFrame() {}

    /** Provinces and communes. */
    static Frame communes() {
        return Frame.of("made-up", LocalDate.of(2026, 11, 1), areas(false));
    }

    /** With residential groups in every commune. */
    static Frame groups() {
        return Frame.of("made-up", LocalDate.of(2026, 11, 1), areas(true));
    }

    private static List<Area> areas(boolean withGroups) {
        RandomStream random = RandomStream.of("made-up frame");
        List<Area> areas = new ArrayList<>();
        for (String province : List.of("71", "72")) {
            areas.add(new Area(province, "", AreaLevel.PROVINCE, "Tỉnh " + province, "tỉnh", "", Map.of(), Set.of()));
            for (int i = 1; i <= 45; i++) {
                String code = province + (i < 10 ? "00" : "0") + i;
                String setting = i % 3 == 0 ? "urban" : i == 44 ? "island" : "rural";
                long size = i == 44 ? 700 : 6_000 + random.nextInt(30_000);
                if (i == 9 || i == 20) {
                    size = 190_000;
                }
                Set<String> flags = setting.equals("rural") && i % 5 == 0 ? Set.of("remote") : Set.of();
                areas.add(new Area(
                        code,
                        province,
                        AreaLevel.COMMUNE,
                        "Xã " + code,
                        setting.equals("urban") ? "phường" : "xã",
                        setting,
                        Map.of("population", size, "households", size / 4),
                        flags));
                if (withGroups) {
                    addGroups(areas, code, size, random);
                }
            }
        }
        return areas;
    }

    private static void addGroups(List<Area> areas, String commune, long size, RandomStream random) {
        long left = size;
        for (int i = 1; left > 0; i++) {
            long here = Math.min(left, 150 + random.nextInt(1_500));
            left -= here;
            areas.add(new Area(
                    commune + (i < 10 ? "00" : i < 100 ? "0" : "") + i,
                    commune,
                    AreaLevel.RESIDENTIAL_GROUP,
                    "Thôn " + i,
                    "thôn",
                    "",
                    Map.of("population", here, "households", here / 4 + 1),
                    Set.of()));
        }
    }

    static SamplePlan plan(String text) {
        Faults faults = new Faults();
        Optional<SamplePlan> plan = SamplePlan.parse("plan.json", text, faults);
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.list());
        }
        return plan.orElseThrow();
    }

    static SampleDrawing drawing(String text, Frame frame) {
        Faults faults = new Faults();
        Optional<SampleDrawing> drawing = SampleDrawing.of(plan(text), frame, faults);
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.list());
        }
        return drawing.orElseThrow();
    }

    /** What is wrong with a plan for the frame. */
    static List<String> faults(String text, Frame frame) {
        Faults faults = new Faults();
        SampleDrawing.of(plan(text), frame, faults);
        return faults.list().stream().map(Fault::toString).toList();
    }
}
