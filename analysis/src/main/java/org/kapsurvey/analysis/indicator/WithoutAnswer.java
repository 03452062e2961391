package org.kapsurvey.analysis.indicator;

import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.formula.Undecided;
import org.kapsurvey.questionnaire.formula.Undecided.Found;

/** Tells of a rule's conditions that no answer decides. */
final class WithoutAnswer {
    private WithoutAnswer() {}

    /** Adds a fault for each in a condition; that the whole is a number other than 0, or {@code true()}, means everybody. */
    static void check(Expression condition, Faults faults) {
        boolean everybody = (condition instanceof NumberLiteral number && number.value() != 0)
                || (condition instanceof Call call && call.function() == Function.TRUE);
        if (everybody) {
            return;
        }
        for (Found found : Undecided.in(condition, true)) {
            faults.add(
                    found.condition().place(),
                    found.holds()
                            ? "This always holds, whatever is answered."
                            : "This never holds, whatever is answered: nobody would be counted by it.",
                    "Compare an answer with something; of everybody write 1 alone.");
        }
    }
}
