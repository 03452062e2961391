package org.kapsurvey.analysis.tablesaw;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table as data of the analysis. Numbers of every kind become numbers; booleans become 1 and 0; strings become
 * text in Unicode's form NFC, so that names that look alike are alike; dates and times become text as ISO 8601 writes
 * them. What is missing there is missing here, and so is the empty string.
 */
public final class TablesawData {
    /** Beyond this a double no longer holds every whole number. */
    private static final long EXACT = 1L << 53;

    private TablesawData() {}

    /**
     * The table, copied; columns keep their names and order.
     *
     * @throws IllegalArgumentException if a whole number is too large for a double to hold, naming column and row
     */
    public static Table of(tech.tablesaw.api.Table source) {
        List<org.kapsurvey.analysis.codebook.Column> columns = new ArrayList<>();
        for (Column<?> column : source.columns()) {
            columns.add(
                    column instanceof tech.tablesaw.api.NumericColumn<?> || column instanceof BooleanColumn
                            ? numbers(column)
                            : text(column));
        }
        return Table.of(source.rowCount(), columns);
    }

    private static NumericColumn numbers(Column<?> column) {
        double[] values = new double[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.isMissing(row) ? Double.NaN : number(column, row);
        }
        return NumericColumn.of(column.name(), values);
    }

    private static double number(Column<?> column, int row) {
        if (column instanceof BooleanColumn truths) {
            return truths.get(row) ? 1 : 0;
        }
        if (column instanceof LongColumn whole && Math.abs(whole.getLong(row)) > EXACT) {
            throw new IllegalArgumentException(
                    "Column \"%s\" holds %d in row %d, more than a number here can hold exactly. If it is an identifier, make it a StringColumn."
                            .formatted(column.name(), whole.getLong(row), row + 1));
        }
        return ((tech.tablesaw.api.NumericColumn<?>) column).getDouble(row);
    }

    private static TextColumn text(Column<?> column) {
        List<String> values = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            values.add(
                    column.isMissing(row)
                            ? ""
                            : Normalizer.normalize(String.valueOf(column.get(row)), Normalizer.Form.NFC));
        }
        return TextColumn.of(column.name(), values);
    }
}
