package org.kapsurvey.questionnaire.definition;

/**
 * A choice of a list.
 *
 * @param name its code in answers
 * @param exclusive whether it can't be chosen together with others, such as "none of these"
 */
public record Choice(String name, Labels label, boolean exclusive) {}
