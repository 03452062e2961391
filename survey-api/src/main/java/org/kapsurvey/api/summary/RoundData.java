package org.kapsurvey.api.summary;

import static org.kapsurvey.api.database.generated.Tables.PLAN;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.RoundTable;
import org.kapsurvey.api.round.UnitTable;
import org.kapsurvey.api.round.WeightStore;

/**
 * A survey round's approved interviews, with the newest weights made of such, and the plan that they measure, read in one transaction so that all of it is of one
 * moment.
 *
 * @param units the registered units that the round asks
 * @param planHash SHA-256 of the plan's bytes
 */
record RoundData(RoundTable answers, UnitTable units, Plan plan, String planHash) {
    /** The data of a round; empty if there is no such round. */
    static Optional<RoundData> of(Database database, String roundId) {
        return database.report(tables -> RoundStore.find(tables, roundId).map(round -> {
            List<String> states = List.of("approved");
            RoundTable answers = RoundTable.read(tables, round, states, WeightStore.latest(tables, round.id(), states));
            byte[] planBytes = tables.select(PLAN.CONTENT)
                    .from(PLAN)
                    .where(PLAN.PLAN_ID.eq(round.plan()))
                    .fetchSingle(PLAN.CONTENT);
            // It was checked against its forms when it was published.
            Plan plan = Plan.parse(round.plan(), new String(planBytes, StandardCharsets.UTF_8));
            return new RoundData(answers, UnitTable.read(tables, round, states), plan, Sha256.hex(planBytes));
        }));
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
