package org.kapsurvey.analysis.disclosure;

import java.util.BitSet;
import java.util.Optional;

/**
 * What a row of a table tells of: a group of persons and, if an answer is counted, those of them who gave it. Persons are bits, the same
 * in all cells. Counts are without weights: a weighted share is made by the same persons, and what can be worked out of counts can be of it.
 *
 * @param measure what they were asked
 * @param category the answer; of one measure a person gave at most one. Empty where the group is only counted
 * @param table the rows that it stands among, which have no person in common
 * @param persons of the group; those alone whom the figures are about
 * @param yes those of them with the answer; empty where nothing is told of answers
 */
public record PersonCell(String measure, String category, String table, BitSet persons, Optional<BitSet> yes) {
    /** @throws IllegalArgumentException if somebody gave the answer who is not of the group */
    public PersonCell {
        persons = (BitSet) persons.clone();
        yes = yes.map(those -> (BitSet) those.clone());
        if (yes.isPresent()) {
            BitSet outside = (BitSet) yes.get().clone();
            outside.andNot(persons);
            if (!outside.isEmpty()) {
                throw new IllegalArgumentException("A person outside the group of a cell gave its answer.");
            }
        }
    }
}
