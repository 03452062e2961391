package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/**
 * The registered units of a round as analysis sees them: a row for each that is asked, by their codes, with what it returned in the
 * forms of its kind that are in the wanted states. A unit whose return is missing keeps its row with empty cells; nobody is weighted up
 * for it. Of a return that broke off the answers that are there count.
 *
 * <p>Columns: {@code _interview _form _wave _kind _stratum _psu _weight _design_weight _state _selection _outcome}, then those of
 * {@link AnswerColumns}. {@code _design_weight} is N_h/n_h of the unit's stratum, 1 in a census; {@code _weight} is the same and
 * {@code _psu} the unit's code, so that a design can be named.
 *
 * @param forms those that units return, in the round's order
 * @param repeats a table for each repeat of the forms
 * @param returned units with an answered return of any of their forms
 * @param repeated returns of units that have another one of the same form; the approved one counts, of several the first received
 * @param returnsHash SHA-256 over the SHA-256 of every return that counts, in the order of the rows and in each of the forms
 */
public record UnitTable(
        Round round,
        List<RoundTable.Form> forms,
        Table table,
        List<RepeatTable> repeats,
        int returned,
        int repeated,
        String returnsHash) {

    /** Reads the units of a round; inside a transaction of the caller's, which must see one moment throughout. */
    public static UnitTable read(DSLContext tables, Round round, Collection<String> states) {
        List<RoundTable.Form> forms = RoundTable.forms(tables, round).stream()
                .filter(form -> round.isOfUnits(form.questionnaire()))
                .toList();
        Rows rows = new Rows(round, forms, PersonOutcomes.of(tables, round));
        CurrentInterviews.of(
                        tables,
                        round.id(),
                        states,
                        SELECTION.KIND.isNotNull(),
                        List.of(
                                SELECTION.SELECTION_ID,
                                SELECTION.KIND,
                                SELECTION.STRATUM,
                                SELECTION.DESIGN_WEIGHT,
                                INTERVIEW.INTERVIEW_ID,
                                INTERVIEW.FORM_ID,
                                INTERVIEW.CANONICAL,
                                INTERVIEW.SHA256,
                                INTERVIEW.OUTCOME,
                                INTERVIEW_STATE.STATE))
                .fetch()
                .intoGroups(SELECTION.SELECTION_ID)
                .forEach(rows::add);
        return rows.table();
    }

    /** The forms' questionnaires. */
    public List<Questionnaire> questionnaires() {
        return forms.stream().map(RoundTable.Form::questionnaire).toList();
    }

    /** The rows while they are read. */
    private static final class Rows {
        private final Round round;
        private final List<RoundTable.Form> forms;
        private final PersonOutcomes outcomes;
        private final AnswerColumns answers;
        private final RepeatRows repeats;
        private final Map<String, CodedCells> texts = new LinkedHashMap<>();
        private final List<Double> weights = new ArrayList<>();
        private final MessageDigest returns = Sha256.digest();
        private int returned;
        private int repeated;

        Rows(Round round, List<RoundTable.Form> forms, PersonOutcomes outcomes) {
            this.round = round;
            this.forms = forms;
            this.outcomes = outcomes;
            List<Questionnaire> questionnaires =
                    forms.stream().map(RoundTable.Form::questionnaire).toList();
            this.answers = new AnswerColumns(questionnaires);
            this.repeats = new RepeatRows(questionnaires);
        }

        void add(String code, List<? extends Record> own) {
            Record unit = own.get(0);
            String kind = unit.get(SELECTION.KIND);
            Map<String, Record> read = new LinkedHashMap<>();
            Map<String, String> outcomeOf = new LinkedHashMap<>();
            List<String> asked = forms.stream()
                    .map(form -> form.questionnaire().form())
                    .filter(form -> round.form(form).orElseThrow().kinds().contains(kind))
                    .toList();
            for (Record row : own) {
                @Nullable String form = row.get(INTERVIEW.FORM_ID);
                if (form != null && asked.contains(form) && read.putIfAbsent(form, row) != null) {
                    repeated++;
                }
            }
            Set<String> ids = new LinkedHashSet<>();
            Set<String> states = new TreeSet<>();
            List<String> answered = new ArrayList<>();
            Map<String, String> canonical = new LinkedHashMap<>();
            for (String form : asked) {
                @Nullable Record row = read.get(form);
                if (row == null) {
                    continue;
                }
                ids.add(row.get(INTERVIEW.INTERVIEW_ID).toString());
                states.add(row.get(INTERVIEW_STATE.STATE));
                outcomeOf.put(form, row.get(INTERVIEW.OUTCOME));
                if (PersonOutcomes.isAnswered(row.get(INTERVIEW.OUTCOME))) {
                    answered.add(round.form(form).orElseThrow().text());
                    canonical.put(form, row.get(INTERVIEW.CANONICAL).data());
                    returns.update(row.get(INTERVIEW.SHA256).getBytes(StandardCharsets.US_ASCII));
                }
            }
            returned += canonical.isEmpty() ? 0 : 1;
            List<Disposition> dispositions = asked.stream()
                    .map(form -> outcomes.disposition(code, form, outcomeOf))
                    .toList();
            text("_interview", String.join(" ", ids));
            text(IndicatorColumns.FORM, String.join(" ", answered));
            text("_wave", Integer.toString(round.year()));
            text(IndicatorColumns.KIND, kind);
            text(RoundTable.STRATUM, unit.get(SELECTION.STRATUM));
            text(RoundTable.PSU, code);
            text("_state", String.join(" ", states));
            text(StoredRound.SELECTION, code);
            text(StoredRound.OUTCOME, PersonOutcomes.of(dispositions).text());
            weights.add(unit.get(SELECTION.DESIGN_WEIGHT));
            answers.add(canonical);
            repeats.add(code, canonical);
        }

        private void text(String column, String cell) {
            texts.computeIfAbsent(column, name -> new CodedCells()).add(cell);
        }

        UnitTable table() {
            double[] design = weights.stream().mapToDouble(Double::doubleValue).toArray();
            List<Column> columns = new ArrayList<>();
            texts.forEach((name, cells) -> {
                columns.add(cells.text(name));
                if (name.equals(RoundTable.PSU)) {
                    columns.add(NumericColumn.of(RoundTable.WEIGHT, design));
                    columns.add(NumericColumn.of("_design_weight", design));
                }
            });
            columns.addAll(answers.columns());
            return new UnitTable(
                    round,
                    forms,
                    Table.of(design.length, columns),
                    repeats.tables(),
                    returned,
                    repeated,
                    HexFormat.of().formatHex(returns.digest()));
        }
    }
}
