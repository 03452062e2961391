package org.kapsurvey.analysis.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * Returns of registered units from a CSV: the column {@code code} and one for each question that they answer; docs/formats.md,
 * "Returns of units". Columns whose names begin with {@code _} are not read.
 *
 * @param columns of answers, each with its place in the header
 * @param rows in the order of the file
 */
public record ReturnFile(Map<String, Place> columns, List<Row> rows) {
    private static final String CODE = "code";

    public ReturnFile {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        rows = List.copyOf(rows);
    }

    /**
     * What a unit returned.
     *
     * @param cells by column; empty ones are left out
     * @param place of the row's code
     */
    public record Row(String code, Map<String, String> cells, Place place) {
        public Row {
            cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        }
    }

    /** Where a cell stands. */
    public Place place(Row row, String column) {
        return new Place(
                row.place().file(),
                row.place().line(),
                columns.getOrDefault(column, row.place()).column());
    }

    /** The returns of a file; absent, and a fault, where it can't be read, lacks the column of codes, or has no row. */
    public static Optional<ReturnFile> read(Path path, Faults faults) {
        String name = path.toString();
        return SampleTables.readAsText(new CsvTable.Source(path, name), List.of(CODE), faults)
                .flatMap(table -> {
                    if (table.rows() == 0) {
                        faults.add(
                                new Place(name, 1, 1),
                                "There is no return in the file.",
                                "Give it a line for each unit.");
                        return Optional.empty();
                    }
                    return Optional.of(of(name, table, faults));
                });
    }

    private static ReturnFile of(String name, Table table, Faults faults) {
        Map<String, Place> columns = new LinkedHashMap<>();
        int codes = 1;
        int number = 0;
        for (Column column : table.columns()) {
            number++;
            if (column.name().equals(CODE)) {
                codes = number;
            } else if (!column.name().startsWith("_")) {
                columns.put(column.name(), new Place(name, 1, number));
            }
        }
        List<Row> rows = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            Place place = new Place(name, row + 2, codes);
            String code = SampleTables.cell(table, CODE, row);
            if (code.isEmpty()) {
                faults.add(place, "The unit's code is missing.", "Fill it in, or take the line out.");
                continue;
            }
            Place other = seen.putIfAbsent(code, place);
            if (other != null) {
                faults.add(
                        place,
                        "The unit \"" + code + "\" returned twice, first at " + other + ".",
                        "Keep the return that holds, and take the other one out.");
            }
            Map<String, String> cells = new LinkedHashMap<>();
            for (String column : columns.keySet()) {
                String cell = SampleTables.cell(table, column, row);
                if (!cell.isEmpty()) {
                    cells.put(column, cell);
                }
            }
            rows.add(new Row(code, cells, place));
        }
        return new ReturnFile(columns, rows);
    }
}
