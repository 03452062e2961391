package org.kapsurvey.analysis.codebook;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns of equal length, each under a name of its own, in order. Immutable. */
public final class Table {
    private final int rows;
    private final Map<String, Column> columns;

    /** The columns whose cells may stand in a message; null where all may. */
    private final @Nullable Set<String> quoted;

    private Table(int rows, Map<String, Column> columns, @Nullable Set<String> quoted) {
        this.rows = rows;
        this.columns = columns;
        this.quoted = quoted;
    }

    /**
     * A table of the columns.
     *
     * @throws IllegalArgumentException if two columns share a name or a length is not {@code rows}
     */
    public static Table of(int rows, List<? extends Column> columns) {
        Map<String, Column> byName = new LinkedHashMap<>();
        for (Column column : columns) {
            requireRows(rows, column);
            if (byName.put(column.name(), column) != null) {
                throw new IllegalArgumentException("Two columns are called \"" + column.name() + "\"");
            }
        }
        return new Table(rows, byName, null);
    }

    /** This table with the column added at the end, or in the place of the column of that name. */
    public Table with(Column column) {
        requireRows(rows, column);
        Map<String, Column> more = new LinkedHashMap<>(columns);
        more.put(column.name(), column);
        return new Table(rows, more, quoted);
    }

    /**
     * The same table, of which messages quote the cells of these columns alone: those of all others, also of columns that are
     * added later, are answers of people or made of them.
     */
    public Table quotingOnly(Collection<String> names) {
        return new Table(rows, columns, Set.copyOf(names));
    }

    /** Whether a message may quote what a cell of the column holds, and not only name its row. */
    public boolean quotes(String name) {
        return quoted == null || quoted.contains(name);
    }

    public int rows() {
        return rows;
    }

    public Collection<Column> columns() {
        return Collections.unmodifiableCollection(columns.values());
    }

    public Collection<String> names() {
        return Collections.unmodifiableCollection(columns.keySet());
    }

    public Optional<Column> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /**
     * The column of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("There is no column \"" + name + "\"");
        }
        return column;
    }

    /**
     * The column of numbers of that name.
     *
     * @throws IllegalArgumentException if there is none or it is text
     */
    public NumericColumn numeric(String name) {
        if (column(name) instanceof NumericColumn numeric) {
            return numeric;
        }
        throw new IllegalArgumentException("Column \"" + name + "\" is text where numbers are needed");
    }

    private static void requireRows(int rows, Column column) {
        if (column.rows() != rows) {
            throw new IllegalArgumentException(
                    "Column \"" + column.name() + "\" has " + column.rows() + " rows, the table " + rows);
        }
    }
}
