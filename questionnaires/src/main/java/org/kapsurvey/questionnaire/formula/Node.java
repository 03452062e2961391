package org.kapsurvey.questionnaire.formula;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Operations;
import org.kapsurvey.questionnaire.value.Pattern;
import org.kapsurvey.questionnaire.value.Value;
import org.kapsurvey.questionnaire.value.Words;

/** One node of a compiled expression. One class with a switch: a class for each operation is much larger in a browser. */
final class Node {
    private final Op op;
    private final Node[] arguments;
    /** Of a constant; of arguments that are a plain number or text, such as a slot, too. */
    private final Value constant;

    private final int number;
    private final @Nullable Pattern pattern;

    private Node(Op op, Node[] arguments, Value constant, int number, @Nullable Pattern pattern) {
        this.op = op;
        this.arguments = arguments;
        this.constant = constant;
        this.number = number;
        this.pattern = pattern;
    }

    static Node of(Json code) {
        if (!(code instanceof JsonArray list)) {
            return constant(code);
        }
        List<Json> parts = list.items();
        Op op = Op.of(((JsonText) parts.get(0)).value());
        Pattern pattern = op == Op.REGEX ? Pattern.of((JsonArray) parts.get(2)) : null;
        Node[] arguments = new Node[pattern == null ? parts.size() - 1 : 1];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = of(parts.get(i + 1));
        }
        boolean leads = op == Op.ANSWER || op == Op.ANSWERS || op == Op.ROWS || op == Op.MISSING_CODE;
        boolean numbered = leads || op == Op.CHOICE_NAME || op == Op.INDEXED;
        return new Node(op, arguments, Value.empty(), numbered ? arguments[0].number : 0, pattern);
    }

    private static Node constant(Json code) {
        Value value = code instanceof JsonText text
                ? Value.of(text.value())
                : code instanceof JsonNumber number
                        ? Value.of(number.value())
                        : Value.of(code instanceof JsonBoolean truth && truth.value());
        boolean small = code instanceof JsonNumber number && Math.abs(number.value()) < 1e6;
        return new Node(Op.CONSTANT, new Node[0], value, small ? (int) value.number() : 0, null);
    }

    Value evaluate(Scope scope) {
        return switch (op) {
            case CONSTANT -> constant;
            case ANSWER -> scope.answer(number);
            case OR -> Value.of(truth(0, scope) || truth(1, scope));
            case AND -> Value.of(truth(0, scope) && truth(1, scope));
            case EQUAL -> Value.of(Operations.equal(value(0, scope), value(1, scope)));
            case NOT_EQUAL -> Value.of(!Operations.equal(value(0, scope), value(1, scope)));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> compared(value(0, scope), value(1, scope));
            case PLUS -> Value.of(number(0, scope) + number(1, scope));
            case MINUS -> Value.of(number(0, scope) - number(1, scope));
            case TIMES -> Value.of(number(0, scope) * number(1, scope));
            case DIVIDE -> Value.of(number(0, scope) / number(1, scope));
            case MODULO -> Value.of(number(0, scope) % number(1, scope));
            case NEGATION -> Value.of(-number(0, scope));
            case ROWS -> Value.of((double) scope.rows(number));
            case ATTRIBUTE -> Value.of(scope.attribute(text(0, scope)));
            case SELF -> scope.self();
            case SELECTED -> Value.of(Operations.selected(text(0, scope), text(1, scope)));
            case COUNT_SELECTED -> Value.of((double) Words.of(text(0, scope)).size());
            case CHOICE_NAME -> Value.of(scope.choiceLabel(number, Words.trim(text(1, scope))));
            case IF -> truth(0, scope) ? value(1, scope) : value(2, scope);
            case COALESCE -> firstAnswered(scope);
            case IS_MISSING -> Value.of(value(0, scope).isEmpty());
            case MISSING_CODE -> Value.of(scope.missingCode(number));
            case NOT -> Value.of(!truth(0, scope));
            case BOOLEAN -> Value.of(truth(0, scope));
            case NUMBER -> Value.of(number(0, scope));
            case INT -> Value.of(Operations.whole(number(0, scope)));
            case ROUND ->
                Value.of(
                        arguments.length == 1
                                ? Operations.round(number(0, scope))
                                : Operations.round(number(0, scope), number(1, scope)));
            case ABS -> Value.of(Math.abs(number(0, scope)));
            case MIN -> Value.of(Operations.least(all(0, scope)));
            case MAX -> Value.of(Operations.greatest(all(0, scope)));
            case SUM -> Value.of(Operations.sum(all(0, scope)));
            case COUNT -> Value.of((double) all(0, scope).size());
            case COUNT_NON_EMPTY -> Value.of((double) answered(scope));
            case JOIN -> Value.of(Operations.join(text(0, scope), all(1, scope)));
            case POSITION -> Value.of((double) scope.position());
            case INDEXED -> indexed(scope);
            case STRING -> Value.of(text(0, scope));
            case STRING_LENGTH -> length(text(0, scope));
            case CONCAT -> Value.of(Operations.concat(all(0, scope)));
            case SUBSTR ->
                Value.of(Operations.substring(
                        text(0, scope),
                        number(1, scope),
                        arguments.length == 2 ? Double.POSITIVE_INFINITY : number(2, scope)));
            case CONTAINS -> Value.of(text(0, scope).contains(text(1, scope)));
            case STARTS_WITH -> Value.of(text(0, scope).startsWith(text(1, scope)));
            case ENDS_WITH -> Value.of(text(0, scope).endsWith(text(1, scope)));
            case REGEX -> Value.of(pattern != null && pattern.matches(text(0, scope)));
            case TODAY -> scope.today();
            case DATE -> Operations.day(value(0, scope));
            case DECIMAL_DATE -> {
                Value day = Operations.day(value(0, scope));
                yield day.isEmpty() ? Value.empty() : Value.of(day.number());
            }
            case FORMAT_DATE -> Value.of(Operations.formatDay(value(0, scope), text(1, scope)));
            case ANSWERS -> Value.empty();
        };
    }

    private Value value(int argument, Scope scope) {
        return arguments[argument].evaluate(scope);
    }

    private double number(int argument, Scope scope) {
        return arguments[argument].evaluate(scope).number();
    }

    private String text(int argument, Scope scope) {
        return arguments[argument].evaluate(scope).text();
    }

    private boolean truth(int argument, Scope scope) {
        return arguments[argument].evaluate(scope).truth();
    }

    private Value compared(Value left, Value right) {
        double a = Operations.comparable(left, right);
        double b = Operations.comparable(right, left);
        return Value.of(op == Op.LESS ? a < b : op == Op.LESS_OR_EQUAL ? a <= b : op == Op.GREATER ? a > b : a >= b);
    }

    /** The arguments' values from one on; of a question in all rows, each of its answers. */
    private List<Value> all(int first, Scope scope) {
        List<Value> values = new ArrayList<>();
        for (int i = first; i < arguments.length; i++) {
            if (arguments[i].op == Op.ANSWERS) {
                values.addAll(scope.answers(arguments[i].number));
            } else {
                values.add(arguments[i].evaluate(scope));
            }
        }
        return values;
    }

    private int answered(Scope scope) {
        int count = 0;
        for (Value value : all(0, scope)) {
            count += value.isEmpty() ? 0 : 1;
        }
        return count;
    }

    private Value firstAnswered(Scope scope) {
        for (Node argument : arguments) {
            Value value = argument.evaluate(scope);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return Value.empty();
    }

    private static Value length(String text) {
        return Value.of((double) text.codePointCount(0, text.length()));
    }

    /** The slot, then a repeat and a position for each level. */
    private Value indexed(Scope scope) {
        int levels = (arguments.length - 1) / 2;
        int[] repeats = new int[levels];
        double[] positions = new double[levels];
        for (int i = 0; i < levels; i++) {
            repeats[i] = arguments[1 + 2 * i].number;
            positions[i] = number(2 + 2 * i, scope);
        }
        return scope.indexed(number, repeats, positions);
    }
}
