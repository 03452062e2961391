package org.kapsurvey.analysis.job;

import java.util.List;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.questionnaire.number.Numbers;

/** The files {@code coefficients.csv}, {@code models.csv}, {@code term_tests.csv} and {@code margins.csv}. */
final class ModelsCsv {
    private ModelsCsv() {}

    static String coefficients(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("id", "term", "estimate", "se", "t", "df", "p", "lower", "upper"));
        for (ModelResult model : result.models()) {
            for (ModelResult.Coefficient row : model.coefficients()) {
                CsvLine.append(
                        csv,
                        List.of(
                                model.request().id(),
                                row.term(),
                                Numbers.print(row.estimate()),
                                Numbers.print(row.standardError()),
                                Numbers.print(row.outcome().statistic()),
                                Integer.toString(model.freedom()),
                                Numbers.print(row.outcome().p()),
                                Numbers.print(row.lower()),
                                Numbers.print(row.upper())));
            }
        }
        return csv.toString();
    }

    static String models(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("id", "n", "df", "dispersion", "iterations"));
        for (ModelResult model : result.models()) {
            CsvLine.append(
                    csv,
                    List.of(
                            model.request().id(),
                            Long.toString(model.rows()),
                            Integer.toString(model.freedom()),
                            Numbers.print(model.dispersion()),
                            Integer.toString(model.steps())));
        }
        return csv.toString();
    }

    static String tests(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("id", "term", "F", "df1", "df2", "p", "working_chisq", "working_p"));
        for (ModelResult model : result.models()) {
            for (ModelResult.TermTestRow row : model.tests()) {
                CsvLine.append(
                        csv,
                        List.of(
                                model.request().id(),
                                row.terms(),
                                Numbers.print(row.test().wald().statistic()),
                                Numbers.print(row.test().wald().df1()),
                                Numbers.print(row.test().wald().df2()),
                                Numbers.print(row.test().wald().p()),
                                Numbers.print(row.test().working()),
                                Numbers.print(row.test().workingP())));
            }
        }
        return csv.toString();
    }

    static String margins(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("id", "term", "level", "estimate", "se", "lower", "upper"));
        for (ModelResult model : result.models()) {
            for (ModelResult.Margin row : model.margins()) {
                CsvLine.append(
                        csv,
                        List.of(
                                model.request().id(),
                                row.factor(),
                                row.level(),
                                Numbers.print(row.estimate()),
                                Numbers.print(row.standardError()),
                                Numbers.print(row.lower()),
                                Numbers.print(row.upper())));
            }
        }
        return csv.toString();
    }
}
