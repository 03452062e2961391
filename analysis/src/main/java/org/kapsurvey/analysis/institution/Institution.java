package org.kapsurvey.analysis.institution;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.kapsurvey.analysis.frame.Validity;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * A unit of a register as one of its rows has it.
 *
 * @param kind as {@code agency} or {@code school}
 * @param area code of the area that it belongs to
 * @param stratum empty where the register has none
 * @param flags sorted
 * @param marked whether the column that marks drawn units has a yes; false where there is no such column
 * @param place of its code in the file
 */
public record Institution(
        String code,
        String kind,
        String name,
        String area,
        Validity validity,
        String stratum,
        Set<String> flags,
        boolean marked,
        Place place) {
    public Institution {
        flags = Collections.unmodifiableSet(new TreeSet<>(flags));
    }
}
