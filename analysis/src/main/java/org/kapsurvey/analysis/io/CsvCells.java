package org.kapsurvey.analysis.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.frame.Cell;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.analysis.frame.Findings;
import org.kapsurvey.analysis.frame.FrameFinding;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * Reads the cells of a CSV file as texts: UTF-8 with or without byte order mark, RFC 4180, parted by what parts the header,
 * comma, semicolon, tab or bar, because Excel writes semicolons where the comma stands in numbers.
 */
final class CsvCells {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    private CsvCells() {}

    static Optional<CellTable> read(String name, byte[] bytes, int headerLine, Findings findings) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            findings.add(new Place(name, lineThatIsNotUtf8(bytes), 1), FrameFinding.NOT_UTF8);
            return Optional.empty();
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        int before = findings.faults().size();
        List<CellTable.Row> rows = rows(name, text, headerLine, findings);
        return findings.faults().size() > before ? Optional.empty() : CellTable.of(name, rows, headerLine, findings);
    }

    private static List<CellTable.Row> rows(String name, String text, int headerLine, Findings findings) {
        List<CellTable.Row> rows = new ArrayList<>();
        long line = 1;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(text, headerLine))
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .ofCsvRecord(text)) {
            int width = 0;
            for (Iterator<CsvRecord> records = reader.iterator(); records.hasNext(); ) {
                CsvRecord record = records.next();
                line = record.getStartingLineNumber();
                List<Cell> cells = record.getFields().stream().map(Cell::text).toList();
                CellTable.Row row = new CellTable.Row((int) line, cells);
                if (line == headerLine && !row.isBlank()) {
                    width = cells.size();
                } else if (width > 0 && !row.isBlank() && cells.size() != width) {
                    findings.add(new Place(name, (int) line, 1), FrameFinding.RAGGED_ROW, cells.size(), width);
                }
                rows.add(row);
            }
        } catch (CsvParseException e) {
            findings.add(new Place(name, (int) line + 1, 1), FrameFinding.NOT_CSV);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Of the signs that may part columns the one that the header has most of. */
    private static char separator(String text, int headerLine) {
        String header = text.lines().skip(headerLine - 1L).findFirst().orElse("");
        char most = ',';
        for (char separator : SEPARATORS) {
            if (count(header, separator) > count(header, most)) {
                most = separator;
            }
        }
        return most;
    }

    private static long count(String text, char sign) {
        return text.chars().filter(found -> found == sign).count();
    }

    private static int lineThatIsNotUtf8(byte[] bytes) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, begin, i - begin));
                } catch (CharacterCodingException e) {
                    return line;
                }
                begin = i + 1;
                line++;
            }
        }
        return line;
    }
}
