package org.kapsurvey.questionnaire.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Words;

/**
 * Finds two comparisons, joined by {@code and}, that never hold at once, whatever is answered: {@code ${age} > 60 and ${age} < 20},
 * {@code . > ${n} and ${n} > .}, {@code ${sex} = 'male' and ${sex} = 'female'}, something and {@code not()} of it. Two are enough: limits
 * on a line that have nothing in common are some two of them. Nothing is told of comparisons that only the kinds of their questions
 * contradict.
 */
public final class Contradiction extends Walk {
    private final Set<String> truths;
    private final Faults faults;

    /** Chains within a chain were looked at with the whole. */
    private boolean inside;

    private Contradiction(Set<String> truths, Faults faults) {
        this.truths = truths;
        this.faults = faults;
    }

    /**
     * Adds one fault for each chain of {@code and} that never holds.
     *
     * @param truths the names of what may be true or false itself: truths equal every text
     */
    public static void check(Expression expression, Set<String> truths, Faults faults) {
        expression.accept(new Contradiction(truths, faults));
    }

    @Override
    public Boolean binary(Binary binary) {
        boolean chain = binary.operator() == Operator.AND;
        if (chain && !inside) {
            List<Part> parts = new ArrayList<>();
            split(binary, parts);
            first(parts);
        }
        boolean before = inside;
        inside = chain;
        binary.left().accept(this);
        inside = chain;
        binary.right().accept(this);
        inside = before;
        return true;
    }

    @Override
    public Boolean call(Call call) {
        boolean before = inside;
        for (Expression argument : call.arguments()) {
            inside = false;
            argument.accept(this);
        }
        inside = before;
        return true;
    }

    private void split(Expression expression, List<Part> parts) {
        if (expression instanceof Binary both && both.operator() == Operator.AND) {
            split(both.left(), parts);
            split(both.right(), parts);
        } else {
            parts.add(new Part(expression, Written.of(expression), comparisons(expression)));
        }
    }

    private void first(List<Part> parts) {
        for (int i = 1; i < parts.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (exclude(parts.get(j), parts.get(i))) {
                    faults.add(
                            parts.get(i).expression.place(),
                            "\"" + parts.get(j).written + "\" and \"" + parts.get(i).written + "\" never hold at once.",
                            "Correct a limit or a code, or join the two with or.");
                    return;
                }
            }
        }
    }

    private static boolean exclude(Part one, Part other) {
        if (one.negates(other) || other.negates(one)) {
            return true;
        }
        for (Comparison a : one.comparisons) {
            for (Comparison b : other.comparisons) {
                if (a.subject.equals(b.subject) && exclude(a, b)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean exclude(Comparison a, Comparison b) {
        if (a.written.equals(b.written)
                && (excludeOfTheSame(a.operator, b.operator) || excludeOfTheSame(b.operator, a.operator))) {
            return true;
        }
        if (a.operator == Operator.NOT_EQUAL || b.operator == Operator.NOT_EQUAL) {
            return false;
        }
        boolean equal = a.operator == Operator.EQUAL || b.operator == Operator.EQUAL;
        if (equal && !a.isPlain) {
            return false;
        }
        if (a.limit.isNumber() && b.limit.isNumber()) {
            return isApart(a.operator, a.limit.number, b.operator, b.limit.number);
        }
        if (a.limit.isDay() && b.limit.isDay()) {
            // Of texts that equal two texts of one day no text is both.
            return isApart(a.operator, a.limit.day, b.operator, b.limit.day);
        }
        if (a.written.equals(b.written) && a.operator == b.operator) {
            return false;
        }
        // A text beside a limit that it is no part of: no number, and not the other text.
        return (a.isWord() && (b.limit.isText || b.limit.isNumber()))
                || (b.isWord() && (a.limit.isText || a.limit.isNumber()));
    }

    private static boolean excludeOfTheSame(Operator one, Operator other) {
        return switch (one) {
            case EQUAL -> other == Operator.NOT_EQUAL;
            case LESS -> other == Operator.GREATER || other == Operator.GREATER_OR_EQUAL;
            case GREATER -> other == Operator.LESS_OR_EQUAL;
            default -> false;
        };
    }

    /** Whether no number is on its side of both limits. */
    private static boolean isApart(Operator one, double limit, Operator other, double otherLimit) {
        double least = least(one, limit);
        double otherLeast = least(other, otherLimit);
        least = least < otherLeast ? otherLeast : least;
        double most = most(one, limit);
        double otherMost = most(other, otherLimit);
        most = most > otherMost ? otherMost : most;
        boolean open = (one == Operator.GREATER && limit == least)
                || (other == Operator.GREATER && otherLimit == least)
                || (one == Operator.LESS && limit == most)
                || (other == Operator.LESS && otherLimit == most);
        return least > most || (least == most && open);
    }

    private static double least(Operator operator, double limit) {
        return operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL ? Double.NEGATIVE_INFINITY : limit;
    }

    private static double most(Operator operator, double limit) {
        return operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL ? Double.POSITIVE_INFINITY : limit;
    }

    /** A comparison from both its sides; none of anything else. */
    private List<Comparison> comparisons(Expression expression) {
        if (!(expression instanceof Binary binary)
                || !(binary.operator().isOrder() || binary.operator().isEquality())) {
            return List.of();
        }
        return List.of(
                comparison(binary.left(), binary.operator(), binary.right()),
                comparison(binary.right(), binary.operator().mirrored(), binary.left()));
    }

    private Comparison comparison(Expression subject, Operator operator, Expression limit) {
        boolean plain = subject instanceof Self
                || (subject instanceof Reference reference && !truths.contains(reference.name()));
        return new Comparison(Written.of(subject), plain, operator, Written.of(limit), Limit.of(limit));
    }

    /** What must hold beside others. */
    private record Part(Expression expression, String written, List<Comparison> comparisons) {
        private boolean negates(Part other) {
            return written.equals("not(" + other.written + ")");
        }
    }

    /**
     * What a comparison says of its one side.
     *
     * @param isPlain whether the side is an answer and no truth
     */
    private record Comparison(String subject, boolean isPlain, Operator operator, String written, Limit limit) {
        /** Whether it says that the answer is a text that is neither a number nor a day. */
        private boolean isWord() {
            return operator == Operator.EQUAL && limit.isText && !limit.isNumber() && !limit.isDay();
        }
    }

    /**
     * What a constant is as a number and as a day, NaN where it is none.
     *
     * @param isText whether it stands in quotes
     */
    private record Limit(double number, double day, boolean isText) {
        private static final Limit NONE = new Limit(Double.NaN, Double.NaN, false);

        static Limit of(Expression expression) {
            if (expression instanceof NumberLiteral literal) {
                return new Limit(literal.value(), Double.NaN, false);
            }
            if (expression instanceof Negation negation && negation.operand() instanceof NumberLiteral literal) {
                return new Limit(-literal.value(), Double.NaN, false);
            }
            if (expression instanceof TextLiteral literal) {
                String word = Words.trim(literal.value());
                int day = Days.parse(word);
                return new Limit(Numbers.parse(word), day == Days.NONE ? Double.NaN : day, true);
            }
            if (expression instanceof Call call
                    && call.function() == Function.DATE
                    && call.arguments().get(0) instanceof TextLiteral literal) {
                int day = Days.parse(Words.trim(literal.value()));
                return new Limit(Double.NaN, day == Days.NONE ? Double.NaN : day, false);
            }
            return NONE;
        }

        boolean isNumber() {
            return !Double.isNaN(number);
        }

        boolean isDay() {
            return !Double.isNaN(day);
        }
    }
}
