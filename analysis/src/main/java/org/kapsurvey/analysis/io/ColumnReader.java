package org.kapsurvey.analysis.io;

import java.util.Arrays;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.TextColumn;

/**
 * Gathers the cells of one column: as small whole numbers, a byte each, until a cell is another number; as numbers until
 * a cell is none; as text from then on or when forced.
 */
final class ColumnReader {
    private static final int FIRST_ROWS = 1024;

    private final String name;
    private final boolean forcedNumeric;
    private final char[][] missing;
    private boolean text;
    private boolean lostNumbers;
    private boolean wide;
    private byte[] bytes = new byte[0];

    /** All bits that are set in any of the bytes. */
    private int bits;

    private double[] numbers = new double[0];
    private int[] codes = new int[0];
    private final TextLevels levels = new TextLevels();
    private int rows;

    ColumnReader(String name, boolean text, boolean forcedNumeric, char[][] missing) {
        this.name = name;
        this.text = text;
        this.forcedNumeric = forcedNumeric;
        this.missing = missing;
        if (text) {
            codes = new int[FIRST_ROWS];
        } else {
            bytes = new byte[FIRST_ROWS];
        }
    }

    String name() {
        return name;
    }

    /** Adds the cell of the next row; false if the column must be numeric and the cell is no number. */
    boolean add(char[] cell, int offset, int length) {
        if (text) {
            addText(cell, offset, length);
            return true;
        }
        double number = isMissing(cell, offset, length) ? Double.NaN : number(cell, offset, length);
        if (!Double.isNaN(number) || isMissing(cell, offset, length)) {
            addNumber(number);
            return true;
        }
        if (forcedNumeric) {
            addNumber(Double.NaN);
            return false;
        }
        becomeText();
        addText(cell, offset, length);
        return true;
    }

    private static double number(char[] cell, int offset, int length) {
        boolean digit = length == 1 && cell[offset] >= '0' && cell[offset] <= '9';
        return digit ? cell[offset] - '0' : CsvNumber.parse(cell, offset, length);
    }

    private void addNumber(double number) {
        if (!wide && !NumericColumn.fitsByte(number)) {
            becomeWide();
        }
        if (wide) {
            if (rows == numbers.length) {
                numbers = Arrays.copyOf(numbers, rows * 2);
            }
            numbers[rows++] = number;
        } else {
            if (rows == bytes.length) {
                bytes = Arrays.copyOf(bytes, rows * 2);
            }
            byte value = NumericColumn.toByte(number);
            bytes[rows++] = value;
            bits |= value;
        }
    }

    private void becomeWide() {
        numbers = new double[bytes.length];
        NumericColumn.ofBytes(name, bytes).copy(0, rows, numbers);
        bytes = new byte[0];
        wide = true;
    }

    /** Adds the rows of another reader of this column, which is used up; {@code capacity} rows are expected in all. */
    void append(ColumnReader part, int capacity) {
        if (text || part.text) {
            if (!text) {
                becomeText();
            }
            if (!part.text) {
                part.becomeText();
            }
            lostNumbers |= part.lostNumbers;
            appendTexts(part, Math.max(capacity, rows + part.rows));
            return;
        }
        if (wide != part.wide) {
            (wide ? part : this).becomeWide();
        }
        int needed = rows + part.rows;
        if (wide) {
            numbers = needed > numbers.length ? Arrays.copyOf(numbers, Math.max(capacity, needed)) : numbers;
            System.arraycopy(part.numbers, 0, numbers, rows, part.rows);
        } else {
            bytes = needed > bytes.length ? Arrays.copyOf(bytes, Math.max(capacity, needed)) : bytes;
            System.arraycopy(part.bytes, 0, bytes, rows, part.rows);
            bits |= part.bits;
        }
        rows = needed;
    }

    private void appendTexts(ColumnReader part, int capacity) {
        int[] own = part.levels.levels().stream()
                .mapToInt(level -> levels.code(level.toCharArray(), 0, level.length()))
                .toArray();
        codes = rows + part.rows > codes.length ? Arrays.copyOf(codes, capacity) : codes;
        for (int row = 0; row < part.rows; row++) {
            int code = part.codes[row];
            codes[rows++] = code == TextColumn.MISSING ? TextColumn.MISSING : own[code];
        }
    }

    /** Whether numbers were read before the column turned out to be text: their spelling is lost, it must be read again. */
    boolean lostNumbers() {
        return lostNumbers;
    }

    Column column() {
        if (text) {
            return TextColumn.of(name, rows == codes.length ? codes : Arrays.copyOf(codes, rows), levels.levels());
        }
        if (wide) {
            return NumericColumn.of(name, rows == numbers.length ? numbers : Arrays.copyOf(numbers, rows));
        }
        byte[] values = rows == bytes.length ? bytes : Arrays.copyOf(bytes, rows);
        return (bits & ~1) == 0 ? NumericColumn.ofBinary(name, values) : NumericColumn.ofBytes(name, values);
    }

    private void becomeText() {
        codes = new int[Math.max(FIRST_ROWS, rows)];
        Arrays.fill(codes, 0, rows, TextColumn.MISSING);
        for (int row = 0; row < rows && !lostNumbers; row++) {
            lostNumbers = wide ? !Double.isNaN(numbers[row]) : bytes[row] != NumericColumn.MISSING_BYTE;
        }
        numbers = new double[0];
        bytes = new byte[0];
        text = true;
    }

    private void addText(char[] cell, int offset, int length) {
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, rows * 2);
        }
        codes[rows++] = isMissing(cell, offset, length) ? TextColumn.MISSING : levels.code(cell, offset, length);
    }

    private boolean isMissing(char[] cell, int offset, int length) {
        if (length == 0) {
            return true;
        }
        for (char[] word : missing) {
            if (Arrays.equals(word, 0, word.length, cell, offset, offset + length)) {
                return true;
            }
        }
        return false;
    }
}
