package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.expression.ColumnExpression;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * The columns that a round's answers to some forms have, without rows, and the indicator's parts: what an analysis compiles a plan's
 * expressions on. Of a calculation that is neither always a number nor always a text only its values show which of the two its column
 * holds; it may be what the expression needs.
 */
final class PlanColumns {
    /** Of so many calculations in one expression each may be either, whatever the others are. */
    private static final int MOST_FREE = 6;

    private final Map<String, List<Question>> questions = new LinkedHashMap<>();
    private final Set<String> parts;

    PlanColumns(List<Questionnaire> forms, Set<String> parts) {
        this.parts = parts;
        for (Questionnaire form : forms) {
            for (Question question : form.questions()) {
                if (question.type().hasAnswer() && question.repeat() == null) {
                    questions
                            .computeIfAbsent(question.name(), name -> new ArrayList<>())
                            .add(question);
                }
            }
        }
    }

    /**
     * Adds what an analysis would refuse.
     *
     * @param condition whether the whole is a condition
     * @param number whether a number is needed, as what is added up
     */
    void check(Expression expression, boolean condition, boolean number, Faults faults) {
        Set<String> names = Expression.names(expression);
        List<String> free = names.stream().filter(this::isFree).limit(MOST_FREE).toList();
        Faults first = new Faults();
        for (int texts = 0; texts < 1 << free.size(); texts++) {
            Faults own = texts == 0 ? first : new Faults();
            int chosen = texts;
            List<String> asTexts = free.stream()
                    .filter(name -> (chosen >> free.indexOf(name) & 1) == 1)
                    .toList();
            ColumnExpression.check(expression, table(names, asTexts, 0), condition, number, own);
            if (own.isEmpty()) {
                if (texts != 0) {
                    // Answers that all look like numbers make numbers of it, and then it must not be refused or be
                    // equal to none.
                    ColumnExpression.check(expression, table(names, List.of(), 1), condition, number, faults);
                }
                return;
            }
        }
        faults.addAll(first.list());
    }

    private boolean isFree(String name) {
        List<Question> of = questions.getOrDefault(name, List.of());
        return !of.isEmpty()
                && of.stream()
                        .allMatch(question -> question.type().isNumber()
                                || (question.type() == QuestionType.CALCULATE && !question.isAlwaysText()))
                && !of.stream().allMatch(PlanColumns::isNumber);
    }

    private static boolean isNumber(Question question) {
        return question.type().isNumber() || question.isAlwaysNumber();
    }

    private Table table(Set<String> names, List<String> asTexts, int rows) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            List<Question> of = questions.getOrDefault(name, List.of());
            if (parts.contains(name)) {
                columns.add(number(name, rows));
            } else if (!of.isEmpty()) {
                boolean number =
                        isFree(name) ? !asTexts.contains(name) : of.stream().allMatch(PlanColumns::isNumber);
                columns.add(number ? number(name, rows) : text(name, rows));
                columns.add(text(name + "_missing", rows));
                of.stream()
                        .filter(question -> question.type() == QuestionType.SELECT_MULTIPLE)
                        .map(Question::choices)
                        .flatMap(PlanColumns::codes)
                        .distinct()
                        .forEach(code -> columns.add(number(name + "." + code, rows)));
            }
        }
        return Table.of(rows, columns);
    }

    private static Stream<String> codes(@Nullable ChoiceList list) {
        return list == null ? Stream.of() : list.choices().stream().map(Choice::name);
    }

    private static Column number(String name, int rows) {
        return NumericColumn.of(name, new double[rows]);
    }

    private static Column text(String name, int rows) {
        return TextColumn.of(name, Collections.nCopies(rows, "a"));
    }
}
