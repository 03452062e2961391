package org.kapsurvey.questionnaire.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.formula.Formula;

/** Compiles the expressions of rows after the checks that only a whole form allows. */
final class FormulaOfRow {
    private final Map<String, Integer> slots;
    private final Map<String, Row> questions;
    private final Faults faults;

    FormulaOfRow(Map<String, Integer> slots, Map<String, Row> questions, Faults faults) {
        this.slots = slots;
        this.questions = questions;
        this.faults = faults;
    }

    /** @param self whether {@code .} has a meaning: only in a constraint, which is tested where there is an answer */
    @Nullable
    Formula of(Row row, @Nullable Expression expression, boolean self) {
        if (expression == null) {
            return null;
        }
        expression.accept(new ChoiceCodeCheck(questions, row, faults));
        return compile(expression, self);
    }

    /** Compiles an expression of the settings. */
    @Nullable
    Formula outside(@Nullable Expression expression) {
        return expression == null ? null : compile(expression, false);
    }

    private @Nullable Formula compile(Expression expression, boolean self) {
        for (Reference reference : Expression.references(expression)) {
            Row row = questions.get(reference.name());
            if (row != null && row.type == QuestionType.NOTE) {
                faults.add(reference.place(), "The note " + row.name + " has no answer.", "Refer to a question.");
                return null;
            }
        }
        if (!self) {
            expression.accept(new NoSelf());
        }
        return Formula.compile(expression, slots, faults).orElse(null);
    }

    /** Reports every {@code .}. */
    private final class NoSelf extends Walk {
        @Override
        public Boolean self(Self self) {
            faults.add(self.place(), "The sign . stands for the answer only in a constraint.", "Write ${name}.");
            return true;
        }
    }
}
