package org.kapsurvey.analysis.indicator;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.expression.ColumnExpression;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Routes are how many persons could tell of a unit: a number, and never below 1, since somebody told. Looked at is each result that
 * an expression chooses between; what only the answers decide is left to the analysis, which leaves such rows out.
 */
final class RoutesCheck {
    private static final String CHOOSE = "Let the answers choose the number, as in \"if(${q} = 'yes', 2, 1)\".";

    private static final Set<Operator> TRUTHS = EnumSet.of(
            Operator.OR,
            Operator.AND,
            Operator.EQUAL,
            Operator.NOT_EQUAL,
            Operator.LESS,
            Operator.LESS_OR_EQUAL,
            Operator.GREATER,
            Operator.GREATER_OR_EQUAL);

    private static final Set<Function> TRUE_OR_FALSE = EnumSet.of(
            Function.SELECTED,
            Function.IS_MISSING,
            Function.NOT,
            Function.TRUE,
            Function.FALSE,
            Function.BOOLEAN,
            Function.CONTAINS,
            Function.STARTS_WITH,
            Function.ENDS_WITH,
            Function.REGEX);

    private static final Set<Function> TEXTS = EnumSet.of(
            Function.CHOICE_NAME,
            Function.MISSING_CODE,
            Function.JOIN,
            Function.STRING,
            Function.CONCAT,
            Function.SUBSTR,
            Function.FORMAT_DATE);

    private final FormNames names;
    private final Faults faults;

    RoutesCheck(FormNames names, Faults faults) {
        this.names = names;
        this.faults = faults;
    }

    void check(Expression routes) {
        for (Expression result : results(routes)) {
            if (result instanceof Reference reference) {
                question(reference);
            } else if (isTruth(result)) {
                faults.add(result.place(), "Routes are a number of persons, not yes or no.", CHOOSE);
            } else if (result instanceof Call call && TEXTS.contains(call.function())) {
                faults.add(result.place(), "Routes are a number of persons, not a text.", CHOOSE);
            } else if (Expression.references(result).isEmpty()) {
                constant(result);
            }
        }
    }

    /** What the expression chooses between; itself if it does not choose. */
    private static List<Expression> results(Expression expression) {
        if (expression instanceof Call call && call.function() == Function.IF) {
            return call.arguments().stream()
                    .skip(1)
                    .flatMap(one -> results(one).stream())
                    .toList();
        }
        if (expression instanceof Call call && call.function() == Function.COALESCE) {
            return call.arguments().stream()
                    .flatMap(one -> results(one).stream())
                    .toList();
        }
        return List.of(expression);
    }

    private static boolean isTruth(Expression expression) {
        return expression instanceof Binary binary
                ? TRUTHS.contains(binary.operator())
                : expression instanceof Call call && TRUE_OR_FALSE.contains(call.function());
    }

    private void question(Reference reference) {
        if (names.isPart(reference.name())) {
            faults.add(
                    reference.place(),
                    "Routes are a number of persons, but \"" + reference.name() + "\" is a part.",
                    CHOOSE);
            return;
        }
        Optional<Question> unfit = names.questions(reference.name()).stream()
                .filter(question -> question.type().hasAnswer() && !isNumber(question.type()))
                .findFirst();
        unfit.ifPresent(question -> faults.add(
                reference.place(),
                "Routes are a number of persons, but question \"" + reference.name() + "\" is of type "
                        + question.type().written() + ".",
                CHOOSE));
    }

    /** A calculation may be either, which only its values show. */
    private static boolean isNumber(QuestionType type) {
        return type.isNumber() || type == QuestionType.CALCULATE || type == QuestionType.HIDDEN;
    }

    /** The same in every row, so that one row shows it. What can't be computed on a table has its own fault in an analysis. */
    private void constant(Expression expression) {
        Faults own = new Faults();
        Column value = ColumnExpression.compile(expression, Table.of(1, List.of()), own)
                .map(compiled -> compiled.column("routes"))
                .orElse(null);
        if (value == null || !own.isEmpty()) {
            faults.addAll(own.list());
        } else if (!(value instanceof NumericColumn number)) {
            faults.add(expression.place(), "Routes are a number of persons, not a text.", CHOOSE);
        } else if (!(number.value(0) >= 1)) {
            faults.add(
                    expression.place(),
                    "Routes can't be "
                            + (number.isMissing(0) ? "unknown" : Numbers.print(number.value(0)))
                            + ": who tells of a unit is one of those who could.",
                    "Write how many persons of the population could tell of the unit, 1 or more.");
        }
    }
}
