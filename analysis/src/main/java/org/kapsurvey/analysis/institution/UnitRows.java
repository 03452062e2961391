package org.kapsurvey.analysis.institution;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kapsurvey.analysis.frame.Cell;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.value.Days;

/** Reads the rows of a table whose rows are units by the names of its columns. What can't be read is a fault. */
final class UnitRows {
    static final String CODE = "code";

    private final CellTable table;
    private final Faults faults;

    UnitRows(CellTable table, Faults faults) {
        this.table = table;
        this.faults = faults;
    }

    List<CellTable.Row> rows() {
        return table.rows();
    }

    boolean has(String column) {
        return table.header().contains(column);
    }

    /** Whether all the columns are there; those that are not are one fault. */
    boolean require(List<String> columns) {
        List<String> absent =
                columns.stream().distinct().filter(column -> !has(column)).toList();
        for (String column : absent) {
            List<String> others =
                    table.header().stream().filter(name -> !name.isEmpty()).toList();
            faults.add(
                    new Place(table.file(), table.headerLine(), 1),
                    "The header lacks the column \"" + column + "\".",
                    "Its columns are " + String.join(", ", others) + "." + JsonFields.suggestion(column, others));
        }
        return absent.isEmpty();
    }

    Place place(CellTable.Row row, String column) {
        return new Place(table.file(), row.line(), Math.max(0, table.header().indexOf(column)) + 1);
    }

    /** The composed text of a cell without blanks around; empty where the cell or the column is. */
    String text(CellTable.Row row, String column) {
        int index = table.header().indexOf(column);
        return index < 0
                ? ""
                : Cell.withoutBlanks(Normalizer.normalize(row.cells().get(index).text(), Normalizer.Form.NFC));
    }

    /** A text that must be there; empty, and a fault, if it is not. */
    String filled(CellTable.Row row, String column) {
        String text = text(row, column);
        if (text.isEmpty()) {
            faults.add(
                    place(row, column),
                    "The cell in the column \"" + column + "\" is empty.",
                    column.equals(CODE) ? "Give each unit a code of its own." : "Fill it in.");
        }
        return text;
    }

    /** A day; {@code open} where the cell is empty; nothing, and a fault, where it is no day. */
    Optional<LocalDate> day(CellTable.Row row, String column, LocalDate open) {
        String text = text(row, column);
        if (text.isEmpty()) {
            return Optional.of(open);
        }
        int day = Days.parse(text);
        if (day == Days.NONE) {
            faults.add(
                    place(row, column),
                    "\"" + text + "\" in the column \"" + column + "\" is no day.",
                    "Write it as 2026-11-01.");
            return Optional.empty();
        }
        return Optional.of(LocalDate.ofEpochDay(day));
    }

    /** Yes or no; missing where the cell is empty or says {@code missing}, and, with a fault, where it is none of these. */
    Optional<Boolean> yesOrNo(CellTable.Row row, String column) {
        String text = text(row, column);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "1" -> Optional.of(true);
            case "no", "0" -> Optional.of(false);
            case "", "missing" -> Optional.empty();
            default -> {
                faults.add(
                        place(row, column),
                        "\"" + text + "\" in the column \"" + column + "\" is neither yes nor no.",
                        "Write yes or 1, no or 0; leave the cell empty, or write missing, where there is no answer.");
                yield Optional.empty();
            }
        };
    }
}
