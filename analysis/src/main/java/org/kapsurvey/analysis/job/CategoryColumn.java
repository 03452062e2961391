package org.kapsurvey.analysis.job;

import java.io.Serializable;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;

/**
 * The column whose mean is the share of a category: 1 in the rows of that level of a variable, 0 in those of another, missing
 * where the variable is.
 *
 * @param level as groups of the variable are called
 */
public record CategoryColumn(String name, String variable, String level) implements Serializable {
    /** The column of a table's rows, grouped by the variable. */
    public NumericColumn of(Grouping levels) {
        double[] shares = new double[levels.rows()];
        int group = Comparisons.group(levels, level);
        for (int row = 0; row < shares.length; row++) {
            int code = levels.code(row);
            shares[row] = code == Grouping.NONE ? Double.NaN : code == group ? 1 : 0;
        }
        return NumericColumn.of(name, shares);
    }
}
