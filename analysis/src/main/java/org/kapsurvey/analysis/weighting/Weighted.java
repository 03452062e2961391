package org.kapsurvey.analysis.weighting;

import java.util.List;
import java.util.Map;

/** What a step of weighting gave. Immutable; its array is not to be changed. */
public final class Weighted {
    private final double[] weights;
    private final Residuals residuals;
    private final List<String> warnings;
    private final Map<String, Double> facts;
    private final List<ClassFactor> classes;
    private final List<Coefficient> coefficients;

    /**
     * What was done to the weights of a class.
     *
     * @param labels of the class; of several that were collapsed, each of them in order
     * @param rows with a weight before the step
     * @param carriers rows that carry the weight of the class after it
     * @param factor on the weights of the carriers
     * @param largeEnough whether it has the carriers, and the factor stays below the limit, that were asked for
     */
    public record ClassFactor(List<String> labels, int rows, int carriers, double factor, boolean largeEnough) {
        public ClassFactor {
            labels = List.copyOf(labels);
        }

        public boolean isCollapsed() {
            return labels.size() > 1;
        }
    }

    /** A coefficient of the model that a step rests on: {@code (intercept)}, {@code age}, {@code sex=M}. */
    public record Coefficient(String term, double value) {}

    Weighted(double[] weights, Residuals residuals, List<String> warnings, Map<String, Double> facts) {
        this(weights, residuals, warnings, facts, List.of(), List.of());
    }

    private Weighted(
            double[] weights,
            Residuals residuals,
            List<String> warnings,
            Map<String, Double> facts,
            List<ClassFactor> classes,
            List<Coefficient> coefficients) {
        this.weights = weights;
        this.residuals = residuals;
        this.warnings = List.copyOf(warnings);
        this.facts = Map.copyOf(facts);
        this.classes = List.copyOf(classes);
        this.coefficients = List.copyOf(coefficients);
    }

    static Weighted of(double[] weights, Residuals residuals) {
        return new Weighted(weights, residuals, List.of(), Map.of());
    }

    Weighted withClasses(List<ClassFactor> factors) {
        return new Weighted(weights, residuals, warnings, facts, factors, coefficients);
    }

    Weighted withModel(Map<String, Double> figures, List<Coefficient> ofTerms) {
        return new Weighted(weights, residuals, warnings, figures, classes, ofTerms);
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

    /** The classes that the step made, collapsed ones as one; empty of a step without classes. */
    public List<ClassFactor> classes() {
        return classes;
    }

    /** The coefficients of the step's model; empty of a step without one. */
    public List<Coefficient> coefficients() {
        return coefficients;
    }
}
