package org.kapsurvey.analysis.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a frame holds, for looking it over before a sample is drawn.
 *
 * @param types for each province, level and type of area, in the order of the frame
 * @param flags for each flag and level that has it
 */
public record FrameTotals(List<TypeTotal> types, List<FlagTotal> flags) {

    /**
     * The areas of one type in one province.
     *
     * @param province empty where the frame has none
     * @param smallest population of the smallest area
     * @param largest population of the largest one
     */
    public record TypeTotal(
            Optional<Area> province,
            AreaLevel level,
            String type,
            int areas,
            long population,
            long smallest,
            long largest) {}

    /** The areas of one level that have a flag. */
    public record FlagTotal(String flag, AreaLevel level, int areas, long population) {}

    public static FrameTotals of(Frame frame) {
        return new FrameTotals(types(frame), flags(frame));
    }

    private static List<TypeTotal> types(Frame frame) {
        List<TypeTotal> totals = new ArrayList<>();
        for (AreaLevel level : AreaLevel.values()) {
            Map<String, Map<String, List<Area>>> byProvince = new TreeMap<>();
            for (Area area : frame.at(level)) {
                String province = frame.enclosing(area, AreaLevel.PROVINCE)
                        .map(Area::code)
                        .orElse("");
                byProvince
                        .computeIfAbsent(province, code -> new TreeMap<>())
                        .computeIfAbsent(area.type(), type -> new ArrayList<>())
                        .add(area);
            }
            byProvince.forEach((province, byType) ->
                    byType.forEach((type, areas) -> totals.add(total(frame.area(province), level, type, areas))));
        }
        totals.sort(Comparator.comparing(
                        (TypeTotal total) -> total.province().map(Area::code).orElse(""))
                .thenComparing(TypeTotal::level));
        return totals;
    }

    private static TypeTotal total(Optional<Area> province, AreaLevel level, String type, List<Area> areas) {
        return new TypeTotal(
                province,
                level,
                type,
                areas.size(),
                population(areas),
                areas.stream().mapToLong(FrameTotals::population).min().orElseThrow(),
                areas.stream().mapToLong(FrameTotals::population).max().orElseThrow());
    }

    private static List<FlagTotal> flags(Frame frame) {
        TreeSet<String> flags = new TreeSet<>();
        frame.areas().forEach(area -> flags.addAll(area.flags()));
        List<FlagTotal> totals = new ArrayList<>();
        for (String flag : flags) {
            for (AreaLevel level : AreaLevel.values()) {
                List<Area> flagged = frame.at(level).stream()
                        .filter(area -> area.hasFlag(flag))
                        .toList();
                if (!flagged.isEmpty()) {
                    totals.add(new FlagTotal(flag, level, flagged.size(), population(flagged)));
                }
            }
        }
        return totals;
    }

    private static long population(List<Area> areas) {
        return areas.stream().mapToLong(FrameTotals::population).sum();
    }

    private static long population(Area area) {
        return area.size(Area.POPULATION).orElseThrow();
    }
}
