package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.hash.ContentHash;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** A register of six agencies and six schools in two communes, made up, with results worked out by hand. */
class InstitutionRunTest {
    private static final String REGISTER = """
            code,kind,name,area,valid_from,valid_to,flags,drawn
            CQ1,agency,Sở Mẫu 1,9901,2025-01-01,,,1
            CQ2,agency,Sở Mẫu 2,9901,,,,1
            CQ3,agency,Sở Mẫu 3,9901,,,,1
            CQ4,agency,Sở Mẫu 4,9902,,,,1
            CQ5,agency,Sở Mẫu 5,9902,,,remote,1
            CQ6,agency,"Sở Mẫu 6, cũ",9902,,2026-06-30,,0
            CQ6,agency,Sở Mẫu 6,9902,2026-07-01,,remote,1
            CQ7,agency,Sở đã giải thể,9902,,2026-10-31,,0
            TH1,school,Trường Mẫu 1,9901,,,,1
            TH2,school,Trường Mẫu 2,9901,,,,1
            TH3,school,Trường Mẫu 3,9901,,,,0
            TH4,school,Trường Mẫu 4,9902,,,,1
            TH5,school,Trường Mẫu 5,9902,,,,0
            TH6,school,Trường Mẫu 6,9902,2026-11-01,,,0
            """;

    /** To briefed: yes 5, no 0, missing 1 (CQ6). To the two parts of plan: CQ1 and CQ2 both, CQ3 no, CQ4 and CQ5 one missing. */
    private static final String AGENCIES = """
            code,date,briefed,plan,funds,taught
            CQ1,2026-11-03,yes,1,1,
            CQ2,2026-11-05,1,yes,YES,
            CQ3,,1,0,,
            CQ4,,1,1,missing,
            CQ5,2026-12-01,1,,1,
            """;

    private static final String SCHOOLS = """
            code,briefed,plan,funds,taught
            TH1,,,,yes
            TH2,,,,yes
            TH4,,,,yes
            """;

    private static final String QUESTIONS = """
            [{"id": "briefed", "vi": "Được phổ biến", "en": "Briefed", "kinds": ["agency"], "target": 1},
             {"id": "funded", "vi": "Có kế hoạch và kinh phí", "en": "Plan and funds", "kinds": ["agency"],
              "columns": ["plan", "funds"], "target": 0.9},
             {"id": "taught", "vi": "Giảng dạy", "en": "Taught", "kinds": ["school"], "target": 0.3}]
            """;

    @TempDir
    Path folder;

    private String more = "\"frame\": \"areas.csv\", \"by\": [\"kind\", \"area\", \"flags\", \"province\"],";
    private String questions = QUESTIONS;
    private String date = "2026-11-01";

    @BeforeEach
    void files() throws IOException {
        write("register.csv", REGISTER);
        write("agencies.csv", AGENCIES);
        write("schools.csv", SCHOOLS);
        write("areas.csv", """
                level,code,parent,name,type,setting,flags,population
                province,99,,Tỉnh Mẫu,tỉnh,,,
                commune,9901,99,Xã Một,xã,rural,,4000
                commune,9902,99,Phường Hai,phường,urban,,9000
                """);
    }

    @Test
    void aCensusIsCountedOfTheRegisteredUnits() throws IOException {
        List<String> results = results("census");

        assertThat(results.get(0))
                .isEqualTo("question,by,group,registered,selected,returned,yes,no,missing,share_of_answers,"
                        + "range_lower,range_upper,limit_lower,limit_upper,target,direction,verdict");
        assertThat(results)
                .contains(
                        "briefed,,,6,6,5,5,0,1,1,0.8333333333333334,1,0.8333333333333334,1,1,atLeast,not_distinguishable",
                        "briefed,kind,agency,6,6,5,5,0,1,1,0.8333333333333334,1,0.8333333333333334,1,1,atLeast,"
                                + "not_distinguishable",
                        "briefed,area,9901,3,3,3,3,0,0,1,1,1,1,1,1,atLeast,met",
                        "briefed,area,9902,3,3,2,2,0,1,1,0.6666666666666666,1,0.6666666666666666,1,1,atLeast,"
                                + "not_distinguishable",
                        "briefed,flags,remote,2,2,1,1,0,1,1,0.5,1,0.5,1,1,atLeast,not_distinguishable",
                        "briefed,province,99,6,6,5,5,0,1,1,0.8333333333333334,1,0.8333333333333334,1,1,atLeast,"
                                + "not_distinguishable",
                        "funded,,,6,6,5,2,1,3,0.6666666666666666,0.3333333333333333,0.8333333333333334,"
                                + "0.3333333333333333,0.8333333333333334,0.9,atLeast,not_met",
                        "taught,,,6,6,3,3,0,3,1,0.5,1,0.5,1,0.3,atLeast,met");
        assertThat(Files.readAllLines(folder.resolve("census/unanswered.csv")))
                .containsExactly(
                        "code,kind,name,area,returned,questions",
                        "CQ4,agency,Sở Mẫu 4,9902,1,funded",
                        "CQ5,agency,Sở Mẫu 5,9902,1,funded",
                        "CQ6,agency,Sở Mẫu 6,9902,0,briefed;funded",
                        "TH3,school,Trường Mẫu 3,9901,0,taught",
                        "TH5,school,Trường Mẫu 5,9902,0,taught",
                        "TH6,school,Trường Mẫu 6,9902,0,taught");
    }

    /**
     * Three of six schools, all yes: P(Y ≥ 3 | K) = C(K,3)/20: 1/20 = 0.05 for K = 3, above 0.025, so that 3 of 6 is the lower limit.
     * All six agencies are drawn: a census of their stratum.
     */
    @Test
    void aSampleHasExactLimitsInItsStrata() throws IOException {
        more = "\"sample\": {\"column\": \"drawn\", \"strata\": [\"kind\"]}, \"by\": [\"area\"],";

        assertThat(results("sample"))
                .contains(
                        "briefed,,,6,6,5,5,0,1,1,0.8333333333333334,1,0.8333333333333334,1,1,atLeast,not_distinguishable",
                        "taught,,,6,3,3,3,0,0,1,1,1,0.5,1,0.3,atLeast,met",
                        "taught,area,9901,3,2,2,2,0,0,1,1,1,0.6666666666666666,1,0.3,atLeast,met",
                        "taught,area,9902,3,1,1,1,0,0,1,1,1,0.3333333333333333,1,0.3,atLeast,met");
    }

    @Test
    void aGroupOfWhichNobodyWasDrawnIsNotMeasured() throws IOException {
        write("drawn.csv", "code,note\nTH1,x\nTH2,x\nCQ1,x\nCQ2,x\nCQ3,x\nCQ4,x\nCQ5,x\n");
        write("schools.csv", SCHOOLS.replace("TH4,,,,yes\n", ""));
        more = "\"sample\": {\"file\": \"drawn.csv\", \"strata\": [\"kind\"]}, \"by\": [\"area\"],";

        assertThat(results("sample"))
                .contains("taught,area,9902,3,0,0,0,0,0,,,,,,0.3,atLeast,not_measured")
                .anyMatch(line -> line.startsWith("taught,,,6,2,2,2,0,0,1,1,1,"));
        assertThat(Files.readString(folder.resolve("sample/institutions.html")))
                .contains("Chưa đo được", "Giới hạn tin cậy 95%", "Not measured");
    }

    @Test
    void theRegisterIsReadAsOfADay() throws IOException {
        date = "2026-10-31";
        List<String> results = results("before");

        assertThat(results).anyMatch(line -> line.startsWith("briefed,,,7,7,5,5,0,2,"));
        assertThat(results).anyMatch(line -> line.startsWith("taught,,,5,5,3,3,0,2,"));
    }

    @Test
    void thePageIsVietnameseAndEnglishAndWhatWasReadIsKeptByItsHash() throws IOException {
        results("out");
        String html = Files.readString(folder.resolve("out/institutions.html"));
        String run = Files.readString(folder.resolve("out/run.json"));

        assertThat(html)
                .contains("Danh bạ ngày 01/11/2026: 12 đơn vị, tất cả đều được hỏi. Đã nhận phiếu của 8 đơn vị")
                .contains("từ ngày 03/11/2026 đến ngày 01/12/2026")
                .contains("Register of 2026-11-01: 12 units, all of them asked")
                .contains("83,3% – 100,0%", "83.3% – 100.0%", "Chưa đủ căn cứ", "Sở, ban, ngành", "Xã Một");
        assertThat(run).contains("\"kap-institutions/1\"", "\"registered\":12", "\"returned\":8", "\"census\":true");
        for (String file : List.of("job.json", "register.csv", "agencies.csv", "schools.csv", "areas.csv")) {
            assertThat(run).contains(ContentHash.of(Files.readString(folder.resolve(file))));
        }
        for (String file : List.of("results.csv", "unanswered.csv", "institutions.html")) {
            assertThat(run)
                    .contains(ContentHash.of(
                            Files.readString(folder.resolve("out").resolve(file))));
        }
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void theOrderOfRowsAndOfFilesDoesNotMatter() throws IOException {
        List<String> results = results("one");
        write("register.csv", reversed(REGISTER));
        write("agencies.csv", reversed(AGENCIES));

        assertThat(results("two")).isEqualTo(results);
    }

    @Test
    void everyFaultOfARegisterIsToldAtOnce() throws IOException {
        write("register.csv", """
                code,kind,name,area,valid_from,valid_to,flags,drawn
                CQ1,agency,Một,9901,,,,
                CQ1,agency,Một,9901,2026-01-01,,,
                CQ2,agenci,Hai,9901,,,,
                CQ3,agency,,9901,,,,
                ,agency,Bốn,9901,,,,
                CQ5,agency,Năm,9999,,,,
                CQ6,agency,Sáu,9901,2026-13-01,,,
                TH1,school,Bảy,9901,2026-02-01,2026-01-01,remote,
                """);
        write("agencies.csv", AGENCIES.substring(0, AGENCIES.indexOf('\n')) + "\nCQ1,,1,1,1,\n");
        write("schools.csv", "code,briefed,plan,funds,taught\nTH1,,,,1\n");

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "register.csv:3:1: The unit \"CQ1\" stands twice on the same days: 2026-01-01 – … here, … – … at"
                                + " register.csv:2:1. Give another unit another code; of the same unit, end the one validity"
                                + " before the other begins.",
                        "register.csv:4:2: The kind \"agenci\" of the unit \"CQ2\" is not declared. The kinds are agency,"
                                + " school. Did you mean \"agency\"?",
                        "register.csv:5:3: The cell in the column \"name\" is empty. Fill it in.",
                        "register.csv:6:1: The cell in the column \"code\" is empty. Give each unit a code of its own.",
                        "register.csv:7:1: The area \"9999\" of the unit \"CQ5\" is not in the frame of 2026-11-01. Correct"
                                + " the area's code, or take the frame that has it.",
                        "register.csv:8:5: \"2026-13-01\" in the column \"valid_from\" is no day. Write it as 2026-11-01.",
                        "register.csv:9:6: The unit \"TH1\" ends on 2026-01-01, before it begins on 2026-02-01. Correct the"
                                + " days; both belong to the validity.");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void everyFaultOfReturnsIsToldAtOnce() throws IOException {
        write("agencies.csv", """
                code,date,briefed,plan,funds,taught
                CQ1,2026-11-31,yes,1,1,
                CQ2,,maybe,1,1,
                CQ1,,1,1,1,
                CQ9,,1,1,1,
                CQ7,,1,1,1,
                CQ3,,1,1,1,yes
                ,,1,1,1,
                """);

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "agencies.csv:2:2: \"2026-11-31\" in the column \"date\" is no day. Write it as 2026-11-01.",
                        "agencies.csv:3:3: \"maybe\" in the column \"briefed\" is neither yes nor no. Write yes or 1, no or"
                                + " 0; leave the cell empty, or write missing, where there is no answer.",
                        "agencies.csv:4:1: The unit \"CQ1\" returned twice, first at agencies.csv:2:1. Keep the return that"
                                + " holds, and take the other one out.",
                        "agencies.csv:5:1: The unit \"CQ9\" returned, but is not in the register. Correct its code, or"
                                + " register it with the days on which it exists.",
                        "agencies.csv:6:1: The unit \"CQ7\" returned, but is not registered on 2026-11-01: … – 2026-10-31."
                                + " Take the return out, or correct the days in the register.",
                        "agencies.csv:7:6: The unit \"CQ3\" answers \"taught\", which is not asked of the kind \"agency\"."
                                + " Empty the cell, or name the kind in the question's \"kinds\".",
                        "agencies.csv:8:1: The cell in the column \"code\" is empty. Give each unit a code of its own.");
    }

    @Test
    void aSampleIsOfRegisteredUnitsAndOfEveryStratum() throws IOException {
        more = "\"sample\": {\"file\": \"drawn.csv\", \"strata\": [\"kind\"]},";
        write("drawn.csv", "code\nCQ1\nCQ1\nCQ7\nXX\n");

        assertThat(faults())
                .contains(
                        "drawn.csv:3:1: The unit \"CQ1\" was drawn twice. Name each drawn unit once.",
                        "drawn.csv:4:1: The drawn unit \"CQ7\" is not registered on 2026-11-01. Draw from the register of that"
                                + " day, or correct the code.",
                        "drawn.csv:5:1: The drawn unit \"XX\" is not registered on 2026-11-01. Draw from the register of that"
                                + " day, or correct the code.",
                        "agencies.csv:3:1: The unit \"CQ2\" returned, but was not drawn. Take the return out: units that were"
                                + " not drawn do not stand for others.");

        write("drawn.csv", "code\nCQ1\n");
        assertThat(faults())
                .anyMatch(fault -> fault.contains("No unit was drawn of the stratum \"school\", in which 6"));
    }

    @Test
    void everyFaultOfAJobIsToldAtOnce() throws IOException {
        date = "2026-02-30";
        more =
                "\"sample\": {\"strata\": [\"size\"]}, \"by\": [\"province\", \"kind\", \"kind\", \"colour\"], \"level\": 2,"
                        + " \"retuns\": 1,";
        questions = """
                [{"id": "a", "vi": "", "en": "A", "kinds": ["agancy"], "target": 95},
                 {"id": "a", "vi": "B", "en": "B", "columns": [], "direction": "atMost"}]
                """;

        assertThat(faults())
                .hasSize(14)
                .anyMatch(fault -> fault.contains("The question has no column"))
                .anyMatch(fault -> fault.contains("\"2026-02-30\" is no day"))
                .anyMatch(fault -> fault.contains("either in a file or in a column"))
                .anyMatch(fault -> fault.contains("Unknown column of strata \"size\""))
                .anyMatch(fault -> fault.contains("can only be told from a frame"))
                .anyMatch(fault -> fault.contains("grouped by \"kind\" twice"))
                .anyMatch(fault -> fault.contains("Unknown grouping \"colour\""))
                .anyMatch(fault -> fault.contains("The confidence must lie between 0 and 1"))
                .anyMatch(fault -> fault.contains("Unknown key \"retuns\""))
                .anyMatch(fault -> fault.contains("The text \"vi\" is empty"))
                .anyMatch(fault -> fault.contains("Unknown kind \"agancy\"") && fault.contains("Did you mean"))
                .anyMatch(fault -> fault.contains("A target is a share"))
                .anyMatch(fault -> fault.contains("Two questions have the id \"a\""))
                .anyMatch(fault -> fault.contains("A direction needs a target"));
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        Files.delete(folder.resolve("schools.csv"));
        Files.delete(folder.resolve("areas.csv"));
        write("register.csv", "code;kind;nam;area\nCQ1;agency;Một;9901\n");
        assertThat(faults())
                .anyMatch(fault -> fault.contains("job.json") && fault.contains("The file is not there."))
                .anyMatch(
                        fault -> fault.equals("register.csv:1:1: The header lacks the column \"name\". Its columns are"
                                + " code, kind, nam, area. Did you mean \"nam\"?"))
                .anyMatch(fault -> fault.contains("lacks the column \"valid_from\""));

        files();
        write("agencies.csv", "\n");
        write("schools.csv", "code,taught\nTH1,\"yes\n");
        assertThat(faults())
                .anyMatch(fault -> fault.contains("agencies.csv:1:1: The first row must be the header"))
                .anyMatch(fault -> fault.contains("schools.csv:2:1: This row can't be parted into cells"));

        files();
        write("schools.csv", "code,briefed,plan,funds\nTH1,,,\n");
        assertThat(faults())
                .anyMatch(fault -> fault.startsWith("schools.csv:1:1: The header lacks the column \"taught\""));
    }

    @Test
    void groupsThatTheRegisterDoesNotHaveAreRefusedAndSoAreQuestionsToNobody() throws IOException {
        write("register.csv", REGISTER.replace("remote", ""));
        more = "\"by\": [\"stratum\", \"flags\"],";
        assertThat(faults())
                .anyMatch(fault -> fault.contains("by \"stratum\", but the register has no such column"))
                .anyMatch(fault -> fault.contains("by \"flags\", but none has any"));

        write("register.csv", REGISTER.replaceAll("TH.*\n", ""));
        assertThat(faults())
                .anyMatch(fault -> fault.contains("No unit that is asked \"taught\" is registered on 2026-11-01"))
                .anyMatch(fault -> fault.startsWith("schools.csv:2:1: The unit \"TH1\" returned, but is not in the"));
    }

    @Test
    void aFolderThatIsNotEmptyIsLeftAlone() throws IOException {
        Files.createDirectory(folder.resolve("out"));
        write("out/kept.txt", "kept");

        assertThat(faults()).anyMatch(fault -> fault.contains("The output folder is not empty."));
        assertThat(folder.resolve("out/kept.txt")).hasContent("kept");
    }

    private static String reversed(String csv) {
        List<String> lines = csv.lines().toList();
        StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
        for (int i = lines.size() - 1; i > 0; i--) {
            text.append(lines.get(i)).append('\n');
        }
        return text.toString();
    }

    private List<String> results(String out) throws IOException {
        InstitutionRun.run(job(), folder.resolve(out));
        return Files.readAllLines(folder.resolve(out).resolve("results.csv"));
    }

    /** The faults, without the folder of the test in the paths. */
    private List<String> faults() throws IOException {
        FaultsException refused =
                catchThrowableOfType(FaultsException.class, () -> InstitutionRun.run(job(), folder.resolve("out")));
        assertThat(refused).isNotNull();
        return refused.faults().stream().map(Fault::toString).toList();
    }

    private Path job() throws IOException {
        return write("job.json", """
                {"name": "mau-2026", "title": {"vi": "Cơ quan, đơn vị năm 2026", "en": "Institutions 2026"},
                 "register": "register.csv", "date": "%s",
                 "kinds": [{"kind": "agency", "vi": "Sở, ban, ngành", "en": "Agencies"},
                           {"kind": "school", "vi": "Trường học", "en": "Schools"}],
                 %s
                 "returns": ["agencies.csv", "schools.csv"],
                 "questions": %s}
                """.formatted(date, more, questions));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
