package org.kapsurvey.questionnaire.selection;

import java.util.List;

/**
 * A member of a household with what the draw gave.
 *
 * @param id in the household
 * @param groups the target groups to which the person belongs
 * @param drawnFor those of them for which the person was drawn; a person is selected if there is one
 * @param probability that the person is drawn for at least one of the groups, given that the household is in the sample; 0
 *     without a group
 */
public record SelectedPerson(String id, List<String> groups, List<String> drawnFor, double probability) {
    /** Whether the person is interviewed. */
    public boolean isSelected() {
        return !drawnFor.isEmpty();
    }
}
