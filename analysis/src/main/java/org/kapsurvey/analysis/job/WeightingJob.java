package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A weighting file as its author wrote it: how base weights become final ones.
 *
 * @param input data, variables, design, replicates and the calibration, as an analysis job has them
 * @param id column that names the rows; empty to number them
 * @param outcome what became of each row; empty only for a stored round, which knows it
 * @param ratesBy groupings that rates are given for beside those of all
 * @param eligibility classes over which unknown eligibility is spread
 * @param nonresponse how respondents come to stand for the others; none where everybody responded
 * @param share of the weight of units that several persons can report; empty where rows are weighted as persons
 * @param trimming bounds of the final weights
 */
public record WeightingJob(
        AnalysisJob input,
        Optional<JsonText> id,
        Optional<OutcomeColumn> outcome,
        boolean partialResponds,
        List<List<JsonText>> ratesBy,
        Optional<CalibrationRequest.Classes> eligibility,
        Optional<Nonresponse> nonresponse,
        Optional<CalibrationRequest.Share> share,
        Optional<CalibrationRequest.Trim> trimming,
        Place place) {

    public WeightingJob {
        ratesBy = ratesBy.stream().map(List::copyOf).toList();
    }

    /**
     * Reads a weighting file. Nothing is returned if the text is no JSON object; otherwise what could be read of it, to be
     * checked against the data too, and every fault in {@code faults}.
     *
     * @param file the name that faults carry
     */
    public static Optional<WeightingJob> parse(String file, String text, Faults faults) {
        return WeightingParser.parse(file, text, faults);
    }

    /** How respondents come to stand for the others: one of the two. */
    public record Nonresponse(
            Optional<CalibrationRequest.Classes> classes,
            Optional<CalibrationRequest.Propensity> propensity,
            Place place) {}

    /**
     * The column that holds what became of each row.
     *
     * @param codes the disposition of each of its values; empty if they are AAPOR's codes or their texts
     */
    public record OutcomeColumn(JsonText column, Map<String, Disposition> codes, Place place) {
        public OutcomeColumn {
            codes = Map.copyOf(codes);
        }
    }
}
