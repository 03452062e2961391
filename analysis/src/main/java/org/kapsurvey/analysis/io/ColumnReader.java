package org.kapsurvey.analysis.io;

import java.util.Arrays;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.TextColumn;

/** Gathers the cells of one column: as numbers until a cell is none, as text from then on or when forced. */
final class ColumnReader {
    private static final int FIRST_ROWS = 1024;

    private final String name;
    private final boolean forcedNumeric;
    private final char[][] missing;
    private boolean text;
    private boolean lostNumbers;
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
            numbers = new double[FIRST_ROWS];
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
        if (rows == numbers.length) {
            numbers = Arrays.copyOf(numbers, rows * 2);
        }
        if (isMissing(cell, offset, length)) {
            numbers[rows++] = Double.NaN;
            return true;
        }
        double number = CsvNumber.parse(cell, offset, length);
        if (!Double.isNaN(number)) {
            numbers[rows++] = number;
            return true;
        }
        if (forcedNumeric) {
            numbers[rows++] = Double.NaN;
            return false;
        }
        becomeText();
        addText(cell, offset, length);
        return true;
    }

    /** Whether numbers were read before the column turned out to be text: their spelling is lost, it must be read again. */
    boolean lostNumbers() {
        return lostNumbers;
    }

    Column column() {
        return text
                ? TextColumn.of(name, Arrays.copyOf(codes, rows), levels.levels())
                : NumericColumn.of(name, Arrays.copyOf(numbers, rows));
    }

    private void becomeText() {
        codes = new int[numbers.length];
        Arrays.fill(codes, 0, rows, TextColumn.MISSING);
        for (int row = 0; row < rows && !lostNumbers; row++) {
            lostNumbers = !Double.isNaN(numbers[row]);
        }
        numbers = new double[0];
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
