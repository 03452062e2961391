package org.kapsurvey.analysis.inference;

import org.apache.commons.statistics.distribution.TDistribution;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * A test statistic, its degrees of freedom and p. NaN where not defined.
 *
 * @param df2 of the denominator; NaN of a statistic that has none
 */
public record TestOutcome(double statistic, double df1, double df2, double p) {
    public TestOutcome {
        df1 = df1 > 0 ? df1 : Double.NaN; // fewer PSUs than strata and terms leave none
        df2 = df2 > 0 ? df2 : Double.NaN;
    }

    /** What was found, in a line; {@code name} is that of the statistic. */
    public Explanation explain(String name) {
        String freedom = Double.isNaN(df2) ? Numbers.print(df1) : Numbers.print(df1) + " and " + Numbers.print(df2);
        return Explanation.of(name + " = " + Numbers.print(statistic) + " on " + freedom + " degrees of freedom, p = "
                + Numbers.print(p));
    }

    /** An estimate against 0: t = estimate/se, two-sided. */
    public static TestOutcome ofT(double estimate, double standardError, int freedom) {
        double t = estimate / standardError;
        boolean defined = freedom > 0 && standardError > 0;
        double p = defined ? 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t)) : Double.NaN;
        return new TestOutcome(defined ? t : Double.NaN, freedom, Double.NaN, p);
    }
}
