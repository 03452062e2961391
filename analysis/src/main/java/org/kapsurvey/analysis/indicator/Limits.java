package org.kapsurvey.analysis.indicator;

import java.util.Optional;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Between what an indicator lies; both limits are NaN where nothing can be said.
 *
 * @param method a confidence interval's name; {@value #RANGE} from all missing units no to all of them yes, of a sample of units
 *     with its confidence; {@value #COUNT} of sums that every unit reported, which are apart
 *     where only a part of the whole was seen
 * @param level its confidence; 1 of a complete count
 * @param size how the effective sample size came about, of intervals that have one
 */
public record Limits(String method, double level, double lower, double upper, Optional<Explanation> size) {
    static final String RANGE = "range";
    static final String COUNT = "count";

    public Limits(String method, double level, double lower, double upper) {
        this(method, level, lower, upper, Optional.empty());
    }

    static Limits of(Interval interval) {
        return new Limits(
                interval.method().text(), interval.level(), interval.lower(), interval.upper(), interval.size());
    }

    static Limits none(String method, double level) {
        return new Limits(method, level, Double.NaN, Double.NaN);
    }

    /** The limits in a line, and under it the size. */
    public Explanation explain() {
        return Explanation.of(
                method + " interval at level " + Numbers.print(level) + ": " + Numbers.print(lower) + " to "
                        + Numbers.print(upper),
                size.stream().toArray(Explanation[]::new));
    }
}
