package org.kapsurvey.questionnaire.expression;

import java.util.LinkedHashSet;
import java.util.Set;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * Finds what stands where a condition must and is none: the {@code 'dk'} of {@code ${heard} = 'yes' or 'dk'}, which always holds, and
 * a question with choices or a calculation of texts by itself, which holds whatever was chosen, a no as well, and so does an {@code if}
 * of texts. In plans a number by itself, too.
 */
public final class NoCondition extends Walk {
    private final Set<String> coded;
    private final Set<String> numbers;
    private final Faults faults;

    private NoCondition(Set<String> coded, Set<String> numbers, Faults faults) {
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
        check(expression, condition, new NoCondition(coded, new LinkedHashSet<>(), faults));
    }

    /**
     * The same in a plan, where numbers are none either.
     *
     * @param numbers the names of what is points or another number of many
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
        } else if (expression instanceof Reference number && numbers.contains(number.name())) {
            faults.add(
                    expression.place(),
                    "The number " + Written.of(expression)
                            + " stands as a condition of its own, which every number but 0 meets.",
                    "Compare it with the number that is meant, as in ${n} >= 2.");
        } else if ((expression instanceof Reference reference && coded.contains(reference.name()))
                || (expression instanceof Self && coded.contains(Contradiction.SELF))) {
            faults.add(
                    expression.place(),
                    "The question " + Written.of(expression)
                            + " stands as a condition of its own, which every choice meets.",
                    "Say which choice is meant, by = 'code' or selected(); whether there is an answer is not(is-missing(…)) in a plan, != '' in a form.");
        }
    }
}
