package org.kapsurvey.analysis.replicates;

import java.util.List;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.Raking;
import org.kapsurvey.analysis.weighting.WeightingException;

/**
 * Replicates carried through every step of a weighting, made when they are asked for: as many at a time as there are processors, 8 at most,
 * so that a million rows with hundreds of replicates need no memory for all of them. Immutable.
 */
public final class CarriedReplicates {
    /** Many processors must not need much more memory: one replicate of a million rows takes some 50 MB while it is made. */
    private static final int AT_A_TIME = 8;

    private final ReplicateFactors factors;
    private final CalibratedWeights weights;

    /**
     * Replicates.
     *
     * @param factors on the weights before the first step
     * @param weights of the full sample, with the steps as they settled in it
     */
    public CarriedReplicates(ReplicateFactors factors, CalibratedWeights weights) {
        this.factors = factors;
        this.weights = weights;
    }

    /**
     * Takes replicates in their order.
     *
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Taker<E extends Exception> {
        /**
         * Takes a replicate.
         *
         * @param replicate from 0
         * @param ofRows for each row what the replicate multiplies the final weight of the full sample by; 0 where the row has no
         *     weight. Not used again by the giver
         */
        void take(int replicate, float[] ofRows) throws E;
    }

    /** What the replicates do to the weights before the first step, and how they count. */
    public ReplicateFactors factors() {
        return factors;
    }

    /** How many rows there are. */
    public int rows() {
        return weights.initial().length;
    }

    /**
     * Gives every replicate, one after the other; no last digit depends on the number of processors.
     *
     * @throws WeightingException if a replicate can't be weighted, or gets a weight below 0; its number stands before each finding
     * @throws E that the taker throws
     */
    public <E extends Exception> void forEach(Taker<E> taker) throws E {
        Maker maker = maker();
        int window = Math.min(AT_A_TIME, Runtime.getRuntime().availableProcessors());
        for (int from = 0; from < factors.replicates(); from += window) {
            Object[] made = IntStream.range(from, Math.min(from + window, factors.replicates()))
                    .parallel()
                    .mapToObj(replicate -> outcome(maker, replicate))
                    .toArray();
            for (int i = 0; i < made.length; i++) {
                if (made[i] instanceof WeightingException refused) {
                    throw refused.of("Replicate " + (from + i + 1));
                }
                taker.take(from + i, (float[]) made[i]);
            }
        }
    }

    @FunctionalInterface
    private interface Maker {
        float[] factors(int replicate);
    }

    /** Raking alone needs of a replicate the sums of its cells, and no pass over the rows but the last. */
    private Maker maker() {
        if (weights.steps().size() == 1 && weights.steps().get(0) instanceof Raking raking) {
            RakedReplicates raked = RakedReplicates.of(raking, factors, weights.initial(), done -> {});
            return replicate -> {
                float[] ofRows = new float[rows()];
                raked.factors(replicate, 0, ofRows);
                return ofRows;
            };
        }
        return this::throughEveryStep;
    }

    private float[] throughEveryStep(int replicate) {
        double[] full = weights.calibrated();
        double[] own = weights.weightsAgain(factors.weights(replicate, weights.initial()));
        float[] ofRows = new float[own.length];
        for (int row = 0; row < own.length; row++) {
            if (own[row] < 0) {
                throw new WeightingException(List.of("The weight of row " + (row + 1)
                        + " is below 0. Calibrate by raking" + " or with \"bounds\", which keep weights above 0."));
            }
            ofRows[row] = full[row] == 0 ? 0 : (float) (own[row] / full[row]);
        }
        return ofRows;
    }

    /** The factors, or the exception: which one of several is thrown must not depend on which thread was first. */
    private static Object outcome(Maker maker, int replicate) {
        try {
            return maker.factors(replicate);
        } catch (WeightingException refused) {
            return refused;
        }
    }
}
