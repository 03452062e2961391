package org.kapsurvey.analysis.totals;

import java.util.List;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * The sums of many summands in all groups of many groupings, unit after unit, so that the sums of a unit stay in the
 * nearest cache while its rows are added. The processors share the units: every sum is added up by one of them in the
 * order of the rows, so that its last digit does not depend on how many there are.
 */
final class Accumulation {
    /** Rows whose values are computed together, and summands: they stay in the nearest cache. */
    private static final int ROWS = 128;

    private static final int WIDTH = 48;

    /** More parts than processors, so that none waits long for another. */
    private static final int PARTS_PER_PROCESSOR = 8;

    private final double[] weights;
    private final RowsByUnit rows;
    private final int[][] codes;
    private final int[] sizes;
    private final List<Summand.Values> summands;
    private final double[][][] totals;

    private Accumulation(
            Table table, SurveyDesign design, List<Grouping> groupings, List<Summand> summands, RowsByUnit rows) {
        this.weights = design.weights();
        this.rows = rows;
        this.codes = groupings.stream().map(Grouping::codes).toArray(int[][]::new);
        this.sizes = groupings.stream().mapToInt(Grouping::size).toArray();
        this.summands = summands.stream().map(summand -> summand.in(table)).toList();
        this.totals = new double[sizes.length][][];
        for (int g = 0; g < sizes.length; g++) {
            totals[g] = new double[sizes[g] * summands.size()][rows.units()];
        }
    }

    /**
     * For each grouping, each of its groups and in it each summand, the total of each unit over the rows from
     * {@code firstRow} up to but not including {@code endRow}. Rows of weight 0 take no part.
     */
    static double[][][] of(
            Table table,
            SurveyDesign design,
            List<Grouping> groupings,
            List<Summand> summands,
            int firstRow,
            int endRow) {
        RowsByUnit rows = RowsByUnit.of(
                design.unitOfRow(), design.weights(), design.psus().units(), firstRow, endRow);
        Accumulation accumulation = new Accumulation(table, design, groupings, summands, rows);
        accumulation.run();
        return accumulation.totals;
    }

    private void run() {
        int processors = Runtime.getRuntime().availableProcessors();
        int[] firstUnits = rows.parts(processors * PARTS_PER_PROCESSOR);
        int strips = (summands.size() + WIDTH - 1) / WIDTH;
        IntStream.range(0, (firstUnits.length - 1) * strips).parallel().forEach(task -> {
            int part = task / strips;
            int first = task % strips * WIDTH;
            new Part(first, Math.min(summands.size(), first + WIDTH)).run(firstUnits[part], firstUnits[part + 1]);
        });
    }

    /** Sums some of the summands in some of the units. */
    private final class Part {
        private final int first;
        private final int width;
        private final double[] blockWeights = new double[ROWS];
        private final double[] column = new double[ROWS];
        private final double[][] values;
        private final double[][][] sums;

        Part(int first, int end) {
            this.first = first;
            this.width = end - first;
            this.values = new double[ROWS][width];
            this.sums = new double[sizes.length][][];
            for (int g = 0; g < sizes.length; g++) {
                sums[g] = new double[sizes[g]][width];
            }
        }

        void run(int firstUnit, int endUnit) {
            int end = rows.start(endUnit);
            int unit = firstUnit;
            for (int block = rows.start(firstUnit); block < end; block += ROWS) {
                int blockEnd = Math.min(end, block + ROWS);
                fill(block, blockEnd);
                int from = block;
                while (from < blockEnd) {
                    while (rows.start(unit + 1) <= from) {
                        unit++;
                    }
                    int to = Math.min(blockEnd, rows.start(unit + 1));
                    add(from, to, block);
                    if (to == rows.start(unit + 1)) {
                        store(unit);
                    }
                    from = to;
                }
            }
        }

        private void fill(int from, int to) {
            int[] order = rows.rows();
            for (int i = from; i < to; i++) {
                blockWeights[i - from] = weights[order[i]];
            }
            for (int i = 0; i < width; i++) {
                summands.get(first + i).write(order, from, to, blockWeights, column, values, i);
            }
        }

        private void add(int from, int to, int block) {
            for (int g = 0; g < sums.length; g++) {
                add(codes[g], from, to, block, sums[g]);
            }
        }

        /** The values of a row lie side by side, as do the sums of a group. */
        private void add(int[] groups, int from, int to, int block, double[][] into) {
            int[] order = rows.rows();
            for (int i = from; i < to; i++) {
                int group = groups[order[i]];
                if (group != Grouping.NONE) {
                    addRow(into[group], values[i - block]);
                }
            }
        }

        /** Both from their first place on: only so does the compiler turn the loop into vector instructions. */
        private static void addRow(double[] into, double[] from) {
            for (int i = 0; i < into.length; i++) {
                into[i] += from[i];
            }
        }

        private void store(int unit) {
            for (int g = 0; g < sums.length; g++) {
                for (int group = 0; group < sizes[g]; group++) {
                    store(sums[g][group], totals[g], group * summands.size() + first, unit);
                }
            }
        }

        private static void store(double[] of, double[][] into, int to, int unit) {
            for (int i = 0; i < of.length; i++) {
                into[to + i][unit] = of[i];
                of[i] = 0;
            }
        }
    }
}
