package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.fault.Faults;

/** A large plain file is read in regions at once; a compressed one from its start to its end. */
class LargeCsvTest {
    private static final int ROWS = 400_000;

    @TempDir
    private Path folder;

    @Test
    void aFileReadInRegionsGivesTheSameTableAsOneReadInOrder() throws IOException {
        assertSame(lines(row -> ""));
    }

    @Test
    void aColumnThatTurnsOutToBeTextInTheLastRegionIsTextFromItsFirstCell() throws IOException {
        Table table = assertSame(lines(row -> row == ROWS - 1 ? "x" : Integer.toString(row % 7)));
        assertThat(((TextColumn) table.column("late")).levels())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "x");
    }

    @Test
    void aQuotedLineFeedNearTheEndIsNoEndOfARow() throws IOException {
        Table table = assertSame(lines(row -> row == ROWS - 2 ? "\"a\n1,2,3,4\nb\"" : "a"));
        assertThat(((TextColumn) table.column("late")).value(ROWS - 2)).isEqualTo("a\n1,2,3,4\nb");
    }

    @Test
    void aFaultFarInTheFileKeepsItsLine() throws IOException {
        Path file = write("wrong.csv", lines(row -> row == ROWS - 3 ? "1,2" : "1"));
        Faults faults = new Faults();
        assertThat(CsvTable.read(List.of(new CsvTable.Source(file, "wrong.csv")), CsvOptions.plain(), faults))
                .isEmpty();
        assertThat(faults.list()).singleElement().asString().contains("wrong.csv:" + (ROWS - 1) + ":1: 1 row has");
    }

    private interface Late {
        String cell(int row);
    }

    private static String lines(Late late) {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder("item,number,text,late\n");
        for (int row = 0; row < ROWS; row++) {
            lines.append(random.nextInt(10) == 0 ? "" : Integer.toString(random.nextInt(2)))
                    .append(',')
                    .append(row > ROWS / 2 ? random.nextInt() / 8.0 : row % 100)
                    .append(",Xã số ")
                    .append(random.nextInt(row / 1000 + 1))
                    .append(',')
                    .append(late.cell(row))
                    .append('\n');
        }
        return lines.toString();
    }

    private Table assertSame(String lines) throws IOException {
        assertThat(lines.length()).isGreaterThan(8 << 20);
        Path packed = folder.resolve("packed.csv.gz");
        try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(packed))) {
            bytes.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        Table inOrder = read(packed);
        Table inRegions = read(write("plain.csv", lines));
        assertThat(inRegions.names()).containsExactlyElementsOf(inOrder.names());
        assertThat(inRegions.rows()).isEqualTo(ROWS);
        for (Column column : inOrder.columns()) {
            if (column instanceof TextColumn text) {
                TextColumn other = (TextColumn) inRegions.column(text.name());
                assertThat(other.levels()).isEqualTo(text.levels());
                assertThat(other.codes()).isEqualTo(text.codes());
            } else {
                assertThat(inRegions.numeric(column.name()).values()).isEqualTo(((NumericColumn) column).values());
            }
        }
        return inRegions;
    }

    private Path write(String name, String lines) throws IOException {
        return Files.writeString(folder.resolve(name), lines);
    }

    private static Table read(Path file) {
        Faults faults = new Faults();
        Table table = CsvTable.read(List.of(new CsvTable.Source(file, file.toString())), CsvOptions.plain(), faults)
                .orElseThrow();
        assertThat(faults.isEmpty()).isTrue();
        return table;
    }
}
