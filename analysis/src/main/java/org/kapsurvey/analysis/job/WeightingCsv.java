package org.kapsurvey.analysis.job;

import static org.kapsurvey.questionnaire.number.Numbers.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.job.WeightingResult.GroupOutcomes;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.OutcomeRate;
import org.kapsurvey.analysis.outcome.Outcomes;
import org.kapsurvey.analysis.replicates.ReplicateFactors;
import org.kapsurvey.analysis.weighting.ReachedTotal;
import org.kapsurvey.analysis.weighting.Weighted;

/** The tables that a weighting gives. */
public final class WeightingCsv {
    private WeightingCsv() {}

    /**
     * {@code weights.csv}, line by line because there may be many: of each row the base weight, the factor of each step and the
     * final weight. A row that a step leaves without a weight has the factor 0 there, and none after it.
     */
    public static Stream<String> weights(WeightingResult result) {
        StringBuilder header = new StringBuilder("row,id,disposition,base");
        result.steps().forEach(step -> header.append(',').append(step.name()));
        header.append(",final\n");
        return Stream.concat(
                Stream.of(header.toString()),
                IntStream.range(0, result.ids().size()).mapToObj(row -> weights(result, row)));
    }

    private static String weights(WeightingResult result, int row) {
        StringBuilder line = new StringBuilder();
        line.append(row + 1).append(',');
        line.append(CsvLine.quoted(result.ids().get(row))).append(',');
        line.append(result.dispositions().get(row).code()).append(',');
        line.append(print(result.weights().initial()[row]));
        for (int step = 0; step < result.steps().size(); step++) {
            double before = result.before(step)[row];
            line.append(',');
            if (before != 0) {
                line.append(print(result.outcome(step).weights()[row] / before + 0.0));
            }
        }
        return line.append(',')
                .append(print(result.weights().calibrated()[row] + 0.0))
                .append('\n')
                .toString();
    }

    /** {@code outcomes.csv}: counts of dispositions and the rates, of all and of each group, of persons and of base weights. */
    public static String outcomes(WeightingResult result) {
        List<String> header = new ArrayList<>(List.of("by", "group", "counted", "n"));
        for (Disposition disposition : Disposition.values()) {
            header.add(disposition.code());
        }
        header.add("e");
        for (OutcomeRate rate : OutcomeRate.values()) {
            header.add(rate.name());
        }
        StringBuilder csv = new StringBuilder(String.join(",", header)).append('\n');
        for (GroupOutcomes group : result.rates()) {
            outcomes(csv, group, "persons", group.persons());
            outcomes(csv, group, "base weights", group.weighted());
        }
        return csv.toString();
    }

    private static void outcomes(StringBuilder csv, GroupOutcomes group, String counted, Outcomes outcomes) {
        List<String> cells = new ArrayList<>(
                List.of(CsvLine.quoted(group.by()), CsvLine.quoted(group.group()), counted, print(outcomes.sum())));
        for (Disposition disposition : Disposition.values()) {
            cells.add(print(outcomes.count(disposition)));
        }
        cells.add(print(outcomes.eligibleShare()));
        for (OutcomeRate rate : OutcomeRate.values()) {
            cells.add(print(rate.of(outcomes)));
        }
        csv.append(String.join(",", cells)).append('\n');
    }

    /** {@code steps.csv}: the weights after each step in a few figures. */
    public static String steps(WeightingResult result) {
        StringBuilder csv = new StringBuilder(
                "step,method,rows,sum,min,mean,max,cv,kish_deff,smallest_factor,largest_factor,iterations,cut_rows\n");
        spread(csv.append("base,,"), result.weights().initial());
        csv.append(",,,,\n");
        for (int step = 0; step < result.steps().size(); step++) {
            Weighted outcome = result.outcome(step);
            csv.append(result.steps().get(step).name())
                    .append(',')
                    .append(result.weights().steps().get(step).method())
                    .append(',');
            spread(csv, outcome.weights());
            double[] range = factors(result, step);
            csv.append(',').append(print(range[0])).append(',').append(print(range[1]));
            for (String fact : List.of("iterations", "cutRows")) {
                csv.append(',').append(fact(outcome.facts(), fact));
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    private static String fact(Map<String, Double> facts, String name) {
        return facts.containsKey(name) ? print(facts.get(name)) : "";
    }

    private static void spread(StringBuilder csv, double[] weights) {
        WeightSpread spread = WeightSpread.of(weights);
        csv.append(spread.rows());
        for (double value : new double[] {
            spread.sum(),
            spread.least(),
            spread.mean(),
            spread.most(),
            spread.coefficientOfVariation(),
            spread.kishEffect()
        }) {
            csv.append(',').append(print(value));
        }
    }

    /** The smallest and the largest factor of a step on rows that it leaves a weight. */
    static double[] factors(WeightingResult result, int step) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double[] before = result.before(step);
        double[] after = result.outcome(step).weights();
        for (int row = 0; row < after.length; row++) {
            if (after[row] != 0) {
                least = Math.min(least, after[row] / before[row]);
                most = Math.max(most, after[row] / before[row]);
            }
        }
        return new double[] {least, most};
    }

    /** {@code classes.csv}: the weighting classes of each step that has some, those put together in one line. */
    public static String classes(WeightingResult result) {
        StringBuilder csv = new StringBuilder("step,class,rows,carriers,factor,collapsed\n");
        for (int step = 0; step < result.steps().size(); step++) {
            for (Weighted.ClassFactor one : result.outcome(step).classes()) {
                csv.append(result.steps().get(step).name())
                        .append(',')
                        .append(CsvLine.quoted(String.join(" + ", one.labels())))
                        .append(',')
                        .append(one.rows())
                        .append(',')
                        .append(one.carriers())
                        .append(',')
                        .append(print(one.factor()))
                        .append(',')
                        .append(one.isCollapsed() ? 1 : 0)
                        .append('\n');
            }
        }
        return csv.toString();
    }

    /** {@code totals.csv}: the totals that the final weights were calibrated to and what they sum to. */
    public static String totals(WeightingResult result) {
        StringBuilder csv = new StringBuilder("total,wanted,reached,relative_miss\n");
        for (ReachedTotal total : result.totals()) {
            csv.append(CsvLine.quoted(total.label()))
                    .append(',')
                    .append(print(total.wanted()))
                    .append(',')
                    .append(print(total.reached()))
                    .append(',')
                    .append(print(total.relativeMiss()))
                    .append('\n');
        }
        return csv.toString();
    }

    /** {@code replicate_scales.csv}: how each replicate counts in a variance. */
    public static String scales(ReplicateFactors replicates) {
        List<Double> coefficients = IntStream.range(0, replicates.replicates())
                .mapToObj(replicates::coefficient)
                .toList();
        return scales(coefficients, replicates.mse());
    }

    /** The same of the coefficients of the squares. */
    public static String scales(List<Double> coefficients, boolean mse) {
        StringBuilder csv = new StringBuilder("replicate,rscale,scale,mse\n");
        for (int r = 0; r < coefficients.size(); r++) {
            csv.append(r + 1)
                    .append(',')
                    .append(print(coefficients.get(r)))
                    .append(",1,")
                    .append(mse ? 1 : 0)
                    .append('\n');
        }
        return csv.toString();
    }
}
