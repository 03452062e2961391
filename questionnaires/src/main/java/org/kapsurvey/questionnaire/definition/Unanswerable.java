package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.definition.ChoiceRows.ChoiceRow;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.formula.AnswersAlone;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Value;
import org.kapsurvey.questionnaire.value.Words;

/** Finds questions at which an interview ends for good, since they must be answered and can't be. */
final class Unanswerable {
    private final Row row;
    private final QuestionType type;
    private final Map<String, String> codes;
    private final Map<String, Row> byName;
    private final Map<String, ChoiceRows> lists;
    private final Faults faults;

    private Unanswerable(
            Row row,
            QuestionType type,
            Map<String, String> codes,
            Map<String, Row> byName,
            Map<String, ChoiceRows> lists,
            Faults faults) {
        this.row = row;
        this.type = type;
        this.codes = codes;
        this.byName = byName;
        this.lists = lists;
        this.faults = faults;
    }

    /**
     * Checks one row.
     *
     * @param defaultSound whether the default, if there is one, is an answer at all
     * @param codes the compiled expressions of the row by their keys; those with faults are empty
     */
    static void check(
            Row row,
            boolean defaultSound,
            Map<String, String> codes,
            Map<String, Row> byName,
            Map<String, ChoiceRows> lists,
            Faults faults) {
        if (row.type != null && !row.refused && row.type.isAsked()) {
            Unanswerable found = new Unanswerable(row, row.type, codes, byName, lists, faults);
            found.readOnly();
            if (defaultSound) {
                found.brokenDefault();
            }
            found.nothingToChoose();
        }
    }

    private void readOnly() {
        if (isAlways("required") && isAlways("read_only") && !row.fields.has("default")) {
            row.fields.fault(
                    "read_only",
                    "The question " + row.name + " must be answered and can't be: it is read-only and has no default.",
                    "Give it a default, or take \"required\" or \"read_only\" away.");
        }
    }

    private boolean isAlways(String key) {
        return row.expression(key) instanceof Call call && call.function() == Function.TRUE;
    }

    /** Only a default and a constraint that look at nothing else are judged. */
    private void brokenDefault() {
        Expression constraint = row.expression("constraint");
        Expression filled = row.expression("default");
        String constant = filled == null ? null : RowDetails.constant(filled);
        String text = constant == null ? "" : Words.trim(constant);
        // The empty text fills in nothing.
        if (constraint == null || filled == null || text.isEmpty()) {
            return;
        }
        double number = Numbers.parse(text);
        int day = type == QuestionType.DATE ? Days.parse(text) : Days.NONE;
        Value answer = type.isNumber() ? Value.of(number) : day == Days.NONE ? Value.of(text) : Value.ofDay(day);
        if (NeverMet.isBrokenBy(constraint, codes.getOrDefault("constraint", ""), type, answer)) {
            faults.add(
                    filled.place(),
                    "The default \"" + constant + "\" does not meet the question's own constraint.",
                    "Write another default, or correct the constraint.");
        }
    }

    /** Only a filter that hangs on one select_one question is judged, choice by choice of that. */
    private void nothingToChoose() {
        Expression filter = row.expression("choice_filter");
        ChoiceRows list = lists.get(row.list);
        String code = codes.getOrDefault("choice_filter", "");
        if (filter == null || list == null || code.isEmpty() || !isAlways("required") || row.fields.has("missing")) {
            return;
        }
        List<String> names = new ArrayList<>(Expression.names(filter));
        Row decides = names.size() == 1 ? byName.get(names.get(0)) : null;
        ChoiceRows deciding = decides == null ? null : lists.get(decides.list);
        if (decides == null
                || deciding == null
                || decides.type != QuestionType.SELECT_ONE
                || looksElsewhere(filter)
                || isAskedBy(decides)) {
            return;
        }
        Formula formula = Formula.of(JsonReader.read("", code, Formula.DEEPEST));
        List<String> without = new ArrayList<>();
        for (String chosen : deciding.codes()) {
            boolean some = false;
            for (ChoiceRow choice : list.rows) {
                some = some || formula.test(new Offered(decides.index, chosen, choice));
            }
            if (!some) {
                without.add(chosen);
            }
        }
        if (!without.isEmpty()) {
            row.fields.fault(
                    "choice_filter",
                    "The question " + row.name + " must be answered, and its filter leaves no choice where "
                            + decides.name + " is " + JsonFields.listed(without) + ".",
                    "Add choices for it, or ask the question only where there are some.");
        }
    }

    /** Whether it hangs on a question, directly or through others, whether this row is asked. */
    private boolean isAskedBy(Row question) {
        List<Row> open = new ArrayList<>(List.of(row));
        for (int i = 0; i < open.size(); i++) {
            for (Row around = open.get(i); around != null; around = around.parent) {
                for (String key : List.of("relevant", "calculation")) {
                    Expression expression = around.expression(key);
                    for (String name : expression == null ? List.<String>of() : Expression.names(expression)) {
                        Row other = byName.get(name);
                        if (other == question) {
                            return true;
                        }
                        if (other != null && !open.contains(other)) {
                            open.add(other);
                        }
                    }
                }
            }
        }
        return false;
    }

    /** Whether more decides than answers and choices. */
    private static boolean looksElsewhere(Expression filter) {
        Elsewhere elsewhere = new Elsewhere();
        filter.accept(elsewhere);
        return elsewhere.found;
    }

    private static final class Elsewhere extends Walk {
        private boolean found;

        @Override
        public Boolean call(Call call) {
            Function function = call.function();
            found = found
                    || function == Function.TODAY
                    || function == Function.MISSING_CODE
                    || function == Function.POSITION
                    || function == Function.INDEXED
                    || function == Function.CHOICE_NAME
                    || function.takesAllRows();
            return super.call(call);
        }
    }

    /** One choice beside one answer. */
    private record Offered(int slot, String chosen, ChoiceRow choice) implements AnswersAlone {
        @Override
        public Value answer(int question) {
            return question == slot ? Value.of(chosen) : Value.empty();
        }

        @Override
        public String attribute(String name) {
            if (name.equals("name")) {
                return choice.name();
            }
            return choice.fields().object().get(name) instanceof JsonText text ? text.value() : "";
        }
    }
}
