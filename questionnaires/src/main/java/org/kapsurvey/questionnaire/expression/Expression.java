package org.kapsurvey.questionnaire.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/** A parsed expression. Each node knows the place of its first character. Immutable. */
public sealed interface Expression {
    Place place();

    <R> R accept(Visitor<R> visitor);

    /** A number such as {@code 15} or {@code 0.5}; never negative, never NaN. */
    record NumberLiteral(double value, Place place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.number(this);
        }
    }

    /** A text in single or double quotes. */
    record TextLiteral(String value, Place place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }
    }

    /** {@code ${name}}: the answer to a question, or a column. */
    record Reference(String name, Place place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reference(this);
        }
    }

    /** {@code .}: the answer to the question that the expression belongs to. */
    record Self(Place place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.self(this);
        }
    }

    /** A bare name: a column of the choice that a {@code choice_filter} looks at. Only {@link #parseFilter} makes it. */
    record Attribute(String name, Place place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.attribute(this);
        }
    }

    /** {@code ..}: the row of the repeat that the expression stands in; only as the argument of {@code position}. */
    record RowItself(Place place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rowItself(this);
        }
    }

    /** Unary minus. */
    record Negation(Expression operand, Place place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negation(this);
        }
    }

    /** An operator between two operands; its place is that of the left one. */
    record Binary(Operator operator, Expression left, Expression right, Place place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(this);
        }
    }

    /** A call of a known function with a permitted number of arguments. */
    record Call(Function function, List<Expression> arguments, Place place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /** What to do with each kind of node: the way to evaluate or compile a tree. */
    interface Visitor<R> {
        R number(NumberLiteral literal);

        R text(TextLiteral literal);

        R reference(Reference reference);

        R self(Self self);

        R attribute(Attribute attribute);

        R rowItself(RowItself row);

        R negation(Negation negation);

        R binary(Binary binary);

        R call(Call call);
    }

    /**
     * Parses an expression. Nothing is returned if it is wrong, and the faults are added: one for the first syntax error,
     * and every unknown function or wrong number of arguments before it.
     *
     * @param start place of the first character of the text
     */
    static Optional<Expression> parse(String text, Place start, Faults faults) {
        return ExpressionParser.parse(text, start, true, false, faults);
    }

    /** The same of a JSON text. If it was written with escapes, every fault is at its opening quote. */
    static Optional<Expression> parse(JsonText text, Faults faults) {
        return ExpressionParser.parse(text.value(), text.placeOf(0), text.plain(), false, faults);
    }

    /** The same of a {@code choice_filter}, in which a bare name is a column of the choice. */
    static Optional<Expression> parseFilter(JsonText text, Faults faults) {
        return ExpressionParser.parse(text.value(), text.placeOf(0), text.plain(), true, faults);
    }

    /** The references of a text that was refused as an expression, as far as it can be read. */
    static List<Reference> referencesOfRefused(JsonText text) {
        return ExpressionParser.references(text);
    }

    /** The references in the order of the text, each name once, with its first place. */
    static List<Reference> references(Expression expression) {
        return References.of(expression);
    }

    /** The names of the references in the order of the text. */
    static Set<String> names(Expression expression) {
        Set<String> names = new LinkedHashSet<>();
        for (Reference reference : references(expression)) {
            names.add(reference.name());
        }
        return names;
    }
}
