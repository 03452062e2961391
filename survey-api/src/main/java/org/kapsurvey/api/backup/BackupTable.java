package org.kapsurvey.api.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * A table whose rows are kept, in the order of its key, so that the same rows are the same bytes.
 *
 * @param columns those that are written; not those that PostgreSQL computes itself
 * @param order the columns of its key
 */
record BackupTable(String name, List<String> columns, List<String> order) {
    /** What nobody misses: who was logged in logs in again, and Flyway's own table is made by the migrations. */
    private static final Set<String> LEFT_OUT = Set.of("flyway_schema_history", "session", "login_bucket");

    /** The number of its rows, and the SHA-256 of their bytes. */
    record Sum(long rows, String sha256) {}

    /** Every table of the schema, each after those that it refers to. */
    static List<BackupTable> all(Connection connection) throws SQLException {
        Map<String, BackupTable> found = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select c.relname,
                            (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
                                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''),
                            (select array_agg(a.attname::text order by k.place) from pg_index i,
                                unnest(i.indkey::smallint[]) with ordinality k (attnum, place), pg_attribute a
                                where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum)
                        from pg_class c
                        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                        order by c.relname""")) {
            while (rows.next()) {
                String name = rows.getString(1);
                List<String> columns = texts(rows, 2);
                List<String> key = texts(rows, 3);
                if (!LEFT_OUT.contains(name)) {
                    found.put(name, new BackupTable(name, columns, key.isEmpty() ? columns : key));
                }
            }
        }
        return inOrder(found, references(connection));
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        return rows.getArray(column) == null
                ? List.of()
                : List.of((String[]) rows.getArray(column).getArray());
    }

    private static Map<String, Set<String>> references(Connection connection) throws SQLException {
        Map<String, Set<String>> references = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select a.relname, b.relname from pg_constraint k
                        join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid
                        where k.contype = 'f' and k.conrelid <> k.confrelid""")) {
            while (rows.next()) {
                references
                        .computeIfAbsent(rows.getString(1), table -> new LinkedHashSet<>())
                        .add(rows.getString(2));
            }
        }
        return references;
    }

    private static List<BackupTable> inOrder(Map<String, BackupTable> tables, Map<String, Set<String>> references) {
        List<BackupTable> ordered = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        while (done.size() < tables.size()) {
            int before = done.size();
            for (BackupTable table : tables.values()) {
                if (!done.contains(table.name) && done.containsAll(references.getOrDefault(table.name, Set.of()))) {
                    done.add(table.name);
                    ordered.add(table);
                }
            }
            if (done.size() == before) {
                throw new IllegalStateException("Tables refer to each other in a circle: "
                        + tables.keySet().stream()
                                .filter(name -> !done.contains(name))
                                .collect(Collectors.joining(", ")));
            }
        }
        return ordered;
    }

    /** Writes its rows as {@code COPY} does; {@code out} stays open. */
    Sum copyTo(Connection connection, OutputStream out) throws SQLException, IOException {
        MessageDigest digest = sha256();
        long rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "copy (select " + quoted(columns) + " from " + quote(name) + " order by " + quoted(order)
                                + ") to stdout",
                        new DigestOutputStream(out, digest));
        return new Sum(rows, HexFormat.of().formatHex(digest.digest()));
    }

    /** Adds rows that {@link #copyTo} wrote; {@code in} stays open. */
    void copyFrom(Connection connection, InputStream in) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + quote(name) + " (" + quoted(columns) + ") from stdin", in);
    }

    /** Lets the table count on from the greatest number that was ever given out in it. */
    void countOn(Connection connection) throws SQLException {
        List<String> counted = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select attname from pg_attribute where attrelid = ?::regclass and attidentity <> '' and not attisdropped")) {
            statement.setString(1, quote(name));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counted.add(rows.getString(1));
                }
            }
        }
        for (String column : counted) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select setval(pg_get_serial_sequence('" + quote(name) + "', '" + column
                        + "'), coalesce(max(" + quote(column) + "), 1), max(" + quote(column) + ") is not null) from "
                        + quote(name));
            }
        }
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String quoted(List<String> names) {
        return names.stream().map(BackupTable::quote).collect(Collectors.joining(", "));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
