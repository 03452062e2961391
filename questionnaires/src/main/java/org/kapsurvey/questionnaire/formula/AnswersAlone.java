package org.kapsurvey.questionnaire.formula;

import org.kapsurvey.questionnaire.value.Value;

/** What a formula sees where an expression is tried by itself, apart from any interview: answers and nothing beside them. */
public interface AnswersAlone extends Scope {
    @Override
    default String missingCode(int slot) {
        return "";
    }

    @Override
    default String choiceLabel(int slot, String choice) {
        return "";
    }

    @Override
    default Value self() {
        return Value.empty();
    }

    @Override
    default Value today() {
        return Value.empty();
    }
}
