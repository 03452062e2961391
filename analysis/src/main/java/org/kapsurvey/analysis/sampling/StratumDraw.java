package org.kapsurvey.analysis.sampling;

import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.sampleplan.DrawMethod;
import org.kapsurvey.questionnaire.chance.RandomStream;

/**
 * The units of a stratum in their order, ready to be drawn from: its samples, and the probability of each unit. A unit that is
 * taken with certainty is self-representing whatever the method. Immutable.
 */
final class StratumDraw {
    private final String label;
    private final List<SamplingUnit> units;
    private final DrawMethod method;
    private final SystematicPps design;
    private final int kept;

    /**
     * @param count from 1 to the number of units
     * @param keep the share of the drawn that a panel keeps from round to round
     */
    StratumDraw(String label, List<SamplingUnit> units, DrawMethod method, int count, double keep) {
        this.label = label;
        this.units = List.copyOf(units);
        this.method = method;
        this.design = method == DrawMethod.PPS
                ? SystematicPps.of(
                        units.stream().mapToLong(SamplingUnit::measure).toArray(), count)
                : SystematicPps.equal(units.size(), count);
        this.kept = (int) Math.round(keep * design.places());
    }

    String label() {
        return label;
    }

    List<SamplingUnit> units() {
        return units;
    }

    /** How many every sample has. */
    int count() {
        return design.count();
    }

    /** How many are drawn besides the self-representing. */
    int places() {
        return design.places();
    }

    boolean isSelfRepresenting(int unit) {
        return design.isSelfRepresenting(unit);
    }

    double probability(int unit) {
        return design.probability(unit);
    }

    /** How many intervals of the draw a unit is large: 1 or more for a self-representing one at {@code pps}. */
    double intervals(int unit) {
        if (method != DrawMethod.PPS) {
            return design.probability(unit);
        }
        double of = design.starts() > 0
                ? (double) design.starts() / design.places()
                : units.stream().mapToDouble(SamplingUnit::measure).sum() / units.size();
        return units.get(unit).measure() / of;
    }

    /**
     * The units of a round, ascending.
     *
     * @param round of a panel, from 1
     */
    int[] sample(RandomStream stream, int round) {
        if (design.places() == 0) {
            return design.drawAt(0);
        }
        if (method == DrawMethod.SIMPLE_RANDOM) {
            return SimpleRandom.sample(
                    units.size(), design.count(), design.count() - kept, round, stream.split("order"));
        }
        long start = design.start(stream.split("start"));
        return round == 1
                ? design.drawAt(start)
                : new Rotation(design, kept, stream.split("rotation")).sample(start, round);
    }

    /** Of each unit whether it is in the sample of the round and in that of the round before. */
    boolean[] kept(RandomStream stream, int round) {
        boolean[] kept = new boolean[units.size()];
        if (round > 1) {
            int[] before = sample(stream, round - 1);
            for (int unit : sample(stream, round)) {
                kept[unit] = Arrays.binarySearch(before, unit) >= 0;
            }
        }
        return kept;
    }
}
