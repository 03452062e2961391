package org.kapsurvey.questionnaire.interview;

import java.util.List;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.json.Json;

/** Who answers a {@link MadeUpInterview}: a model of people, or of whatever a form is about. */
public interface Respondent {
    /**
     * A question that is put to them.
     *
     * @param offered the choices; none of a question without
     * @param rows of the repeats around it, from 0, the outermost first
     * @param attempt how many answers the form has found fault with before
     */
    record Asked(Question question, List<Choice> offered, List<Integer> rows, int attempt) {}

    /** The answer, as it stands in {@code answers} of a payload; JSON's null for none. */
    Json answer(Asked asked);

    /**
     * How many rows a repeat has that no formula counts; at least as many as it can have are taken.
     *
     * @param around of the repeats around it, from 0, the outermost first
     */
    int rows(String repeat, List<Integer> around);
}
