package org.kapsurvey.analysis.totals;

import java.util.Arrays;

/**
 * The rows of each unit of a design, in the order of the table: those from {@code firstRow} up to but not including
 * {@code endRow} that have a weight. Rows of weight 0 take no part in any total.
 */
final class RowsByUnit {
    private final int[] starts;
    private final int[] rows;

    private RowsByUnit(int[] starts, int[] rows) {
        this.starts = starts;
        this.rows = rows;
    }

    static RowsByUnit of(int[] unitOfRow, double[] weights, int units, int firstRow, int endRow) {
        int[] next = new int[units + 1];
        count(unitOfRow, weights, firstRow, endRow, next);
        for (int unit = 0; unit < units; unit++) {
            next[unit + 1] += next[unit];
        }
        int[] starts = next.clone();
        int[] rows = new int[starts[units]];
        sort(unitOfRow, weights, firstRow, endRow, next, rows);
        return new RowsByUnit(starts, rows);
    }

    private static void count(int[] unitOfRow, double[] weights, int firstRow, int endRow, int[] rowsOfUnitBefore) {
        for (int row = firstRow; row < endRow; row++) {
            rowsOfUnitBefore[unitOfRow[row] + 1] += weights[row] == 0 ? 0 : 1;
        }
    }

    private static void sort(int[] unitOfRow, double[] weights, int firstRow, int endRow, int[] next, int[] into) {
        for (int row = firstRow; row < endRow; row++) {
            if (weights[row] != 0) {
                into[next[unitOfRow[row]]++] = row;
            }
        }
    }

    /** The rows, unit after unit; not to be changed. */
    int[] rows() {
        return rows;
    }

    /** Where the rows of a unit begin in {@link #rows}, and those of the unit before it end. */
    int start(int unit) {
        return starts[unit];
    }

    int units() {
        return starts.length - 1;
    }

    /** The first unit of each of some parts with about as many rows in each, and the number of units last. */
    int[] parts(int parts) {
        int[] firsts = new int[parts + 1];
        for (int part = 1; part < parts; part++) {
            int found = Arrays.binarySearch(starts, (int) ((long) rows.length * part / parts));
            firsts[part] = Math.max(firsts[part - 1], Math.min(units(), found < 0 ? -found - 1 : found));
        }
        firsts[parts] = units();
        return firsts;
    }
}
