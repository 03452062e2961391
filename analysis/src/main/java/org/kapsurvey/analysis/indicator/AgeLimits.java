package org.kapsurvey.analysis.indicator;

import java.util.OptionalInt;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.formula.OneAnswer;
import org.kapsurvey.questionnaire.value.Value;

/** Whether a form's question takes every age of a target group. */
final class AgeLimits {
    private AgeLimits() {}

    /**
     * The first age of the range that the question's constraint refuses; empty if it takes all. A constraint that looks at
     * other answers is tried with all of them empty.
     */
    static OptionalInt refused(Question question, int from, int to) {
        Formula constraint = question.constraint();
        if (constraint == null) {
            return OptionalInt.empty();
        }
        for (int age = from; age <= to; age++) {
            if (!constraint.test(new OneAnswer(Value.of((double) age)))) {
                return OptionalInt.of(age);
            }
        }
        return OptionalInt.empty();
    }
}
