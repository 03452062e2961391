package org.kapsurvey.analysis.disclosure;

import java.util.OptionalLong;

/**
 * What an earlier edition published.
 *
 * @param today the same cell by today's data, whether it stands in a table today or not
 * @param rows the persons of the group then
 * @param yes those who gave the answer then; empty where it was not told
 */
public record EarlierCell(PersonCell today, long rows, OptionalLong yes) {
    /** @throws IllegalArgumentException if a count is negative, or more gave the answer than there were persons */
    public EarlierCell {
        if (rows < 0 || yes.orElse(0) < 0 || yes.orElse(0) > rows) {
            throw new IllegalArgumentException(
                    "An earlier cell must count 0 or more persons, and no more of them with the"
                            + " answer than there are; found " + rows + " and " + yes.orElse(0) + ".");
        }
    }
}
