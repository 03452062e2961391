package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * Finds comparisons that never hold: of a question with what no answer to it can be, of a filter's column with a text that no
 * choice has there, of a missing code with a word that is none.
 */
final class CodeCheck extends Walk {
    private static final List<Operator> COMPARING = List.of(
            Operator.EQUAL,
            Operator.NOT_EQUAL,
            Operator.LESS,
            Operator.LESS_OR_EQUAL,
            Operator.GREATER,
            Operator.GREATER_OR_EQUAL);

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
        if (COMPARING.contains(binary.operator())) {
            compared(binary.operator(), binary.left(), binary.right());
            compared(binary.operator(), binary.right(), binary.left());
        }
        return super.binary(binary);
    }

    @Override
    public Boolean call(Call call) {
        if (call.function() == Function.SELECTED && call.arguments().get(1) instanceof TextLiteral code) {
            answers(call.arguments().get(0)).flatMap(of -> of.selected(code)).ifPresent(this::add);
        }
        return super.call(call);
    }

    private void compared(Operator operator, Expression left, Expression right) {
        boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        if (equality && right instanceof TextLiteral literal && !literal.value().isEmpty()) {
            if (left instanceof Attribute attribute && owner != null) {
                attribute(attribute, lists.get(owner.list), literal);
            } else if (left instanceof Call call && call.function() == Function.MISSING_CODE) {
                if (MissingCode.of(literal.value()) == null) {
                    missingCode(literal);
                }
            }
        }
        answers(left).flatMap(of -> of.compared(operator, right)).ifPresent(this::add);
    }

    private void add(Fault fault) {
        faults.addAll(List.of(fault));
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

    /** Of a question that was read; nothing of any other expression. */
    private Optional<PossibleAnswers> answers(Expression question) {
        Row row = question instanceof Self
                ? owner
                : question instanceof Reference reference ? questions.get(reference.name()) : null;
        if (row == null || row.type == null || row.refused) {
            return Optional.empty();
        }
        ChoiceRows list = lists.get(row.list);
        return row.type.hasChoices() && list == null
                ? Optional.empty()
                : Optional.of(new PossibleAnswers(row.name, row.type, list == null ? List.of() : list.codes()));
    }
}
