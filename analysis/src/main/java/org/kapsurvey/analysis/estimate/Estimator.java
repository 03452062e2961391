package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.totals.Term;

/**
 * A function of population totals. The first two terms are always {@link Term#weight} and {@link Term#rows} of the rows
 * that the estimator is about, so that each estimate knows its n and weighted n. Immutable.
 */
public interface Estimator {
    /** Where the weight of the rows stands among the totals. */
    int WEIGHT = 0;

    /** Where the number of the rows stands among the totals. */
    int ROWS = 1;

    /** The totals that the estimate is a function of. */
    List<Term> terms();

    /** The estimate, from the total of each term. NaN where it is not defined, as a mean of no rows. */
    double value(double[] totals);

    /** The weighted n: what the rows stand for. Σw, but for rows that count other than 1. */
    default double weightedRows(double[] totals) {
        return totals[WEIGHT];
    }

    /** The derivative of {@link #value} by each total: the estimate is linearised as gradient · totals. */
    double[] gradient(double[] totals);

    /**
     * The variance that the estimate would have, had its n rows been drawn as a simple random sample with replacement:
     * s²/n times the square of the estimate's scale, with s² the weighted variance of the linearised rows with divisor
     * n − 1 (Kish 1965). NaN where n &lt; 2 or where no design effect is defined.
     */
    double simpleRandomVariance(double[] totals);

    /** How the value comes about, for a reader: {@code Σwy / Σw = 1240.5 / 2000.8}. */
    Explanation explain(double[] totals);
}
