package org.kapsurvey.questionnaire.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.formula.Formula.Node;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Operations;
import org.kapsurvey.questionnaire.value.Pattern;
import org.kapsurvey.questionnaire.value.Value;
import org.kapsurvey.questionnaire.value.Words;

/** Turns a tree into nodes that evaluate themselves. After a fault the nodes are placeholders that are never run. */
final class FormulaCompiler implements Expression.Visitor<Node> {
    private static final Node NOTHING = scope -> Value.empty();

    private final Map<String, Integer> slots;
    private final Faults faults;

    FormulaCompiler(Map<String, Integer> slots, Faults faults) {
        this.slots = slots;
        this.faults = faults;
    }

    @Override
    public Node number(NumberLiteral literal) {
        return constant(Value.of(literal.value()));
    }

    @Override
    public Node text(TextLiteral literal) {
        return constant(Value.of(literal.value()));
    }

    @Override
    public Node reference(Reference reference) {
        return slot(reference)
                .map(found -> {
                    int slot = found;
                    return (Node) scope -> scope.answer(slot);
                })
                .orElse(NOTHING);
    }

    @Override
    public Node self(Self self) {
        return Scope::self;
    }

    @Override
    public Node negation(Negation negation) {
        Node operand = negation.operand().accept(this);
        return scope -> Value.of(-operand.evaluate(scope).number());
    }

    @Override
    public Node binary(Binary binary) {
        Node left = binary.left().accept(this);
        Node right = binary.right().accept(this);
        return switch (binary.operator()) {
            case OR ->
                scope -> Value.of(
                        left.evaluate(scope).truth() || right.evaluate(scope).truth());
            case AND ->
                scope -> Value.of(
                        left.evaluate(scope).truth() && right.evaluate(scope).truth());
            case EQUAL -> scope -> Value.of(Operations.equal(left.evaluate(scope), right.evaluate(scope)));
            case NOT_EQUAL -> scope -> Value.of(!Operations.equal(left.evaluate(scope), right.evaluate(scope)));
            case LESS -> comparison(left, right, (a, b) -> a < b);
            case LESS_OR_EQUAL -> comparison(left, right, (a, b) -> a <= b);
            case GREATER -> comparison(left, right, (a, b) -> a > b);
            case GREATER_OR_EQUAL -> comparison(left, right, (a, b) -> a >= b);
            case PLUS -> arithmetic(left, right, (a, b) -> a + b);
            case MINUS -> arithmetic(left, right, (a, b) -> a - b);
            case TIMES -> arithmetic(left, right, (a, b) -> a * b);
            case DIVIDE -> arithmetic(left, right, (a, b) -> a / b);
            case MODULO -> arithmetic(left, right, (a, b) -> a % b);
        };
    }

    @Override
    public Node call(Call call) {
        List<Node> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            arguments.add(argument.accept(this));
        }
        Node first = arguments.isEmpty() ? NOTHING : arguments.get(0);
        Node second = arguments.size() < 2 ? NOTHING : arguments.get(1);
        return switch (call.function()) {
            case SELECTED ->
                scope -> Value.of(Operations.selected(
                        first.evaluate(scope).text(), second.evaluate(scope).text()));
            case COUNT_SELECTED ->
                scope ->
                        Value.of((double) Words.of(first.evaluate(scope).text()).size());
            case CHOICE_NAME -> choiceName(first, call.arguments().get(1));
            case IF -> {
                Node otherwise = arguments.get(2);
                yield scope -> first.evaluate(scope).truth() ? second.evaluate(scope) : otherwise.evaluate(scope);
            }
            case COALESCE -> scope -> firstAnswered(arguments, scope);
            case IS_MISSING -> scope -> Value.of(first.evaluate(scope).isEmpty());
            case MISSING_CODE -> missingCode(call.arguments().get(0));
            case NOT -> scope -> Value.of(!first.evaluate(scope).truth());
            case TRUE -> constant(Value.of(true));
            case FALSE -> constant(Value.of(false));
            case BOOLEAN -> scope -> Value.of(first.evaluate(scope).truth());
            case NUMBER -> scope -> Value.of(first.evaluate(scope).number());
            case INT -> scope -> Value.of(Operations.whole(first.evaluate(scope).number()));
            case ROUND ->
                arguments.size() == 1
                        ? scope ->
                                Value.of(Operations.round(first.evaluate(scope).number()))
                        : scope -> Value.of(Operations.round(
                                first.evaluate(scope).number(),
                                second.evaluate(scope).number()));
            case ABS -> scope -> Value.of(Math.abs(first.evaluate(scope).number()));
            case MIN -> scope -> Value.of(Operations.least(all(arguments, scope)));
            case MAX -> scope -> Value.of(Operations.greatest(all(arguments, scope)));
            case STRING -> scope -> Value.of(first.evaluate(scope).text());
            case STRING_LENGTH ->
                scope -> {
                    String text = first.evaluate(scope).text();
                    return Value.of((double) text.codePointCount(0, text.length()));
                };
            case CONCAT -> scope -> Value.of(Operations.concat(all(arguments, scope)));
            case SUBSTR -> substring(arguments);
            case CONTAINS ->
                scope -> Value.of(first.evaluate(scope)
                        .text()
                        .contains(second.evaluate(scope).text()));
            case STARTS_WITH ->
                scope -> Value.of(first.evaluate(scope)
                        .text()
                        .startsWith(second.evaluate(scope).text()));
            case ENDS_WITH ->
                scope -> Value.of(first.evaluate(scope)
                        .text()
                        .endsWith(second.evaluate(scope).text()));
            case REGEX -> regex(first, call.arguments().get(1));
            case TODAY -> Scope::today;
            case DATE -> date(first, call.arguments().get(0));
            case DECIMAL_DATE ->
                scope -> {
                    Value day = Operations.day(first.evaluate(scope));
                    return day.isEmpty() ? Value.empty() : Value.of(day.number());
                };
            case FORMAT_DATE -> formatDate(first, call.arguments().get(1));
        };
    }

    private static Node constant(Value value) {
        return scope -> value;
    }

    private static Node comparison(Node left, Node right, Comparison comparison) {
        return scope -> {
            Value a = left.evaluate(scope);
            Value b = right.evaluate(scope);
            return Value.of(comparison.holds(Operations.comparable(a, b), Operations.comparable(b, a)));
        };
    }

    private static Node arithmetic(Node left, Node right, Arithmetic arithmetic) {
        return scope -> Value.of(arithmetic.result(
                left.evaluate(scope).number(), right.evaluate(scope).number()));
    }

    private static List<Value> all(List<Node> nodes, Scope scope) {
        List<Value> values = new ArrayList<>();
        for (Node node : nodes) {
            values.add(node.evaluate(scope));
        }
        return values;
    }

    private static Value firstAnswered(List<Node> nodes, Scope scope) {
        for (Node node : nodes) {
            Value value = node.evaluate(scope);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return Value.empty();
    }

    private static Node substring(List<Node> arguments) {
        Node text = arguments.get(0);
        Node start = arguments.get(1);
        if (arguments.size() == 2) {
            return scope -> Value.of(Operations.substring(
                    text.evaluate(scope).text(), start.evaluate(scope).number(), Double.POSITIVE_INFINITY));
        }
        Node end = arguments.get(2);
        return scope -> Value.of(Operations.substring(
                text.evaluate(scope).text(),
                start.evaluate(scope).number(),
                end.evaluate(scope).number()));
    }

    private Node regex(Node text, Expression pattern) {
        if (!(pattern instanceof TextLiteral literal)) {
            return fault(pattern.place(), "The pattern of regex must be a text in quotes.", "Write it as '…'.");
        }
        try {
            Pattern parsed = Pattern.parse(literal.value());
            return scope -> Value.of(parsed.matches(text.evaluate(scope).text()));
        } catch (IllegalArgumentException refused) {
            return fault(
                    literal.place(),
                    "Pattern '" + literal.value() + "': " + refused.getMessage(),
                    "docs/formats.md lists what a pattern may hold.");
        }
    }

    private Node date(Node value, Expression argument) {
        if (argument instanceof TextLiteral literal && Days.parse(literal.value()) == Days.NONE) {
            return fault(literal.place(), "There is no day '" + literal.value() + "'.", "Write it as '2026-11-21'.");
        }
        return scope -> Operations.day(value.evaluate(scope));
    }

    private Node formatDate(Node day, Expression format) {
        if (!(format instanceof TextLiteral literal)) {
            return fault(
                    format.place(), "The format of format-date must be a text in quotes.", "For instance '%d/%m/%Y'.");
        }
        String unknown = Days.unknownCode(literal.value());
        if (!unknown.isEmpty()) {
            return fault(
                    literal.place(),
                    "Unknown code " + unknown + " in the format of a date.",
                    "Use %Y %y %m %n %d %e %%.");
        }
        return scope -> Value.of(Operations.formatDay(day.evaluate(scope), literal.value()));
    }

    private Node missingCode(Expression argument) {
        if (!(argument instanceof Reference reference)) {
            return fault(argument.place(), "missing-code takes a question.", "Write missing-code(${name}).");
        }
        return slot(reference)
                .map(found -> {
                    int slot = found;
                    return (Node) scope -> Value.of(scope.missingCode(slot));
                })
                .orElse(NOTHING);
    }

    /** ODK writes the question as a text, '${name}'; without quotes is taken as well. */
    private Node choiceName(Node choice, Expression question) {
        Expression named = question;
        if (question instanceof TextLiteral literal) {
            String text = literal.value();
            if (text.startsWith("${") && text.endsWith("}")) {
                named = new Reference(Words.trim(text.substring(2, text.length() - 1)), literal.place());
            }
        }
        if (!(named instanceof Reference reference)) {
            return fault(
                    question.place(),
                    "jr:choice-name takes the question as its second argument.",
                    "Write jr:choice-name(${name}, '${name}').");
        }
        return slot(reference)
                .map(found -> {
                    int slot = found;
                    return (Node) scope -> Value.of(scope.choiceLabel(
                            slot, Words.trim(choice.evaluate(scope).text())));
                })
                .orElse(NOTHING);
    }

    private Optional<Integer> slot(Reference reference) {
        Integer slot = slots.get(reference.name());
        if (slot == null) {
            faults.add(
                    reference.place(),
                    "There is no question ${" + reference.name() + "}.",
                    "References are to the names of questions."
                            + JsonFields.suggestion(reference.name(), slots.keySet()));
        }
        return Optional.ofNullable(slot);
    }

    private Node fault(Place place, String message, String remedy) {
        faults.add(place, message, remedy);
        return NOTHING;
    }

    /** A comparison of two numbers. */
    private interface Comparison {
        boolean holds(double a, double b);
    }

    /** An operation on two numbers. */
    private interface Arithmetic {
        double result(double a, double b);
    }
}
