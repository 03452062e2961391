package org.kapsurvey.questionnaire.expression;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * Finds what stands where a condition must and is none: the {@code 'dk'} of {@code ${heard} = 'yes' or 'dk'}, which always holds, and
 * a question with choices or a calculation of texts by itself, which holds whatever was chosen, a no as well, and so does an {@code if}
 * of texts. In plans what is a number of many by itself, too: every one but 0 holds.
 */
public final class NoCondition extends Walk {
    private final Set<String> coded;
    /** Null where numbers may stand as conditions. */
    private final @Nullable Set<String> numbers;

    private final Faults faults;

    private NoCondition(Set<String> coded, @Nullable Set<String> numbers, Faults faults) {
        this.coded = coded;
        this.numbers = numbers;
        this.faults = faults;
    }

    /**
     * Adds a fault for each.
     *
     * @param condition whether the whole is a condition, and not only what is joined in it
     * @param coded the names of questions with choices and of calculations of texts, and {@link Contradiction#SELF} if the answer is
     *     to such a question
     */
    public static void check(Expression expression, boolean condition, Set<String> coded, Faults faults) {
        check(expression, condition, new NoCondition(coded, null, faults));
    }

    /**
     * The same in a plan, where numbers are none either, read or computed. What is 1 or 0 is a truth: it may be multiplied with others,
     * and taken from 1; a sum of truths says nothing of how many of them must hold.
     *
     * @param numbers the names of what is points or another number of many, or has codes that are such numbers
     */
    public static void check(
            Expression expression, boolean condition, Set<String> coded, Set<String> numbers, Faults faults) {
        check(expression, condition, new NoCondition(coded, numbers, faults));
    }

    private static void check(Expression expression, boolean condition, NoCondition found) {
        // A number by itself may be meant: 1 for everybody.
        if (condition && !(expression instanceof NumberLiteral)) {
            found.condition(expression);
        }
        expression.accept(found);
    }

    @Override
    public Boolean binary(Binary binary) {
        if (binary.operator().isTruth()
                && !binary.operator().isOrder()
                && !binary.operator().isEquality()) {
            condition(binary.left());
            condition(binary.right());
        }
        return super.binary(binary);
    }

    @Override
    public Boolean call(Call call) {
        if (call.function() == Function.NOT || call.function() == Function.IF) {
            condition(call.arguments().get(0));
        }
        return super.call(call);
    }

    /** Whether it is one text or another, but never the empty one: it holds of everybody. */
    private boolean isText(Expression expression) {
        if (expression instanceof Call call && call.function() == Function.IF) {
            return isText(call.arguments().get(1)) && isText(call.arguments().get(2));
        }
        return expression instanceof Reference reference
                ? coded.contains(reference.name())
                : expression instanceof TextLiteral text && !text.value().isEmpty();
    }

    private void condition(Expression expression) {
        if (expression instanceof Call call && isText(call)) {
            // One of its texts is told for all.
            condition(call.arguments().get(1));
        } else if (expression instanceof NumberLiteral || expression instanceof TextLiteral) {
            faults.add(
                    expression.place(),
                    "Nothing is compared with " + Written.of(expression)
                            + " here: it stands as a condition of its own, the same whatever is answered.",
                    "Name the question again, as in ${q} = 'a' or ${q} = 'b'.");
        } else if ((expression instanceof Reference reference && coded.contains(reference.name()))
                || (expression instanceof Self && coded.contains(Contradiction.SELF))) {
            faults.add(
                    expression.place(),
                    "The question " + Written.of(expression)
                            + " stands as a condition of its own, which every choice meets.",
                    "Say which choice is meant, by = 'code' or selected(); whether there is an answer is not(is-missing(…)) in a plan, != '' in a form.");
        } else if (numbers != null
                && isNumber(expression, numbers)
                && !Expression.names(expression).isEmpty()) {
            faults.add(
                    expression.place(),
                    "The number " + Written.of(expression)
                            + " stands as a condition of its own, which every number but 0 meets.",
                    "Compare it with the number that is meant, as in ${n} >= 2.");
        }
    }

    /** Whether it is a number of many. Of a calculation whose values nothing tells it is not known; such may be 1 or 0. */
    private static boolean isNumber(Expression expression, Set<String> numbers) {
        if (expression instanceof Reference reference) {
            return numbers.contains(reference.name());
        }
        if (expression instanceof Negation negation) {
            return isNumber(negation.operand(), numbers);
        }
        if (expression instanceof Binary binary) {
            Expression left = binary.left();
            Expression right = binary.right();
            boolean either = isNumber(left, numbers) || isNumber(right, numbers);
            return switch (binary.operator()) {
                case PLUS -> true;
                case MINUS -> either || isLiteral(left, 1, 1) || isLiteral(right, 0, 1);
                case TIMES ->
                    either
                            && (isNumber(left, numbers) || left instanceof NumberLiteral)
                            && (isNumber(right, numbers) || right instanceof NumberLiteral);
                case DIVIDE -> isNumber(left, numbers);
                case MODULO, OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
            };
        }
        return expression instanceof Call call && isNumber(call.function(), call.arguments(), numbers);
    }

    private static boolean isNumber(Function function, List<Expression> arguments, Set<String> numbers) {
        boolean any = false;
        boolean all = true;
        for (Expression argument : arguments) {
            boolean number = isNumber(argument, numbers);
            any = any || number;
            all = all && (number || isLiteral(argument, 0, 1));
        }
        return switch (function) {
            case COUNT_SELECTED, STRING_LENGTH, DATE, DECIMAL_DATE -> true;
            case NUMBER, INT, ROUND, ABS -> isNumber(arguments.get(0), numbers);
            case MIN -> any && all;
            case MAX, COALESCE -> any;
            case IF -> {
                Expression yes = arguments.get(1);
                Expression no = arguments.get(2);
                yield isNumber(yes, numbers)
                        || isNumber(no, numbers)
                        || (yes instanceof NumberLiteral one
                                && one.value() != 0
                                && no instanceof NumberLiteral other
                                && other.value() != 0);
            }
            default -> false;
        };
    }

    /** Whether it is a number that stands there, and neither of two. */
    private static boolean isLiteral(Expression expression, double one, double other) {
        return expression instanceof NumberLiteral literal && literal.value() != one && literal.value() != other;
    }
}
