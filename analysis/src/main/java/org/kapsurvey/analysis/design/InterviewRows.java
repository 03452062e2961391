package org.kapsurvey.analysis.design;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How findings tell of rows: by their numbers, or, where a row of the table stands for several interviews, by their count. */
final class InterviewRows {
    private static final int LISTED = 5;

    private final int rows;
    private final long @Nullable [] interviews;

    /** @param interviews that each row stands for; null where every interview has its row */
    InterviewRows(int rows, long @Nullable [] interviews) {
        this.rows = rows;
        this.interviews = interviews;
    }

    /** How many interviews a row stands for. */
    long count(int row) {
        return interviews == null ? 1 : interviews[row];
    }

    /** {@code " (row 5)"}, or nothing. */
    String at(int row) {
        return interviews == null ? " (row " + (row + 1) + ")" : "";
    }

    /** {@code " in row 5"}, or nothing. */
    String in(int row) {
        return interviews == null ? " in row " + (row + 1) : "";
    }

    /** {@code "7 rows: row 1 (-2), row 5, …"} or {@code "7 rows"}; empty if there is none. */
    String list(IntPredicate wrong, IntFunction<String> detail) {
        int[] found = IntStream.range(0, rows).filter(wrong).toArray();
        if (found.length == 0) {
            return "";
        }
        long count = Arrays.stream(found).mapToLong(this::count).sum();
        String size = String.format(Locale.ROOT, count == 1 ? "%,d row" : "%,d rows", count);
        if (interviews != null) {
            return size;
        }
        return size + ": "
                + Arrays.stream(found)
                        .limit(LISTED)
                        .mapToObj(row -> "row " + (row + 1) + detail.apply(row))
                        .collect(Collectors.joining(", "))
                + (found.length > LISTED ? ", …" : "");
    }
}
