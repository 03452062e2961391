package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.questionnaire.number.Numbers;

/** The files {@code tests.csv} and {@code tables.csv}. */
public final class TestsCsv {
    private TestsCsv() {}

    /** The text of {@code tests.csv}. */
    public static String tests(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(
                csv,
                List.of(
                        "id",
                        "test",
                        "statistic_name",
                        "statistic",
                        "df1",
                        "df2",
                        "p",
                        "estimate",
                        "se",
                        "lower",
                        "upper",
                        "effects"));
        for (JobResult.Test test : result.tests()) {
            boolean estimated = test.hasEstimate();
            CsvLine.append(
                    csv,
                    List.of(
                            test.block().id(),
                            test.block().kind().text(),
                            test.name(),
                            Numbers.print(test.outcome().statistic()),
                            Numbers.print(test.outcome().df1()),
                            test.isRatio() ? Numbers.print(test.outcome().df2()) : "",
                            Numbers.print(test.outcome().p()),
                            estimated ? Numbers.print(test.estimate()) : "",
                            estimated ? Numbers.print(test.standardError()) : "",
                            estimated ? Numbers.print(test.lower()) : "",
                            estimated ? Numbers.print(test.upper()) : "",
                            test.effects().stream().map(Numbers::print).collect(Collectors.joining(";"))));
        }
        return csv.toString();
    }

    /** The text of {@code tables.csv}. */
    public static String tables(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("id", "row", "column", "n", "weighted_n", "proportion", "se"));
        for (JobResult.TableCell cell : result.tables()) {
            CsvLine.append(
                    csv,
                    List.of(
                            cell.id(),
                            cell.row(),
                            cell.column(),
                            Long.toString(cell.rows()),
                            Numbers.print(cell.weightedRows()),
                            Numbers.print(cell.proportion()),
                            Numbers.print(cell.standardError())));
        }
        return csv.toString();
    }
}
