package org.kapsurvey.analysis.codebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text by dictionary: each row holds the number of its level, -1 where it is missing. Levels are distinct. */
public final class TextColumn implements Column {
    public static final int MISSING = -1;

    private final String name;
    private final int[] codes;
    private final List<String> levels;

    private TextColumn(String name, int[] codes, List<String> levels) {
        this.name = name;
        this.codes = codes;
        this.levels = List.copyOf(levels);
    }

    /** Takes the array over: it must not be changed afterwards. */
    public static TextColumn of(String name, int[] codes, List<String> levels) {
        return new TextColumn(name, codes, levels);
    }

    /** Null and the empty text are missing. */
    public static TextColumn of(String name, List<? extends @Nullable String> values) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        int[] codes = new int[values.size()];
        for (int row = 0; row < codes.length; row++) {
            String value = values.get(row);
            codes[row] = value == null || value.isEmpty() ? MISSING : levels.computeIfAbsent(value, v -> levels.size());
        }
        return new TextColumn(name, codes, List.copyOf(levels.keySet()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    /** The level of the row, null where it is missing. */
    public @Nullable String value(int row) {
        return codes[row] == MISSING ? null : levels.get(codes[row]);
    }

    public int code(int row) {
        return codes[row];
    }

    /** The column's own array, for one pass over it; not to be changed. */
    public int[] codes() {
        return codes;
    }

    public List<String> levels() {
        return levels;
    }
}
