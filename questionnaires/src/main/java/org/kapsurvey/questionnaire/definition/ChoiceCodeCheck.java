package org.kapsurvey.questionnaire.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;

/** Finds codes that a select question is compared with and that its list doesn't have: a comparison that never holds. */
final class ChoiceCodeCheck extends Walk {
    private final Map<String, Row> questions;
    private final Map<String, ChoiceRows> lists;
    private final Row owner;
    private final Faults faults;

    ChoiceCodeCheck(Map<String, Row> questions, Map<String, ChoiceRows> lists, Row owner, Faults faults) {
        this.questions = questions;
        this.lists = lists;
        this.owner = owner;
        this.faults = faults;
    }

    @Override
    public Boolean binary(Binary binary) {
        if (binary.operator() == Operator.EQUAL || binary.operator() == Operator.NOT_EQUAL) {
            check(binary.left(), binary.right(), QuestionType.SELECT_ONE);
            check(binary.right(), binary.left(), QuestionType.SELECT_ONE);
        }
        return super.binary(binary);
    }

    @Override
    public Boolean call(Call call) {
        if (call.function() == Function.SELECTED) {
            check(call.arguments().get(0), call.arguments().get(1), null);
        }
        return super.call(call);
    }

    private void check(Expression question, Expression code, @Nullable QuestionType only) {
        Row row = question instanceof Self
                ? owner
                : question instanceof Reference reference ? questions.get(reference.name()) : null;
        ChoiceRows list = row == null ? null : lists.get(row.list);
        if (row == null || list == null || (only != null && row.type != only)) {
            return;
        }
        if (code instanceof TextLiteral literal
                && !literal.value().isEmpty()
                && !list.codes().contains(literal.value())) {
            faults.add(
                    literal.place(),
                    "The question " + row.name + " has no choice '" + literal.value() + "'.",
                    "Its choices are " + JsonFields.listed(list.codes()) + "."
                            + JsonFields.suggestion(literal.value(), list.codes()));
        }
    }
}
