package org.kapsurvey.questionnaire.formula;

import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;

/** What the references of one expression mean. What can't be meant is a fault, and −1. */
public interface Names {
    /** The slot of a question whose answer is asked for in the row where the expression stands, or around it. */
    int answer(Reference reference, Faults faults);

    /** The slot of a question of which all rows are asked for. */
    default int answers(Reference reference, Faults faults) {
        return answer(reference, faults);
    }

    /** The number of a repeat among the groups; −1 without a fault if the name is no repeat's. */
    default int repeat(Reference reference) {
        return -1;
    }

    /** The slot of a question of which the rows with given numbers are asked for. */
    default int indexed(Reference question, List<Reference> repeats, Faults faults) {
        return answer(question, faults);
    }

    /** Whether the value of an expression is a time of day, written {@code HH:MM}. */
    default boolean isTime(Expression expression) {
        return false;
    }

    /** Whether the expression stands inside a repeat. */
    default boolean isInRepeat() {
        return false;
    }

    /** Names of a form without repeats. */
    static Names of(Map<String, Integer> slots) {
        return (reference, faults) -> {
            Integer slot = slots.get(reference.name());
            if (slot == null) {
                unknown(reference, slots.keySet(), faults);
            }
            return slot == null ? -1 : slot;
        };
    }

    /** Reports a name that is no question's. */
    static void unknown(Reference reference, Iterable<String> known, Faults faults) {
        faults.add(
                reference.place(),
                "There is no question ${" + reference.name() + "}.",
                "References are to the names of questions." + JsonFields.suggestion(reference.name(), known));
    }
}
