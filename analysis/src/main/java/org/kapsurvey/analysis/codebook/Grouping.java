package org.kapsurvey.analysis.codebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Rows sorted into groups by the values of some columns: the group of each row as a number, -1 for a row of no group
 * (a missing value, or outside the domain that the grouping was narrowed to). Groups are those that occur, in order:
 * numbers ascending, text by code point, the first column outermost. Without columns there is one group of all rows.
 *
 * <p>Which rows belong to which group is also told by the names of columns ({@link #by}, {@link #known}, {@link #within}),
 * so that another engine can sort rows that are not here.
 */
public final class Grouping {
    public static final int NONE = -1;

    private static final int NO_DISTANCE = Integer.MIN_VALUE;

    /** Up to so many possible cells a crossing keeps a place for each; above it sorts those that occur. */
    private static final long FEW_CELLS = 1 << 22;

    private final List<String> by;
    private final List<String> known;
    private final List<String> within;
    private final int[] codes;
    private final List<List<String>> levels;
    private final boolean quoted;

    /** Of all groups, made when the first is asked for: every estimate of a group asks for its label. */
    private volatile String @Nullable [] labels;

    private Grouping(
            List<String> by,
            List<String> known,
            List<String> within,
            int[] codes,
            List<List<String>> levels,
            boolean quoted) {
        this.by = by;
        this.known = known;
        this.within = within;
        this.codes = codes;
        this.levels = levels;
        this.quoted = quoted;
    }

    /** All rows in one group. */
    public static Grouping whole(int rows) {
        return new Grouping(List.of(), List.of(), List.of(), new int[rows], List.of(List.of()), true);
    }

    /**
     * The rows grouped by the columns.
     *
     * @throws IllegalArgumentException if a column is not in the table
     */
    public static Grouping of(Table table, List<String> by) {
        if (by.isEmpty()) {
            return whole(table.rows());
        }
        Grouping grouping = of(table.column(by.get(0)), by.stream().allMatch(table::quotes));
        for (String name : by.subList(1, by.size())) {
            grouping = grouping.crossedWith(table.column(name));
        }
        return grouping;
    }

    private static Grouping of(Column column, boolean quoted) {
        int[] codes = new int[column.rows()];
        List<List<String>> levels = new ArrayList<>();
        for (String name : ranked(column, codes)) {
            levels.add(List.of(name));
        }
        return new Grouping(List.of(column.name()), List.of(), List.of(), codes, List.copyOf(levels), quoted);
    }

    /**
     * The same groups without the rows where the condition is not 1 (0 and unknown alike). Groups that lose all their
     * rows stay, so that numbers keep their meaning.
     */
    public Grouping within(NumericColumn condition) {
        int[] narrowed = codes.clone();
        for (int row = 0; row < narrowed.length; row++) {
            if (condition.value(row) != 1) {
                narrowed[row] = NONE;
            }
        }
        return new Grouping(by, known, plus(within, condition.name()), narrowed, levels, quoted);
    }

    /** All groups as one: without the rows of no group. */
    public Grouping together() {
        int[] one = codes.clone();
        for (int row = 0; row < one.length; row++) {
            one[row] = Math.min(one[row], 0);
        }
        List<String> columns = known;
        for (String name : by) {
            columns = plus(columns, name);
        }
        return new Grouping(List.of(), columns, within, one, List.of(List.of()), quoted);
    }

    private static List<String> plus(List<String> names, String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return List.copyOf(more);
    }

    private Grouping crossedWith(Column column) {
        int[] inner = new int[column.rows()];
        List<String> names = ranked(column, inner);
        long possible = (long) levels.size() * names.size();
        long[] occurring = possible <= FEW_CELLS
                ? numberFew(inner, names.size(), (int) possible)
                : numberMany(inner, names.size());
        List<List<String>> kept = new ArrayList<>();
        for (long cell : occurring) {
            List<String> level = new ArrayList<>(levels.get((int) (cell / names.size())));
            level.add(names.get((int) (cell % names.size())));
            kept.add(List.copyOf(level));
        }
        return new Grouping(plus(by, column.name()), known, within, inner, List.copyOf(kept), quoted);
    }

    /** Turns each row's inner code into the number of its cell among those that occur, which are returned, ascending. */
    private long[] numberFew(int[] inner, int innerSize, int possible) {
        boolean[] occurs = new boolean[possible];
        for (int row = 0; row < inner.length; row++) {
            boolean none = codes[row] == NONE || inner[row] == NONE;
            inner[row] = none ? NONE : codes[row] * innerSize + inner[row];
            if (!none) {
                occurs[inner[row]] = true;
            }
        }
        long[] occurring =
                LongStream.range(0, possible).filter(cell -> occurs[(int) cell]).toArray();
        int[] places = new int[possible];
        for (int place = 0; place < occurring.length; place++) {
            places[(int) occurring[place]] = place;
        }
        for (int row = 0; row < inner.length; row++) {
            inner[row] = inner[row] == NONE ? NONE : places[inner[row]];
        }
        return occurring;
    }

    /** The same as {@link #numberFew} without a place for each possible cell. */
    private long[] numberMany(int[] inner, int innerSize) {
        long[] cells = new long[inner.length];
        for (int row = 0; row < cells.length; row++) {
            boolean none = codes[row] == NONE || inner[row] == NONE;
            cells[row] = none ? NONE : (long) codes[row] * innerSize + inner[row];
        }
        long[] occurring = Arrays.stream(cells)
                .filter(cell -> cell != NONE)
                .sorted()
                .distinct()
                .toArray();
        for (int row = 0; row < cells.length; row++) {
            inner[row] = cells[row] == NONE ? NONE : Arrays.binarySearch(occurring, cells[row]);
        }
        return occurring;
    }

    /** Writes the rank of each row's value into {@code ranks} and returns the values that occur in that order, as text. */
    private static List<String> ranked(Column column, int[] ranks) {
        return column instanceof TextColumn text ? ranked(text, ranks) : ranked((NumericColumn) column, ranks);
    }

    private static List<String> ranked(TextColumn text, int[] ranks) {
        int[] codes = text.codes();
        boolean[] occurs = new boolean[text.levels().size() + 1];
        mark(codes, 1, occurs);
        List<Integer> order = new ArrayList<>();
        for (int code = 0; code < text.levels().size(); code++) {
            if (occurs[code + 1]) {
                order.add(code);
            }
        }
        order.sort(Comparator.comparing(code -> text.levels().get(code), Grouping::compareCodePoints));
        int[] rank = new int[occurs.length];
        rank[0] = NONE;
        List<String> names = new ArrayList<>();
        for (int code : order) {
            rank[code + 1] = names.size();
            names.add(text.levels().get(code));
        }
        translate(codes, 1, rank, ranks);
        return names;
    }

    private static List<String> ranked(NumericColumn numeric, int[] ranks) {
        byte[] bytes = numeric.bytes();
        if (bytes != null) {
            return rankedBytes(bytes, ranks);
        }
        double[] values = numeric.values();
        double from = firstThere(values);
        int[] range = {Integer.MAX_VALUE, Integer.MIN_VALUE};
        boolean whole = distances(values, from, ranks, range);
        long places = 1L + range[1] - range[0];
        return whole && places <= FEW_CELLS
                ? rankedWhole(ranks, from, range[0], (int) Math.max(0, places))
                : rankedSparse(values, ranks);
    }

    private static List<String> rankedBytes(byte[] bytes, int[] ranks) {
        boolean[] occurs = new boolean[1 << Byte.SIZE];
        mark(bytes, occurs);
        int[] rank = new int[occurs.length];
        List<String> names = new ArrayList<>();
        for (int place = 0; place < rank.length; place++) {
            if (place + Byte.MIN_VALUE == NumericColumn.MISSING_BYTE) {
                rank[place] = NONE;
            } else if (occurs[place]) {
                rank[place] = names.size();
                names.add(Numbers.print(place + Byte.MIN_VALUE));
            }
        }
        translate(bytes, rank, ranks);
        return names;
    }

    /**
     * Ranks numbers that lie whole distances from each other by a place for each.
     *
     * @param ranks each row's distance from {@code from}, {@link #NO_DISTANCE} where the number is missing
     */
    private static List<String> rankedWhole(int[] ranks, double from, int smallest, int places) {
        boolean[] occurs = new boolean[places + 1];
        place(ranks, smallest, occurs);
        int[] rank = new int[places + 1];
        rank[0] = NONE;
        List<String> names = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            if (occurs[place + 1]) {
                rank[place + 1] = names.size();
                // + 0.0 prints -0 as 0
                names.add(Numbers.print(from + (smallest + place) + 0.0));
            }
        }
        if (names.size() < places) {
            translate(ranks, 1, rank, ranks);
        }
        return names;
    }

    // The loops over all rows are methods of their own: the compiler turns a short method into machine code in a
    // fraction
    // of the time that it takes for a long one, and a job on a file lasts less than a second.

    private static void mark(byte[] values, boolean[] occurs) {
        for (byte value : values) {
            occurs[value - Byte.MIN_VALUE] = true;
        }
    }

    private static void mark(int[] values, int shift, boolean[] occurs) {
        for (int value : values) {
            occurs[value + shift] = true;
        }
    }

    private static void translate(byte[] values, int[] table, int[] into) {
        for (int row = 0; row < values.length; row++) {
            into[row] = table[values[row] - Byte.MIN_VALUE];
        }
    }

    private static void translate(int[] values, int shift, int[] table, int[] into) {
        for (int row = 0; row < values.length; row++) {
            into[row] = table[values[row] + shift];
        }
    }

    private static void place(int[] distances, int smallest, boolean[] occurs) {
        for (int row = 0; row < distances.length; row++) {
            int place = distances[row] == NO_DISTANCE ? NONE : distances[row] - smallest;
            distances[row] = place;
            occurs[place + 1] = true;
        }
    }

    /** The first value that is not missing; NaN if all are. */
    private static double firstThere(double[] values) {
        int row = 0;
        while (row < values.length && Double.isNaN(values[row])) {
            row++;
        }
        return row < values.length ? values[row] : Double.NaN;
    }

    /**
     * Writes how far each value lies from {@code from}, and the smallest and the largest of these distances to {@code
     * range}; false if some are not whole numbers of 32 bits.
     */
    private static boolean distances(double[] values, double from, int[] into, int[] range) {
        boolean whole = true;
        int smallest = range[0];
        int largest = range[1];
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            int distance = (int) (value - from);
            if (Double.isNaN(value)) {
                distance = NO_DISTANCE;
            } else {
                whole &= from + distance == value && distance != NO_DISTANCE;
                smallest = Math.min(smallest, distance);
                largest = Math.max(largest, distance);
            }
            into[row] = distance;
        }
        range[0] = smallest;
        range[1] = largest;
        return whole;
    }

    private static List<String> rankedSparse(double[] values, int[] ranks) {
        Map<Double, Integer> seen = new HashMap<>();
        List<Double> distinct = new ArrayList<>();
        for (int row = 0; row < ranks.length; row++) {
            // + 0.0 makes one group of 0 and -0
            double value = values[row] + 0.0;
            if (Double.isNaN(value)) {
                ranks[row] = NONE;
                continue;
            }
            Integer code = seen.get(value);
            if (code == null) {
                code = distinct.size();
                seen.put(value, code);
                distinct.add(value);
            }
            ranks[row] = code;
        }
        double[] sorted =
                distinct.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int[] rank = new int[sorted.length];
        for (int code = 0; code < rank.length; code++) {
            rank[code] = Arrays.binarySearch(sorted, distinct.get(code));
        }
        for (int row = 0; row < ranks.length; row++) {
            ranks[row] = ranks[row] == NONE ? NONE : rank[ranks[row]];
        }
        return Arrays.stream(sorted).mapToObj(Numbers::print).toList();
    }

    /** Order by code point, where {@link String#compareTo} orders by UTF-16 unit. */
    public static int compareCodePoints(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothOrNone = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothOrNone ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** The columns that the groups differ in; a row of a group has a value of each. */
    public List<String> by() {
        return by;
    }

    /** Further columns that a row of a group has a value of. */
    public List<String> known() {
        return known;
    }

    /** The conditions that are 1 in the rows of the groups. */
    public List<String> within() {
        return within;
    }

    public int rows() {
        return codes.length;
    }

    /** How many groups there are. */
    public int size() {
        return levels.size();
    }

    public int code(int row) {
        return codes[row];
    }

    /** The grouping's own array, for one pass over it; not to be changed. */
    public int[] codes() {
        return codes;
    }

    /** The values of the group, in the order of {@link #by}. */
    public List<String> levels(int group) {
        return levels.get(group);
    }

    /** {@code mv024=2;mv025=1}; empty for the whole. In names and values {@code % ; =} are percent-encoded. */
    public String label(int group) {
        String[] known = labels;
        if (known == null) {
            known = IntStream.range(0, size()).mapToObj(this::labelled).toArray(String[]::new);
            labels = known;
        }
        return known[group];
    }

    /** Whether a message may quote the values that the groups differ in, see {@link Table#quotes}. */
    public boolean isQuoted() {
        return quoted;
    }

    /**
     * The group as a message names it: {@code sex=f;age=15-24} as the data writes it, or where its values may not be quoted
     * {@code sex;age as in row 5}, by its first row.
     */
    public String told(int group) {
        return quoted ? named(levels.get(group)) : String.join(";", by) + asInFirstRow(group);
    }

    /** {@code sex=f;age=15-24} of values that need not occur. */
    public String named(List<String> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> (i < by.size() ? by.get(i) : "?") + "=" + values.get(i))
                .collect(Collectors.joining(";"));
    }

    private String asInFirstRow(int group) {
        return IntStream.range(0, codes.length)
                .filter(row -> codes[row] == group)
                .mapToObj(row -> " as in row " + (row + 1))
                .findFirst()
                .orElse(" of no row");
    }

    private String labelled(int group) {
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < by.size(); i++) {
            label.append(i == 0 ? "" : ";")
                    .append(encoded(by.get(i)))
                    .append('=')
                    .append(encoded(levels.get(group).get(i)));
        }
        return label.toString();
    }

    private static String encoded(String text) {
        return text.replace("%", "%25").replace(";", "%3B").replace("=", "%3D");
    }
}
