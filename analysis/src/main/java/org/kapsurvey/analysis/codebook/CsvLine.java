package org.kapsurvey.analysis.codebook;

import java.util.List;

/** Lines of CSV after RFC 4180; a cell is quoted only where it must be, so that a table has one form in bytes. */
public final class CsvLine {
    private CsvLine() {}

    /** Adds the cells, parted by commas, and {@code \n}. */
    public static void append(StringBuilder csv, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            csv.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
        }
        csv.append('\n');
    }

    /** The cell as it stands in a file. */
    public static String quoted(String cell) {
        boolean plain =
                cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
