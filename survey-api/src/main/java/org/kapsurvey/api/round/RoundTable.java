package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.QUESTIONNAIRE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
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
import org.kapsurvey.questionnaire.json.JsonReader;

/**
 * The persons of a survey round as analysis sees them: a row for each who was selected, by their ids, with the answers to every form that they are
 * asked, of the latest revision of each interview that is in the wanted states. Someone without one keeps their row with weight 0 and
 * empty cells, so that a PSU where nobody answered stays in the design. Interviews that a person is not asked are not read. Where one
 * of a person's forms is complete, the answers to another that broke off are left out.
 *
 * <p>Columns: {@code _interview _form _wave _stratum _psu _ssu _weight _design_weight _state _surveyor _selection _outcome}, in a round of
 * several forms those of {@link FormWeights}, then those of {@link AnswerColumns}. {@code _weight} is that of a stored version of the
 * round's weights; without one, of persons with a complete interview, the design weight times the non-response factor of the stratum. It is
 * 0 of everybody else, and so is {@code _design_weight} of those who are asked no form ({@link AskedPersons}). {@code _form} has the forms
 * that are complete; in a round of one form, that form. {@code _surveyor} and {@code _outcome} come from {@link PersonOutcomes}.
 *
 * @param forms those that persons answer, in the round's order
 * @param interviewsHash SHA-256 over the SHA-256 of every complete interview, in the order of the rows and in each of the forms
 * @param repeats a table for each repeat of the forms
 * @param interviewed persons with a complete interview
 * @param repeated interviews of persons who have another one of the same form; the approved one is used, of several the first received
 * @param unasked interviews of forms that the person is not asked; they are not read
 * @param withoutForm persons who are asked no form, as none of the round is asked of their groups, by these, parted by blanks; they keep
 *     their row
 * @param differing how many persons answered a question otherwise in one form than in another, by question
 * @param weighting the classes in which those interviewed carry the weight of the others; empty while nobody was, and with
 *     stored weights
 * @param strata names of the strata
 * @param version of the stored weights
 * @param lost persons with a stored weight of whom no interview is in the wanted states
 * @param unweighted persons with every interview complete whom the stored weights know nothing of
 */
public record RoundTable(
        Round round,
        List<Form> forms,
        String interviewsHash,
        Table table,
        List<RepeatTable> repeats,
        int interviewed,
        int repeated,
        int unasked,
        Map<String, Integer> withoutForm,
        Map<String, Integer> differing,
        List<Weighted.ClassFactor> weighting,
        List<String> strata,
        Optional<WeightStore.Version> version,
        int lost,
        int unweighted) {
    public static final String STRATUM = "_stratum";
    public static final String PSU = "_psu";
    public static final String WEIGHT = StoredRound.WEIGHT;

    private static final int ROWS_AT_A_TIME = 500;

    public RoundTable {
        withoutForm = Collections.unmodifiableMap(new LinkedHashMap<>(withoutForm));
        differing = Collections.unmodifiableMap(new LinkedHashMap<>(differing));
    }

    /**
     * A form of the round as it was published.
     *
     * @param hash SHA-256 of its bytes
     */
    public record Form(Questionnaire questionnaire, String hash) {}

    /** The forms' questionnaires. */
    public List<Questionnaire> questionnaires() {
        return forms.stream().map(Form::questionnaire).toList();
    }

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
        List<Form> forms = forms(tables, round).stream()
                .filter(form -> !round.isOfUnits(form.questionnaire()))
                .toList();
        List<Questionnaire> questionnaires =
                forms.stream().map(Form::questionnaire).toList();
        Rows rows = new Rows(
                round,
                forms,
                PersonOutcomes.of(tables, round),
                AskedPersons.of(tables, round.id(), questionnaires),
                version,
                version.map(one -> WeightStore.finals(tables, round.id(), one.version()))
                        .orElse(Map.of()));
        try (Cursor<Record> cursor = CurrentInterviews.of(
                        tables,
                        round.id(),
                        states,
                        SELECTION.KIND.isNull(),
                        List.of(
                                SELECTION.SELECTION_ID,
                                SELECTION.STRATUM,
                                SELECTION.PSU,
                                SELECTION.SSU,
                                SELECTION.DESIGN_WEIGHT,
                                INTERVIEW.INTERVIEW_ID,
                                INTERVIEW.FORM_ID,
                                INTERVIEW.CANONICAL,
                                INTERVIEW.SHA256,
                                INTERVIEW.OUTCOME,
                                INTERVIEW_STATE.STATE))
                .fetchSize(ROWS_AT_A_TIME)
                .fetchLazy()) {
            cursor.forEach(rows::add);
        }
        return rows.table();
    }

    /** The forms that a round asks persons and units, in its order; inside a transaction of the caller's. */
    public static List<Form> forms(DSLContext tables, Round round) {
        List<Form> forms = new ArrayList<>();
        for (RoundForm form : round.forms()) {
            byte[] bytes = tables.select(QUESTIONNAIRE.CONTENT)
                    .from(QUESTIONNAIRE)
                    .where(QUESTIONNAIRE.FORM_ID.eq(form.form()).and(QUESTIONNAIRE.VERSION.eq(form.version())))
                    .fetchSingle(QUESTIONNAIRE.CONTENT);
            forms.add(new Form(
                    Questionnaire.ofPublished(JsonReader.read(form.form(), new String(bytes, StandardCharsets.UTF_8))),
                    Sha256.hex(bytes)));
        }
        return forms;
    }

    /** The rows while they are read. */
    private static final class Rows {
        private final Round round;
        private final List<Form> forms;
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
        private final AnswerColumns answers;
        private final RepeatRows repeats;
        private final FormWeights formWeights;
        private final List<Double> designWeights = new ArrayList<>();
        private final List<Boolean> responds = new ArrayList<>();
        private final MessageDigest interviews = Sha256.digest();
        private final Map<String, Record> read = new LinkedHashMap<>();
        private final Map<String, Integer> withoutForm = new TreeMap<>();
        private @Nullable Record person;
        private int lost;
        private int unweighted;
        private int repeated;
        private int unasked;

        Rows(
                Round round,
                List<Form> forms,
                PersonOutcomes outcomes,
                AskedPersons asked,
                Optional<WeightStore.Version> version,
                Map<String, Double> finals) {
            this.round = round;
            this.forms = forms;
            this.outcomes = outcomes;
            this.asked = asked;
            this.version = version;
            this.finals = finals;
            List<Questionnaire> questionnaires =
                    forms.stream().map(Form::questionnaire).toList();
            this.answers = new AnswerColumns(questionnaires);
            this.repeats = new RepeatRows(questionnaires);
            this.formWeights = new FormWeights(questionnaires, asked);
        }

        /** A person, with one of their interviews if they have any; those of one person follow each other. */
        void add(Record row) {
            if (person != null && !person.get(SELECTION.SELECTION_ID).equals(row.get(SELECTION.SELECTION_ID))) {
                addPerson(person);
            }
            person = row;
            String form = row.get(INTERVIEW.FORM_ID);
            if (form == null) {
                return;
            }
            if (forms.stream()
                    .noneMatch(one -> one.questionnaire().form().equals(form)
                            && asked.isAsked(row.get(SELECTION.SELECTION_ID), one.questionnaire()))) {
                unasked++;
            } else if (read.putIfAbsent(form, row) != null) {
                repeated++;
            }
        }

        private void addPerson(Record row) {
            String id = row.get(SELECTION.SELECTION_ID);
            Map<String, Record> complete = new LinkedHashMap<>();
            Map<String, String> outcomeOf = new LinkedHashMap<>();
            Map<String, Disposition> dispositions = new LinkedHashMap<>();
            List<Record> inOrder = new ArrayList<>();
            for (Form form : forms) {
                String name = form.questionnaire().form();
                @Nullable Record one = read.get(name);
                if (one != null) {
                    inOrder.add(one);
                    outcomeOf.put(name, one.get(INTERVIEW.OUTCOME));
                    if (Disposition.COMPLETE.text().equals(one.get(INTERVIEW.OUTCOME))) {
                        complete.put(name, one);
                        interviews.update(one.get(INTERVIEW.SHA256).getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
            for (Form form : forms) {
                if (asked.isAsked(id, form.questionnaire())) {
                    String name = form.questionnaire().form();
                    dispositions.put(name, outcomes.disposition(id, name, outcomeOf));
                }
            }
            List<String> groupsWithoutForm = asked.groupsWithoutForm(id);
            if (!groupsWithoutForm.isEmpty()) {
                withoutForm.merge(String.join(" ", groupsWithoutForm), 1, Integer::sum);
            }
            double weight = asked.weight(id, row.get(SELECTION.DESIGN_WEIGHT));
            Disposition altogether = PersonOutcomes.of(dispositions.values());
            interview.add(joined(
                    inOrder.stream().map(one -> one.get(INTERVIEW.INTERVIEW_ID).toString())));
            formName.add(joined(forms.stream()
                    .map(form -> round.form(form.questionnaire().form()).orElseThrow())
                    .filter(form -> forms.size() == 1 || complete.containsKey(form.form()))
                    .map(RoundForm::text)));
            wave.add(Integer.toString(round.year()));
            stratum.add(row.get(SELECTION.STRATUM));
            psu.add(row.get(SELECTION.PSU));
            ssu.add(row.get(SELECTION.SSU));
            // Whoever turned out not to belong stands for nobody and leaves no weight to those who answered.
            designWeights.add(altogether == Disposition.INELIGIBLE ? 0 : weight);
            state.add(joined(
                    inOrder.stream().map(one -> one.get(INTERVIEW_STATE.STATE)).distinct()));
            surveyor.add(outcomes.surveyor(id));
            selection.add(id);
            outcome.add(altogether.text());
            Map<String, String> canonical = new LinkedHashMap<>();
            (complete.isEmpty() ? read : complete)
                    .forEach((form, one) ->
                            canonical.put(form, one.get(INTERVIEW.CANONICAL).data()));
            answers.add(canonical);
            repeats.add(id, canonical);
            formWeights.add(id, weight, row.get(SELECTION.DESIGN_WEIGHT), dispositions);
            double last = finals.getOrDefault(id, 0.0);
            stored.add(last);
            responds.add(!complete.isEmpty());
            lost += last > 0 && inOrder.isEmpty() ? 1 : 0;
            unweighted += altogether == Disposition.COMPLETE && last == 0 && version.isPresent() ? 1 : 0;
            read.clear();
        }

        /** Nothing if there is none. */
        private static @Nullable String joined(Stream<String> texts) {
            String joined = texts.collect(Collectors.joining(" "));
            return joined.isEmpty() ? null : joined;
        }

        RoundTable table() {
            if (person != null) {
                addPerson(person);
            }
            int rows = designWeights.size();
            double[] design = new double[rows];
            boolean[] responded = new boolean[rows];
            int interviewed = 0;
            for (int row = 0; row < rows; row++) {
                design[row] = designWeights.get(row);
                responded[row] = responds.get(row);
                interviewed += responded[row] ? 1 : 0;
            }
            List<String> strata = List.copyOf(stratum.levels());
            Optional<Weighted> weighted = interviewed == 0 || version.isPresent()
                    ? Optional.empty()
                    : Optional.of(WeightingClasses.forResponse(
                                    "nonresponse-classes", stratum.codes(), strata, responded, ClassRules.USUAL)
                            .apply(design));
            double[] weights = weighted.map(Weighted::weights).orElseGet(this::finals);
            List<Column> columns = new ArrayList<>(List.of(
                    interview.text("_interview"),
                    formName.text("_form"),
                    wave.text("_wave"),
                    stratum.text(STRATUM),
                    psu.text(PSU),
                    ssu.text("_ssu"),
                    NumericColumn.of(WEIGHT, weights),
                    NumericColumn.of("_design_weight", design),
                    state.text("_state"),
                    surveyor.text("_surveyor"),
                    selection.text(StoredRound.SELECTION),
                    outcome.text(StoredRound.OUTCOME)));
            if (forms.size() > 1) {
                columns.addAll(formWeights.columns(weights, stratum.codes(), strata));
            }
            columns.addAll(answers.columns());
            return new RoundTable(
                    round,
                    forms,
                    HexFormat.of().formatHex(interviews.digest()),
                    Table.of(rows, columns),
                    repeats.tables(),
                    interviewed,
                    repeated,
                    unasked,
                    withoutForm,
                    answers.differing(),
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
