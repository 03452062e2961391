package org.kapsurvey.questionnaire.formula;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.questionnaire.value.Value;

/**
 * What a formula sees of one interview. A slot is the number of a question in the form. The methods on rows are those of a form
 * without repeats unless they are overridden.
 */
public interface Scope {
    /** The answer of a question, in the same row or the one around it; empty if it is unanswered or not asked. */
    Value answer(int slot);

    /** The answers of a question in every row that is not settled by where the formula stands, where it is asked. */
    default List<Value> answers(int slot) {
        List<Value> answers = new ArrayList<>();
        answers.add(answer(slot));
        return answers;
    }

    /** The number of rows of a repeat, by its number among the groups. */
    default int rows(int repeat) {
        return 0;
    }

    /** The answer of a question in the rows of the given numbers, from 1; empty if there is no such row. */
    default Value indexed(int slot, int[] repeats, double[] positions) {
        return Value.empty();
    }

    /** The number of the formula's row, from 1; 0 outside repeats. */
    default int position() {
        return 0;
    }

    /** A column of the choice that is being looked at; empty if it has none of that name. */
    default String attribute(String name) {
        return "";
    }

    /** Why a question has no answer: a missing code; empty if it has one. */
    String missingCode(int slot);

    /** The label, in the form's default language, of a choice of a question; empty if it has no such choice. */
    String choiceLabel(int slot, String choice);

    /** The answer that {@code .} stands for. */
    Value self();

    /** The day of the interview; empty if it is not known. */
    Value today();
}
