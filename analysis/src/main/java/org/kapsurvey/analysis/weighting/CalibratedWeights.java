package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.List;

/**
 * Weights carried through steps, in order, with what each step gave. The residuals are taken from the last step to the
 * first: the last one's fixed totals come out of z, what is left is weighted by the steps before it. Immutable.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, ch. 6 and 7.9 (regression residuals carried by the calibrated weights).
 */
public final class CalibratedWeights implements Residuals {
    private final double[] initial;
    private final List<WeightingStep> steps;
    private final List<Weighted> outcomes;

    private CalibratedWeights(double[] initial, List<WeightingStep> steps, List<Weighted> outcomes) {
        this.initial = initial;
        this.steps = List.copyOf(steps);
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * Applies the steps, one after the other.
     *
     * @throws WeightingException of the first step that can't be done
     */
    public static CalibratedWeights of(List<? extends WeightingStep> steps, double[] designWeights) {
        CalibratedWeights weights = new CalibratedWeights(designWeights, List.of(), List.of());
        for (WeightingStep step : steps) {
            weights = weights.with(step);
        }
        return weights;
    }

    /**
     * These weights carried through one more step.
     *
     * @throws WeightingException if it can't be done
     */
    public CalibratedWeights with(WeightingStep step) {
        WeightingStep settled = step.settled(calibrated());
        List<WeightingStep> more = new ArrayList<>(steps);
        more.add(settled);
        List<Weighted> given = new ArrayList<>(outcomes);
        given.add(settled.apply(calibrated()));
        return new CalibratedWeights(initial, more, given);
    }

    /**
     * The same steps, as settled by the full sample and not anew, on other design weights, as those of a replicate.
     *
     * @throws WeightingException of the first step that can't be done
     */
    public CalibratedWeights again(double[] designWeights) {
        List<Weighted> given = new ArrayList<>();
        double[] now = designWeights;
        for (WeightingStep step : steps) {
            Weighted outcome = step.apply(now);
            given.add(outcome);
            now = outcome.weights();
        }
        return new CalibratedWeights(designWeights, steps, given);
    }

    /**
     * The weights that {@link #again} ends with, and nothing of what each step gave.
     *
     * @throws WeightingException of the first step that can't be done
     */
    public double[] weightsAgain(double[] designWeights) {
        double[] now = designWeights;
        for (WeightingStep step : steps) {
            now = step.apply(now).weights();
        }
        return now;
    }

    /** Before the first step; not to be changed. */
    public double[] initial() {
        return initial;
    }

    /** After the last step; not to be changed. */
    public double[] calibrated() {
        return outcomes.isEmpty() ? initial : outcomes.get(outcomes.size() - 1).weights();
    }

    public List<WeightingStep> steps() {
        return steps;
    }

    /** What each step gave, in order. */
    public List<Weighted> outcomes() {
        return outcomes;
    }

    @Override
    public void carry(double[] z) {
        for (int step = outcomes.size() - 1; step >= 0; step--) {
            outcomes.get(step).residuals().carry(z);
        }
    }
}
