package org.kapsurvey.analysis.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.frame.Area;

/**
 * What is drawn as one: an area, or several that were merged before the draw.
 *
 * @param areas at least one; the first gives the unit its place in the order and in its stratum
 * @param size how many of the target group that measures size live in it
 * @param measure what its chance is proportional to: the size, each area's times its factor of oversampling in thousandths
 */
record SamplingUnit(List<Area> areas, long size, long measure) {
    SamplingUnit {
        areas = List.copyOf(areas);
    }

    Area first() {
        return areas.get(0);
    }

    /** The codes of the areas, joined by {@code +}. */
    String code() {
        return areas.stream().map(Area::code).collect(Collectors.joining("+"));
    }

    String name() {
        return areas.stream().map(Area::name).collect(Collectors.joining(", "));
    }

    SamplingUnit with(SamplingUnit other) {
        List<Area> all = new ArrayList<>(areas);
        all.addAll(other.areas);
        return new SamplingUnit(all, Math.addExact(size, other.size), Math.addExact(measure, other.measure));
    }
}
