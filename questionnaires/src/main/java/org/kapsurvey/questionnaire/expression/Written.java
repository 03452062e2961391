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
import org.kapsurvey.questionnaire.number.Numbers;

/** Writes a tree as one writes an expression, so that two that read the same are the same; other tools' wordings override parts of it. */
public class Written implements Expression.Visitor<String> {
    /** The text of an expression. */
    public static String of(Expression expression) {
        return expression.accept(new Written());
    }

    @Override
    public String number(NumberLiteral literal) {
        return Numbers.print(literal.value());
    }

    @Override
    public String text(TextLiteral literal) {
        return literal.value().contains("'") ? "\"" + literal.value() + "\"" : "'" + literal.value() + "'";
    }

    @Override
    public String reference(Reference reference) {
        return "${" + reference.name() + "}";
    }

    @Override
    public String self(Self self) {
        return ".";
    }

    @Override
    public String attribute(Attribute attribute) {
        return attribute.name();
    }

    @Override
    public String rowItself(RowItself row) {
        return "..";
    }

    @Override
    public String negation(Negation negation) {
        return "-" + within(negation.operand());
    }

    @Override
    public String binary(Binary binary) {
        return within(binary.left()) + " " + binary.operator().sign() + " " + within(binary.right());
    }

    @Override
    public String call(Call call) {
        StringBuilder written = new StringBuilder();
        written.append(call.function().written()).append("(");
        String before = "";
        for (Expression argument : call.arguments()) {
            written.append(before).append(of(argument));
            before = ", ";
        }
        return written.append(")").toString();
    }

    private static String within(Expression operand) {
        return operand instanceof Binary ? "(" + of(operand) + ")" : of(operand);
    }
}
