package org.kapsurvey.analysis.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The linear combinations of some sums, by Gaussian elimination modulo the prime 2³¹ − 1. The sums have coefficients of −1, 0 and 1: a
 * combination over the rational numbers is one here too, unless the prime divides a denominator; one that is found here and not there
 * hides too much and never too little.
 */
final class Span {
    private static final long PRIME = 2147483647L;

    private final int unknowns;
    private final int sums;
    private final List<long[]> basis = new ArrayList<>();
    private final List<Integer> pivots = new ArrayList<>();
    private int added;

    /**
     * An empty span.
     *
     * @param sums how many will be added at most
     */
    Span(int unknowns, int sums) {
        this.unknowns = unknowns;
        this.sums = sums;
    }

    /**
     * What a sum follows from.
     *
     * @param sums by their numbers
     * @param value what it comes to
     */
    record Combination(List<Integer> sums, long value) {}

    /** Adds a sum of a value, which is called by the number of those added before it; whether it is no combination of these. */
    boolean add(int[] coefficients, long value) {
        long[] row = row(coefficients);
        row[unknowns + sums] = Math.floorMod(value, PRIME);
        row[unknowns + added++] = 1;
        reduce(row);
        int pivot = pivot(row);
        if (pivot < 0) {
            return false;
        }
        long inverse = power(row[pivot], PRIME - 2);
        for (int j = pivot; j < row.length; j++) {
            row[j] = row[j] * inverse % PRIME;
        }
        basis.add(row);
        pivots.add(pivot);
        return true;
    }

    /** What the given sum follows from; empty if it is no combination. */
    Optional<Combination> combination(int[] coefficients) {
        long[] row = row(coefficients);
        reduce(row);
        if (pivot(row) >= 0) {
            return Optional.empty();
        }
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < added; i++) {
            if (row[unknowns + i] != 0) {
                used.add(i);
            }
        }
        long value = (PRIME - row[unknowns + sums]) % PRIME;
        return Optional.of(new Combination(used, value > PRIME / 2 ? value - PRIME : value));
    }

    /** As many unknowns as there are independent sums, by which alone all combinations of the sums can be told. */
    int[] telling() {
        return pivots.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private long[] row(int[] coefficients) {
        long[] row = new long[unknowns + sums + 1];
        for (int i = 0; i < unknowns; i++) {
            row[i] = Math.floorMod((long) coefficients[i], PRIME);
        }
        return row;
    }

    private int pivot(long[] row) {
        for (int i = 0; i < unknowns; i++) {
            if (row[i] != 0) {
                return i;
            }
        }
        return -1;
    }

    private void reduce(long[] row) {
        for (int b = 0; b < basis.size(); b++) {
            int pivot = pivots.get(b);
            long factor = row[pivot];
            if (factor != 0) {
                long[] other = basis.get(b);
                long minus = PRIME - factor;
                for (int j = pivot; j < row.length; j++) {
                    if (other[j] != 0) {
                        row[j] = (row[j] + minus * other[j]) % PRIME;
                    }
                }
            }
        }
    }

    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = result * square % PRIME;
            }
            square = square * square % PRIME;
        }
        return result;
    }
}
