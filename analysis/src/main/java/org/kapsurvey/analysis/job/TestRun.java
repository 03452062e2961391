package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.estimate.GroupEstimates;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.analysis.inference.IndependenceTest;
import org.kapsurvey.analysis.inference.Kappa;
import org.kapsurvey.analysis.inference.RankTest;
import org.kapsurvey.analysis.inference.TestOutcome;

/** Runs one test. Rows that lack one of its two columns are outside its domain; the design stays whole. */
final class TestRun {
    private final Table table;
    private final Estimation estimation;
    private final double[] weights;
    private final BoundTest bound;
    private final TestBlock block;

    /** @param weights of the estimates */
    TestRun(Table table, Estimation estimation, double[] weights, BoundTest bound) {
        this.table = table;
        this.estimation = estimation;
        this.weights = weights;
        this.bound = bound;
        this.block = bound.block();
    }

    void run(List<JobResult.Test> tests, List<JobResult.TableCell> cells) {
        tests.add(
                switch (block.kind()) {
                    case INDEPENDENCE -> independence(cells);
                    case T -> difference();
                    case TREND -> trend();
                    case KAPPA -> agreement(cells);
                    case RANK -> ranks();
                });
    }

    /** Degrees of freedom over the rows of any group. */
    private int freedom(Grouping groups) {
        return estimation.whole(bound.observed(), groups).degreesOfFreedom();
    }

    private JobResult.Test independence(List<JobResult.TableCell> written) {
        Grouping crossed = bound.groups(table);
        CrossTable cells = new CrossTable(table, block, crossed, estimation.each(bound.estimator(table), crossed));
        double[][] ofShares = cells.ofShares();
        IndependenceTest test =
                new IndependenceTest(cells.totals(), cells.ofTotals(), ofShares, cells.rows(), freedom(crossed));
        written.addAll(cells.written(ofShares));
        return new JobResult.Test(
                block,
                test.outcome(block.statistic()),
                Arrays.stream(test.designEffects()).boxed().toList());
    }

    private JobResult.Test agreement(List<JobResult.TableCell> written) {
        Grouping crossed = bound.groups(table);
        CrossTable cells = new CrossTable(table, block, crossed, estimation.each(bound.estimator(table), crossed));
        double[][] ofShares = cells.ofShares();
        Kappa kappa = Kappa.of(cells.shares(), cells.rowLevels(), cells.columnLevels(), ofShares);
        written.addAll(cells.written(ofShares));
        return ofT(kappa.value(), kappa.standardError(), freedom(crossed), kappa.explanation());
    }

    private JobResult.Test ranks() {
        Grouping groups = bound.groups(table);
        NumericColumn values = table.numeric(block.first().value());
        double[] ranked = new double[table.rows()];
        int[] places = new int[groups.size()];
        Arrays.fill(places, Grouping.NONE);
        for (int row = 0; row < ranked.length; row++) {
            int group = groups.code(row);
            ranked[row] = values.value(row);
            if (group != Grouping.NONE && weights[row] != 0 && !Double.isNaN(ranked[row])) {
                places[group] = 0;
            }
        }
        List<String> levels = new ArrayList<>();
        for (int group = 0; group < places.length; group++) {
            if (places[group] == 0) {
                places[group] = levels.size();
                levels.add(groups.levels(group).get(0));
            }
        }
        if (levels.size() < 2) {
            return ofT(Double.NaN, Double.NaN, 0, Explanation.of("fewer than two groups have a row with a weight"));
        }
        int[] groupOfRow = new int[ranked.length];
        Arrays.setAll(groupOfRow, row -> groups.code(row) == Grouping.NONE ? Grouping.NONE : places[groups.code(row)]);
        RankTest test = new RankTest(ranked, groupOfRow, levels.size(), weights, block.scores());
        double[][] covariances = estimation.covariances(test);
        Explanation rests = Explanation.when(() -> test.explain(levels, covariances, estimation.methodText()));
        int freedom = freedom(groups);
        return levels.size() == 2
                ? ofT(test.values()[0], Math.sqrt(covariances[0][0]), freedom - 1, rests)
                : new JobResult.Test(block, test.wald(covariances, freedom), rests);
    }

    /** An estimate against 0, with limits at the test's level; those are NaN without degrees of freedom. */
    private JobResult.Test ofT(double value, double standardError, int freedom, Explanation rests) {
        double half = freedom < 1
                ? Double.NaN
                : TDistribution.of(freedom).inverseSurvivalProbability((1 - block.level()) / 2) * standardError;
        return new JobResult.Test(
                block,
                TestOutcome.ofT(value, standardError, freedom),
                value,
                standardError,
                value - half,
                value + half,
                rests);
    }

    private JobResult.Test difference() {
        Grouping groups = bound.groups(table);
        GroupEstimates means = estimation.each(bound.estimator(table), groups);
        double[] coefficients = new double[groups.size()];
        List<Integer> occurring = CrossTable.occurring(means);
        if (occurring.size() == 2) {
            coefficients[occurring.get(0)] = -1;
            coefficients[occurring.get(1)] = 1;
        }
        int freedom = freedom(groups) - 1;
        return contrast(means, coefficients, occurring.size() == 2 ? freedom : 0);
    }

    /** The linear orthogonal contrast of the means: scores are the numbers of {@code over}, of a text 1, 2, 3, …. */
    private JobResult.Test trend() {
        Grouping groups = bound.groups(table);
        GroupEstimates means = estimation.each(bound.estimator(table), groups);
        List<Integer> occurring = CrossTable.occurring(means);
        boolean numeric = table.column(block.second().value()) instanceof NumericColumn;
        double[] scores = new double[groups.size()];
        double mean = 0;
        for (int i = 0; i < occurring.size(); i++) {
            int group = occurring.get(i);
            scores[group] = numeric ? Double.parseDouble(groups.levels(group).get(0)) : i + 1;
            mean += scores[group] / occurring.size();
        }
        double squares = 0;
        for (int group : occurring) {
            scores[group] -= mean;
            squares += scores[group] * scores[group];
        }
        for (int group : occurring) {
            scores[group] /= Math.sqrt(squares);
        }
        int freedom = occurring.size() < 2 ? 0 : freedom(groups);
        return contrast(means, scores, freedom);
    }

    private JobResult.Test contrast(GroupEstimates means, double[] coefficients, int freedom) {
        Contrast contrast = Contrast.of(means, coefficients, Contrast.Scale.DIFFERENCE, freedom, block.level());
        return new JobResult.Test(
                block,
                TestOutcome.ofT(contrast.value(), contrast.standardError(), freedom),
                contrast.value(),
                contrast.standardError(),
                contrast.lower(),
                contrast.upper(),
                contrast.explain());
    }
}
