package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.Outcomes;
import org.kapsurvey.analysis.replicates.CarriedReplicates;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.ReachedTotal;
import org.kapsurvey.analysis.weighting.Weighted;
import org.kapsurvey.analysis.weighting.WeightingException;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;

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

    /**
     * The replicates, which are made when they are asked for.
     *
     * @param place of "replicates" in the weighting file
     */
    public record Replicates(CarriedReplicates carried, Place place) {
        public int count() {
            return carried.factors().replicates();
        }

        /**
         * Makes them, or finds out why that can't be.
         *
         * @param making makes all of them
         * @throws FaultsException if one can't be carried through the steps
         * @throws E that the making throws
         */
        public <E extends Exception> void make(Making<E> making) throws E {
            try {
                making.make(carried);
            } catch (WeightingException e) {
                throw new FaultsException(e.findings().stream()
                        .map(finding -> new Fault(
                                place,
                                finding,
                                "Use classes, cells and terms that every replicate has rows for, or leave \"replicates\""
                                        + " out."))
                        .toList());
            }
        }

        /**
         * What asks for every replicate.
         *
         * @param <E> what it throws
         */
        @FunctionalInterface
        public interface Making<E extends Exception> {
            void make(CarriedReplicates carried) throws E;
        }
    }

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
