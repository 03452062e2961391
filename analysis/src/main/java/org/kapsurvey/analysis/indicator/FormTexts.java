package org.kapsurvey.analysis.indicator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** Which columns of answers hold texts though every cell may look like a number: the codes of choices above all. */
public final class FormTexts {
    private FormTexts() {}

    /**
     * Names of columns: of questions outside repeats whose answers are texts in at least one of the forms, and of the reasons for having
     * no answer. A calculation is among them only if it gives texts whatever is answered.
     */
    public static Set<String> of(List<Questionnaire> forms) {
        Set<String> names = new HashSet<>();
        for (Questionnaire form : forms) {
            for (Question question : form.questions()) {
                if (question.type().hasAnswer() && question.repeat() == null) {
                    names.add(question.name() + "_missing");
                    if (isText(question)) {
                        names.add(question.name());
                    }
                }
            }
        }
        return names;
    }

    private static boolean isText(Question question) {
        return question.type() == QuestionType.CALCULATE
                ? question.isAlwaysText()
                : !question.type().isNumber();
    }
}
