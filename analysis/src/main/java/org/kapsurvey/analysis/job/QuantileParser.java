package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.analysis.inference.QuantileRule;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.number.Numbers;

/** Reads what a block says of quantiles: {@code probabilities}, {@code rule} and {@code interval}. */
final class QuantileParser {
    /** Of the share at or below the quantile, by the names of R {@code svyquantile}, or of the replicates' quantiles. */
    private static final List<String> INTERVALS =
            List.of("mean", "beta", "xlogit", "asin", AnalysisJob.Quantiles.REPLICATES);

    private final JsonFields fields;
    private final boolean replicated;
    private final Faults faults;

    /** @param replicated whether the job has replicates */
    QuantileParser(JsonFields fields, boolean replicated, Faults faults) {
        this.fields = fields;
        this.replicated = replicated;
        this.faults = faults;
    }

    Optional<AnalysisJob.Quantiles> parse(Statistic statistic) {
        if (statistic != Statistic.QUANTILE) {
            for (String key : List.of("probabilities", "rule", "interval")) {
                if (fields.has(key)) {
                    fields.fault(
                            key,
                            "\"" + key + "\" belongs to statistic \"quantile\".",
                            key.equals("interval") ? "Did you mean \"intervals\"?" : "Leave it out.");
                }
            }
            return Optional.empty();
        }
        if (fields.has("intervals")) {
            fields.fault(
                    "intervals",
                    "A quantile has one kind of interval.",
                    "Write \"interval\": \"mean\", or leave it out.");
        }
        List<Double> probabilities = probabilities();
        QuantileRule rule = fields.has("rule")
                ? QuantileRule.parse(fields.oneOf("rule", QuantileRule.names())).orElse(QuantileRule.HF1)
                : QuantileRule.HF1;
        String interval = fields.has("interval") ? fields.oneOf("interval", INTERVALS) : "mean";
        if (interval.equals(AnalysisJob.Quantiles.REPLICATES) && !replicated) {
            fields.fault(
                    "interval",
                    "The interval \"replicates\" needs replicates.",
                    "Add \"replicates\" to the job, or use " + JsonFields.listed(INTERVALS.subList(0, 4)) + ".");
        }
        Optional<ProportionInterval> method =
                interval.equals("mean") ? Optional.of(ProportionInterval.T) : ProportionInterval.parse(interval);
        return Optional.of(new AnalysisJob.Quantiles(probabilities, rule, method));
    }

    private List<Double> probabilities() {
        List<Double> probabilities = new ArrayList<>();
        if (!fields.has("probabilities")) {
            fields.value("probabilities");
            faults.add(
                    fields.place(),
                    "A quantile needs \"probabilities\".",
                    "Write \"probabilities\": [0.25, 0.5, 0.75] for the quartiles.");
            return probabilities;
        }
        for (Json item : fields.items("probabilities")) {
            if (!(item instanceof JsonNumber number) || !(number.value() > 0 && number.value() < 1)) {
                String found = item instanceof JsonNumber number ? Numbers.print(number.value()) : item.kind();
                faults.add(
                        item.place(),
                        "A probability must be a number between 0 and 1, found " + found + ".",
                        "Write 0.5 for the median.");
            } else if (probabilities.contains(number.value())) {
                faults.add(
                        item.place(),
                        "The probability " + Numbers.print(number.value()) + " stands twice.",
                        "Name it once.");
            } else {
                probabilities.add(number.value());
            }
        }
        return probabilities;
    }
}
