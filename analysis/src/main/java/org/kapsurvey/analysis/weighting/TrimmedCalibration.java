package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Trimming with re-calibration: weights are cut at bounds ({@link Trimming}), which breaks the totals that they were calibrated
 * to; so they are calibrated again, which moves some over the bounds; and so on until both hold. The calibration has the last word:
 * totals are met, and no weight lies beyond a bound by more than a millionth of it.
 *
 * <p>In replicates what the trimming did to each row of the full sample is done again, and then calibrated: a replicate's own
 * weights are larger by their factors, and cutting them at the bounds of the sample would take the spread away that they are there
 * to show. A replicate of factors 1 has the weights of the full sample.
 *
 * <p>Without a calibration it is the trimming alone. Refused: bounds and totals that can't hold together.
 *
 * <p>Source: Valliant, Dever and Kreuter 2013, Practical Tools for Designing and Weighting Survey Samples, 14.4.
 */
public final class TrimmedCalibration implements WeightingStep {
    private static final int MOST_ROUNDS = 500;
    private static final double WITHIN = 1e-6;

    private final Trimming.Bound lower;
    private final Trimming.Bound upper;
    private final List<WeightingStep> calibration;
    private final double @Nullable [] factors;
    private final Map<String, Double> facts;

    /**
     * A trimming.
     *
     * @param calibration the steps that the weights were calibrated by, in order
     */
    public TrimmedCalibration(Trimming.Bound lower, Trimming.Bound upper, List<? extends WeightingStep> calibration) {
        this(lower, upper, List.copyOf(calibration), null, Map.of());
    }

    private TrimmedCalibration(
            Trimming.Bound lower,
            Trimming.Bound upper,
            List<WeightingStep> calibration,
            double @Nullable [] factors,
            Map<String, Double> facts) {
        this.lower = lower;
        this.upper = upper;
        this.calibration = calibration;
        this.factors = factors;
        this.facts = facts;
    }

    @Override
    public String method() {
        return "trim";
    }

    @Override
    public TrimmedCalibration settled(double[] weights) {
        // Quantiles are those of the weights before the first round.
        double[] sorted =
                Arrays.stream(weights).filter(weight -> weight != 0).sorted().toArray();
        if (sorted.length == 0) {
            throw new WeightingException(List.of("There is no weight above 0 to trim."));
        }
        Trimming.Bound least = new Trimming.Bound(lower.of(sorted), false);
        Trimming.Bound most = new Trimming.Bound(upper.of(sorted), false);
        Trimming trimming = new Trimming(least, most, false);
        double[] now = weights;
        double[] cut = weights;
        double cutRows = 0;
        int rounds = 0;
        double worst = beyond(now, least.value(), most.value());
        while (worst > WITHIN && rounds < MOST_ROUNDS) {
            Weighted trimmed = trimming.apply(now);
            cutRows = Math.max(cutRows, trimmed.facts().getOrDefault("cutRows", 0.0));
            cut = trimmed.weights();
            now = calibrated(cut);
            worst = beyond(now, least.value(), most.value());
            rounds++;
        }
        if (worst > WITHIN) {
            throw new WeightingException(List.of(contradiction(now, least.value(), most.value())));
        }
        double[] done = new double[weights.length];
        for (int row = 0; row < done.length; row++) {
            done[row] = weights[row] == 0 ? 0 : cut[row] / weights[row];
        }
        Map<String, Double> figures = new HashMap<>();
        figures.put("cutRows", cutRows);
        figures.put("rounds", (double) rounds);
        figures.put("lower", least.value());
        figures.put("upper", most.value());
        return new TrimmedCalibration(least, most, calibration, done, figures);
    }

    private double[] calibrated(double[] weights) {
        double[] now = weights;
        for (WeightingStep step : calibration) {
            now = step.apply(now).weights();
        }
        return now;
    }

    /** How far the farthest weight lies beyond a bound, as a share of the bound. */
    private static double beyond(double[] weights, double least, double most) {
        double worst = 0;
        for (double weight : weights) {
            if (weight != 0) {
                worst = Math.max(worst, weight > most ? weight / most - 1 : 0);
                worst = Math.max(worst, weight < least ? 1 - weight / least : 0);
            }
        }
        return worst;
    }

    private static String contradiction(double[] weights, double least, double most) {
        int rows = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double weight : weights) {
            if (weight != 0) {
                rows += weight > most * (1 + WITHIN) || weight < least * (1 - WITHIN) ? 1 : 0;
                smallest = Math.min(smallest, weight);
                largest = Math.max(largest, weight);
            }
        }
        return "After " + MOST_ROUNDS + " rounds of trimming and calibrating " + rows
                + (rows == 1 ? " weight lies" : " weights lie") + " beyond " + Trimming.bounds(least, most) + " (from "
                + Numbers.print(smallest) + " to " + Numbers.print(largest)
                + "): they can't hold together with the totals. Widen them, or calibrate to fewer totals.";
    }

    @Override
    public Weighted apply(double[] weights) {
        TrimmedCalibration settled = factors == null ? settled(weights) : this;
        double[] done = settled.factors == null ? new double[0] : settled.factors;
        double[] now = new double[weights.length];
        for (int row = 0; row < now.length; row++) {
            now[row] = weights[row] * done[row];
        }
        List<Weighted> outcomes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        // Nothing was cut: what is calibrated already stays to the last digit.
        boolean untouched = settled.facts.getOrDefault("rounds", 0.0) == 0;
        for (WeightingStep step : untouched ? List.<WeightingStep>of() : calibration) {
            Weighted outcome = step.apply(now);
            outcomes.add(outcome);
            warnings.addAll(outcome.warnings());
            now = outcome.weights();
        }
        Residuals residuals = z -> {
            for (int step = outcomes.size() - 1; step >= 0; step--) {
                outcomes.get(step).residuals().carry(z);
            }
        };
        return new Weighted(now, residuals, warnings, settled.facts);
    }

    @Override
    public List<ReachedTotal> totals(double[] weights) {
        return calibration.stream()
                .flatMap(step -> step.totals(weights).stream())
                .toList();
    }
}
