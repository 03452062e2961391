package org.kapsurvey.analysis.io;

import java.util.Set;

/**
 * How to read the cells of a CSV file.
 *
 * @param missing cells that mean missing, compared as they stand; the empty cell always does
 * @param text columns that are text whatever they hold
 * @param numeric columns whose every cell must be a number or missing
 */
public record CsvOptions(Set<String> missing, Set<String> text, Set<String> numeric) {
    public CsvOptions {
        missing = Set.copyOf(missing);
        text = Set.copyOf(text);
        numeric = Set.copyOf(numeric);
    }

    public static CsvOptions plain() {
        return new CsvOptions(Set.of(), Set.of(), Set.of());
    }
}
