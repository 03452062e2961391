package org.kapsurvey.questionnaire.definition;

import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.formula.Formula;

/**
 * A group of questions. A group at the top of the form is a page.
 *
 * @param index among the groups of the form, from 0; a parent has a lower index
 * @param relevant null if always relevant (as far as its parent is)
 * @param parent null at the top of the form
 * @param appearance empty if none is given
 */
public record Group(
        int index,
        String name,
        Labels label,
        @Nullable Formula relevant,
        @Nullable Group parent,
        String appearance) {}
