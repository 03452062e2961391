package org.kapsurvey.analysis.inference;

import java.util.Optional;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * A confidence interval; both limits are NaN where the method defines none.
 *
 * @param level its confidence, between 0 and 1
 * @param size how the effective sample size came about, of methods that have one
 */
public record Interval(
        ProportionInterval method, double level, double lower, double upper, Optional<Explanation> size) {
    /** Without an effective sample size. */
    public Interval(ProportionInterval method, double level, double lower, double upper) {
        this(method, level, lower, upper, Optional.empty());
    }

    /** The interval in a line, and under it what a reviewer recomputes it from beside the estimate. */
    public Explanation explain() {
        return Explanation.of(
                method.text() + " interval at level " + Numbers.print(level) + ": " + Numbers.print(lower) + " to "
                        + Numbers.print(upper),
                size.stream().toArray(Explanation[]::new));
    }
}
