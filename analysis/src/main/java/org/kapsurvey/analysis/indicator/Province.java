package org.kapsurvey.analysis.indicator;

import java.time.LocalDate;
import java.util.List;

/**
 * The province of a plan through time: what it is called, who governs it and how many communes of which type it has change by
 * law, so that each holds from a day on. Areas are matched by code, never by name.
 *
 * @param code of the province, as in the frame
 * @param names the earliest first, at least one
 */
public record Province(String code, List<Dated> names) {
    public Province {
        names = List.copyOf(names);
    }

    /**
     * What holds from a day until the next.
     *
     * @param authority its People's Committee
     * @param communes how many units of each type it has
     */
    public record Dated(LocalDate from, Wording name, Wording authority, List<Units> communes) {
        public Dated {
            communes = List.copyOf(communes);
        }
    }

    /** So many communes of a type. */
    public record Units(Wording type, int count) {}

    /**
     * What holds in the summary of a year: as on its last day, because a round stores its year alone and yearly reports are of that day.
     */
    public Dated in(int year) {
        return on(LocalDate.of(year, 12, 31));
    }

    /** What holds on a day; before the first, the first. */
    public Dated on(LocalDate day) {
        Dated holds = names.get(0);
        for (Dated dated : names) {
            holds = dated.from().isAfter(day) ? holds : dated;
        }
        return holds;
    }
}
