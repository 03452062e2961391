package org.kapsurvey.analysis.sampleplan;

import java.util.Arrays;
import java.util.List;

/** How units are drawn in a stratum. */
public enum DrawMethod {
    /** Systematically with probability proportional to size. */
    PPS("pps"),
    /** Systematically with equal probability. */
    SYSTEMATIC("systematic"),
    /** A simple random sample without replacement. */
    SIMPLE_RANDOM("srs");

    private final String word;

    DrawMethod(String word) {
        this.word = word;
    }

    /** The method's word in a sample plan. */
    public String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(DrawMethod::word).toList();
    }

    static DrawMethod of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst()
                .orElse(PPS);
    }
}
