package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Locale;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.indicator.TargetTest;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.questionnaire.number.Numbers;

/** The files {@code contrasts.csv} and {@code targets.csv}. */
public final class ComparisonsCsv {
    private ComparisonsCsv() {}

    /** The text of {@code contrasts.csv}. */
    public static String contrasts(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(
                csv,
                List.of(
                        "id",
                        "variable",
                        "contrast",
                        "scale",
                        "domain",
                        "estimate",
                        "se",
                        "df",
                        "df_satterthwaite",
                        "t",
                        "p",
                        "lower",
                        "upper"));
        for (JobResult.ContrastRow row : result.contrasts()) {
            Contrast contrast = row.contrast();
            CsvLine.append(
                    csv,
                    List.of(
                            row.id(),
                            row.variable(),
                            row.name(),
                            row.scale().name().toLowerCase(Locale.ROOT),
                            row.category(),
                            Numbers.print(contrast.value()),
                            Numbers.print(contrast.standardError()),
                            Integer.toString(contrast.degreesOfFreedom()),
                            Double.isNaN(contrast.satterthwaite()) ? "" : Numbers.print(contrast.satterthwaite()),
                            Numbers.print(contrast.t()),
                            Numbers.print(contrast.p()),
                            Numbers.print(contrast.lower()),
                            Numbers.print(contrast.upper())));
        }
        return csv.toString();
    }

    /** The text of {@code targets.csv}. */
    public static String targets(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(
                csv,
                List.of(
                        "id",
                        "variable",
                        "domain",
                        "target",
                        "direction",
                        "estimate",
                        "se",
                        "df",
                        "interval",
                        "lower",
                        "upper",
                        "t",
                        "p_lower",
                        "p_upper",
                        "p_two",
                        "t_logit",
                        "p_lower_logit",
                        "verdict"));
        for (JobResult.TargetRow row : result.targets()) {
            Estimate estimate = row.estimate();
            TargetTest test = row.test();
            CsvLine.append(
                    csv,
                    List.of(
                            row.target().id(),
                            row.variable(),
                            estimate.domain(),
                            Numbers.print(row.target().value()),
                            row.target().direction().code(),
                            Numbers.print(estimate.value()),
                            Numbers.print(estimate.standardError()),
                            Integer.toString(estimate.degreesOfFreedom()),
                            row.interval().method().text(),
                            Numbers.print(row.interval().lower()),
                            Numbers.print(row.interval().upper()),
                            Numbers.print(test.t()),
                            Numbers.print(test.lower()),
                            Numbers.print(test.upper()),
                            Numbers.print(test.two()),
                            Numbers.print(test.logitT()),
                            Numbers.print(test.logitLower()),
                            row.verdict().code()));
        }
        return csv.toString();
    }
}
