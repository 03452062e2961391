package org.kapsurvey.analysis.sampling;

/**
 * A household that was drawn from the listing of its cluster.
 *
 * @param psu the household itself in a cluster that is self-representing
 * @param ssu empty where the household is the PSU
 * @param cluster code of the area that was listed
 * @param number its place in the listing, from 1
 * @param listed how many households the listing has
 * @param probability of being drawn from the listing
 * @param inclusionProbability over all stages
 */
public record DrawnHousehold(
        String stratum,
        String psu,
        String ssu,
        String cluster,
        String household,
        int number,
        int listed,
        double probability,
        double inclusionProbability) {
    /** The inverse of the inclusion probability. */
    public double designWeight() {
        return 1 / inclusionProbability;
    }
}
