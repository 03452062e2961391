package org.kapsurvey.analysis.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a block of estimates computes. */
public enum Statistic {
    MEAN,
    TOTAL,
    /** The share of 1 of a variable of 0 and 1, or of one category. */
    PROPORTION,
    /** The share of every category. */
    PROPORTIONS,
    RATIO,
    /** The population variance of a variable. */
    VARIANCE,
    /** Quantiles with Woodruff's intervals. */
    QUANTILE,
    /** How many rows there are and how many people they stand for. */
    COUNT;

    /** The name in a job. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isProportion() {
        return this == PROPORTION || this == PROPORTIONS;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Statistic::text).toList();
    }
}
