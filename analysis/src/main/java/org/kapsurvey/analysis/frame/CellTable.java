package org.kapsurvey.analysis.frame;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * A table of cells with a header, whatever kind of file it came from.
 *
 * @param file the name that findings carry
 * @param headerLine line of the header, from 1
 * @param header the columns' names as composed text (NFC) without blanks around; empty where a column has none
 * @param rows none of them without any cell; each has at least as many cells as the header
 */
public record CellTable(String file, int headerLine, List<String> header, List<Row> rows) {
    public CellTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** A row, with its line from 1. */
    public record Row(int line, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public boolean isBlank() {
            return cells.stream().allMatch(Cell::isBlank);
        }
    }

    /**
     * The table of a file's rows, blank ones among them. Blank rows at the end are left away, blank ones between are findings; so are a header that is
     * not there, two columns of one name, and rows with cells where the header has none.
     */
    public static Optional<CellTable> of(String file, List<Row> rows, int headerLine, Findings findings) {
        Optional<Row> header = rows.stream()
                .filter(row -> row.line() >= headerLine && !row.isBlank())
                .findFirst();
        if (header.isEmpty() || header.get().line() != headerLine) {
            findings.add(Place.ofFile(file), FrameFinding.NO_HEADER, headerLine);
            return Optional.empty();
        }
        int before = findings.faults().size();
        List<String> names = names(file, header.get(), findings);
        List<Row> kept = new ArrayList<>();
        List<Row> blank = new ArrayList<>();
        for (Row row : rows) {
            if (row.line() <= headerLine) {
                continue;
            }
            if (row.isBlank()) {
                blank.add(row);
                continue;
            }
            for (Row gap : blank) {
                findings.add(new Place(file, gap.line(), 1), FrameFinding.BLANK_ROW);
            }
            blank.clear();
            kept.add(widened(file, row, names, findings));
        }
        if (kept.isEmpty()) {
            findings.add(Place.ofFile(file), FrameFinding.NO_ROWS);
        }
        return findings.faults().size() > before
                ? Optional.empty()
                : Optional.of(new CellTable(file, headerLine, names, kept));
    }

    private static List<String> names(String file, Row header, Findings findings) {
        List<String> names = new ArrayList<>();
        for (Cell cell : header.cells()) {
            String name = Cell.withoutBlanks(Normalizer.normalize(cell.text(), Normalizer.Form.NFC));
            if (!name.isEmpty() && names.contains(name)) {
                findings.add(new Place(file, header.line(), names.size() + 1), FrameFinding.COLUMN_TWICE, name);
            }
            names.add(name);
        }
        return names;
    }

    private static Row widened(String file, Row row, List<String> names, Findings findings) {
        List<Cell> cells = new ArrayList<>(row.cells());
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank() && (i >= names.size() || names.get(i).isEmpty())) {
                findings.add(
                        new Place(file, row.line(), i + 1),
                        FrameFinding.CELL_WITHOUT_COLUMN,
                        cells.get(i).text());
            }
        }
        while (cells.size() < names.size()) {
            cells.add(Cell.EMPTY);
        }
        return new Row(row.line(), cells);
    }
}
