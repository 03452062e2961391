package org.kapsurvey.analysis.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.frame.Cell;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.analysis.frame.Findings;
import org.kapsurvey.analysis.frame.FrameFinding;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * Reads the cells of one sheet of an XLSX workbook. A formula counts as the value that was last saved with it; a number whose
 * format is that of a date is a date. A row is named by its number in the sheet, a cell by that of its column.
 */
final class XlsxCells {
    /** What a workbook may unpack to: a small file can hold far more than fits into memory. */
    private static final long LARGEST = 256L << 20;

    private static final int LAST_ROW = 1_048_576;
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

    /** The formats of dates that a workbook need not spell out (ECMA-376, part 1, 18.8.30). */
    private static final Set<Integer> DATE_FORMATS = Set.of(14, 15, 16, 17, 22);

    private XlsxCells() {}

    static Optional<CellTable> read(String name, byte[] bytes, String sheet, int headerLine, Findings findings) {
        Place file = Place.ofFile(name);
        try {
            if (unpacked(bytes) > LARGEST) {
                findings.add(file, FrameFinding.FILE_TOO_LARGE, LARGEST >> 20);
                return Optional.empty();
            }
            try (ReadableWorkbook workbook =
                    new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, true))) {
                Optional<Sheet> chosen = sheet(file, workbook, sheet, findings);
                if (chosen.isEmpty()) {
                    return Optional.empty();
                }
                String named = name + " (" + chosen.get().getName() + ")";
                return CellTable.of(named, rows(chosen.get(), workbook.isDate1904()), headerLine, findings);
            }
        } catch (IOException | RuntimeException e) {
            // What the library throws at a broken workbook is of many kinds, none of which says more to whoever made
            // it.
            findings.add(file, FrameFinding.FILE_UNREADABLE, reason(e));
            return Optional.empty();
        }
    }

    private static String reason(Exception e) {
        return e instanceof ExcelReaderException || e instanceof IOException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }

    /** How many bytes the parts of the archive have together, counted only as far as they may go. */
    private static long unpacked(byte[] bytes) throws IOException {
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream part = zip.getInputStream(entry)) {
                    for (int read = part.read(buffer); read >= 0 && size <= LARGEST; read = part.read(buffer)) {
                        size += read;
                    }
                }
            }
        }
        return size;
    }

    private static Optional<Sheet> sheet(Place file, ReadableWorkbook workbook, String wanted, Findings findings) {
        List<Sheet> sheets = workbook.getSheets().toList();
        String names = String.join(", ", sheets.stream().map(Sheet::getName).toList());
        if (wanted.isEmpty()) {
            if (sheets.size() != 1) {
                findings.add(file, FrameFinding.SHEET_UNNAMED, names);
                return Optional.empty();
            }
            return Optional.of(sheets.get(0));
        }
        Optional<Sheet> found =
                sheets.stream().filter(sheet -> sheet.getName().equals(wanted)).findFirst();
        if (found.isEmpty()) {
            findings.add(file, FrameFinding.SHEET_UNKNOWN, wanted, names);
        }
        return found;
    }

    /** The rows, also those that the file leaves out because nothing was ever written into them. */
    private static List<CellTable.Row> rows(Sheet sheet, boolean since1904) throws IOException {
        List<CellTable.Row> rows = new ArrayList<>();
        try (Stream<Row> read = sheet.openStream()) {
            read.forEach(row -> {
                if (row.getRowNum() > LAST_ROW) {
                    throw new ExcelReaderException("row " + row.getRowNum());
                }
                while (rows.size() + 1 < row.getRowNum()) {
                    rows.add(new CellTable.Row(rows.size() + 1, List.of()));
                }
                List<Cell> cells = new ArrayList<>();
                for (int i = 0; i < row.getCellCount(); i++) {
                    cells.add(cell(row.getOptionalCell(i).orElse(null), since1904));
                }
                rows.add(new CellTable.Row(row.getRowNum(), cells));
            });
        }
        return rows;
    }

    private static Cell cell(org.dhatim.fastexcel.reader.@Nullable Cell cell, boolean since1904) {
        if (cell == null) {
            return Cell.EMPTY;
        }
        Object value = cell.getValue();
        return switch (cell.getType()) {
            case EMPTY -> Cell.EMPTY;
            case STRING -> Cell.text(String.valueOf(value));
            case NUMBER -> number(cell, (BigDecimal) value, since1904);
            case FORMULA -> formula(cell, since1904);
            case BOOLEAN, ERROR -> new Cell(Cell.Kind.FAULTY, cell.getRawValue() == null ? "?" : cell.getRawValue());
        };
    }

    /** The value that was saved with a formula; a formula without one can't be worked out here. */
    private static Cell formula(org.dhatim.fastexcel.reader.Cell cell, boolean since1904) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal number) {
            return number(cell, number, since1904);
        }
        if (value instanceof String text && !text.startsWith("#")) {
            return Cell.text(text);
        }
        return new Cell(Cell.Kind.FAULTY, cell.getRawValue() == null ? "=" + cell.getFormula() : cell.getRawValue());
    }

    private static Cell number(org.dhatim.fastexcel.reader.Cell cell, BigDecimal value, boolean since1904) {
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        if (isDate(cell.getDataFormatId(), cell.getDataFormatString())
                && whole
                && value.abs().precision() < 9) {
            LocalDate zero = since1904 ? DAY_ZERO_1904 : DAY_ZERO;
            return new Cell(Cell.Kind.DATE, zero.plusDays(value.longValue()).toString());
        }
        return new Cell(Cell.Kind.NUMBER, value.stripTrailingZeros().toPlainString());
    }

    /** Whether a format shows a year or a day; what it quotes or brackets is no part of that. */
    private static boolean isDate(@Nullable Integer id, @Nullable String format) {
        if (id != null && DATE_FORMATS.contains(id)) {
            return true;
        }
        String plain = format == null
                ? ""
                : format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "").toLowerCase(Locale.ROOT);
        return plain.contains("y") || plain.contains("d");
    }
}
