package org.kapsurvey.analysis.totals;

import java.util.List;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * The sums of many summands in all groups of many groupings, in one pass over the rows. The processors share the
 * summands, not the rows: every sum is added up by one of them in the order of the rows, so that its last digit does not
 * depend on how many there are.
 */
final class Accumulation {
    /** Rows whose values are computed together; they stay in the nearest cache. */
    private static final int BLOCK = 256;

    /** So many sums at once, 64 MB, for each processor. */
    private static final long MOST_SUMS = 1 << 23;

    private final SurveyDesign design;
    private final List<Grouping> groupings;
    private final List<Summand.Values> summands;
    private final int firstRow;
    private final int endRow;
    private final double[][][] totals;

    private Accumulation(
            Table table,
            SurveyDesign design,
            List<Grouping> groupings,
            List<Summand> summands,
            int firstRow,
            int endRow) {
        this.design = design;
        this.groupings = groupings;
        this.summands = summands.stream()
                .map(summand -> summand.in(table, design.weights()))
                .toList();
        this.firstRow = firstRow;
        this.endRow = endRow;
        this.totals = groupings.stream()
                .map(grouping -> new double[grouping.size() * summands.size()][])
                .toArray(double[][][]::new);
    }

    /**
     * For each grouping, each of its groups and in it each summand, the total of each PSU over the rows from
     * {@code firstRow} up to but not including {@code endRow}. Rows of weight 0 take no part.
     */
    static double[][][] of(
            Table table,
            SurveyDesign design,
            List<Grouping> groupings,
            List<Summand> summands,
            int firstRow,
            int endRow) {
        Accumulation accumulation = new Accumulation(table, design, groupings, summands, firstRow, endRow);
        accumulation.run();
        return accumulation.totals;
    }

    private void run() {
        long cells = 0;
        for (Grouping grouping : groupings) {
            cells += (long) grouping.size() * design.psus().units();
        }
        int processors = Runtime.getRuntime().availableProcessors();
        int share = (summands.size() + processors - 1) / processors;
        int together = (int) Math.max(1, Math.min(share, MOST_SUMS / Math.max(1, cells)));
        int shares = (summands.size() + together - 1) / together;
        IntStream.range(0, shares).parallel().forEach(i -> {
            int first = i * together;
            new Share(first, Math.min(summands.size(), first + together)).run();
        });
    }

    /** Some of the summands. */
    private final class Share {
        private final int first;
        private final int width;
        private final double[][] sums;
        private final double[] tile;
        private final double[] column = new double[BLOCK];
        private final double[] scratch = new double[BLOCK];

        Share(int first, int end) {
            this.first = first;
            this.width = end - first;
            this.tile = new double[BLOCK * width];
            int psus = design.psus().units();
            this.sums = groupings.stream()
                    .map(grouping -> new double[Math.multiplyExact(Math.multiplyExact(psus, grouping.size()), width)])
                    .toArray(double[][]::new);
        }

        void run() {
            for (int row = firstRow; row < endRow; row += BLOCK) {
                int rows = Math.min(BLOCK, endRow - row);
                for (int i = 0; i < width; i++) {
                    summands.get(first + i).write(row, rows, column, scratch);
                    for (int r = 0; r < rows; r++) {
                        tile[r * width + i] = column[r];
                    }
                }
                for (int g = 0; g < sums.length; g++) {
                    add(row, rows, groupings.get(g), sums[g]);
                }
            }
            for (int g = 0; g < sums.length; g++) {
                store(g);
            }
        }

        /** The values of a row lie side by side, as do the sums of a cell. */
        private void add(int row, int rows, Grouping grouping, double[] into) {
            double[] weights = design.weights();
            int[] unitOfRow = design.unitOfRow();
            int[] codes = grouping.codes();
            int groups = grouping.size();
            for (int r = 0; r < rows; r++) {
                int group = codes[row + r];
                if (group != Grouping.NONE && weights[row + r] != 0) {
                    addRow(into, (unitOfRow[row + r] * groups + group) * width, tile, r * width, width);
                }
            }
        }

        private static void addRow(double[] into, int to, double[] from, int at, int width) {
            for (int i = 0; i < width; i++) {
                into[to + i] += from[at + i];
            }
        }

        private void store(int g) {
            int groups = groupings.get(g).size();
            int psus = design.psus().units();
            for (int group = 0; group < groups; group++) {
                for (int i = 0; i < width; i++) {
                    double[] ofPsus = new double[psus];
                    for (int psu = 0; psu < psus; psu++) {
                        ofPsus[psu] = sums[g][(psu * groups + group) * width + i];
                    }
                    totals[g][group * summands.size() + first + i] = ofPsus;
                }
            }
        }
    }
}
