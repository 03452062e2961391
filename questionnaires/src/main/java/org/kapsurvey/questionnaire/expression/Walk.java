package org.kapsurvey.questionnaire.expression;

import org.kapsurvey.questionnaire.expression.Expression.Attribute;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.RowItself;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;

/** Goes through a whole tree from left to right. A subclass says what it looks for; the answer has no meaning. */
public class Walk implements Expression.Visitor<Boolean> {
    @Override
    public Boolean number(NumberLiteral literal) {
        return true;
    }

    @Override
    public Boolean text(TextLiteral literal) {
        return true;
    }

    @Override
    public Boolean reference(Reference reference) {
        return true;
    }

    @Override
    public Boolean self(Self self) {
        return true;
    }

    @Override
    public Boolean attribute(Attribute attribute) {
        return true;
    }

    @Override
    public Boolean rowItself(RowItself row) {
        return true;
    }

    @Override
    public Boolean negation(Negation negation) {
        return negation.operand().accept(this);
    }

    @Override
    public Boolean binary(Binary binary) {
        binary.left().accept(this);
        return binary.right().accept(this);
    }

    @Override
    public Boolean call(Call call) {
        for (Expression argument : call.arguments()) {
            argument.accept(this);
        }
        return true;
    }
}
