package org.kapsurvey.analysis.codebook;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Numbers; NaN is missing. Whole numbers from -127 to 127 are kept in a byte each where the maker of the column knows. */
public final class NumericColumn implements Column {
    /** Stands for a missing value among bytes. */
    public static final byte MISSING_BYTE = Byte.MIN_VALUE;

    /**
     * Rows that are computed together. A loop over all rows would stay in the code that it began in while better code is made
     * for it; the next strip runs in the better code.
     */
    private static final int STRIP = 1 << 12;

    /**
     * Up to so many rows one processor computes alone: while the code is not yet compiled, two keep each other waiting for the
     * counters by which the compiler chooses what to compile.
     */
    private static final int ALONE = 1 << 21;

    /** So many times its variance the square of a mean may be before the squares of the values lose more than two digits. */
    private static final double LARGE = 100;

    private final String name;
    private final double[] values;
    private final byte @Nullable [] bytes;
    private volatile @Nullable Content content;
    private volatile @Nullable Double origin;

    private NumericColumn(String name, double[] values, byte @Nullable [] bytes) {
        this.name = name;
        this.values = values;
        this.bytes = bytes;
    }

    private record Content(boolean missing, boolean binary) {}

    /** Takes the array over: it must not be changed afterwards (a copy of every column would double the memory). */
    public static NumericColumn of(String name, double... values) {
        return new NumericColumn(name, values, null);
    }

    /** Takes the array over; {@link #MISSING_BYTE} is missing. */
    public static NumericColumn ofBytes(String name, byte[] bytes) {
        return new NumericColumn(name, new double[0], bytes);
    }

    /** The same where every row is known to hold a 0 or a 1. */
    public static NumericColumn ofBinary(String name, byte[] bytes) {
        NumericColumn column = ofBytes(name, bytes);
        column.content = new Content(false, true);
        return column;
    }

    /**
     * What a function of the row gives, NaN being missing; in bytes where these hold every value. The processors share many
     * rows: the function must not change anything, and may be asked twice.
     */
    public static NumericColumn computed(String name, int rows, IntToDoubleFunction value) {
        byte[] bytes = new byte[rows];
        if (strips(rows).allMatch(strip -> compute(value, strip * STRIP, bytes))) {
            return ofBytes(name, bytes);
        }
        double[] values = new double[rows];
        strips(rows).forEach(strip -> compute(value, strip * STRIP, values));
        return of(name, values);
    }

    private static void test(IntPredicate condition, int first, byte[] into) {
        int end = Math.min(first + STRIP, into.length);
        for (int row = first; row < end; row++) {
            into[row] = (byte) (condition.test(row) ? 1 : 0);
        }
    }

    private static IntStream strips(int rows) {
        IntStream strips = IntStream.range(0, (rows + STRIP - 1) / STRIP);
        return rows > ALONE ? strips.parallel() : strips;
    }

    /** False if a byte does not hold one of the values. */
    private static boolean compute(IntToDoubleFunction value, int first, byte[] into) {
        int end = Math.min(first + STRIP, into.length);
        for (int row = first; row < end; row++) {
            double number = value.applyAsDouble(row);
            if (!fitsByte(number)) {
                return false;
            }
            into[row] = toByte(number);
        }
        return true;
    }

    private static void compute(IntToDoubleFunction value, int first, double[] into) {
        int end = Math.min(first + STRIP, into.length);
        for (int row = first; row < end; row++) {
            into[row] = value.applyAsDouble(row);
        }
    }

    /** Whether a byte holds the number, or its being missing. It does not hold -0. */
    public static boolean fitsByte(double number) {
        byte small = (byte) number;
        boolean negativeZero = number == 0 && 1 / number < 0;
        return Double.isNaN(number) || (small == number && small != MISSING_BYTE && !negativeZero);
    }

    /** The byte that stands for a number that {@linkplain #fitsByte fits}. */
    public static byte toByte(double number) {
        return Double.isNaN(number) ? MISSING_BYTE : (byte) number;
    }

    /** 1 where the condition holds, 0 where it does not; the processors share many rows, as in {@link #computed}. */
    public static NumericColumn indicator(String name, int rows, IntPredicate condition) {
        byte[] bytes = new byte[rows];
        strips(rows).forEach(strip -> test(condition, strip * STRIP, bytes));
        return ofBinary(name, bytes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return bytes == null ? values.length : bytes.length;
    }

    @Override
    public boolean isMissing(int row) {
        return bytes == null ? Double.isNaN(values[row]) : bytes[row] == MISSING_BYTE;
    }

    public double value(int row) {
        return bytes == null ? values[row] : number(bytes[row]);
    }

    /** The column's own array where it keeps bytes, {@link #MISSING_BYTE} among them; not to be changed. */
    public byte @Nullable [] bytes() {
        return bytes;
    }

    /** Writes the values of some rows, from {@code first} on, to the beginning of an array. */
    public void copy(int first, int rows, double[] into) {
        if (bytes == null) {
            System.arraycopy(values, first, into, 0, rows);
            return;
        }
        for (int i = 0; i < rows; i++) {
            into[i] = number(bytes[first + i]);
        }
    }

    /**
     * Multiplies numbers, from the first on, by the values of some rows less {@code origin}, a missing one being NaN.
     *
     * @param rows the rows, of which those from {@code first} up to but not including {@code end} are meant
     */
    public void multiply(double[] numbers, int[] rows, int first, int end, double origin) {
        if (bytes == null) {
            for (int i = first; i < end; i++) {
                numbers[i - first] *= values[rows[i]] - origin;
            }
            return;
        }
        for (int i = first; i < end; i++) {
            numbers[i - first] *= number(bytes[rows[i]]) - origin;
        }
    }

    /** All values; not to be changed, for it may be the column's own array. */
    public double[] values() {
        if (bytes == null) {
            return values;
        }
        double[] all = new double[bytes.length];
        copy(0, all.length, all);
        return all;
    }

    @Override
    public boolean hasMissing() {
        return content().missing;
    }

    /** Whether every value that is there is 0 or 1. */
    public boolean isBinary() {
        return content().binary;
    }

    /**
     * What to take off the values before they are squared, so that the squares keep the digits that tell them apart: the
     * value nearest to the mean where the square of the mean is more than {@value #LARGE} times the variance (all rows
     * counting alike), as of years and coordinates; else 0, as of every column of 0 and 1. Being one of the values it leaves
     * nothing of a constant, and takes off the others without rounding where they are near.
     */
    public double origin() {
        Double known = origin;
        if (known == null) {
            known = isBinary() ? 0 : nearMean();
            origin = known;
        }
        return known;
    }

    private double nearMean() {
        int rows = rows();
        int first = 0;
        while (first < rows && isMissing(first)) {
            first++;
        }
        double start = first < rows ? value(first) : 0;
        double sum = 0;
        double squares = 0;
        double count = 0;
        for (int row = first; row < rows; row++) {
            double off = value(row) - start;
            if (!Double.isNaN(off)) {
                sum += off;
                squares += off * off;
                count++;
            }
        }
        double mean = start + sum / count;
        double variance = squares / count - sum / count * (sum / count);
        // False also where no value is there, or a sum is too large for a number.
        if (!(mean * mean > LARGE * variance)) {
            return 0;
        }
        double nearest = start;
        for (int row = first; row < rows; row++) {
            double value = value(row);
            double closer = Math.abs(nearest - mean) - Math.abs(value - mean);
            nearest = closer > 0 || (closer == 0 && value < nearest) ? value : nearest;
        }
        return nearest;
    }

    private Content content() {
        Content known = content;
        if (known == null && bytes != null) {
            known = content(bytes);
            content = known;
        } else if (known == null) {
            boolean missing = false;
            boolean binary = true;
            for (int row = 0; row < rows(); row++) {
                double value = value(row);
                boolean there = !Double.isNaN(value);
                missing |= !there;
                binary &= !there || value == 0 || value == 1;
            }
            known = new Content(missing, binary);
            content = known;
        }
        return known;
    }

    /** In loops without a branch; the first is all that an item needs, as a rule. */
    private static Content content(byte[] bytes) {
        int others = 0;
        for (byte value : bytes) {
            others |= value & ~1;
        }
        if (others == 0) {
            return new Content(false, true);
        }
        int missing = 0;
        int numbers = 0;
        for (byte value : bytes) {
            missing |= value == MISSING_BYTE ? 1 : 0;
            numbers |= value == MISSING_BYTE ? 0 : value & ~1;
        }
        return new Content(missing == 1, numbers == 0);
    }

    private static double number(byte value) {
        return value == MISSING_BYTE ? Double.NaN : value;
    }
}
