package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.GroupEstimates;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.analysis.inference.IndependenceTest;
import org.kapsurvey.analysis.inference.TableShares;
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
                });
    }

    /** Degrees of freedom over the rows of any group. */
    private int freedom(Grouping groups) {
        return estimation.whole(bound.observed(), groups).degreesOfFreedom();
    }

    private JobResult.Test independence(List<JobResult.TableCell> written) {
        Grouping crossed = bound.groups(table);
        GroupEstimates counts = estimation.each(bound.estimator(table), crossed);
        List<Integer> occurring = occurring(counts);
        List<String> rowLevels = levels(crossed, occurring, 0, block.first().value());
        List<String> columnLevels = levels(crossed, occurring, 1, block.second().value());
        int size = rowLevels.size() * columnLevels.size();
        int[] rowOf = new int[crossed.size()];
        int[] columnOf = new int[crossed.size()];
        double[][] totals = new double[rowLevels.size()][columnLevels.size()];
        long rows = 0;
        for (int group : occurring) {
            Estimate count = counts.estimates().get(group);
            rowOf[group] = rowLevels.indexOf(crossed.levels(group).get(0));
            columnOf[group] = columnLevels.indexOf(crossed.levels(group).get(1));
            totals[rowOf[group]][columnOf[group]] = count.weightedRows();
            rows += count.rows();
        }
        int[] cells = new int[crossed.size()];
        for (int group : occurring) {
            cells[group] = rowOf[group] * columnLevels.size() + columnOf[group];
        }
        double[][] ofTotals = inTable(counts.covariances(), occurring, cells, size);
        double[][] ofShares = inTable(counts.covariances(new TableShares(occurring)), occurring, cells, size);
        IndependenceTest test = new IndependenceTest(totals, ofTotals, ofShares, rows, freedom(crossed));
        for (int group : occurring) {
            Estimate count = counts.estimates().get(group);
            written.add(new JobResult.TableCell(
                    block.id(),
                    crossed.levels(group).get(0),
                    crossed.levels(group).get(1),
                    count.rows(),
                    count.weightedRows(),
                    test.share(rowOf[group], columnOf[group]),
                    test.standardError(rowOf[group], columnOf[group])));
        }
        return new JobResult.Test(
                block,
                test.outcome(block.statistic()),
                Arrays.stream(test.designEffects()).boxed().toList());
    }

    /** A matrix of groups as one of the cells of a table. */
    private static double[][] inTable(double[][] ofGroups, List<Integer> occurring, int[] cells, int size) {
        double[][] ofCells = new double[size][size];
        for (int first : occurring) {
            for (int second : occurring) {
                ofCells[cells[first]][cells[second]] = ofGroups[first][second];
            }
        }
        return ofCells;
    }

    private static List<Integer> occurring(GroupEstimates groups) {
        return IntStream.range(0, groups.estimates().size())
                .filter(group -> groups.estimates().get(group).rows() > 0)
                .boxed()
                .toList();
    }

    /** The levels of one column among the groups, in the order of the column. */
    private List<String> levels(Grouping crossed, List<Integer> groups, int which, String column) {
        Grouping single = Grouping.of(table, List.of(column));
        List<String> levels = new ArrayList<>();
        for (int level = 0; level < single.size(); level++) {
            String name = single.levels(level).get(0);
            if (groups.stream()
                    .anyMatch(group -> crossed.levels(group).get(which).equals(name))) {
                levels.add(name);
            }
        }
        return levels;
    }

    private JobResult.Test difference() {
        Grouping groups = bound.groups(table);
        GroupEstimates means = estimation.each(bound.estimator(table), groups);
        double[] coefficients = new double[groups.size()];
        List<Integer> occurring = occurring(means);
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
        List<Integer> occurring = occurring(means);
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
                List.of(),
                contrast.explain());
    }
}
