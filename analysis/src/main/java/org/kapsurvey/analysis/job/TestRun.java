package org.kapsurvey.analysis.job;

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
import org.kapsurvey.analysis.inference.TestOutcome;

/** Runs one test. Rows that lack one of its two columns are outside its domain; the design stays whole. */
final class TestRun {
    private final Table table;
    private final Estimation estimation;
    private final BoundTest bound;
    private final TestBlock block;

    TestRun(Table table, Estimation estimation, BoundTest bound) {
        this.table = table;
        this.estimation = estimation;
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
