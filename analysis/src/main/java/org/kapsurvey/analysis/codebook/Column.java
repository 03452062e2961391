package org.kapsurvey.analysis.codebook;

/** A named column of a {@link Table}. Rows count from 0. A column does not change after it is made. */
public sealed interface Column permits NumericColumn, TextColumn {
    String name();

    int rows();

    boolean isMissing(int row);

    /** How many rows are missing. */
    default int missingRows() {
        int missing = 0;
        for (int row = 0; row < rows(); row++) {
            if (isMissing(row)) {
                missing++;
            }
        }
        return missing;
    }

    /** Whether any row is missing. */
    default boolean hasMissing() {
        for (int row = 0; row < rows(); row++) {
            if (isMissing(row)) {
                return true;
            }
        }
        return false;
    }
}
