package org.kapsurvey.questionnaire.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the form: a group at the top with everything in it, or questions that stand outside groups.
 *
 * @param name of the group; of the first question if there is no group
 * @param items the questions and repeats outside repeats, in the order of the form
 */
public record Page(String name, @Nullable Group group, List<Integer> items) {}
