package org.kapsurvey.analysis.outcome;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many selected persons came to each disposition; or the sums of their weights. Immutable.
 *
 * <p>e, the share of the unknown that is eligible, is that of the resolved (proportional allocation):
 *
 * <pre>e = (I + P + R + NC + O) / (I + P + R + NC + O + NE)</pre>
 *
 * <p>Edge results: without anybody resolved e is not defined, and NaN.
 *
 * <p>Source: AAPOR, Standard Definitions, 9th edition, 2016 (the rates); Council of American Survey Research Organizations
 * 1982 (e by proportional allocation).
 */
public final class Outcomes {
    private static final Outcomes NONE = new Outcomes(new EnumMap<>(Disposition.class));

    private final Map<Disposition, Double> counts;

    private Outcomes(Map<Disposition, Double> counts) {
        this.counts = counts;
    }

    public static Outcomes none() {
        return NONE;
    }

    /**
     * Sums over rows.
     *
     * @param of each row
     * @param weights of each row: ones for counts of persons
     */
    public static Outcomes of(Disposition[] of, double[] weights) {
        Map<Disposition, Double> counts = new EnumMap<>(Disposition.class);
        for (int row = 0; row < of.length; row++) {
            counts.merge(of[row], weights[row], Double::sum);
        }
        return new Outcomes(counts);
    }

    /** The same and so many more. */
    public Outcomes with(Disposition disposition, double more) {
        Map<Disposition, Double> sums = new EnumMap<>(Disposition.class);
        sums.putAll(counts);
        sums.merge(disposition, more, Double::sum);
        return new Outcomes(sums);
    }

    /** The two together. */
    public Outcomes combine(Outcomes other) {
        Map<Disposition, Double> sums = new EnumMap<>(Disposition.class);
        sums.putAll(counts);
        other.counts.forEach((disposition, count) -> sums.merge(disposition, count, Double::sum));
        return new Outcomes(sums);
    }

    public double count(Disposition disposition) {
        return counts.getOrDefault(disposition, 0.0);
    }

    public double sum() {
        double sum = 0;
        for (double count : counts.values()) {
            sum += count;
        }
        return sum;
    }

    /** I + P + R + NC + O. */
    public double eligible() {
        return interviewed() + notInterviewed();
    }

    /** I + P. */
    public double interviewed() {
        return count(Disposition.COMPLETE) + count(Disposition.PARTIAL);
    }

    /** R + NC + O. */
    public double notInterviewed() {
        return count(Disposition.REFUSAL) + count(Disposition.NON_CONTACT) + count(Disposition.OTHER);
    }

    /** UH + UO. */
    public double unknown() {
        return count(Disposition.UNKNOWN_HOUSEHOLD) + count(Disposition.UNKNOWN_OTHER);
    }

    /** e, NaN if nobody's eligibility is known. */
    public double eligibleShare() {
        return eligible() / (eligible() + count(Disposition.INELIGIBLE));
    }

    /** e (UH + UO): 0 if nobody's eligibility is unknown, whatever e. */
    public double eligibleUnknown() {
        return unknown() == 0 ? 0 : eligibleShare() * unknown();
    }
}
