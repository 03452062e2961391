package org.kapsurvey.questionnaire.interview;

import java.util.List;
import org.kapsurvey.questionnaire.json.Json;

/** What stands in the answers for one question or repeat. */
sealed interface Answer {
    /**
     * A text.
     *
     * @param text in form C, without characters that can't be stored, 5,000 code points at most
     * @param cleaned whether characters were taken away
     * @param cut whether it was longer
     * @param written as it came
     */
    record Given(String text, boolean cleaned, boolean cut, String written) implements Answer {}

    /** A reason instead of an answer, in any words. */
    record Missing(String code) implements Answer {}

    /** The rows of a repeat; they come and go while an interview is under way. */
    record Rows(List<Answers> rows) implements Answer {
        /** Whether all of them are objects. */
        boolean isWhole() {
            for (Answers row : rows) {
                if (!row.isObject()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** JSON's null: no answer, but the question has been dealt with, so that nothing is filled in for it. */
    record Nothing() implements Answer {}

    /** None of these. */
    record Malformed(Json written) implements Answer {}
}
