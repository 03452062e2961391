package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Writes a table as {@link CsvTable} reads it: UTF-8, a header, RFC 4180, {@code \n}, the shortest number that reads back as
 * the same double, an empty cell for what is missing. Read again with each column's type it is the same table, but that zero
 * has no sign.
 */
public final class TableCsv {
    private TableCsv() {}

    /** Writes the table; at no time more than one line of it is held. */
    public static void write(Table table, OutputStream out) throws IOException {
        List<Column> columns = List.copyOf(table.columns());
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            cell(line, column.name());
        }
        end(line, out);
        for (int row = 0; row < table.rows(); row++) {
            for (Column column : columns) {
                cell(line, text(column, row));
            }
            end(line, out);
        }
    }

    private static String text(Column column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        return column instanceof NumericColumn numeric
                ? Numbers.print(numeric.value(row))
                : String.valueOf(((TextColumn) column).value(row));
    }

    private static void cell(StringBuilder line, String cell) {
        line.append(CsvLine.quoted(cell)).append(',');
    }

    private static void end(StringBuilder line, OutputStream out) throws IOException {
        line.setCharAt(line.length() - 1, '\n');
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }
}
