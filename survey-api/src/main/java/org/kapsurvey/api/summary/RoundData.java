package org.kapsurvey.api.summary;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.PLAN;
import static org.kapsurvey.api.database.generated.Tables.QUESTIONNAIRE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record7;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.weighting.WeightingClasses;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/**
 * A survey round as analysis sees it, read in one transaction so that all of it is of one moment: a row for each selected
 * person, with the answers of the approved, complete interview if there is one. Someone without one keeps their row with
 * weight 0 and empty cells, so that a PSU where nobody answered stays in the design.
 *
 * <p>Columns: those of {@link AnswerColumns}, and {@code _stratum _psu _weight}. The weight is the design weight times the
 * non-response factor of the stratum.
 *
 * @param planHash SHA-256 of the plan's bytes
 * @param formHash SHA-256 of the form's bytes
 * @param dataHash SHA-256 over the SHA-256 of every interview used, in the order of the selected persons
 * @param repeated selected persons with more than one approved interview; the first received is used
 * @param weighting how the weights came about
 * @param strata names of the strata, in the order of the weighting classes
 */
record RoundData(
        Round round,
        Plan plan,
        Questionnaire form,
        Table table,
        int interviewed,
        int repeated,
        WeightingClasses weighting,
        List<String> strata,
        String planHash,
        String formHash,
        String dataHash) {
    static final String STRATUM = "_stratum";
    static final String PSU = "_psu";
    static final String WEIGHT = "_weight";

    private static final int ROWS_AT_A_TIME = 500;

    /** The data of a round; empty if there is no such round. */
    static Optional<RoundData> of(Database database, String roundId) {
        return database.report(tables -> RoundStore.find(tables, roundId).map(round -> read(tables, round)));
    }

    /** The sample's design; a lone PSU is centred at the mean of all, so that a page is shown and its error not too small. */
    SurveyDesign design() {
        return SurveyDesign.of(table)
                .weights(WEIGHT)
                .strata(STRATUM)
                .clusters(PSU)
                .nested(true)
                .singlePsu(SinglePsu.ADJUST)
                .build();
    }

    private static RoundData read(DSLContext tables, Round round) {
        byte[] planBytes = tables.select(PLAN.CONTENT)
                .from(PLAN)
                .where(PLAN.PLAN_ID.eq(round.plan()))
                .fetchSingle(PLAN.CONTENT);
        byte[] formBytes = tables.select(QUESTIONNAIRE.CONTENT)
                .from(QUESTIONNAIRE)
                .where(QUESTIONNAIRE.FORM_ID.eq(round.form()).and(QUESTIONNAIRE.VERSION.eq(round.formVersion())))
                .fetchSingle(QUESTIONNAIRE.CONTENT);
        Questionnaire form = Questionnaire.parse(round.form(), text(formBytes));
        Plan plan = Plan.parse(round.plan(), text(planBytes), List.of(form));
        Rows rows = new Rows(form);
        try (Cursor<Record7<String, String, String, Double, JSONB, String, String>> cursor = tables.select(
                        SELECTION.SELECTION_ID,
                        SELECTION.STRATUM,
                        SELECTION.PSU,
                        SELECTION.DESIGN_WEIGHT,
                        INTERVIEW.CANONICAL,
                        INTERVIEW.SHA256,
                        INTERVIEW.OUTCOME)
                .from(SELECTION)
                .leftJoin(INTERVIEW
                        .join(INTERVIEW_STATE)
                        .on(INTERVIEW_STATE
                                .INTERVIEW_ID
                                .eq(INTERVIEW.INTERVIEW_ID)
                                .and(INTERVIEW_STATE.REVISION.eq(INTERVIEW.REVISION))
                                .and(INTERVIEW_STATE.STATE.eq("approved"))))
                .on(INTERVIEW.ROUND_ID.eq(SELECTION.ROUND_ID).and(INTERVIEW.SELECTION_ID.eq(SELECTION.SELECTION_ID)))
                .where(SELECTION.ROUND_ID.eq(round.id()))
                .orderBy(SELECTION.SELECTION_ID, INTERVIEW.RECEIVED_AT, INTERVIEW.INTERVIEW_ID)
                .fetchSize(ROWS_AT_A_TIME)
                .fetchLazy()) {
            cursor.forEach(rows::add);
        }
        return rows.data(round, plan, Sha256.hex(planBytes), Sha256.hex(formBytes));
    }

    /** The rows while they are read. */
    private static final class Rows {
        private final Questionnaire form;
        private final AnswerColumns answers;
        private final Map<String, Integer> strata = new LinkedHashMap<>();
        private final List<String> stratumOf = new ArrayList<>();
        private final List<String> psuOf = new ArrayList<>();
        private final List<Double> weightOf = new ArrayList<>();
        private final List<Boolean> responds = new ArrayList<>();
        private final MessageDigest data = Sha256.digest();
        private String last = "";
        private int repeated;

        Rows(Questionnaire form) {
            this.form = form;
            this.answers = new AnswerColumns(form);
        }

        void add(Record7<String, String, String, Double, JSONB, String, String> row) {
            if (row.value1().equals(last)) {
                repeated++;
                return;
            }
            last = row.value1();
            strata.putIfAbsent(row.value2(), strata.size());
            stratumOf.add(row.value2());
            psuOf.add(row.value3());
            weightOf.add(row.value4());
            boolean complete = row.value5() != null && "complete".equals(row.value7());
            responds.add(complete);
            if (complete) {
                answers.add(row.value5().data());
                data.update(row.value6().getBytes(StandardCharsets.US_ASCII));
            } else {
                answers.addNothing();
            }
        }

        RoundData data(Round round, Plan plan, String planHash, String formHash) {
            int rows = stratumOf.size();
            int[] classOf = new int[rows];
            double[] weights = new double[rows];
            boolean[] responded = new boolean[rows];
            int interviewed = 0;
            for (int row = 0; row < rows; row++) {
                classOf[row] = strata.get(stratumOf.get(row));
                weights[row] = weightOf.get(row);
                responded[row] = responds.get(row);
                interviewed += responded[row] ? 1 : 0;
            }
            WeightingClasses weighting = WeightingClasses.adjust(strata.size(), classOf, weights, responded);
            List<Column> columns = new ArrayList<>(answers.columns());
            columns.add(TextColumn.of(STRATUM, stratumOf));
            columns.add(TextColumn.of(PSU, psuOf));
            columns.add(NumericColumn.of(WEIGHT, weighting.weights()));
            return new RoundData(
                    round,
                    plan,
                    form,
                    Table.of(rows, columns),
                    interviewed,
                    repeated,
                    weighting,
                    List.copyOf(strata.keySet()),
                    planHash,
                    formHash,
                    HexFormat.of().formatHex(data.digest()));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
