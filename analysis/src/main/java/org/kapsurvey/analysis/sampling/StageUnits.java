package org.kapsurvey.analysis.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.sampleplan.AreaStage;
import org.kapsurvey.analysis.sampleplan.Properties;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonText;

/** Makes the units of a stage from its areas: sizes, oversampling, merging and order. */
final class StageUnits {
    private static final int LISTED = 5;
    private static final long WHOLE = 1_000;

    private final AreaStage stage;
    private final Properties properties;
    private final Faults faults;
    private final List<AreaStage.Oversample> oversample = new ArrayList<>();
    private final Serpentine order;

    /** Adds a fault for each key of the order and each property of an oversampling that no area has. */
    StageUnits(AreaStage stage, Properties properties, Faults faults) {
        this.stage = stage;
        this.properties = properties;
        this.faults = faults;
        List<String> keys = new ArrayList<>();
        for (JsonText key : stage.order()) {
            if (properties.isGroup(key.value()) || properties.check(key, faults)) {
                keys.add(key.value());
            }
        }
        this.order = new Serpentine(keys, properties);
        for (AreaStage.Oversample rule : stage.oversample()) {
            if (properties.check(rule.property(), faults)) {
                oversample.add(rule);
            }
        }
    }

    /**
     * The units, those that a neighbour was declared for merged with it, in their order; areas without a size are faults and
     * left out.
     *
     * @param strata areas by the label of their stratum; an area that is merged goes to the stratum of its neighbour
     */
    Map<String, List<SamplingUnit>> of(Map<String, List<Area>> strata) {
        Map<String, SamplingUnit> alone = new LinkedHashMap<>();
        strata.values().forEach(areas -> areas.forEach(area -> unit(area, alone)));
        reportUnsized(strata, alone);
        Map<String, List<SamplingUnit>> joined = new HashMap<>();
        Map<String, String> into = declared(strata, alone);
        Map<String, List<SamplingUnit>> units = new LinkedHashMap<>();
        alone.forEach((code, unit) -> {
            if (into.containsKey(code)) {
                joined.computeIfAbsent(host(code, into), key -> new ArrayList<>())
                        .add(unit);
            }
        });
        strata.forEach((label, areas) -> {
            List<SamplingUnit> ofStratum = new ArrayList<>();
            for (Area area : areas) {
                SamplingUnit unit = alone.get(area.code());
                if (unit != null && !into.containsKey(area.code())) {
                    for (SamplingUnit other : joined.getOrDefault(area.code(), List.of())) {
                        unit = unit.with(other);
                    }
                    ofStratum.add(unit);
                }
            }
            units.put(label, large(order.ordered(ofStratum)));
        });
        return units;
    }

    private void unit(Area area, Map<String, SamplingUnit> alone) {
        OptionalLong size = area.size(stage.size().value());
        if (size.isPresent() && size.getAsLong() > 0) {
            long factor = oversample.isEmpty() ? 1 : WHOLE;
            for (AreaStage.Oversample rule : oversample) {
                if (properties.of(area, rule.property().value()).equals(rule.value())) {
                    factor = factor * rule.thousandths() / WHOLE;
                }
            }
            alone.put(
                    area.code(),
                    new SamplingUnit(List.of(area), size.getAsLong(), Math.multiplyExact(size.getAsLong(), factor)));
        }
    }

    private void reportUnsized(Map<String, List<Area>> strata, Map<String, SamplingUnit> alone) {
        List<Area> unsized = strata.values().stream()
                .flatMap(List::stream)
                .filter(area -> !alone.containsKey(area.code()))
                .toList();
        if (!unsized.isEmpty()) {
            faults.add(
                    stage.size().place(),
                    unsized.size() + " of the areas to draw from have no size \""
                            + stage.size().value() + "\" above 0: " + listed(unsized) + ".",
                    "Import their sizes, or measure size by another target group.");
        }
    }

    private static String listed(List<Area> areas) {
        return areas.stream()
                        .limit(LISTED)
                        .map(area -> area.code() + " (" + area.name() + ")")
                        .collect(Collectors.joining(", "))
                + (areas.size() > LISTED ? ", …" : "");
    }

    /** The declared neighbours that there are; faults for those that there are not, and for circles. */
    private Map<String, String> declared(Map<String, List<Area>> strata, Map<String, SamplingUnit> alone) {
        Set<String> codes =
                strata.values().stream().flatMap(List::stream).map(Area::code).collect(Collectors.toSet());
        Map<String, String> into = new LinkedHashMap<>();
        stage.merge()
                .ifPresent(merge -> merge.into().forEach((code, neighbour) -> {
                    List<String> unknown = new ArrayList<>(List.of(code, neighbour.value()));
                    unknown.removeIf(codes::contains);
                    if (alone.containsKey(code) && alone.containsKey(neighbour.value())) {
                        into.put(code, neighbour.value());
                    } else if (!unknown.isEmpty() && !stageIsLater()) {
                        faults.add(
                                neighbour.place(),
                                "There is no area \"" + String.join("\", \"", unknown) + "\" to be merged.",
                                "Name areas of the level and the part of the frame that is drawn from.");
                    }
                }));
        for (String code : List.copyOf(into.keySet())) {
            if (host(code, into).equals(code)) {
                faults.add(
                        stage.merge().orElseThrow().place(),
                        "The area " + code + " is merged with itself.",
                        "Name another neighbour.");
                into.remove(code);
            }
        }
        return into;
    }

    /** A later stage sees the areas of one unit at a time, so that neighbours of other units are none of its own. */
    private boolean stageIsLater() {
        return stage.minimum() == 0;
    }

    /** The area that a chain of neighbours ends at; the area itself if it is a circle. */
    private static String host(String code, Map<String, String> into) {
        String at = code;
        for (int steps = 0; into.containsKey(at); steps++) {
            at = into.get(at);
            if (at.equals(code) || steps > into.size()) {
                return code;
            }
        }
        return at;
    }

    /** The units, each that is below the minimum merged with the next, the last with the one before it. */
    private List<SamplingUnit> large(List<SamplingUnit> units) {
        if (stage.merge().isEmpty()) {
            return units;
        }
        AreaStage.Merge merge = stage.merge().get();
        if (!merge.next()) {
            for (SamplingUnit unit : units) {
                if (unit.size() < merge.minimum()) {
                    faults.add(
                            merge.place(),
                            "The area " + unit.code() + " (" + unit.name() + ") has the size " + unit.size()
                                    + ", below the minimum " + merge.minimum() + ".",
                            "Name the neighbour that it is merged with under \"with\", or lower the minimum.");
                }
            }
            return units;
        }
        List<SamplingUnit> large = new ArrayList<>();
        SamplingUnit small = null;
        for (SamplingUnit unit : units) {
            SamplingUnit grown = small == null ? unit : small.with(unit);
            if (grown.size() < merge.minimum()) {
                small = grown;
            } else {
                large.add(grown);
                small = null;
            }
        }
        if (small != null) {
            if (large.isEmpty()) {
                large.add(small);
            } else {
                large.set(large.size() - 1, large.get(large.size() - 1).with(small));
            }
        }
        return large;
    }
}
