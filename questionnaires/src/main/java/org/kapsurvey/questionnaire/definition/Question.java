package org.kapsurvey.questionnaire.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.formula.Formula;

/**
 * A question, or a note, calculation or hidden value that stands among the questions.
 *
 * @param slot its number in the form, from 0
 * @param choices null unless the type is a select
 * @param required null if it needs no answer
 * @param relevant null if always relevant (as far as its group is)
 * @param calculation null unless the type is calculate
 * @param missing reasons that count as an answer, in the order of the form
 * @param kap null if it measures nothing
 * @param group the innermost group; null at the top of the form
 */
public record Question(
        int slot,
        String name,
        QuestionType type,
        Labels label,
        Labels hint,
        @Nullable ChoiceList choices,
        @Nullable Formula required,
        Labels requiredMessage,
        @Nullable Formula relevant,
        @Nullable Formula constraint,
        Labels constraintMessage,
        @Nullable Formula calculation,
        String appearance,
        List<MissingCode> missing,
        @Nullable KapItem kap,
        @Nullable Group group) {}
