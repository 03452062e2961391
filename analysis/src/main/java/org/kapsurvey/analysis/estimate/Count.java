package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.totals.Term;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The number of rows and the population that they stand for, Σw, over the rows with a value in each of the columns named
 * (all rows where none is). Linear already: z = w. Every row counts the same, so there is no design effect. 0 without
 * rows.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, section 2.8, of a variable that is 1.
 */
public final class Count implements Estimator {
    private final List<Term> terms;

    private Count(List<String> observed) {
        terms = List.of(Term.weight(observed), Term.rows(observed));
    }

    public static Count of(List<String> observed) {
        return new Count(observed);
    }

    @Override
    public List<Term> terms() {
        return terms;
    }

    @Override
    public double value(double[] totals) {
        return totals[WEIGHT];
    }

    @Override
    public double[] gradient(double[] totals) {
        return new double[] {1, 0};
    }

    @Override
    public double simpleRandomVariance(double[] totals) {
        return Double.NaN;
    }

    @Override
    public Explanation explain(double[] totals) {
        return Explanation.of("Σw = " + Numbers.print(totals[WEIGHT]));
    }
}
