package org.kapsurvey.analysis.io;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.frame.Cell;
import org.kapsurvey.analysis.frame.CellTable;

/**
 * The sheets of an XLSX workbook. A formula counts as the value that was last saved with it; a number whose format is that of a
 * date is a date. Links to other files are never followed. Not safe for use by several threads.
 */
public final class XlsxWorkbook implements Closeable {
    private static final int LAST_ROW = 1_048_576;

    /** Digits and zeros of a number: a few signs such as 1E999999999 stand for more than memory holds. */
    private static final int LONGEST_NUMBER = 400;

    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

    /** The formats of dates that a workbook need not spell out (ECMA-376, part 1, 18.8.30). */
    private static final Set<Integer> DATE_FORMATS = Set.of(14, 15, 16, 17, 22);

    private final ReadableWorkbook workbook;
    private final List<Sheet> sheets;

    private XlsxWorkbook(ReadableWorkbook workbook) {
        this.workbook = workbook;
        this.sheets = workbook.getSheets().toList();
    }

    /**
     * Opens a workbook.
     *
     * @param largest how many bytes its parts may have together when unpacked
     * @throws WorkbookTooLargeException if they have more
     * @throws IOException if it is no XLSX workbook, or a broken one
     */
    public static XlsxWorkbook open(byte[] bytes, long largest) throws IOException {
        boolean formats = WorkbookArchive.check(bytes, largest);
        return told(() -> new XlsxWorkbook(
                new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(formats, true))));
    }

    /** The names of the sheets, in their order. */
    public List<String> sheets() {
        return sheets.stream().map(Sheet::getName).toList();
    }

    /**
     * The rows of a sheet, also those that the file leaves out because nothing was ever written into them.
     *
     * @param sheet its place among {@link #sheets}, from 0
     */
    public List<CellTable.Row> rows(int sheet) throws IOException {
        return told(() -> rows(sheets.get(sheet), workbook.isDate1904()));
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** What the library throws at a broken workbook is of many kinds, none of which says more to whoever made it. */
    private static <T> T told(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (ExcelReaderException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new IOException(e.getClass().getSimpleName(), e);
        }
    }

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
            case BOOLEAN -> new Cell(Cell.Kind.TRUTH, String.valueOf(value));
            case ERROR -> new Cell(Cell.Kind.FAULTY, cell.getRawValue() == null ? "?" : cell.getRawValue());
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
        if (Math.abs((long) value.scale()) > LONGEST_NUMBER || value.precision() > LONGEST_NUMBER) {
            return new Cell(
                    Cell.Kind.FAULTY,
                    cell.getRawValue()
                            .substring(0, Math.min(20, cell.getRawValue().length())));
        }
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
