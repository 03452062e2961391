package org.kapsurvey.analysis.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kapsurvey.questionnaire.chance.RandomStream;

/**
 * The samples of a panel of clusters: each round keeps so many of the units of the round before and draws the rest anew.
 *
 * <p>The design fills places; with one random start, the same in all rounds. In each round the next places in a random order
 * of rotation are renewed: the start of a renewed place is moved on by a fixed step, round the interval. The start of a place
 * is then as likely to be any as the random one is, so in each round every unit has the inclusion probability of the design.
 * That a sample has its full size rests on the step D: with the interval T and the units covering at most A of it, A ≤ D ≤ T
 * − A. Places next to each other have been renewed equally often, or one of them once more; their points then are at least A
 * apart, and no unit is reached from both. For the same reason no renewed place finds its old unit again.
 *
 * <p>A unit that covers more than half of the interval can't be left out for certain: of two rounds it is in both with 2π − 1
 * at least. Places that share such a unit are renewed together, when the turn of the last of them comes; so where there are any
 * more than asked for may be kept in the second round, and more or fewer later.
 *
 * <p>D is as near to (3 − √5)/2 of T as it may be, so that a place finds new units for as many rounds as can be.
 */
final class Rotation {
    private static final double GOLDEN = 0.381966011250105;

    private final SystematicPps design;
    /** Of each place its number in the order of rotation; places that are renewed together have the same. */
    private final int[] order;

    private final int renewed;
    private final long step;

    /**
     * @param kept how many of the places are kept from round to round, at most all
     * @param stream fixes the order of rotation
     */
    Rotation(SystematicPps design, int kept, RandomStream stream) {
        this.design = design;
        this.renewed = design.places() - kept;
        this.order = order(stream);
        this.step = step();
    }

    /** The units of a round, ascending. */
    int[] sample(long start, int round) {
        int[] certain = design.selfRepresenting();
        int[] sample = Arrays.copyOf(certain, certain.length + design.places());
        for (int place = 0; place < design.places(); place++) {
            sample[certain.length + place] = design.unitAt(place, startOf(place, start, round));
        }
        Arrays.sort(sample);
        return sample;
    }

    private long startOf(int place, long start, int round) {
        long moved = start - 1;
        for (long times = times(place, round); times > 0; times--) {
            moved = (moved + step) % design.starts();
        }
        return 1 + moved;
    }

    /** How often a place was renewed before a round, counted from 1. */
    private long times(int place, int round) {
        long all = (long) (round - 1) * renewed;
        return (all - order[place] + design.places() - 1) / design.places();
    }

    private long step() {
        long interval = design.starts();
        long widest = 0;
        for (int place = 0; place + 1 < design.places(); place++) {
            long straddling = design.straddling(place);
            widest = Math.max(widest, 2 * straddling > interval ? 0 : straddling);
        }
        widest = Math.max(widest, Math.min(design.largest(), interval / 2));
        return Math.max(widest, Math.min(interval - widest, Math.round(GOLDEN * interval)));
    }

    private int[] order(RandomStream stream) {
        List<List<Integer>> together = new ArrayList<>();
        for (int place = 0; place < design.places(); place++) {
            if (place > 0 && 2 * design.straddling(place - 1) > design.starts()) {
                together.get(together.size() - 1).add(place);
            } else {
                together.add(new ArrayList<>(List.of(place)));
            }
        }
        int[] order = new int[design.places()];
        int next = 0;
        for (int block : SimpleRandom.permutation(together.size(), stream)) {
            next += together.get(block).size();
            for (int place : together.get(block)) {
                order[place] = next - 1;
            }
        }
        return order;
    }
}
