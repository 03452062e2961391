package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.analysis.frame.Findings;
import org.kapsurvey.analysis.frame.FrameFinding;
import org.kapsurvey.questionnaire.fault.Place;

/** Reads the cells of one sheet of an XLSX workbook. A row is named by its number in the sheet, a cell by that of its column. */
final class XlsxCells {
    /** What a workbook may unpack to: a small file can hold far more than fits into memory. */
    private static final long LARGEST = 256L << 20;

    private XlsxCells() {}

    static Optional<CellTable> read(String name, byte[] bytes, String sheet, int headerLine, Findings findings) {
        Place file = Place.ofFile(name);
        try (XlsxWorkbook workbook = XlsxWorkbook.open(bytes, LARGEST)) {
            int chosen = sheet(file, workbook.sheets(), sheet, findings);
            return chosen < 0
                    ? Optional.empty()
                    : CellTable.of(
                            name + " (" + workbook.sheets().get(chosen) + ")",
                            workbook.rows(chosen),
                            headerLine,
                            findings);
        } catch (WorkbookTooLargeException e) {
            findings.add(file, FrameFinding.FILE_TOO_LARGE, LARGEST >> 20);
            return Optional.empty();
        } catch (IOException e) {
            findings.add(file, FrameFinding.NOT_A_WORKBOOK);
            return Optional.empty();
        }
    }

    /** The place of the wanted sheet; −1, and a finding, if it can't be told. */
    private static int sheet(Place file, List<String> sheets, String wanted, Findings findings) {
        String names = String.join(", ", sheets);
        if (wanted.isEmpty() && sheets.size() != 1) {
            findings.add(file, FrameFinding.SHEET_UNNAMED, names);
            return -1;
        }
        int found = wanted.isEmpty() ? 0 : sheets.indexOf(wanted);
        if (found < 0) {
            findings.add(file, FrameFinding.SHEET_UNKNOWN, wanted, names);
        }
        return found;
    }
}
