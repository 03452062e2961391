package org.kapsurvey.api.round;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.TextColumn;

/**
 * The cells of one column while rows are read: four bytes a row, and each distinct text once, in form NFC as in a file that is
 * read. Null and the empty text are missing. Not safe for use by several threads.
 */
final class CodedCells {
    private final Map<String, Integer> codeOf = new HashMap<>();
    private final List<String> levels = new ArrayList<>();
    private int[] codes = new int[256];
    private int rows;

    void add(@Nullable String cell) {
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, rows * 2);
        }
        codes[rows++] = cell == null || cell.isEmpty() ? TextColumn.MISSING : code(cell);
    }

    private int code(String cell) {
        Integer known = codeOf.get(cell);
        if (known != null) {
            return known;
        }
        String composed = Normalizer.normalize(cell, Normalizer.Form.NFC);
        int code = codeOf.computeIfAbsent(composed, level -> levels.size());
        if (code == levels.size()) {
            levels.add(composed);
        }
        codeOf.put(cell, code);
        return code;
    }

    List<String> levels() {
        return levels;
    }

    int[] codes() {
        return Arrays.copyOf(codes, rows);
    }

    TextColumn text(String name) {
        return TextColumn.of(name, codes(), levels);
    }

    /** Numbers made from the texts; NaN where the cell is missing. Zero has no sign, for a file holds none. */
    NumericColumn numeric(String name, ToDoubleFunction<String> number) {
        double[] numberOf = levels.stream().mapToDouble(number).toArray();
        double[] numbers = new double[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = codes[row] == TextColumn.MISSING ? Double.NaN : numberOf[codes[row]] + 0.0;
        }
        return NumericColumn.of(name, numbers);
    }
}
