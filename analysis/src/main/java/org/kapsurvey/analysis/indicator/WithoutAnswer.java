package org.kapsurvey.analysis.indicator;

import java.util.Map;
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
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.formula.OneAnswer;
import org.kapsurvey.questionnaire.value.Value;

/** Finds conditions of literals alone, such as {@code 1 = 2}: they hold of everybody or of nobody, whatever is answered. */
final class WithoutAnswer extends Walk {
    private final Faults faults;

    private WithoutAnswer(Faults faults) {
        this.faults = faults;
    }

    /** Adds a fault for each in a condition; that the whole is a number other than 0, or {@code true()}, means everybody. */
    static void check(Expression condition, Faults faults) {
        boolean everybody = (condition instanceof NumberLiteral number && number.value() != 0)
                || (condition instanceof Call call && call.function() == Function.TRUE);
        if (!everybody) {
            new WithoutAnswer(faults).condition(condition);
        }
    }

    private void condition(Expression condition) {
        Optional<Boolean> holds = truth(condition);
        if (holds.isEmpty()) {
            condition.accept(this);
            return;
        }
        faults.add(
                condition.place(),
                holds.get()
                        ? "This always holds, whatever is answered."
                        : "This never holds, whatever is answered: nobody would be counted by it.",
                "Compare an answer with something; of everybody write 1 alone.");
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

    /** A literal by itself was told as what is compared with nothing. */
    private void joined(Expression part) {
        if (!(part instanceof NumberLiteral) && !(part instanceof TextLiteral)) {
            condition(part);
        }
    }

    /** Empty of what looks at an answer, or at the day. */
    private static Optional<Boolean> truth(Expression expression) {
        Sight sight = new Sight();
        expression.accept(sight);
        return sight.looks
                ? Optional.empty()
                : Formula.compile(expression, Map.of(), new Faults())
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
