package org.kapsurvey.analysis.replicates;

/**
 * The entries of a Hadamard matrix of R rows and columns, R a power of two: +1 where row and column have an even number of binary ones in
 * common, else −1. The products of two different columns sum to 0 over the rows; so do the entries of every column but column 0, which
 * is all +1.
 *
 * <p>Source: Sylvester 1867, Philosophical Magazine 34, 461–475.
 */
final class BalancedSigns {
    private BalancedSigns() {}

    /** The smallest power of two above a number of columns, so that each of them can have a column other than column 0. */
    static int rowsFor(int columns) {
        return Integer.highestOneBit(columns) << 1;
    }

    static int sign(int row, int column) {
        return Integer.bitCount(row & column) % 2 == 0 ? 1 : -1;
    }
}
