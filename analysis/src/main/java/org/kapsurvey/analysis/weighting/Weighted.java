package org.kapsurvey.analysis.weighting;

import java.util.List;
import java.util.Map;

/** What a step of weighting gave. Immutable; its array is not to be changed. */
public final class Weighted {
    private final double[] weights;
    private final Residuals residuals;
    private final List<String> warnings;
    private final Map<String, Double> facts;

    Weighted(double[] weights, Residuals residuals, List<String> warnings, Map<String, Double> facts) {
        this.weights = weights;
        this.residuals = residuals;
        this.warnings = List.copyOf(warnings);
        this.facts = Map.copyOf(facts);
    }

    static Weighted of(double[] weights, Residuals residuals) {
        return new Weighted(weights, residuals, List.of(), Map.of());
    }

    /** The weight of each row after the step. */
    public double[] weights() {
        return weights;
    }

    /** What the step takes out of the variance. */
    public Residuals residuals() {
        return residuals;
    }

    /** What was let pass, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** Numbers of the step worth keeping, by name: bounds, iterations. */
    public Map<String, Double> facts() {
        return facts;
    }
}
