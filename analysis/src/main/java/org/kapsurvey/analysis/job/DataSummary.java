package org.kapsurvey.analysis.job;

import java.util.List;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;

/** What {@code run.json} says of the data. */
public interface DataSummary {
    long rows();

    /** In the order of the data; counted when asked. */
    List<Column> columns();

    /** A column: numeric or text, and how many of its rows are missing. */
    record Column(String name, boolean numeric, long missing) {}

    /** The summary of a table. */
    static DataSummary of(Table table) {
        return new DataSummary() {
            @Override
            public long rows() {
                return table.rows();
            }

            @Override
            public List<Column> columns() {
                return table.columns().stream()
                        .map(column -> new Column(column.name(), column instanceof NumericColumn, column.missingRows()))
                        .toList();
            }
        };
    }
}
