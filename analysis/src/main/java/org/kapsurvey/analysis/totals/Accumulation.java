package org.kapsurvey.analysis.totals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    /** So many units' totals are stored together, as many as share a line of the cache, if they are not too large. */
    private static final int UNITS = 8;

    private static final int MOST_KEPT = 1 << 16;

    /** Columns that are multiplied, and groupings that are added to, at a time. */
    private static final int AT_ONCE = 4;

    /** More parts than processors, so that none waits long for another. */
    private static final int PARTS_PER_PROCESSOR = 8;

    /**
     * The number that a byte is, at the byte without its sign. Looked up, because the processor's own conversion waits for the one before
     * it where the compiler does not clear the register first.
     */
    private static final double[] OF_BYTE = new double[256];

    static {
        for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
            OF_BYTE[b & 0xff] = b;
        }
    }

    private final double[] weights;
    private final RowsByUnit rows;
    private final int[][] codes;
    private final int[] sizes;
    private final List<Summand.Values> summands;

    /** For each summand the bytes that it multiplies the weights by, if that is all it does. */
    private final byte[] @Nullable [] weightedBytes;

    private final double[][][] totals;

    private Accumulation(
            Table table, SurveyDesign design, List<Grouping> groupings, List<Summand> summands, RowsByUnit rows) {
        this.weights = design.weights();
        this.rows = rows;
        this.codes = groupings.stream().map(Grouping::codes).toArray(int[][]::new);
        this.sizes = groupings.stream().mapToInt(Grouping::size).toArray();
        this.summands = summands.stream().map(summand -> summand.in(table)).toList();
        this.weightedBytes =
                this.summands.stream().map(Summand.Values::weightedBytes).toArray(byte[][]::new);
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

        /** Of the last few units, for each grouping and in it each group; a unit's are {@link #sums} while it is added. */
        private final double[][][][] sumsOfUnits;

        private final int[] units;
        private double[][][] sums;
        private int kept;

        Part(int first, int end) {
            this.first = first;
            this.width = end - first;
            this.values = new double[ROWS][width];
            int numbers = IntStream.of(sizes).sum() * width;
            this.units = new int[Math.max(1, Math.min(UNITS, MOST_KEPT / Math.max(1, numbers)))];
            this.sumsOfUnits = new double[units.length][sizes.length][][];
            for (double[][][] ofUnit : sumsOfUnits) {
                for (int g = 0; g < sizes.length; g++) {
                    ofUnit[g] = new double[sizes[g] + 1][width];
                }
            }
            this.sums = sumsOfUnits[0];
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
                        keep(unit);
                    }
                    from = to;
                }
            }
            if (kept > 0) {
                store();
            }
        }

        private void fill(int from, int to) {
            int[] order = rows.rows();
            for (int i = from; i < to; i++) {
                blockWeights[i - from] = weights[order[i]];
            }
            int i = 0;
            while (i < width) {
                byte[] a = weightedBytes(i);
                byte[] b = weightedBytes(i + 1);
                byte[] c = weightedBytes(i + 2);
                byte[] d = weightedBytes(i + 3);
                if (a != null && b != null && c != null && d != null) {
                    multiply(a, b, c, d, order, from, to, blockWeights, values, i);
                    i += AT_ONCE;
                } else {
                    summands.get(first + i).write(order, from, to, blockWeights, column, values, i);
                    i++;
                }
            }
        }

        private byte @Nullable [] weightedBytes(int i) {
            return i < width ? weightedBytes[first + i] : null;
        }

        /** Four columns at a time, so that the rows, their weights and where their values go are looked up once for all. */
        private static void multiply(
                byte[] a,
                byte[] b,
                byte[] c,
                byte[] d,
                int[] order,
                int from,
                int to,
                double[] weights,
                double[][] values,
                int place) {
            for (int i = from; i < to; i++) {
                int row = order[i];
                double weight = weights[i - from];
                double[] into = values[i - from];
                into[place] = weight * OF_BYTE[a[row] & 0xff];
                into[place + 1] = weight * OF_BYTE[b[row] & 0xff];
                into[place + 2] = weight * OF_BYTE[c[row] & 0xff];
                into[place + 3] = weight * OF_BYTE[d[row] & 0xff];
            }
        }

        private void add(int from, int to, int block) {
            int g = 0;
            for (; g + AT_ONCE <= sums.length; g += AT_ONCE) {
                addToFour(g, from, to, block);
            }
            for (; g < sums.length; g++) {
                addToOne(g, from, to, block);
            }
        }

        private void addToFour(int g, int from, int to, int block) {
            int[] order = rows.rows();
            for (int i = from; i < to; i++) {
                int row = order[i];
                addRow(sumsOf(g, row), sumsOf(g + 1, row), sumsOf(g + 2, row), sumsOf(g + 3, row), values[i - block]);
            }
        }

        private void addToOne(int g, int from, int to, int block) {
            int[] order = rows.rows();
            for (int i = from; i < to; i++) {
                addRow(sumsOf(g, order[i]), values[i - block]);
            }
        }

        /** The sums of the row's group; of rows of no group there are sums too, which nobody reads. */
        private double[] sumsOf(int g, int row) {
            int group = codes[g][row];
            return sums[g][group == Grouping.NONE ? sizes[g] : group];
        }

        /**
         * The values of a row lie side by side, as do the sums of a group. All from their first place on: only so does the
         * compiler turn the loop into vector instructions.
         */
        private static void addRow(double[] a, double[] b, double[] c, double[] d, double[] row) {
            for (int i = 0; i < row.length; i++) {
                double value = row[i];
                a[i] += value;
                b[i] += value;
                c[i] += value;
                d[i] += value;
            }
        }

        private static void addRow(double[] into, double[] row) {
            for (int i = 0; i < row.length; i++) {
                into[i] += row[i];
            }
        }

        /** Goes on to the sums of another unit; stores those of the last few where there are no more to go on to. */
        private void keep(int unit) {
            units[kept++] = unit;
            if (kept == units.length) {
                store();
            }
            sums = sumsOfUnits[kept];
        }

        private void store() {
            double[][] of = new double[kept][];
            for (int g = 0; g < sizes.length; g++) {
                for (int group = 0; group < sizes[g]; group++) {
                    for (int unit = 0; unit < kept; unit++) {
                        of[unit] = sumsOfUnits[unit][g][group];
                    }
                    store(of, units, totals[g], group * summands.size() + first);
                }
            }
            kept = 0;
        }

        private static void store(double[][] of, int[] units, double[][] into, int to) {
            for (int i = 0; i < of[0].length; i++) {
                double[] column = into[to + i];
                for (int unit = 0; unit < of.length; unit++) {
                    column[units[unit]] = of[unit][i];
                }
            }
            for (double[] sums : of) {
                Arrays.fill(sums, 0);
            }
        }
    }
}
