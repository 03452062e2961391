package org.kapsurvey.analysis.indicator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;

/** Finds codes with which a rule compares a question and which none of the forms offers: nobody would ever be counted. */
final class ChoiceCodes extends Walk {
    private final List<Questionnaire> forms;
    private final Faults faults;

    ChoiceCodes(List<Questionnaire> forms, Faults faults) {
        this.forms = forms;
        this.faults = faults;
    }

    @Override
    public Boolean binary(Binary binary) {
        if (binary.operator() == Operator.EQUAL || binary.operator() == Operator.NOT_EQUAL) {
            check(binary.left(), binary.right());
            check(binary.right(), binary.left());
        }
        return super.binary(binary);
    }

    @Override
    public Boolean call(Call call) {
        if (call.function() == Function.SELECTED) {
            check(call.arguments().get(0), call.arguments().get(1));
        }
        return super.call(call);
    }

    private void check(Expression question, Expression code) {
        if (!(question instanceof Reference reference)
                || !(code instanceof TextLiteral literal)
                || literal.value().isEmpty()) {
            return;
        }
        Set<String> codes = new LinkedHashSet<>();
        for (Questionnaire form : forms) {
            ChoiceList list =
                    form.question(reference.name()).map(Question::choices).orElse(null);
            if (list == null) {
                continue;
            }
            for (Choice choice : list.choices()) {
                codes.add(choice.name());
            }
        }
        if (!codes.isEmpty() && !codes.contains(literal.value())) {
            List<String> listed = List.copyOf(codes);
            faults.add(
                    literal.place(),
                    "The question " + reference.name() + " has no choice '" + literal.value() + "'.",
                    "Its choices are " + JsonFields.listed(listed) + "."
                            + JsonFields.suggestion(literal.value(), listed));
        }
    }
}
