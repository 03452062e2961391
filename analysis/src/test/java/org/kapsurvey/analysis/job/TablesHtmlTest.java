package org.kapsurvey.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.estimate.RandomSurvey;

/** The page for reading shows what the files hold, and hides what rests on few rows. */
class TablesHtmlTest {
    private static final JobResult RESULT = RandomJob.run(table(), """
            "calibration": [{"method": "poststratify", "by": ["size"], "totals": {"few": 300, "middle": 900, "many": 4000}}],
            "estimates": [
              {"id": "share", "statistic": "proportion", "variables": ["yes"], "by": [["size"]],
               "intervals": ["korn-graubard"], "covariances": true,
               "contrasts": [{"name": "many less middle", "plus": {"many": 1}, "minus": {"middle": 1}},
                             {"name": "many less few", "plus": {"many": 1}, "minus": {"few": 1}}]},
              {"id": "rows", "statistic": "count", "by": [["size"]]}],
            "targets": [{"id": "goal", "of": "share", "target": 0.9, "direction": "atLeast"}],
            "tests": [{"id": "apart", "test": "t", "variable": "score", "groups": "group"},
                      {"id": "cross", "test": "independence", "rows": "group", "columns": "yes"}]
            """);

    private static final String PAGE = TablesHtml.write(RESULT);

    /** Ten rows are few, thirty a middling number, all others many. */
    private static Table table() {
        Table table = RandomSurvey.of(5).table(1);
        return table.with(TextColumn.of(
                "size",
                IntStream.range(0, table.rows())
                        .mapToObj(row -> row < 10 ? "few" : row < 45 ? "middle" : "many")
                        .toList()));
    }

    private static String rowWith(String... parts) {
        List<String> rows = PAGE.lines()
                .filter(line -> Arrays.stream(parts).allMatch(line::contains))
                .toList();
        assertThat(rows).as(String.join(", ", parts)).hasSize(1);
        return rows.get(0);
    }

    @Test
    void everyKindOfResultHasItsSectionInBothLanguages() {
        assertThat(PAGE)
                .contains("Đối chiếu với chỉ tiêu", "Set against targets")
                .contains("So sánh giữa các nhóm", "Comparisons of groups")
                .contains(">Kiểm định<", ">Tests<", "Bảng chéo: ", "Table: ")
                .contains(">Trọng số<", ">Weights<", "poststratify")
                .contains(" covariances stand in covariances.csv.")
                .contains("Cách đọc", "How to read this");
    }

    @Test
    void whatWasLetPassStandsBeforeAllTablesAndOnlyNotesThatOccurAreExplained() {
        assertThat(RESULT.warnings()).isNotEmpty();
        String before = PAGE.substring(0, PAGE.indexOf("<table"));
        for (JobResult.Warning warning : RESULT.warnings()) {
            assertThat(before).contains(warning.code().replace("<", "&lt;") + " (" + warning.count() + "): ");
        }
        for (String code : List.of("df&lt;8", "p=0", "constant", "undefined")) {
            boolean occurs = RESULT.rows().stream()
                    .anyMatch(row -> List.of(row.printed().note().split(" ")).contains(code.replace("&lt;", "<")));
            assertThat(PAGE.contains("Note " + code + ": ")).as(code).isEqualTo(occurs);
        }
        assertThat(PAGE).contains("Note df&lt;8: few degrees of freedom").doesNotContain("Note variance-below-0");
    }

    @Test
    void whatRestsOnFewRowsIsHiddenWithItsIntervalItsDrawingAndItsComparisons() {
        String few = rowWith("size=few", "95%, korn-graubard");
        assertThat(few).contains(">*<").doesNotContain("<svg").doesNotContain("%</span>");
        assertThat(rowWith("many less few")).contains(">*<").doesNotContainPattern(">−?[0-9]+,[0-9]<");
        String middle = rowWith("size=middle", "95%, korn-graubard");
        assertThat(middle).contains("<svg").containsPattern(">\\([0-9]+,[0-9]%\\)<");
        assertThat(rowWith("size=many", "95%, korn-graubard"))
                .contains("<svg")
                .containsPattern(">[0-9]+,[0-9]%<")
                .doesNotContain(">*<");
    }

    @Test
    void aNumberOfRowsIsNoSecret() {
        JobResult.Row few = RESULT.rows().stream()
                .filter(row ->
                        row.id().equals("rows") && row.estimate().domain().equals("size=few"))
                .findFirst()
                .orElseThrow();
        assertThat(few.estimate().rows()).isLessThan(25);
        assertThat(PAGE).contains(">300<");
    }

    @Test
    void pageAndFileTellTheSameVerdictButThePageTellsNoneOnFewRows() {
        assertThat(rowWith("goal", "size=few"))
                .contains("*")
                .doesNotContain("Met")
                .doesNotContain("distinguishable");
        List<String> file = ComparisonsCsv.targets(RESULT).lines().skip(1).toList();
        assertThat(file).hasSize(3);
        for (JobResult.TargetRow row : RESULT.targets()) {
            String domain = row.estimate().domain();
            assertThat(file)
                    .anyMatch(line ->
                            line.contains(domain) && line.endsWith(row.verdict().code()));
            if (row.estimate().rows() >= 25) {
                assertThat(rowWith("goal", domain))
                        .contains(
                                switch (row.verdict()) {
                                    case MET -> ">Met<";
                                    case NOT_MET -> ">Not met<";
                                    case NOT_DISTINGUISHABLE -> ">Not distinguishable<";
                                    case NOT_MEASURED -> ">Not measured<";
                                });
            }
        }
    }

    @Test
    void aRateForWhichNoIntervalIsAskedIsReadWithKornGraubardAndItsFileHasNone() {
        Table table = table().with(TextColumn.of(
                "most",
                IntStream.range(0, table().rows())
                        .mapToObj(row -> row % 40 == 0 ? "no" : "yes")
                        .toList()));
        String rates = """
                "level": 0.9, "domain": "${most} = 'yes'",
                "estimates": [{"id": "share", "statistic": "proportion", "variables": ["yes"], "by": [["size"]]%1$s},
                              {"id": "sure", "statistic": "proportion", "variables": ["most"], "category": "yes"%1$s},
                              {"id": "mean", "statistic": "mean", "variables": ["score"]}]
                """;
        JobResult without = RandomJob.run(table, rates.formatted(""));
        JobResult with = RandomJob.run(table, rates.formatted(", \"intervals\": [\"korn-graubard\"]"));
        assertThat(TablesHtml.write(with)).contains("90%, korn-graubard", "deff-of-enclosing-domain");
        assertThat(TablesHtml.write(without)).isEqualTo(TablesHtml.write(with));
        assertThat(EstimatesCsv.estimates(without)).doesNotContain("korn-graubard", "enclosing");
    }

    @Test
    void thatATestHasNoPValueIsReadInVietnameseToo() {
        JobResult result = RandomJob.run(RandomSurvey.of(5).table(1), """
                "variables": [{"name": "same", "value": "1"}],
                "tests": [{"id": "none", "test": "t", "variable": "same", "groups": "group"}]
                """);
        assertThat(result.warnings()).extracting(JobResult.Warning::code).contains("p-undefined");
        assertThat(TablesHtml.write(result)).contains("So sánh, chỉ tiêu và kiểm định không có giá trị p:");
    }

    @Test
    void eachCellCarriesItsHeadingInBothLanguagesForNarrowScreens() {
        assertThat(PAGE.lines().filter(line -> line.startsWith("<tr><td")))
                .isNotEmpty()
                .allMatch(line -> line.split("<td", -1).length == line.split(" data-vi=\"", -1).length)
                .allMatch(line -> line.split("<td", -1).length == line.split(" data-en=\"", -1).length);
    }
}
