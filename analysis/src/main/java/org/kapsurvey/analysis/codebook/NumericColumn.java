package org.kapsurvey.analysis.codebook;

import java.util.function.IntPredicate;

/** Numbers; NaN is missing. */
public final class NumericColumn implements Column {
    private final String name;
    private final double[] values;

    private NumericColumn(String name, double[] values) {
        this.name = name;
        this.values = values;
    }

    /** Takes the array over: it must not be changed afterwards (a copy of every column would double the memory). */
    public static NumericColumn of(String name, double... values) {
        return new NumericColumn(name, values);
    }

    /** 1 where the condition holds, 0 where it does not. */
    public static NumericColumn indicator(String name, int rows, IntPredicate condition) {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = condition.test(row) ? 1 : 0;
        }
        return new NumericColumn(name, values);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    public double value(int row) {
        return values[row];
    }

    /** The column's own array, for one pass over it; not to be changed. */
    public double[] values() {
        return values;
    }
}
