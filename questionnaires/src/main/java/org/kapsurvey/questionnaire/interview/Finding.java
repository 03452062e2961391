package org.kapsurvey.questionnaire.interview;

import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Question;

/**
 * Something that a supervisor should know about an interview.
 *
 * @param name of the question, which the form may not have
 * @param question null if the form doesn't have it
 */
public record Finding(
        String name, FindingCode code, @Nullable Question question) {
    /** A sentence for the surveyor, in the form's words where it has any. It never repeats the answer. */
    public String message(String language) {
        if (question != null) {
            if (code == FindingCode.CONSTRAINT && !question.constraintMessage().isEmpty()) {
                return question.constraintMessage().in(language);
            }
            if (code == FindingCode.REQUIRED && !question.requiredMessage().isEmpty()) {
                return question.requiredMessage().in(language);
            }
            if (code == FindingCode.TYPE) {
                return FindingCode.typeMessage(question.type(), language);
            }
        }
        return code.message(language);
    }
}
