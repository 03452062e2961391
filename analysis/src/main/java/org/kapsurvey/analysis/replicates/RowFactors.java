package org.kapsurvey.analysis.replicates;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Factors on the weights of rows, in single precision: for each replicate one for every row. They lie where the buffers lie, which
 * may be a file that is mapped and not read. Not to be changed; safe for many threads.
 */
public final class RowFactors {
    private final int rows;
    private final List<FloatBuffer> replicates;

    /**
     * Factors.
     *
     * @param replicates of each a buffer of as many numbers as there are rows
     * @throws IllegalArgumentException if a buffer has another length
     */
    public RowFactors(int rows, List<FloatBuffer> replicates) {
        for (FloatBuffer replicate : replicates) {
            if (replicate.capacity() != rows) {
                throw new IllegalArgumentException(replicate.capacity() + " factors for " + rows + " rows");
            }
        }
        this.rows = rows;
        this.replicates = List.copyOf(replicates);
    }

    public int rows() {
        return rows;
    }

    public int replicates() {
        return replicates.size();
    }

    /** The factor of a row, both numbered from 0. */
    public float factor(int replicate, int row) {
        return replicates.get(replicate).get(row);
    }
}
