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
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.expression.Written;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Words;

/**
 * Finds comparisons that never hold: of a question with what no answer to it can be, of a filter's column with a text that no
 * choice has there, of a missing code with one that the question can't have, of a calculation with what it never gives, of a number, time or text with what is of another kind;
 * and arithmetic with what is never a number.
 */
final class CodeCheck extends Walk {
    private final Map<String, Row> questions;
    private final Map<String, ChoiceRows> lists;
    private final @Nullable Row owner;
    private final Faults faults;
    private final Kinds kinds;

    /** @param owner the row that the expression belongs to; null if it belongs to none */
    CodeCheck(Map<String, Row> questions, Map<String, ChoiceRows> lists, @Nullable Row owner, Faults faults) {
        this.questions = questions;
        this.lists = lists;
        this.owner = owner;
        this.faults = faults;
        this.kinds = new Kinds(questions, lists, owner);
    }

    @Override
    public Boolean binary(Binary binary) {
        Operator operator = binary.operator();
        if (operator.isEquality() || operator.isOrder()) {
            int before = faults.size();
            compared(operator, binary.left(), binary.right());
            compared(operator.mirrored(), binary.right(), binary.left());
            if (faults.size() == before && operator.isEquality() && isOfAnswers(binary)) {
                compareValues(binary.left(), binary.right());
            }
            if (faults.size() == before && isOfAnswers(binary)) {
                compareKinds(operator, binary.left(), binary.right());
            }
        } else if (!operator.isTruth()) {
            number(binary.left());
            number(binary.right());
        }
        return super.binary(binary);
    }

    @Override
    public Boolean negation(Negation negation) {
        number(negation.operand());
        return super.negation(negation);
    }

    @Override
    public Boolean call(Call call) {
        List<Expression> arguments = call.arguments();
        switch (call.function()) {
            case SELECTED, COUNT_SELECTED ->
                answers(arguments.get(0)).flatMap(of -> of.chosen(call)).ifPresent(this::add);
            case NUMBER, INT, ROUND, ABS, MIN, MAX, SUM -> {
                for (Expression argument : arguments) {
                    number(argument);
                }
            }
            default -> {
                // Takes any value, or is looked at where its result is compared.
            }
        }
        return super.call(call);
    }

    /** What is computed with an answer that is no number is empty, whatever is answered. */
    private void number(Expression operand) {
        if (isOfAnswers(operand) && kinds.of(operand).isNeverNumber()) {
            faults.add(
                    operand.place(),
                    "This is never a number, so what is computed with it is always empty.",
                    "Compute with numbers and days.");
        }
    }

    /** Two sides that have nothing in common, such as two calculations of other codes. */
    private void compareValues(Expression left, Expression right) {
        List<String> values = fewValues(left);
        List<String> others = fewValues(right);
        boolean apart = !values.isEmpty() && !others.isEmpty();
        for (String value : values) {
            apart = apart && !PossibleAnswers.isAmong(value, others);
        }
        if (apart) {
            faults.add(
                    left.place(),
                    Written.of(left) + " and " + Written.of(right) + " are never the same.",
                    "The first is one of " + JsonFields.listed(values) + ", the second of " + JsonFields.listed(others)
                            + ".");
        }
    }

    /** None of a literal, which was looked at, and of a truth. */
    private List<String> fewValues(Expression expression) {
        boolean literal = expression instanceof TextLiteral || expression instanceof NumberLiteral;
        return literal || kinds.of(expression) == Kind.TRUTH ? List.of() : kinds.values(expression);
    }

    /** Two sides of kinds that never compare, whatever is answered. */
    private void compareKinds(Operator operator, Expression left, Expression right) {
        Kind one = kinds.of(left);
        Kind other = kinds.of(right);
        boolean time = one == Kind.TIME || other == Kind.TIME;
        boolean empty = isEmptyText(left) || isEmptyText(right);
        boolean neverTime = operator.isOrder() ? one != other : isOther(one, other) && !empty;
        if (time && neverTime) {
            faults.add(
                    left.place(),
                    "A time is compared here with what is no time, which never holds.",
                    "Write a time as '07:30', or name a question of type time.");
        } else if (isDayBesideText(one, right) || isDayBesideText(other, left)) {
            faults.add(
                    left.place(),
                    "A day is compared here with a text that is none, which never holds.",
                    "Write a day as '2026-11-21'.");
        } else if (operator.isOrder() && (one == Kind.WORDS || other == Kind.WORDS)) {
            faults.add(
                    left.place(),
                    "The signs <, <=, > and >= compare numbers, days and times, and this is none: it never holds.",
                    "Compare codes and texts with = or !=.");
        } else if (isNumberBesideText(one, right) || isNumberBesideText(other, left)) {
            faults.add(
                    left.place(),
                    "A number is compared here with a text that is none, which never holds.",
                    "Write the number without quotes, or a day as date('2026-11-21').");
        } else if (!operator.isOrder() && !empty && isNumberBesideCode(one, other)) {
            faults.add(
                    left.place(),
                    "A number is compared here with a code that is none, which never holds.",
                    "Write the code in quotes.");
        } else if (one == Kind.TRUTH || other == Kind.TRUTH) {
            truth(operator, one == Kind.TRUTH ? right : left, one == Kind.TRUTH ? other : one);
        }
    }

    /** What stands beside a truth is taken as one. */
    private void truth(Operator operator, Expression beside, Kind kind) {
        boolean number = beside instanceof NumberLiteral literal && literal.value() != 0 && literal.value() != 1;
        boolean text = beside instanceof TextLiteral literal ? !literal.value().isEmpty() : kind.isNeverNumber();
        if (operator.isEquality() && (number || text)) {
            faults.add(
                    beside.place(),
                    "Beside a truth " + Written.of(beside) + " counts as true, as everything does but 0 and ''.",
                    "Write the condition alone, or not(…) for its opposite.");
        }
    }

    /** Whether a time never equals it. */
    private static boolean isOther(Kind one, Kind other) {
        return one != other && !isFree(one) && !isFree(other);
    }

    /** A truth is compared with anything as a truth. */
    private static boolean isFree(Kind kind) {
        return kind == Kind.ANY || kind == Kind.TRUTH;
    }

    private static boolean isNumberBesideText(Kind kind, Expression other) {
        return kind == Kind.NUMBER
                && other instanceof TextLiteral text
                && !text.value().isEmpty()
                && Double.isNaN(Numbers.parse(Words.trim(text.value())));
    }

    private static boolean isDayBesideText(Kind kind, Expression other) {
        return kind == Kind.DAY
                && other instanceof TextLiteral text
                && !text.value().isEmpty()
                && Days.parse(Words.trim(text.value())) == Days.NONE;
    }

    private static boolean isNumberBesideCode(Kind one, Kind other) {
        return (one == Kind.NUMBER && other == Kind.WORDS) || (one == Kind.WORDS && other == Kind.NUMBER);
    }

    private static boolean isEmptyText(Expression expression) {
        return expression instanceof TextLiteral text && text.value().isEmpty();
    }

    /** Whether an answer or the day decides its value: what is constant is nobody's slip. */
    private static boolean isOfAnswers(Expression expression) {
        OfAnswers found = new OfAnswers();
        expression.accept(found);
        return found.any;
    }

    private static final class OfAnswers extends Walk {
        private boolean any;

        @Override
        public Boolean reference(Reference reference) {
            any = true;
            return true;
        }

        @Override
        public Boolean self(Self self) {
            any = true;
            return true;
        }

        @Override
        public Boolean call(Call call) {
            any = any || call.function() == Function.TODAY;
            return super.call(call);
        }
    }

    private void compared(Operator operator, Expression left, Expression right) {
        if (operator.isEquality()
                && right instanceof TextLiteral literal
                && !literal.value().isEmpty()) {
            if (left instanceof Attribute attribute && owner != null) {
                attribute(attribute, lists.get(owner.list), literal);
            } else if (left instanceof Call call && call.function() == Function.MISSING_CODE) {
                missingCode(call.arguments().get(0), literal);
            }
        }
        answers(left).flatMap(of -> of.compared(operator, right)).ifPresent(this::add);
        List<String> values = left instanceof Call ? fewValues(left) : List.of();
        if (operator.isEquality() && !values.isEmpty()) {
            PossibleAnswers.given(right, "This", values).ifPresent(this::add);
        }
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

    private void missingCode(Expression question, TextLiteral literal) {
        MissingCode code = MissingCode.of(literal.value());
        List<String> codes = new ArrayList<>();
        if (code == null) {
            for (MissingCode each : MissingCode.values()) {
                codes.add(each.code());
            }
            faults.add(
                    literal.place(),
                    "There is no missing code '" + literal.value() + "'.",
                    "Use one of " + JsonFields.listed(codes) + "." + JsonFields.suggestion(literal.value(), codes));
            return;
        }
        Row row = question instanceof Reference reference ? questions.get(reference.name()) : null;
        if (row == null || row.type == null || row.refused || !code.isOffered()) {
            return;
        }
        if (row.fields.object().get("missing") instanceof JsonArray offered) {
            for (Json each : offered.items()) {
                codes.add(each instanceof JsonText text ? text.value() : "");
            }
        }
        // What is wrong with the question's own list is told there.
        if (MissingCode.offered().containsAll(codes) && !codes.contains(code.code())) {
            faults.add(
                    literal.place(),
                    "The question " + row.name + " never has the missing code '" + code.code() + "'.",
                    "Offer it in the question's \"missing\", or leave the comparison out.");
        }
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
        boolean days = row.type == QuestionType.CALCULATE && kinds.of(question) == Kind.DAY;
        return row.type.hasChoices() && list == null
                ? Optional.empty()
                : Optional.of(new PossibleAnswers(
                        row.name,
                        days ? QuestionType.DATE : row.type,
                        list == null ? List.of() : list.codes(),
                        list == null ? List.of() : list.alone(),
                        false,
                        kinds.values(row)));
    }
}
