package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.ChoiceRows.ChoiceRow;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Attribute;
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
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Words;

/**
 * Finds comparisons that never hold: of a select question with a code that its list doesn't have, of a filter's column with a
 * text that no choice has there, of a missing code with a word that is none.
 */
final class CodeCheck extends Walk {
    private final Map<String, Row> questions;
    private final Map<String, ChoiceRows> lists;
    private final @Nullable Row owner;
    private final Faults faults;

    /** @param owner the row that the expression belongs to; null if it belongs to none */
    CodeCheck(Map<String, Row> questions, Map<String, ChoiceRows> lists, @Nullable Row owner, Faults faults) {
        this.questions = questions;
        this.lists = lists;
        this.owner = owner;
        this.faults = faults;
    }

    @Override
    public Boolean binary(Binary binary) {
        if (binary.operator() == Operator.EQUAL || binary.operator() == Operator.NOT_EQUAL) {
            compared(binary.left(), binary.right());
            compared(binary.right(), binary.left());
        }
        return super.binary(binary);
    }

    @Override
    public Boolean call(Call call) {
        if (call.function() == Function.SELECTED && call.arguments().get(1) instanceof TextLiteral code) {
            selected(call.arguments().get(0), code);
        }
        return super.call(call);
    }

    private void compared(Expression left, Expression right) {
        if (!(right instanceof TextLiteral literal) || literal.value().isEmpty()) {
            return;
        }
        if (left instanceof Attribute attribute && owner != null) {
            attribute(attribute, lists.get(owner.list), literal);
        } else if (left instanceof Call call && call.function() == Function.MISSING_CODE) {
            if (MissingCode.of(literal.value()) == null) {
                missingCode(literal);
            }
        } else {
            selected(left, literal);
        }
    }

    private void attribute(Attribute attribute, @Nullable ChoiceRows list, TextLiteral literal) {
        if (list == null) {
            return;
        }
        List<String> values = new ArrayList<>();
        for (ChoiceRow choice : list.rows) {
            String value = choice.fields().object().get(attribute.name()) instanceof JsonText text ? text.value() : "";
            if (value.equals(literal.value())) {
                return;
            }
            if (!value.isEmpty() && !values.contains(value)) {
                values.add(value);
            }
        }
        // A column that no choice has is reported as such.
        if (!values.isEmpty()) {
            faults.add(
                    literal.place(),
                    "No choice of the list \"" + list.name + "\" has '" + literal.value() + "' in the column \""
                            + attribute.name() + "\".",
                    "There are " + JsonFields.listed(values) + "." + JsonFields.suggestion(literal.value(), values));
        }
    }

    private void missingCode(TextLiteral literal) {
        List<String> codes = new ArrayList<>();
        for (MissingCode code : MissingCode.values()) {
            codes.add(code.code());
        }
        faults.add(
                literal.place(),
                "There is no missing code '" + literal.value() + "'.",
                "Use one of " + JsonFields.listed(codes) + "." + JsonFields.suggestion(literal.value(), codes));
    }

    private void selected(Expression question, TextLiteral literal) {
        Row row = question instanceof Self
                ? owner
                : question instanceof Reference reference ? questions.get(reference.name()) : null;
        ChoiceRows list = row == null ? null : lists.get(row.list);
        if (row == null || list == null) {
            return;
        }
        // The answer to a select_multiple or a rank is several codes.
        boolean several = row.type != QuestionType.SELECT_ONE;
        for (String code : several ? Words.of(literal.value()) : List.of(literal.value())) {
            if (!list.codes().contains(code)) {
                faults.add(
                        literal.place(),
                        "The question " + row.name + " has no choice '" + code + "'.",
                        "Its choices are " + JsonFields.listed(list.codes()) + "."
                                + JsonFields.suggestion(code, list.codes()));
                return;
            }
        }
    }
}
