package org.kapsurvey.questionnaire.selection;

import java.util.List;

/**
 * A member of a household. No name: that has its own table.
 *
 * @param id in the household, as the number of the line in its list
 * @param groups the target groups to which the person belongs, in the order of the roster's groups; often none
 */
public record RosterPerson(String id, List<String> groups) {}
