package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.Outcomes;
import org.kapsurvey.analysis.replicates.ReplicateFactors;
import org.kapsurvey.analysis.replicates.ReplicateWeights;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.ReachedTotal;
import org.kapsurvey.analysis.weighting.Weighted;

/**
 * What a weighting file gave.
 *
 * @param table with derived variables
 * @param ids of the rows
 * @param dispositions of the rows
 * @param steps the stage of the chain that each step of the weights belongs to, in order
 * @param rates of all and of each group
 * @param totals that the weights were calibrated to, beside what the final weights sum to
 * @param notes what was decided as the file declares and should be known, a sentence each
 */
public record WeightingResult(
        WeightingJob job,
        Table table,
        SurveyDesign design,
        List<String> ids,
        List<Disposition> dispositions,
        CalibratedWeights weights,
        List<Step> steps,
        List<GroupOutcomes> rates,
        List<ReachedTotal> totals,
        Optional<Replicates> replicates,
        List<Wording> notes) {

    public WeightingResult {
        ids = List.copyOf(ids);
        dispositions = List.copyOf(dispositions);
        steps = List.copyOf(steps);
        rates = List.copyOf(rates);
        totals = List.copyOf(totals);
        notes = List.copyOf(notes);
    }

    /** The stages of the chain, in their order. */
    public enum Stage {
        ELIGIBILITY("eligibility"),
        NONRESPONSE("nonresponse"),
        SHARE("share"),
        CALIBRATION("calibration"),
        TRIMMING("trimming");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * A step of the chain.
     *
     * @param name of its column in files: {@code calibration}, or {@code calibration_2} where there are several
     */
    public record Step(Stage stage, String name) {}

    /**
     * The outcomes of a group.
     *
     * @param by column names joined by {@code ;}, empty for all
     * @param group its levels joined by {@code ;}
     * @param persons counts
     * @param weighted sums of base weights
     */
    public record GroupOutcomes(String by, String group, Outcomes persons, Outcomes weighted) {}

    /** The weights of replicates, and what they count. */
    public record Replicates(ReplicateFactors factors, ReplicateWeights weights) {}

    /** Rows with a final weight. */
    public int respondents() {
        int rows = 0;
        for (double weight : weights.calibrated()) {
            rows += weight == 0 ? 0 : 1;
        }
        return rows;
    }

    /** What a step gave. */
    public Weighted outcome(int step) {
        return weights.outcomes().get(step);
    }

    /** The weights before a step. */
    public double[] before(int step) {
        return step == 0 ? weights.initial() : outcome(step - 1).weights();
    }

    /** The name of a new column, which the data does not have. */
    String columnBesideTheData(String wanted) {
        Set<String> names = Set.copyOf(table.names());
        String name = wanted;
        while (names.contains(name)) {
            name = "_" + name;
        }
        return name;
    }
}
