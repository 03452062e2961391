package org.kapsurvey.api.summary;

import static org.kapsurvey.api.database.generated.Tables.PLAN;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Linearization;
import org.kapsurvey.analysis.estimate.VarianceMethod;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.job.WeightingJob;
import org.kapsurvey.analysis.replicates.ReplicateVariance;
import org.kapsurvey.analysis.replicates.ReplicateWeights;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.RoundTable;
import org.kapsurvey.api.round.UnitTable;
import org.kapsurvey.api.round.WeightStore;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * A survey round's approved interviews, with the newest weights made of such, and the plan that they measure, read in one transaction so that all of it is of one
 * moment.
 *
 * @param weighting the file that made the weights; empty if they are not stored ones
 * @param replicates of the stored weights; empty if there are none
 * @param units the registered units that the round asks
 * @param planHash SHA-256 of the plan's bytes
 */
record RoundData(
        RoundTable answers,
        Optional<WeightingJob> weighting,
        Optional<WeightStore.Replicates> replicates,
        UnitTable units,
        Plan plan,
        String planHash) {
    /** The data of a round; empty if there is no such round. */
    static Optional<RoundData> of(Database database, String roundId) {
        return database.report(tables -> RoundStore.find(tables, roundId).map(round -> {
            Scope.requireWhole(tables, round.id());
            List<String> states = List.of("approved");
            RoundTable answers = RoundTable.read(tables, round, states, WeightStore.latest(tables, round.id(), states));
            Optional<WeightingJob> weighting = answers.version()
                    .flatMap(version -> weighting(WeightStore.content(tables, round.id(), version.version())));
            byte[] planBytes = tables.select(PLAN.CONTENT)
                    .from(PLAN)
                    .where(PLAN.PLAN_ID.eq(round.plan()))
                    .fetchSingle(PLAN.CONTENT);
            // It was checked against its forms when it was published.
            Plan plan = Plan.parse(round.plan(), new String(planBytes, StandardCharsets.UTF_8));
            return new RoundData(
                    answers,
                    weighting,
                    WeightStore.replicates(tables, answers),
                    UnitTable.read(tables, round, states),
                    plan,
                    Sha256.hex(planBytes));
        }));
    }

    /** A weighting file as it is understood today; empty if it is not any more. */
    private static Optional<WeightingJob> weighting(String text) {
        Faults faults = new Faults();
        Optional<WeightingJob> job = WeightingJob.parse("weighting.json", text, faults);
        return faults.isEmpty() ? job : Optional.empty();
    }

    /**
     * How rates of persons are estimated: with the variance that a job on {@code _weight} of the same version takes, from the
     * version's replicates if it has some, else by linearisation.
     */
    Function<Table, Estimation> estimations(SurveyDesign design) {
        VarianceMethod linearised = new Linearization(design);
        Optional<ReplicateVariance> spread = replicates.map(own -> new ReplicateVariance(
                answers.table(),
                design,
                ReplicateWeights.of(own.onWeights(), design.weights()),
                own.degreesOfFreedom()));
        return table -> new Estimation(
                new TableTotals(table),
                design,
                spread.<VarianceMethod>map(of -> of.over(table)).orElse(linearised));
    }

    /** The sample's design; a lone PSU is centred at the mean of all, so that a page is shown and its error not too small. */
    SurveyDesign design() {
        return SurveyDesign.of(answers.table())
                .weights(RoundTable.WEIGHT)
                .strata(RoundTable.STRATUM)
                .clusters(RoundTable.PSU)
                .nested(true)
                .singlePsu(SinglePsu.ADJUST)
                .build();
    }
}
