package org.kapsurvey.questionnaire.formula;

import org.kapsurvey.questionnaire.value.Value;

/** What a constraint sees of an answer that is tried by itself: all other answers are empty, and so is the day. */
public record OneAnswer(Value self) implements Scope {
    @Override
    public Value answer(int slot) {
        return Value.empty();
    }

    @Override
    public String missingCode(int slot) {
        return "";
    }

    @Override
    public String choiceLabel(int slot, String choice) {
        return "";
    }

    @Override
    public Value today() {
        return Value.empty();
    }
}
