package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.assertj.core.api.SoftAssertions;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.frame.FrameFinding;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.hash.ContentHash;

class FrameFilesTest {
    private static final Path EXAMPLES = ProjectFiles.root().resolve("docs/frames");

    private static FrameFiles.Outcome read(String mapping, Map<String, byte[]> files) {
        return FrameFiles.read("frame.json", mapping, name -> {
            byte[] bytes = files.get(name);
            if (bytes == null) {
                throw new NoSuchFileException(name);
            }
            return bytes;
        });
    }

    private static Map<String, byte[]> bytes(Map<String, String> files) {
        Map<String, byte[]> bytes = new HashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    // The examples

    @Test
    void theMadeUpFrameIsReadAndFollowsItsDates() {
        FrameFiles.Outcome outcome = FrameFiles.read(EXAMPLES.resolve("made-up/frame.json"));
        FrameHistory history = outcome.orThrow();
        Frame now = history.frame();

        assertThat(now.at(AreaLevel.PROVINCE)).extracting(Area::code).containsExactly("01");
        assertThat(now.at(AreaLevel.COMMUNE)).hasSize(6);
        assertThat(now.at(AreaLevel.RESIDENTIAL_GROUP)).hasSize(25);
        Area group = now.area("00101-1").orElseThrow();
        assertThat(group.size("population")).hasValue(1154);
        assertThat(now.area("00106").orElseThrow().size("women_15_49")).hasValue(0);
        assertThat(now.area("00101").orElseThrow().size("population")).hasValue(1154 + 714 + 1695 + 2121 + 448 + 233);
        assertThat(now.area("00104").orElseThrow().flags()).containsExactly("ethnic_minority", "remote");
        assertThat(now.area("00106").orElseThrow().flags()).containsExactly("sea_border_island");
        assertThat(now.area("00105").orElseThrow().flags()).containsExactly("industrial_zone", "many_believers");

        Frame later = history.asOf(LocalDate.of(2027, 1, 1));
        assertThat(now.area("00103").orElseThrow().setting()).isEqualTo("rural");
        assertThat(later.area("00103").orElseThrow().type()).isEqualTo("phường");
        assertThat(later.area("00103").orElseThrow().setting()).isEqualTo("urban");
        assertThat(later.area("00104").orElseThrow().flags()).containsExactly("ethnic_minority");
        assertThat(history.changes())
                .contains(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1))
                .isSorted();
        assertThat(outcome.warnings())
                .extracting(warning -> warning.english().toString())
                .containsExactly(EXAMPLES.resolve("made-up/frame.json")
                        + ":59:15: 6 sizes of \"households\" were accepted although they are of 2026-04-01, not of"
                        + " 2026-09-01.");
    }

    /** What the data says: 213 communes of 686 to 161,051 people; 12 of them become wards on 2026-09-20. */
    @Test
    void theRealCommunesAreReadAsTheyAreAndTwelveBecomeWardsOnTheirDay() throws IOException {
        Path data = ProjectFiles.shared("data/admin-units");
        assumeTrue(Files.isDirectory(data), "skipped: ../shared/data/admin-units is absent");
        String mapping = Files.readString(EXAMPLES.resolve("hai-phong-bac-ninh/frame.json"));
        FrameFiles.Outcome outcome =
                FrameFiles.read("frame.json", mapping, name -> Files.readAllBytes(data.resolve(name)));
        FrameHistory history = outcome.orThrow();
        Frame before = history.asOf(LocalDate.of(2026, 9, 19));
        Frame after = history.asOf(LocalDate.of(2026, 9, 20));

        List<Area> communes = before.at(AreaLevel.COMMUNE);
        assertThat(communes).hasSize(213);
        assertThat(communes).extracting(Area::code).allMatch(code -> code.matches("[0-9]{5}"));
        assertThat(communes.stream().mapToLong(FrameFilesTest::population).min())
                .hasValue(686);
        assertThat(communes.stream().mapToLong(FrameFilesTest::population).max())
                .hasValue(161_051);
        assertThat(before.children("31")).hasSize(114);
        assertThat(before.children("24")).hasSize(99);
        assertThat(before.area("31").orElseThrow().size("population")).hasValue(4_692_669);
        assertThat(before.area("24").orElseThrow().size("population")).hasValue(3_619_442);
        assertThat(before.area("24").orElseThrow().type()).isEqualTo("tỉnh");
        assertThat(after.area("24").orElseThrow().type()).isEqualTo("thành phố");

        Set<String> becameWards = communes.stream()
                .filter(area -> !area.type()
                        .equals(after.area(area.code()).orElseThrow().type()))
                .map(Area::code)
                .collect(Collectors.toSet());
        assertThat(becameWards)
                .containsExactlyInAnyOrder(
                        "07294", "07375", "07399", "07444", "07840", "09193", "09292", "09313", "09319", "09454",
                        "09475", "09496");
        assertThat(wards(before, "24")).isEqualTo(33);
        assertThat(wards(after, "24")).isEqualTo(45);
        assertThat(wards(before, "31")).isEqualTo(45);
        assertThat(wards(after, "31")).isEqualTo(45);
        assertThat(after.area("07840").orElseThrow().setting()).isEqualTo("urban");
        assertThat(before.area("07840").orElseThrow().setting()).isEqualTo("rural");
        assertThat(before.areas().stream().filter(area -> area.hasFlag("island")))
                .hasSize(2);
        assertThat(before.hash()).isNotEqualTo(after.hash());
        assertThat(history.changes()).containsExactly(LocalDate.of(2025, 7, 1), LocalDate.of(2026, 9, 20));
    }

    private static long population(Area area) {
        return area.size("population").orElseThrow();
    }

    private static long wards(Frame frame, String province) {
        return frame.children(province).stream()
                .filter(area -> area.type().equals("phường"))
                .count();
    }

    // Identities

    @Test
    void aFrameThatIsWrittenAndReadAgainIsTheSameFrame() {
        FrameHistory history =
                FrameFiles.read(EXAMPLES.resolve("made-up/frame.json")).orThrow();
        Map<String, String> files = history.files();
        FrameHistory again = read(files.get("frame.json"), bytes(files)).orThrow();

        assertThat(again).isEqualTo(history);
        assertThat(again.hash())
                .isEqualTo(history.hash())
                .isEqualTo(ContentHash.of(files.get("frame.json")
                        + files.get("areas.csv")
                        + files.get("sizes.csv")
                        + files.get("flags.csv")));
    }

    @Test
    void theOrderOfRowsTheSeparatorAndBlanksAroundCellsDoNotMatter() {
        String hash = read(MAPPING, bytes(FILES)).orThrow().hash();
        Random random = new Random(11);
        for (int round = 0; round < 5; round++) {
            String parted = round == 0 ? "|" : " \t\u00a0";
            Map<String, String> other = new HashMap<>();
            FILES.forEach((name, text) -> {
                List<String> lines = new ArrayList<>(text.lines().toList());
                Collections.shuffle(lines.subList(1, lines.size()), random);
                other.put(name, "\uFEFF" + String.join("\r\n", lines).replace(",", parted) + "\r\n\r\n");
            });
            assertThat(read(MAPPING, bytes(other)).orThrow().hash()).isEqualTo(hash);
        }
    }

    @Test
    void aWorkbookGivesTheSameFrameAsCsv() throws IOException {
        String mapping = MAPPING.replace("areas.csv", "frame.xlsx")
                .replace("flags.csv", "frame.xlsx")
                .replace("\"file\": \"frame.xlsx\"", "\"file\": \"frame.xlsx\", \"sheet\": \"areas\", \"headerRow\": 3")
                .replaceFirst("(\"flagged\": \\[\\{\"file\": \"frame.xlsx\", \"sheet\": \")areas", "$1flags");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            sheet(workbook.newWorksheet("areas"), FILES.get("areas.csv"), Set.of("population"), Set.of("from"));
            sheet(workbook.newWorksheet("flags"), FILES.get("flags.csv"), Set.of(), Set.of("from", "to"));
        }

        assertThat(read(mapping, Map.of("frame.xlsx", bytes.toByteArray())).orThrow())
                .isEqualTo(read(MAPPING, bytes(FILES)).orThrow());
    }

    /** Two rows of title above the header; some columns as numbers and as dates, the others as texts. */
    private static void sheet(Worksheet sheet, String csv, Set<String> numbers, Set<String> dates) {
        sheet.value(0, 0, "Biểu mẫu");
        List<String> lines = csv.lines().toList();
        String[] header = lines.get(0).split(",", -1);
        for (int row = 0; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            for (int column = 0; column < cells.length; column++) {
                if (row > 0 && numbers.contains(header[column]) && !cells[column].isEmpty()) {
                    sheet.value(row + 2, column, Long.parseLong(cells[column]));
                } else if (row > 0 && dates.contains(header[column]) && !cells[column].isEmpty()) {
                    sheet.value(row + 2, column, LocalDate.parse(cells[column]));
                    sheet.style(row + 2, column).format("dd/mm/yyyy").set();
                } else if (!cells[column].isEmpty()) {
                    sheet.value(row + 2, column, cells[column]);
                }
            }
        }
    }

    @Test
    void aCodeThatAWorkbookHoldsAsANumberIsRefusedUnlessItsDigitsAreDeclared() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("x");
            sheet.value(0, 0, "code");
            sheet.value(0, 1, "name");
            sheet.value(0, 2, "population");
            sheet.value(1, 0, 101);
            sheet.value(1, 1, "Bến Cũ");
            sheet.value(1, 2, 900);
        }
        String mapping = """
                {"frame": "x", "name": {"vi": "x", "en": "x"}, "date": "2026-01-01",
                 "groups": {"population": {"vi": "Dân số", "en": "Population"}},
                 "areas": [{"file": "x.xlsx", "level": "commune", "code": CODE, "name": "name",
                   "sizes": [{"group": "population", "column": "population", "date": "2026-01-01"}]}]}
                """;
        Map<String, byte[]> files = Map.of("x.xlsx", bytes.toByteArray());

        assertThat(texts(read(mapping.replace("CODE", "\"code\""), files).faults()))
                .containsExactly(
                        "x.xlsx (x):2:1: Column \"code\": the code 101 is a cell of type number, which may have"
                                + " lost leading zeros. Format the column as text and enter the codes again, or give their"
                                + " \"digits\" in frame.json.");
        assertThat(read(mapping.replace("CODE", "{\"column\": \"code\", \"digits\": 5}"), files)
                        .orThrow()
                        .frame()
                        .area("00101"))
                .isPresent();
        byte[] plain = withoutFormats(bytes.toByteArray());
        assertThat(read(mapping.replace("CODE", "{\"column\": \"code\", \"digits\": 5}"), Map.of("x.xlsx", plain))
                        .orThrow())
                .isEqualTo(read(mapping.replace("CODE", "{\"column\": \"code\", \"digits\": 5}"), files)
                        .orThrow());
    }

    /** A workbook may lack the part of formats, as programs write it that need none. */
    private static byte[] withoutFormats(byte[] workbook) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile from = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                        .get();
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipArchiveEntry entry : Collections.list(from.getEntries())) {
                String text = new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                if (!entry.getName().equals("xl/styles.xml")) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(text.replaceAll("<(Override|Relationship) [^>]*styles[^>]*>", "")
                            .replaceAll(" s=\"\\d+\"", "")
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(bytes.size()).isLessThan(workbook.length);
        return bytes.toByteArray();
    }

    @Test
    void textsInTheDecomposedFormAreComposedWhereTheMappingSaysSo() {
        Map<String, String> files = new HashMap<>(FILES);
        files.replaceAll((name, text) -> Normalizer.normalize(text, Normalizer.Form.NFD));
        FrameFiles.Outcome refused = read(MAPPING, bytes(files));
        FrameFiles.Outcome composed =
                read(MAPPING.replace("\"groups\"", "\"unicode\": \"compose\", \"groups\""), bytes(files));

        assertThat(refused.faults())
                .isNotEmpty()
                .allMatch(finding -> finding.english().message().contains("decomposed"));
        assertThat(composed.orThrow()).isEqualTo(read(MAPPING, bytes(FILES)).orThrow());
        assertThat(composed.warnings())
                .anyMatch(warning -> warning.english().message().contains("were put from Unicode's decomposed"));
    }

    // What is wrong

    private static final String MAPPING = """
            {"frame": "small", "name": {"vi": "Nhỏ", "en": "Small"}, "date": "2026-01-01",
             "groups": {"population": {"vi": "Dân số", "en": "Population"}, "women": {"vi": "Phụ nữ", "en": "Women"}},
             "flags": {"remote": {"vi": "Xa xôi", "en": "Remote"}},
             "areas": [
              {"file": "areas.csv", "level": "province", "rows": {"column": "level", "values": ["tỉnh"]},
               "code": "code", "parent": "parent", "name": "name"},
              {"file": "areas.csv", "level": "commune", "rows": {"column": "level", "values": ["xã", "phường"]},
               "code": {"column": "code", "digits": 5}, "parent": "parent", "name": "name", "type": "level",
               "setting": {"byType": {"xã": "rural", "phường": "urban"}},
               "from": {"column": "from"}, "to": {"column": "to"},
               "sizes": [{"group": "population", "column": "population", "date": "2026-01-01"}]}],
             "flagged": [{"file": "flags.csv", "code": "code", "flag": {"column": "flag"},
               "from": {"column": "from"}, "to": {"column": "to"}}]}
            """;
    private static final Map<String, String> FILES = Map.of("areas.csv", """
            level,code,parent,name,population,from,to
            tỉnh,01,,Bãi Mới,,,
            xã,00101,01,Đồi Trà,1200,2025-07-01,2026-06-30
            phường,00101,01,Đồi Trà,1200,2026-07-01,
            phường,00102,01,Bến Cũ,5300,2025-07-01,
            """, "flags.csv", """
            code,flag,from,to
            00101,remote,2025-07-01,2026-12-31
            """, "zero.csv", """
            code,n,group
            00101,0,men
            """);

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(finding -> finding.english().toString()).toList();
    }

    /** One thing made wrong. */
    private record Wrong(FrameFinding kind, String file, String before, String after, String expected) {
        FrameFiles.Outcome read() {
            Map<String, String> files = new HashMap<>(FILES);
            String mapping = MAPPING;
            if (file.equals("frame.json")) {
                assertThat(mapping).contains(before);
                mapping = mapping.replace(before, after);
            } else {
                assertThat(files.get(file)).contains(before);
                files.put(file, files.get(file).replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(after)));
            }
            return FrameFilesTest.read(mapping, bytes(files));
        }
    }

    private static Wrong areas(FrameFinding kind, String before, String after, String expected) {
        return new Wrong(kind, "areas.csv", before, after, expected);
    }

    private static final List<Wrong> WRONG = List.of(
            areas(FrameFinding.NOT_CSV, "Bến Cũ", "\"Bến\" Cũ", "areas.csv:5:1: This row can't be parted into cells"),
            areas(FrameFinding.RAGGED_ROW, "Bến Cũ,5300", "Bến Cũ,5,300", "areas.csv:5:1: The row has 8 cells"),
            areas(FrameFinding.NO_HEADER, "level,code", "\nlevel,code", "areas.csv: Row 1 must be the header"),
            new Wrong(
                    FrameFinding.NO_ROWS,
                    "flags.csv",
                    "00101,remote,2025-07-01,2026-12-31",
                    "",
                    "flags.csv: The file has no row of data"),
            new Wrong(
                    FrameFinding.NO_SUCH_ROWS,
                    "frame.json",
                    "[\"tỉnh\"]",
                    "[\"thành phố\"]",
                    "frame.json:5:65: No row has thành phố in the column \"level\""),
            areas(FrameFinding.BLANK_ROW, "phường,00102", ",,,,,,\nphường,00102", "areas.csv:5:1: The row is blank"),
            areas(
                    FrameFinding.COLUMN_TWICE,
                    "name,population",
                    "name,name",
                    "areas.csv:1:5: The column \"name\" stands twice"),
            areas(
                    FrameFinding.COLUMN_ABSENT,
                    "population",
                    "people",
                    "frame.json:11:48: The file areas.csv has no column \"population\". Columns: level, code, parent, name,"
                            + " people, from, to."),
            areas(FrameFinding.CELL_WITHOUT_COLUMN, "from,to", "from,", "areas.csv:3:7: The cell holds \"2026-06-30\""),
            areas(
                    FrameFinding.CELL_EMPTY,
                    "Bến Cũ",
                    "",
                    "areas.csv:5:4: The cell of the column \"name\" is empty (code" + " 00102)"),
            areas(FrameFinding.NOT_COMPOSED, "Bến Cũ", "Be\u0302\u0301n Cu\u0303", "areas.csv:5:4: Column \"name\""),
            areas(
                    FrameFinding.CODE_DIGITS,
                    "00102",
                    "102",
                    "areas.csv:5:2: Column \"code\": the code \"102\" must have 5"),
            areas(
                    FrameFinding.SIZE_NOT_WHOLE,
                    "5300",
                    "5300.5",
                    "areas.csv:5:5: Column \"population\": \"5300.5\" is no" + " whole number (code 00102)"),
            areas(
                    FrameFinding.SIZE_WITH_SEPARATORS,
                    "5300",
                    "5.300",
                    "areas.csv:5:5: Column \"population\": \"5.300\" has a"
                            + " thousands separator (code 00102). Write 5300, or declare \"thousands\": \".\""),
            areas(
                    FrameFinding.SIZE_WITH_SEPARATORS,
                    "5300",
                    "\"5,300\"",
                    "areas.csv:5:5: Column \"population\": \"5,300\""),
            areas(FrameFinding.SIZE_NEGATIVE, "5300", "-5300", "areas.csv:5:5: Column \"population\": the size -5300"),
            areas(
                    FrameFinding.POPULATION_ZERO,
                    "5300",
                    "0",
                    "areas.csv:5:5: Column \"population\": the population is 0"),
            new Wrong(
                    FrameFinding.SIZE_ZERO,
                    "frame.json",
                    "\"flagged\"",
                    "\"sizes\": [{\"file\": \"zero.csv\", \"code\": \"code\", \"group\": \"women\", \"date\":"
                            + " \"2026-01-01\", \"size\": \"n\"}], \"flagged\"",
                    "zero.csv:2:2: Column \"n\": the size is 0 (code 00101)"),
            new Wrong(
                    FrameFinding.SIZE_OTHER_DATE,
                    "frame.json",
                    "\"population\", \"date\": \"2026-01-01\"",
                    "\"population\", \"date\": \"2025-01-01\"",
                    "frame.json:11:70: The sizes of \"population\" are of 2025-01-01, the frame is of 2026-01-01."),
            new Wrong(
                    FrameFinding.SIZE_OTHER_DATE_ROW,
                    "frame.json",
                    "\"population\", \"date\": \"2026-01-01\"",
                    "\"population\", \"date\": {\"column\": \"from\"}",
                    "areas.csv:3:5: The size of \"population\" of code 00101 is of 2025-07-01, the frame is of"
                            + " 2026-01-01."),
            areas(
                    FrameFinding.SIZE_TWICE,
                    "phường,00101,01,Đồi Trà,1200",
                    "phường,00101,01,Đồi Trà,1300",
                    "areas.csv:4:5:"
                            + " The code 00101 has a size of \"population\" of 2026-01-01 already, in areas.csv:3:5."),
            areas(
                    FrameFinding.SIZE_ABSENT,
                    "phường,00102",
                    "tỉnh,02,,Tỉnh Trống,,,\nphường,00102",
                    "areas.csv:5:2: The code" + " 02 (Tỉnh Trống) has no size"),
            areas(
                    FrameFinding.DATE_WRONG,
                    "2026-06-30",
                    "30/06/2026",
                    "areas.csv:3:7: Column \"to\": \"30/06/2026\" is no" + " date (code 00101)"),
            areas(
                    FrameFinding.ENDS_BEFORE_IT_BEGINS,
                    "2026-06-30",
                    "2025-06-30",
                    "areas.csv:3:1: Code 00101: it ends on"),
            areas(
                    FrameFinding.CODE_TWICE,
                    "phường,00102,01",
                    "phường,00102,01,Khác,7,2025-07-01,\nphường,00102,01",
                    "areas.csv:6:2: The code 00102 is that of another area already, in areas.csv:5:2"),
            areas(
                    FrameFinding.VALIDITY_OVERLAPS,
                    "2026-06-30",
                    "2026-07-01",
                    "areas.csv:4:2: Code 00101: the validity"
                            + " 2026-07-01 – … overlaps 2025-07-01 – 2026-07-01 in areas.csv:3:2."),
            new Wrong(
                    FrameFinding.REPEATS_DIFFER,
                    "frame.json",
                    "[\"tỉnh\"]},\n   \"code\": \"code\", \"parent\": \"parent\", ",
                    "[\"xã\", \"phường\"]}, \"repeats\": true,\n   \"code\": {\"column\": \"parent\", \"digits\": 2}, ",
                    "areas.csv:5:3: The code 01 is repeated with other content than in areas.csv:3:3."),
            areas(
                    FrameFinding.PARENT_OF_PROVINCE,
                    "xã,00101,01",
                    "tỉnh,02,01,Tỉnh Khác,,,\nxã,00101,01",
                    "areas.csv:3:2: Code 02 is a province and must have no parent, found \"01\"."),
            areas(
                    FrameFinding.PARENT_UNKNOWN,
                    "00102,01",
                    "00102,09",
                    "areas.csv:5:2: Code 00102: its parent \"09\" is not"),
            areas(
                    FrameFinding.PARENT_LEVEL,
                    "00102,01",
                    "00102,00101",
                    "areas.csv:5:2: Code 00102: its parent \"00101\" is a" + " commune, it must be a province."),
            areas(
                    FrameFinding.PARENT_CYCLE,
                    "00102,01",
                    "00102,00102",
                    "areas.csv:5:2: Code 00102: its chain of parents" + " comes back to it (00102 → 00102)."),
            new Wrong(
                    FrameFinding.PARENT_NOT_VALID,
                    "frame.json",
                    "\"parent\": \"parent\", \"name\": \"name\"}",
                    "\"parent\": \"parent\", \"name\": \"name\", \"from\": \"2026-01-01\"}",
                    "areas.csv:5:2: Code 00102 is valid 2025-07-01 – …, but its parent 01 is not throughout."),
            new Wrong(
                    FrameFinding.CODE_UNKNOWN,
                    "flags.csv",
                    "00101",
                    "00909",
                    "flags.csv:2:1: The code 00909 is not in"),
            new Wrong(
                    FrameFinding.FLAG_UNKNOWN,
                    "flags.csv",
                    "remote",
                    "remotte",
                    "flags.csv:2:2: The flag \"remotte\" is not declared (code 00101). Flags: remote."),
            new Wrong(
                    FrameFinding.GROUP_UNKNOWN,
                    "frame.json",
                    "\"flagged\"",
                    "\"sizes\": [{\"file\": \"zero.csv\", \"code\": \"code\", \"group\": {\"column\": \"group\"}, \"date\":"
                            + " \"2026-01-01\", \"size\": \"n\"}], \"flagged\"",
                    "zero.csv:2:3: The target group \"men\" is not declared (code 00101)"),
            new Wrong(
                    FrameFinding.FLAG_OVERLAPS,
                    "flags.csv",
                    "00101,",
                    "00101,remote,2026-12-31,\n00101,",
                    "flags.csv:3:1: Code 00101: the flag \"remote\" has 2025-07-01 – 2026-12-31, which overlaps"),
            new Wrong(
                    FrameFinding.FLAG_WORD,
                    "frame.json",
                    "\"sizes\": [{\"group\"",
                    "\"flags\": [{\"flag\": \"remote\", \"column\": \"level\", \"yes\": [\"xã\"]}], \"sizes\":"
                            + " [{\"group\"",
                    "areas.csv:4:1: Column \"level\": \"phường\" is neither in \"yes\" nor in \"no\" of the flag \"remote\""),
            new Wrong(
                    FrameFinding.WORD_UNKNOWN,
                    "frame.json",
                    ", \"phường\": \"urban\"",
                    "",
                    "areas.csv:4:1: Column \"level\": nothing is declared for \"phường\" (code 00101)."),
            new Wrong(
                    FrameFinding.FILE_KIND,
                    "frame.json",
                    "flags.csv",
                    "flags.ods",
                    "frame.json:12:23: The file must end in"),
            new Wrong(
                    FrameFinding.FILE_ABSENT,
                    "frame.json",
                    "flags.csv",
                    "other.csv",
                    "other.csv: The file is not there."));

    @Test
    void whatIsWrongIsNamedWithItsPlaceItsCodeAndItsRemedy() {
        SoftAssertions all = new SoftAssertions();
        for (Wrong wrong : WRONG) {
            FrameFiles.Outcome outcome = wrong.read();
            all.assertThat(outcome.history()).as(wrong.kind.name()).isEmpty();
            all.assertThat(outcome.faults())
                    .as(wrong.kind.name())
                    .anyMatch(finding -> finding.kind().equals(Optional.of(wrong.kind))
                            && finding.english().toString().contains(wrong.expected)
                            && finding.vietnamese()
                                    .place()
                                    .equals(finding.english().place()));
        }
        all.assertAll();
    }

    @Test
    void aCodeThatCannotBeReadHidesUnknownParentsOnlyWhereItMayBeTheParent() {
        String mapping = """
                {"frame": "x", "name": {"vi": "x", "en": "x"}, "date": "2026-01-01",
                 "groups": {"population": {"vi": "Dân số", "en": "Population"}},
                 "areas": [
                  {"file": "communes.csv", "level": "commune", "code": {"column": "code", "digits": 5}, "name": "name"},
                  {"file": "groups.csv", "level": "residential_group", "code": {"column": "code", "digits": 3},
                   "parent": {"column": "commune", "digits": 5}, "name": "name",
                   "sizes": [{"group": "population", "column": "population", "date": "2026-01-01"}]}]}
                """;
        String groups = "code,commune,name,population\n001,00101,a,90\n02,00101,b,80\n003,00109,c,70\n";

        assertThat(texts(read(mapping, bytes(Map.of("communes.csv", "code,name\n00101,A\n", "groups.csv", groups)))
                        .faults()))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("groups.csv:3:1", "the code \"02\" must have 3 digits"))
                .anySatisfy(line -> assertThat(line).contains("Code 003: its parent \"00109\" is not in the frame"));
        assertThat(texts(read(
                                mapping,
                                bytes(Map.of("communes.csv", "code,name\n00101,A\n0109,B\n", "groups.csv", groups)))
                        .faults()))
                .hasSize(2)
                .noneSatisfy(line -> assertThat(line).contains("is not in the frame"));
        // Another parent that no row has is told although the code of some commune can't be read.
        String other = groups + "004,09999,d,60\n";
        assertThat(texts(
                        read(mapping, bytes(Map.of("communes.csv", "code,name\n00101,A\n109,B\n", "groups.csv", other)))
                                .faults()))
                .filteredOn(line -> line.contains("is not in the frame"))
                .singleElement()
                .asString()
                .contains("Code 004: its parent \"09999\"");
        // An empty cell may be any one commune, but not two.
        String empty = "code,name\n00101,A\n,B\n";
        assertThat(texts(read(mapping, bytes(Map.of("communes.csv", empty, "groups.csv", groups)))
                        .faults()))
                .noneSatisfy(line -> assertThat(line).contains("is not in the frame"));
        assertThat(texts(read(mapping, bytes(Map.of("communes.csv", empty, "groups.csv", other)))
                        .faults()))
                .filteredOn(line -> line.contains("is not in the frame"))
                .hasSize(2);
    }

    @Test
    void aRowWhoseCodeStandsTwiceTellsWhatElseIsWrongInIt() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put(
                "areas.csv",
                FILES.get("areas.csv")
                        .replace("phường,00102,01", "phường,00102,01,Khác,-7,2025-07-01,\nphường,00102,01"));
        assertThat(texts(read(MAPPING, bytes(files)).faults()))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("areas.csv:6:2: The code 00102 is that of another area"))
                .anySatisfy(line -> assertThat(line).startsWith("areas.csv:5:5:"));
        files.put("areas.csv", FILES.get("areas.csv") + "phường,00102,01,Khác,-7,2025-07-01,\n");
        assertThat(texts(read(MAPPING, bytes(files)).faults()))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("areas.csv:6:2: The code 00102 is that of another area"))
                .anySatisfy(line -> assertThat(line).startsWith("areas.csv:6:5:"));
    }

    @Test
    void inVietnameseARowIsCalledByItsNumber() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put(
                "areas.csv",
                FILES.get("areas.csv")
                        .replace("phường,00102,01", "phường,00102,01,Khác,7,2025-07-01,\nphường,00102,01"));

        assertThat(read(MAPPING, bytes(files)).faults())
                .extracting(finding -> finding.vietnamese().message())
                .containsExactly("Mã 00102 đã có ở areas.csv dòng 5.");
    }

    @Test
    void everyKindOfFindingIsTriedHere() {
        Set<FrameFinding> tried = EnumSet.of(
                FrameFinding.FILE_UNREADABLE,
                FrameFinding.NOT_A_WORKBOOK,
                FrameFinding.FILE_TOO_LARGE,
                FrameFinding.NOT_UTF8,
                FrameFinding.SHEET_UNKNOWN,
                FrameFinding.SHEET_UNNAMED,
                FrameFinding.CELL_FAULTY,
                FrameFinding.CODE_IS_NUMBER,
                FrameFinding.NO_AREA_ON_DATE,
                FrameFinding.SUM_DIFFERS,
                FrameFinding.OTHER_DATE_ACCEPTED,
                FrameFinding.COMPOSED,
                FrameFinding.STRIPPED,
                FrameFinding.MORE);
        WRONG.forEach(wrong -> tried.add(wrong.kind));

        assertThat(tried).containsExactlyInAnyOrder(FrameFinding.values());
    }

    @Test
    void everyFaultOfEveryFileIsFoundInOneGo() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put(
                "areas.csv",
                FILES.get("areas.csv").replace("1200", "1.200").replace("Bến Cũ", "") + "xã,103,01,X,-1,,\n");
        files.put("flags.csv", FILES.get("flags.csv") + "00102,far,2025-07-01,2024-07-01\n");

        assertThat(read(MAPPING, bytes(files)).faults())
                .extracting(finding -> finding.kind().orElseThrow())
                .containsExactlyInAnyOrder(
                        FrameFinding.SIZE_WITH_SEPARATORS,
                        FrameFinding.SIZE_WITH_SEPARATORS,
                        FrameFinding.CELL_EMPTY,
                        FrameFinding.CODE_DIGITS,
                        FrameFinding.FLAG_UNKNOWN,
                        FrameFinding.ENDS_BEFORE_IT_BEGINS);
    }

    @Test
    void aThousandFaultsOfOneKindAreCounted() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("flags.csv", "code,flag,from,to\n" + "00999,remote,,\n".repeat(1_000));
        List<String> faults = texts(read(MAPPING, bytes(files)).faults());

        assertThat(faults).hasSize(101).last().isEqualTo("flags.csv: And 900 more of one of these kinds in this file.");
    }

    @Test
    void whatAMappingLacksIsNamedInOneGo() {
        assertThat(texts(read("""
                        {"frame": "Hải Phòng", "name": {"vi": "x", "en": ""}, "date": "20/09/2026",
                         "groups": {"women": {"vi": "x", "en": "x"}}, "flags": {"A b": {"vi": "x", "en": "x"}},
                         "areas": [{"file": "a.csv", "level": "village", "code": {"columns": ["a", "b"], "digits": [5]},
                           "name": [{"column": "n", "from": "2026-01-01"}], "colour": "red",
                           "sizes": [{"group": "men", "column": "m", "date": "soon"}]}]}
                        """, Map.of()).faults()))
                .containsExactlyInAnyOrder(
                        "frame.json:1:11: A frame's id must be small letters, digits, hyphens and underscores, not \"Hải"
                                + " Phòng\". Begin with a letter and write at most 40 of them, such as \"hai-phong-2026\".",
                        "frame.json:1:50: The text \"en\" is empty. Write it, in that language.",
                        "frame.json:1:63: \"20/09/2026\" is no date. Write it as 2026-09-20.",
                        "frame.json:2:12: The target group \"population\" is missing. Every frame has it: it stands for"
                                + " everyone.",
                        "frame.json:2:57: \"A b\" must be small letters, digits and underscores. Begin with a letter and"
                                + " write at most 40 of them, such as \"women_15_49\".",
                        "frame.json:3:39: Unknown level \"village\". Use one of province, commune, residential_group.",
                        "frame.json:3:92: \"digits\" has 1 numbers for 2 columns. Write one for each column, 0 where the"
                                + " number of digits is not fixed.",
                        "frame.json:4:37: The first \"name\" must have no \"from\": it holds from the beginning.",
                        "frame.json:4:53: Unknown key \"colour\". Known keys: file, sheet, headerRow, thousands, dates,"
                                + " level, rows, code, parent, name, setting, sizes, flags, type, from, to, repeats.",
                        "frame.json:5:24: Unknown group \"men\". Use one of women. Did you mean \"women\"?",
                        "frame.json:5:54: \"soon\" is no date. Write it as 2026-09-20.");
    }

    @Test
    void aFrameWithoutAreasOnItsDayIsRefused() {
        String mapping = MAPPING.replace("2026-01-01", "2020-01-01")
                .replace(
                        "\"parent\": \"parent\", \"name\": \"name\"}",
                        "\"parent\": \"parent\", \"name\": \"name\", \"from\": \"2025-07-01\"}");

        assertThat(texts(read(mapping, bytes(FILES)).faults()))
                .containsExactly(
                        "frame.json: The frame has no area on 2020-01-01. Correct \"date\", or the validity of the"
                                + " areas.");
    }

    @Test
    void aSumThatDiffersFromWhatIsGivenIsAWarning() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("zero.csv", "code,n,group\n01,6400,population\n");
        FrameFiles.Outcome outcome = read(
                MAPPING.replace(
                        "\"flagged\"",
                        "\"sizes\": [{\"file\": \"zero.csv\", \"code\": \"code\", \"group\": {\"column\": \"group\"},"
                                + " \"date\": \"2026-01-01\", \"size\": \"n\"}], \"flagged\""),
                bytes(files));

        assertThat(outcome.orThrow().frame().area("01").orElseThrow().size("population"))
                .hasValue(6400);
        assertThat(outcome.warnings())
                .extracting(warning -> warning.vietnamese().toString())
                .containsExactly(
                        "areas.csv:2:2: Mã 01 (Bãi Mới): \"population\" ghi là 6400, nhưng tổng các đơn vị bên trong"
                                + " là 6500. Số đã ghi được giữ nguyên.");
    }

    @Test
    void aFileThatIsNoCsvOrNoWorkbookIsRefused() throws IOException {
        Map<String, byte[]> files = new HashMap<>(bytes(FILES));
        files.put("flags.csv", "code,flag,from,to\n00101,xa xôi,,\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(texts(read(MAPPING, files).faults()))
                .anyMatch(text -> text.startsWith("flags.csv:2:1: This line is not UTF-8."));
        files.put("flags.csv", "code,flag,from,to\n00101,xa x\u00f4i,,\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(texts(read(MAPPING, files).faults()))
                .anyMatch(text -> text.startsWith("flags.csv:2:1: This line is not UTF-8."));

        assertThat(kinds(FrameFiles.read("frame.json", MAPPING, name -> {
                    if (name.equals("flags.csv")) {
                        throw new AccessDeniedException(name);
                    }
                    return bytes(FILES).get(name);
                })))
                .containsExactly(FrameFinding.FILE_UNREADABLE);

        String mapping = MAPPING.replace("flags.csv", "flags.xlsx");
        files.put("flags.xlsx", "no workbook".getBytes(StandardCharsets.UTF_8));
        assertThat(read(mapping, files).faults())
                .extracting(finding -> finding.vietnamese().message())
                .containsExactly("Không đọc được tệp này như sổ tính XLSX: tệp trống, bị hỏng hoặc thuộc loại khác.");
        files.put("flags.xlsx", new byte[0]);
        assertThat(kinds(read(mapping, files))).containsExactly(FrameFinding.NOT_A_WORKBOOK);
        files.put("flags.xlsx", bomb());
        assertThat(kinds(read(mapping, files))).containsExactly(FrameFinding.FILE_TOO_LARGE);
    }

    private static List<FrameFinding> kinds(FrameFiles.Outcome outcome) {
        return outcome.faults().stream()
                .map(finding -> finding.kind().orElseThrow())
                .toList();
    }

    /** A small archive that unpacks to more than a workbook may hold. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 257; i++) {
                zip.write(blanks);
            }
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void theSheetMustBeNamedWhereThereAreSeveralAndFaultyCellsAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Cờ");
            sheet(sheet, FILES.get("flags.csv"), Set.of(), Set.of());
            sheet.formula(3, 1, "1/0");
            workbook.newWorksheet("Ghi chú");
        }
        Map<String, byte[]> files = new HashMap<>(bytes(FILES));
        files.put("flags.xlsx", bytes.toByteArray());
        String mapping = MAPPING.replace("\"flags.csv\"", "\"flags.xlsx\", \"headerRow\": 3SHEET");

        assertThat(texts(read(mapping.replace("SHEET", ""), files).faults()))
                .containsExactly(
                        "flags.xlsx: The workbook has several sheets: Cờ, Ghi chú. Name one of them as \"sheet\" in"
                                + " frame.json.");
        assertThat(texts(read(mapping.replace("SHEET", ", \"sheet\": \"Co\""), files)
                        .faults()))
                .containsExactly("flags.xlsx: There is no sheet \"Co\". Sheets: Cờ, Ghi chú. Correct \"sheet\" in"
                        + " frame.json.");
        assertThat(kinds(read(mapping.replace("SHEET", ", \"sheet\": \"Cờ\""), files)))
                .containsExactly(FrameFinding.CELL_FAULTY);
    }

    @Test
    void thousandsAreReadWhereTheMappingDeclaresTheirSign() {
        for (String sign : List.of(".", ",", " ")) {
            Map<String, String> files = new HashMap<>(FILES);
            files.put(
                    "areas.csv",
                    FILES.get("areas.csv")
                            .replace("1200", "\"1" + sign + "200\"")
                            .replace("5300", "\"5" + sign + "300\""));
            String mapping = MAPPING.replace(
                    "\"level\": \"commune\"", "\"level\": \"commune\", \"thousands\": \"" + sign + "\"");
            assertThat(read(mapping, bytes(files)).orThrow())
                    .isEqualTo(read(MAPPING, bytes(FILES)).orThrow());
        }
    }
}
