package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.scale.ItemAnalysis;
import org.kapsurvey.analysis.scale.ScaleFlag;
import org.kapsurvey.questionnaire.number.Numbers;

/** The files {@code scales.csv} and {@code indicators.csv}. */
final class KapCsv {
    private KapCsv() {}

    static String scales(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(
                csv,
                List.of(
                        "id",
                        "item",
                        "n",
                        "alpha",
                        "difficulty",
                        "item_total",
                        "item_rest",
                        "alpha_if_deleted",
                        "discrimination",
                        "flags"));
        for (JobResult.ScaleRow row : result.scales()) {
            ItemAnalysis analysis = row.analysis();
            String id = row.scale().id();
            String n = Long.toString(analysis.rows());
            CsvLine.append(
                    csv,
                    List.of(id, "", n, Numbers.print(analysis.alpha()), "", "", "", "", "", codes(analysis.flags())));
            for (int i = 0; i < analysis.items().size(); i++) {
                ItemAnalysis.Item item = analysis.items().get(i);
                CsvLine.append(
                        csv,
                        List.of(
                                id,
                                row.scale().items().get(i).value(),
                                n,
                                "",
                                Numbers.print(item.mean()),
                                Numbers.print(item.withTotal()),
                                Numbers.print(item.withRest()),
                                Numbers.print(item.alphaWithout()),
                                Numbers.print(item.discrimination()),
                                codes(item.flags())));
            }
        }
        return csv.toString();
    }

    private static String codes(List<ScaleFlag> flags) {
        return flags.stream().map(ScaleFlag::code).collect(Collectors.joining(" "));
    }

    static String indicators(JobResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(
                csv,
                List.of(
                        "plan",
                        "indicator",
                        "part",
                        "domain",
                        "n",
                        "weighted_n",
                        "estimate",
                        "se",
                        "df",
                        "deff",
                        "interval",
                        "level",
                        "lower",
                        "upper",
                        "target",
                        "direction",
                        "verdict",
                        "note",
                        "rule_version"));
        for (IndicatorResult row : result.indicators()) {
            Indicator indicator = row.indicator();
            Estimate estimate = row.estimate();
            boolean persons = indicator.counting() == Indicator.Counting.PERSONS;
            boolean judged = row.verdict().isPresent();
            CsvLine.append(
                    csv,
                    List.of(
                            result.plan(),
                            indicator.id(),
                            row.part().map(Indicator.Part::name).orElse(""),
                            row.domain(),
                            Long.toString(estimate.rows()),
                            Numbers.print(estimate.weightedRows()),
                            Numbers.print(estimate.value()),
                            Numbers.print(estimate.standardError()),
                            persons ? Integer.toString(estimate.degreesOfFreedom()) : "",
                            persons ? Numbers.print(estimate.designEffect()) : "",
                            row.interval().method(),
                            Numbers.print(row.interval().level()),
                            Numbers.print(row.interval().lower()),
                            Numbers.print(row.interval().upper()),
                            judged ? Numbers.print(indicator.target()) : "",
                            judged ? indicator.direction().code() : "",
                            row.verdict().map(Verdict::code).orElse(""),
                            String.join(" ", row.notes()),
                            indicator.rule().version()));
        }
        return csv.toString();
    }
}
