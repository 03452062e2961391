package org.kapsurvey.analysis.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * Reads CSV into columns: UTF-8 with or without byte order mark, RFC 4180, a header, {@code .gz} too. A column is numeric
 * only if every cell that is not missing is a number ({@link CsvNumber}); nothing is trimmed; text is compared after
 * NFC. Every fault has its file and line; ragged rows are all counted, the first five listed.
 */
public final class CsvTable {
    private static final int LISTED = 5;

    /** A file larger than this is read in regions of this size, several at once. */
    private static final long REGION = 8L << 20;

    private final CsvOptions options;
    private final Faults faults;

    private CsvTable(CsvOptions options, Faults faults) {
        this.options = options;
        this.faults = faults;
    }

    /**
     * A file and the name that its faults carry.
     *
     * @param wave what the column {@code _wave} holds for its rows; empty without waves
     */
    public record Source(Path path, String name, String wave) {
        public Source(Path path, String name) {
            this(path, name, "");
        }
    }

    /** The files stacked in their order, which must have equal headers; nothing, and faults, if any of them is wrong. */
    public static Optional<Table> read(List<Source> sources, CsvOptions options, Faults faults) {
        int before = faults.size();
        Table table = new CsvTable(options, faults).read(sources);
        return faults.size() > before ? Optional.empty() : Optional.ofNullable(table);
    }

    private @Nullable Table read(List<Source> sources) {
        Set<String> text = new HashSet<>(options.text());
        while (true) {
            int before = faults.size();
            Stack stack = new Stack(text);
            WaveColumn waves = new WaveColumn();
            for (Source source : sources) {
                stack.add(source);
                waves.add(source.wave(), stack.rows);
            }
            if (faults.size() > before || stack.columns.isEmpty()) {
                return null;
            }
            // A column that began with numbers and turned out to be text lost the spelling of those: read it again.
            Set<String> lost = new HashSet<>();
            stack.columns.stream().filter(ColumnReader::lostNumbers).forEach(column -> lost.add(column.name()));
            if (lost.isEmpty()) {
                Table table = Table.of(
                        stack.rows,
                        stack.columns.stream().map(ColumnReader::column).toList());
                return waves.addedTo(table);
            }
            text.addAll(lost);
        }
    }

    /** The columns of the files read so far. */
    private final class Stack {
        private final Set<String> text;
        private final List<ColumnReader> columns = new ArrayList<>();
        private List<String> header = List.of();
        private int rows;

        Stack(Set<String> text) {
            this.text = text;
        }

        void add(Source source) {
            if (addInParallel(source)) {
                return;
            }
            Records records = new Records(this, source, false);
            try {
                parse(withoutMark(bytes(source.path())), records);
                records.finish();
            } catch (NoSuchFileException e) {
                faults.add(Place.ofFile(source.name()), "The file is not there.", "Check its path.");
            } catch (CharacterCodingException e) {
                notUtf8(source);
            } catch (IOException e) {
                unreadable(source, e);
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof CharacterCodingException) {
                    notUtf8(source);
                } else {
                    unreadable(source, e.getCause());
                }
            } catch (CsvParseException e) {
                unparsable(source, records.line(), e);
            }
        }

        /**
         * Reads a large file in regions, several at once. Only a plain one: where a cell is quoted, so that a line feed
         * may stand in it, or anything is wrong, nothing is added and the file must be read from its start, which also
         * tells the line of every fault.
         */
        private boolean addInParallel(Source source) {
            CsvTable trial = new CsvTable(options, new Faults());
            try {
                if (source.path().toString().endsWith(".gz") || Files.size(source.path()) <= REGION) {
                    return false;
                }
                List<FileRegion> regions = FileRegion.headerAndLines(source.path(), REGION);
                Stack first = trial.new Stack(text);
                Records names = trial.new Records(first, source, false);
                parse(withoutMark(regions.get(0).open()), names);
                if (first.columns.size() < 2 || !trial.faults.isEmpty()) {
                    return false;
                }
                List<Optional<Stack>> parts = regions.subList(1, regions.size()).parallelStream()
                        .map(region -> trial.part(region, source, text, names.names))
                        .toList();
                if (parts.stream().anyMatch(Optional::isEmpty)) {
                    return false;
                }
                begin(source, names.names);
                if (header.equals(names.names)) {
                    append(parts.stream().flatMap(Optional::stream).toList());
                }
                return true;
            } catch (IOException | UncheckedIOException | CsvParseException e) {
                return false;
            }
        }

        private void append(List<Stack> parts) {
            int all = rows + parts.stream().mapToInt(part -> part.rows).sum();
            IntStream.range(0, columns.size()).parallel().forEach(column -> {
                for (Stack part : parts) {
                    columns.get(column).append(part.columns.get(column), all);
                }
            });
            rows = all;
        }

        void begin(Source source, List<String> names) {
            if (!header.isEmpty()) {
                if (!header.equals(names)) {
                    faults.add(
                            new Place(source.name(), 1, 1),
                            "The header differs from that of the first file.",
                            "Stacked files need the same columns in the same order: " + String.join(",", header) + ".");
                }
                return;
            }
            header = List.copyOf(names);
            checkHeader(source, names);
            char[][] missing =
                    options.missing().stream().map(String::toCharArray).toArray(char[][]::new);
            for (String name : names) {
                columns.add(new ColumnReader(
                        name, text.contains(name), options.numeric().contains(name), missing));
            }
        }

        private void checkHeader(Source source, List<String> names) {
            if (names.size() == 1 && (names.get(0).contains(";") || names.get(0).contains("\t"))) {
                faults.add(
                        new Place(source.name(), 1, 1),
                        "The columns are parted by " + (names.get(0).contains(";") ? "semicolons" : "tabs")
                                + ", not by commas.",
                        "Save the file with commas; Excel does so where the list separator of the regional settings is a"
                                + " comma.");
            }
            Set<String> seen = new HashSet<>();
            Set<String> twice = new TreeSet<>();
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).isEmpty()) {
                    faults.add(
                            new Place(source.name(), 1, 1),
                            "Column " + (i + 1) + " has no name.",
                            "Give every column of the header a name.");
                } else if (!seen.add(names.get(i))) {
                    twice.add(names.get(i));
                }
            }
            for (String name : twice) {
                faults.add(
                        new Place(source.name(), 1, 1),
                        "The column \"" + name + "\" stands twice in the header.",
                        "Give each column a name of its own.");
            }
        }
    }

    /** The rows of a region, if it is plain. */
    private Optional<Stack> part(FileRegion region, Source source, Set<String> text, List<String> header) {
        Stack stack = new Stack(text);
        stack.begin(source, header);
        Records records = new Records(stack, source, true);
        try {
            parse(region.open(), records);
            return records.isPlain() ? Optional.of(stack) : Optional.empty();
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            return Optional.empty();
        }
    }

    private static void parse(InputStream bytes, Records records) throws IOException {
        try (Reader characters = characters(bytes);
                CsvReader<Boolean> reader = CsvReader.builder()
                        .skipEmptyLines(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .allowExtraCharsAfterClosingQuote(false)
                        .build(records, characters)) {
            reader.forEach(record -> {});
        }
    }

    /** Takes the records of one file, or of a region of it behind the header, from the parser, cell by cell. */
    private final class Records extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final Stack stack;
        private final Source source;
        private final List<String> names = new ArrayList<>();
        private final boolean region;
        private boolean headerDone;
        private boolean empty;
        private int cells;
        private long blankLine;
        private final Problems ragged = new Problems();
        private final Map<String, Problems> notNumeric = new TreeMap<>();
        private final Problems strayQuotes = new Problems();

        Records(Stack stack, Source source, boolean region) {
            this.stack = stack;
            this.source = source;
            this.region = region;
            this.headerDone = region;
        }

        /** Whether nothing was found that only reading the whole file in order can judge. */
        boolean isPlain() {
            return blankLine == 0 && ragged.count == 0 && strayQuotes.count == 0 && notNumeric.isEmpty();
        }

        long line() {
            return Math.max(1, getStartingLineNumber());
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells = 0;
            empty = false;
        }

        @Override
        protected void handleEmpty() {
            empty = true;
        }

        @Override
        protected void handleField(int field, char[] cell, int offset, int length, boolean quoted) {
            if (quoted && region) {
                throw new CsvParseException("A quoted cell may reach into the next region");
            }
            if (!quoted && hasQuote(cell, offset, length)) {
                strayQuotes.add(line(), "");
            }
            cells++;
            if (!headerDone) {
                names.add(new String(cell, offset, length));
            } else if (field < stack.columns.size()) {
                ColumnReader column = stack.columns.get(field);
                if (!column.add(cell, offset, length)) {
                    notNumeric
                            .computeIfAbsent(column.name(), key -> new Problems())
                            .add(line(), " (\"" + new String(cell, offset, length) + "\")");
                }
            }
        }

        @Override
        protected Boolean buildRecord() {
            if (!headerDone) {
                headerDone = true;
                if (!empty) {
                    stack.begin(source, names);
                }
                return true;
            }
            int expected = stack.columns.size();
            if (cells == 0 && !empty) {
                // The parser opens a record after the last line break, where there is none.
                return true;
            }
            if (empty && expected == 1) {
                stack.columns.get(0).add(new char[0], 0, 0);
                stack.rows++;
                return true;
            }
            if (empty) {
                // Blank lines are let pass at the end of the file only.
                blankLine = blankLine == 0 ? line() : blankLine;
                return true;
            }
            if (blankLine > 0) {
                ragged.add(blankLine, " (blank)");
                blankLine = 0;
            }
            if (cells != expected) {
                ragged.add(line(), " (" + cells + (cells == 1 ? " cell)" : " cells)"));
                for (int missing = cells; missing < expected; missing++) {
                    stack.columns.get(missing).add(new char[0], 0, 0);
                }
            }
            stack.rows++;
            return true;
        }

        void finish() {
            if (names.isEmpty()) {
                faults.add(
                        Place.ofFile(source.name()),
                        "The file is empty.",
                        "Its first line must be a header that names the columns.");
                return;
            }
            ragged.report(
                    many -> (many ? "rows have" : "row has") + " another number of cells than the header's "
                            + stack.header.size(),
                    "Quote cells that hold a comma or a line break.");
            strayQuotes.report(
                    many -> (many ? "cells hold" : "cell holds") + " a quote without being quoted",
                    "Quote the whole cell and double the quotes inside: \"say \"\"yes\"\"\".");
            notNumeric.forEach((column, problems) -> problems.report(
                    many -> (many ? "cells" : "cell") + " of the column \"" + column + "\", which must be numeric, "
                            + (many ? "are no numbers" : "is no number"),
                    "Correct them, list them under \"missing\", or leave the column out of \"numeric\"."));
        }

        /** Lines of one kind of fault: all are counted, the first five kept. */
        private final class Problems {
            private long count;
            private long firstLine;
            private final List<String> first = new ArrayList<>();

            void add(long line, String detail) {
                count++;
                firstLine = firstLine == 0 ? line : firstLine;
                if (first.size() < LISTED) {
                    first.add("line " + line + detail);
                }
            }

            void report(Function<Boolean, String> what, String remedy) {
                if (count > 0) {
                    faults.add(
                            new Place(source.name(), (int) firstLine, 1),
                            count + " " + what.apply(count > 1) + ": " + String.join(", ", first)
                                    + (count > LISTED ? ", …" : "") + ".",
                            remedy);
                }
            }
        }
    }

    private static boolean hasQuote(char[] cell, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (cell[i] == '"') {
                return true;
            }
        }
        return false;
    }

    private static Reader characters(InputStream bytes) {
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static InputStream bytes(Path path) throws IOException {
        InputStream file = Files.newInputStream(path);
        if (!path.toString().endsWith(".gz")) {
            return file;
        }
        try {
            return new GZIPInputStream(file, 1 << 16);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** The stream behind a byte order mark, if it begins with one. */
    private static InputStream withoutMark(InputStream bytes) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(bytes, 3);
        byte[] start = stream.readNBytes(3);
        boolean mark = start.length == 3
                && (start[0] & 0xFF) == 0xEF
                && (start[1] & 0xFF) == 0xBB
                && (start[2] & 0xFF) == 0xBF;
        if (!mark) {
            stream.unread(start);
        }
        return stream;
    }

    private void unreadable(Source source, @Nullable IOException e) {
        String why = e == null || e.getMessage() == null ? "" : ": " + e.getMessage();
        faults.add(
                Place.ofFile(source.name()),
                "The file can't be read" + why + ".",
                "Check that it is a file that you may read, and whole if it ends in .gz.");
    }

    private void unparsable(Source source, long line, CsvParseException e) {
        Throwable cause = e;
        while (cause.getCause() instanceof CsvParseException inner) {
            cause = inner;
        }
        String why = String.valueOf(cause.getMessage());
        boolean unclosed = why.toLowerCase(Locale.ROOT).contains("unclosed");
        faults.add(
                new Place(source.name(), (int) line, 1),
                unclosed
                        ? "A quote that opens in the row of this line is never closed."
                        : "The row of this line can't be read: " + why + ".",
                "Close every quoted cell and double the quotes inside: \"say \"\"yes\"\"\".");
    }

    /** Finds the first line that is not UTF-8; the fast reader does not say where it stopped. */
    private void notUtf8(Source source) {
        int line = 1;
        try (InputStream bytes = new BufferedInputStream(bytes(source.path()), 1 << 16)) {
            ByteArrayOutputStream current = new ByteArrayOutputStream();
            int next;
            do {
                next = bytes.read();
                if (next == '\n' || next < 0) {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(current.toByteArray()));
                    current.reset();
                    line++;
                } else {
                    current.write(next);
                }
            } while (next >= 0);
        } catch (CharacterCodingException e) {
            faults.add(
                    new Place(source.name(), line, 1),
                    "This line is not UTF-8.",
                    "Save the file as \"CSV UTF-8\"; other encodings lose Vietnamese letters.");
            return;
        } catch (IOException e) {
            unreadable(source, e);
            return;
        }
        faults.add(Place.ofFile(source.name()), "The file is not UTF-8.", "Save the file as \"CSV UTF-8\".");
    }
}
