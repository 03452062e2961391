package org.kapsurvey.questionnaire.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
 * {@code . > ${n} and ${n} > .}, {@code ${sex} = 'male' and selected(${sex}, 'female')}, something and {@code not()} of it. Two are
 * enough: limits on a line that have nothing in common are some two of them.
 */
public final class Contradiction extends Walk {
    /** The name under which the answer {@code .} is known. */
    public static final String SELF = ".";

    private final Map<String, Known> known;
    private final Faults faults;

    /** Chains within a chain were looked at with the whole. */
    private boolean inside;

    /** What is known of an answer before it is given. */
    public enum Known {
        /** It may be true or false itself: truths equal every text. */
        TRUTH,
        /** It is one code, so that {@code selected(q, 'code')} says that it is this one. */
        CODE,
        /** It is a whole number: between 17 and 18 there is none. */
        WHOLE
    }

    private Contradiction(Map<String, Known> known, Faults faults) {
        this.known = known;
        this.faults = faults;
    }

    /**
     * Adds one fault for each chain of {@code and} that never holds.
     *
     * @param known what is known of answers, by the names of their questions and {@link #SELF}
     */
    public static void check(Expression expression, Map<String, Known> known, Faults faults) {
        expression.accept(new Contradiction(known, faults));
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
            parts.add(new Part(expression, Written.of(expression), comparisons(expression), selection(expression)));
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
        if (one.negates(other) || other.negates(one) || one.isOtherCode(other) || other.isOtherCode(one)) {
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
            return isApart(a.operator, a.limit.number, b.operator, b.limit.number, a.isWhole);
        }
        if (a.limit.isDay() && b.limit.isDay()) {
            // Of texts that equal two texts of one day no text is both.
            return isApart(a.operator, a.limit.day, b.operator, b.limit.day, false);
        }
        if (a.written.equals(b.written) && a.operator == b.operator) {
            return false;
        }
        // A text beside a limit that it is no part of: no number, and not the other text.
        return (a.isWord() && (b.limit.isText() || b.limit.isNumber()))
                || (b.isWord() && (a.limit.isText() || a.limit.isNumber()));
    }

    private static boolean excludeOfTheSame(Operator one, Operator other) {
        return switch (one) {
            case EQUAL -> other == Operator.NOT_EQUAL;
            case LESS -> other == Operator.GREATER || other == Operator.GREATER_OR_EQUAL;
            case GREATER -> other == Operator.LESS_OR_EQUAL;
            default -> false;
        };
    }

    /** Whether no number, or no whole one, is on its side of both limits. */
    private static boolean isApart(Operator one, double limit, Operator other, double otherLimit, boolean whole) {
        double least = least(one, limit, whole);
        double otherLeast = least(other, otherLimit, whole);
        least = least < otherLeast ? otherLeast : least;
        double most = most(one, limit, whole);
        double otherMost = most(other, otherLimit, whole);
        most = most > otherMost ? otherMost : most;
        boolean open = (one == Operator.GREATER && limit == least)
                || (other == Operator.GREATER && otherLimit == least)
                || (one == Operator.LESS && limit == most)
                || (other == Operator.LESS && otherLimit == most);
        return least > most || (least == most && open);
    }

    private static double least(Operator operator, double limit, boolean whole) {
        return switch (operator) {
            case LESS, LESS_OR_EQUAL -> Double.NEGATIVE_INFINITY;
            case GREATER -> whole ? Math.floor(limit) + 1 : limit;
            default -> whole ? Math.ceil(limit) : limit;
        };
    }

    private static double most(Operator operator, double limit, boolean whole) {
        return switch (operator) {
            case GREATER, GREATER_OR_EQUAL -> Double.POSITIVE_INFINITY;
            case LESS -> whole ? Math.ceil(limit) - 1 : limit;
            default -> whole ? Math.floor(limit) : limit;
        };
    }

    /** A comparison from both its sides, or the code that an answer of one code is or is not; none of anything else. */
    private List<Comparison> comparisons(Expression expression) {
        if (expression instanceof Binary binary
                && (binary.operator().isOrder() || binary.operator().isEquality())) {
            return List.of(
                    comparison(binary.left(), binary.operator(), binary.right()),
                    comparison(binary.right(), binary.operator().mirrored(), binary.left()));
        }
        Selection selection = selection(expression);
        return selection != null && known(selection.of) == Known.CODE
                ? List.of(comparison(
                        selection.of,
                        selection.isChosen ? Operator.EQUAL : Operator.NOT_EQUAL,
                        new TextLiteral(selection.code, expression.place())))
                : List.of();
    }

    private Comparison comparison(Expression subject, Operator operator, Expression limit) {
        boolean whole = known(subject) == Known.WHOLE;
        return new Comparison(
                Written.of(subject), isPlain(subject), whole, operator, Written.of(limit), Limit.of(limit));
    }

    /** {@code selected(answer, 'code')} or {@code not()} of it; null of anything else. */
    private @Nullable Selection selection(Expression expression) {
        boolean negated = expression instanceof Call not && not.function() == Function.NOT;
        Expression asked = negated ? ((Call) expression).arguments().get(0) : expression;
        if (!(asked instanceof Call call)
                || call.function() != Function.SELECTED
                || !isPlain(call.arguments().get(0))
                || !(call.arguments().get(1) instanceof TextLiteral literal)) {
            return null;
        }
        String code = Words.trim(literal.value());
        return Words.of(code).size() == 1 ? new Selection(call.arguments().get(0), code, !negated) : null;
    }

    /** Whether it is an answer and no truth. */
    private boolean isPlain(Expression subject) {
        return (subject instanceof Self || subject instanceof Reference) && known(subject) != Known.TRUTH;
    }

    private @Nullable Known known(Expression subject) {
        return subject instanceof Self
                ? known.get(SELF)
                : subject instanceof Reference reference ? known.get(reference.name()) : null;
    }

    /**
     * What is said of an answer's codes.
     *
     * @param isChosen whether the code must be among them; else it must not
     */
    private record Selection(Expression of, String code, boolean isChosen) {}

    /** What must hold beside others. */
    private record Part(
            Expression expression,
            String written,
            List<Comparison> comparisons,
            @Nullable Selection selection) {
        private boolean negates(Part other) {
            return written.equals("not(" + other.written + ")");
        }

        /** Whether the other says that the answer is a text that does not hold this code, or holds the one that it must not. */
        private boolean isOtherCode(Part other) {
            if (selection == null) {
                return false;
            }
            String subject = Written.of(selection.of);
            for (Comparison comparison : other.comparisons) {
                String text = comparison.limit.text;
                if (text != null
                        && comparison.isWord()
                        && comparison.subject.equals(subject)
                        && Words.of(text).contains(selection.code) != selection.isChosen) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * What a comparison says of its one side.
     *
     * @param isPlain whether the side is an answer and no truth
     * @param isWhole whether it is a whole number
     */
    private record Comparison(
            String subject, boolean isPlain, boolean isWhole, Operator operator, String written, Limit limit) {
        /** Whether it says that the answer is a text that is neither a number nor a day. */
        private boolean isWord() {
            return operator == Operator.EQUAL && limit.isText() && !limit.isNumber() && !limit.isDay();
        }
    }

    /**
     * What a constant is as a number and as a day, NaN where it is none.
     *
     * @param text what stands in quotes; null of what doesn't
     */
    private record Limit(
            double number, double day, @Nullable String text) {
        private static final Limit NONE = new Limit(Double.NaN, Double.NaN, null);

        static Limit of(Expression expression) {
            if (expression instanceof NumberLiteral literal) {
                return new Limit(literal.value(), Double.NaN, null);
            }
            if (expression instanceof Negation negation && negation.operand() instanceof NumberLiteral literal) {
                return new Limit(-literal.value(), Double.NaN, null);
            }
            if (expression instanceof TextLiteral literal) {
                String word = Words.trim(literal.value());
                int day = Days.parse(word);
                return new Limit(Numbers.parse(word), day == Days.NONE ? Double.NaN : day, literal.value());
            }
            if (expression instanceof Call call
                    && call.function() == Function.DATE
                    && call.arguments().get(0) instanceof TextLiteral literal) {
                int day = Days.parse(Words.trim(literal.value()));
                return new Limit(Double.NaN, day == Days.NONE ? Double.NaN : day, null);
            }
            return NONE;
        }

        boolean isText() {
            return text != null;
        }

        boolean isNumber() {
            return !Double.isNaN(number);
        }

        boolean isDay() {
            return !Double.isNaN(day);
        }
    }
}
