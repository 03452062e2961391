package org.kapsurvey.questionnaire.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Attribute;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.RowItself;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.value.Value;

/**
 * Finds conditions of literals alone, such as {@code 1 = 2}: they hold of everybody or of nobody, whatever is answered. What looks
 * at an answer, a choice, a row or the day is none.
 */
public final class Undecided extends Walk {
    private final List<Found> found = new ArrayList<>();

    private Undecided() {}

    /**
     * Such a condition.
     *
     * @param isWhole whether nothing is joined to it
     */
    public record Found(Expression condition, boolean holds, boolean isWhole) {}

    /**
     * All in an expression, from left to right. A literal that is joined to something is none of them: it stands where something
     * must be compared.
     *
     * @param condition whether the whole is a condition, and not only what is joined in it
     */
    public static List<Found> in(Expression expression, boolean condition) {
        Undecided undecided = new Undecided();
        if (condition) {
            undecided.condition(expression, true);
        } else {
            expression.accept(undecided);
        }
        return undecided.found;
    }

    private void condition(Expression condition, boolean whole) {
        Optional<Boolean> holds = truth(condition);
        if (holds.isPresent()) {
            found.add(new Found(condition, holds.get(), whole));
        } else {
            condition.accept(this);
        }
    }

    @Override
    public Boolean binary(Binary binary) {
        if (binary.operator() != Operator.AND && binary.operator() != Operator.OR) {
            return super.binary(binary);
        }
        joined(binary.left());
        joined(binary.right());
        return true;
    }

    @Override
    public Boolean call(Call call) {
        if (call.function() != Function.NOT && call.function() != Function.IF) {
            return super.call(call);
        }
        joined(call.arguments().get(0));
        for (Expression value : call.arguments().subList(1, call.arguments().size())) {
            value.accept(this);
        }
        return true;
    }

    private void joined(Expression part) {
        if (!(part instanceof NumberLiteral) && !(part instanceof TextLiteral)) {
            condition(part, false);
        }
    }

    /** Empty of what looks at something, and of what does not compile, which is told elsewhere. */
    private static Optional<Boolean> truth(Expression expression) {
        Sight sight = new Sight();
        expression.accept(sight);
        return sight.looks
                ? Optional.empty()
                : Formula.compile(expression, new LinkedHashMap<>(), new Faults())
                        .map(formula -> formula.test(new OneAnswer(Value.empty())));
    }

    private static final class Sight extends Walk {
        private boolean looks;

        @Override
        public Boolean reference(Reference reference) {
            looks = true;
            return true;
        }

        @Override
        public Boolean self(Self self) {
            looks = true;
            return true;
        }

        @Override
        public Boolean attribute(Attribute attribute) {
            looks = true;
            return true;
        }

        @Override
        public Boolean rowItself(RowItself row) {
            looks = true;
            return true;
        }

        @Override
        public Boolean call(Call call) {
            looks = looks || call.function() == Function.TODAY;
            return super.call(call);
        }
    }
}
