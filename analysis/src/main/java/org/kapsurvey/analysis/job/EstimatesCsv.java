package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.disclosure.Shown;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.questionnaire.number.Numbers;

/** The files {@code estimates.csv} and {@code covariances.csv}: RFC 4180, {@code \n}, shortest exact numbers. */
public final class EstimatesCsv {
    private static final List<String> HEADER = List.of(
            "id",
            "statistic",
            "variable",
            "category",
            "domain",
            "n",
            "weighted_n",
            "estimate",
            "se",
            "cv",
            "df",
            "deff",
            "deff_wr",
            "deft_dhs",
            "interval",
            "level",
            "lower",
            "upper",
            "note");

    private EstimatesCsv() {}

    /** The text of {@code estimates.csv}. */
    public static String estimates(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, HEADER);
        for (JobResult.Row row : result.rows()) {
            Estimate estimate = row.estimate();
            if (row.shown() != Shown.EVERYTHING) {
                boolean persons = row.shown() == Shown.PERSONS_ALONE;
                List<String> line = new ArrayList<>(List.of(
                        row.id(),
                        row.statistic().text(),
                        row.variable(),
                        row.category(),
                        estimate.domain(),
                        persons ? Long.toString(estimate.rows()) : "",
                        persons ? Numbers.print(estimate.weightedRows()) : ""));
                line.addAll(Collections.nCopies(HEADER.size() - line.size() - 1, ""));
                line.add(row.note());
                CsvLine.append(csv, line);
                continue;
            }
            CsvLine.append(
                    csv,
                    List.of(
                            row.id(),
                            row.statistic().text(),
                            row.variable(),
                            row.category(),
                            estimate.domain(),
                            Long.toString(estimate.rows()),
                            Numbers.print(estimate.weightedRows()),
                            Numbers.print(estimate.value()),
                            Numbers.print(estimate.standardError()),
                            Numbers.print(estimate.coefficientOfVariation()),
                            Integer.toString(estimate.degreesOfFreedom()),
                            Numbers.print(estimate.designEffect()),
                            Numbers.print(estimate.designEffectWithReplacement()),
                            Numbers.print(estimate.designFactorDhs()),
                            row.method(),
                            row.interval().map(i -> Numbers.print(i.level())).orElse(""),
                            row.interval().map(i -> Numbers.print(i.lower())).orElse(""),
                            row.interval().map(i -> Numbers.print(i.upper())).orElse(""),
                            row.note()));
        }
        return csv.toString();
    }

    /** The text of {@code covariances.csv}. */
    public static String covariances(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("id", "variable", "first", "second", "covariance"));
        for (JobResult.Covariance pair : result.covariances()) {
            CsvLine.append(
                    csv,
                    List.of(pair.id(), pair.variable(), pair.first(), pair.second(), Numbers.print(pair.covariance())));
        }
        return csv.toString();
    }
}
