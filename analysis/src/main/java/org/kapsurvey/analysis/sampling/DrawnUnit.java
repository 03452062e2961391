package org.kapsurvey.analysis.sampling;

import java.util.List;

/**
 * An area, or several merged ones, that was drawn.
 *
 * @param stratum of the design; a self-representing unit is a stratum of its own
 * @param psu the PSU of the design that it is or lies in; empty for a self-representing unit, whose own units are the PSUs
 * @param ssu the SSU that it is; empty at the stage of the PSUs
 * @param code of the area; the codes of merged areas joined by {@code +}
 * @param within the names of the areas that it lies in, from below, joined by comma
 * @param areas the codes of the areas
 * @param size the size that the draw counted
 * @param probability of being drawn at this stage, given the unit of the stage before
 * @param segments into how many it is cut; 1 if it is visited as a whole
 * @param segment which of them was drawn, from 1
 * @param inclusionProbability over all stages so far, the segment's too
 * @param kept whether it was in the round before, of a panel
 */
public record DrawnUnit(
        String stratum,
        String psu,
        String ssu,
        String code,
        String name,
        String within,
        List<String> areas,
        long size,
        double probability,
        boolean selfRepresenting,
        int segments,
        int segment,
        double inclusionProbability,
        boolean kept) {
    public DrawnUnit {
        areas = List.copyOf(areas);
    }
}
