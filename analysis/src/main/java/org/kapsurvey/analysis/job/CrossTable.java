package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.GroupEstimates;
import org.kapsurvey.analysis.inference.TableShares;

/** The counts of two crossed columns as a table: its rows and columns are the levels that occur, in the order of each column. */
final class CrossTable {
    private final TestBlock block;
    private final Grouping crossed;
    private final GroupEstimates counts;
    private final List<Integer> occurring;
    private final List<String> rowLevels;
    private final List<String> columnLevels;
    private final int[] cells;

    /**
     * A table.
     *
     * @param crossed by the two columns of the block
     * @param counts of its groups
     */
    CrossTable(Table table, TestBlock block, Grouping crossed, GroupEstimates counts) {
        this.block = block;
        this.crossed = crossed;
        this.counts = counts;
        this.occurring = occurring(counts);
        this.rowLevels = levels(table, 0, block.first().value());
        this.columnLevels = levels(table, 1, block.second().value());
        this.cells = new int[crossed.size()];
        for (int group : occurring) {
            int row = rowLevels.indexOf(crossed.levels(group).get(0));
            cells[group] = row * columnLevels.size()
                    + columnLevels.indexOf(crossed.levels(group).get(1));
        }
    }

    /** The groups that have a row with a weight. */
    static List<Integer> occurring(GroupEstimates groups) {
        return IntStream.range(0, groups.estimates().size())
                .filter(group -> groups.estimates().get(group).rows() > 0)
                .boxed()
                .toList();
    }

    /** The levels of one column among the groups. */
    private List<String> levels(Table table, int which, String column) {
        Grouping single = Grouping.of(table, List.of(column));
        List<String> levels = new ArrayList<>();
        for (int level = 0; level < single.size(); level++) {
            String name = single.levels(level).get(0);
            if (occurring.stream()
                    .anyMatch(group -> crossed.levels(group).get(which).equals(name))) {
                levels.add(name);
            }
        }
        return levels;
    }

    List<String> rowLevels() {
        return rowLevels;
    }

    List<String> columnLevels() {
        return columnLevels;
    }

    /** n of the whole table. */
    long rows() {
        return occurring.stream()
                .mapToLong(group -> counts.estimates().get(group).rows())
                .sum();
    }

    /** The weighted counts, a row of columns for each row. */
    double[][] totals() {
        double[][] totals = new double[rowLevels.size()][columnLevels.size()];
        for (int group : occurring) {
            totals[cells[group] / columnLevels.size()][cells[group] % columnLevels.size()] =
                    counts.estimates().get(group).weightedRows();
        }
        return totals;
    }

    /** The cells' shares of the whole table, row by row. */
    double[] shares() {
        double weight = occurring.stream()
                .mapToDouble(group -> counts.estimates().get(group).weightedRows())
                .sum();
        double[] shares = new double[rowLevels.size() * columnLevels.size()];
        for (int group : occurring) {
            shares[cells[group]] = counts.estimates().get(group).weightedRows() / weight;
        }
        return shares;
    }

    /** The covariances of the weighted counts, cells row by row. */
    double[][] ofTotals() {
        return inTable(counts.covariances());
    }

    /** The covariances of the shares, likewise. */
    double[][] ofShares() {
        return inTable(counts.covariances(new TableShares(occurring)));
    }

    /** A matrix of groups as one of cells. */
    private double[][] inTable(double[][] ofGroups) {
        int size = rowLevels.size() * columnLevels.size();
        double[][] ofCells = new double[size][size];
        for (int first : occurring) {
            for (int second : occurring) {
                ofCells[cells[first]][cells[second]] = ofGroups[first][second];
            }
        }
        return ofCells;
    }

    /**
     * The cells that occur, in the order of the groups.
     *
     * @param ofShares as of {@link #ofShares}
     */
    List<JobResult.TableCell> written(double[][] ofShares) {
        double[] shares = shares();
        List<JobResult.TableCell> written = new ArrayList<>();
        for (int group : occurring) {
            Estimate count = counts.estimates().get(group);
            int cell = cells[group];
            written.add(new JobResult.TableCell(
                    block.id(),
                    crossed.levels(group).get(0),
                    crossed.levels(group).get(1),
                    count.rows(),
                    count.weightedRows(),
                    shares[cell],
                    Math.sqrt(Math.max(0, ofShares[cell][cell]))));
        }
        return written;
    }
}
