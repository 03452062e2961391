package org.kapsurvey.analysis.variance;

/** A linearised estimate as a sum over the units of a design, and how large the parts were that it was added up from. */
public final class LinearisedSum {
    private final double[] z;
    private final double size;
    private final boolean[] unitsWithCases;

    /**
     * A sum; the arrays are taken over.
     *
     * @param z for each unit of the frame
     * @param size what Σz² would be if no part of z took anything from another, or a few times as much; see {@link Rounding}
     * @param unitsWithCases whether the domain has a case in each unit
     */
    public LinearisedSum(double[] z, double size, boolean[] unitsWithCases) {
        this.z = z;
        this.size = size;
        this.unitsWithCases = unitsWithCases;
    }

    double[] z() {
        return z;
    }

    boolean[] unitsWithCases() {
        return unitsWithCases;
    }

    double size() {
        return size;
    }
}
