package org.kapsurvey.analysis.indicator;

import java.util.Arrays;
import java.util.List;

/** Which side of a target is wanted. */
public enum Direction {
    /** The estimate should reach the target or exceed it. */
    AT_LEAST("atLeast"),
    /** The estimate should not exceed the target. */
    AT_MOST("atMost");

    private final String code;

    Direction(String code) {
        this.code = code;
    }

    /** The word in plans and jobs. */
    public String code() {
        return code;
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Direction::code).toList();
    }

    /**
     * The direction of that word.
     *
     * @throws IllegalArgumentException if it is none of {@link #codes}
     */
    public static Direction of(String code) {
        return values()[codes().indexOf(code)];
    }
}
