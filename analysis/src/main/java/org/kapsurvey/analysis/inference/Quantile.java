package org.kapsurvey.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.replicates.ReplicateWeights;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * A quantile q of a variable, with Woodruff's interval or that of replicates. Woodruff: the share of rows with x ≤ q is a proportion, whose interval (L, U)
 * is mapped back to the quantiles at L and at U by the same rule; se = (upper − lower)/(2t), t = t(1 − a/2; df). Both
 * limits and se are NaN without degrees of freedom; a limit is NaN where that of the proportion leaves [0, 1]. Of replicates:
 * se is the spread of the quantiles of the replicates, by the same rule, and the limits are q ± t·se.
 *
 * <p>Source: Woodruff 1952, Journal of the American Statistical Association 47, 635–646.
 */
public final class Quantile {
    private final String variable;
    private final double p;
    private final QuantileRule rule;

    /** @param p between 0 and 1 */
    public Quantile(String variable, double p, QuantileRule rule) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("A quantile is of a share between 0 and 1, not " + p);
        }
        this.variable = variable;
        this.p = p;
        this.rule = rule;
    }

    /**
     * A quantile with its intervals; se in {@code estimate} is that of the first of them.
     *
     * @param negativeWeights whether a row weighs less than 0, so that shares do not grow with the values and the quantile is
     *     no place in their order
     */
    public record Result(Estimate estimate, List<Interval> intervals, boolean negativeWeights) {
        public Result {
            intervals = List.copyOf(intervals);
        }
    }

    /**
     * The quantile in each group of the grouping, in its order; a group without rows has an estimate of 0 rows.
     *
     * @param estimation what estimates the share at or below q, from the table with a column for it
     * @param method of the interval of that share
     * @param levels of the intervals, at least one
     */
    public List<Result> each(
            Table table,
            SurveyDesign design,
            Function<Table, Estimation> estimation,
            Grouping grouping,
            ProportionInterval method,
            List<Double> levels) {
        List<WeightedSample> samples = samples(table, design.weights(), grouping);
        double[] quantiles = quantiles(samples);
        List<Estimate> shares = shares(table, estimation, grouping, quantiles);
        List<Result> results = new ArrayList<>();
        for (int group = 0; group < quantiles.length; group++) {
            results.add(result(quantiles[group], samples.get(group), shares.get(group), method, levels));
        }
        return results;
    }

    /**
     * The same with intervals from the spread of the replicates' quantiles.
     *
     * @param estimation what estimates the share at or below q, whose degrees of freedom are those of the quantile
     */
    public List<Result> each(
            Table table,
            SurveyDesign design,
            Function<Table, Estimation> estimation,
            Grouping grouping,
            ReplicateWeights replicates,
            List<Double> levels) {
        List<WeightedSample> samples = samples(table, design.weights(), grouping);
        double[] quantiles = quantiles(samples);
        double[][] again = new double[quantiles.length][replicates.replicates()];
        for (int replicate = 0; replicate < replicates.replicates(); replicate++) {
            double[] ofReplicate = quantiles(samples(table, replicates.weights(replicate), grouping));
            for (int group = 0; group < quantiles.length; group++) {
                again[group][replicate] = ofReplicate[group];
            }
        }
        List<Estimate> shares = shares(table, estimation, grouping, quantiles);
        List<Result> results = new ArrayList<>();
        for (int group = 0; group < quantiles.length; group++) {
            double standardError = Math.sqrt(replicates.variance(again[group], quantiles[group]));
            Estimate estimate = estimate(
                    quantiles[group],
                    standardError,
                    shares.get(group),
                    "the spread of " + replicates.replicates() + " replicates");
            List<Interval> intervals = levels.stream()
                    .map(level -> ProportionInterval.T.of(estimate, level))
                    .toList();
            results.add(new Result(estimate, intervals, samples.get(group).hasNegativeWeights()));
        }
        return results;
    }

    /** The quantile of each sample; NaN of an empty one. */
    private double[] quantiles(List<WeightedSample> samples) {
        return samples.stream()
                .mapToDouble(sample -> sample.size() == 0 ? Double.NaN : rule.of(sample, p))
                .toArray();
    }

    /** The share of rows at or below the quantile of their group, in each group. */
    private List<Estimate> shares(
            Table table, Function<Table, Estimation> estimation, Grouping grouping, double[] quantiles) {
        NumericColumn values = table.numeric(variable);
        double[] atMost = new double[table.rows()];
        for (int row = 0; row < atMost.length; row++) {
            int group = grouping.code(row);
            atMost[row] = group == Grouping.NONE || values.isMissing(row)
                    ? Double.NaN
                    : values.value(row) <= quantiles[group] ? 1 : 0;
        }
        String name = variable + "<=q";
        while (table.find(name).isPresent()) {
            name += "'";
        }
        return estimation
                .apply(table.with(NumericColumn.of(name, atMost)))
                .each(Mean.of(name), grouping)
                .estimates();
    }

    private List<WeightedSample> samples(Table table, double[] weights, Grouping grouping) {
        NumericColumn values = table.numeric(variable);
        int[] sizes = new int[grouping.size()];
        for (int row = 0; row < values.rows(); row++) {
            if (counts(values, weights, grouping, row)) {
                sizes[grouping.code(row)]++;
            }
        }
        double[][] x = new double[sizes.length][];
        double[][] w = new double[sizes.length][];
        for (int group = 0; group < sizes.length; group++) {
            x[group] = new double[sizes[group]];
            w[group] = new double[sizes[group]];
        }
        int[] filled = new int[sizes.length];
        for (int row = 0; row < values.rows(); row++) {
            if (counts(values, weights, grouping, row)) {
                int group = grouping.code(row);
                x[group][filled[group]] = values.value(row);
                w[group][filled[group]++] = weights[row];
            }
        }
        List<WeightedSample> samples = new ArrayList<>();
        for (int group = 0; group < sizes.length; group++) {
            samples.add(WeightedSample.of(x[group], w[group]));
        }
        return samples;
    }

    private static boolean counts(NumericColumn values, double[] weights, Grouping grouping, int row) {
        return grouping.code(row) != Grouping.NONE && !values.isMissing(row) && weights[row] != 0;
    }

    private Result result(
            double quantile, WeightedSample sample, Estimate share, ProportionInterval method, List<Double> levels) {
        List<Interval> intervals = new ArrayList<>();
        double standardError = Double.NaN;
        for (double level : levels) {
            Interval ofShare = method.of(share, level);
            double lower = mappedBack(sample, ofShare.lower());
            double upper = mappedBack(sample, ofShare.upper());
            if (intervals.isEmpty() && share.degreesOfFreedom() > 0) {
                double t = DistributionQuantile.t(share.degreesOfFreedom(), (1 - level) / 2);
                standardError = (upper - lower) / (2 * t);
            }
            intervals.add(new Interval(method, level, lower, upper));
        }
        return new Result(
                estimate(quantile, standardError, share, "limits of the share mapped back, half their distance over t"),
                intervals,
                sample.hasNegativeWeights());
    }

    /** A quantile of the rows that a share is of. */
    private Estimate estimate(double quantile, double standardError, Estimate share, String error) {
        return new Estimate(
                share.domain(),
                quantile,
                standardError,
                share.rows(),
                share.weightedRows(),
                share.psus(),
                share.psusWithCases(),
                share.strataWithCases(),
                share.degreesOfFreedom(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Explanation.when(() -> Explanation.of(
                        rule.text() + " at " + Numbers.print(p) + " of the weighted distribution: "
                                + Numbers.print(quantile),
                        Explanation.of("standard error " + Numbers.print(standardError) + " by " + error),
                        Explanation.of("share at or below it", share.explain()))));
    }

    private double mappedBack(WeightedSample sample, double share) {
        return sample.size() > 0 && share >= 0 && share <= 1 ? rule.of(sample, share) : Double.NaN;
    }
}
