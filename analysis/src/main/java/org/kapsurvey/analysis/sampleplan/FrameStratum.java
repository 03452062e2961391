package org.kapsurvey.analysis.sampleplan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A stratum of the frame.
 *
 * @param label the values of the properties that it is made by, joined by {@code ;}; {@code all} without properties
 * @param areas of the first stage's level, by code
 */
public record FrameStratum(String label, List<Area> areas) {
    public FrameStratum {
        areas = List.copyOf(areas);
    }

    /**
     * The strata of a plan's first stage, by label. Faults are added for properties that no area has, areas that the frame
     * lacks, and strata to be merged that there are not; none are told that only follow from others.
     *
     * @return none where the plan's areas or their strata can't be told
     */
    public static List<FrameStratum> of(SamplePlan plan, Frame frame, Faults faults) {
        if (plan.stages().isEmpty()) {
            return List.of();
        }
        int before = faults.size();
        AreaLevel level = plan.stages().get(0).level();
        Properties properties = new Properties(frame);
        List<String> by = new ArrayList<>();
        for (JsonText name : plan.strata().by()) {
            if (properties.check(name, faults)) {
                by.add(name.value());
            }
        }
        List<Area> within = within(plan, frame, faults);
        if (faults.size() > before) {
            // By other properties, or of other areas, the strata would be others.
            return List.of();
        }
        Set<String> labels = new LinkedHashSet<>();
        Map<String, List<Area>> areas = new TreeMap<>();
        for (Area area : within) {
            if (area.level() == level) {
                String label = label(properties, area, by);
                labels.add(label);
                areas.computeIfAbsent(merged(plan, label), key -> new ArrayList<>())
                        .add(area);
            }
        }
        if (areas.isEmpty()) {
            faults.add(
                    plan.stages().get(0).place(),
                    "The frame has no area of the level " + level.word() + " to draw from.",
                    "Import areas of that level, or draw from another.");
            return List.of();
        }
        checkMerges(plan, labels, faults);
        return areas.entrySet().stream()
                .map(entry -> new FrameStratum(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Area> within(SamplePlan plan, Frame frame, Faults faults) {
        Set<String> codes = new LinkedHashSet<>();
        for (JsonText code : plan.frame().within()) {
            if (frame.area(code.value()).isEmpty()) {
                faults.add(
                        code.place(),
                        "There is no area \"" + code.value() + "\" in the frame.",
                        "Name codes of the frame, or leave the key \"within\" out.");
            }
            codes.add(code.value());
        }
        return codes.isEmpty()
                ? frame.areas()
                : frame.areas().stream()
                        .filter(area -> lies(area, codes, frame))
                        .toList();
    }

    private static boolean lies(Area area, Set<String> codes, Frame frame) {
        for (Optional<Area> at = Optional.of(area);
                at.isPresent();
                at = frame.area(at.get().parent())) {
            if (codes.contains(at.get().code())) {
                return true;
            }
        }
        return false;
    }

    private static String label(Properties properties, Area area, List<String> by) {
        return by.isEmpty()
                ? "all"
                : String.join(
                        ";", by.stream().map(name -> properties.of(area, name)).toList());
    }

    /** A stratum may be merged with one that is merged itself; a circle was refused when the plan was read. */
    private static String merged(SamplePlan plan, String label) {
        String merged = label;
        for (JsonText into = plan.strata().merge().get(merged); into != null; ) {
            merged = into.value();
            into = plan.strata().merge().get(merged);
        }
        return merged;
    }

    private static void checkMerges(SamplePlan plan, Set<String> labels, Faults faults) {
        plan.strata().merge().forEach((from, into) -> {
            for (String label : List.of(from, into.value())) {
                if (!labels.contains(label)) {
                    faults.add(
                            into.place(),
                            "There is no stratum \"" + label + "\" to be merged.",
                            "The strata are " + JsonFields.listed(List.copyOf(labels)) + "."
                                    + JsonFields.suggestion(label, labels));
                }
            }
        });
    }
}
