package org.kapsurvey.questionnaire.value;

import java.util.List;

/**
 * A set of code points.
 *
 * @param ranges pairs of first and last
 * @param others whether it is all the others instead
 */
record CharacterSet(List<int[]> ranges, boolean others) {
    static final CharacterSet ANY = new CharacterSet(List.of(new int[] {'\n', '\n'}, new int[] {'\r', '\r'}), true);

    static CharacterSet of(int codePoint) {
        return new CharacterSet(List.of(new int[] {codePoint, codePoint}), false);
    }

    boolean contains(int codePoint) {
        for (int[] range : ranges) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return !others;
            }
        }
        return others;
    }
}
