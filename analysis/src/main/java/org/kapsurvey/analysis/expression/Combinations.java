package org.kapsurvey.analysis.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;

/**
 * All combinations of the values that some columns may hold, counted from 0, and which of them each row has. Only of columns that
 * hold small whole numbers or texts by dictionary, and only where the combinations are much fewer than the rows.
 */
final class Combinations {
    private static final int BYTES = 1 << Byte.SIZE;

    /** Rows that there must be for each combination, or going through the combinations first would gain nothing. */
    private static final int ROWS_EACH = 8;

    /** Rows in one call, so that the loop runs in compiled code from the second one on. */
    private static final int STRIP = 1 << 12;

    private final List<Column> columns;
    private final int[] sizes;
    private final int count;
    private final int rows;

    private Combinations(List<Column> columns, int[] sizes, int count, int rows) {
        this.columns = columns;
        this.sizes = sizes;
        this.count = count;
        this.rows = rows;
    }

    /** Nothing if one of the columns may hold any number, or there are too many combinations. */
    static Optional<Combinations> of(Collection<Column> columns, int rows) {
        int[] sizes = columns.stream().mapToInt(Combinations::size).toArray();
        long count = 1;
        for (int size : sizes) {
            count *= size;
            if (size == 0 || count > Character.MAX_VALUE || count * ROWS_EACH > rows) {
                return Optional.empty();
            }
        }
        return count * ROWS_EACH > rows
                ? Optional.empty()
                : Optional.of(new Combinations(List.copyOf(columns), sizes, (int) count, rows));
    }

    /** How many values a column may hold, its missing one among them; 0 if it is not known to be few. */
    private static int size(Column column) {
        if (column instanceof TextColumn text) {
            return text.levels().size() + 1;
        }
        NumericColumn numbers = (NumericColumn) column;
        if (numbers.bytes() == null) {
            return 0;
        }
        return numbers.isBinary() && !numbers.hasMissing() ? 2 : BYTES;
    }

    int count() {
        return count;
    }

    /** The combinations as a table: the columns by their names, a row for each. */
    Table table() {
        List<Column> values = new ArrayList<>();
        int after = count;
        for (int i = 0; i < sizes.length; i++) {
            after /= sizes[i];
            values.add(values(columns.get(i), sizes[i], after));
        }
        return Table.of(count, values);
    }

    /** @param after in how many rows one after the other a value stands */
    private Column values(Column column, int size, int after) {
        if (column instanceof TextColumn text) {
            int[] codes = new int[count];
            for (int i = 0; i < count; i++) {
                codes[i] = i / after % size - 1;
            }
            return TextColumn.of(column.name(), codes, text.levels());
        }
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i / after % size);
        }
        return NumericColumn.ofBytes(column.name(), bytes);
    }

    /** The number of each row's combination. */
    char[] codes() {
        char[] codes = new char[rows];
        for (int first = 0; first < rows; first += STRIP) {
            int end = Math.min(first + STRIP, rows);
            for (int i = 0; i < sizes.length; i++) {
                Column column = columns.get(i);
                if (column instanceof TextColumn text) {
                    add(text.codes(), sizes[i], codes, first, end);
                } else {
                    byte @Nullable [] bytes = ((NumericColumn) column).bytes();
                    if (bytes == null) {
                        throw new IllegalStateException("Column " + column.name() + " holds no bytes");
                    }
                    add(bytes, sizes[i], codes, first, end);
                }
            }
        }
        return codes;
    }

    private static void add(int[] levels, int size, char[] codes, int first, int end) {
        for (int row = first; row < end; row++) {
            codes[row] = (char) (codes[row] * size + levels[row] + 1);
        }
    }

    private static void add(byte[] bytes, int size, char[] codes, int first, int end) {
        for (int row = first; row < end; row++) {
            codes[row] = (char) (codes[row] * size + (bytes[row] & (BYTES - 1)));
        }
    }

    /** For each row what stands at its combination. */
    <T> List<T> spread(List<T> values) {
        char[] codes = codes();
        List<T> all = new ArrayList<>(rows);
        for (char code : codes) {
            all.add(values.get(code));
        }
        return all;
    }
}
