package org.kapsurvey.questionnaire.formula;

import org.kapsurvey.questionnaire.value.Value;

/** What a constraint sees of an answer that is tried by itself: all other answers are empty, and so is the day. */
public record OneAnswer(Value self) implements AnswersAlone {
    @Override
    public Value answer(int slot) {
        return Value.empty();
    }
}
