package org.kapsurvey.api.xlsform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/** Workbooks as authors of XLSForm write them, and as nobody should. */
class XlsFormImportTest {
    private static final String CHOICES = """
            list_name | name | label
            yn        | yes  | Yes
            yn        | no   | No""";
    private static final String SETTINGS = """
            form_title | form_id | default_language
            A survey   | survey  | English (en)""";

    @Test
    void aFormOfAnOlderKindIsReadWithItsOldWords() {
        XlsFormImport.Imported read = read("""
                Type              | Name   | Label           | Relevance      | Read Only | Calculate
                start             | start  |                 |                |           |
                begin group       | page   | Page            |                |           |
                select one from yn | q     | Agree?          |                |           |
                select all that apply from yn | many | Which? | ${q} = 'yes'   |           |
                int               | n      | How many?       |                | no        |
                today             | day    |                 |                |           |
                calculate         | twice  |                 |                |           | 2 * ${n}
                end group         |        |                 |                |           |
                begin repeat      | r      | Rows            |                |           |
                gps               | where  | Where?          |                |           |
                end  repeat       |        |                 |                |           |""", "list name | value | label\nyn | yes | Yes\nyn | no | No", SETTINGS);
        assertThat(read.questionnaire().questions())
                .extracting(question -> question.name() + " " + question.type().written())
                .containsExactly(
                        "q select_one",
                        "many select_multiple",
                        "n integer",
                        "day calculate",
                        "twice calculate",
                        "where geopoint");
        assertThat(record(read.questionnaire(), "{\"q\":\"yes\",\"many\":\"no yes\",\"n\":\"4\"}"))
                .contains("\"many\":\"yes no\"", "\"day\":\"2026-11-21\"", "\"twice\":\"8\"");
        assertThat(read.leftOut())
                .containsExactly(
                        "survey, row 2: start is left out; every interview has the time when it was begun and finished.");
    }

    @Test
    void whatSpreadsheetsMakeOfCellsIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet survey = workbook.newWorksheet(" Survey ");
            row(survey, 0, "type", "name", "label::English (en)", "required", "default", "remark", "#mine");
            row(survey, 2, " select_one  yn ", " q ", "Agree?  \u00a0");
            survey.value(2, 3, true);
            row(survey, 4, "date", "d", "Day?");
            survey.value(4, 4, LocalDate.of(2026, 2, 28));
            survey.style(4, 4).format("yyyy-mm-dd").set();
            row(survey, 5, "integer", "n", "How many?");
            survey.value(5, 4, 7);
            survey.value(5, 6, "why not?");
            survey.range(6, 0, 6, 3).merge();
            Worksheet choices = workbook.newWorksheet("CHOICES");
            row(choices, 0, "list_name", "name", "label::English (en)");
            row(choices, 1, "yn", "", "One");
            choices.value(1, 1, 1);
            row(choices, 2, "yn", "", "Two");
            choices.value(2, 1, 2.0);
            Worksheet settings = workbook.newWorksheet("settings");
            row(settings, 0, "form_id", "version", "style");
            settings.value(1, 0, "cells");
            settings.value(1, 1, 20261121);
            settings.value(1, 2, "pages");
            workbook.newWorksheet("Notes to myself").value(0, 0, "anything");
        }
        XlsFormImport.Imported read = XlsFormImport.read("cells.xlsx", bytes.toByteArray());
        Questionnaire form = read.questionnaire();
        assertThat(form.version()).isEqualTo("20261121");
        assertThat(form.languages()).containsExactly("en");
        assertThat(read.text())
                .contains("\"name\":\"1\"", "\"name\":\"2\"", "\"default\":\"2026-02-28\"", "\"default\":\"7\"")
                .contains("\"label\":{\"en\":\"Agree?\"},\"required\":true");
        assertThat(read.leftOut()).containsExactly("settings: style has no meaning here.");
    }

    @Test
    void rowsAboutTheDeviceAndWordsThatOnlyChangeLooksAreLeftOutWithANote() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet survey = workbook.newWorksheet("survey");
            row(survey, 0, "type", "name", "label::English (en)", "appearance");
            row(survey, 1, "deviceid", "deviceid");
            row(survey, 2, "phonenumber", "phone");
            row(survey, 3, "audit", "audit");
            row(survey, 4, "select_one yn", "q", "Agree?", "w4 columns-2 minimal");
            row(survey, 5, "select_one yn", "r", "And now?", "quick");
            row(survey, 6, "integer", "n", "How many?", "thousands-sep");
            Worksheet choices = workbook.newWorksheet("choices");
            row(choices, 0, "list_name", "name", "label::English (en)");
            row(choices, 1, "yn", "yes", "Yes");
            row(choices, 2, "yn", "no", "No");
        }
        assertThat(catchThrowableOfType(
                                FaultsException.class, () -> XlsFormImport.read("looks.xlsx", bytes.toByteArray()))
                        .faults())
                .as("an appearance that is more than looks is still refused")
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).isEqualTo("Unknown appearance \"thousands-sep\"."));
        ByteArrayOutputStream good = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(good, "test", "1.0")) {
            Worksheet survey = workbook.newWorksheet("survey");
            row(survey, 0, "type", "name", "label::English (en)", "appearance");
            row(survey, 1, "deviceid", "deviceid");
            row(survey, 2, "select_one yn", "q", "Agree?", "w4 columns-2 minimal autocomplete");
            row(survey, 3, "select_one yn", "r", "And now?", "quick");
            row(survey, 4, "date", "d", "Since when?", "month-year");
            Worksheet choices = workbook.newWorksheet("choices");
            row(choices, 0, "list_name", "name", "label::English (en)");
            row(choices, 1, "yn", "yes", "Yes");
            row(choices, 2, "yn", "no", "No");
        }
        XlsFormImport.Imported read = XlsFormImport.read("looks.xlsx", good.toByteArray());
        assertThat(read.questionnaire().questions()).hasSize(3);
        assertThat(read.text()).contains("\"appearance\":\"minimal\"").doesNotContain("quick");
        assertThat(read.leftOut())
                .containsExactly(
                        "survey, row 2: deviceid is left out; it asks nothing and is not kept.",
                        "survey, row 3: the appearance w4 is left out; it changes looks alone.",
                        "survey, row 3: the appearance columns-2 is left out; it changes looks alone.",
                        "survey, row 3: the appearance autocomplete is left out; it changes looks alone.",
                        "survey, row 4: the appearance quick is left out; it changes looks alone.",
                        "survey, row 5: the appearance month-year is left out; a whole day is asked.");
    }

    @Test
    void everySentenceHasTheSamePlacesInBothLanguages() {
        assertThat(WorkbookSentences.SENTENCES.lines()).hasSizeGreaterThan(40).allSatisfy(line -> {
            String[] languages = line.split("\\|", -1);
            assertThat(languages).hasSize(2);
            assertThat(places(languages[1])).isEqualTo(places(languages[0]));
        });
    }

    private static List<String> places(String sentence) {
        return Pattern.compile("\\{[0-9]!?}")
                .matcher(sentence)
                .results()
                .map(MatchResult::group)
                .sorted()
                .distinct()
                .toList();
    }

    @Test
    void orOtherBecomesAChoiceAndAQuestion() {
        XlsFormImport.Imported read = read("""
                type                 | name | label::Tiếng Việt (vi) | label::English (en)
                select_one yn or_other | q  | Đồng ý?                | Agree?
                text                 | last | Cuối                   | Last""", """
                list_name | name | label::Tiếng Việt (vi) | label::English (en)
                yn        | yes  | Có                     | Yes""", "form_id\nsurvey");
        assertThat(read.questionnaire().questions()).extracting(Question::name).containsExactly("q", "q_other", "last");
        assertThat(record(read.questionnaire(), "{\"q\":\"other\",\"q_other\":\"maybe\"}"))
                .contains("\"q\":\"other\",\"q_other\":\"maybe\"");
        assertThat(record(read.questionnaire(), "{\"q\":\"yes\",\"q_other\":\"maybe\"}"))
                .contains("\"q_other\":{\"missing\":\"not_asked\"}");

        assertThat(faults("""
                type                   | name | label | choice_filter
                select_one yn or_other | q    | Q     | name = 'yes'
                select_one yn          | p    | P     |""", CHOICES, SETTINGS))
                .containsExactly(
                        "form.xlsx (survey):2:1: or_other can't stand beside a choice_filter, which would not offer the other answer.",
                        "form.xlsx (survey):3:1: The question p shares its choices with one that has or_other.");
    }

    @Test
    void aDefaultIsAnExpressionWhereItAsksForSomething() {
        String text = read("""
                type    | name | label | default
                date    | a    | A     | today()
                integer | b    | B     | -5
                text    | c    | C     | 2026-01-01
                text    | d    | D     | Hải Phòng (nội thành)
                text    | e    | E     | ${c}
                text    | f    | F     | =${c}""", "", SETTINGS).text();
        assertThat(text)
                .contains("\"default\":\"=today()\"", "\"default\":\"-5\"", "\"default\":\"2026-01-01\"")
                .contains("\"default\":\"Hải Phòng (nội thành)\"", "\"name\":\"e\"", "\"default\":\"=${c}\"");
    }

    @Test
    void everyFaultIsToldAtOnceWithSheetRowAndColumn() {
        assertThat(faults("""
                type          | name | label    | relevant           | constraint | appearance
                select_one zz | q    | Q        | ${nobody} = 1      |            |
                integr        | n    | N        |                    |            |
                text          | t    | T        | pulldata('x', 'y') | . / 2      | signature
                calculate     | c    |          |                    |            |
                begin_group   | g    | G        | position(../..) = 1 |           |""", """
                list_name | name | label
                yn        | a b  | Yes
                yn        | no   |""", SETTINGS))
                .allSatisfy(fault -> assertThat(fault).matches("form\\.xlsx \\((survey|choices)\\):[0-9]+:[0-9]+: .*"))
                .extracting(fault -> fault.substring(10, fault.indexOf(' ', 12)))
                .containsExactlyInAnyOrder(
                        "(choices):2:1:",
                        "(choices):2:2:",
                        "(choices):3:1:",
                        "(survey):2:1:",
                        "(survey):2:4:",
                        "(survey):3:1:",
                        "(survey):4:4:",
                        "(survey):4:5:",
                        "(survey):4:6:",
                        "(survey):5:1:",
                        "(survey):6:1:",
                        "(survey):6:4:",
                        "(survey):6:4:");
    }

    @Test
    void aGroupThatIsNotClosedIsMendedByARowOfTheSheet() {
        FaultsException refused = faulty("""
                type        | name | label
                begin_group | g    | G
                integer     | n    | N""", "", SETTINGS);
        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.message()).isEqualTo("The group g is not closed.");
            assertThat(fault.remedy()).isEqualTo("Add a row of the type end_group below its last row.");
            assertThat(WorkbookSentences.translation().of(fault).remedy())
                    .isEqualTo("Thêm một dòng kiểu end_group ở dưới dòng cuối của nhóm.");
        });
    }

    @Test
    void aNameThatIsTakenIsOneFaultAlsoWhereTheQuestionHasAnOtherAnswer() {
        for (String name : List.of("Age", "age")) {
            assertThat(faults(
                            "type | name | label\ninteger | age | A\nselect_multiple ch or_other | " + name + " | C",
                            "list_name | name | label\nch | tv | TV",
                            SETTINGS))
                    .singleElement()
                    .isEqualTo("form.xlsx (survey):3:2: The name " + name + " is taken: age on line 2.");
        }
    }

    @Test
    void columnsThatAreNotKnownAreRefusedOnceAtTheirHeadings() {
        assertThat(faults("""
                type | name | label | relevent | image | media::audio::English (en) | _remark | $kuid
                text | t    | T     | 1        | a.png | b.mp3                      | x       | y
                text | u    | U     | 1        | a.png | b.mp3                      | x       | y""", "", "form_id | default_language | colour\nx | en | red"))
                .hasSize(4)
                .anyMatch(fault -> fault.startsWith(
                        "form.xlsx (survey):1:4: The column \"relevent\" is not known or not supported yet."))
                .anyMatch(fault -> fault.startsWith("form.xlsx (survey):1:5: "))
                .anyMatch(fault -> fault.startsWith("form.xlsx (survey):1:6: "))
                .anyMatch(fault -> fault.startsWith("form.xlsx (settings):1:3: The column \"colour\""));
        assertThat(message(faulty("type | name | label | relevent\ntext | t | T | 1", "", SETTINGS)))
                .contains("Did you mean \"relevant\"?");
    }

    @Test
    void theLanguageMustBeTold() {
        assertThat(faults("type | name | label\ntext | t | T", "", "form_id\nx"))
                .containsExactly(
                        "form.xlsx (settings):1:1: The workbook does not say in which language its labels are.");
        assertThat(faults("type | name | label::English (en)\ntext | t | T", "", "form_id | default_language\nx | vi"))
                .containsExactly("form.xlsx (settings):2:2: No column has texts in the default language \"vi\".");
        assertThat(read("type | name | label::English\ntext | t | T", "", "")
                        .questionnaire()
                        .languages())
                .containsExactly("en");
        assertThat(faults("""
                type | name | label::English (en) | label::Tiếng Việt (vi)
                text | t    | T                   |
                text | u    | U                   | Ư""", "", "form_id\nx"))
                .containsExactly("form.xlsx (survey):2:3: The label has no text in the language \"vi\".");
    }

    @Test
    void ourOwnWordingMustSayWhatTheOtherSays() {
        String survey = """
                type    | name | label | relevant                    | kap::relevant
                integer | q    | Q     |                             |
                integer | n    | N     | (string-length(${q}) = 0)   | is-missing(${q})""";
        assertThat(read(survey, "", SETTINGS).text()).contains("\"relevant\":\"is-missing(${q})\"");
        assertThat(faults(survey.replace("= 0)", "> 0)"), "", SETTINGS))
                .containsExactly(
                        "form.xlsx (survey):3:5: This is our wording of relevant, but relevant says something else.");
    }

    @Test
    void brokenCellsAndColumnsAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet survey = workbook.newWorksheet("survey");
            row(survey, 0, "type", "name", "label::English (en)", "hint::English (en)", "label::en");
            row(survey, 1, "text", "t", "T");
            survey.formula(1, 3, "A1");
            row(survey, 2, "text", "u", "U", "", "", "stray");
            row(survey, 3, "integr", "v", "V");
            Worksheet entities = workbook.newWorksheet("entities");
            row(entities, 0, "list_name");
            row(entities, 1, "people");
        }
        assertThat(messages(refused("form.xlsx", bytes.toByteArray())))
                .containsExactlyInAnyOrder(
                        "form.xlsx (entities):1:1: The sheet \"entities\" is not supported yet.",
                        "form.xlsx (survey):1:5: There are two columns \"label::English (en)\".",
                        "form.xlsx (survey):2:4: The cell shows an error or a formula without a value: =A1.",
                        "form.xlsx (survey):3:6: The column has no heading.",
                        "form.xlsx (survey):4:1: Unknown question type \"integr\".");
    }

    @Test
    void whatIsNoFormIsRefused() throws IOException {
        byte[] text = "type,name,label\n".getBytes(StandardCharsets.UTF_8);
        assertThat(message(refused("form.csv", text)))
                .startsWith(
                        "form.csv: The file can't be read as an XLSX workbook: it is empty, broken or of another kind.");
        byte[] old = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1};
        assertThat(message(refused("form.xls", old))).contains("Save it in Excel or LibreOffice as .xlsx");
        assertThat(message(refused("form.xlsx", new byte[0]))).contains("can't be read as an XLSX workbook");
        assertThat(message(refused("form.xlsx", FormWorkbook.write(Map.of("sheet1", List.of(List.of("type")))))))
                .isEqualTo("form.xlsx: The workbook has no sheet \"survey\", or nothing stands in it."
                        + " An XLSForm has the sheets survey, choices and settings.");
        assertThat(message(faulty("a title\ntype | name | label", "", SETTINGS)))
                .startsWith("form.xlsx (survey):1:1: The first row of the sheet has no heading \"type\".");
        assertThat(message(faulty("type | name | label\n", "", SETTINGS)))
                .startsWith("form.xlsx (survey):1:1: The form asks nothing.");
    }

    @Test
    void aWorkbookThatUnpacksToTooMuchIsRefusedBeforeItIsRead() throws IOException {
        byte[] blanks = new byte[1 << 20];
        byte[] bomb = with("xl/media/image1.png", out -> {
            for (int i = 0; i < 65; i++) {
                out.write(blanks);
            }
        });
        assertThat(bomb.length).isLessThan(200_000);
        assertThat(message(refused("bomb.xlsx", bomb))).startsWith("bomb.xlsx: The workbook is too large to be a form");
    }

    @Test
    void hugeSheetsAreRefused() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("type", "name")));
        for (int i = 0; i <= 20_000; i++) {
            rows.add(List.of("text", "q" + i));
        }
        assertThat(message(refused("huge.xlsx", FormWorkbook.write(Map.of("survey", rows)))))
                .startsWith("huge.xlsx: The workbook is too large to be a form");
    }

    @Test
    void cellsThatStandForMoreThanMemoryHoldsAreRefused() throws IOException {
        String sheet = "xl/worksheets/sheet1.xml";
        String begin =
                "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                        + "<sheetData><row r=\"1\">";
        String end = "</row></sheetData></worksheet>";
        assertThat(message(refused("far.xlsx", replaced(sheet, begin + "<c r=\"ZZZZZZ1\"><v>1</v></c>" + end))))
                .contains("can't be read as an XLSX workbook");
        assertThat(message(refused(
                        "long.xlsx",
                        replaced(sheet, begin + "<c r=\"A1\"><v>" + "9".repeat(40_000) + "</v></c>" + end))))
                .contains("can't be read as an XLSX workbook");
        assertThat(message(refused("e.xlsx", replaced(sheet, begin + "<c r=\"A1\"><v>1E999999999</v></c>" + end))))
                .contains("no heading \"type\"");
        String entities = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                + begin.substring(begin.indexOf("<worksheet"))
                + "<c r=\"A1\" t=\"str\"><v>&a;</v></c>" + end;
        assertThat(message(refused("entity.xlsx", replaced(sheet, entities)))).doesNotContain("root:");
    }

    /** Links to other files are parts like others, which nothing opens. */
    @Test
    void linksToOtherFilesAreNotFollowed() throws IOException {
        byte[] linked = with(
                "xl/externalLinks/_rels/externalLink1.xml.rels",
                out -> out.write(
                        "<Relationships><Relationship Id=\"rId1\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/></Relationships>"
                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(XlsFormImport.read("linked.xlsx", linked).questionnaire().questions())
                .hasSize(1);
    }

    private interface Part {
        void write(ZipOutputStream out) throws IOException;
    }

    /** A good workbook with one more part. */
    private static byte[] with(String name, Part part) throws IOException {
        return copied(name, part, false);
    }

    private static byte[] replaced(String name, String xml) throws IOException {
        return copied(name, out -> out.write(xml.getBytes(StandardCharsets.UTF_8)), true);
    }

    private static byte[] copied(String name, Part part, boolean instead) throws IOException {
        byte[] good = workbook("type | name | label::English (en)\ntext | t | T", "", SETTINGS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(good))
                        .get();
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
                if (!instead || !entry.getName().equals(name)) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.getInputStream(entry).transferTo(out);
                    out.closeEntry();
                }
            }
            out.putNextEntry(new ZipEntry(name));
            part.write(out);
            out.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static XlsFormImport.Imported read(String survey, String choices, String settings) {
        return XlsFormImport.read("form.xlsx", workbook(survey, choices, settings));
    }

    private static FaultsException faulty(String survey, String choices, String settings) {
        return refused("form.xlsx", workbook(survey, choices, settings));
    }

    /** Places and messages, without remedies. */
    private static List<String> faults(String survey, String choices, String settings) {
        return messages(faulty(survey, choices, settings));
    }

    private static List<String> messages(FaultsException refused) {
        return refused.faults().stream()
                .map(fault -> fault.place() + ": " + fault.message())
                .toList();
    }

    private static String message(FaultsException refused) {
        assertThat(refused.faults())
                .allSatisfy(fault -> assertThat(fault.remedy()).isNotEmpty());
        return refused.getMessage();
    }

    private static FaultsException refused(String file, byte[] workbook) {
        FaultsException refused = catchThrowableOfType(FaultsException.class, () -> XlsFormImport.read(file, workbook));
        assertThat(refused).as("the workbook is refused").isNotNull();
        for (Fault english : refused.faults()) {
            Fault vietnamese = WorkbookSentences.translation().of(english);
            assertThat(vietnamese.message()).isNotEqualTo(english.message());
            assertThat(english.remedy().isEmpty() || !vietnamese.remedy().equals(english.remedy()))
                    .as(english.remedy())
                    .isTrue();
        }
        return refused;
    }

    /** Sheets from lines of cells between bars. */
    private static byte[] workbook(String survey, String choices, String settings) {
        Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
        sheets.put("survey", rows(survey));
        sheets.put("choices", rows(choices));
        sheets.put("settings", rows(settings));
        return FormWorkbook.write(sheets);
    }

    private static List<List<String>> rows(String lines) {
        return lines.lines()
                .map(line ->
                        List.of(line.split("\\|")).stream().map(String::strip).toList())
                .toList();
    }

    private static void row(Worksheet sheet, int row, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                sheet.value(row, i, cells[i]);
            }
        }
    }

    private static String record(Questionnaire form, String answers) {
        return Evaluation.of(form, Answers.parse(answers, new JvmHost()), "2026-11-21")
                .canonicalRecord();
    }
}
