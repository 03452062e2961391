package org.kapsurvey.questionnaire.formula;

import org.kapsurvey.questionnaire.value.Value;

/** What a formula sees of one interview. A slot is the number of a question in the form. */
public interface Scope {
    /** The answer of a question; empty if it is unanswered or not asked. */
    Value answer(int slot);

    /** Why a question has no answer: a missing code; empty if it has one. */
    String missingCode(int slot);

    /** The label, in the form's default language, of a choice of a question; empty if it has no such choice. */
    String choiceLabel(int slot, String choice);

    /** The answer that {@code .} stands for. */
    Value self();

    /** The day of the interview; empty if it is not known. */
    Value today();
}
