package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.fault.Faults;

class CsvTableTest {
    @TempDir
    Path folder;

    @Test
    void aColumnIsNumericOnlyIfEveryCellIsANumber() throws IOException {
        Table table = table("a,b,c,d,e,f,g,h\n1,07294,NaN,1d,0x1,,-0.5e+3,1\n-2,1,2,3,4,,12345678901234567890,x\n");
        assertThat(table.numeric("a").values()).containsExactly(1, -2);
        assertThat(text(table, "b")).containsExactly("07294", "1");
        assertThat(text(table, "c")).containsExactly("NaN", "2");
        assertThat(text(table, "d")).containsExactly("1d", "3");
        assertThat(text(table, "e")).containsExactly("0x1", "4");
        assertThat(table.numeric("f").missingRows()).isEqualTo(2);
        assertThat(table.numeric("g").values()).containsExactly(-500, 1.2345678901234567e19);
        assertThat(text(table, "h")).containsExactly("1", "x");
    }

    @Test
    void formsThatLookLikeNumbersButAreNotMakeText() throws IOException {
        for (String cell : List.of(
                "1.",
                ".5",
                "+1",
                "1e",
                "1e+",
                "--1",
                "-",
                "00",
                "01.5",
                " 1",
                "1 ",
                "1,5",
                "1_000",
                "Infinity",
                "1e309")) {
            String quoted = "\"" + cell + "\"";
            assertThat(table("x\n" + quoted + "\n").column("x")).as(cell).isInstanceOf(TextColumn.class);
        }
    }

    @Test
    void aFileWithSemicolonsOrTabsIsNamedAsSuch() throws IOException {
        for (String sign : List.of(";", "\t")) {
            assertThat(faults("a,b\n1,2\n".replace(",", sign)).get(0))
                    .startsWith("x.csv:1:1: The columns are parted by " + (sign.equals(";") ? "semicolons" : "tabs")
                            + ", not by commas. Save the file with commas");
        }
    }

    @Test
    void numbersAreReadAsJavaReadsThem() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(1_000_000_000) / Math.pow(10, random.nextInt(12));
            if (!Double.isFinite(value)) {
                continue;
            }
            char[] cell = Double.toString(value).toCharArray();
            assertThat(CsvNumber.parse(cell, 0, cell.length)).isEqualTo(value);
        }
    }

    @Test
    void numbersBeforeTheFirstTextKeepTheirSpelling() throws IOException {
        Table table = table("id,x\n1.0,1\n1.00,2\nA,3\n");
        assertThat(text(table, "id")).containsExactly("1.0", "1.00", "A");
    }

    @Test
    void missingCellsAreThoseListedAndTheEmptyOne() throws IOException {
        CsvOptions options = new CsvOptions(Set.of("NA", "-9"), Set.of("t"), Set.of());
        Table table =
                read("x,t\n1,5\nNA,NA\n-9,\n\"\",05\n", options, new Faults()).orElseThrow();
        assertThat(table.numeric("x").values()).containsExactly(1, Double.NaN, Double.NaN, Double.NaN);
        assertThat(text(table, "t")).containsExactly("5", null, null, "05");
    }

    @Test
    void nothingIsTrimmedAndTextIsComparedAfterNfc() throws IOException {
        Table table = table("x\nHo\u00e0\nHoa\u0300\n Ho\u00e0\n");
        TextColumn column = (TextColumn) table.column("x");
        assertThat(column.levels()).containsExactly("Ho\u00e0", " Ho\u00e0");
        assertThat(column.code(0)).isEqualTo(column.code(1));
    }

    @Test
    void quotesByteOrderMarkAndLineBreaksFollowRfc4180() throws IOException {
        Table table = table("\uFEFF\"a\",b\r\n\"x, \"\"y\"\"\nz\",2\r\n");
        assertThat(text(table, "a")).containsExactly("x, \"y\"\nz");
        assertThat(table.numeric("b").values()).containsExactly(2);
    }

    @Test
    void aGzippedFileIsReadAsThePlainOne() throws IOException {
        Path file = folder.resolve("x.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,b\n1,x\n".getBytes(StandardCharsets.UTF_8));
        }
        Faults faults = new Faults();
        Table table = CsvTable.read(List.of(new CsvTable.Source(file, "x.csv.gz")), CsvOptions.plain(), faults)
                .orElseThrow();
        assertThat(table.numeric("a").values()).containsExactly(1);
    }

    @Test
    void filesWithEqualHeadersAreStacked() throws IOException {
        Path one = Files.writeString(folder.resolve("one.csv"), "a,b\n1,2\n");
        Path two = Files.writeString(folder.resolve("two.csv"), "a,b\n3,x\n");
        Table table = CsvTable.read(
                        List.of(new CsvTable.Source(one, "one.csv"), new CsvTable.Source(two, "two.csv")),
                        CsvOptions.plain(),
                        new Faults())
                .orElseThrow();
        assertThat(table.numeric("a").values()).containsExactly(1, 3);
        assertThat(text(table, "b")).containsExactly("2", "x");
        Path other = Files.writeString(folder.resolve("other.csv"), "a,c\n3,4\n");
        Faults faults = new Faults();
        CsvTable.read(
                List.of(new CsvTable.Source(one, "one.csv"), new CsvTable.Source(other, "other.csv")),
                CsvOptions.plain(),
                faults);
        assertThat(lines(faults)).singleElement().asString().startsWith("other.csv:1:1: The header differs");
    }

    @Test
    void raggedRowsAreCountedAndTheFirstFiveListed() throws IOException {
        assertThat(faults("a,b\n1\n2,3\n\n4,5,6\n7,8\n1\n1\n1\n"))
                .containsExactly(
                        "x.csv:2:1: 6 rows have another number of cells than the header's 2: line 2 (1 cell), line 4 (blank),"
                                + " line 5 (3 cells), line 7 (1 cell), line 8 (1 cell), …. Quote cells that hold a comma or a line break.");
    }

    @Test
    void blankLinesAtTheEndAreLetPass() throws IOException {
        assertThat(table("a,b\n1,2\n\n\n").rows()).isEqualTo(1);
        assertThat(table("a\n1\n\n2\n").rows()).isEqualTo(3);
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedWithItsLine() throws IOException {
        assertThat(faults("a,b\n1,2\n3,\"4\n5,6\n"))
                .containsExactly("x.csv:3:1: A quote that opens in the row of this line is never closed."
                        + " Close every quoted cell and double the quotes inside: \"say \"\"yes\"\"\".");
    }

    @Test
    void textAfterAClosingQuoteAndQuotesInPlainCellsAreRefused() throws IOException {
        assertThat(faults("a,b\n1,2\n\"x\"y,2\n")).singleElement().asString().startsWith("x.csv:3:1: ");
        assertThat(faults("a,b\n1,2\nx\"y,2\n"))
                .singleElement()
                .asString()
                .startsWith("x.csv:3:1: 1 cell holds a quote without being quoted: line 3.");
    }

    @Test
    void otherEncodingsAreRefusedWithTheLine() throws IOException {
        Path file = folder.resolve("x.csv");
        Files.write(file, "a,b\n1,2\nHà,3\n".getBytes(StandardCharsets.ISO_8859_1));
        Faults faults = new Faults();
        assertThat(CsvTable.read(List.of(new CsvTable.Source(file, "x.csv")), CsvOptions.plain(), faults))
                .isEmpty();
        assertThat(lines(faults))
                .containsExactly(
                        "x.csv:3:1: This line is not UTF-8. Save the file as \"CSV UTF-8\"; other encodings lose Vietnamese letters.");
    }

    @Test
    void headerFaultsAreAllReported() throws IOException {
        assertThat(faults("a,,a,b,b\n1,2,3,4,5\n"))
                .containsExactly(
                        "x.csv:1:1: Column 2 has no name. Give every column of the header a name.",
                        "x.csv:1:1: The column \"a\" stands twice in the header. Give each column a name of its own.",
                        "x.csv:1:1: The column \"b\" stands twice in the header. Give each column a name of its own.");
    }

    @Test
    void emptyAndAbsentFilesAreRefused() throws IOException {
        assertThat(faults(""))
                .containsExactly("x.csv: The file is empty. Its first line must be a header that names the columns.");
        Faults faults = new Faults();
        CsvTable.read(List.of(new CsvTable.Source(folder.resolve("no.csv"), "no.csv")), CsvOptions.plain(), faults);
        assertThat(lines(faults)).containsExactly("no.csv: The file is not there. Check its path.");
    }

    @Test
    void aCutOffGzipFileIsRefused() throws IOException {
        Path file = folder.resolve("x.csv.gz");
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        Faults faults = new Faults();
        assertThat(CsvTable.read(List.of(new CsvTable.Source(file, "x.csv.gz")), CsvOptions.plain(), faults))
                .isEmpty();
        assertThat(lines(faults)).singleElement().asString().startsWith("x.csv.gz: The file can't be read");
    }

    @Test
    void aColumnThatMustBeNumericNamesTheCellsThatAreNot() throws IOException {
        Faults faults = new Faults();
        read("a,b\n1,2\nx,3\n2,3\ny,3\n", new CsvOptions(Set.of(), Set.of(), Set.of("a")), faults);
        assertThat(lines(faults))
                .containsExactly(
                        "x.csv:3:1: 2 cells of the column \"a\", which must be numeric, are no numbers: line 3 (\"x\"), line 5 (\"y\")."
                                + " Correct them, list them under \"missing\", or leave the column out of \"numeric\".");
    }

    @Test
    void aHeaderWithoutRowsIsATableWithoutRows() throws IOException {
        assertThat(table("a,b\n").rows()).isZero();
        assertThat(table("a,b").column("b")).isInstanceOf(NumericColumn.class);
    }

    private Table table(String csv) throws IOException {
        return read(csv, CsvOptions.plain(), new Faults()).orElseThrow();
    }

    private List<String> faults(String csv) throws IOException {
        Faults faults = new Faults();
        assertThat(read(csv, CsvOptions.plain(), faults)).isEmpty();
        return lines(faults);
    }

    private Optional<Table> read(String csv, CsvOptions options, Faults faults) throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), csv);
        return CsvTable.read(List.of(new CsvTable.Source(file, "x.csv")), options, faults);
    }

    private static List<String> lines(Faults faults) {
        return faults.list().stream().map(Object::toString).toList();
    }

    private static List<String> text(Table table, String column) {
        TextColumn values = (TextColumn) table.column(column);
        List<String> all = new java.util.ArrayList<>();
        for (int row = 0; row < values.rows(); row++) {
            all.add(values.value(row));
        }
        return all;
    }
}
