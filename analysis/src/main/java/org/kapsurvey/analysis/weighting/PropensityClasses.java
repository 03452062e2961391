package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;

/**
 * Non-response adjustment in classes of equal response propensity: the probability to respond is modelled by
 * {@link LogisticRegression} on what is known of everybody, rows are sorted into classes at its quantiles (five classes:
 * quintiles; type 7 of Hyndman and Fan, each row counted once, ties together), and {@link WeightingClasses} does the rest. Classes are
 * those of the full sample; the factors are those of each replicate. Classes are ordered by propensity, so that a small one is collapsed with the one most
 * like it.
 *
 * <p>Source: Little 1986, International Statistical Review 54, 139–157; Rosenbaum and Rubin 1984, Journal of the American
 * Statistical Association 79, 516–524 (five classes).
 */
public final class PropensityClasses implements WeightingStep {
    private final String method;
    private final ResponseModel model;
    private final boolean[] responds;
    private final boolean weighted;
    private final int classes;
    private final ClassRules rules;
    private final @Nullable Settled settled;

    private record Settled(WeightingClasses classes, LogisticRegression fit, Map<String, Double> facts) {}

    /**
     * An adjustment.
     *
     * @param weighted whether rows count by their weights in the model
     * @param classes wanted, 2 or more; fewer are made where many propensities are alike
     */
    public PropensityClasses(
            String method, ResponseModel model, boolean[] responds, boolean weighted, int classes, ClassRules rules) {
        this(method, model, responds.clone(), weighted, classes, rules, null);
    }

    private PropensityClasses(
            String method,
            ResponseModel model,
            boolean[] responds,
            boolean weighted,
            int classes,
            ClassRules rules,
            @Nullable Settled settled) {
        this.method = method;
        this.model = model;
        this.responds = responds;
        this.weighted = weighted;
        this.classes = classes;
        this.rules = rules;
        this.settled = settled;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public PropensityClasses settled(double[] weights) {
        return new PropensityClasses(method, model, responds, weighted, classes, rules, settle(weights));
    }

    private Settled settle(double[] weights) {
        double[] counting = weighted
                ? weights
                : Arrays.stream(weights).map(w -> w == 0 ? 0 : 1).toArray();
        LogisticRegression fit = LogisticRegression.fit(model.columns(), model.told(), responds, counting);
        double[] p = fit.probabilities();
        double[] sorted = new double[p.length];
        int rows = 0;
        for (int row = 0; row < p.length; row++) {
            if (weights[row] != 0) {
                sorted[rows++] = p[row];
            }
        }
        sorted = Arrays.copyOf(sorted, rows);
        Arrays.sort(sorted);
        List<Double> cuts = new ArrayList<>();
        for (int c = 1; c < classes; c++) {
            double cut = new Trimming.Bound((double) c / classes, true).of(sorted);
            if (cut < sorted[rows - 1] && (cuts.isEmpty() || cut > cuts.get(cuts.size() - 1))) {
                cuts.add(cut);
            }
        }
        int[] classOf = new int[p.length];
        for (int row = 0; row < p.length; row++) {
            classOf[row] = weights[row] == 0 ? Grouping.NONE : 0;
            for (int c = 0; classOf[row] != Grouping.NONE && c < cuts.size(); c++) {
                classOf[row] += p[row] > cuts.get(c) ? 1 : 0;
            }
        }
        List<String> labels = new ArrayList<>();
        for (int c = 1; c <= cuts.size() + 1; c++) {
            labels.add("propensity class " + c);
        }
        WeightingClasses made = WeightingClasses.forResponse(method, classOf, labels, responds, rules)
                .settled(weights);
        return new Settled(made, fit, facts(fit, weights));
    }

    @Override
    public Weighted apply(double[] weights) {
        Settled now = settled == null ? settle(weights) : settled;
        Weighted outcome = now.classes().apply(weights);
        List<Weighted.Coefficient> coefficients = new ArrayList<>();
        for (int term = 0; term < model.labels().size(); term++) {
            coefficients.add(
                    new Weighted.Coefficient(model.labels().get(term), now.fit().coefficients()[term]));
        }
        Map<String, Double> facts = new LinkedHashMap<>(outcome.facts());
        facts.putAll(now.facts());
        return outcome.withModel(facts, coefficients);
    }

    private static Map<String, Double> facts(LogisticRegression fit, double[] weights) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int rows = 0;
        double[] p = fit.probabilities();
        for (int row = 0; row < p.length; row++) {
            if (weights[row] != 0) {
                least = Math.min(least, p[row]);
                most = Math.max(most, p[row]);
                sum += p[row];
                rows++;
            }
        }
        Map<String, Double> facts = new LinkedHashMap<>();
        facts.put("smallestPropensity", least);
        facts.put("meanPropensity", sum / rows);
        facts.put("largestPropensity", most);
        facts.put("iterations", (double) fit.steps());
        return facts;
    }
}
