package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.questionnaire.number.Numbers;

/** Rates against plan values, as R survey 4.5 computes them (operation {@code target} of the reference values). */
class TargetTestTest {
    private static final Map<String, String> FILES =
            Map.of("kap26_wr", "kap_2026.csv.gz", "kap27_wr", "kap_2027.csv.gz");

    @Test
    void everyReferenceValueOfARateAgainstATargetIsReproduced() throws IOException {
        Map<String, Table> tables = new LinkedHashMap<>();
        int compared = 0;
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> row : CsvRows.of(ProjectFiles.resource("reference/golden_kap.csv.gz"))) {
            // Those of other designs are asked of whole jobs by ReferenceValuesTest.
            if (!row.get("op").equals("target") || !FILES.containsKey(row.get("design"))) {
                continue;
            }
            Table table = tables.computeIfAbsent(row.get("design"), TargetTestTest::table);
            double expected = Double.parseDouble(row.get("value"));
            double found = found(table, row);
            compared++;
            if (!(Math.abs(found - expected) <= 1e-10 * Math.abs(expected))) {
                wrong.add(row + " found " + found);
            }
        }
        assertThat(compared).isEqualTo(126);
        assertThat(wrong).isEmpty();
    }

    @Test
    void theTwoTailsAreComplementsAndTheSmallerIsDoubled() {
        Table table = table("kap26_wr");
        TargetTest test = TargetTest.of(estimate(table, "kgood80", "", ""), 0.4);
        assertThat(test.lower() + test.upper()).isEqualTo(1.0);
        assertThat(test.two()).isEqualTo(2 * test.lower());
        assertThat(test.logitLower() + test.logitUpper()).isEqualTo(1.0);
    }

    @Test
    void aTargetOfAHundredPerCentHasNoLogitAndAnExactRateNoTestAtAll() {
        Table table = table("kap26_wr");
        assertThat(TargetTest.of(estimate(table, "kgood80", "", ""), 1).logitT())
                .isNaN();
        Table sure = table.with(NumericColumn.indicator("sure", table.rows(), row -> true));
        assertThat(TargetTest.of(estimate(sure, "sure", "", ""), 0.9).t()).isNaN();
        assertThat(TargetTest.of(estimate(sure, "sure", "", ""), 0.9).lower()).isNaN();
    }

    private static double found(Table table, Map<String, String> row) {
        Estimate estimate = estimate(table, row.get("var"), row.get("by"), row.get("domain"));
        TargetTest test = TargetTest.of(estimate, Double.parseDouble(row.get("term")));
        return switch (row.get("stat")) {
            case "est" -> estimate.value();
            case "se" -> estimate.standardError();
            case "t" -> test.t();
            case "df" -> estimate.degreesOfFreedom();
            case "p_below" -> test.lower();
            case "p_above" -> test.upper();
            case "p_two" -> test.two();
            case "t_logit" -> test.logitT();
            case "p_below_logit" -> test.logitLower();
            default -> throw new IllegalArgumentException("Unknown statistic " + row.get("stat"));
        };
    }

    private static Estimate estimate(Table table, String variable, String by, String domain) {
        SurveyDesign design = SurveyDesign.of(table)
                .weights("w")
                .strata("stratum")
                .clusters("psu")
                .build();
        Estimation estimation = new Estimation(new TableTotals(table), design);
        Grouping grouping = by.isEmpty() ? Grouping.whole(table.rows()) : Grouping.of(table, List.of(by));
        for (int group = 0; group < grouping.size(); group++) {
            if (by.isEmpty() || grouping.levels(group).get(0).equals(domain)) {
                return estimation.each(Mean.of(variable), grouping).estimates().get(group);
            }
        }
        throw new IllegalArgumentException("No group " + by + "=" + domain);
    }

    private static Table table(String design) {
        List<Map<String, String>> rows;
        try {
            rows = CsvRows.of(ProjectFiles.resource("reference/" + FILES.get(design)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        List<Column> columns = new ArrayList<>();
        for (String name : List.of("stratum", "psu", "grp")) {
            columns.add(
                    TextColumn.of(name, rows.stream().map(row -> row.get(name)).toList()));
        }
        for (String name : List.of("w", "kgood80", "pall")) {
            columns.add(NumericColumn.of(
                    name,
                    rows.stream()
                            .mapToDouble(row -> Numbers.parse(row.get(name)))
                            .toArray()));
        }
        return Table.of(rows.size(), columns);
    }
}
