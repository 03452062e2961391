package org.kapsurvey.api.xlsform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.kapsurvey.analysis.frame.Cell;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.analysis.io.WorkbookTooLargeException;
import org.kapsurvey.analysis.io.XlsxWorkbook;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/** The sheets of an XLSForm as rows of cells: all that the rest of this package knows of workbooks. */
final class FormWorkbook {
    private static final long LARGEST = 64L << 20;
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_SIGNS = 16_000_000;

    /** Sheets with which other tools do what forms here can't. */
    private static final List<String> SHEETS_NOT_YET = List.of("external_choices", "entities", "osm");

    private static final List<String> SHEETS = List.of("survey", "choices", "settings");

    private final String file;
    private final Faults faults;
    private final Map<String, List<CellTable.Row>> sheets = new LinkedHashMap<>();

    private FormWorkbook(String file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /**
     * Reads the sheets of a form; others are left alone.
     *
     * @throws org.kapsurvey.questionnaire.fault.FaultsException if the file is no workbook, or one too large to be a form
     */
    static FormWorkbook read(String file, byte[] bytes, Faults faults) {
        FormWorkbook form = new FormWorkbook(file, faults);
        try (XlsxWorkbook workbook = XlsxWorkbook.open(bytes, LARGEST)) {
            List<String> names = workbook.sheets();
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i).strip().toLowerCase(Locale.ROOT);
                if (SHEETS.contains(name) || SHEETS_NOT_YET.contains(name)) {
                    form.sheets.put(
                            name,
                            workbook.rows(i).stream()
                                    .filter(row -> !row.isBlank())
                                    .toList());
                }
            }
        } catch (WorkbookTooLargeException e) {
            form.tooLarge();
        } catch (IOException e) {
            faults.add(
                    Place.ofFile(file),
                    "The file can't be read as an XLSX workbook: it is empty, broken or of another kind.",
                    "Save it in Excel or LibreOffice as .xlsx, without a password.");
        }
        faults.throwIfAny();
        form.refuseHuge();
        for (String name : SHEETS_NOT_YET) {
            if (form.sheets.getOrDefault(name, List.of()).size() > 1) {
                faults.add(
                        form.place(name, 1, 1),
                        "The sheet \"" + name + "\" is not supported yet.",
                        "Remove the sheet.");
            }
        }
        return form;
    }

    /** The sheet's rows below its headings; none if there is no such sheet. */
    List<SheetRow> rows(String sheet, Function<String, Heading> headings) {
        List<CellTable.Row> rows = sheets.getOrDefault(sheet, List.of());
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Heading> columns = columns(sheet, rows.get(0), headings);
        List<SheetRow> read = new ArrayList<>();
        for (CellTable.Row row : rows.subList(1, rows.size())) {
            Map<Heading, JsonText> cells = new LinkedHashMap<>();
            for (int i = 0; i < row.cells().size(); i++) {
                Cell cell = row.cells().get(i);
                Place place = place(sheet, row.line(), i + 1);
                if (cell.kind() == Cell.Kind.FAULTY) {
                    faults.add(
                            place,
                            "The cell shows an error or a formula without a value: " + cell.text() + ".",
                            "Write the text itself.");
                } else if (!cell.isBlank()
                        && (i >= columns.size() || columns.get(i).key().isEmpty())) {
                    faults.add(place, "The column has no heading.", "Write one, or empty the cell.");
                } else if (!cell.isBlank() && !Columns.isRemark(columns.get(i).key())) {
                    cells.put(columns.get(i), new JsonText(Cell.withoutBlanks(cell.text()), false, place));
                }
            }
            if (!cells.isEmpty()) {
                read.add(new SheetRow(place(sheet, row.line(), 1), cells));
            }
        }
        return read;
    }

    /** The headings as they are written; of a sheet that is not there none. */
    List<String> written(String sheet) {
        List<CellTable.Row> rows = sheets.getOrDefault(sheet, List.of());
        return rows.isEmpty()
                ? List.of()
                : rows.get(0).cells().stream().map(Cell::text).toList();
    }

    /** The place of the first heading that is read as this one; of the sheet if there is none. */
    Place place(String sheet, Heading heading, Function<String, Heading> headings) {
        List<String> written = written(sheet);
        for (int i = 0; i < written.size(); i++) {
            if (headings.apply(written.get(i)).equals(heading)) {
                return place(sheet, sheets.get(sheet).get(0).line(), i + 1);
            }
        }
        return place(sheet, 1, 1);
    }

    Place place(String sheet, int row, int column) {
        return new Place(file + " (" + sheet + ")", row, column);
    }

    /** A workbook of these sheets, each with its headings in its first row. */
    static byte[] write(Map<String, List<List<String>>> sheets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "KAP Survey", null)) {
            for (Map.Entry<String, List<List<String>>> sheet : sheets.entrySet()) {
                Worksheet written = workbook.newWorksheet(sheet.getKey());
                written.freezePane(0, 1);
                for (int row = 0; row < sheet.getValue().size(); row++) {
                    List<String> cells = sheet.getValue().get(row);
                    for (int column = 0; column < cells.size(); column++) {
                        if (!cells.get(column).isEmpty()) {
                            written.value(row, column, cells.get(column));
                        }
                        if (row == 0) {
                            written.width(column, cells.get(column).contains("::") ? 45 : 20);
                            written.style(row, column).bold().set();
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private List<Heading> columns(String sheet, CellTable.Row row, Function<String, Heading> headings) {
        List<Heading> columns = new ArrayList<>();
        for (Cell cell : row.cells()) {
            Heading heading = cell.isBlank() ? new Heading("", "") : headings.apply(Cell.withoutBlanks(cell.text()));
            if (!heading.key().isEmpty() && columns.contains(heading)) {
                faults.add(
                        place(sheet, row.line(), columns.size() + 1),
                        "There are two columns \"" + heading.written() + "\".",
                        "Keep one.");
            }
            columns.add(heading);
        }
        return columns;
    }

    private void refuseHuge() {
        long rows = 0;
        long signs = 0;
        for (List<CellTable.Row> sheet : sheets.values()) {
            rows += sheet.size();
            for (CellTable.Row row : sheet) {
                for (Cell cell : row.cells()) {
                    signs += cell.text().length();
                }
            }
        }
        if (rows > MOST_ROWS || signs > MOST_SIGNS) {
            tooLarge();
            faults.throwIfAny();
        }
    }

    private void tooLarge() {
        faults.add(
                Place.ofFile(file),
                "The workbook is too large to be a form: more than 64 MB, 20,000 rows or 16 million characters.",
                "Remove what is not the form.");
    }
}
