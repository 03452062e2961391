package org.kapsurvey.analysis.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.analysis.institution.InstitutionJob;
import org.kapsurvey.analysis.planning.Assumptions;
import org.kapsurvey.analysis.planning.SamplePlanText;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/** Faults of what a page sends are told in Vietnamese. */
class VietnameseFaultsTest {
    /** A call that adds a fault or throws findings, to its end. */
    private static final Pattern CALL = Pattern.compile(
            "(faults\\.add|fields\\.fault|fault|refuse|findings\\.add|list|new WeightingException|new ModelException|new Fault)\\((?:[^;\"]|\"(?:[^\"\\\\]|\\\\.)*\")*;");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]}");

    @Test
    void wordsAreTranslatedAndWhatTheAuthorWroteIsNot() {
        assertThat(message("\"rate\" must be a share above 0 and below 1, found 8."))
                .isEqualTo("\"rate\" phải là tỷ lệ lớn hơn 0 và nhỏ hơn 1, nhưng ở đây là 8.");
        assertThat(message("\"take\" must be a whole number from 1 to 500, found a text."))
                .isEqualTo("\"take\" phải là số nguyên từ 1 đến 500, nhưng ở đây là chuỗi.");
        assertThat(message("There is no stratum \"commune\". Did you mean \"communes\"?"))
                .isEqualTo("Không có tầng \"commune\". Có phải là \"communes\" không?");
        assertThat(message("A factor must be from 1 to 1000 with at most three decimals, found 0.5."))
                .isEqualTo("Hệ số phải từ 1 đến 1000, nhiều nhất ba chữ số thập phân, nhưng ở đây là 0.5.");
        assertThat(message("The kind \"a $1 {0}\" stands twice.")).isEqualTo("Loại \"a $1 {0}\" có hai lần.");
        assertThat(message("Something that nobody worded.")).isEqualTo("Something that nobody worded.");
    }

    @Test
    void everySentenceHasTheSamePlacesInBothLanguages() {
        List<String[]> lines = String.join(
                        "",
                        FaultSentences.SENTENCES,
                        JobSentences.SENTENCES,
                        PlanSentences.SENTENCES,
                        FaultSentences.WORDS,
                        JobSentences.WORDS)
                .lines()
                .map(line -> line.split("\\|", -1))
                .toList();
        assertThat(lines).hasSizeGreaterThan(200);
        for (String[] line : lines) {
            assertThat(line).hasSize(2);
            assertThat(places(line[1])).as(line[0]).isEqualTo(places(line[0]));
        }
        assertThat(lines.stream().map(line -> line[0])).doesNotHaveDuplicates();
    }

    @Test
    void whatIsMadeUpOfRowsAndPartsIsTranslatedThroughout() {
        assertThat(message(
                        "Stratum \"02\" has 1 sampled PSU; variance needs 2. PSU of row 2 (24 interviews). Choose singlePsu = certainty,"
                                + " adjust or average."))
                .isEqualTo(
                        "Tầng \"02\" có 1 PSU trong mẫu; phương sai cần 2. PSU của dòng 2 (24 phiếu). Chọn singlePsu ="
                                + " certainty, adjust hoặc average.");
        assertThat(
                        message(
                                "There is no total above 0 for sex as in row 1, which the data has. Add it to the totals, or correct the data."))
                .isEqualTo(
                        "Không có tổng lớn hơn 0 cho sex như ở dòng 1, trong khi số liệu có nhóm này. Thêm vào các tổng, hoặc"
                                + " sửa số liệu.");
        assertThat(message("Weight \"w\" is negative in 12 rows: row 1, row 2, …. A weight must be 0 or more."))
                .isEqualTo("Trọng số \"w\" âm ở 12 dòng: dòng 1, dòng 2, …. Trọng số phải từ 0 trở lên.");
        assertThat(
                        message(
                                "2 PSUs are in more than one stratum: PSU p1 in strata \"a\" and \"b\" (row 5); PSU p2 in strata"
                                        + " \"a\" and \"b\" (row 9). If PSU labels start again in each stratum, set nested = true."))
                .isEqualTo(
                        "2 PSU nằm ở nhiều tầng: PSU p1 ở các tầng \"a\" và \"b\" (dòng 5); PSU p2 ở các tầng \"a\" và \"b\""
                                + " (dòng 9). Nếu nhãn PSU đánh lại từ đầu trong mỗi tầng, đặt nested = true.");
        assertThat(
                        message(
                                "2 units of stage 2 are in more than one stratum: unit x in strata \"PSU 1, stratum n\" and \"PSU 1,"
                                        + " stratum s\" (row 2); unit y in strata \"n\" and \"s\" (row 4). Give every unit one stratum."))
                .isEqualTo(
                        "2 đơn vị cấp 2 nằm ở nhiều tầng: đơn vị x ở các tầng \"PSU 1, stratum n\" và \"PSU 1, stratum s\""
                                + " (dòng 2); đơn vị y ở các tầng \"n\" và \"s\" (dòng 4). Mỗi đơn vị chỉ thuộc một tầng.");
        assertThat(message(
                        "Stratum \"Lac\" has 1 sampled PSU; variance needs 2. PSU 1204 (17 interviews). Choose singlePsu ="
                                + " certainty, adjust or average."))
                .isEqualTo(
                        "Tầng \"Lac\" có 1 PSU trong mẫu; phương sai cần 2. PSU 1204 (17 phiếu). Chọn singlePsu = certainty,"
                                + " adjust hoặc average.");
        assertThat(message(
                        "Stage 3 in stratum S1, PSU 1, unit 2, stratum x has 1 sampled unit; variance needs 2. Unit 1 in row 12"
                                + " (3 interviews)."))
                .isEqualTo(
                        "Cấp 3 trong tầng S1, PSU 1, đơn vị 2, tầng x có 1 đơn vị trong mẫu; phương sai cần 2. Đơn vị 1 ở dòng 12"
                                + " (3 phiếu).");
        assertThat(
                        message(
                                "Convert it with a variable number(${age}), or list the cells that mean missing under \"missing\"."))
                .startsWith("Đổi bằng một biến number(${age}),");
    }

    /** What the sources of jobs say where they add a fault stands in the lists, so that no sentence is forgotten. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "job/JobParser",
                "job/CalibrationParser",
                "job/ContrastParser",
                "job/QuantileParser",
                "job/ReplicatesParser",
                "job/TargetParser",
                "job/TestParser",
                "job/ModelParser",
                "job/ModelBinding",
                "model/RegressionModel",
                "job/JobBinding",
                "job/CalibrationBinding",
                "job/ReplicatesBinding",
                "job/JobColumns",
                "job/KapBinding",
                "job/StoredRound",
                "expression/Compiler",
                "expression/FunctionCompiler",
                "design/SurveyDesign",
                "design/Stages",
                "design/Populations",
                "design/SharedWaves",
                "weighting/Margin",
                "weighting/Calibration",
                "weighting/Raking",
                "weighting/PostStratification",
                "weighting/Standardization",
                "weighting/Trimming",
                "weighting/WeightShare",
                "weighting/WeightingClasses",
                "weighting/LogisticRegression",
                "indicator/PlanReader",
                "indicator/RoutesCheck",
                "indicator/WithoutAnswer",
                "indicator/PlanChange",
                "indicator/SkippedItems",
                "indicator/FormNames",
                "indicator/Wording"
            })
    void everySentenceOfAJobIsInTheLists(String source) throws IOException {
        String english = String.join(
                        "\n",
                        FaultSentences.SENTENCES,
                        JobSentences.SENTENCES,
                        JobSentences.WORDS,
                        PlanSentences.SENTENCES,
                        sentencesOfForms())
                .lines()
                .map(line -> line.strip().split("\\|", -1)[0])
                .collect(Collectors.joining("\n"));
        String java = Files.readString(Path.of("src/main/java/org/kapsurvey/analysis", source + ".java"))
                // One sentence may be written as several literals.
                .replaceAll("\"\\s*\\+\\s*\"", "");
        List<String> said = CALL.matcher(java)
                .results()
                .flatMap(call -> LITERAL.matcher(call.group()).results())
                .map(literal -> literal.group(1).replace("\\\"", "\""))
                .flatMap(text -> Stream.of(text.split("%[,]?[sd]")))
                .map(String::strip)
                .filter(text -> text.length() > 14 && text.contains(" "))
                .toList();
        assertThat(said).isNotEmpty();
        assertThat(said.stream().filter(text -> !english.contains(text))).isEmpty();
    }

    /** As their source has them: the list belongs to its package alone. */
    private static String sentencesOfForms() throws IOException {
        return Files.readString(
                Path.of("../questionnaires/src/main/java/org/kapsurvey/questionnaire/jvm/FormSentences.java"));
    }

    @Test
    void whatIsWrongWithPlansJobsAndMappingsIsAllTranslated() {
        Faults faults = new Faults();
        SamplePlanText.assumptions("", """
                {"groups": [{"id": "a"}, {"id": "a", "share": 3}], "indicators": [{"id": ""}, {"id": "x", "rate": "y", "before": 0.5}],
                 "size": {"take": 0, "sized": 1}, "allocation": {"rule": "best", "exponent": 0.5, "strata": [
                  {"stratum": "u", "population": 5}, {"stratum": "u", "population": 0, "clusters": 9}]},
                 "domains": [{"name": "d", "strata": ["v"]}, {"name": "u"}], "cost": {"listing": 5}, "plan": "p.json"}
                """, Assumptions.Sources.of(List.of()), faults);
        SamplePlan.parse(
                "",
                "{\"name\": \"é\", \"frame\": {}, \"strata\": {\"by\": [1]}, \"stages\": [{\"unit\": \"x\"}]}",
                faults);
        SamplePlan.parse("", "{\"name\": 'x'}", faults);
        SamplePlan.parse("", "{\"name\": \"x\",}", faults);
        InstitutionJob.parse("", """
                {"name": " ", "register": "r.csv", "date": "1.11.2026", "kinds": [{"kind": "a", "vi": "", "en": "A"}, {"kind": "a", "vi": "A", "en": "A"}],
                 "returns": [], "level": 2, "sample": {"strata": ["x"]}, "by": ["kind", "kind", "commune", "y"],
                 "questions": [{"id": "q", "vi": "Q", "en": "Q", "columns": [], "kinds": ["b"], "target": 5},
                               {"id": "q", "vi": "Q", "en": "Q", "direction": "atLeast"}], "more": 1}
                """, faults);
        assertThat(faults.size()).isGreaterThan(35);
        for (Fault english : faults.list()) {
            Fault vietnamese = VietnameseFaults.of(english);
            assertThat(vietnamese.message()).isNotEqualTo(english.message());
            if (!english.remedy().isEmpty()) {
                assertThat(vietnamese.remedy()).as(english.message()).isNotEqualTo(english.remedy());
            }
            assertThat(vietnamese.place()).isEqualTo(english.place());
        }
    }

    private static String message(String english) {
        return VietnameseFaults.of(new Fault(Place.ofFile("x"), english, "")).message();
    }

    private static Set<String> places(String sentence) {
        return PLACEHOLDER
                .matcher(sentence)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
