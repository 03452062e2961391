package org.kapsurvey.analysis.inference;

import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * A confidence interval; both limits are NaN where the method defines none.
 *
 * @param level its confidence, between 0 and 1
 */
public record Interval(ProportionInterval method, double level, double lower, double upper) {
    /** The interval in a line. */
    public Explanation explain() {
        return Explanation.of(method.text() + " interval at level " + Numbers.print(level) + ": " + Numbers.print(lower)
                + " to " + Numbers.print(upper));
    }
}
