package org.kapsurvey.questionnaire.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression.Attribute;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.RowItself;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Token.Kind;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** A precedence climber over the operators' strengths. The caps keep evaluation within a browser's stack. */
final class ExpressionParser {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 64;
    /** Nodes from the root to the farthest leaf; a chain of operators is a tree as high as it is long. */
    private static final int HIGHEST = 500;

    private final String text;
    private final Place start;
    private final boolean placesKnown;
    private final boolean namesAttributes;
    private final Faults faults;
    private final Lexer lexer;
    private Token token = new Token(Kind.END, "", 0);
    private int countedUnits;
    private int countedPoints;
    private boolean refused;
    /** Of the tree that was parsed last. */
    private int height;

    private ExpressionParser(String text, Place start, boolean placesKnown, boolean namesAttributes, Faults faults) {
        this.text = text;
        this.start = start;
        this.placesKnown = placesKnown;
        this.namesAttributes = namesAttributes;
        this.faults = faults;
        this.lexer = new Lexer(text);
    }

    /** @param namesAttributes whether a bare name is a column of a choice */
    static Optional<Expression> parse(
            String text, Place start, boolean placesKnown, boolean namesAttributes, Faults faults) {
        ExpressionParser parser = new ExpressionParser(text, start, placesKnown, namesAttributes, faults);
        if (text.length() > LONGEST) {
            faults.add(
                    start,
                    "The expression is longer than 10,000 characters.",
                    "Split it into several, each with a name of its own.");
            return Optional.empty();
        }
        try {
            Expression expression = parser.whole();
            return parser.refused ? Optional.empty() : Optional.of(expression);
        } catch (SyntaxFault fault) {
            faults.add(parser.place(fault.offset()), fault.message(), fault.remedy());
            return Optional.empty();
        }
    }

    /** The references of a text that need not be an expression, up to what can't be cut into words. */
    static List<Reference> references(JsonText text) {
        List<Reference> references = new ArrayList<>();
        Lexer lexer = new Lexer(text.value());
        try {
            for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
                if (token.kind() == Kind.REFERENCE) {
                    int points = text.value().codePointCount(0, token.offset());
                    references.add(new Reference(token.text(), text.placeOf(points)));
                }
            }
        } catch (SyntaxFault told) {
            return references;
        }
        return references;
    }

    private Expression whole() throws SyntaxFault {
        advance();
        if (token.kind() == Kind.END) {
            throw new SyntaxFault(0, "The expression is empty.", "Write an expression, or remove the key.");
        }
        Expression expression = expression(1, 1);
        if (token.is(")")) {
            throw new SyntaxFault(token.offset(), "This closing bracket has no opening one.", "Remove it.");
        }
        if (token.kind() != Kind.END) {
            throw new SyntaxFault(
                    token.offset(),
                    "An operator must stand here, found " + found() + ".",
                    "Join the " + "parts with and, or, =, !=, <, <=, >, >=, +, -, *, div or mod.");
        }
        return expression;
    }

    private Expression expression(int weakest, int depth) throws SyntaxFault {
        Expression left = operand(depth);
        int reached = height;
        while (true) {
            Operator operator = operator();
            if (operator == null || operator.strength() < weakest) {
                height = reached;
                return left;
            }
            int at = token.offset();
            advance();
            Expression right = expression(operator.strength() + 1, depth);
            reached = 1 + Math.max(reached, height);
            if (reached > HIGHEST) {
                throw tooHigh(at);
            }
            left = new Binary(operator, left, right, left.place());
        }
    }

    private Expression operand(int depth) throws SyntaxFault {
        if (depth > DEEPEST) {
            throw new SyntaxFault(
                    token.offset(),
                    "Brackets are nested deeper than 64.",
                    "Split the expression into several, each with a name of its own.");
        }
        Token first = token;
        Place place = place(first.offset());
        height = 1;
        switch (first.kind()) {
            case NUMBER -> {
                advance();
                return new NumberLiteral(number(first), place);
            }
            case TEXT -> {
                advance();
                return new TextLiteral(first.text(), place);
            }
            case REFERENCE -> {
                advance();
                return new Reference(first.text(), place);
            }
            case NAME -> {
                return call(first, place, depth);
            }
            default -> {
                return bracketed(first, place, depth);
            }
        }
    }

    private Expression bracketed(Token first, Place place, int depth) throws SyntaxFault {
        if (first.is(".")) {
            advance();
            return new Self(place);
        }
        if (first.is("-")) {
            advance();
            Expression operand = operand(depth + 1);
            height++;
            return new Negation(operand, place);
        }
        if (first.is("(")) {
            advance();
            Expression inner = expression(1, depth + 1);
            close(first);
            return inner;
        }
        if (first.is("..")) {
            throw new SyntaxFault(
                    first.offset(), "The path .. stands only in position(..).", "Write ${name} for an answer.");
        }
        throw new SyntaxFault(
                first.offset(),
                "A value must stand here, found " + found() + ".",
                "Write a question as " + "${name}, a text in quotes, a number or a function.");
    }

    private Expression call(Token name, Place place, int depth) throws SyntaxFault {
        advance();
        if (!token.is("(")) {
            if (namesAttributes) {
                return new Attribute(name.text(), place);
            }
            throw new SyntaxFault(
                    name.offset(),
                    "The word " + name.text() + " can't stand alone.",
                    "Write a question as "
                            + "${" + name.text() + "}, a text in quotes as '" + name.text()
                            + "', a function with brackets as "
                            + name.text() + "(…).");
        }
        Function function = Function.of(name.text());
        if (function == null) {
            refuse(name, place);
        }
        Token bracket = token;
        advance();
        List<Expression> arguments = new ArrayList<>();
        int highest = 0;
        while (!token.is(")")) {
            if (!arguments.isEmpty()) {
                if (!token.is(",")) {
                    break;
                }
                advance();
            }
            if (function == Function.POSITION && token.is("..")) {
                arguments.add(new RowItself(place(token.offset())));
                height = 1;
                advance();
            } else {
                arguments.add(expression(1, depth + 1));
            }
            highest = Math.max(highest, height);
        }
        close(bracket);
        height = 1 + highest;
        if (height > HIGHEST) {
            throw tooHigh(name.offset());
        }
        if (function == null) {
            return new TextLiteral("", place);
        }
        int count = arguments.size();
        if (count < function.fewestArguments() || count > function.mostArguments()) {
            refused = true;
            faults.add(
                    place,
                    "The function " + name.text() + " takes " + permitted(function) + ", found " + String.valueOf(count)
                            + ".",
                    "");
        }
        return new Call(function, arguments, place);
    }

    private static SyntaxFault tooHigh(int offset) {
        return new SyntaxFault(
                offset,
                "More than 500 operators in a row or inside each other.",
                "Split the expression into calculate " + "questions.");
    }

    private void refuse(Token name, Place place) {
        refused = true;
        String reason = Function.refusal(name.text());
        if (reason != null) {
            faults.add(
                    place,
                    "The function " + name.text() + " " + reason + ".",
                    "Use one of " + JsonFields.listed(Function.names()) + ".");
        } else {
            faults.add(
                    place,
                    "Unknown function " + name.text() + ".",
                    "Use one of " + JsonFields.listed(Function.names()) + "."
                            + JsonFields.suggestion(name.text(), Function.names()));
        }
    }

    private static String permitted(Function function) {
        int fewest = function.fewestArguments();
        int most = function.mostArguments();
        if (fewest == most) {
            return fewest == 0 ? "no arguments" : fewest == 1 ? "1 argument" : String.valueOf(fewest) + " arguments";
        }
        return most == Function.ANY
                ? "at least " + String.valueOf(fewest) + (fewest == 1 ? " argument" : " arguments")
                : String.valueOf(fewest) + " or " + String.valueOf(most) + " arguments";
    }

    private void close(Token bracket) throws SyntaxFault {
        if (token.is(")")) {
            advance();
            return;
        }
        if (token.kind() == Kind.END) {
            throw new SyntaxFault(bracket.offset(), "This opening bracket has no closing one.", "Close it with ).");
        }
        throw new SyntaxFault(
                token.offset(),
                "An operator or a closing bracket must stand here, found " + found() + ".",
                "Arguments of a function are parted by commas.");
    }

    /** The operator at the token; null if there is none. */
    private @Nullable Operator operator() {
        if (token.kind() == Kind.NAME || token.kind() == Kind.SIGN) {
            for (Operator operator : Operator.values()) {
                if (operator.sign().equals(token.text())) {
                    return operator;
                }
            }
        }
        return null;
    }

    private static double number(Token token) throws SyntaxFault {
        String written = token.text();
        int first = 0;
        while (first < written.length() - 1 && written.charAt(first) == '0' && written.charAt(first + 1) != '.') {
            first++;
        }
        String plain = written.substring(first);
        plain = plain.startsWith(".") ? "0" + plain : plain.endsWith(".") ? plain + "0" : plain;
        double value = Numbers.parse(plain);
        if (value == Double.POSITIVE_INFINITY) {
            throw new SyntaxFault(token.offset(), "The number is too large.", "The largest is about 1.797e308.");
        }
        return value;
    }

    private String found() {
        return switch (token.kind()) {
            case END -> "the end";
            case TEXT -> "the text '" + token.text() + "'";
            case REFERENCE -> "${" + token.text() + "}";
            case NUMBER, NAME, SIGN -> token.text();
        };
    }

    private void advance() throws SyntaxFault {
        token = lexer.next();
    }

    /** Offsets come in rising order but for faults, so code points are counted on from the last place asked for. */
    private Place place(int offset) {
        if (!placesKnown) {
            return start;
        }
        if (offset < countedUnits) {
            countedUnits = 0;
            countedPoints = 0;
        }
        countedPoints += text.codePointCount(countedUnits, offset);
        countedUnits = offset;
        return start.plus(countedPoints);
    }
}
