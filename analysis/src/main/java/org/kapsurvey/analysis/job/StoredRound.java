package org.kapsurvey.analysis.job;

import org.kapsurvey.analysis.codebook.Table;

/**
 * A stored round as a table, and what it is called when it is exported: a job on the round and the same job on the exported
 * file give the same bytes.
 *
 * @param file name of the exported table
 * @param data the JSON that stands as {@code data} in a job on the exported table
 * @param sha256 of the bytes of the exported table, in hex
 */
public record StoredRound(String file, String data, String sha256, Table table) {
    /** The column that names the selected person. */
    public static final String SELECTION = "_selection";

    /** The column that says what became of them, as {@link org.kapsurvey.analysis.outcome.Disposition} writes it. */
    public static final String OUTCOME = "_outcome";
}
