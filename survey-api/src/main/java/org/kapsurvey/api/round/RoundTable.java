package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.QUESTIONNAIRE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.weighting.ClassRules;
import org.kapsurvey.analysis.weighting.Weighted;
import org.kapsurvey.analysis.weighting.WeightingClasses;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/**
 * A survey round as analysis sees it: a row for each selected person, by their ids, with the answers of the latest revision of
 * their interview if one is in the wanted states. Someone without one keeps their row with weight 0 and empty cells, so that a
 * PSU where nobody answered stays in the design.
 *
 * <p>Columns: {@code _interview _form _wave _stratum _psu _ssu _weight _design_weight _state _surveyor _selection _outcome}, then
 * those of {@link AnswerColumns}. {@code _weight} is that of a stored version of the round's weights; without one, of complete
 * interviews, the design weight times the non-response factor of the stratum. It is 0 of everybody else, and so is {@code _design_weight} of those whom
 * the form is not asked of ({@link AskedPersons}). {@code _surveyor} and
 * {@code _outcome} come from {@link PersonOutcomes}.
 *
 * @param formHash SHA-256 of the form's bytes
 * @param interviewsHash SHA-256 over the SHA-256 of every complete interview, in the order of the rows
 * @param interviewed complete interviews
 * @param repeated interviews of persons who have another one; the approved one is used, of several the first received
 * @param weighting the classes in which those interviewed carry the weight of the others; empty while nobody was, and with
 *     stored weights
 * @param strata names of the strata
 * @param version of the stored weights
 * @param lost persons with a stored weight whose interview is not in the wanted states
 * @param unweighted complete interviews that the stored weights know nothing of
 */
public record RoundTable(
        Round round,
        Questionnaire form,
        String formHash,
        String interviewsHash,
        Table table,
        int interviewed,
        int repeated,
        List<Weighted.ClassFactor> weighting,
        List<String> strata,
        Optional<WeightStore.Version> version,
        int lost,
        int unweighted) {
    public static final String STRATUM = "_stratum";
    public static final String PSU = "_psu";
    public static final String WEIGHT = StoredRound.WEIGHT;

    private static final int ROWS_AT_A_TIME = 500;

    /**
     * Reads a round, some hundred rows at a time; inside a transaction of the caller's, which must see one moment throughout.
     *
     * @param states of the interviews that are read
     */
    public static RoundTable read(DSLContext tables, Round round, Collection<String> states) {
        return read(tables, round, states, Optional.empty());
    }

    /**
     * The same with stored weights.
     *
     * @param version one of the round's; empty for the design weights adjusted for non-response in the strata
     */
    public static RoundTable read(
            DSLContext tables, Round round, Collection<String> states, Optional<WeightStore.Version> version) {
        byte[] formBytes = formBytes(tables, round);
        Questionnaire form = form(round, formBytes);
        Rows rows = new Rows(
                round,
                form,
                PersonOutcomes.of(tables, round.id()),
                AskedPersons.of(tables, round.id(), form),
                version,
                version.map(one -> WeightStore.finals(tables, round.id(), one.version()))
                        .orElse(Map.of()));
        try (Cursor<? extends Record> cursor = tables.select(
                        SELECTION.SELECTION_ID,
                        SELECTION.STRATUM,
                        SELECTION.PSU,
                        SELECTION.SSU,
                        SELECTION.DESIGN_WEIGHT,
                        INTERVIEW.INTERVIEW_ID,
                        INTERVIEW.CANONICAL,
                        INTERVIEW.SHA256,
                        INTERVIEW.OUTCOME,
                        INTERVIEW_STATE.STATE)
                .from(SELECTION)
                .leftJoin(INTERVIEW
                        .join(INTERVIEW_STATE)
                        .on(INTERVIEW_STATE
                                .INTERVIEW_ID
                                .eq(INTERVIEW.INTERVIEW_ID)
                                .and(INTERVIEW_STATE.REVISION.eq(INTERVIEW.REVISION))
                                .and(INTERVIEW_STATE.STATE.in(states))
                                .and(INTERVIEW.STATUS.eq("stored"))))
                .on(INTERVIEW.ROUND_ID.eq(SELECTION.ROUND_ID).and(INTERVIEW.SELECTION_ID.eq(SELECTION.SELECTION_ID)))
                .where(SELECTION.ROUND_ID.eq(round.id()))
                // By code point, so that the order is that of no database's own language.
                .orderBy(
                        SELECTION.SELECTION_ID.collate("C"),
                        DSL.when(INTERVIEW_STATE.STATE.eq("approved"), 0).else_(1),
                        INTERVIEW.RECEIVED_AT,
                        INTERVIEW.INTERVIEW_ID)
                .fetchSize(ROWS_AT_A_TIME)
                .fetchLazy()) {
            cursor.forEach(rows::add);
        }
        return rows.table(Sha256.hex(formBytes));
    }

    /** The questionnaire that a round asks; inside a transaction of the caller's. */
    public static Questionnaire form(DSLContext tables, Round round) {
        return form(round, formBytes(tables, round));
    }

    private static Questionnaire form(Round round, byte[] bytes) {
        return Questionnaire.parse(round.form(), new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] formBytes(DSLContext tables, Round round) {
        return tables.select(QUESTIONNAIRE.CONTENT)
                .from(QUESTIONNAIRE)
                .where(QUESTIONNAIRE.FORM_ID.eq(round.form()).and(QUESTIONNAIRE.VERSION.eq(round.formVersion())))
                .fetchSingle(QUESTIONNAIRE.CONTENT);
    }

    /** The rows while they are read. */
    private static final class Rows {
        private final Round round;
        private final Questionnaire form;
        private final CodedCells interview = new CodedCells();
        private final CodedCells stratum = new CodedCells();
        private final CodedCells psu = new CodedCells();
        private final CodedCells ssu = new CodedCells();
        private final CodedCells state = new CodedCells();
        private final CodedCells formName = new CodedCells();
        private final CodedCells wave = new CodedCells();
        private final CodedCells surveyor = new CodedCells();
        private final CodedCells selection = new CodedCells();
        private final CodedCells outcome = new CodedCells();
        private final PersonOutcomes outcomes;
        private final AskedPersons asked;
        private final Optional<WeightStore.Version> version;
        private final Map<String, Double> finals;
        private final List<Double> stored = new ArrayList<>();
        private int lost;
        private int unweighted;
        private final AnswerColumns answers;
        private final List<Double> designWeights = new ArrayList<>();
        private final List<Boolean> responds = new ArrayList<>();
        private final MessageDigest interviews = Sha256.digest();
        private String last = "";
        private int repeated;

        Rows(
                Round round,
                Questionnaire form,
                PersonOutcomes outcomes,
                AskedPersons asked,
                Optional<WeightStore.Version> version,
                Map<String, Double> finals) {
            this.round = round;
            this.outcomes = outcomes;
            this.asked = asked;
            this.version = version;
            this.finals = finals;
            this.form = form;
            this.answers = new AnswerColumns(form);
        }

        void add(Record row) {
            String person = row.get(SELECTION.SELECTION_ID);
            if (person.equals(last)) {
                repeated++;
                return;
            }
            last = person;
            UUID id = row.get(INTERVIEW.INTERVIEW_ID);
            interview.add(id == null ? null : id.toString());
            formName.add(round.form() + "/" + round.formVersion());
            wave.add(Integer.toString(round.year()));
            stratum.add(row.get(SELECTION.STRATUM));
            psu.add(row.get(SELECTION.PSU));
            ssu.add(row.get(SELECTION.SSU));
            designWeights.add(asked.weight(person, row.get(SELECTION.DESIGN_WEIGHT)));
            state.add(row.get(INTERVIEW_STATE.STATE));
            surveyor.add(outcomes.surveyor(person));
            selection.add(person);
            JSONB canonical = row.get(INTERVIEW.CANONICAL);
            if (canonical == null) {
                answers.addNothing();
            } else {
                answers.add(canonical.data());
            }
            outcome.add((asked.isAsked(person)
                            ? outcomes.disposition(person, canonical == null ? null : row.get(INTERVIEW.OUTCOME))
                            : Disposition.INELIGIBLE)
                    .text());
            double last = finals.getOrDefault(person, 0.0);
            stored.add(last);
            boolean complete =
                    asked.isAsked(person) && canonical != null && "complete".equals(row.get(INTERVIEW.OUTCOME));
            responds.add(complete);
            lost += last > 0 && canonical == null ? 1 : 0;
            unweighted += complete && last == 0 && version.isPresent() ? 1 : 0;
            if (complete) {
                interviews.update(row.get(INTERVIEW.SHA256).getBytes(StandardCharsets.US_ASCII));
            }
        }

        RoundTable table(String formHash) {
            int rows = designWeights.size();
            double[] weights = new double[rows];
            boolean[] responded = new boolean[rows];
            int interviewed = 0;
            for (int row = 0; row < rows; row++) {
                weights[row] = designWeights.get(row);
                responded[row] = responds.get(row);
                interviewed += responded[row] ? 1 : 0;
            }
            List<String> strata = List.copyOf(stratum.levels());
            Optional<Weighted> weighted = interviewed == 0 || version.isPresent()
                    ? Optional.empty()
                    : Optional.of(WeightingClasses.forResponse(
                                    "nonresponse-classes", stratum.codes(), strata, responded, ClassRules.USUAL)
                            .apply(weights));
            List<Column> columns = new ArrayList<>(List.of(
                    interview.text("_interview"),
                    formName.text("_form"),
                    wave.text("_wave"),
                    stratum.text(STRATUM),
                    psu.text(PSU),
                    ssu.text("_ssu"),
                    NumericColumn.of(WEIGHT, weighted.map(Weighted::weights).orElseGet(this::finals)),
                    NumericColumn.of("_design_weight", weights),
                    state.text("_state"),
                    surveyor.text("_surveyor"),
                    selection.text(StoredRound.SELECTION),
                    outcome.text(StoredRound.OUTCOME)));
            columns.addAll(answers.columns());
            return new RoundTable(
                    round,
                    form,
                    formHash,
                    HexFormat.of().formatHex(interviews.digest()),
                    Table.of(rows, columns),
                    interviewed,
                    repeated,
                    weighted.map(Weighted::classes).orElse(List.of()),
                    strata,
                    version,
                    lost,
                    unweighted);
        }

        private double[] finals() {
            return stored.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
