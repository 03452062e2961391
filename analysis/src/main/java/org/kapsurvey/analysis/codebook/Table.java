package org.kapsurvey.analysis.codebook;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns of equal length, each under a name of its own, in order. Immutable. */
public final class Table {
    private final int rows;
    private final Map<String, Column> columns;

    private Table(int rows, Map<String, Column> columns) {
        this.rows = rows;
        this.columns = columns;
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
        return new Table(rows, byName);
    }

    /** This table with the column added at the end, or in the place of the column of that name. */
    public Table with(Column column) {
        requireRows(rows, column);
        Map<String, Column> more = new LinkedHashMap<>(columns);
        more.put(column.name(), column);
        return new Table(rows, more);
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
