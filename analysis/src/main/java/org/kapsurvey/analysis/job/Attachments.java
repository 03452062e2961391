package org.kapsurvey.analysis.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.replicates.RowFactors;

/**
 * What was read of the files beside the data that a job or a weighting file names, by the names that it gives them. One that is not
 * here has been reported already.
 *
 * @param tables of totals, factors, scales
 * @param factors of replicates, in single precision for every row
 */
public record Attachments(Map<String, Table> tables, Map<String, RowFactors> factors) {
    /** Ends the name of a file of replicate factors in single precision. */
    public static final String FACTORS = ".f32";

    public static final Attachments NONE = new Attachments(Map.of(), Map.of());

    public Attachments {
        tables = Map.copyOf(tables);
        factors = Map.copyOf(factors);
    }

    @Nullable
    Table table(String name) {
        return tables.get(name);
    }
}
